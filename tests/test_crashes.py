"""Writers die or work at once while readers read, who see the old index or the new one."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

import factbase
from factbase import FactBase
from tests.crashes import (
    CLAIMS,
    FACTS,
    Readers,
    build_often,
    db_of,
    die_in_a_transaction,
    flip,
    intact,
    search_often,
    states,
)
from tests.readers import ROOT, write_base

KILLS = int(os.environ.get("FACTBASE_KILLS", "20"))
"""How many writers are killed; the documented run has 200."""


@pytest.mark.slow
def test_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path):
    base = write_base(tmp_path, [])
    flip(base, 0)
    factbase.build(base)
    script = f"from tests.crashes import keep_writing; keep_writing({str(base)!r})"
    dice = random.Random(20261122)  # noqa: S311
    journals = drafts = 0
    with Readers(db_of(base)) as readers:
        for turn in range(KILLS):
            writer = subprocess.Popen(
                [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0, 0.2))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
            left = set(os.listdir(base / ".factbase"))
            journals += "index.db-journal" in left
            drafts += "index.db.new" in left
            with FactBase.open(db_of(base)) as kb:
                assert Readers.claims(kb) in states()
            assert intact(db_of(base)) == "ok"
            # Half of the files may say one thing, half the other; the writer was killed in them.
            flip(base, turn)
            with FactBase.open(base) as kb:
                assert Readers.claims(kb) == (FACTS, CLAIMS[turn % 2])
    told = f"{KILLS} killed, {journals} left a journal, {drafts} a draft; {readers.reads} reads"
    sys.stdout.write(f"{told}\n")
    assert readers.errors == []
    assert readers.seen <= states()
    # What the last victim had begun is overwritten by the next build.
    assert set(os.listdir(base / ".factbase")) <= {"index.db", "index.lock", "index.db.new"}


def test_a_reader_has_a_dead_writers_journal_undone(tmp_path):
    base = write_base(tmp_path, [])
    flip(base, 0)
    factbase.build(base)
    with FactBase.open(db_of(base)) as kb:
        assert Readers.claims(kb) == (FACTS, CLAIMS[0])
        die_in_a_transaction(db_of(base))
        assert os.path.getsize(f"{db_of(base)}-journal") > 0
        assert Readers.claims(kb) == (FACTS, CLAIMS[0])
    assert not os.path.exists(f"{db_of(base)}-journal")
    die_in_a_transaction(db_of(base))
    with FactBase.open(db_of(base)) as kb:
        assert Readers.claims(kb) == (FACTS, CLAIMS[0])


@pytest.mark.slow
def test_readers_see_the_old_or_the_new_while_builds_run(tmp_path):
    base = write_base(tmp_path, [])
    flip(base, 0)
    factbase.build(base)
    with Readers(db_of(base)) as readers:
        for turn in range(1, 16):
            flip(base, turn)
            factbase.build(base, full=turn % 3 == 0)
            with FactBase.open(db_of(base)) as kb:
                assert Readers.claims(kb) == (FACTS, CLAIMS[turn % 2])
    assert readers.errors == []
    assert readers.seen == states()


@pytest.mark.slow
def test_two_processes_build_and_ten_search(tmp_path):
    base = write_base(tmp_path, [])
    flip(base, 0)
    factbase.build(base)
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    builders = [context.Process(target=build_often, args=(str(base), told)) for _ in range(2)]
    searchers = [context.Process(target=search_often, args=(str(base), told)) for _ in range(10)]
    for process in (*builders, *searchers):
        process.start()
    answers = [told.get(timeout=120) for _ in (*builders, *searchers)]
    for process in (*builders, *searchers):
        process.join()
    assert answers == ["well"] * 12
    assert intact(db_of(base)) == "ok"
