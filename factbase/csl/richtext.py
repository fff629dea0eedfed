"""Markup and quotation marks inside a field, read into the output tree.

Understood are ``<i> <b> <sup> <sub> <sc>``, small capitals as a span, ``class="nocase"`` and
``class="nodecor"``; everything else is text. Straight and curly quotation marks that come in
pairs become quoted spans, so that they follow the locale and nest; other single ones are
apostrophes.
"""

from __future__ import annotations

from factbase.csl.nodes import Node, Span
from factbase.csl.record import lazy, remembered

_INTERESTING = frozenset("<\"'“”‘’«»")
_TOKEN = lazy(r"(</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]{0,150})?>|[\"'“”‘’«»])")
_SMALL_CAPS = lazy(r"font-variant:\s*small-caps")
_CLASS = lazy(r"class=[\"'](nocase|nodecor)[\"']")

_FORMATS = {
    "i": (("font-style", "italic"),),
    "b": (("font-weight", "bold"),),
    "sup": (("vertical-align", "sup"),),
    "sub": (("vertical-align", "sub"),),
    "sc": (("font-variant", "small-caps"),),
}
MAX_DEPTH = 40
"""Tags and quotation marks that nest deeper are text."""
MAX_TAG = 200


_TAG = lazy(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]{0,150})?>")
_TAG_NAME = lazy(r"<(\w+)")


class _Frame:
    """A tag or quotation mark that is open, and what stands in it so far."""

    __slots__ = ("children", "kind", "token")

    def __init__(self, token: str, kind: str) -> None:
        self.token = token
        self.kind = kind
        self.children: list[Node] = []


def parse_rich(text: str) -> Node:
    """Return *text* with its markup and quotation marks as nodes."""
    if _INTERESTING.isdisjoint(text):
        return text
    node: Node = _parse(text)
    return node


def strip_markup(text: str) -> str:
    """Return *text* without the markup of fields."""
    return _TAG.sub("", text) if "<" in text else text


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack = [_Frame("", "root")]

    def parse(self) -> Node:
        position = 0
        for match in _TOKEN.finditer(self.text):
            self.add(self.text[position : match.start()])
            position = match.end()
            token = match[0]
            if token.startswith("</"):
                self.close_tag(token)
            elif token.startswith("<"):
                self.open_tag(token)
            else:
                self.quote(token, match.start())
        self.add(self.text[position:])
        while len(self.stack) > 1:
            self.give_up()
        children = self.stack[0].children
        return children[0] if len(children) == 1 else Span(children)

    def add(self, node: Node) -> None:
        children = self.stack[-1].children
        if isinstance(node, str):
            if not node:
                return
            before = children[-1] if children else None
            if isinstance(before, str):
                children[-1] = before + node
                return
            if before is not None and before.quotes:
                node = Span((node,), role="continued")
            elif before is not None and before.role == "continued":
                children[-1] = before.like((f"{before.children[0]}{node}",))
                return
        children.append(node)

    def give_up(self) -> None:
        """Turn the innermost open frame back into text."""
        frame = self.stack.pop()
        token = "’" if frame.token in "'‘" else frame.token
        self.add(token)
        for child in frame.children:
            self.add(child)

    def open_tag(self, token: str) -> None:
        name = _TAG_NAME.match(token)
        kind = name[1] if name else ""
        if kind == "span":
            found = _CLASS.search(token)
            if found:
                kind = found[1]
            elif _SMALL_CAPS.search(token):
                kind = "sc"
        if len(self.stack) > MAX_DEPTH:
            self.add(token)
        else:
            self.stack.append(_Frame(token, kind))

    def close_tag(self, token: str) -> None:
        name = token[2:-1].strip()
        spans = {"span", "nocase", "nodecor", "sc"} if name == "span" else {name}
        depth = next(
            (i for i in range(len(self.stack) - 1, 0, -1) if self.stack[i].kind in spans), 0
        )
        if not depth:
            self.add(token)
            return
        while len(self.stack) - 1 > depth:
            self.give_up()
        frame = self.stack.pop()
        if not frame.children:
            return
        if frame.kind in _FORMATS:
            self.add(Span(frame.children, _FORMATS[frame.kind], role="markup"))
        elif frame.kind in ("nocase", "nodecor"):
            self.add(Span(frame.children, role=frame.kind))
        else:
            self.add(Span(frame.children))

    def quote(self, token: str, at: int) -> None:
        before = self.neighbour(at, -1)
        after = self.neighbour(at, 1)
        single = token in "'‘’"
        is_open = self.find_open(token)
        if token == "’" or (token == "'" and before.isalnum() and after.isalnum()):
            is_open = is_open if not after.isalnum() and token == "’" else 0
            closes, opens = bool(is_open), False
        elif token in "“‘«":
            closes, opens = False, token == "«" or bool(after.strip())
        elif token in "”»":
            closes, opens = bool(is_open), False
        else:
            inside = single and after.isalnum()
            closes = bool(is_open) and bool(before.strip()) and not inside
            glued = before.isalnum() or (single and before in ("'", "’", "."))
            opens = not closes and bool(after.strip()) and not glued
        if closes:
            self.close_quote(is_open)
        elif opens and len(self.stack) <= MAX_DEPTH:
            self.stack.append(_Frame(token, "single" if single else "double"))
        else:
            self.add("’" if single else token)

    def neighbour(self, at: int, step: int) -> str:
        """Return the character before or after the mark at *at*, tags left out; "" at the ends."""
        text = self.text
        if step > 0:
            place = at + 1
            while tag := _TAG.match(text, place):
                place = tag.end()
            return text[place : place + 1]
        place = at
        while text[place - 1 : place] == ">":
            start = text.rfind("<", max(0, place - MAX_TAG), place)
            if start < 0 or not _TAG.fullmatch(text, start, place):
                break
            place = start
        return text[place - 1 : place] if place else ""

    def find_open(self, token: str) -> int:
        """Return the depth of the open mark that *token* may close, 0 for none."""
        partners = {"'": "'", "’": "‘", '"': '"', "”": "“", "»": "«"}
        partner = partners.get(token)
        for depth in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[depth]
            if frame.token == partner:
                return depth
            if frame.kind not in ("single", "double"):
                return 0
        return 0

    def close_quote(self, depth: int) -> None:
        while len(self.stack) - 1 > depth:
            self.give_up()
        frame = self.stack.pop()
        if frame.token == "«":
            (opening, closing), children = _guillemets(frame.children)
            self.add(Span([opening, *children, closing]))
        else:
            value = {"“": "“”", "‘": "‘’"}.get(frame.token)
            self.add(Span(frame.children, quotes=True, value=value))


def _guillemets(children: list[Node]) -> tuple[tuple[str, str], list[Node]]:
    """Return « and » with the spaces inside them, and *children* without those spaces."""
    children = list(children)
    opening, closing = "«", "»"
    if isinstance(children[0], str):
        text = children[0].lstrip()
        # French typography: the space belongs to the mark, and neither breaks nor stretches.
        opening += "\u202f" if text != children[0] else ""
        children[0] = text
    if isinstance(children[-1], str):
        text = children[-1].rstrip()
        closing = "\u202f" + closing if text != children[-1] else closing
        children[-1] = text
    return (opening, closing), children


def _parse_anew(text: str) -> Node:
    return _Parser(text).parse()


_parse = remembered(_parse_anew, 4096)
