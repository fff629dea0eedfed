"""Figures on a base, for people and programs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

from tests.readers import ROOT, fact, open_base, use, varied_base, write_base


def test_figures_on_a_base(tmp_path):
    with open_base(varied_base(tmp_path)) as kb:
        stats = kb.stats()
        found = stats.to_dict()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.pop("built"))
        assert found.pop("bytes") == os.path.getsize(kb.db)
        assert found.pop("db") == kb.db
        assert found.pop("version")
        assert found.pop("factbase")
        statuses = dict.fromkeys(found["statuses"], 0)
        grades = dict.fromkeys(found["grades"], 0)
        for one in kb:
            statuses[one.status] += 1
            grades[one.grade] += 1
    assert found == {
        "facts": 17,
        "values": 16,
        "sources": 3,
        "skipped": 0,
        "grades": grades,
        "statuses": statuses,
        "kinds": {"statistic": 16, "event": 1, "law": 0, "assessment": 0},
        "topics": {"animals": 16, "birds": 13, "example": 1},
        "read": {"1": 16, "2": 16, "5": 16, "never": 1},
        "stale": 1,
        "first_year": 2010,
        "last_year": 2023,
        "open_periods": 1,
    }


def test_how_long_ago_facts_were_read(tmp_path):
    days = {"a": "2025-11-22", "b": "2025-11-21", "c": "2024-11-22", "d": "2021-11-21", "e": None}
    facts = [
        fact(name, sources=[use(read=day, original="self" if day else None)])
        for name, day in days.items()
    ]
    with open_base(write_base(tmp_path, facts)) as kb:
        assert kb.stats().read == {"1": 1, "2": 3, "5": 3, "never": 1}


def test_an_empty_base(tmp_path):
    with open_base(write_base(tmp_path, [])) as kb:
        stats = kb.stats()
    assert (stats.facts, stats.first_year, stats.last_year, stats.topics) == (0, None, None, {})


def stats(base, *options):
    return subprocess.run(
        [sys.executable, "-m", "factbase", "stats", "--facts", str(base), *options],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip


def test_the_command(tmp_path):
    base = write_base(tmp_path, [fact("one"), fact("two", topics=["rain", "example"])])
    told = stats(base).splitlines()
    assert told[:7] == [
        "facts      2",
        "values     2",
        "sources    1",
        "grades     2 primary",
        "status     2 current",
        "kinds      2 statistic",
        "topics     example 2, rain 1",
    ]
    assert told[8] == "periods    2020 to 2020"
    answer = json.loads(stats(base, "--json"))
    with open_base(base) as kb:
        assert answer == {"schema_version": 1, **kb.stats().to_dict()}
