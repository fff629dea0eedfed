"""One pass over a text: its tokens, each with one class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from factbase.quantity.words import (
    CURRENCY_SIGNS,
    FRACTIONS,
    GLYPHS,
    MONTHS,
    MULTIPLES,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WORD: Final = 1
NUMBER: Final = 2
MARK: Final = 3
GAP: Final = 4
LINK: Final = 5
NUMBER_WORD: Final = 6
SCALE: Final = 7
ORDINAL: Final = 8
FRACTION: Final = 9
MULTIPLE: Final = 10
MONTH: Final = 11
CURRENCY: Final = 12
GLYPH: Final = 13

ACTIVE: Final = frozenset(
    {NUMBER, NUMBER_WORD, SCALE, ORDINAL, FRACTION, MULTIPLE, MONTH, CURRENCY, GLYPH}
)
"""The classes at which a quantity may begin."""

PAD: Final = 12
"""Empty tokens at both ends, so that a look to the side needs no bound check."""

_WORD_CLASSES: dict[str, int] = {
    **dict.fromkeys(MONTHS, MONTH),
    **dict.fromkeys(NUMBER_WORDS, NUMBER_WORD),
    **dict.fromkeys(SCALES, SCALE),
    **dict.fromkeys(ORDINALS, ORDINAL),
    **dict.fromkeys(MULTIPLES, MULTIPLE),
    **dict.fromkeys(FRACTIONS, FRACTION),
    **dict.fromkeys(CURRENCY_SIGNS, CURRENCY),
    **dict.fromkeys(GLYPHS, GLYPH),
}

_SPACES = "\u00a0\u2009\u202f"
# Half of all places are spaces, so they are turned away first. Plain words come next, because
# most tokens are such; what a point or a colon follows may be an abbreviation or a link, and
# takes the slower way.
_PATTERN = r"""(?!\ )(?:
    ([a-zA-Z]++(?:['\u2019][^\W\d_]++)*+(?![^\W\d_]|[.:])
     |(?!HOST)(?:(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['\u2019][^\W\d_]+)*))
  | (NUMBER)
  | ([^\w\s\[\]`~<&]|(?!MARKUP)[\[\]`~<&])
  | (\n[^\S\n]*\n)
  | ((?:HOST)[^\s|<>"]*|MARKUP)
)"""
_HOST = r"https?://|www\.|[a-zA-Z][\w-]{0,60}(?:\.[\w-]{1,60}){0,3}\.(?:com|org|net|edu|gov|int|html?)\b"
# What Markdown and HTML write between the words: each starts with its own mark, and is bounded
# or ends where the next of its kind begins, so that a hostile text costs no more than its length.
_MARKUP = (
    r"\]\([^()\s]*+(?:\ \"[^\"\n]{0,300}\")?\)"  # the target of a link
    r"|\[(?:\^[^\]\s]{1,60}|@[^\]\n]{1,300})\]"  # a footnote, a citation
    r"|(?<![^\n])```[^\n]*+\n(?:(?!```)[^\n]*+\n)*+```"  # a block of code
    r"|`[^`\n]{1,300}`|~~"  # code, deleted text
    r"|</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,500})?>|&\#?\w{1,10};"  # a tag, an entity
)


@dataclass(frozen=True, slots=True)
class NumberLocale:
    """How a language writes the digits of a number."""

    name: str
    pattern: str
    decimal_comma: bool = False

    def plain(self, digits: str) -> str:
        """Return *digits* as Python writes them, without group separators.

        >>> LOCALES["en"].plain("46,000.5"), LOCALES["de"].plain("46.000,5")
        ('46000.5', '46000.5')
        """
        if digits.isdigit():
            return digits
        for space in (" ", *_SPACES):
            digits = digits.replace(space, "")
        if self.decimal_comma:
            return digits.replace(".", "").replace(",", ".")
        return digits.replace(",", "")


# The plain space groups digits too where a word or a mark follows, but not in a row of numbers;
# four groups bound the search.
_SPACED = (
    rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}(?![0-9]))+"
    r"|[0-9]{1,3}(?:[ ][0-9]{3}(?![0-9])){1,4}(?=[ ]?[%(\u2013]|[ ][a-zA-Z]|[,;:.)]|[ ]*\|)"
)
_POINT = (
    rf"(?:{_SPACED})(?:\.[0-9]+)?"
    r"|[0-9]+(?:,[0-9]{3}(?![0-9])|,[0-9]{2}(?=,[0-9]))*(?:\.[0-9]+)*"
    r"|(?<![\w.])\.[0-9]+"
)
_COMMA = rf"(?:{_SPACED})(?:,[0-9]+)?|[0-9]+(?:\.[0-9]{{3}}(?![0-9]))*(?:,[0-9]+)?"

LOCALES = {
    "en": NumberLocale("en", _POINT),
    "en-IN": NumberLocale("en-IN", _POINT),
    "de": NumberLocale("de", _COMMA, decimal_comma=True),
    "fr": NumberLocale("fr", _COMMA, decimal_comma=True),
    "es": NumberLocale("es", _COMMA, decimal_comma=True),
}
"""Name → how digits are written there; the words are still English ones in all of them."""

_BLANKS = [""] * PAD
_GAPS = [GAP] * PAD
_GROUP: Callable[[re.Match[str]], int] = attrgetter("lastindex")
_PATTERNS: dict[str, re.Pattern[str]] = {}


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists, `PAD` empty ones at both ends.

    *active* are the tokens at which a quantity may begin. Nothing changes a token; the class
    is not frozen because a frozen one takes longer to make.
    """

    text: str
    raw: list[str]
    low: list[str]
    classes: list[int]
    start: list[int]
    end: list[int]
    active: list[int]
    locale: NumberLocale

    def joined(self, index: int) -> bool:
        """Return whether no space stands between token *index* and the one before."""
        return self.start[index] == self.end[index - 1]


def tokenize(text: str, locale: NumberLocale) -> Tokens:
    """Return the tokens of *text*; each character is looked at a bounded number of times."""
    pattern = _PATTERNS.get(locale.name)
    if pattern is None:
        pattern = _PATTERNS[locale.name] = re.compile(
            _PATTERN.replace("NUMBER", locale.pattern)
            .replace("HOST", _HOST)
            .replace("MARKUP", _MARKUP),
            re.VERBOSE,
        )
    matches = list(pattern.finditer(text))
    # `map` over methods of C takes half the time of a comprehension, and this is the hot path.
    raw = list(map(re.Match.group, matches))
    low = list(map(str.lower, raw))
    classes = list(map(_WORD_CLASSES.get, low, map(_GROUP, matches)))
    beyond = len(text) + 2
    return Tokens(
        text,
        [*_BLANKS, *raw, *_BLANKS],
        [*_BLANKS, *low, *_BLANKS],
        [*_GAPS, *classes, *_GAPS],
        [*[-2] * PAD, *map(re.Match.start, matches), *[beyond] * PAD],
        [*[-4] * PAD, *map(re.Match.end, matches), *[beyond + 2] * PAD],
        [k for k, kind in enumerate(classes, PAD) if kind in ACTIVE],
        locale,
    )
