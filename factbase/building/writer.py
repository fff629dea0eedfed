"""Bring the index of a base up to date: nothing to do, an update in place, or a whole build."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from factbase.building.draft import Draft
from factbase.building.result import BuildResult, result_of
from factbase.building.update import Update
from factbase.corpus import read_corpus
from factbase.errors import IndexFileError
from factbase.index.database import open_current
from factbase.index.lock import locked, roll_back_dead_writer
from factbase.index.tables import APPLICATION_ID
from factbase.layout import BESIDE, Layout, cache_db, metadata, origin, stamps
from factbase.rows import CorpusRows, count_words
from factbase.yamlfile import read_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICK_S = 0.02
"""A clock of files is no finer than this: two changes within a tick look like one."""


def build_index(
    layout: Layout,
    db: str | None = None,
    *,
    full: bool = False,
    on_file: Callable[[int], None] | None = None,
) -> BuildResult:
    """Bring the index of a base up to date and return what was done.

    *db* is where it is kept; by default ``.factbase/index.db`` in the base or, where that cannot
    be written, the user's cache folder. Only files that changed are read, and those that they
    bear on; *full* builds the whole anew. Invalid facts are left out and told in *skipped*.
    Raises `IndexFileError` where *db* cannot be written, or is a file of another kind: nobody's
    data are overwritten. *on_file* is told how many files have been read, after each.
    """
    if db is not None:
        demand_ours(db)
        return _build_at(layout, db, full=full, on_file=on_file)
    try:
        return _build_at(layout, layout.db, full=full, on_file=on_file)
    except IndexFileError:
        return _build_at(layout, cache_db(layout), full=full, on_file=on_file)


def demand_ours(db: str) -> None:
    """Raise `IndexFileError` unless *db* is absent, empty, or by its header an index of ours."""
    try:
        with open(db, "rb") as handle:
            header = handle.read(100)
    except OSError:
        return
    # https://www.sqlite.org/fileformat.html#the_database_header
    is_ours = header.startswith(b"SQLite format 3\0") and (
        header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    )
    if header and not is_ours:
        why = "this is not a factbase index, and is left as it is; name another file"
        raise IndexFileError(db, why)


@contextlib.contextmanager
def writing(db: str) -> Iterator[None]:
    """Hold the lock of *db*; raises `IndexFileError` for whatever keeps us from writing it."""
    try:
        os.makedirs(os.path.dirname(os.path.abspath(db)), exist_ok=True)
        with locked(db):
            roll_back_dead_writer(db)
            yield
    except OSError as error:
        if isinstance(error, IndexFileError):
            raise
        why = (error.strerror or str(error)).lower()
        raise IndexFileError(db, f"the index cannot be written: {why}") from None
    except sqlite3.Error as error:
        raise IndexFileError(db, f"the index cannot be written: {error}") from None


def _build_at(
    layout: Layout, db: str, *, full: bool, on_file: Callable[[int], None] | None
) -> BuildResult:
    with writing(db):
        files = _settled(layout)
        lines = stamps(files)
        fingerprint = "\n".join([origin(layout), *lines.values()])
        if not full:
            current = open_current(db, fingerprint)
            if current:
                current.close()
                return result_of(db)
            # What goes wrong with the old file does not matter to a new one.
            with contextlib.suppress(sqlite3.Error), contextlib.ExitStack() as stack:
                update = Update.begin(layout, db, lines, on_file=on_file)
                if update:
                    stack.callback(update.close)
                    return update.run(fingerprint)
        return _build_whole(layout, db, fingerprint, on_file)


def _settled(layout: Layout) -> dict[str, os.stat_result]:
    """Return the files of a base; what is saved from now on looks otherwise.

    What is saved in the tick in which it was read must not pass for what was read.
    """
    files = metadata(layout)
    last_change = max((stat.st_ctime for stat in files.values()), default=0.0)
    if time.time() - last_change < TICK_S:
        time.sleep(TICK_S)
        files = metadata(layout)
    return files


def _build_whole(
    layout: Layout, db: str, fingerprint: str, on_file: Callable[[int], None] | None
) -> BuildResult:
    # Before they are read: what is saved in between makes the index out of date, not wrong.
    settings = [(name, read_digest(os.path.join(layout.root, name)), 0) for name in BESIDE]
    rows = CorpusRows(read_corpus(layout, on_file=on_file))
    rows.tables["files"] += [row for row in settings if row[1]]
    with Draft(db) as draft:
        draft.add(rows.tables)
        draft.finish(words=count_words(rows.tables), root=layout.root, fingerprint=fingerprint)
        changed, removed = draft.changes()
        draft.publish()
    return result_of(db, changed=changed, removed=removed)
