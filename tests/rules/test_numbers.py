"""What a finding on numbers tells: the remedy that fits the slip, once."""

from __future__ import annotations

import pytest

from factbase.rules.all_rules import ALL_RULES
from tests.bases import findings, make_base

FACT = """\
id: example-fact
claim: {claim}
topics: [example]
period: 2020
values:
  - {{{value}}}
sources:
  - {{ref: example, at: p. 3, quote: "{quote}", read: 2026-11-20, original: self}}
"""


def told(tmp_path, claim, value, quote=None):
    text = FACT.format(claim=claim, value=value, quote=quote or claim)
    found = findings(make_base(tmp_path, {"facts/example-fact.yaml": text}), rules=ALL_RULES)
    return [(one.code, one.message, one.hint) for one in found]


@pytest.mark.parametrize(
    ("claim", "value", "hint"),
    [
        pytest.param(
            "More than 46,000 people came.",
            "measure: people, value: 46000, unit: people",
            "the {} says 'more than 46,000 people': write 'more_than: 46000' if that is meant",
            id="another comparator",
        ),
        pytest.param(
            "In 2011 people came.",
            "measure: people, value: 2011, unit: people",
            "'2011' reads like a year; write 2,011 for a count",
            id="a year",
        ),
        pytest.param(
            "People came.",
            "measure: people, value: 12, unit: people",
            "the {} holds no number that could be it",
            id="no number",
        ),
        pytest.param(
            "46,000 people came.",
            "measure: people, value: 64000, unit: people",
            "the {} says '46,000': 64,000 does not round to 46,000",
            id="digits swapped",
        ),
    ],
)
def test_claim_and_quote_say_what_to_write(tmp_path, claim, value, hint):
    found = told(tmp_path, claim, value)
    assert [(code, remedy) for code, _, remedy in found] == [
        ("FB305", hint.format("claim")),
        ("FB306", hint.format("quote")),
    ]


def test_a_number_beside_the_slip_is_told_too(tmp_path):
    claim = "More than 64,000 people came with 12 dogs."
    found = told(tmp_path, claim, "measure: people, more_than: 46000, unit: people")
    assert [(code, message) for code, message, _ in found] == [
        ("FB305", "'12' of the claim is in no value"),
        ("FB305", "the claim does not say more than 46,000 people"),
        ("FB306", "no quote says more than 46,000 people"),
    ]


def test_a_number_in_a_name_is_no_statement(tmp_path):
    claim = "In the 100 Women, 100 Miles March of September 2020, 99 women walked for six days."
    value = "measure: women who walked for six days, value: 99, unit: people"
    assert told(tmp_path, claim, value) == []


def codes(tmp_path, claim, *values):
    lines = "\n".join(f"  - {{{value}}}" for value in values)
    text = FACT.format(claim=claim, value="X", quote="").replace("  - {X}", lines)
    text = text.replace('quote: "", ', "")
    found = findings(make_base(tmp_path, {"facts/example-fact.yaml": text}), rules=ALL_RULES)
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        pytest.param("value: 104", "value: 104", [], id="as large"),
        pytest.param("value: 104", "value: 105", ["FB307"], id="larger"),
        pytest.param("more_than: 104", "value: 105", [], id="a whole without an upper bound"),
        pytest.param("value: 104", "at_most: 105", [], id="a part without a lower bound"),
        pytest.param("less_than: 104", "value: 104", ["FB307"], id="an open bound"),
        pytest.param("value: 104", "more_than: 104", ["FB307"], id="open from below"),
        pytest.param("about: 46000", "value: 46486", [], id="within what about means"),
        pytest.param(
            "per: month, value: 104", "per: year, value: 105", [], id="counted over other times"
        ),
    ],
)
def test_a_part_and_its_whole(tmp_path, whole, part, expected):
    both = (
        f"id: all, measure: people, {whole}, unit: people",
        f"measure: old people, {part}, unit: people, part_of: all",
    )
    found = codes(tmp_path, "104, 105, 46,000 and 46,486 people.", *both)
    assert [code for code in found if code == "FB307"] == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        pytest.param("value: 33.3, unit: percent", [], id="rounded"),
        pytest.param("value: 33.4, unit: percent", ["FB310"], id="wrong digit"),
        pytest.param("more_than: 32, unit: percent", [], id="a bound that holds"),
        pytest.param("less_than: 33, unit: percent", ["FB310"], id="a bound that does not"),
        pytest.param("range: [30, 40], unit: percent", [], id="inside a range"),
        pytest.param("range: [34, 40], unit: percent", ["FB310"], id="outside a range"),
    ],
)
def test_a_sum_and_its_result(tmp_path, result, expected):
    values = (
        "id: one, measure: one, value: 1, unit: people",
        "id: all, measure: all, value: 3, unit: people",
        f"measure: share, {result}, calculated: one / all * 100",
    )
    assert [code for code in codes(tmp_path, "One.", *values) if code == "FB310"] == expected


def test_what_goes_into_a_sum_must_not_contradict_the_claim(tmp_path):
    values = (
        "id: women, measure: women, value: 40, unit: people",
        "id: men, measure: men, value: 60, unit: people",
        "measure: all, value: 100, unit: people, calculated: women + men",
    )
    assert codes(tmp_path, "There were 100 people.", *values) == []
    assert codes(tmp_path, "There were 90 women and 60 men among 100.", *values) == ["FB305"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("value: 250, unit: percent", ["FB304"], id="a share"),
        pytest.param("value: 250, unit: percent, stat: mean", ["FB304"], id="a mean share"),
        pytest.param("value: 250, unit: percent, stat: change", [], id="a change"),
        pytest.param("value: -5, unit: people, stat: mean", ["FB304"], id="below nothing"),
        pytest.param("range: [99, 101], unit: percent", ["FB304"], id="an end of a range"),
        pytest.param("value: 1 in 4", [], id="in words"),
    ],
)
def test_the_bounds_of_a_unit(tmp_path, value, expected):
    found = codes(tmp_path, "250, 5.", f"measure: things, {value}")
    assert [code for code in found if code == "FB304"] == expected
