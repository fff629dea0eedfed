"""Rules on the base as a whole: ids, file names, references."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from factbase.model.source import Named, Source
from factbase.normalize import shown
from factbase.rules.base import Rule
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic, Location
    from factbase.model.fact import Fact


class IdUsedTwice(Rule):
    """An id names one thing for ever: one fact or one source, also when it is an earlier id.

    Copies of a file are the usual cause. Give the newer one an id of its own.
    """

    code: ClassVar[str] = "FB401"
    name: ClassVar[str] = "id-used-twice"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        first: dict[str, Location] = {}
        entries: list[Entry[Fact] | Entry[Source]] = [*corpus.facts, *corpus.sources]
        for entry in entries:
            place = entry.place("id")
            other = first.setdefault(entry.id, place)
            if other is not place:
                message = f"the id '{entry.id}' stands also in {other}"
                yield self.at(place, message, hint="choose another id, or delete one of the two")
        for fact in corpus.facts:
            for index, old in enumerate(fact.record.formerly):
                if old in first:
                    message = f"the earlier id '{old}' is in use in {first[old]}"
                    hint = "an id is never reused; rename the newer one"
                    yield self.at(fact.place("formerly", index), message, hint=hint)


class FileNameIsNotId(Rule):
    """A file with one fact or source bears its id as its name.

    So everybody finds the file that a citation names.
    """

    code: ClassVar[str] = "FB402"
    name: ClassVar[str] = "file-name-is-not-id"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        entries: list[Entry[Fact] | Entry[Source]] = [*corpus.facts, *corpus.sources]
        for entry in entries:
            stem, suffix = os.path.splitext(os.path.basename(entry.file.path))
            if entry.is_alone and (stem != entry.id or suffix != ".yaml"):
                message = f"the file is named '{shown(stem + suffix)}', its id is '{entry.id}'"
                yield self.at(entry.place("id"), message, hint=f"rename it to {entry.id}.yaml")


class UnknownReference(Rule):
    """What a fact points to is there: its sources, their originals, other facts and values.

    A source is a file in `facts/sources/`; a value is named by its `id` within the fact, or as
    `fact-id#value-id`.
    """

    code: ClassVar[str] = "FB405"
    name: ClassVar[str] = "unknown-reference"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        facts, sources = corpus.facts_by_id(), corpus.sources_by_id()
        for found in corpus.source_uses:
            use = found.use
            if use.ref not in sources:
                yield self._source(found.place("ref"), use.ref, sources)
            if isinstance(use.original, Named) and use.original.ref not in sources:
                step = ("original", "ref") if use.original.figures != "unchecked" else ("original",)
                yield self._source(found.place(*step), use.original.ref, sources)
        for entry in corpus.facts:
            for key in ("supersedes", "disputes"):
                for index, other in enumerate(getattr(entry.record, key)):
                    if other not in facts:
                        yield self._missing(entry.place(key, index), "fact", other, facts)
                    elif facts[other] is entry:
                        hint = "name the other fact"
                        message = f"the fact names itself in '{key}'"
                        yield self.at(entry.place(key, index), message, hint=hint)
            yield from self._values(entry, facts)

    def _values(self, entry: Entry[Fact], facts: dict[str, Entry[Fact]]) -> Iterator[Diagnostic]:
        fact = entry.record
        own = [value.id for value in fact.values if value.id]
        for index, value in enumerate(fact.values):
            for key in ("than", "part_of"):
                reference = getattr(value, key)
                if reference:
                    place = entry.place("values", index, key)
                    yield from self._value(place, reference, own, facts)
            if value.expression:
                place = entry.place("values", index, "calculated")
                for name in dict.fromkeys(value.expression.names):
                    yield from self._value(place, name, own, facts)
        for index, use in enumerate(fact.sources):
            for number, name in enumerate(use.for_):
                if name not in own:
                    place = entry.place("sources", index, "for", number)
                    yield self._missing(place, "value", name, own)

    def _value(
        self, place: Location, reference: str, own: list[str], facts: dict[str, Entry[Fact]]
    ) -> Iterator[Diagnostic]:
        fact_id, hash_sign, value_id = reference.partition("#")
        if not hash_sign:
            if reference not in own:
                yield self._missing(place, "value", reference, own)
        elif fact_id not in facts:
            yield self._missing(place, "fact", fact_id, facts)
        else:
            known = [value.id for value in facts[fact_id].record.values if value.id]
            if value_id not in known:
                yield self._missing(place, "value", value_id, known)

    def _source(self, place: Location, ref: str, known: Iterable[str]) -> Diagnostic:
        close = nearest(ref, known)
        hint = f"did you mean '{close[0]}'?" if close else f"add facts/sources/{ref}.yaml"
        return self.at(place, f"no source '{ref}'", hint=hint)

    def _missing(self, place: Location, what: str, name: str, known: Iterable[str]) -> Diagnostic:
        close = nearest(name, known)
        advice = "give the value this id" if what == "value" else "mend the id"
        hint = f"did you mean '{close[0]}'?" if close else advice
        return self.at(place, f"no {what} '{name}'", hint=hint)
