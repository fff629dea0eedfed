"""A corpus as the rows of the index: what is derived, worked out once, for readers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from factbase.cite.evidence import work
from factbase.dates import Interval, PartialDate
from factbase.index.records import SourceRecord
from factbase.index.tables import TABLES
from factbase.jsontext import to_json
from factbase.layout import storable
from factbase.model.source import Named, Source
from factbase.places import containing, place_code, place_name
from factbase.quantity.number import Ratio, plain
from factbase.rules.repository import IdUsedTwice, UnknownReference

if TYPE_CHECKING:
    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value

LAST_YEAR = 9999
"""Stands for the open end of a period."""


def digest(document: str) -> str:
    """Return a digest of a fact's JSON, by which two builds tell what changed."""
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


class Rows:
    """The rows of every table, and what had to be left out."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self.digests: dict[str, str] = {}
        self.skipped: list[Diagnostic] = [f for f in corpus.findings if f.is_error]
        self.sources: dict[str, SourceRecord] = {}
        for source in corpus.sources_by_id().values():
            self._add_source(source)
        facts = self._usable()
        self.superseded_by = _pointing(facts, "supersedes")
        self.disputed_by = _pointing(facts, "disputes")
        for number, entry in enumerate(facts, 1):
            self._add_fact(number, entry)
        self._add_former_ids(facts)
        self._add_words()
        for finding in self.skipped:
            place = finding.location
            self.tables["skipped"].append(
                (
                    storable(place.path),
                    place.line,
                    place.column,
                    finding.code,
                    finding.name,
                    finding.message,
                    finding.hint,
                )
            )

    def _usable(self) -> list[Entry[Fact]]:
        """Return the facts that can be found and cited: the id is their own, the sources known."""
        usable: dict[str, Entry[Fact]] = {}
        for entry in self.corpus.facts:
            other = usable.get(entry.id)
            if other is not None:
                message = f"the id '{entry.id}' stands also in {other.place('id')}"
                self.skipped.append(IdUsedTwice.at(entry.place("id"), message))
                continue
            missing = [
                (index, use.ref)
                for index, use in enumerate(entry.record.sources)
                if use.ref not in self.sources
            ]
            if missing:
                index, ref = missing[0]
                place = entry.place("sources", index, "ref")
                self.skipped.append(UnknownReference.at(place, f"no usable source '{ref}'"))
                continue
            usable[entry.id] = entry
        return list(usable.values())

    def _add_source(self, entry: Entry[Source]) -> None:
        document = entry.record.to_dict()
        record = SourceRecord.from_document(document, path=entry.file.path)
        self.sources[record.id] = record
        label = " ".join(
            filter(None, (work(record), record.title, record.container_title, record.publisher))
        )
        path = storable(entry.file.path)
        self.tables["sources"].append((record.id, label, path, to_json(document)))

    def _add_fact(self, number: int, entry: Entry[Fact]) -> None:
        fact = entry.record
        document = to_json(fact.to_dict())
        self.digests[fact.id] = digest(document)
        state = self._state(fact)
        due = fact.recheck_due
        periods = [fact.period, *(value.period for value in fact.values)]
        years = [span for period in periods if (span := _years(period))]
        last = max((end for _, end in years), default=0)
        self.tables["facts"].append(
            (
                number,
                fact.id,
                fact.claim,
                fact.kind,
                fact.place,
                None if fact.period is None else str(fact.period),
                _last_day(fact.period) or (f"{last}-12-31" if last else ""),
                fact.series,
                to_json(fact.topics),
                to_json([self._reading(value) for value in fact.values]),
                to_json([use.grade for use in fact.sources]),
                fact.grade,
                state,
                None if due is None else due.isoformat(),
                to_json(self.superseded_by.get(fact.id, [])),
                to_json(self.disputed_by.get(fact.id, [])),
                self._citation(fact),
                int(state in ("superseded", "retracted") or fact.grade == "unread"),
                fact.hash,
                storable(entry.file.path),
                document,
            )
        )
        self.tables["fact_text"].append((number, *self._text(fact)))
        self.tables["fact_years"] += [(number, *span) for span in dict.fromkeys(years)]
        self.tables["fact_topics"] += [(number, topic) for topic in self._topics(fact)]
        self.tables["fact_places"] += [(number, place) for place in _places(fact)]
        refs = dict.fromkeys(use.ref for use in fact.sources)
        refs |= dict.fromkeys(
            use.original.ref for use in fact.sources if isinstance(use.original, Named)
        )
        self.tables["fact_sources"] += [(number, ref) for ref in refs]
        for value in fact.values:
            self.tables["fact_values"].append(self._value(number, value))

    def _add_former_ids(self, facts: list[Entry[Fact]]) -> None:
        """Note the earlier ids; one that another fact bears, or bore before, leads nowhere."""
        taken = {entry.id for entry in facts}
        for entry in facts:
            for old in entry.record.formerly:
                if old not in taken:
                    taken.add(old)
                    self.tables["former_ids"].append((old, entry.id))

    def _state(self, fact: Fact) -> str:
        if fact.retracted:
            return "retracted"
        if fact.id in self.superseded_by:
            return "superseded"
        return "disputed" if fact.disputes or fact.id in self.disputed_by else "current"

    def _citation(self, fact: Fact) -> str:
        cited = [use.ref for use in fact.sources if use.grade == fact.grade]
        return "(" + "; ".join(work(self.sources[ref]) for ref in dict.fromkeys(cited)) + ")"

    def _reading(self, value: Value) -> dict[str, Any]:
        bounds = value.bounds
        return {
            "measure": value.measure,
            "text": str(value),
            "comparator": value.comparator,
            "numbers": [str(n) if isinstance(n, Ratio) else n for n in value.numbers],
            "lo": bounds.lo,
            "hi": bounds.hi,
            "lo_open": bounds.lo_open,
            "hi_open": bounds.hi_open,
            "unit": value.unit,
            "stat": value.stat_in(self.corpus.vocabularies.units),
        }

    def _value(self, number: int, value: Value) -> tuple[Any, ...]:
        bounds = value.bounds
        written = "..".join(str(n) if isinstance(n, Ratio) else plain(n) for n in value.numbers)
        return (
            number,
            value.measure,
            value.comparator,
            written,
            None if bounds.lo is None else float(bounds.lo),
            None if bounds.hi is None else float(bounds.hi),
            bounds.lo_open,
            bounds.hi_open,
            value.unit,
            value.stat_in(self.corpus.vocabularies.units),
            value.basis,
            str(value),
        )

    def _text(self, fact: Fact) -> tuple[str, ...]:
        """Return the texts of the full-text index, in the order of its columns."""
        measures = [
            text
            for value in fact.values
            for text in (value.measure, value.of, value.unit, str(value), value.than_text)
            if text
        ]
        tags = [fact.id, *fact.topics, fact.series or "", str(fact.period or "")]
        labels = self.corpus.vocabularies.topics or {}
        for topic in fact.topics:
            entry = labels.get(topic, {})
            tags += [str(entry.get("label", "")), *(str(also) for also in entry.get("also", []))]
        tags += [f"{place} {place_name(place)}" for place in _places(fact)]
        tags += [f"{key} {value}" for key, value in fact.dimensions.items()]
        works = []
        for use in fact.sources:
            works.append(self._label(use.ref))
            if isinstance(use.original, Named):
                works.append(self._label(use.original.ref))
        return (
            fact.claim,
            "\n".join(fact.also),
            "\n".join(measures),
            "\n".join(tag for tag in tags if tag),
            "\n".join(use.quote for use in fact.sources if use.quote),
            "\n".join(dict.fromkeys(works)),
            "\n".join(filter(None, (fact.note, fact.said_by))),
        )

    def _label(self, ref: str) -> str:
        source = self.sources.get(ref)
        return f"{work(source)} {source.title}" if source else ref

    def _topics(self, fact: Fact) -> list[str]:
        """Return the topics of a fact and every broader one."""
        broader = self.corpus.vocabularies.topics or {}
        found: dict[str, None] = {}
        pending = list(fact.topics)
        while pending:
            topic = pending.pop(0)
            if topic not in found:
                found[topic] = None
                above = broader.get(topic, {}).get("broader")
                pending += [str(above)] if above else []
        return list(found)

    def _add_words(self) -> None:
        vocabularies = self.corpus.vocabularies
        for slug, entry in (vocabularies.topics or {}).items():
            self.tables["topics"].append((slug, entry.get("label"), entry.get("broader")))
        for symbol, unit in vocabularies.units.added.items():
            keys = ("dimension", "names", "plural", "factor", "lo", "hi")
            self.tables["units"].append(
                (symbol, to_json({key: getattr(unit, key) for key in keys}))
            )


def _pointing(facts: list[Entry[Fact]], key: str) -> dict[str, list[str]]:
    """Return fact id → the ids of the facts that name it under *key*."""
    current = {old: entry.id for entry in facts for old in (*entry.record.formerly, entry.id)}
    found: dict[str, list[str]] = {}
    for entry in facts:
        for other in getattr(entry.record, key):
            found.setdefault(current.get(other, other), []).append(entry.id)
    return found


def _years(period: Any) -> tuple[int, int] | None:
    if isinstance(period, PartialDate):
        return period.first.year, period.last.year
    if isinstance(period, Interval):
        first = period.first.year if period.first else 1
        return first, period.last.year if period.last else LAST_YEAR
    return None


def _last_day(period: Any) -> str | None:
    last = period.last if isinstance(period, PartialDate | Interval) else None
    return last.isoformat() if last else None


def _places(fact: Fact) -> list[str]:
    """Return every place that a filter may name to find the fact."""
    named = [fact.place, fact.dimensions.get("origin")]
    for value in fact.values:
        named += [value.place, value.dimensions.get("origin")]
    codes = [place_code(place) for place in named if place]
    return list(dict.fromkeys(part for place in codes for part in containing(place)))
