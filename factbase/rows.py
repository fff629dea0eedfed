"""A corpus as the rows of the index: what one fact says, with what is derived from it.

What is derived from several facts at once, such as who supersedes whom, is worked out in the
index itself (`building.links`), in the same way for a whole base and for one edit.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from factbase.cite.evidence import work
from factbase.dates import Interval, PartialDate
from factbase.fulltext import edition_of, number_rows, places_of, texts
from factbase.index.records import SourceRecord
from factbase.index.tables import TABLES
from factbase.index.words import is_counted
from factbase.jsontext import to_json
from factbase.layout import storable
from factbase.model.fact import pin_of
from factbase.model.source import Named, Source
from factbase.quantity import find_quantities
from factbase.quantity.number import Ratio, plain
from factbase.rules.repository import IdUsedTwice, UnknownReference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value
    from factbase.model.words import Vocabularies

LAST_YEAR = 9999
"""Stands for the open end of a period."""

LINKS = ("supersedes", "disputes", "formerly")
"""The fields in which a fact names ids of facts."""


class Rows:
    """The rows of every table, for the facts and sources that are added to them."""

    hides_unread = True
    """Whether a fact whose sources nobody has read is only found when asked for."""

    def __init__(
        self, vocabularies: Vocabularies, sources: Mapping[str, SourceRecord] | None = None
    ) -> None:
        self.vocabularies = vocabularies
        self.sources: dict[str, SourceRecord] = dict(sources or {})
        self.tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}

    def add_source(self, source: Source, path: str) -> None:
        """Add a source that stands in the file at *path*."""
        document = source.to_dict()
        record = SourceRecord.from_document(document, path=path)
        self.sources[record.id] = record
        row = (record.id, _label(record), record.publisher, storable(path), to_json(document))
        self.tables["sources"].append(row)

    def add_fact(self, number: int, fact: Fact, path: str, position: int) -> None:
        """Add a fact under this *number*; *position* is its place in the file at *path*.

        Its sources have been added before.
        """
        document = fact.to_dict()
        state = own_state(fact)
        due, read = fact.recheck_due, fact.last_read
        periods = [fact.period, *(value.period for value in fact.values)]
        years = [span for period in periods if (span := _years(period))]
        last = max((end for _, end in years), default=0)
        units = self.vocabularies.units
        # What limits a group ("on less than $3.00 a day") is looked for, too.
        in_claim = [
            one for one in find_quantities(fact.claim) if one.statistic or one.kind == "qual"
        ]
        is_hidden = state == "retracted" or (fact.grade == "unread" and self.hides_unread)
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
                None if read is None else read.isoformat(),
                fact.place,
                None if fact.period is None else str(fact.period),
                _last_day(fact.period) or (f"{last}-12-31" if last else ""),
                fact.series,
                edition_of(fact),
                pin_of(document, kind=fact.kind),
                storable(path),
                position,
                fact.claim,
                to_json([[one.start, one.end] for one in in_claim if one.statistic]),
                self._citation(fact),
                to_json(fact.topics),
                "[]",
                "[]",
                to_json([use.grade for use in fact.sources]),
                to_json([self._reading(value) for value in fact.values]),
                to_json(document),
            )
        )
        columns = texts(fact, in_claim, self.vocabularies, self._works(fact))
        self.tables["fact_text"].append((number, *columns))
        self.tables["fact_years"] += [(number, *span) for span in dict.fromkeys(years)]
        self.tables["fact_topics"] += [(number, topic) for topic in self._topics(fact)]
        self.tables["fact_places"] += [(number, place) for place in places_of(fact)]
        self.tables["fact_sources"] += [(number, ref) for ref in sources_named(fact)]
        for value in fact.values:
            self.tables["fact_values"].append(self._value(number, value))
        numbers = number_rows(fact, in_claim, units)
        self.tables["fact_numbers"] += [(number, *row) for row in dict.fromkeys(numbers)]
        self.tables["fact_links"] += [
            (number, kind, other) for kind in LINKS for other in getattr(fact, kind)
        ]

    def add_vocabularies(self) -> None:
        """Add the words that the fact base adds."""
        for slug, entry in (self.vocabularies.topics or {}).items():
            self.tables["topics"].append((slug, entry.get("label"), entry.get("broader")))
        for symbol, unit in self.vocabularies.units.added.items():
            keys = ("dimension", "names", "plural", "factor", "lo", "hi")
            self.tables["units"].append(
                (symbol, to_json({key: getattr(unit, key) for key in keys}))
            )

    def add_skipped(self, finding: Diagnostic) -> None:
        """Add a finding on what had to be left out."""
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
            "stat": value.stat_in(self.vocabularies.units),
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
            value.stat_in(self.vocabularies.units),
            value.basis,
            str(value),
        )

    def _works(self, fact: Fact) -> list[str]:
        """Return the labels of the works that a fact rests on: author, year, title, newspaper."""
        return list(dict.fromkeys(self._named(ref) for ref in sources_named(fact)))

    def _named(self, ref: str) -> str:
        source = self.sources.get(ref)
        return _label(source) if source else ref

    def _topics(self, fact: Fact) -> list[str]:
        """Return the topics of a fact and every broader one."""
        broader = self.vocabularies.topics or {}
        found: dict[str, None] = {}
        pending = list(fact.topics)
        while pending:
            topic = pending.pop(0)
            if topic not in found:
                found[topic] = None
                above = broader.get(topic, {}).get("broader")
                pending += [str(above)] if above else []
        return list(found)


def count_words(tables: Mapping[str, list[tuple[Any, ...]]]) -> Counter[str]:
    """Return how many facts hold each word of the table of words."""
    found = Counter(
        chain.from_iterable(set(" ".join(columns).split()) for _, *columns in tables["fact_text"])
    )
    for word in [word for word in found if not is_counted(word)]:
        del found[word]
    return found


class CorpusRows(Rows):
    """The rows of a corpus, and what had to be left out: *skipped*.

    *numbers* are those that facts bear already, by id; a new one gets the next after *highest*.
    *known* are the sources that stand in files which were not read.
    """

    def __init__(
        self,
        corpus: Corpus,
        *,
        numbers: Mapping[str, int] | None = None,
        highest: int = 0,
        known: Mapping[str, SourceRecord] | None = None,
    ) -> None:
        super().__init__(corpus.vocabularies, known)
        self.corpus = corpus
        self.skipped: list[Diagnostic] = [f for f in corpus.findings if f.is_error]
        # Files whose records another file keeps out of the index.
        self._again: set[str] = set()
        own = corpus.sources_by_id()
        for source in own.values():
            self.add_source(source.record, source.file.path)
        self._again |= {one.file.path for one in corpus.sources if own[one.id] is not one}
        numbers = numbers or {}
        positions: dict[str, int] = {}
        for entry in self._usable():
            number = numbers.get(entry.id)
            if number is None:
                number = highest = highest + 1
            path = entry.file.path
            positions[path] = positions.get(path, 0) + 1
            self.add_fact(number, entry.record, path, positions[path])
        self.add_vocabularies()
        for finding in self.skipped:
            self.add_skipped(finding)
        self.tables["files"] = [
            (storable(file.path), file.digest, int(file.path in self._again))
            for file in corpus.files
        ]

    def _usable(self) -> list[Entry[Fact]]:
        """Return the facts that can be found and cited: the id is their own, the sources known."""
        usable: dict[str, Entry[Fact]] = {}
        for entry in self.corpus.facts:
            other = usable.get(entry.id)
            if other is not None:
                message = f"the id '{entry.id}' stands also in {other.place('id')}"
                self._skip(entry, IdUsedTwice.at(entry.place("id"), message))
                continue
            missing = [
                (index, use.ref)
                for index, use in enumerate(entry.record.sources)
                if use.ref not in self.sources
            ]
            if missing:
                index, ref = missing[0]
                place = entry.place("sources", index, "ref")
                self._skip(entry, UnknownReference.at(place, f"no usable source '{ref}'"))
                continue
            usable[entry.id] = entry
        return list(usable.values())

    def _skip(self, entry: Entry[Fact], finding: Diagnostic) -> None:
        self.skipped.append(finding)
        self._again.add(entry.file.path)


def sources_named(fact: Fact) -> list[str]:
    """Return the ids of the sources that a fact uses, and of those that they name as origins."""
    refs = dict.fromkeys(use.ref for use in fact.sources)
    refs |= dict.fromkeys(
        use.original.ref for use in fact.sources if isinstance(use.original, Named)
    )
    return list(refs)


def own_state(fact: Fact) -> str:
    """Return the status that a fact has by itself, but for staleness, which depends on the day."""
    if fact.retracted:
        return "retracted"
    return "disputed" if fact.disputes else "current"


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


def _label(source: SourceRecord) -> str:
    names = (work(source), source.title, source.container_title, source.publisher)
    return " ".join(filter(None, names))
