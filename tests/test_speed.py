"""A thousand facts are read without waste: nothing is done twice, no place is asked for."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from factbase.corpus import read_corpus
from factbase.layout import Layout
from tests.bases import made_facts, make_base

COUNT = 1000


@pytest.mark.slow
def test_a_thousand_facts_are_each_read_once(tmp_path):
    make_base(tmp_path, made_facts(COUNT))
    profile = cProfile.Profile()
    corpus = profile.runcall(read_corpus, Layout(str(tmp_path)))
    assert len(corpus.facts) == COUNT
    assert corpus.findings == []
    calls = {
        f"{file.rsplit('/', 1)[-1]}:{name}": row[1]
        for (file, _line, name), row in pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]  # the stubs leave it out
    }
    assert calls["reading.py:read_yaml"] == COUNT + 1
    assert calls["composing.py:compose"] == COUNT + 1
    # Places are looked up for findings only.
    assert "reading.py:locate" not in calls
