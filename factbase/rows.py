"""A corpus as the rows of the index: what is derived, worked out once, for readers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from factbase.cite.evidence import work
from factbase.dates import Interval, PartialDate
from factbase.fulltext import edition_of, number_rows, places_of, texts
from factbase.index.records import SourceRecord
from factbase.index.tables import TABLES
from factbase.index.words import counted_words, stems_of
from factbase.jsontext import to_json
from factbase.layout import storable
from factbase.model.source import Named, Source
from factbase.quantity import find_quantities
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
        self.words: dict[str, int] = {}
        for source in corpus.sources_by_id().values():
            self._add_source(source)
        facts = self._usable()
        self.superseded_by = _pointing(facts, "supersedes")
        self.disputed_by = _pointing(facts, "disputes")
        for number, entry in enumerate(facts, 1):
            self._add_fact(number, entry)
        self._add_former_ids(facts)
        self._add_vocabularies()
        stems = stems_of(self.words)
        self.tables["words"] = [
            (word, stems[word], len(word), df) for word, df in self.words.items()
        ]
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
        row = (record.id, label, record.publisher, path, to_json(document))
        self.tables["sources"].append(row)

    def _add_fact(self, number: int, entry: Entry[Fact]) -> None:
        fact = entry.record
        document = to_json(fact.to_dict())
        self.digests[fact.id] = digest(document)
        state = self._state(fact)
        due = fact.recheck_due
        periods = [fact.period, *(value.period for value in fact.values)]
        years = [span for period in periods if (span := _years(period))]
        last = max((end for _, end in years), default=0)
        units = self.corpus.vocabularies.units
        # What limits a group ("on less than $3.00 a day") is looked for, too.
        in_claim = [
            one for one in find_quantities(fact.claim) if one.statistic or one.kind == "qual"
        ]
        is_hidden = state in ("superseded", "retracted") or fact.grade == "unread"
        if is_hidden:
            self.tables["hidden_facts"].append((number,))
        self.tables["facts"].append(
            (
                number,
                fact.id,
                int(is_hidden),
                fact.kind,
                fact.grade,
                state,
                None if due is None else due.isoformat(),
                fact.place,
                None if fact.period is None else str(fact.period),
                _last_day(fact.period) or (f"{last}-12-31" if last else ""),
                fact.series,
                edition_of(fact),
                fact.hash,
                storable(entry.file.path),
                fact.claim,
                to_json([[one.start, one.end] for one in in_claim if one.statistic]),
                self._citation(fact),
                to_json(fact.topics),
                to_json(self.superseded_by.get(fact.id, [])),
                to_json(self.disputed_by.get(fact.id, [])),
                to_json([use.grade for use in fact.sources]),
                to_json([self._reading(value) for value in fact.values]),
                document,
            )
        )
        columns = texts(fact, in_claim, self.corpus.vocabularies, self._works(fact))
        self.tables["fact_text"].append((number, *columns))
        for word in counted_words(columns):
            self.words[word] = self.words.get(word, 0) + 1
        self.tables["fact_years"] += [(number, *span) for span in dict.fromkeys(years)]
        self.tables["fact_topics"] += [(number, topic) for topic in self._topics(fact)]
        self.tables["fact_places"] += [(number, place) for place in places_of(fact)]
        refs = dict.fromkeys(use.ref for use in fact.sources)
        refs |= dict.fromkeys(
            use.original.ref for use in fact.sources if isinstance(use.original, Named)
        )
        self.tables["fact_sources"] += [(number, ref) for ref in refs]
        for value in fact.values:
            self.tables["fact_values"].append(self._value(number, value))
        numbers = number_rows(fact, in_claim, units)
        self.tables["fact_numbers"] += [(number, *row) for row in dict.fromkeys(numbers)]

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
            "basis": value.basis,
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

    def _works(self, fact: Fact) -> list[str]:
        """Return the labels of the works that a fact rests on."""
        works: dict[str, None] = {}
        for use in fact.sources:
            works[self._label(use.ref)] = None
            if isinstance(use.original, Named):
                works[self._label(use.original.ref)] = None
        return list(works)

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

    def _add_vocabularies(self) -> None:
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
