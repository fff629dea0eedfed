"""The rows of an update against those of the index: only what differs is written."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from factbase.building.links import link
from factbase.index.tables import FACT_TABLES, FTS, FTS_COLUMNS, TABLES
from factbase.index.words import counted_words, stems_of
from factbase.layout import VOCABULARIES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

_FACT_COLUMNS = list(TABLES["facts"])
_ID, _DOCUMENT, _STATE = (_FACT_COLUMNS.index(name) for name in ("id", "document", "state"))
_PLACED = [_FACT_COLUMNS.index(name) for name in ("id", "grade", "path", "position")]
_LINKED = [
    _FACT_COLUMNS.index(name) for name in ("hidden", "state", "superseded_by", "disputed_by")
]
"""What `link` derives in a row of facts; until then a row says what the fact says alone."""

_BY_PATH = ("sources", "skipped", "files")
_TEXT = ", ".join(FTS_COLUMNS)
_MARKS = ", ".join("?" * (len(FTS_COLUMNS) + 1))
_UNMAKE = f"INSERT INTO {FTS}({FTS}, rowid, {_TEXT}) VALUES ('delete', {_MARKS})"
_MAKE = f"INSERT INTO {FTS}(rowid, {_TEXT}) VALUES ({_MARKS})"
_COUNT = "UPDATE words SET df = df + ? WHERE word = ?"
_NEW_WORD = "INSERT INTO words VALUES (?, ?, ?, ?)"
_NO_WORD = "DELETE FROM words WHERE word = ? AND df <= 0"

FactRows = dict[str, list[tuple[Any, ...]]]


class Edits:
    """The change of some facts and files of an index, within a transaction of the caller.

    *rows* are the new ones of the files at *paths*; *before* are the numbers of the facts that
    these files held. *changed* and *removed* count the facts that differ and that went.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        tables: Mapping[str, Sequence[tuple[Any, ...]]],
        *,
        paths: Sequence[str] = (),
        before: Iterable[int] = (),
    ) -> None:
        self.changed = self.removed = 0
        self._connection = connection
        self._tables = tables
        self._paths = paths
        self._before = set(before)
        self._words: Counter[str] = Counter()
        self._ids: set[str] = set()

    def apply(self) -> None:
        """Write what differs."""
        now: dict[int, FactRows] = defaultdict(lambda: defaultdict(list))
        for table in FACT_TABLES:
            for row in self._tables.get(table, ()):
                now[row[0]][table].append(row)
        numbers = self._before | now.keys()
        old = {number: self._old_rows(number) for number in numbers}
        # What goes makes room first: a new fact may bear the id of one that went.
        for number in sorted(numbers, key=lambda number: number in now):
            self._replace(number, old[number], now.get(number) or {})
        self._replace_files()
        self._count_words()
        if self._ids:
            link(self._connection, self._ids)

    def _old_rows(self, number: int) -> FactRows:
        return {
            table: self._connection.execute(
                f"SELECT * FROM {table} WHERE {column} = ?", (number,)
            ).fetchall()
            for table, column in FACT_TABLES.items()
        }

    def _replace(self, number: int, old: FactRows, new: FactRows) -> None:
        was, is_ = old["facts"], new.get("facts", [])
        if was and not is_:
            self.removed += 1
        elif not was or was[0][_DOCUMENT] != is_[0][_DOCUMENT]:
            self.changed += 1
        if was and is_ and _says_the_same_of_others(old, new):
            new = {**new, **_with_what_follows(old, new)}
        else:
            for one in (old, new):
                self._ids.update(row[_ID] for row in one.get("facts", ()))
                self._ids.update(row[2] for row in one.get("fact_links", ()))
        for table, column in FACT_TABLES.items():
            rows = new.get(table, [])
            if old[table] == rows:
                continue
            if table == "fact_text":
                self._replace_text(old[table], rows)
            if old[table] and rows and column == "number":
                self._update(table, old[table][0], rows[0])
                continue
            if old[table]:
                self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
            self._insert(table, rows)

    def _update(self, table: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        """Write the columns that differ, so that only their ways to look into are touched."""
        columns = zip(TABLES[table], old, new, strict=True)
        changed = {name: value for name, before, value in columns if before != value}
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        sql = f"UPDATE {table} SET {sets} WHERE number = ?"
        self._connection.execute(sql, (*changed.values(), new[0]))

    def _replace_text(self, old: Sequence[tuple[Any, ...]], new: Sequence[tuple[Any, ...]]) -> None:
        words: list[set[str]] = []
        for rows, sql in ((old, _UNMAKE), (new, _MAKE)):
            self._connection.executemany(sql, rows)
            words.append(counted_words(rows[0][1:]) if rows else set())
        self._words.update(words[1] - words[0])
        self._words.subtract(words[0] - words[1])

    def _replace_files(self) -> None:
        """Replace the sources and findings of the files, and the notes on them."""
        if not self._paths:
            return
        # What is wrong with a vocabulary is told with every reading.
        own, paths = json.dumps(self._paths), json.dumps([*self._paths, *VOCABULARIES])
        for table in _BY_PATH:
            sql = f"DELETE FROM {table} WHERE path IN (SELECT value FROM json_each(?))"
            self._connection.execute(sql, (paths if table == "skipped" else own,))
            self._insert(table, self._tables.get(table, ()))

    def _count_words(self) -> None:
        for word, count in self._words.items():
            if count and not self._connection.execute(_COUNT, (count, word)).rowcount:
                self._connection.execute(
                    _NEW_WORD, (word, stems_of([word])[word], len(word), count)
                )
            elif count < 0:
                self._connection.execute(_NO_WORD, (word,))

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(TABLES[table]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _says_the_same_of_others(old: FactRows, new: FactRows) -> bool:
    """Tell whether an edit of a fact leaves what follows for it and others as it is."""
    was, is_ = old["facts"][0], new["facts"][0]
    return (
        old["fact_links"] == new.get("fact_links", [])
        and all(was[column] == is_[column] for column in _PLACED)
        and "retracted" not in (was[_STATE], is_[_STATE])
    )


def _with_what_follows(old: FactRows, new: FactRows) -> FactRows:
    """Return the rows of an edited fact with what had been derived from links."""
    row = list(new["facts"][0])
    for column in _LINKED:
        row[column] = old["facts"][0][column]
    return {"facts": [tuple(row)], "hidden_facts": old["hidden_facts"]}
