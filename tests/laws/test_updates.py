"""After any edits an updated index holds what a whole build would make, table by table."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factbase
from factbase.building.update import Update
from factbase.index.tables import FACT_TABLES, FTS, TABLES
from tests.readers import fact, source, use, value, write_base

EXAMPLES = int(os.environ.get("FACTBASE_EXAMPLES", "100"))
"""So many longer chains of edits are tried; 1,500 take some eight minutes."""

FACT_IDS = ("ducks", "geese", "swans", "teals")
OLD_IDS = ("mallards", "ganders", *FACT_IDS)
SOURCE_IDS = ("example", "lake", "pond")
PATHS = (
    "facts/a.yaml",
    "facts/b.yaml",
    "facts/deep/a.yaml",
    "facts/sources/s.yaml",
    "facts/z.yaml",
)
UNTOLD = ("built", "fingerprint")
"""What tells when an index was written, and the file system's own notes."""

few_old_ids = st.lists(st.sampled_from(OLD_IDS), max_size=2, unique=True)
originals = st.sampled_from(["self", "lost", "none", "lake", {"ref": "pond"}, {"ref": "nowhere"}])


@st.composite
def facts(draw):
    fact_id = draw(st.sampled_from(FACT_IDS))
    count = draw(st.integers(1, 4))
    return fact(
        fact_id,
        claim=draw(st.sampled_from([f"In 2019, {count} {fact_id} were counted.", "It rained."])),
        topics=draw(st.sampled_from([["birds"], ["example", "rain"]])),
        values=[value(value=count, measure=f"{fact_id} counted")],
        supersedes=draw(few_old_ids) or None,
        disputes=draw(few_old_ids) or None,
        formerly=draw(few_old_ids) or None,
        retracted=draw(st.sampled_from([None, None, {"on": "2026-01-02", "why": "Wrong."}])),
        sources=[use(draw(st.sampled_from(SOURCE_IDS)), original=draw(originals))],
    )


sources = st.builds(
    lambda ref, title, issued: source(ref, title=title, issued=issued),
    st.sampled_from(SOURCE_IDS),
    st.sampled_from(["The Lake", "The Pond"]),
    st.sampled_from([2019, "2020-05-01"]),
)
many = st.builds(
    lambda found, works: {"facts": found, "sources": works},
    st.lists(facts(), max_size=3),
    st.lists(sources, max_size=2),
)
contents = st.one_of(facts(), sources, many).map(json.dumps) | st.sampled_from(["claim: [", ""])
vocabularies = st.sampled_from(
    ["birds: {label: Birds}\nexample: {}\nrain: {}\n", "birds: {broader: rain}\nrain: {}\n"]
)
edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), contents),
    st.tuples(st.just("delete"), st.sampled_from(PATHS), st.none()),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("touch"), st.sampled_from(PATHS), st.none()),
    st.tuples(st.just("write"), st.just("schemas/topics.yaml"), vocabularies),
)


def make(folder, edit):
    what, path, other = edit
    target = folder / path
    if what == "write":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(other)
    elif target.exists() and what == "delete":
        target.unlink()
    elif target.exists() and what == "move":
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        target.rename(folder / other)
    elif target.exists():
        os.utime(target)


def held(db):
    """Return what an index holds, facts by their ids, for their numbers say nothing."""
    connection = sqlite3.connect(db)
    try:
        connection.execute(f"INSERT INTO {FTS}({FTS}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        connection.rollback()
        ids = dict(connection.execute("SELECT number, id FROM facts"))
        found = {}
        for table in TABLES:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            if table in FACT_TABLES:
                rows = [(ids[row[0]], *row[1:]) for row in rows]
            found[table] = sorted(rows, key=repr)
        found["meta"] = [row for row in found["meta"] if row[0] not in UNTOLD]
        return found
    finally:
        connection.close()


def check(folder, steps):
    """Prove that the index is that of a whole build after each of *steps*, lists of edits."""
    updated, whole = folder / "updated.db", folder / "whole.db"
    factbase.build(folder, updated)
    for step in steps:
        for edit in step:
            make(folder, edit)
        told = factbase.build(folder, updated)
        full = factbase.build(folder, whole, full=True)
        assert held(updated) == held(whole)
        assert sorted(told.skipped, key=repr) == sorted(full.skipped, key=repr)
        assert (told.facts, told.sources) == (full.facts, full.sources)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=5))
def test_an_updated_index_is_that_of_a_whole_build(steps):
    folder = Path(tempfile.mkdtemp())
    try:
        check(write_base(folder, [fact("ducks"), fact("other")]), steps)
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
@settings(deadline=None, max_examples=EXAMPLES)
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=8))
def test_an_updated_index_is_that_of_a_whole_build_many_times(steps):
    folder = Path(tempfile.mkdtemp())
    try:
        check(write_base(folder, [fact("ducks"), fact("other")]), steps)
    finally:
        shutil.rmtree(folder)


def test_the_law_is_about_updates(tmp_path, monkeypatch):
    """Prove that the edits above are not simply answered by whole builds."""
    runs = []
    run = Update.run

    def counted(update, fingerprint):
        runs.append(1)
        return run(update, fingerprint)

    monkeypatch.setattr(Update, "run", counted)
    check(write_base(tmp_path, [fact("ducks")]), [[("write", "facts/a.yaml", "claim: [")]])
    assert runs == [1]
