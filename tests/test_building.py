"""A build publishes the old index or the new one, never a part, and overwrites nobody's data."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3

import pytest

import factbase
from factbase import FactBase, IndexFileError, InvalidFactsError
from factbase.index.tables import APPLICATION_ID, INDEX_VERSION
from factbase.layout import Layout, cache_db
from tests.bases import make_base
from tests.crashes import db_of, die_in_a_transaction, intact
from tests.readers import ROOT, fact, open_base, value, varied_base, write_base


@pytest.fixture
def base(tmp_path):
    return write_base(tmp_path / "base", [fact("one"), fact("two")])


def test_a_build_says_what_it_did(base):
    first = factbase.build(base)
    assert first.to_dict() == {
        "facts": 2, "sources": 1, "changed": 2, "removed": 0, "db": db_of(base),
    }  # fmt: skip
    assert factbase.build(base).changed == 0
    write_base(base, [fact("two", values=[value(value=13)]), fact("three")])
    (base / "facts" / "one.yaml").unlink()
    again = factbase.build(base)
    assert (again.facts, again.changed, again.removed) == (2, 2, 1)
    full = factbase.build(base, full=True)
    assert (full.facts, full.changed, full.removed) == (2, 0, 0)


def test_the_index_opens_in_plain_sqlite(base):
    factbase.build(base)
    connection = sqlite3.connect(db_of(base))
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("SELECT id FROM facts ORDER BY number").fetchall() == [
        ("one",),
        ("two",),
    ]
    connection.close()
    assert sorted(os.listdir(base / ".factbase")) == ["index.db", "index.lock"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(lambda base: write_base(base, [fact("one", claim="Now 12 swans.")]), ["one"],
                     id="changed"),
        pytest.param(lambda base: write_base(base, [fact("six", claim="Now 12 swans.")]), ["six"],
                     id="added"),
        pytest.param(lambda base: write_base(base, [fact("two", also=["swans"])]), ["two"],
                     id="another wording"),
        pytest.param(lambda base: write_base(base, [fact("two", topics=["birds"])],
                                             topics="birds: {label: Swans}\n"), ["two"],
                     id="a topic's label"),
    ],
)  # fmt: skip
def test_a_change_is_seen_without_a_command(base, change, found):
    with open_base(base) as kb:
        assert kb.search("swans") == []
    change(base)
    with open_base(base) as kb:
        assert [hit.id for hit in kb.search("swans")] == found


def test_a_fact_that_goes_is_gone(base):
    with open_base(base) as kb:
        assert "one" in kb
    (base / "facts" / "one.yaml").unlink()
    with open_base(base) as kb:
        assert "one" not in kb


def test_an_edit_of_the_same_length_at_once_is_seen(base):
    for claim in [f"An example counted {number} ducks." for number in range(10, 25)]:
        # In place: size and inode stay, and the clock of files may not have moved.
        (base / "facts" / "one.yaml").write_text(json.dumps(fact("one", claim=claim)))
        with open_base(base) as kb:
            assert kb["one"].claim == claim


def test_what_was_saved_a_moment_ago_is_given_a_tick(base, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr("factbase.building.writer.TICK_S", 1000)
    monkeypatch.setattr("factbase.building.writer.time.sleep", slept.append)
    factbase.build(base)
    monkeypatch.setattr("factbase.building.writer.TICK_S", 0)
    factbase.build(base, full=True)
    assert slept == [1000]


BROKEN = {
    "torn": "claim: [",
    "empty": "",
    "no YAML at all": b"\xff\xfe\x00",
    "a fact without values": '{"id": "bad", "claim": "Nothing."}',
    "a source that is not there": '{"id": "bad", "claim": "It rained.", "kind": "event", "period": '
    '"2020", "topics": ["rain"], "sources": [{"ref": "nowhere"}]}',
    "an id used twice": '{"id": "one", "claim": "It rained.", "kind": "event", "period": "2020", '
    '"topics": ["rain"], "sources": [{"ref": "example"}]}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_one_bad_file_never_stops_search(base, content):
    make_base(base, {"facts/zz-bad.yaml": content}, source=False)
    with open_base(base) as kb:
        assert [one.id for one in kb] == ["one", "two"]
        assert {finding.location.path for finding in kb.skipped} == {"facts/zz-bad.yaml"}
        assert kb.search("people")
    with pytest.raises(InvalidFactsError) as caught:
        FactBase.open(base, strict=True)
    assert "facts/zz-bad.yaml:" in str(caught.value)
    assert not caught.value.report.ok


def test_a_name_that_is_no_text_does_not_stop_search(base):
    shutil.copy(base / "facts" / "one.yaml", os.fsencode(base) + b"/facts/bad-\xff.yaml")
    with open_base(base) as kb:
        assert [one.id for one in kb if one.id == "two"] == ["two"]
        assert len(kb) == 2


def test_an_earlier_id_leads_to_one_fact(tmp_path):
    facts = [
        fact("one", formerly=["old", "two"]),
        fact("two", formerly=["old"]),
        fact("three", formerly=["older"]),
    ]
    with open_base(write_base(tmp_path, facts)) as kb:
        resolved = {name: kb[name].id for name in ("one", "two", "three", "old", "older")}
    assert resolved == {
        "one": "one", "two": "two", "three": "three", "old": "one", "older": "three",
    }  # fmt: skip


def _foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def _other_version(path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    connection.commit()
    connection.close()


def _corrupt(path):
    with open(path, "r+b") as handle:
        handle.write(b"\xff" * 50)


def _truncated(path):
    os.truncate(path, os.path.getsize(path) // 2)


def _empty(path):
    os.truncate(path, 0)


def _hole(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * (size - 4096))


SPOILT = [_foreign, _other_version, _corrupt, _truncated, _empty, _hole]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_spoilt_index_is_built_anew_where_the_facts_are(base, spoil):
    factbase.build(base)
    if spoil is _foreign:
        os.unlink(db_of(base))
    spoil(db_of(base))
    with open_base(base) as kb:
        assert kb.db == db_of(base)
        assert len(kb.search("people")) == 2
    assert intact(db_of(base)) == "ok"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("notes of mine", id="text"),
        pytest.param(b"SQLite format 3\0" + b"\0" * 100, id="another's database"),
    ],
)
def test_nobody_elses_file_is_overwritten(base, tmp_path, content):
    path = tmp_path / "mine"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    before = path.read_bytes()
    for attempt in (lambda: factbase.build(base, path), lambda: FactBase.open(base, db=path)):
        with pytest.raises(IndexFileError, match="this is not a factbase index, and is left"):
            attempt()
    assert path.read_bytes() == before


def test_a_db_may_be_named(base, tmp_path):
    path = tmp_path / "deep" / "my.db"
    with open_base(base, db=path) as kb:
        assert kb.db == str(path)
        assert not kb.is_elsewhere
    with FactBase.open(path) as kb:
        assert len(kb) == 2
    assert not os.path.exists(db_of(base))


def test_a_folder_that_cannot_be_written(base, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (base / ".factbase").write_text("a file in the way")
    with open_base(base) as kb:
        assert kb.is_elsewhere
        assert kb.db == cache_db(Layout(str(base)))
        assert kb.db.startswith(str(tmp_path / "cache"))
        assert len(kb.search("people")) == 2
    before = os.stat(kb.db).st_ino
    with open_base(base) as kb:
        assert kb.is_elsewhere
    assert os.stat(kb.db).st_ino == before, "it was current, and is built again"


def test_a_current_index_in_a_read_only_folder_is_used(base, monkeypatch):
    factbase.build(base)

    def refuse(*_args, **_options):
        raise AssertionError("nothing was to be built")

    monkeypatch.setattr("factbase.building.build_index", refuse)
    with open_base(base) as kb:
        assert not kb.is_elsewhere


def test_nowhere_to_write_is_an_error_with_its_place(base, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (base / ".factbase").write_text("a file in the way")
    with pytest.raises(IndexFileError, match=r"index\.db: the index cannot be written: "):
        FactBase.open(base)


def test_a_dead_writers_journal_is_undone(base):
    factbase.build(base)
    die_in_a_transaction(db_of(base))
    with open_base(base) as kb:
        assert kb["one"].claim == fact("one")["claim"]
    assert not os.path.exists(f"{db_of(base)}-journal")
    assert intact(db_of(base)) == "ok"


def test_a_dead_writers_journal_does_not_spoil_a_new_index(base):
    factbase.build(base)
    die_in_a_transaction(db_of(base))
    write_base(base, [fact("one", claim="Now 12 swans.")])
    with open_base(base) as kb:
        assert [hit.id for hit in kb.search("swans")] == ["one"]
    assert intact(db_of(base)) == "ok"


def test_a_log_that_a_tool_left_does_not_spoil_a_new_index(base):
    factbase.build(base)
    tool = sqlite3.connect(db_of(base))
    tool.execute("PRAGMA journal_mode = WAL")
    tool.execute("CREATE TABLE looked (x)")
    tool.commit()
    write_base(base, [fact("one", claim="Now 12 swans.")])
    with open_base(base) as kb:
        assert [hit.id for hit in kb.search("swans")] == ["one"]
    tool.close()
    assert intact(db_of(base)) == "ok"
    with open_base(base) as kb:
        assert [hit.id for hit in kb.search("swans")] == ["one"]


def test_what_the_base_adds_is_kept(tmp_path):
    base = write_base(
        tmp_path,
        [fact("one", topics=["birds"], values=[value(unit="furlongs")])],
        topics="birds: {label: Birds, broader: animals}\nanimals: {label: Animals}\n",
        units="furlongs: {dimension: length, plural: furlongs, factor: 201.168}\n",
    )
    factbase.build(base)
    connection = sqlite3.connect(db_of(base))
    assert connection.execute("SELECT slug, broader FROM topics ORDER BY 1").fetchall() == [
        ("animals", None),
        ("birds", "animals"),
    ]
    assert [row[0] for row in connection.execute("SELECT symbol FROM units")] == ["furlongs"]
    connection.close()
    with open_base(base) as kb:
        model = kb["one"].to_model()
        assert (model.values[0].unit, model.topics) == ("furlongs", ("birds",))


def test_values_in_numbers(tmp_path):
    values = [
        value(value=None, more_than="1 in 4", unit=None, measure="a share"),
        value(value=None, range=[3, 6], unit="times", measure="a ratio"),
        value(value="3.70", unit="percent", measure="a percentage"),
    ]
    values[2]["value"] = 3.7
    base = write_base(tmp_path, [fact("one", values=values)])
    factbase.build(base)
    connection = sqlite3.connect(db_of(base))
    rows = connection.execute(
        "SELECT measure, comparator, written, lo, hi, lo_open, hi_open, unit, stat, text "
        "FROM fact_values"
    ).fetchall()
    connection.close()
    assert rows == [
        ("a share", ">", "1 in 4", 0.25, None, 1, 0, None, "share", "more than 1 in 4"),
        ("a ratio", "..", "3..6", 3.0, 6.0, 0, 0, "times", "ratio", "3 to 6 times"),
        ("a percentage", "=", "3.7", 3.7, 3.7, 0, 0, "percent", "share", "3.7 percent"),
    ]


def test_the_index_names_its_version_and_base(base):
    factbase.build(base)
    connection = sqlite3.connect(db_of(base))
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    connection.close()
    assert (meta["version"], meta["factbase"], meta["root"]) == (
        INDEX_VERSION,
        factbase.__version__,
        str(base),
    )


def test_a_broken_unit_does_not_stop_the_rest(tmp_path):
    facts = [fact("one", values=[value(unit="furlongs")]), fact("two")]
    with open_base(write_base(tmp_path, facts, units="furlongs: [\n")) as kb:
        assert [one.id for one in kb] == ["two"]
        assert {finding.location.path for finding in kb.skipped} == {
            "facts/one.yaml",
            "schemas/units.yaml",
        }


def test_the_shipped_base_is_whole(tmp_path):
    result = factbase.build(ROOT, tmp_path / "index.db")
    assert result.skipped == ()
    assert intact(tmp_path / "index.db") == "ok"


def test_a_varied_base_is_whole(tmp_path):
    result = factbase.build(varied_base(tmp_path))
    assert result.skipped == ()
