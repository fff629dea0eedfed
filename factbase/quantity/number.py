"""One number of a fact: its JSON form, its comparator, the interval it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

COMPARATORS = {
    "value": "=",
    "about": "~",
    "nearly": "<~",
    "more_than": ">",
    "at_least": ">=",
    "less_than": "<",
    "at_most": "<=",
    "range": "..",
}
"""The key a fact writes → the sign of the comparator (``..`` is a range)."""

KEY_OF = {sign: key for key, sign in COMPARATORS.items()}
"""The sign of a comparator → the key that a fact writes."""

MAX_DIGITS = 40
"""No published statistic has more significant digits; a longer one is an accident or an attack."""

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\Z")
_RATIO = re.compile(r"([0-9][0-9.eE+-]*) in ([0-9][0-9.eE+-]*)\Z")


class NumberFormError(ValueError):
    """A number is not written in the JSON number grammar (RFC 8259, section 6)."""


class NumberRangeError(ValueError):
    """A number is infinite, vanishes, or has more digits than any statistic."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share written as ``x in y``.

    >>> str(Ratio(Decimal(1), Decimal(4)))
    '1 in 4'
    """

    part: Decimal
    whole: Decimal

    @property
    def fraction(self) -> Decimal:
        """Return the share as a number from 0 to 1."""
        return self.part / self.whole

    def __str__(self) -> str:
        return f"{plain(self.part)} in {plain(self.whole)}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval of real numbers that a bounded number stands for.

    ``None`` at an end means that the number says nothing about that side.
    """

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False


def parse_number(text: str) -> Decimal:
    """Return the number that *text* writes, with its trailing zeros kept.

    Only the JSON number grammar counts, so that every reader of the file agrees.

    >>> parse_number("3.70")
    Decimal('3.70')
    >>> parse_number("-0")
    Decimal('0')
    >>> parse_number("46,000")
    Traceback (most recent call last):
    factbase.quantity.number.NumberFormError: 46,000

    Raises `NumberFormError` for another form, `NumberRangeError` for a number that no
    double-precision reader could hold or that has more than `MAX_DIGITS` digits.
    """
    if not _JSON_NUMBER.match(text):
        raise NumberFormError(text)
    digits = text.lower().partition("e")[0].replace("-", "").replace(".", "")
    if len(digits.lstrip("0")) > MAX_DIGITS or len(digits) > 2 * MAX_DIGITS:
        raise NumberRangeError(text)
    double = float(text)
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent of hundreds of digits
        raise NumberRangeError(text) from None
    if double in (float("inf"), float("-inf")) or (double == 0.0 and number != 0):
        raise NumberRangeError(text)
    return abs(number) if number == 0 else number


def parse_ratio(text: str) -> Ratio | None:
    """Return the share that *text* writes as ``x in y``, or None where it is none.

    >>> parse_ratio("1 in 4")
    Ratio(part=Decimal('1'), whole=Decimal('4'))
    >>> parse_ratio("25 percent") is None
    True

    Raises `NumberFormError` when the whole is not above 0, or the part above the whole.
    """
    match = _RATIO.match(text)
    if not match:
        return None
    part, whole = (parse_number(group) for group in match.groups())
    if whole <= 0 or part > whole:
        raise NumberFormError(text)
    return Ratio(part, whole)


def bounds(comparator: str, first: Decimal, second: Decimal | None = None) -> Bounds:
    """Return the interval that a number with a *comparator* sign stands for.

    ``~`` and ``<~`` are read as the point that is written; how far they reach is the
    agreement rule's matter. *second* is the upper end of a range.

    >>> bounds(">", Decimal(46000))
    Bounds(lo=Decimal('46000'), hi=None, lo_open=True, hi_open=False)
    """
    match comparator:
        case ">" | ">=":
            return Bounds(first, None, lo_open=comparator == ">")
        case "<" | "<=":
            return Bounds(None, first, hi_open=comparator == "<")
        case "..":
            return Bounds(first, second)
        case _:
            return Bounds(first, first)


def plain(number: Decimal) -> str:
    """Return *number* in positional digits, without an exponent or separators.

    >>> plain(Decimal("1E+3")), plain(Decimal("3.70"))
    ('1000', '3.70')
    """
    return format(number, "f")


def grouped(number: Decimal) -> str:
    """Return *number* as English prose writes it, with commas between thousands.

    >>> grouped(Decimal("46000")), grouped(Decimal("-1234.50"))
    ('46,000', '-1,234.50')
    """
    return format(number, ",f")
