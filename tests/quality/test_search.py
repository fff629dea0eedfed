"""The search finds what the query set asks for, no worse than scores.toml says."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from factbase import FactBase
from tests.quality.distractors import ROOT, write_base
from tests.quality.pasted import claims_first, paste, prose
from tests.quality.queries import Query, read_queries
from tests.quality.scoring import (
    FILE,
    LIMIT,
    Found,
    Score,
    ask,
    ndcg,
    rank,
    read_scores,
    score_all,
)
from tests.quality.tables import DATA

needs_tables = pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data to make facts of")


def searching(kb):
    return lambda text: [Found(hit.id, hit.score) for hit in kb.search(text, limit=LIMIT)]


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    with FactBase.open(write_base(tmp_path_factory.mktemp("quality"))) as kb:
        assert not kb.skipped
        yield searching(kb)


@needs_tables
@pytest.mark.slow
def test_no_score_falls(search):
    before, now = read_scores(), score_all(ask(search, read_queries()))
    assert list(now) == list(before)
    assert {kind: worse for kind in now if (worse := now[kind].worse_than(before[kind]))} == {}


@needs_tables
@pytest.mark.slow
def test_pasted_claims_find_themselves_first(search):
    count, missed = claims_first(search)
    assert len(missed) <= 0.01 * count, missed


@needs_tables
@pytest.mark.slow
def test_pasted_prose_gets_an_answer_and_no_error(search):
    pasted = paste(search, prose())
    assert pasted.errors == 0
    assert pasted.share >= 0.99


def test_pasted_claims_find_themselves_first_among_the_shipped_facts(tmp_path):
    with FactBase.open(ROOT / "facts", db=tmp_path / "index.db") as kb:
        count, missed = claims_first(searching(kb))
    assert count > 0
    assert missed == []


def test_scores_cover_the_query_set():
    queries = read_queries()
    scores = read_scores()
    assert set(scores) == {"all", *(query.kind for query in queries)}
    for kind, score in scores.items():
        asked = [one for one in queries if (one.facts if kind == "all" else one.kind == kind)]
        assert score.queries == len(asked)


def test_scores_change_in_a_commit_that_changes_nothing_else():
    for commit in _commits(f"tests/quality/{FILE.name}"):
        command = ["git", "diff-tree", "--root", "--no-commit-id", "--name-only", "-r", commit]
        assert _git(command) == [f"tests/quality/{FILE.name}"], commit


def _commits(path):
    """Return the commits that changed *path*, as far as Git is there and knows them."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no Git history here")
    if _git(["git", "rev-parse", "--is-shallow-repository"]) != ["false"]:
        pytest.skip("only a part of the Git history is here")
    return _git(["git", "log", "--no-merges", "--format=%H", "--", path])


def _git(command):
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return answer.stdout.split()


ASKED = Query("years", "population", ("b", "d"), "")


@pytest.mark.parametrize(
    ("ids", "first", "gain"),
    [("bd", 1, 1.0), ("db", 1, 1.0), ("ab", 2, 0.387), ("acb", 3, 0.307), ("ac", 0, 0.0)],
)
def test_ranks_and_gains(ids, first, gain):
    found = [Found(one, 1.0) for one in ids]
    assert rank(ASKED, found) == first
    assert ndcg(ASKED, found) == pytest.approx(gain, abs=0.001)


def test_scores_are_counted_by_class():
    absent = Query("absent", "hospital beds", (), "")
    low = Query("absent", "left-handed people", (), "")
    answers = {
        ASKED: [Found("a", 0.9), Found("b", 0.8)],
        absent: [Found("a", 0.2), Found("b", 0.5)],
        low: [Found("a", 0.49)],
    }
    assert score_all(answers) == {
        "all": Score(1, first=0, mrr=0.5, ndcg=0.3869),
        "years": Score(1, first=0, mrr=0.5, ndcg=0.3869),
        "absent": Score(2, high=1),
    }


def test_what_fell_is_named():
    before = Score(30, first=20, mrr=0.8, ndcg=0.75, high=2)
    assert Score(30, first=21, mrr=0.8, ndcg=0.75, high=1).worse_than(before) == []
    worse = Score(30, first=19, mrr=0.81, ndcg=0.74, high=3).worse_than(before)
    assert worse == ["first 19 < 20", "ndcg 0.74 < 0.75", "high 3 > 2"]
