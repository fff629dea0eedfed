"""Make the index from a fact base, so that readers see the old one or the new one, never a part.

A new file is written beside the old one, flushed to disk and moved over it, under a lock that
every writer takes. The file is never in WAL mode: replacing such a file tears what readers see.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlite_utils

from factbase import __version__
from factbase.corpus import read_corpus
from factbase.errors import IndexFileError
from factbase.index.database import Database, open_current
from factbase.index.tables import (
    APPLICATION_ID,
    FTS,
    FTS_COLUMNS,
    FTS_TOKENIZER,
    INDEX_VERSION,
    INDEXES,
    TABLES,
)
from factbase.layout import Layout, cache_db, fingerprint, last_change, storable
from factbase.rows import Rows, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factbase.diagnostics import Diagnostic

TICK_S = 0.02
"""A clock of files is no finer than this: two changes within a tick look like one."""


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


def build_index(
    layout: Layout,
    db: str | None = None,
    *,
    full: bool = False,
    on_file: Callable[[int], None] | None = None,
) -> BuildResult:
    """Bring the index of a base up to date and return what was done.

    *db* is where it is kept; by default ``.factbase/index.db`` in the base or, where that cannot
    be written, the user's cache folder. *full* builds anew what is already current. Invalid
    facts are left out and told in *skipped*. Raises `IndexFileError` where *db* cannot be
    written, or is a file of another kind: nobody's data are overwritten. *on_file* is told how
    many files have been read, after each.
    """
    if db is not None:
        if not _may_replace(db):
            why = "this is not a factbase index, and is left as it is; name another file"
            raise IndexFileError(db, why)
        return _build_at(layout, db, full=full, on_file=on_file)
    try:
        return _build_at(layout, layout.db, full=full, on_file=on_file)
    except IndexFileError:
        return _build_at(layout, cache_db(layout), full=full, on_file=on_file)


def _may_replace(db: str) -> bool:
    """Tell whether *db* is absent, empty, or by its header an index, whole or not."""
    try:
        with open(db, "rb") as handle:
            header = handle.read(100)
    except OSError:
        return True
    # https://www.sqlite.org/fileformat.html#the_database_header
    return not header or (
        header.startswith(b"SQLite format 3\0")
        and header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    )


def _build_at(
    layout: Layout, db: str, *, full: bool, on_file: Callable[[int], None] | None
) -> BuildResult:
    try:
        os.makedirs(os.path.dirname(os.path.abspath(db)), exist_ok=True)
        with _locked(db):
            current = None if full else open_current(db, fingerprint(layout))
            return _unchanged(current) if current else _publish(layout, db, on_file)
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


def _publish(layout: Layout, db: str, on_file: Callable[[int], None] | None) -> BuildResult:
    # What is saved in the tick in which it was read must not pass for what was read.
    if time.time() - last_change(layout) < TICK_S:
        time.sleep(TICK_S)
    # Taken before reading: what is saved meanwhile makes the index out of date, not wrong.
    mark = fingerprint(layout)
    corpus = read_corpus(layout, on_file=on_file)
    before = _digests(db)
    draft = f"{db}.new"  # the lock makes it ours; a killed writer's is overwritten
    try:
        rows = Rows(corpus)
        _write(draft, rows, mark)
        _flush(draft)
        _roll_back_dead_writer(db)
        os.replace(draft, db)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
    after = rows.digests
    return BuildResult(
        facts=len(after),
        sources=len(rows.tables["sources"]),
        changed=sum(before.get(key) != digest for key, digest in after.items()),
        removed=len(before.keys() - after.keys()),
        db=db,
        skipped=tuple(rows.skipped),
    )


def _write(path: str, rows: Rows, mark: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # The draft is worthless until it is whole, so nothing needs to be undone in it.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN")
        database = sqlite_utils.Database(connection)
        for name, columns in TABLES.items():
            database.execute(f"CREATE TABLE {name} ({_columns(columns)})")
        rows.tables["meta"] = [
            ("version", INDEX_VERSION),
            ("factbase", __version__),
            ("root", storable(rows.corpus.layout.root)),
            ("fingerprint", mark),
        ]
        for name, table in rows.tables.items():
            marks = ", ".join("?" * len(TABLES[name]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", table)
        for name, indexed in INDEXES:
            database.table(name).create_index(indexed.split(", "))
        connection.execute(
            f"CREATE VIRTUAL TABLE {FTS} USING fts5({', '.join(FTS_COLUMNS)}, "
            f"content='fact_text', content_rowid='number', tokenize=\"{FTS_TOKENIZER}\")"
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
    """Let SQLite undo what a killed writer left, lest its journal be applied to the new file.

    A log of WAL mode is none of ours; a tool that looked into the index may have left it.
    """
    beside = [
        path for suffix in ("journal", "wal", "shm") if os.path.exists(path := f"{db}-{suffix}")
    ]
    if not beside:
        return
    with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(db)) as old:
        old.execute("PRAGMA journal_mode = DELETE")
        old.execute("SELECT count(*) FROM sqlite_master")
    for path in beside:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


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
    return {fact_id: digest(document) for fact_id, document in rows}


def _unchanged(database: Database) -> BuildResult:
    try:
        counts = [
            database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("facts", "sources")
        ]
        return BuildResult(counts[0], counts[1], 0, 0, database.path, tuple(database.skipped()))
    finally:
        database.close()
