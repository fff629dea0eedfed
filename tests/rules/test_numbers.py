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
