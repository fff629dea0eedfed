"""What the rule on near-duplicates takes for one claim: measured, and word by word."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from decimal import Decimal
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
    found = [pair for (_, kind), pair in counted.items() if kind == "same"]
    false = [pair for (_, kind), pair in counted.items() if kind == "different"]
    assert sum(hits for hits, _ in found) >= 0.85 * sum(total for _, total in found)
    assert sum(hits for hits, _ in false) <= 0.16 * sum(total for _, total in false)


def test_facts_of_one_sentence_are_told_apart(benchmark, capsys):
    """Where a thousand shares stand in one sentence, many are equal by accident."""
    assert benchmark.judge_one_template(3000, 100, 3), capsys.readouterr().out


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
        pytest.param("Forty-six nurses died.", "Nurses dying.", id="in letters"),
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


def test_sentences_built_alike_contrast_what_they_replace():
    alike = likeness("Nurses bought bread in towns.", "Nurses bought milk in towns.")
    anew = likeness("Nurses bought bread in towns.", "Milk was bought by the towns' own nurses.")
    assert alike < anew


def test_a_rare_word_for_a_usual_one_is_a_synonym():
    reader = Reader()
    for number in range(1000):
        reader.read(f"Nurses bought {('bread', 'milk')[number % 2]} in towns.")
    one = reader.read("Nurses bought bread in towns.")
    rare = reader.read("Nurses bought loaves in towns.")
    usual = reader.read("Nurses bought milk in towns.")
    assert reader.likeness(one, rare) > reader.likeness(one, usual)


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        pytest.param("one in four", True, id="letters"),
        pytest.param("5 out of 20", True, id="digits"),
        pytest.param("one in five", False, id="another"),
    ],
)
def test_a_ratio_may_say_what_a_percentage_says(text, is_known):
    read = Reader().read(f"Of all girls {text} smoked.", known={Decimal(25)})
    assert (not read.numbers) == is_known
