"""Open and read an index: never written to, safe for a stranger's file, many threads."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from typing import Any, TypeVar

from factbase.diagnostics import Diagnostic, Location, Severity
from factbase.errors import IndexFileError, IndexMissingError, IndexVersionError
from factbase.index.tables import APPLICATION_ID, INDEX_VERSION
from factbase.jsontext import from_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.index.records import Record, SourceRecord

    R = TypeVar("R", bound=Record)

BUSY_TIMEOUT_S = 30.0

_META = "SELECT value FROM meta WHERE key = ?"
_FACT = """
SELECT id, state, grade, recheck_due, superseded_by, disputed_by, hash, path, document, readings,
    use_grades
FROM facts
WHERE id = coalesce((SELECT id FROM former_ids WHERE former = ?1), ?1)
"""
_FACT_IDS = "SELECT f.id FROM facts f WHERE {where} ORDER BY f.number"
_HAS = "SELECT 1 FROM facts WHERE id = ?1 UNION SELECT 1 FROM former_ids WHERE former = ?1"
_TOPICS = """
SELECT t.topic, count(*) FROM fact_topics t JOIN facts f ON f.number = t.fact
WHERE NOT f.hidden GROUP BY t.topic ORDER BY t.topic
"""
_FORMER_IDS = "SELECT former FROM former_ids ORDER BY former"
_SOURCES = "SELECT path, document FROM sources WHERE id IN (SELECT value FROM json_each(?))"
_ALL_SOURCES = "SELECT path, document FROM sources ORDER BY id"
_SKIPPED = "SELECT path, line, column, code, name, message, hint FROM skipped ORDER BY 1, 2, 3"


class Database:
    """An open index file.

    A connection belongs to one thread; each thread gets its own. Where the file is replaced
    by a newer one, the next call reads that one.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._connection()

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows that *sql* selects; raises `IndexFileError` for a damaged file."""
        try:
            return self._connection().execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexFileError(self.path, f"the index cannot be read: {error}") from None

    def meta(self, key: str) -> str | None:
        """Return one of the index's notes on itself."""
        found = self.rows(_META, (key,))
        return str(found[0][0]) if found else None

    def fact_ids(self, where: str = "1", parameters: Sequence[Any] = ()) -> list[str]:
        """Return the ids of the facts for which the SQL *where* holds, in the order of files."""
        return [row[0] for row in self.rows(_FACT_IDS.format(where=where), parameters)]

    def has(self, fact_id: str) -> bool:
        """Tell whether a fact has this id or had it earlier."""
        return bool(self.rows(_HAS, (fact_id,)))

    def topics(self) -> dict[str, int]:
        """Return each topic with the number of facts that are found by default."""
        return {row[0]: row[1] for row in self.rows(_TOPICS)}

    def known_ids(self) -> list[str]:
        """Return every id that resolves, earlier ones too."""
        return self.fact_ids() + [row[0] for row in self.rows(_FORMER_IDS)]

    def skipped(self) -> list[Diagnostic]:
        """Return a finding for everything that was left out of the index."""
        return [
            Diagnostic(code, name, Severity.ERROR, Location(path, line, column), message, hint)
            for path, line, column, code, name, message, hint in self.rows(_SKIPPED)
        ]

    def sources(self, refs: Iterable[str] | None = None) -> dict[str, SourceRecord]:
        """Return the sources with these ids, or all, by id."""
        import json  # noqa: PLC0415  # with the records: only who reads whole facts needs them

        from factbase.index.records import SourceRecord  # noqa: PLC0415

        if refs is None:
            found = self.rows(_ALL_SOURCES)
        else:
            found = self.rows(_SOURCES, (json.dumps(sorted(set(refs))),))
        records = (SourceRecord.from_document(from_json(text), path=path) for path, text in found)
        return {record.id: record for record in records}

    def fact(self, fact_id: str, *, today: str, kind: type[R]) -> R | None:
        """Return the fact with this id or earlier id, or None; *today* decides what is stale."""
        from factbase.index.records import UseRecord, ValueRecord  # noqa: PLC0415

        found = self.rows(_FACT, (fact_id,))
        if not found:
            return None
        row = found[0]
        document = from_json(row["document"])
        uses = document["sources"]
        named = [_named(use) for use in uses]
        sources = self.sources([use["ref"] for use in uses] + [name for name in named if name])
        readings = from_json(row["readings"])
        values = tuple(
            ValueRecord.from_document(value, reading)
            for value, reading in zip(document.get("values", ()), readings, strict=True)
        )
        grades = from_json(row["use_grades"])
        return kind.from_document(
            document,
            values=values,
            sources=tuple(
                UseRecord.from_document(
                    use, source=sources[use["ref"]], named=sources.get(name or ""), grade=grade
                )
                for use, name, grade in zip(uses, named, grades, strict=True)
            ),
            grade=row["grade"],
            status=status_on(row["state"], row["recheck_due"], today),
            recheck_due=row["recheck_due"],
            superseded_by=tuple(from_json(row["superseded_by"])),
            disputed_by=tuple(from_json(row["disputed_by"])),
            hash=row["hash"],
            path=row["path"],
        )

    def _connection(self) -> sqlite3.Connection:
        try:
            status = os.stat(self.path)
        except OSError:
            raise IndexMissingError(self.path) from None
        inode = (status.st_dev, status.st_ino)
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.inode != inode:
            connection = _connect(self.path)
            self._local.connection, self._local.inode = connection, inode
            self._open.append(connection)
        return connection


def status_on(state: str, recheck_due: str | None, today: str) -> str:
    """Return a fact's status on the day *today* (YYYY-MM-DD).

    retracted > superseded > disputed > stale > current; only the last two depend on the day.
    """
    if state == "current" and recheck_due is not None and recheck_due < today:
        return "stale"
    return state


def open_current(path: str, fingerprint: str) -> Database | None:
    """Return the index at *path* if this version made it from files with this fingerprint."""
    try:
        database = Database(path)
    except IndexFileError:
        return None
    with contextlib.suppress(IndexFileError):
        if database.meta("fingerprint") == fingerprint:
            return database
    database.close()
    return None


def _connect(path: str) -> sqlite3.Connection:
    uri = f"file:{_escape(os.path.abspath(path))}?mode=ro"
    try:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None
        )
        connection.row_factory = sqlite3.Row
        # A stranger's file may hold views and triggers; nothing in a schema is trusted.
        connection.execute("PRAGMA trusted_schema = OFF")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if application != APPLICATION_ID:
            connection.close()
            raise IndexFileError(path, "this is not a factbase index; build one: factbase index")
        found = connection.execute(_META, ("version",)).fetchone()
    except sqlite3.DatabaseError as error:
        why = f"this is not a factbase index ({error}); build one with: factbase index"
        raise IndexFileError(path, why) from None
    version = found[0] if found else "none"
    if version != INDEX_VERSION:
        connection.close()
        raise IndexVersionError(path, version, INDEX_VERSION)
    return connection


def _escape(path: str) -> str:
    """Return *path* for a ``file:`` URI of SQLite; urllib would cost a search its start."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _named(use: dict[str, Any]) -> str | None:
    original = use.get("original")
    if isinstance(original, dict):
        return str(original["ref"])
    return None if original in (None, "self", "lost", "none") else str(original)
