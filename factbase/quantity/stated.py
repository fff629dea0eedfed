"""The number of a fact, ready for comparison, and the scale on which it is measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from factbase.quantity.mention import Quantity, place_value
from factbase.quantity.words import TIME_WORDS

if TYPE_CHECKING:
    from factbase.quantity.units import UnitTable

_HUNDREDTH = Decimal("0.01")
_ONE = Decimal(1)
_NUMBER_BASE = re.compile(
    r"(?:a )?(?P<number>[0-9][0-9,.]*|thousand|hundred|million) ?(?P<noun>.*)\Z"
)
_WORD_BASES = {"hundred": Decimal(100), "thousand": Decimal(1000), "million": Decimal(10) ** 6}
_KIND_OF_DIMENSION = {
    "share": "percent",
    "share change": "pp",
    "ratio": "times",
    "money": "money",
    "rate": "rate",
    "index": "index",
    "count": "count",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a fact states, as pydantic models and index rows both can give it.

    *comparator* is a sign of `number.COMPARATORS`; *numbers* are one number, or the two
    ends of a range, as written; *parts* are the x and y of "x in y", and then *numbers*
    is their quotient. Empty texts are "not stated". *interval* holds both ends of the
    uncertainty around the number, *margin* half its width; *out_of* is a rank's N.
    """

    comparator: str
    numbers: tuple[Decimal, ...]
    unit: str = ""
    parts: tuple[Decimal, Decimal] | None = None
    stat: str = ""
    basis: str = ""
    prices: str = ""
    per: str = ""
    margin: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    out_of: Decimal | None = None


class Scale(NamedTuple):
    """What a number is measured on: its dimension, its unit in base units, its "per"."""

    dimension: str
    factor: Decimal
    per: str = ""


_SCALE_OF_KIND = {
    "percent": Scale("share", _HUNDREDTH),
    "ratio": Scale("share", _ONE),
    "pp": Scale("share change", _HUNDREDTH),
    "times": Scale("ratio", _ONE),
    "count": Scale("count", _ONE),
}


def scale_of_fact(stated: Stated, units: UnitTable) -> Scale:
    """Return the scale of a fact's number; a share where there is no unit.

    >>> from factbase.quantity.units import UnitTable
    >>> scale_of_fact(Stated("=", (Decimal(40),), "percent"), UnitTable())
    Scale(dimension='share', factor=Decimal('0.01'), per='')
    """
    if stated.parts is not None or not stated.unit:
        return Scale("share" if stated.stat != "rank" else "rank", _ONE)
    scale = scale_of_unit(stated.unit, units)
    return scale._replace(per=stated.per) if stated.per and not scale.per else scale


def scale_of_text(mention: Quantity, units: UnitTable) -> Scale:
    """Return the scale of a number in a text."""
    scale = _SCALE_OF_KIND.get(mention.kind)
    if scale is None:
        return scale_of_unit(mention.unit, units)
    return scale._replace(per=mention.per) if mention.kind == "count" else scale


def scale_of_unit(text: str, units: UnitTable) -> Scale:
    """Return the scale that a unit's text names; a noun that is no unit counts things.

    >>> from factbase.quantity.units import UnitTable
    >>> scale_of_unit("deaths per 100,000 people", UnitTable())
    Scale(dimension='count per number', factor=Decimal('0.00001'), per='')
    >>> scale_of_unit("mm per year", UnitTable())
    Scale(dimension='length', factor=Decimal('0.001'), per='year')
    """
    head, _, base = f" {text}".partition(" per ")
    head, base = head.strip(), base.strip()
    unit = units.find(head) if head else None
    dimension, factor = ("count", _ONE) if unit is None else (unit.dimension, unit.factor)
    if dimension == "money":
        dimension = f"money in {head}"
    if not base:
        whole = units.find(text)
        return Scale(dimension, factor) if whole is None or unit else Scale(whole.dimension, factor)
    match = _NUMBER_BASE.match(base)
    if match is None:
        return Scale(dimension, factor, _singular(base))
    number = _WORD_BASES.get(match["number"]) or Decimal(match["number"].replace(",", ""))
    return Scale(f"{dimension} per number", factor / number if number else factor)


def _singular(base: str) -> str:
    return base[:-1] if base in TIME_WORDS and base.endswith("s") else base


def as_text(stated: Stated, units: UnitTable) -> Quantity:
    """Return the fact's number as a text would have it, written as the fact writes it.

    >>> from factbase.quantity.units import UnitTable
    >>> as_text(Stated("~", (Decimal(46000),), "people"), UnitTable()).step
    Decimal('1E+3')
    """
    kind = _kind_in_text(stated, units)
    numbers, comparator, direction = stated.numbers, stated.comparator, 0
    if stated.stat == "change" and kind != "times" and not min(numbers) < 0 < max(numbers):
        direction = 1
        if min(numbers) < 0:
            direction = -1
            numbers, comparator = as_fall(numbers, comparator)
    step = min(place_value(format(abs(number), "f"), kind) for number in stated.numbers)
    return Quantity(
        0,
        0,
        "",
        numbers,
        kind,
        stated.unit,
        comparator,
        step,
        stated.parts,
        direction,
        stated.per,
        stated.out_of,
    )


_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def as_fall(numbers: tuple[Decimal, ...], comparator: str) -> tuple[tuple[Decimal, ...], str]:
    """Return a negative change as prose says it, by its size: below -5 is a fall above 5.

    >>> as_fall((Decimal(-5),), "<")
    ((Decimal('5'),), '>')
    """
    return tuple(sorted(abs(number) for number in numbers)), _MIRROR.get(comparator, comparator)


def _kind_in_text(stated: Stated, units: UnitTable) -> str:
    if stated.stat == "rank":
        return "rank"
    if stated.parts is not None or not stated.unit:
        return "ratio"
    unit = units.find(stated.unit)
    return "count" if unit is None else _KIND_OF_DIMENSION.get(unit.dimension, "measure")
