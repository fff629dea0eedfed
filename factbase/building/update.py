"""An index brought up to date in place: only what changed is read, and what that bears on.

Read again are the files that changed, and beside them those that a change elsewhere can make
or break: where an id stands twice, where a source came, went or changed. What facts say of each
other needs no file (`links`). What a whole build would make comes out, but for the numbers.
"""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any, Self

from factbase.building.edits import Edits
from factbase.building.notes import write_notes
from factbase.building.result import BuildResult, result_of
from factbase.corpus import Corpus, read_corpus
from factbase.errors import IndexFileError
from factbase.index.database import Database
from factbase.index.records import SourceRecord
from factbase.jsontext import from_json, to_json
from factbase.layout import FACTS, Layout, origin, storable
from factbase.rows import CorpusRows, sources_named
from factbase.yamlfile import read_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_READ = 0.5
"""Where a larger share of the files has to be read, a whole build is quicker."""

PATIENCE_S = 1.0
"""So long is waited for readers to finish; then a new file is made, which disturbs none."""

FEW_FILES = 20
"""Where there are no more files, nothing is quicker than anything."""

_FILES = "SELECT path, digest, again FROM files"
_FACTS_OF_PATHS = """
SELECT f.number FROM json_each(?) named JOIN facts f ON f.path = named.value
"""
_SOURCES_OF_PATHS = """
SELECT s.id, s.document FROM json_each(?) named JOIN sources s ON s.path = named.value
"""
_SOURCES = """
SELECT s.id, s.path, s.document FROM json_each(?) named JOIN sources s ON s.id = named.value
"""
_PATHS_OF_IDS = """
SELECT DISTINCT f.path FROM json_each(?) named JOIN facts f ON f.id = named.value
"""
_PATHS_OF_SOURCES = """
SELECT DISTINCT s.path FROM json_each(?) named JOIN sources s ON s.id = named.value
"""
_PATHS_OF_USES = """
SELECT DISTINCT f.path FROM json_each(?) named
JOIN fact_sources u ON u.source = named.value JOIN facts f ON f.number = u.fact
"""
_FINGERPRINT = "SELECT value FROM meta WHERE key = 'fingerprint'"
_NUMBERS = """
SELECT f.id, f.number FROM json_each(?) named JOIN facts f ON f.id = named.value
"""
_HIGHEST = "SELECT coalesce(max(number), 0) FROM facts"


class Update:
    """One update of the index at *db*; the caller holds its lock."""

    def __init__(
        self,
        layout: Layout,
        db: str,
        files: Mapping[str, str],
        on_file: Callable[[int], None] | None,
    ) -> None:
        self._layout = layout
        self._db = db
        self._on_file = on_file
        skip = len(layout.root.rstrip(os.sep)) + 1
        # As findings and the index name a file → its path and its line of the fingerprint.
        self._files = {
            storable(path[skip:].replace(os.sep, "/")): (path, line) for path, line in files.items()
        }
        self._connection = sqlite3.connect(db, timeout=PATIENCE_S, isolation_level=None)
        self._read: dict[str, str] = {}
        self._gone: list[str] = []

    @classmethod
    def begin(
        cls,
        layout: Layout,
        db: str,
        files: Mapping[str, str],
        *,
        on_file: Callable[[int], None] | None,
    ) -> Self | None:
        """Return the update that makes *db* hold these *files*, path → line of the fingerprint.

        None where a whole build is needed, or quicker.
        """
        try:
            Database(db).close()
        except IndexFileError:
            return None
        update = cls(layout, db, files, on_file)
        if update._finds_changes():
            return update
        update.close()
        return None

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()

    def run(self, fingerprint: str) -> BuildResult:
        """Read what has to be read, change the index, and return what was done."""
        connection = self._connection
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA trusted_schema = OFF")
        # Readers are kept out for the moment of the commit alone.
        connection.execute("PRAGMA cache_spill = OFF")
        corpus = self._read_what_changed()
        paths = [*self._read, *self._gone]
        before = [number for (number,) in self._rows(_FACTS_OF_PATHS, paths)]
        ids = [entry.id for entry in corpus.facts]
        rows = CorpusRows(
            corpus,
            numbers=dict(self._rows(_NUMBERS, ids)),
            highest=connection.execute(_HIGHEST).fetchone()[0],
            known=self._sources_elsewhere(corpus, set(paths)),
        )
        connection.execute("BEGIN IMMEDIATE")
        edits = Edits(connection, rows.tables, paths=paths, before=before)
        edits.apply()
        write_notes(connection, root=self._layout.root, fingerprint=fingerprint)
        connection.execute("COMMIT")
        return result_of(self._db, changed=edits.changed, removed=edits.removed)

    def _finds_changes(self) -> bool:
        """Find the files to read; False where all of them had better be read."""
        found = self._connection.execute(_FINGERPRINT).fetchone()
        first, *lines = (found[0] if found else "").split("\n")
        if first != origin(self._layout):
            return False
        old_lines = set(lines)
        known = {path: (digest, again) for path, digest, again in self._connection.execute(_FILES)}
        self._gone = [path for path in known if path not in self._files]
        changed = list(self._gone)
        for path, (file, line) in self._files.items():
            digest, again = known.get(path, ("", True))
            # What was only touched, or checked out anew, says what it said.
            if again or (line not in old_lines and read_digest(file) != (digest or None)):
                self._read[path] = file
                changed.append(path)
        if not all(path.startswith(f"{FACTS}/") for path in changed):
            return False  # a vocabulary or the settings, on which every fact depends
        return len(self._read) <= max(MOST_READ * len(self._files), FEW_FILES)

    def _read_what_changed(self) -> Corpus:
        """Read the changed files, and others until nothing that was read bears on an unread one."""
        while True:
            in_order = [file for path, (file, _) in self._files.items() if path in self._read]
            corpus = read_corpus(self._layout, files=in_order, on_file=self._on_file)
            touched = {*self._read, *self._gone}
            more = self._borne_on(corpus, touched) - touched
            if not more:
                return corpus
            self._read |= {path: self._files[path][0] for path in more}

    def _borne_on(self, corpus: Corpus, touched: set[str]) -> set[str]:
        """Return the files that hold the ids of *corpus* too, or facts that use changed sources."""
        found = self._rows(_PATHS_OF_IDS, [entry.id for entry in corpus.facts])
        found += self._rows(_PATHS_OF_SOURCES, [entry.id for entry in corpus.sources])
        before = dict(self._rows(_SOURCES_OF_PATHS, touched))
        now = {key: to_json(one.record.to_dict()) for key, one in corpus.sources_by_id().items()}
        changed = [key for key in {**before, **now} if before.get(key) != now.get(key)]
        found += self._rows(_PATHS_OF_USES, changed)
        return {path for (path,) in found}

    def _sources_elsewhere(self, corpus: Corpus, touched: set[str]) -> dict[str, SourceRecord]:
        """Return the sources that the facts of *corpus* name and that stand in other files."""
        named = {ref for entry in corpus.facts for ref in sources_named(entry.record)}
        return {
            ref: SourceRecord.from_document(from_json(document), path=path)
            for ref, path, document in self._rows(_SOURCES, named)
            if path not in touched
        }

    def _rows(self, sql: str, names: Iterable[str]) -> list[Any]:
        return self._connection.execute(sql, (json.dumps(list(names)),)).fetchall()
