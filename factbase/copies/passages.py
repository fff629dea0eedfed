r"""A quote looked for in the text of a copy, as a careful reader would.

What a typesetter, a browser or a PDF does to a text makes no difference: white space, ligatures,
curly quotes, the kind and the spacing of dashes, hyphens at line ends, capitals. What a writer may
do to a quote makes none either: ``…`` and ``[...]`` leave words out, ``[sic]`` and ``[the
country]`` put words in. The words that remain stand in the copy, whole, in this order. A number
is never found in the middle of a longer one.

>>> copy = Passages("The U.S. de-\nported \ufb01ve people[3] \u2014 so they said \u2014 in May.")
>>> "deported five people \u2026 in May" in copy
True
>>> "[It] deported five people" in copy, "deported five people in June" in copy
(True, False)
>>> "46,000 parents" in Passages("146,000 parents"), "46 parents" in Passages("46.5 parents")
(False, False)
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import NamedTuple

from factbase.normalize import ZERO_WIDTH, collapse, comparable

LEFT_OUT = 1000
"""An ellipsis may stand for so many characters: about a page."""

PUT_IN = 80
"""Words in brackets may stand for so many characters of the source."""

LIKE = 60
"""So many percent alike, and a passage is worth showing as the nearest."""

_QUOTATION_MARKS = re.compile("['\"`\u00ab\u00b4\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a]+")
_DASH = re.compile(r"\s*(?:--+|[\u2014\u2015])\s*|(?:^|\s+)[\u2012\u2013-](?:\s+|$)")
_HYPHENS = re.compile("[\u2010-\u2013\u2212\ufe63\uff0d]")
_SOFT_HYPHEN = re.compile("\u00ad\\s*")
_HYPHENATION = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_LINE_BREAK = re.compile(r"(?<=\w-)\s+(?=\w)")
_RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_BEFORE_STOP = re.compile(r"\s+(?=[,.;:!?%)\]])|(?<=[(\[])\s+")
_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
_GAP = re.compile(
    r"[(\[]\s*(?:\.\s*){3,}[)\]]|(?:\.\s?){2,}\.|(?P<put_in>\[[^\[\]]*\])"  # […] ... [sic]
)
_FRACTION = re.compile(r"[.,]\d")
_NUMBER_BEFORE = re.compile(r"\d$|\d[.,]$|(?:^|[\s(])-$")
_NUMBER_BEHIND = re.compile(r"\d|[.,]\d")


class Piece(NamedTuple):
    """Words of a quote that stand together, and how far behind those before them they may begin."""

    text: str
    reach: int
    begins_whole: bool
    ends_whole: bool


def folded(text: str) -> str:
    r"""Return *text* without what differs between two prints of the same words.

    >>> folded("\u201cA  self-\nmade  \ufb01lm\u201d \u2013 46 %")
    "'a selfmade film' \u2014 46%"
    """
    # The raised figure of a note is no digit of the number before it.
    text = ZERO_WIDTH.sub("", _SOFT_HYPHEN.sub("", _RAISED.sub(r"[\g<0>]", text)))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _DASH.sub(" \u2014 ", _QUOTATION_MARKS.sub("'", text))
    text = _LINE_BREAK.sub("", _HYPHENATION.sub("", _HYPHENS.sub("-", text)))
    return _BEFORE_STOP.sub("", collapse(text))


def pieces(quote: str) -> list[Piece]:
    """Return the words of a folded *quote* between what its writer left out or put in."""
    found: list[Piece] = []
    start, reach, begins_whole = 0, 0, True
    gaps = [(match.start(), match.end(), bool(match["put_in"])) for match in _GAP.finditer(quote)]
    for begin, end, put_in in [*gaps, (len(quote), len(quote), False)]:
        text = quote[start:begin].strip()
        # "[I]n 2011" changes a letter of a word, which goes on behind the bracket.
        cuts_word = put_in and quote[begin - 1 : begin].isalpha()
        if text.strip(" '.,;:!?-"):
            found.append(Piece(text, reach, begins_whole, not cuts_word))
            reach = 0
        reach += PUT_IN if put_in else LEFT_OUT
        start, begins_whole = end, not (put_in and quote[end : end + 1].isalpha())
    return found


class Passages:
    """The text of one copy, in which quotes are looked for: ``quote in passages``."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, quote: str) -> bool:
        """Tell whether the copy says what *quote* says."""
        whole = folded(quote)
        if not any(char.isalnum() for char in whole):
            return False
        if _stands(whole, self._folded):
            return True
        parts = pieces(whole)
        texts = dict.fromkeys((self._folded, self._without_brackets))
        return bool(parts) and any(_in_order(parts, text) for text in texts)

    def nearest(self, quote: str) -> str | None:
        """Return the passage that is most like *quote*, whole words as printed, if any is."""
        # Loaded here because only mistakes need it.
        from rapidfuzz import fuzz  # noqa: PLC0415

        wanted, text = comparable(quote), comparable(self._text)
        found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LIKE)
        if found is None or len(wanted) > len(text):
            return None
        start, end = found.dest_start, found.dest_end
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return text[start:end].strip() or None

    @cached_property
    def _folded(self) -> str:
        return folded(self._text)

    @cached_property
    def _without_brackets(self) -> str:
        """The text without the marks of notes: ``people[3]``, ``[citation needed]``."""
        return _BEFORE_STOP.sub("", collapse(_BRACKETS.sub("", self._folded)))


def _in_order(parts: list[Piece], text: str) -> bool:
    """Tell whether all *parts* stand in *text*, each within reach of the one before."""
    known: dict[Piece, list[tuple[int, int]]] = {}
    ends: list[int] = []
    for number, part in enumerate(parts):
        alone = part._replace(reach=0)
        if alone not in known:
            known[alone] = _places(alone, text)
        places = known[alone]
        ends = [end for _, end in places] if not number else _reached(places, ends, part.reach)
        if not ends:
            return False
    return True


def _reached(places: list[tuple[int, int]], before: list[int], reach: int) -> list[int]:
    """Return the ends of the *places* that begin within *reach* behind one of the ends *before*."""
    found, at, last = [], 0, len(before) - 1
    for start, end in places:
        while at < last and before[at + 1] <= start:
            at += 1
        if 0 <= start - before[at] <= reach:
            found.append(end)
    return found


def _stands(words: str, text: str) -> bool:
    return bool(_places(Piece(words, 0, begins_whole=True, ends_whole=True), text))


def _places(piece: Piece, text: str) -> list[tuple[int, int]]:
    """Return where *piece* stands in *text* without cutting a word or a number."""
    found = []
    start = text.find(piece.text)
    while start >= 0:
        end = start + len(piece.text)
        if _begins(text, start, whole=piece.begins_whole) and _ends(
            text, end, whole=piece.ends_whole
        ):
            found.append((start, end))
        start = text.find(piece.text, start + 1)
    return found


def _begins(text: str, start: int, *, whole: bool) -> bool:
    """Tell whether a word or number may begin at *start*."""
    before = text[max(0, start - 1) : start]
    if text[start].isdigit() or _FRACTION.match(text, start):
        # 146,000 and 0.46 and -46 are other numbers than 46.
        return not _NUMBER_BEFORE.search(text[max(0, start - 2) : start])
    return not (whole and before.isalnum() and text[start].isalpha())


def _ends(text: str, end: int, *, whole: bool) -> bool:
    """Tell whether a word or number may end at *end*."""
    if text[end - 1].isdigit():
        return not _NUMBER_BEHIND.match(text, end)
    if text[end - 1] in ".,":
        return not (text[end - 2 : end - 1].isdigit() and text[end : end + 1].isdigit())
    return not (whole and text[end : end + 1].isalnum() and text[end - 1].isalpha())
