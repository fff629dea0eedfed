"""The awkward shapes of real statistics can be written down without a finding, and read well."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.corpus import Corpus, read_corpus
from factbase.layout import Layout
from factbase.validation import check_corpus
from tests.bases import TODAY

BASE = Path(__file__).parent / "data" / "shapes"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(Layout(str(BASE)))


def test_they_validate(corpus):
    assert check_corpus(corpus, today=TODAY) == []


PRINTED = [
    pytest.param("survey-trust-2019", ["54 ± 2.9 percent"], id="survey share with margin"),
    pytest.param(
        "maternal-deaths-2017",
        ["about 211 per 100,000 live births (199 to 243)"],
        id="rate with an asymmetric interval",
    ),
    pytest.param("example-level-1980", ["300.00 ppm"], id="first of a series"),
    pytest.param("example-level-2019", ["339.90 ppm"], id="last of a series"),
    pytest.param(
        "unemployment-fall-2010-2015", ["9 percent", "6.5 percent", "-28 percent"], id="a fall"
    ),
    pytest.param("members-2018", ["40 percent", "60 percent"], id="women and men"),
    pytest.param("rank-2013", ["46th of 163"], id="rank"),
    pytest.param("population-2050", ["9,700,000,000 people"], id="projection"),
    pytest.param("gini-2018", ["41.8 (index 0-100)", "0.418 (index 0-1)"], id="both Gini scales"),
    pytest.param("aid-2020", ["161,200,000,000 USD"], id="constant dollars a year"),
    pytest.param("afghanistan-refugees-from-iran-2019", ["34 people"], id="origin and place"),
    pytest.param("schools-2016", ["nearly 1 in 2", "nearly 50 percent"], id="almost half"),
    pytest.param(
        "share-of-women-2018", ["104 people", "260 people", "40.0 percent"], id="calculated"
    ),
    pytest.param("act-passed-2012", [], id="a bill passed on a day"),
    pytest.param("income-range-2015", ["3 to 6 times"], id="range"),
    pytest.param("opinion-2015", [], id="assessment"),
]


@pytest.mark.parametrize(("fact_id", "printed"), PRINTED)
def test_values_read_well(corpus, fact_id, printed):
    assert [str(value) for value in corpus.facts_by_id()[fact_id].record.values] == printed


def test_every_shape_is_in_the_table(corpus):
    told = {row.values[0] for row in PRINTED}
    alone = {entry.id for entry in corpus.facts if entry.is_alone}
    assert alone <= told


def test_a_series_of_forty_years_stands_in_one_file(corpus):
    editions = [entry for entry in corpus.facts if entry.record.series == "example-level"]
    assert [str(entry.record.period) for entry in editions] == [*map(str, range(1980, 2020))]
    assert {entry.file.path for entry in editions} == {"facts/example-level.yaml"}
    assert {entry.record.grade for entry in editions} == {"primary"}


def test_our_own_sum_comes_out(corpus):
    values = corpus.facts_by_id()["share-of-women-2018"].record.values
    known = {value.id: value.numbers[0] for value in values if value.id}
    assert values[2].expression.evaluate(known) == values[2].numbers[0]


def test_every_source_is_called_example(corpus):
    assert {entry.record.title for entry in corpus.sources} == {"Example"}
