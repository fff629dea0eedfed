"""A thousand facts are read without waste: nothing is done twice, no place is asked for."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from benchmarks import generator
from factbase.corpus import read_corpus
from factbase.layout import Layout

COUNT = 1000


@pytest.mark.slow
def test_a_thousand_facts_are_each_read_once(tmp_path):
    files = generator.base(COUNT)
    generator.write(files, str(tmp_path))
    read = [path for path in files if path.endswith(".yaml")]  # the list of topics too
    profile = cProfile.Profile()
    corpus = profile.runcall(read_corpus, Layout(str(tmp_path)))
    assert len(corpus.facts) == COUNT
    assert corpus.findings == []
    calls = {
        f"{file.rsplit('/', 1)[-1]}:{name}": row[1]
        for (file, _line, name), row in pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]  # the stubs leave it out
    }
    assert calls["reading.py:read_yaml"] == len(read)
    assert calls["composing.py:compose"] == len(read)
    # Places are looked up for findings only, and for the listed topics.
    assert calls.get("reading.py:locate", 0) <= len(generator.TOPICS)
