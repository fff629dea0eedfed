"""A number found in a text, with its reading."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

NOT_STATISTICS = frozenset({"year", "date", "ordinal", "rank", "id", "qual"})
"""The kinds that name, order or limit something instead of measuring it."""

KINDS = ("count", "percent", "pp", "ratio", "times", "money", "rate", "measure", "index")
"""The kinds that are statistics."""

ROUNDED_KINDS = frozenset({"count", "money", "qual"})
"""The kinds whose trailing zeros are taken for rounding."""

ONE = Decimal(1)
_ROUND_DIGITS = 3
_WITHOUT_VALUE = frozenset({"date", "id"})


class QuantityDict(TypedDict):
    """The JSON form of a `Quantity`."""

    start: int
    end: int
    text: str
    value: list[float]
    kind: str
    unit: str
    comparator: str
    statistic: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text writes it: where it stands and what it says.

    *values* has one number, or two for a range, as absolute amounts (4 million is
    4000000, 40 percent is 40, one in four is 0.25). *step* is the place value of the
    last digit written, after the scale word. *parts* are the x and y of "x in y";
    *direction* is +1 or -1 for a change ("rose", "a fall of"), else 0; *per* is what a
    flow or a rate is counted by; *out_of* is the N of "rank n of N".
    """

    start: int
    end: int
    text: str
    values: tuple[Decimal, ...]
    kind: str
    unit: str = ""
    comparator: str = "="
    step: Decimal = Decimal(1)
    parts: tuple[Decimal, Decimal] | None = None
    direction: int = 0
    per: str = ""
    out_of: Decimal | None = None

    @property
    def statistic(self) -> bool:
        """Return whether the number claims an amount, as years and names do not."""
        return self.kind not in NOT_STATISTICS

    def to_dict(self) -> QuantityDict:
        """Return the JSON form, with numbers as floats and none for dates and ids."""
        value = [] if self.kind in _WITHOUT_VALUE else [float(value) for value in self.values]
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": value,
            "kind": self.kind,
            "unit": self.unit,
            "comparator": self.comparator,
            "statistic": self.statistic,
        }


def place_value(digits: str, kind: str) -> Decimal:
    """Return the place value of the last digit that a number was written with.

    The zeros that end a count or an amount of money are not written digits; those of
    another number are: 40 percent have two digits, 40 people have one.

    >>> place_value("46000", "count"), place_value("6.50", "percent")
    (Decimal('1E+3'), Decimal('0.01'))
    >>> place_value("40", "percent"), place_value("0", "count")
    (Decimal('1'), Decimal('1'))
    """
    whole, _, decimals = digits.partition(".")
    if decimals:
        return ONE.scaleb(-len(decimals))
    significant = whole.rstrip("0")
    # "30 years" are not 25 years, but a road of 400 km may have 380.
    is_round = kind in ROUNDED_KINDS or (kind == "measure" and len(whole) >= _ROUND_DIGITS)
    if not is_round or len(significant) == len(whole) or not significant:
        return ONE
    return ONE.scaleb(len(whole) - len(significant))
