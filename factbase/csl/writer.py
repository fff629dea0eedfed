"""The output tree written as text of a format: nesting, quotes and meeting marks settled."""

from __future__ import annotations

from factbase.csl.nodes import Node, Span, plain_text
from factbase.csl.punctuation import meet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.formats import Format
    from factbase.csl.locale import Locale

_NEUTRAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


class _Mark(str):
    """What is written as it stands: tags and quotation marks."""

    __slots__ = ()


class _CloseQuote(_Mark):
    """A closing quotation mark."""

    __slots__ = ()


class _OpenQuote(_Mark):
    """An opening quotation mark."""

    __slots__ = ()


class Quotes:
    """The quotation marks of a locale, outer and inner."""

    __slots__ = ("inside", "pairs")

    def __init__(self, locale: Locale) -> None:
        outer = (locale.term("open-quote") or "“", locale.term("close-quote") or "”")
        inner = (locale.term("open-inner-quote") or "‘", locale.term("close-inner-quote") or "’")
        self.pairs = (outer, inner)
        self.inside = locale.punctuation_in_quote

    def of(self, span: Span, depth: int) -> tuple[str, str]:
        """Return the marks for *span*; guillemets of a field stay, outermost curly ones too."""
        kept = span.value
        if isinstance(kept, str) and not depth:
            return (kept[0], kept[1])
        return self.pairs[depth % 2]


class Writer:
    """Writes one tree; text is mended where it meets, so nothing has to be looked at twice."""

    def __init__(self, form: Format, quotes: Quotes) -> None:
        self.form = form
        self.quotes = quotes
        self.pieces: list[str] = []
        self.last_text = -1
        self.end = -1  # the last text of all
        self.closing_quote = -1  # the first closing quote since the last text
        self.after_quote: tuple[int, int] | tuple[()] = ()
        self.moved = False  # whether the last text inside the quote was moved there
        self.state: dict[str, str] = {}
        self.depth = 0

    def write(self, node: Node) -> str:
        """Return *node* as text, without white space at its end."""
        self.node(node)
        if self.end >= 0:
            self.pieces[self.end] = self.pieces[self.end].rstrip(" ")
        escape = self.form.escape
        return "".join(
            [piece if isinstance(piece, _Mark) else escape(piece) for piece in self.pieces]
        )

    def node(self, node: Node) -> None:
        """Write *node* after what is there."""
        if isinstance(node, str):
            self.text(node)
        elif node.role == "continued":
            # What follows a quotation inside one field stands as the writer put it.
            self.closing_quote = -1
            self.last_text = -1
            self.text(str(node.children[0]))
        elif node.formatting or node.quotes or node.display or node.role == "nodecor":
            self.span(node)
        else:
            for child in node.children:
                self.node(child)

    def text(self, text: str) -> None:
        """Write *text*; where it meets other text the marks of both are settled."""
        while text and self.last_text >= 0:
            if self.closing_quote >= 0:
                rest = self.beside_quote(text)
                if rest == text:
                    break
                text = rest
                continue
            left, text = meet(self.pieces[self.last_text], text)
            self.pieces[self.last_text] = left
            if left or not self.after_quote:
                break
            # The mark outside gave way: what comes now stands beside the quote itself.
            del self.pieces[self.last_text]
            self.last_text, self.closing_quote = self.after_quote
            self.after_quote = ()
        if not text:
            return
        self.after_quote = (self.last_text, self.closing_quote) if self.closing_quote >= 0 else ()
        self.last_text = len(self.pieces)
        self.closing_quote = -1
        self.moved = False
        self.end = self.last_text
        self.pieces.append(text)

    def beside_quote(self, text: str) -> str:
        """Return what remains of *text* after a closing quote, where marks may cross it."""
        pieces, last, mark = self.pieces, self.last_text, text[0]
        left = pieces[last]
        if self.quotes.inside:
            if mark in ".,?!":
                pieces[last], mark = meet(left, mark)
                if mark:
                    pieces.insert(self.closing_quote, mark)
                    self.last_text = self.closing_quote
                    self.closing_quote += 1
                    self.moved = True
                return text[1:]
            if mark in ":;" and (left[-1:] == mark or self.moved):
                kept, rest = meet(left, text)
                return rest if kept == left else text
            return text
        if left[-1:] in (",", ":", ";") and mark in ".,:;?!" and len(left) > 1:
            pieces[last] = left[:-1]
            return "".join(meet(left[-1], text))
        if left[-1:] in ("!", "?") and mark in ".:":
            return text[1:]
        return text[1:] if left[-1:] == mark and mark in ".?!" else text

    def span(self, span: Span) -> None:
        """Write *span* with what it asks for around it."""
        if span.display and not plain_text(span):
            return
        marks = self.form.marks
        closers: list[str] = []
        before = self.state
        display = marks.get(("display", span.display)) if span.display else None
        if display:
            self.mark(display[0])
            closers.append(display[1])
            self.last_text = -1
        if span.quotes:
            # The marks belong to the text: formatting of the same span goes inside them.
            pair = self.quotes.of(span, self.depth)
            self.pieces.append(_OpenQuote(pair[0]))
            self.depth += 1
        changes = span.formatting
        if span.role == "nodecor":
            changes = tuple((key, _NEUTRAL[key]) for key in before)
        inner: list[str] = []
        for key, value in reversed(changes):
            wanted = self.flipped(key, value) if span.role == "markup" else value
            if before.get(key, _NEUTRAL[key]) == wanted:
                continue
            pair = marks.get((key, wanted), ("", ""))
            self.mark(pair[0])
            inner.append(pair[1])
            if self.state is before:
                self.state = dict(before)
            self.state[key] = wanted
        for child in span.children:
            self.node(child)
        for closer in reversed(inner):
            self.mark(closer)
        if span.quotes:
            self.depth -= 1
            if self.closing_quote < 0:
                self.closing_quote = len(self.pieces)
            self.pieces.append(_CloseQuote(self.quotes.of(span, self.depth)[1]))
        for closer in reversed(closers):
            self.mark(closer)
        if display:
            self.last_text = -1
        self.state = before

    def flipped(self, key: str, value: str) -> str:
        """Return *value*, or its opposite where it already holds around."""
        return _NEUTRAL[key] if self.state.get(key) == value else value

    def mark(self, text: str) -> None:
        """Write *text* as it stands."""
        if text:
            self.pieces.append(_Mark(text))
