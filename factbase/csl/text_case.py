"""The text-case attribute, applied to text with formatting in it."""

from __future__ import annotations

from factbase.csl.record import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factbase.csl.nodes import Node

STOP_WORDS = frozenset(
    """
    a about above according across afore after against ahead along alongside amid amidst among
    amongst an and anenst apart apropos apud around as aside astride at athwart atop back
    barring because before behind below beneath beside besides between beyond but by c ca circa
    close d' de despite down due during et except far for forenenst from given in inside instead
    into lest like modulo near next nor notwithstanding of off on onto or out outside over per
    plus prior pro pursuant qua rather regardless sans since so such than that the through
    throughout thru thruout till to toward towards under underneath until unto up upon v v. van
    versus via vis-à-vis von vs vs. where with within without yet
    """.split()
)
# Of these only the phrases are stop words ("according to"), never the first word alone.
_PHRASES = {
    "according": ("to",), "ahead": ("of",), "apart": ("from",), "aside": ("from", ""),
    "back": ("to",), "because": ("of",), "close": ("to",), "due": ("to",), "far": ("from",),
    "instead": ("of",), "outside": ("of",), "prior": ("to",), "pursuant": ("to",),
    "rather": ("than",), "regardless": ("of",), "such": ("as",), "that": ("of",),
    "where": ("as",),
}  # fmt: skip

_WORD = lazy(r"[^\s\u2013\u2014/\-]+")
_TITLE_WORD = lazy(r"[^\s\u2013\u2014/\-.,;:?!()\[\]]+")
_BREAK = lazy(r"[\u2013\u2014/\-.,;:?!()\[\]\"“”‘’]")
_LETTER = lazy(r"[^\W\d_]")
_SENTENCE_END = lazy(r"[:?!]\s*[\"“‘’'(\[]*\s*$")
_PROTECTED = {"nocase", "nodecor"}


_SIGN = lazy(r"\w")
_SPACED = lazy(r"\S+")
_FOLLOWING = lazy(r"\s+(\w+)")


def apply_case(node: Node, case: str, lang: str = "en") -> Node:
    """Return *node* in *case*, a value of CSL's text-case; *lang* is the item's language."""
    if case in ("lowercase", "uppercase"):
        turkish = lang[:2] in ("tr", "az")
        if case == "lowercase":
            return _map_text(node, _turkish_lower if turkish else str.lower)
        return _map_text(node, _turkish_upper if turkish else str.upper)
    text = "".join(piece for piece, _ in _pieces(node, free=True))
    free = [ok for piece, ok in _pieces(node, free=True) for _ in piece]
    if case == "capitalize-first":
        chars = _capitalize_first(text, free)
    elif case == "capitalize-all":
        chars = _capitalize_all(text, free)
    elif case == "sentence":
        chars = _sentence(text, free)
    elif case == "title":
        chars = list(text) if lang and not lang.startswith("en") else _title(text, free)
    else:
        return node
    return _rebuild(node, iter(chars))


def _turkish_lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()


def _map_text(node: Node, turn: Callable[[str], str]) -> Node:
    if isinstance(node, str):
        return turn(node)
    if node.role in _PROTECTED:
        return node
    return node.like([_map_text(child, turn) for child in node.children])


def _pieces(node: Node, *, free: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, str):
        yield node, free
        return
    # Superscripts and small capitals in a field keep their case without being asked.
    kept = node.role == "markup" and node.formatting[0][0] in ("vertical-align", "font-variant")
    inner = free and node.role not in _PROTECTED and not kept
    for child in node.children:
        yield from _pieces(child, free=inner)


def _rebuild(node: Node, chars: Iterator[str]) -> Node:
    if isinstance(node, str):
        return "".join(next(chars) for _ in node)
    return node.like([_rebuild(child, chars) for child in node.children])


def _capitalize_first(text: str, free: list[bool]) -> list[str]:
    chars = list(text)
    if text[:1].isalpha():
        if free[0]:
            chars[0] = chars[0].upper()
        return chars
    first = _LETTER.search(text)
    start = _SIGN.search(text)
    if first and start and first.start() == start.start() and free[first.start()]:
        chars[first.start()] = chars[first.start()].upper()
    return chars


def _capitalize_all(text: str, free: list[bool]) -> list[str]:
    chars = list(text)
    for word in _WORD.finditer(text):
        first = _SIGN.search(word[0])
        if first and word[0].islower():
            at = word.start() + first.start()
            if free[at]:
                chars[at] = chars[at].upper()
    return chars


def _sentence(text: str, free: list[bool]) -> list[str]:
    chars = list(text)
    for number, word in enumerate(_SPACED.finditer(text)):
        for at in range(*word.span()) if number else ():
            if free[at]:
                chars[at] = chars[at].lower()
    first = _SIGN.search(text)
    if first and free[first.start()]:
        chars[first.start()] = chars[first.start()].upper()
    return chars


def _title(text: str, free: list[bool]) -> list[str]:
    chars = list(text)
    words = list(_TITLE_WORD.finditer(text))
    for number, word in enumerate(words):
        at, end = word.span()
        first = _SIGN.search(word[0])
        if first is None or not all(free[at:end]):
            continue
        letter = at + first.start()
        bare = word[0].strip("\"“”‘’'()[],;:!?").lower()
        begins = number == 0 or bool(_SENTENCE_END.search(text[:at]))
        # As citeproc-js: a small word opens the first compound (In-House), not later ones.
        begins = begins or (text[end : end + 1] == "-" and not _BREAK.search(text[:at]))
        if bare.startswith(("d'", "d’")) and not begins:
            continue
        edge = begins or number == len(words) - 1
        if not edge and _is_stop_word(bare, text[end:]):
            continue
        if word[0].islower() and (len(bare) > 1 or begins):
            chars[letter] = text[letter].upper()
    return chars


def _is_stop_word(word: str, rest: str) -> bool:
    if word not in STOP_WORDS:
        return False
    followers = _PHRASES.get(word)
    if followers is None or "" in followers:
        return True
    following = _FOLLOWING.match(rest)
    return bool(following and following[1].lower() in followers)
