"""Rules on the base as a whole: ids, references, what supersedes what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from factbase.model.ids import ID_PATTERN
from factbase.model.source import Named
from factbase.rules.base import Rule
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic, Location
    from factbase.model.fact import Fact
    from factbase.model.source import Source
    from factbase.yamlfile import Path

_SUGGESTED = 200
"""For so many different unknown names the nearest is looked for; it costs a look at all ids."""

_SHOWN_OF_CIRCLE = 6
"""A message names so many facts of a circle; a longer one is cut."""


class IdUsedTwice(Rule):
    """An id names one thing for ever: one fact or one source, also when it is an earlier id.

    Copies of a file are the usual cause. Give the newer one an id of its own.
    """

    code: ClassVar[str] = "FB401"
    name: ClassVar[str] = "id-used-twice"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        first: dict[str, Entry[Fact] | Entry[Source]] = {}
        entries: list[Entry[Fact] | Entry[Source]] = [*corpus.facts, *corpus.sources]
        for entry in entries:
            other = first.setdefault(entry.id, entry)
            if other is not entry:
                there = other.place("id")
                message = f"the id '{entry.id}' stands also in {there}"
                hint = "choose another id, or delete one of the two"
                yield self.at(entry.place("id"), message, hint=hint, related=[there])
        for fact in corpus.facts:
            for index, old in enumerate(fact.record.formerly):
                if old in first:
                    here, there = fact.place("formerly", index), first[old].place("id")
                    message = f"the earlier id '{old}' is in use in {there}"
                    hint = "an id is never reused; rename the newer one"
                    yield self.at(here, message, hint=hint, related=[there])


class UnknownReference(Rule):
    """What a fact points to is there: its sources, their originals, other facts and values.

    A source is a file in `facts/sources/`; a value is named by its `id` within the fact, or as
    `fact-id#value-id`. A record with a fault of its own is there: only its fault is told.
    """

    code: ClassVar[str] = "FB405"
    name: ClassVar[str] = "unknown-reference"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        by_id = corpus.facts_by_id()
        facts = _Known("fact", {*by_id, *(one.id for one in corpus.refused if not one.is_source)})
        sources = _Known(
            "source",
            {*corpus.sources_by_id(), *(one.id for one in corpus.refused if one.is_source)},
        )
        for entry in corpus.facts:
            for path, ref in _sources_named(entry.record):
                if ref not in sources.ids:
                    yield self._missing(entry.place(*path), ref, sources)
            for key in ("supersedes", "disputes"):
                for index, other in enumerate(getattr(entry.record, key)):
                    if other not in facts.ids:
                        yield self._missing(entry.place(key, index), other, facts)
                    elif key == "disputes" and by_id.get(other) is entry:
                        message = "the fact names itself in 'disputes'"
                        place = entry.place(key, index)
                        yield self.at(place, message, hint="name the other fact")
            own = _Known("value", _value_ids(entry))
            for path, reference in _values_named(entry.record):
                fact_id, hash_sign, value_id = reference.partition("#")
                there = by_id.get(fact_id) if hash_sign else entry
                known = _Known("value", _value_ids(there)) if hash_sign and there else own
                if hash_sign and fact_id not in facts.ids:
                    yield self._missing(entry.place(*path), fact_id, facts)
                elif there and (value_id or reference) not in known.ids:
                    yield self._missing(entry.place(*path), value_id or reference, known)
        for record in corpus.refused:
            for path, name in record.references:
                known = sources if path[0] == "sources" else facts
                # What cannot be an id is told with the fields.
                if re.fullmatch(ID_PATTERN, name) and name not in known.ids:
                    yield self._missing(record.place(*path), name, known)

    def _missing(self, place: Location, name: str, known: _Known) -> Diagnostic:
        return self.at(place, f"no {known.what} '{name}'", hint=known.hint(name))


class CircleInSupersedes(Rule):
    """A fact does not supersede itself, not through others either.

    Of two facts the newer one says `supersedes`; in a circle none would count.
    """

    code: ClassVar[str] = "FB408"
    name: ClassVar[str] = "circle-in-supersedes"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        by_id = corpus.facts_by_id()
        done: set[str] = set()
        for start in corpus.facts:
            if start.id not in done and by_id[start.id] is start:
                for circle in _circles(start.id, by_id, done):
                    yield self._circle(circle, by_id)

    def _circle(self, circle: list[str], by_id: dict[str, Entry[Fact]]) -> Diagnostic:
        entry, again = by_id[circle[-1]], by_id[circle[0]]
        index = next(i for i, old in enumerate(entry.record.supersedes) if by_id.get(old) is again)
        ids = [*circle, circle[0]]
        if len(ids) > _SHOWN_OF_CIRCLE:
            ids = [*ids[: _SHOWN_OF_CIRCLE - 2], f"… ({len(circle)} facts)", ids[-1]]
        if len(circle) == 1:
            message = "the fact supersedes itself"
            hint = "name the older fact that it replaces, or delete the line"
        else:
            message = f"a circle: {' supersedes '.join(ids)}"
            hint = "let only the newer fact of each two supersede the other"
        others = [by_id[name].place("supersedes") for name in circle[:-1]]
        return self.at(entry.place("supersedes", index), message, hint=hint, related=others)


class _Known:
    """The ids that a reference of one kind can name."""

    def __init__(self, what: str, ids: set[str]) -> None:
        self.what = what
        self.ids = ids
        self.hints: dict[str, str] = {}

    def hint(self, name: str) -> str:
        """Return what to do where *name* is none of them; many facts may name one lost source."""
        if name not in self.hints:
            close = nearest(name, self.ids) if len(self.hints) < _SUGGESTED else []
            advice = {
                "source": f"add facts/sources/{name}.yaml",
                "value": "give the value this id",
            }.get(self.what, "mend the id")
            self.hints[name] = f"did you mean '{close[0]}'?" if close else advice
        return self.hints[name]


def _value_ids(entry: Entry[Fact]) -> set[str]:
    return {value.id for value in entry.record.values if value.id}


def _sources_named(fact: Fact) -> Iterator[tuple[Path, str]]:
    for index, use in enumerate(fact.sources):
        yield ("sources", index, "ref"), use.ref
        if isinstance(use.original, Named):
            step = ("original", "ref") if use.original.figures != "unchecked" else ("original",)
            yield ("sources", index, *step), use.original.ref


def _values_named(fact: Fact) -> Iterator[tuple[Path, str]]:
    """Yield each reference to a value: an id of the fact itself, or ``fact-id#value-id``."""
    for index, value in enumerate(fact.values):
        for key in ("than", "part_of"):
            if reference := getattr(value, key):
                yield ("values", index, key), reference
        if value.expression:
            for name in dict.fromkeys(value.expression.names):
                yield ("values", index, "calculated"), name
    for index, use in enumerate(fact.sources):
        for number, name in enumerate(use.for_):
            yield ("sources", index, "for", number), name


def _circles(start: str, by_id: dict[str, Entry[Fact]], done: set[str]) -> Iterator[list[str]]:
    """Yield each circle met on the way from *start* to older facts; each fact is visited once."""
    way: list[str] = [start]
    place_on_way = {start: 0}
    pending = [iter(by_id[start].record.supersedes)]
    while pending:
        old = next((one for one in pending[-1] if one in by_id), None)
        if old is None:
            pending.pop()
            last = way.pop()
            del place_on_way[last]
            done.add(last)
            continue
        older = by_id[old].id
        if older in place_on_way:
            yield way[place_on_way[older] :]
        elif older not in done:
            place_on_way[older] = len(way)
            way.append(older)
            pending.append(iter(by_id[older].record.supersedes))
