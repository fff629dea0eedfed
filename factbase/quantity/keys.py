"""Numbers as words of a full-text index, the same however they are written.

A fact bears a key for each of its numbers: for the number as it stands (``46000#``) and for what
it amounts to in base units (``40share#`` for 40 percent, for 2 in 5, for two fifths). It bears
another kind of key for what the number rounds to (``46500~``), so that who remembers a rounded
number finds it and the index tells the two apart.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from factbase.quantity.stated import Scale, scale_of_text, scale_of_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factbase.quantity.mention import Quantity
    from factbase.quantity.units import UnitTable

EXACT, ROUNDED = "#~"

SAME, ROUNDS, ROUNDED_BY_READER, OTHER_UNIT, ONE_END = 1.0, 0.7, 0.5, 0.8, 0.5
"""How sure each kind of key makes that the number meant was found."""

_IN_PERCENT = ("share", "share change")
"""Dimensions that people round in percent: 7.5 to 8."""

_NO_LETTERS = re.compile(r"[^a-z]")
_PRECISION = Context(prec=12, rounding=ROUND_HALF_UP)
_FEWEST_DIGITS = 2
_LARGEST_EXPONENT = 40


def scale_of(mention: Quantity, units: UnitTable) -> Scale:
    """Return the scale of a number in a text; "3 times more" is a ratio though it counts."""
    if mention.kind == "count" and mention.unit and units.find(mention.unit):
        return scale_of_unit(mention.unit, units)
    return scale_of_text(mention, units)


def keys_of_fact(numbers: Sequence[Decimal], scale: Scale) -> Iterator[str]:
    """Yield the keys of a number of a fact, or of the two ends of a range.

    >>> sorted(keys_of_fact([Decimal(46486)], Scale("count", Decimal(1))))
    ['46000count~', '46000~', '46486#', '46486count#', '46490count~', '46490~', '46500count~', '46500~']
    """  # noqa: E501
    for name, amounts in _amounts(numbers, scale):
        for amount in amounts:
            yield f"{_digits(amount)}{name}{EXACT}"
            yield from (f"{_digits(other)}{name}{ROUNDED}" for other in _roundings(amount))
        if len(amounts) > 1:
            yield f"{'-'.join(map(_digits, amounts))}{name}{EXACT}"


def keys_of_text(mention: Quantity, units: UnitTable) -> dict[str, float]:
    """Return the keys by which a number of a text finds facts → how sure each of them is."""
    scale = scale_of(mention, units)
    (_, plain), (name, base) = _amounts(mention.values, scale)
    found: dict[str, float] = {}
    is_bare = scale.dimension == "count" and not mention.unit
    ways = [("", plain, SAME)] if is_bare else [(name, base, SAME)]
    if not is_bare and scale.dimension != "share":
        ways.append(("", plain, OTHER_UNIT))
    for slug, amounts, sure in ways:
        one_end = sure if len(amounts) == 1 else sure * ONE_END
        for amount in amounts:
            digits = f"{_digits(amount)}{slug}"
            found[digits + EXACT] = one_end
            found[digits + ROUNDED] = one_end * ROUNDS
            for other in _roundings(amount):
                found.setdefault(f"{_digits(other)}{slug}{EXACT}", one_end * ROUNDED_BY_READER)
        if len(amounts) > 1:
            found[f"{'-'.join(map(_digits, amounts))}{slug}{EXACT}"] = sure
    return found


def base_amounts(numbers: Iterable[Decimal], scale: Scale) -> tuple[Decimal, ...]:
    """Return *numbers* in the base units of their dimension, signs kept."""
    return tuple(_PRECISION.multiply(number, scale.factor) for number in numbers)


def _amounts(
    numbers: Sequence[Decimal], scale: Scale
) -> tuple[tuple[str, list[Decimal]], tuple[str, list[Decimal]]]:
    """Return the numbers as they stand, and with their dimension's name in base units."""
    plain = [abs(number) for number in numbers if abs(number.adjusted()) <= _LARGEST_EXPONENT]
    base = [abs(number) for number in base_amounts(plain, scale)]
    if scale.dimension in _IN_PERCENT:
        base = [number.scaleb(2) for number in base]
    return ("", plain), (_NO_LETTERS.sub("", scale.dimension.lower()), base)


def _roundings(number: Decimal) -> list[Decimal]:
    """Return what a number may be rounded to: to fewer digits, at least two, or to a whole.

    >>> [str(one) for one in _roundings(Decimal("46486"))], _roundings(Decimal(46000))
    (['4.649E+4', '4.65E+4', '4.6E+4'], [])
    """
    digits = len(number.normalize(_PRECISION).as_tuple().digits)
    found = {
        Context(prec=kept, rounding=ROUND_HALF_UP).plus(number)
        for kept in range(_FEWEST_DIGITS, digits)
    }
    if number >= 1:
        found.add(number.to_integral_value(ROUND_HALF_UP))
    return sorted(found - {number}, key=lambda one: abs(one - number))


def _digits(number: Decimal) -> str:
    """Return a number in plain digits, without those that say nothing.

    >>> _digits(Decimal("40.0")), _digits(Decimal("4.6E+4"))
    ('40', '46000')
    """
    return f"{_PRECISION.plus(number).normalize(_PRECISION):f}"
