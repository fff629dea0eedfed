"""Open and read an index: never written to, safe for a stranger's file, many threads."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
import weakref
from typing import Any, TypeVar

from factbase.errors import IndexFileError, IndexMissingError, IndexVersionError
from factbase.index.tables import APPLICATION_ID, INDEX_VERSION
from factbase.jsontext import from_json
from factbase.normalize import decoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from factbase.diagnostics import Diagnostic
    from factbase.index.records import Record, SourceRecord

    R = TypeVar("R", bound=Record)
    T = TypeVar("T")

BUSY_TIMEOUT_S = 30.0

_META = "SELECT value FROM meta WHERE key = ?"
_FACT = """
SELECT id, state, grade, recheck_due, superseded_by, disputed_by, hash, path, document, readings,
    use_grades
FROM facts
WHERE id = coalesce((SELECT id FROM former_ids WHERE former = ?1), ?1)
"""
_FACT_IDS = "SELECT f.id FROM facts f WHERE {where} ORDER BY f.path, f.position"
_COUNTS = "SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM sources)"
_HAS = "SELECT 1 FROM facts WHERE id = ?1 UNION SELECT 1 FROM former_ids WHERE former = ?1"
_TOPICS = """
SELECT t.topic, count(*) FROM fact_topics t JOIN facts f ON f.number = t.fact
WHERE NOT f.hidden GROUP BY t.topic ORDER BY t.topic
"""
_FORMER_IDS = "SELECT former FROM former_ids ORDER BY former"
_SOURCES = "SELECT path, document FROM sources WHERE id IN (SELECT value FROM json_each(?))"
_ALL_SOURCES = "SELECT path, document FROM sources ORDER BY id"
_SKIPPED = "SELECT path, line, column, code, name, message, hint FROM skipped ORDER BY 1, 2, 3"

_PIN = re.compile(r"[0-9a-f]{8}")


class _Connection:
    """One thread's connection, and the file that it reads; closed when the thread ends."""

    __slots__ = ("__weakref__", "in_snapshot", "inode", "sqlite")

    def __init__(self, connection: sqlite3.Connection, inode: tuple[int, int]) -> None:
        self.sqlite = connection
        self.inode = inode
        self.in_snapshot = False


class Database:
    """An open index file.

    A connection belongs to one thread; each thread gets its own. Where the file is replaced
    by a newer one, the next call reads that one.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._is_closed = False
        self._local = threading.local()
        self._open: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._connection()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._is_closed = True
        for connection in list(self._open):
            connection.sqlite.close()

    def check(self) -> None:
        """Look through the whole file; raises `IndexFileError` where it is damaged."""
        found = self.rows("PRAGMA quick_check(1)")[0][0]
        if found != "ok":
            raise IndexFileError(self.path, f"the index is damaged: {found}")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the index in all that is done inside, whatever others write."""
        connection = self._connection()
        if connection.in_snapshot:
            yield
            return
        connection.in_snapshot = True
        try:
            connection.sqlite.execute("BEGIN")
            yield
        finally:
            connection.in_snapshot = False
            with contextlib.suppress(sqlite3.Error):
                connection.sqlite.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows that *sql* selects; raises `IndexFileError` for a damaged file."""
        given = [decoded(value) if isinstance(value, str) else value for value in parameters]
        try:
            return _mending(
                self.path, lambda: self._connection().sqlite.execute(sql, given).fetchall()
            )
        except sqlite3.DatabaseError as error:
            raise IndexFileError(self.path, f"the index cannot be read: {error}") from None

    def meta(self, key: str) -> str | None:
        """Return one of the index's notes on itself."""
        found = self.rows(_META, (key,))
        return str(found[0][0]) if found else None

    def counts(self) -> tuple[int, int]:
        """Return how many facts and sources there are."""
        row = self.rows(_COUNTS)[0]
        return row[0], row[1]

    def fact_ids(self, where: str = "1", parameters: Sequence[Any] = ()) -> list[str]:
        """Return the ids of the facts for which the SQL *where* holds, in the order of files."""
        return [row[0] for row in self.rows(_FACT_IDS.format(where=where), parameters)]

    def has(self, fact_id: str) -> bool:
        """Tell whether a fact has this id, pinned or not, or had it earlier."""
        return bool(self.rows(_HAS, (_unpinned(fact_id)[0],)))

    def topics(self) -> dict[str, int]:
        """Return each topic with the number of facts that are found by default."""
        return {row[0]: row[1] for row in self.rows(_TOPICS)}

    def known_ids(self) -> list[str]:
        """Return every id that resolves, earlier ones too."""
        return self.fact_ids() + [row[0] for row in self.rows(_FORMER_IDS)]

    def skipped(self) -> list[Diagnostic]:
        """Return a finding for everything that was left out of the index."""
        found = self.rows(_SKIPPED)
        if not found:
            return []
        from factbase.diagnostics import (  # noqa: PLC0415  # seldom needed, and not light
            Diagnostic,
            Location,
            Severity,
        )

        return [
            Diagnostic(code, name, Severity.ERROR, Location(path, line, column), message, hint)
            for path, line, column, code, name, message, hint in found
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
        """Return the fact with this id, pinned or not, or earlier id; None where there is none.

        *today* decides what is stale.
        """
        from factbase.index.records import UseRecord, ValueRecord  # noqa: PLC0415

        name, pin = _unpinned(fact_id)
        with self.snapshot():
            found = self.rows(_FACT, (name,))
            if not found:
                return None
            row = found[0]
            document = from_json(row["document"])
            uses = document["sources"]
            named = [_named(use) for use in uses]
            sources = self.sources([use["ref"] for use in uses] + [ref for ref in named if ref])
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
                    use, source=sources[use["ref"]], named=sources.get(ref or ""), grade=grade
                )
                for use, ref, grade in zip(uses, named, grades, strict=True)
            ),
            grade=row["grade"],
            status=status_on(row["state"], row["recheck_due"], today),
            recheck_due=row["recheck_due"],
            superseded_by=tuple(from_json(row["superseded_by"])),
            disputed_by=tuple(from_json(row["disputed_by"])),
            hash=row["hash"],
            pin=pin,
            path=row["path"],
        )

    def _connection(self) -> _Connection:
        if self._is_closed:
            raise IndexFileError(self.path, "the index has been closed")
        known: _Connection | None = getattr(self._local, "connection", None)
        if known is not None and known.in_snapshot:
            return known
        try:
            status = os.stat(self.path)
        except OSError:
            raise IndexMissingError(self.path) from None
        inode = (status.st_dev, status.st_ino)
        if known is not None and known.inode == inode:
            return known
        # Taken before opening: a file that is replaced meanwhile is merely opened again.
        made = _Connection(_connect(self.path), inode)
        if known is not None:
            known.sqlite.close()
        self._local.connection = made
        self._open.add(made)
        return made


def _unpinned(fact_id: str) -> tuple[str, str | None]:
    """Return an id without its pin, and the pin: ``id@0c2ad474`` names one state of a fact."""
    name, _, pin = fact_id.partition("@")
    return (name, pin) if _PIN.fullmatch(pin) else (fact_id, None)


def status_on(state: str, recheck_due: str | None, today: str) -> str:
    """Return a fact's status on the day *today* (YYYY-MM-DD).

    retracted > superseded > disputed > stale > current; staleness alone depends on the day.
    """
    if state == "current" and recheck_due is not None and recheck_due < today:
        return "stale"
    return state


def open_current(path: str, fingerprint: str) -> Database | None:
    """Return the index at *path* if it was made from files with this fingerprint."""
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
    try:
        connection = sqlite3.connect(
            _uri(path),
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            check_same_thread=False,
            isolation_level=None,
        )
    except sqlite3.DatabaseError as error:
        raise IndexFileError(path, f"the index cannot be read: {error}") from None
    try:
        _demand_index(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def _demand_index(connection: sqlite3.Connection, path: str) -> None:
    """Raise `IndexFileError` unless *connection* reads an index of this version."""
    application = None
    try:
        # A stranger's file may hold views and triggers; nothing in a schema is trusted.
        connection.execute("PRAGMA trusted_schema = OFF")
        application = _mending(
            path, lambda: connection.execute("PRAGMA application_id").fetchone()[0]
        )
        if application == APPLICATION_ID:
            found = connection.execute(_META, ("version",)).fetchone()
    except sqlite3.OperationalError as error:
        raise IndexFileError(path, f"the index cannot be read: {error}") from None
    except sqlite3.DatabaseError as error:
        why = f"this is not a factbase index ({error}); build one with: factbase index"
        if application == APPLICATION_ID:
            why = f"the index is damaged ({error}); build it anew with: factbase index"
        raise IndexFileError(path, why) from None
    if application != APPLICATION_ID:
        raise IndexFileError(path, "this is not a factbase index; build one with: factbase index")
    version = str(found[0]) if found else "none"
    if version != INDEX_VERSION:
        raise IndexVersionError(path, version, INDEX_VERSION)


def _mending(path: str, read: Callable[[], T]) -> T:
    """Return what *read* returns; what a killed writer left half done is undone before."""
    try:
        return read()
    except sqlite3.OperationalError as error:
        # A reader may not roll back, so SQLite refuses. Or the file was replaced since it was
        # opened, and the journal is that of a writer of the new one: it is waited for.
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    from factbase.index.lock import locked, roll_back_dead_writer  # noqa: PLC0415  # seldom needed

    try:
        with locked(path):
            roll_back_dead_writer(path)
    except OSError:
        why = "a writer of the index was killed, and what it left cannot be undone in this folder"
        raise IndexFileError(path, f"{why}; build the index anew with: factbase index") from None
    return read()


def _uri(path: str) -> str:
    """Return *path* as a ``file:`` URI of SQLite; urllib would cost a search its start."""
    full = os.path.abspath(path).replace(os.sep, "/")
    for char in "%?#":
        full = full.replace(char, f"%{ord(char):02x}")
    slash = "" if full.startswith("/") else "/"
    return f"file:{slash}{full}?mode=ro"


def _named(use: dict[str, Any]) -> str | None:
    original = use.get("original")
    if isinstance(original, dict):
        return str(original["ref"])
    return None if original in (None, "self", "lost", "none") else str(original)
