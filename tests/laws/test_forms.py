"""What is parsed and written again is the same: dates, numbers, whole facts."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbase.dates import DateError, parse_date, parse_period
from factbase.model.fact import Fact
from factbase.quantity.number import NumberFormError, NumberRangeError, parse_number, plain
from factbase.yamlfile import parse_yaml
from tests.laws.instances import facts

quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)
fewer = settings(quick, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

days = st.dates().map(date.isoformat)
partial = st.builds(
    lambda day, length, mark: day[:length] + mark,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?"]),
)
periods = partial | st.tuples(partial | st.just(".."), partial).map("/".join)


@quick
@given(periods)
def test_a_period_is_written_as_it_was_read(text):
    period = parse_period(text)
    assert str(period) == text
    assert parse_period(str(period)) == period


@quick
@given(partial)
def test_a_date_means_the_days_it_begins_with(text):
    when = parse_date(text)
    assert when.first <= when.last
    prefix = text.rstrip("~?")
    assert when.first.isoformat().startswith(prefix)
    assert when.last.isoformat().startswith(prefix)


@quick
@given(st.text("0123456789-/.~? aJnT:", max_size=14))
def test_what_is_no_date_is_refused_in_words(text):
    with suppress(DateError):
        assert str(parse_period(text)) == text


decimals = st.builds(
    lambda sign, whole, part: f"{sign}{whole}{part}",
    st.sampled_from(["", "-"]),
    st.integers(0, 10**15).map(str),
    st.just("") | st.text("0123456789", min_size=1, max_size=8).map(lambda digits: f".{digits}"),
)


@quick
@given(decimals)
def test_a_number_keeps_its_written_form(text):
    number = parse_number(text)
    assert plain(number) == (text if number else text.removeprefix("-"))
    assert parse_number(plain(number)) == number


@quick
@given(st.text("0123456789.-+eE _xX", max_size=12))
def test_only_json_numbers_are_numbers(text):
    try:
        number = parse_number(text)
    except (NumberFormError, NumberRangeError):
        return
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == number


def as_yaml(data: dict[str, object]) -> bytes:
    """Return *data* as YAML, numbers as plain scalars in their written form."""

    class Dumper(yaml.SafeDumper):
        pass

    def written(dumper, number):
        text = str(number)
        return dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, text, (True, False)), text)

    Dumper.add_representer(Decimal, written)
    text: str = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False)
    return text.encode()


@fewer
@given(facts)
def test_a_fact_written_and_read_is_the_same_fact(data):
    fact = Fact.model_validate(data)
    again = Fact.model_validate(fact.to_dict())
    assert again == fact
    assert again.hash == fact.hash
    read = parse_yaml(as_yaml(fact.to_dict()), "facts/a.yaml")
    assert [finding for finding in read.findings if finding.is_error] == []
    assert Fact.model_validate(read.data) == fact


@fewer
@given(facts, st.randoms(use_true_random=False))
def test_order_and_comments_say_nothing(data, chance):
    fact = Fact.model_validate(data)
    keys = list(data)
    chance.shuffle(keys)
    shuffled = {key: data[key] for key in keys}
    text = as_yaml(Fact.model_validate(shuffled).to_dict()).decode()
    commented = "# a comment\n" + text.replace("\nclaim:", "\n# another\nclaim:") + "# the end\n"
    read = parse_yaml(commented.encode(), "facts/a.yaml")
    assert Fact.model_validate(read.data) == fact
    assert Fact.model_validate(read.data).hash == fact.hash


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({"note": "Another note."}, True, id="note"),
        pytest.param({"topics": ["other"]}, True, id="topics"),
        pytest.param({"kind": "statistic"}, True, id="a default, written"),
        pytest.param(
            {"values": [{"measure": "people", "value": "46000.0", "unit": "people"}]},
            True,
            id="a zero more",
        ),
        pytest.param({"claim": "Another claim."}, False, id="claim"),
        pytest.param({"period": 2012}, False, id="period"),
        pytest.param(
            {"values": [{"measure": "people", "value": "46001", "unit": "people"}]},
            False,
            id="number",
        ),
        pytest.param(
            {"values": [{"measure": "people", "about": "46000", "unit": "people"}]},
            False,
            id="comparator",
        ),
    ],
)
def test_the_pin_holds_what_the_fact_says(change, same):
    data = {
        "id": "a",
        "claim": "A claim.",
        "topics": ["people"],
        "period": 2011,
        "values": [{"measure": "people", "value": 46000, "unit": "people"}],
        "sources": [{"ref": "b"}],
    }
    changed = {**data, **change}
    for value in changed["values"]:
        for key in ("value", "about"):
            if isinstance(value.get(key), str):
                value[key] = Decimal(value[key])
    assert (Fact.model_validate(data).hash == Fact.model_validate(changed).hash) is same
