"""A value in words: "more than 46,000 people", "3 to 6 times", "46th of 163"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from factbase.quantity.number import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPARATOR_WORDS = {
    "=": "",
    "~": "about ",
    "<~": "nearly ",
    ">": "more than ",
    ">=": "at least ",
    "<": "less than ",
    "<=": "at most ",
    "..": "",
}
"""Sign of a comparator → the words before a number; a range has its "to" between two."""


def value_text(
    comparator: str,
    numbers: Sequence[Decimal | str],
    unit: str | None,
    *,
    stat: str | None = None,
    out_of: Decimal | None = None,
    margin: Decimal | None = None,
    interval: Sequence[Decimal] | None = None,
) -> str:
    """Return a value as a person reads it; a text among *numbers* is a share, ``1 in 4``.

    >>> value_text(">", [Decimal(46000)], "people")
    'more than 46,000 people'
    >>> value_text("..", [Decimal(3), Decimal(6)], "times")
    '3 to 6 times'
    >>> value_text("=", [Decimal(46)], None, stat="rank", out_of=Decimal(163))
    '46th of 163'
    >>> value_text("=", [Decimal("-28.0")], "percent", stat="change")
    '-28.0 percent'
    >>> value_text("=", [Decimal("41.8")], "index 0-100")
    '41.8 (index 0-100)'
    """
    if stat == "rank" and isinstance(numbers[0], Decimal):
        written = [ordinal(int(n)) for n in numbers if isinstance(n, Decimal)]
    else:
        signed = stat == "change" and comparator == "="
        written = [n if isinstance(n, str) else _digits(n, signed=signed) for n in numbers]
    text = COMPARATOR_WORDS[comparator] + " to ".join(written)
    if out_of is not None:
        text += f" of {grouped(out_of)}"
    if margin is not None:
        text += f" ± {grouped(margin)}"
    if unit and unit.startswith("index"):
        text += f" ({unit})"
    elif unit and unit != "count":
        text += f" {unit}"
    if interval is not None:
        text += f" ({grouped(interval[0])} to {grouped(interval[1])})"
    return text


def ordinal(number: int) -> str:
    """Return the English ordinal in digits.

    >>> ordinal(1), ordinal(22), ordinal(113)
    ('1st', '22nd', '113th')
    """
    teens = range(11, 14)
    suffix = "th" if number % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _digits(number: Decimal, *, signed: bool) -> str:
    return ("+" if signed and number > 0 else "") + grouped(number)
