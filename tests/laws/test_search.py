"""Laws of search: no text raises, stricter finds less, what must be there is there."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factbase import FactBase, FactBaseError
from factbase.search.filters import GRADES, KINDS, STATUSES
from factbase.search.query import FIELDS
from tests.readers import ROOT, open_base, varied_base


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with open_base(varied_base(tmp_path_factory.mktemp("varied"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with FactBase.open(ROOT, db=tmp_path_factory.mktemp("shipped") / "index.db") as opened:
        yield opened


WORDS = st.sampled_from(
    "ducks geese swam counted lake Arizona horses Iran WHO doctors duks feathered US 40 2010 the "
    "one-side 2012 people 41 zebra counted".split()
)
PIECES = st.one_of(
    WORDS,
    st.sampled_from(["AND", "OR", "NOT", "(", ")", '"', "+", "-", "*", ":", "..", ">=", "“", "^"]),
    st.sampled_from([f"{name}:" for name in FIELDS]),
    st.sampled_from(["value>=40", "value:1..50", "year:2010..", "topic:birds", "place:us", "-x"]),
    st.text(max_size=4),
)
EXPERT = st.lists(PIECES, max_size=16).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)
LAW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@LAW
@given(st.one_of(EXPERT, st.text(max_size=80)))
@example("(" * 5000 + "ducks")
@example("NOT " * 300)
@example('"' * 2001)
@example("-(" * 40 + "ducks" + ")" * 40)
@example("value>=1e999999999")
@example("9" * 400)
@example("1e999999999 ducks")
@example("year:99999999999999999999")
@example("id:" + "x" * 200_000)
def test_no_query_raises_and_every_answer_is_whole(kb, text):
    hits = kb.search(text, facets=True)
    assert hits.step in ("as typed", "corrected", "any word", "nothing")
    assert (hits.step == "nothing") == (not hits)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert len({hit.id for hit in hits}) == len(hits)
    assert [hit.id for hit in kb.search(text)] == [hit.id for hit in hits]


OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "topic": st.sampled_from(["birds", "animals", "fish"]),
        "place": st.sampled_from(["US", "AF", "us-az"]),
        "year": st.sampled_from([2010, "2011..2020", "2019.."]),
        "source": st.sampled_from(["lake", "example"]),
        "publisher": st.sampled_from(["Lake", "x"]),
        "kind": st.sampled_from(KINDS),
        "grade": st.sampled_from(GRADES),
        "status": st.sampled_from(STATUSES),
        "unit": st.sampled_from(["people", "percent"]),
        "min": st.sampled_from([10, "12", "40%"]),
        "max": st.sampled_from([12, "13 people"]),
    },
)


@LAW
@given(EXPERT, OPTIONS, OPTIONS)
def test_a_stricter_filter_never_finds_more(kb, text, some, more):
    loose = {hit.id for hit in kb.search(text, limit=100, all=True, **some)}
    strict = {hit.id for hit in kb.search(text, limit=100, all=True, **{**more, **some})}
    assert strict <= loose
    assert {hit.id for hit in kb.search(text, limit=100, **some)} - loose == set()


@LAW
@given(st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_what_must_be_there_finds_no_more_than_what_may(kb, words, must):
    plain = " ".join(words)
    may = {hit.id for hit in kb.search(f"{plain} {must}", limit=100)}
    found = kb.search(f"{plain} +{must}", limit=100)
    if found.step == "as typed":
        assert {hit.id for hit in found} <= may | {hit.id for hit in kb.search(must, limit=100)}
    unwanted = kb.search(f"+{must}", limit=100)
    if unwanted.step == "as typed":
        without = kb.search(f"{plain} -{must}", limit=100)
        assert {hit.id for hit in without}.isdisjoint(hit.id for hit in unwanted)


@LAW
@given(st.text(max_size=60), st.one_of(st.text(max_size=12), st.floats(), st.integers()))
def test_a_bad_option_is_told(kb, text, value):
    for name in ("year", "kind", "grade", "status", "min", "max", "unit", "series", "publisher"):
        try:
            kb.search(text, **{name: value})
        except FactBaseError as error:
            assert str(error)  # noqa: PT017  # whether it raises is not the question


@pytest.mark.slow
def test_every_claim_finds_its_fact_however_it_is_pasted(shipped):
    ways = {
        "as it is": "{}",
        "in quotes": '"{}"',
        "in curly quotes": "“{}”",
        "with an emoji": "🦆 {} 🇺🇸!!",
        "in a sentence": "I have read somewhere that {} (is this so?)",
        "with Markdown": "> **{}** [^1]",
        "in capitals": "{}",
    }
    lost = []
    for fact in shipped:
        for name, way in ways.items():
            pasted = way.format(fact.claim.upper() if name == "in capitals" else fact.claim)
            hits = shipped.search(pasted, all=True, limit=1)
            if not hits or hits[0].claim != fact.claim:
                lost.append((name, fact.id))
    assert len(lost) <= 0.01 * len(ways) * len(shipped), lost
