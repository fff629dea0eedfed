"""What several rules ask of two facts: which count today, and whether they speak of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbase.dates import Interval, PartialDate
from factbase.quantity.agreement import Grade, agree_facts
from factbase.quantity.number import bounds
from factbase.quantity.stated import scale_of_fact

if TYPE_CHECKING:
    from collections.abc import Hashable
    from decimal import Decimal

    from factbase.corpus import Corpus, Entry
    from factbase.model.fact import Fact
    from factbase.model.value import Value
    from factbase.quantity.stated import Stated
    from factbase.quantity.units import UnitTable

_BOUNDED = frozenset(("<", "<=", ">", ">="))


def current_facts(corpus: Corpus) -> list[Entry[Fact]]:
    """Return the facts that are neither retracted nor superseded, in the order of files."""
    by_id = corpus.facts_by_id()
    replaced = set()
    for entry in corpus.facts:
        for old in entry.record.supersedes:
            if old in by_id and by_id[old] is not entry:
                replaced.add(id(by_id[old]))
    return [
        entry
        for entry in corpus.facts
        if entry.record.retracted is None and id(entry) not in replaced
    ]


def are_disputed(one: Fact, other: Fact) -> bool:
    """Tell whether one of the two facts says that it disputes the other."""
    return not {one.id, *one.formerly}.isdisjoint(other.disputes) or not {
        other.id,
        *other.formerly,
    }.isdisjoint(one.disputes)


def circumstances(fact: Fact, value: Value | None = None) -> Hashable:
    """Return when, where and for whom *value* holds, or else the fact: equal where they are equal.

    2011 and 2011-01/2011-12 are the same time; what a value leaves out is the fact's.
    """
    period: Any = value and value.period
    place = (value and value.place) or fact.place
    dimensions = {**fact.dimensions, **(value.dimensions if value else {})}
    return (
        span(period if period is not None else fact.period),
        (place or "").casefold(),
        tuple(sorted((key, text.casefold()) for key, text in dimensions.items())),
    )


def contradict(one: Stated, other: Stated, units: UnitTable) -> bool:
    """Tell whether neither number can stand for the other, and both cannot be true."""
    for key in ("prices", "per"):
        mine, theirs = getattr(one, key), getattr(other, key)
        if mine and theirs and mine != theirs:
            return False
    if one == other or agree_facts(one, other, units=units).grade is not Grade.NO:
        return False
    if not {one.comparator, other.comparator} & _BOUNDED:
        return True
    (low, high), (lowest, highest) = _ends(one, units), _ends(other, units)
    return _is_below(high, lowest) or _is_below(highest, low)


def span(period: Any) -> Hashable:
    """Return what is equal for equal times."""
    if isinstance(period, PartialDate | Interval) and period.first and period.last:
        return period.first, period.last, "~" in period.text, "?" in period.text
    return str(period)


def _ends(stated: Stated, units: UnitTable) -> tuple[Decimal | None, Decimal | None]:
    factor = scale_of_fact(stated, units).factor
    found = bounds(stated.comparator, *stated.numbers)
    return (
        None if found.lo is None else found.lo * factor,
        None if found.hi is None else found.hi * factor,
    )


def _is_below(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other
