"""An index is opened only if it is one; it is read safely, by many threads, and never written."""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields

import pytest

import factbase
from factbase import FactBase, IndexFileError, IndexMissingError, IndexVersionError
from factbase.index.database import Database
from factbase.index.tables import APPLICATION_ID, INDEX_VERSION
from tests.readers import fact, open_base, write_base


@pytest.fixture
def base(tmp_path):
    return write_base(tmp_path / "base", [fact(f"fact-{number}") for number in range(20)])


@pytest.fixture
def index(base, tmp_path):
    """Make an index alone, outside of any base."""
    path = tmp_path / "alone.db"
    factbase.build(base, path)
    return path


def _write(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_index_alone_is_read(index):
    with FactBase.open(index) as kb:
        assert len(kb) == 20
        assert kb["fact-3"].claim == "An example counted 12 people for fact-3."
        assert not kb.is_elsewhere


def test_another_version_is_refused_with_both_named(index):
    _write(index, "UPDATE meta SET value = '99' WHERE key = 'version'")
    with pytest.raises(IndexVersionError) as caught:
        FactBase.open(index)
    assert (caught.value.found, caught.value.wanted) == ("99", INDEX_VERSION)
    assert str(caught.value) == (
        f"{index}: the index has version 99, this factbase reads version {INDEX_VERSION}; "
        "build it anew with: factbase index"
    )


def test_no_version_at_all(index):
    _write(index, "DELETE FROM meta")
    with pytest.raises(IndexVersionError, match="has version none"):
        FactBase.open(index)


def test_a_missing_index_names_the_command(tmp_path):
    with pytest.raises(IndexMissingError, match="no index here; build it with: factbase index"):
        FactBase.open(tmp_path / "none.db")


FOREIGN = {
    "text": b"This is a letter of some length, and no database." * 10,
    "nothing": b"",
    "another's database": None,
    "a torn header": b"SQLite format 3\0" + b"\xff" * 200,
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "foreign.db"
    if content is None:
        _write(path, "CREATE TABLE meta (key, value)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(IndexFileError, match="this is not a factbase index"):
        FactBase.open(path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["foreign.db"]


def test_our_mark_alone_makes_no_index(tmp_path):
    path = tmp_path / "marked.db"
    _write(path, f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(IndexFileError, match=r"the index cannot be read: no such table: meta"):
        FactBase.open(path)


def test_a_damaged_index_alone_is_refused(index):
    size = index.stat().st_size
    with index.open("r+b") as handle:
        handle.seek(size // 2)
        handle.write(b"\xff" * (size // 2))
    with pytest.raises(IndexFileError, match=r"the index (is damaged|cannot be read)"):
        FactBase.open(index)


def test_a_strangers_index_can_do_nothing(index):
    _write(index, "DROP TABLE topics")
    _write(index, "CREATE VIEW topics AS SELECT load_extension('evil') AS slug")
    with FactBase.open(index) as kb:
        with pytest.raises(IndexFileError):
            kb._database.rows("SELECT slug FROM topics")  # noqa: SLF001
        with pytest.raises(IndexFileError, match="readonly"):
            kb._database.rows("DELETE FROM facts")  # noqa: SLF001


@pytest.mark.parametrize("name", ["a b.db", "a?b.db", "a#b%20c.db", "é.db", "a&mode=rw.db"])
def test_odd_file_names(base, tmp_path, name):
    path = tmp_path / name
    factbase.build(base, path)
    with FactBase.open(path) as kb:
        assert len(kb) == 20
    assert os.path.exists(path)


def test_many_threads_use_one_base(base):
    with open_base(base) as kb, ThreadPoolExecutor(8) as pool:
        names = [f"fact-{number % 20}" for number in range(400)]
        found = list(pool.map(lambda name: (kb[name].id, len(kb.search(name))), names))
        assert [one for one, _ in found] == names
        assert all(count for _, count in found)


def test_threads_that_end_leave_no_connection(base):
    with open_base(base) as kb:
        for _ in range(20):
            thread = threading.Thread(target=lambda: kb.search("people"))
            thread.start()
            thread.join()
        gc.collect()
        assert len(kb._database._open) == 1  # noqa: SLF001


def test_a_replaced_file_is_read_anew_and_the_old_one_let_go(base):
    with open_base(base) as kb:
        assert "new" not in kb
        write_base(base, [fact("new")])
        factbase.build(base)
        assert "new" in kb
        assert len(kb._database._open) == 1  # noqa: SLF001


def test_a_snapshot_sees_one_state(base):
    factbase.build(base)
    database = Database(str(base / ".factbase" / "index.db"))
    with database.snapshot():
        before = len(database.fact_ids())
        write_base(base, [fact("new")])
        factbase.build(base)
        with database.snapshot():
            assert len(database.fact_ids()) == before
        assert len(database.fact_ids()) == before
    assert len(database.fact_ids()) == before + 1
    database.close()


def test_a_closed_base_says_so_and_opens_again(base):
    kb = open_base(base)
    kb.close()
    kb.close()
    for attempt in (lambda: kb.search("people"), lambda: kb["fact-1"], lambda: len(kb)):
        with pytest.raises(IndexFileError, match="has been closed"):
            attempt()
    with open_base(base) as again:
        assert len(again) == 20


def test_an_index_that_goes_is_missed(index):
    with FactBase.open(index) as kb:
        index.unlink()
        with pytest.raises(IndexMissingError):
            kb.search("people")


def test_records_are_frozen(base):
    with open_base(base) as kb:
        record = kb["fact-1"]
    for one in (record, record.values[0], record.sources[0], record.sources[0].source):
        with pytest.raises(FrozenInstanceError):
            setattr(one, fields(one)[0].name, "other")
