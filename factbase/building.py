"""Make the index from a fact base, so that readers see the old one or the new one, never a part.

A new file is written beside the old one, flushed to disk and moved over it, under a lock that
every writer takes. The file is never in WAL mode: replacing such a file tears what readers see.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlite_utils

from factbase import __version__
from factbase.cite.evidence import work
from factbase.corpus import Corpus, Entry, read_corpus
from factbase.dates import Interval, PartialDate
from factbase.errors import IndexFileError
from factbase.index.database import Database, open_current
from factbase.index.records import SourceRecord
from factbase.index.tables import (
    APPLICATION_ID,
    FTS,
    FTS_COLUMNS,
    FTS_TOKENIZER,
    INDEX_VERSION,
    INDEXES,
    TABLES,
)
from factbase.jsontext import to_json
from factbase.layout import Layout, cache_db, fingerprint
from factbase.model.source import Named, Source
from factbase.places import containing, place_name
from factbase.quantity.number import Ratio, plain
from factbase.rules.repository import IdUsedTwice, UnknownReference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value

LAST_YEAR = 9999
"""Stands for the open end of a period."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: how many facts and sources the index holds, and what changed in it.

    *changed* counts facts that are new or not the same as before, *removed* those that went.
    """

    facts: int
    sources: int
    changed: int
    removed: int
    db: str
    skipped: tuple[Diagnostic, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase index --json``."""
        keys = ("facts", "sources", "changed", "removed", "db")
        return {key: getattr(self, key) for key in keys}


def build_index(layout: Layout, db: str | None = None, *, full: bool = False) -> BuildResult:
    """Bring the index of a base up to date and return what was done.

    *db* is where it is kept; by default ``.factbase/index.db`` in the base or, where that cannot
    be written, the user's cache folder. *full* builds anew what is already current. Invalid
    facts are left out and told in *skipped*. Raises `IndexFileError` where *db* cannot be written.
    """
    if db is not None:
        return _build_at(layout, db, full=full)
    try:
        return _build_at(layout, layout.db, full=full)
    except IndexFileError:
        return _build_at(layout, cache_db(layout), full=full)


def _build_at(layout: Layout, db: str, *, full: bool) -> BuildResult:
    try:
        os.makedirs(os.path.dirname(os.path.abspath(db)), exist_ok=True)
        with _locked(db):
            current = None if full else open_current(db, fingerprint(layout))
            return _unchanged(current) if current else _publish(layout, db)
    except OSError as error:
        if isinstance(error, IndexFileError):
            raise
        why = (error.strerror or str(error)).lower()
        raise IndexFileError(db, f"the index cannot be written: {why}") from None
    except sqlite3.OperationalError as error:
        raise IndexFileError(db, f"the index cannot be written: {error}") from None


@contextlib.contextmanager
def _locked(db: str) -> Iterator[None]:
    """Hold the lock of all writers of *db*; wait for it while another has it."""
    path = os.path.join(os.path.dirname(os.path.abspath(db)), "index.lock")
    with open(path, "a", encoding="utf-8") as handle:
        try:
            import fcntl  # noqa: PLC0415  # absent on Windows
        except ImportError:
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _publish(layout: Layout, db: str) -> BuildResult:
    # Taken before reading: what is saved meanwhile makes the index out of date, not wrong.
    mark = fingerprint(layout)
    corpus = read_corpus(layout)
    before = _digests(db)
    draft = f"{db}.{os.getpid()}.new"
    try:
        contents = _Contents(corpus)
        _write(draft, contents, mark)
        _flush(draft)
        _roll_back_dead_writer(db)
        os.replace(draft, db)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
    after = contents.digests
    return BuildResult(
        facts=len(after),
        sources=len(contents.rows["sources"]),
        changed=sum(before.get(key) != digest for key, digest in after.items()),
        removed=len(before.keys() - after.keys()),
        db=db,
        skipped=tuple(contents.skipped),
    )


def _write(path: str, contents: _Contents, mark: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        # The draft is worthless until it is whole, so nothing needs to be undone in it.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        database = sqlite_utils.Database(connection)
        for name, columns in TABLES.items():
            database.execute(f"CREATE TABLE {name} ({_columns(columns)})")
        contents.rows["meta"] = [
            ("version", INDEX_VERSION),
            ("factbase", __version__),
            ("fingerprint", mark),
        ]
        for name, rows in contents.rows.items():
            marks = ", ".join("?" * len(TABLES[name]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        for name, indexed in INDEXES.items():
            database.table(name).create_index(indexed.split(", "))
        connection.execute(
            f"CREATE VIRTUAL TABLE {FTS} USING fts5({', '.join(FTS_COLUMNS)}, "
            f"content='fact_text', content_rowid='number', tokenize='{FTS_TOKENIZER}')"
        )
        connection.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _columns(columns: dict[str, str]) -> str:
    return ", ".join(f'"{column}" {kind}' for column, kind in columns.items())


def _flush(path: str) -> None:
    """Make sure that the file is on disk before it takes the place of the old one."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _roll_back_dead_writer(db: str) -> None:
    """Let SQLite undo what a killed writer left, lest its journal be applied to the new file."""
    if os.path.exists(f"{db}-journal"):
        with contextlib.suppress(sqlite3.DatabaseError):
            connection = sqlite3.connect(db)
            connection.execute("SELECT count(*) FROM sqlite_master")
            connection.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{db}-journal")


def _digests(db: str) -> dict[str, str]:
    """Return fact id → digest of its row in the index at *db*; nothing where there is none."""
    if not os.path.exists(db):
        return {}
    try:
        connection = sqlite3.connect(db)
        try:
            rows = connection.execute("SELECT id, document FROM facts").fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return {}
    return {fact_id: _digest(document) for fact_id, document in rows}


def _digest(document: str) -> str:
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


def _unchanged(database: Database) -> BuildResult:
    try:
        counts = [
            database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("facts", "sources")
        ]
        return BuildResult(counts[0], counts[1], 0, 0, database.path, tuple(database.skipped()))
    finally:
        database.close()


class _Contents:
    """The rows of every table, and what had to be left out."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
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
        self._add_words()
        for finding in self.skipped:
            place = finding.location
            self.rows["skipped"].append(
                (
                    place.path,
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
        self.rows["sources"].append((record.id, label, entry.file.path, to_json(document)))

    def _add_fact(self, number: int, entry: Entry[Fact]) -> None:
        fact = entry.record
        document = to_json(fact.to_dict())
        self.digests[fact.id] = _digest(document)
        state = self._state(fact)
        due = fact.recheck_due
        periods = [fact.period, *(value.period for value in fact.values)]
        years = [span for period in periods if (span := _years(period))]
        last = max((end for _, end in years), default=0)
        self.rows["facts"].append(
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
                entry.file.path,
                document,
            )
        )
        self.rows["fact_text"].append((number, *self._text(fact)))
        self.rows["fact_years"] += [(number, *span) for span in dict.fromkeys(years)]
        self.rows["fact_topics"] += [(number, topic) for topic in self._topics(fact)]
        self.rows["fact_places"] += [(number, place) for place in _places(fact)]
        refs = dict.fromkeys(use.ref for use in fact.sources)
        refs |= dict.fromkeys(
            use.original.ref for use in fact.sources if isinstance(use.original, Named)
        )
        self.rows["fact_sources"] += [(number, ref) for ref in refs]
        for value in fact.values:
            self.rows["fact_values"].append(self._value(number, value))
        self.rows["former_ids"] += [(old, fact.id) for old in fact.formerly]

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
            self.rows["topics"].append((slug, entry.get("label"), entry.get("broader")))
        for symbol, unit in vocabularies.units.added.items():
            keys = ("dimension", "names", "plural", "factor", "lo", "hi")
            self.rows["units"].append((symbol, to_json({key: getattr(unit, key) for key in keys})))


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
    return list(dict.fromkeys(part for place in named if place for part in containing(place)))
