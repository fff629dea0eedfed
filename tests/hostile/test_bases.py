"""What only shows between files: ids, claims and file names that are there twice, circles, masses.

The numbers of the cases are those of the list of hostile inputs.
"""

from __future__ import annotations

import collections
import cProfile
import pstats

import pytest

from factbase.corpus import read_corpus
from factbase.layout import Layout
from factbase.rules.all_rules import ALL_RULES
from tests.bases import FACT, SOURCE, TODAY, findings, make_base

SECOND = FACT.replace("example-fact", "second-fact")


def told(found):
    return [(one.location.path, one.code) for one in found]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"facts/example-fact.yaml": FACT, "facts/z/example-fact.yaml": FACT},
            [("facts/z/example-fact.yaml", "FB401"), ("facts/z/example-fact.yaml", "FB403")],
            id="46 same id in two files",
        ),
        pytest.param(
            {
                "facts/example-fact.yaml": FACT,
                "facts/Example-fact.yaml": FACT.replace("id: e", "id: E"),
            },
            [("facts/Example-fact.yaml", "FB205"), ("facts/example-fact.yaml", "FB404")],
            id="46 ids that differ only in case",
        ),
        pytest.param(
            {"facts/example-fact.yaml": FACT, "facts/second-fact.yaml": SECOND},
            [("facts/second-fact.yaml", "FB403")],
            id="46 same claim and source twice",
        ),
        pytest.param(
            {"facts/a.yaml": "facts: []", "facts/A.yaml": "facts: []"},
            [("facts/a.yaml", "FB404")],
            id="52 A and a",
        ),
        pytest.param(
            {"facts/\u00c9.yaml": "facts: []", "facts/E\u0301.yaml": "facts: []"},
            [("facts/\u00c9.yaml", "FB404")],
            id="52 É NFC and NFD",
        ),
        pytest.param(
            {"facts/\u00c9.yaml": "facts: []", "facts/e\u0301.yaml": "facts: []"},
            [("facts/\u00c9.yaml", "FB404")],
            id="52 É NFC and é NFD",
        ),
        pytest.param(
            {"facts/stra\u00dfe.yaml": "facts: []", "facts/STRASSE.yaml": "facts: []"},
            [("facts/stra\u00dfe.yaml", "FB404")],
            id="52 a sharp s",
        ),
        pytest.param({"facts/NUL.yaml": "facts: []"}, [("facts/NUL.yaml", "FB404")], id="52 NUL"),
        pytest.param(
            {"facts/com1.x.yaml": "facts: []"}, [("facts/com1.x.yaml", "FB404")], id="52 COM1"
        ),
        pytest.param(
            {"facts/a\n::error.yaml": "facts: []"},
            [("facts/a\n::error.yaml", "FB404")],
            id="52 newline",
        ),
        pytest.param(
            {"facts/a.yaml.": "facts: []"},
            [("facts/a.yaml.", "FB402"), ("facts/a.yaml.", "FB404")],
            id="52 a dot at the end",
        ),
        pytest.param(
            {"facts/a.yaml ": "facts: []"},
            [("facts/a.yaml ", "FB402"), ("facts/a.yaml ", "FB404")],
            id="52 a space at the end",
        ),
        pytest.param(
            {"facts/example-fact.YAML": FACT},
            [("facts/example-fact.YAML", "FB402")],
            id="52 an ending in capitals is read",
        ),
        pytest.param(
            {"facts/example-fact.yaml.txt": FACT},
            [("facts/example-fact.yaml.txt", "FB402")],
            id="52 what an editor makes of the ending is read",
        ),
    ],
)
def test_what_is_there_twice_is_told_and_nothing_is_left_unread(files, expected, tmp_path):
    base = make_base(tmp_path, files, source=any("ref: " in text for text in files.values()))
    assert told(findings(base, rules=ALL_RULES)) == expected


def test_a_reference_is_checked_beside_another_fault(tmp_path):
    """A fault of one field hides no other; a source with a fault is there."""
    broken = FACT.replace("period: 2020", "period: soon").replace("ref: example", "ref: exampel")
    source = SOURCE.replace("issued: 2021", "issued: soon")
    base = make_base(
        tmp_path,
        {
            "facts/example-fact.yaml": broken,
            "facts/second-fact.yaml": SECOND,
            "facts/sources/example.yaml": source,
        },
    )
    assert told(findings(base, rules=ALL_RULES)) == [
        ("facts/example-fact.yaml", "FB207"),
        ("facts/example-fact.yaml", "FB405"),
        ("facts/sources/example.yaml", "FB207"),
    ]


MASSES = {
    "one claim": lambda number: FACT.replace("example-fact", f"fact-{number}"),
    "one number": lambda number: FACT.replace("example-fact", f"fact-{number}").replace(
        "An example", f"Thing number{number}x of the kind{number % 7}y"
    ),
    "other numbers": lambda number: FACT.replace("example-fact", f"fact-{number}").replace(
        "12", str(number)
    ),
    "one lost source": lambda number: FACT.replace("example-fact", f"fact-{number}").replace(
        "ref: example", "ref: exampel"
    ),
    "each supersedes all": lambda number: (
        FACT.replace("example-fact", f"fact-{number}")
        + "supersedes: ["
        + ", ".join(f"fact-{other}" for other in range(max(0, number - 20), number + 1))
        + "]\n"
    ),
}


def calls(folder, make, count):
    """Return how many calls each rule makes on *count* facts."""
    files = {f"facts/fact-{number}.yaml": make(number) for number in range(count)}
    corpus = read_corpus(Layout(str(make_base(folder, files))))
    assert len(corpus.facts) == count
    made = {}
    for rule in ALL_RULES:
        profile = cProfile.Profile()
        profile.runcall(collections.deque, rule.check(corpus, today=TODAY))
        made[rule.code] = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return made


@pytest.mark.slow
@pytest.mark.parametrize("mass", MASSES)
def test_no_rule_compares_every_fact_with_every_other(mass, tmp_path):
    """53: four times the facts are about four times the work for each rule, not sixteen times."""
    few = calls(tmp_path / "few", MASSES[mass], 500)
    many = calls(tmp_path / "many", MASSES[mass], 2000)
    assert {code: count for code, count in many.items() if count > 9 * few[code] + 1000} == {}
