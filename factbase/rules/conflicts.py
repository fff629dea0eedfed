"""The rule on facts that contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from factbase.dates import UNSTATED
from factbase.normalize import shown
from factbase.quantity.stated import scale_of_fact
from factbase.rules.base import Rule
from factbase.rules.current import are_disputed, circumstances, contradict, current_facts, span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value
    from factbase.quantity.stated import Stated
    from factbase.quantity.units import UnitTable

_COMPARED = 50
"""A number is compared with so many different ones that others say of the same thing."""

_NUMBER = re.compile(r"[0-9][0-9,.]*")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(("the", "a", "an"))


class Said(NamedTuple):
    """A number, and which value of which fact says it."""

    entry: Entry[Fact]
    at: int
    stated: Stated

    @property
    def value(self) -> Value:
        """Return the value itself."""
        return self.entry.record.values[self.at]


class FactsInConflict(Rule):
    """Two facts that count today do not say different numbers for the same thing.

    The same thing: equal period, place, dimensions and basis, and either one series with equal
    unit and kind of statistic, or equal measure, group, unit and kind. Numbers differ when neither
    can stand for the other ("46,000" can for 46,486) and both cannot be true at once ("more than
    40" and "less than 50" can). Mend the wrong one. Where both are kept, one says so: `disputes`
    for a known disagreement, `supersedes` for the figure that replaces the other.
    """

    code: ClassVar[str] = "FB406"
    name: ClassVar[str] = "facts-in-conflict"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        said_of: dict[Hashable, list[Said]] = {}
        for entry in _comparable(current_facts(corpus)):
            for said, things in _said(entry, units):
                found = (_contradicted(said, said_of.get(thing, ()), units) for thing in things)
                other = next((one for one in found if one), None)
                if other:
                    yield self._conflict(said, other)
                for thing in things:
                    _remember(said, said_of.setdefault(thing, []))

    def _conflict(self, said: Said, other: Said) -> Diagnostic:
        there = other.entry.place("values", other.at, other.value.key)
        mine, theirs, name = shown(str(said.value)), shown(str(other.value)), other.entry.id
        message = f"this fact says {mine}, '{name}' says {theirs} for the same thing ({there})"
        hint = f"mend one of them, or write 'disputes: [{name}]' or 'supersedes: [{name}]'"
        here = said.entry.place("values", said.at, said.value.key)
        return self.at(here, message, hint=hint, related=[there])


def _comparable(entries: Sequence[Entry[Fact]]) -> list[Entry[Fact]]:
    """Return those facts that share a series or a measure, and a time, with another one.

    Most share neither; this is quicker to see than what their numbers mean.
    """
    shared: dict[Hashable, list[int]] = {}
    for number, entry in enumerate(entries):
        fact = entry.record
        about = {
            (about, span(value.period if value.period is not None else fact.period))
            for value in fact.values
            for about in (fact.series and (fact.series,), _plain(value.measure))
            if about
        }
        for one in about:
            shared.setdefault(one, []).append(number)
    numbers = {number for ones in shared.values() if len(ones) > 1 for number in ones}
    return [entry for number, entry in enumerate(entries) if number in numbers]


def _said(entry: Entry[Fact], units: UnitTable) -> Iterator[tuple[Said, list[Hashable]]]:
    """Yield each number of a fact with the keys of the things that it is said of."""
    fact = entry.record
    found = []
    for index, value in enumerate(fact.values):
        if (value.period or fact.period) in (UNSTATED, None):
            continue  # nobody knows whether it is the same time
        said = Said(entry, index, value.stated(units))
        gates = (circumstances(fact, value), value.basis, said.stated.stat, _unit(said, units))
        baseline = (value.than, value.than_text)
        found.append((said, gates, baseline))
    # Several numbers of one kind in one fact are parts of a whole, not editions of one figure.
    alone = Counter(gates for _, gates, _ in found)
    for said, gates, baseline in found:
        value = said.value
        things: list[Hashable] = [(_plain(value.measure), _plain(value.of or ""), gates, baseline)]
        if fact.series and alone[gates] == 1:
            things.append((fact.series, gates))
        yield said, things


def _unit(said: Said, units: UnitTable) -> Hashable:
    """Return what the number is measured in; 5 km and 3 miles are both lengths."""
    unit = said.stated.unit
    scale = scale_of_fact(said.stated, units)
    if scale.dimension.startswith(("count", "rate", "index")):
        known = units.find(unit)
        return _NUMBER.sub("#", known.symbol if known else unit.casefold())
    return scale.dimension, scale.per


def _plain(phrase: str) -> str:
    return " ".join(word for word in _WORD.findall(phrase.casefold()) if word not in _ARTICLES)


def _contradicted(said: Said, others: Iterable[Said], units: UnitTable) -> Said | None:
    """Return the first of *others* that *said* contradicts."""
    for other in others:
        if other.entry is said.entry or are_disputed(other.entry.record, said.entry.record):
            continue
        if contradict(said.stated, other.stated, units):
            return other
    return None


def _remember(said: Said, known: list[Said]) -> None:
    """Add *said* to the numbers *known* of a thing, each number once."""
    if len(known) < _COMPARED and not any(one.stated == said.stated for one in known):
        known.append(said)
