"""What the rule on near-duplicates takes for one claim: measured, and word by word."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from factbase.rules.paraphrase import Reader, stem
from factbase.rules.synonyms import SAME

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "duplicates.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("duplicates_benchmark", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_planted_paraphrases_are_found_and_little_else(benchmark):
    """The bars of the benchmark, on fewer facts of fewer places."""
    benchmark.PLACES = 12
    chance = random.Random(11)  # noqa: S311
    facts = benchmark.make_facts(2000, chance)
    copies = benchmark.plant(facts, 200, chance)
    pairs, _ = benchmark.told_pairs(benchmark.corpus_of([*facts, *(one[0] for one in copies)]))
    wanted = {frozenset((copy["id"], original)) for copy, original, _ in copies}
    assert len(pairs & wanted) >= 190
    assert len(pairs - wanted) <= 2


def test_pairs_written_by_hand_are_judged_as_well_as_before(benchmark, monkeypatch):
    """No bar of the design: what was reached, so that a change of words does not lose it."""
    monkeypatch.setattr(sys, "argv", ["duplicates"])
    counted = benchmark.judge_written()
    found = [counted[which, "same"] for which in ("first", "second")]
    false = [counted[which, "different"] for which in ("first", "second")]
    assert sum(hits for hits, _ in found) >= 0.7 * sum(total for _, total in found)
    assert sum(hits for hits, _ in false) <= 0.1 * sum(total for _, total in false)


def test_no_word_has_two_meanings():
    lines = [{stem(word) for word in line.split()} for line in SAME.splitlines()]
    twice = [
        word
        for word, count in Counter(word for line in lines for word in line).items()
        if count > 1
    ]
    assert twice == []


def likeness(one, other):
    reader = Reader()
    first, second = reader.read(one), reader.read(other)
    return reader.likeness(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Women bought the houses.", "The homes were purchased by women.", id="voice"),
        pytest.param(
            "Migrants live in cities.", "Foreign-born people reside in towns.", id="words"
        ),
        pytest.param("They lacked a car.", "They had no car.", id="denied twice"),
        pytest.param("Unauthorized workers.", "Workers without authorization.", id="un-"),
        pytest.param("Peasants planted beans.", "Peasants plnted beans.", id="a slip"),
        pytest.param("Rice, according to the ministry.", "According to a report, rice.", id="who"),
        pytest.param("The U.S.\u2019s army", "the army of the United States", id="initials"),
    ],
)
def test_one_meaning(one, other):
    assert likeness(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Men in rural homes smoke.", "Men in urban homes smoke.", id="opposites"),
        pytest.param("They own a car.", "They own no car.", id="denied"),
        pytest.param("The employed smoke.", "The unemployed smoke.", id="un-"),
        pytest.param("Guests from Mexico came.", "Guests from Peru came.", id="names"),
        pytest.param("Pupils of grade 4 read.", "Pupils of grade 8 read.", id="numbers"),
    ],
)
def test_another_meaning(one, other):
    assert likeness(one, other) == 0
