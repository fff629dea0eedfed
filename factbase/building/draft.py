"""A whole index written to a new file, and put in the place of the old one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING, Any, Self

from factbase.building.links import link_all
from factbase.building.notes import write_notes
from factbase.index.lock import roll_back_dead_writer
from factbase.index.tables import (
    APPLICATION_ID,
    FTS,
    FTS_COLUMNS,
    FTS_TOKENIZER,
    INDEXES,
    TABLES,
)
from factbase.index.words import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

CACHE_KIB = 64 * 1024
"""So much of a draft is held in memory: ids come in no order, and their index is large."""

_CHANGED = """
SELECT count(*) FROM facts f LEFT JOIN previous.facts old ON old.id = f.id
WHERE old.document IS NOT f.document
"""
_REMOVED = "SELECT count(*) FROM previous.facts WHERE id NOT IN (SELECT id FROM facts)"


class Draft:
    """A new index beside the one at *db*; it is nothing until it is published.

    The caller holds the lock of *db*, so the draft is ours; a killed writer's is overwritten.
    """

    def __init__(self, db: str) -> None:
        self.db = db
        self.path = f"{db}.new"
        self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)

    def add(self, tables: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
        """Write rows, by the name of their table."""
        for name, rows in tables.items():
            marks = ", ".join("?" * len(TABLES[name]))
            self._connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)

    def holds(self, table: str, record_id: str) -> bool:
        """Tell whether a record with this id has been written."""
        found = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,))
        return found.fetchone() is not None

    def finish(self, *, words: Mapping[str, int], root: str, fingerprint: str) -> None:
        """Add what is made of all rows: the ways to look into tables, the text index.

        *words* says how many facts hold each word.
        """
        connection = self._connection
        stems = stems_of(words)
        counted = ((word, stems[word], len(word), facts) for word, facts in words.items())
        connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", counted)
        for number, (table, columns) in enumerate(INDEXES):
            connection.execute(f"CREATE INDEX index_{number}_{table} ON {table} ({columns})")
        link_all(connection)
        connection.execute(
            f"CREATE VIRTUAL TABLE {FTS} USING fts5({', '.join(FTS_COLUMNS)}, "
            f"content='fact_text', content_rowid='number', tokenize=\"{FTS_TOKENIZER}\")"
        )
        connection.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")
        write_notes(connection, root=root, fingerprint=fingerprint)
        connection.execute("COMMIT")

    def changes(self) -> tuple[int, int]:
        """Return how many facts are otherwise than in the old index, and how many are gone."""
        facts = self._connection.execute("SELECT count(*) FROM facts").fetchone()[0]
        if not os.path.exists(self.db):
            return facts, 0
        try:
            self._connection.execute("ATTACH ? AS previous", (self.db,))
            changed, removed = (
                self._connection.execute(sql).fetchone()[0] for sql in (_CHANGED, _REMOVED)
            )
        except sqlite3.DatabaseError:  # no index, or a damaged one
            return facts, 0
        return changed, removed

    def publish(self) -> None:
        """Put the draft in the place of the old index: from now on readers see this one."""
        self._connection.close()
        _flush(self.path)
        roll_back_dead_writer(self.db)
        os.replace(self.path, self.db)

    def _opened(self) -> sqlite3.Connection:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            # The draft is worthless until it is whole, so nothing needs to be undone in it.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN")
            for name, columns in TABLES.items():
                listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
                connection.execute(f"CREATE TABLE {name} ({listed})")
        except BaseException:
            connection.close()
            raise
        return connection


def _flush(path: str) -> None:
    """Make sure that the file is on disk before it takes the place of the old one."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
