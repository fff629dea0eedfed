"""Search finds what the words say, ranks it, filters it, and raises for no text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factbase import FactBase, QueryError, UnknownNameError
from factbase.normalize import decoded
from factbase.search.parser import parse_query
from factbase.search.plain import MAX_WORDS
from tests.readers import ROOT, TOPICS, fact, open_base, source, use, value, varied_base, write_base


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with open_base(varied_base(tmp_path_factory.mktemp("varied"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with FactBase.open(ROOT, db=tmp_path_factory.mktemp("shipped") / "index.db") as opened:
        yield opened


def ids(hits):
    return [hit.id for hit in hits]


HOSTILE = [
    '"', "''", "a AND", "NEAR(", "NEAR/5", "c:x", "claim:ducks", "*", "duck*", "^duck", "-a", "+a",
    "(", ")", "((((" * 50, "{", "}", "", " ", "\n\t", "\0", "ducks\0horses",
    "'; DROP TABLE facts;--",
    "OR OR OR", "NOT", "AND", "a:b:c", "\\", "%", "_", "__", "…", "—", "ducks—horses", "''''",
    '"unclosed', "\ud800", "ducks\udcff", "\ufffe", "🦆", "e\u0301", "\u0301", "İ", "ß", "①②",
    "١٢٣", "鸭子", "ducks " * 10_000, "x" * 1_000_000, "a-" * 500_000,
    " ".join(map(str, range(5000))),
    "value>=40", "year:2010..2012", "topic:birds", "http://example.org/?a=b&c=d#e", "\x1b[2J",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_no_query_raises(kb, query):
    hits = kb.search(query)
    assert hits.query == decoded(query)
    assert hits.step in ("as typed", "corrected", "any word", "nothing")
    assert all(0 <= hit.score <= 1 for hit in hits)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(), max_size=60))
def test_no_text_raises(kb, text):
    kb.search(text, topic=text, place=text, source=text)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 10**30])
def test_a_limit_holds(kb, limit):
    assert len(kb.search("ducks", limit=limit)) <= max(limit, 0)
    assert len(kb.search("", limit=limit)) <= max(limit, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("How many of the ducks are in it?", ("ducks",), id="stop words go"),
        pytest.param("to be or not to be", ("to", "be", "or", "not"), id="stop words alone stay"),
        pytest.param("ducks in the US", ("ducks", "US"), id="US is a word"),
        pytest.param("WHO doctors", ("WHO", "doctors"), id="WHO is a word"),
        pytest.param("who are us", ("who", "are", "us"), id="small letters are not"),
        pytest.param("Ducks ducks DUCKS", ("Ducks",), id="each word once"),
        pytest.param("“ducks”—geese/swans", ("ducks", "geese", "swans"), id="dashes part words"),
        pytest.param("46,000 or 40% (1990)", ("46,000", "40%", "1990"), id="numbers stay whole"),
        pytest.param("ducks\0geese", ("ducks", "geese"), id="NUL parts words"),
    ],
)
def test_words_of_a_query(text, words):
    assert parse_query(text).words == words


def test_a_pasted_page_is_searched_for_by_its_first_words():
    words = parse_query(" ".join(f"word{number}" for number in range(1000))).words
    assert words == tuple(f"word{number}" for number in range(MAX_WORDS))


def test_any_word_finds_and_all_words_come_first(kb):
    hits = kb.search("horses ducks Arizona")
    assert hits[0].id == "ducks-us-az-2012"
    assert {"horses-from-iran", "ducks-us-2010"} <= set(ids(hits))
    assert hits[0].score == max(hit.score for hit in hits)
    assert hits.read_as == "any of: horses, ducks, Arizona"


def test_a_whole_hit(kb):
    assert kb.search("ducks Arizona", limit=1).to_dict() == {
        "query": "ducks Arizona",
        "read_as": "any of: ducks, Arizona",
        "step": "as typed",
        "did_you_mean": None,
        "topics": [],
        "doubts": [],
        "hits": [
            {
                "id": "ducks-us-az-2012",
                "claim": "In 2012, 41 ducks swam in Arizona.",
                "score": 1.0,
                "snippet": "In 2012, 41 **ducks** swam in **Arizona**.",
                "kind": "statistic",
                "place": "US-AZ",
                "period": "2011/2012",
                "topics": ("birds",),
                "values": (
                    {
                        "measure": "people counted",
                        "text": "12 people",
                        "lo": 12,
                        "hi": 12,
                        "unit": "people",
                        "stat": "count",
                        "basis": "measured",
                    },
                ),
                "grade": "primary",
                "status": "current",
                "citation": "(Example, 2021)",
                "series": None,
                "numbers": ((9, 11),),
            }
        ],
    }


def test_a_stem_is_found_and_marked_where_it_stands(kb):
    assert kb.search("galloping")[0].snippet == "Horses from Iran **galloped**."
    assert "**feathered**" in kb.search("feathered")[0].snippet


def test_nothing_found_is_said(kb):
    hits = kb.search("zeppelin")
    assert (list(hits), hits.step) == ([], "nothing")


ALL_DUCKS = {
    "ducks-us-2010", "ducks-us-az-2012", "ducks-gb-2015", "new-ducks", "stale-ducks",
    "first-ducks", "second-ducks",
}  # fmt: skip
HIDDEN = {"unread-ducks", "old-ducks", "wrong-ducks"}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({}, ALL_DUCKS, id="hidden ones stay hidden"),
        pytest.param({"all": True}, ALL_DUCKS | HIDDEN, id="all"),
        pytest.param({"topic": "birds"}, ALL_DUCKS, id="topic"),
        pytest.param({"topic": "animals"}, ALL_DUCKS, id="a broader topic"),
        pytest.param({"topic": "Birds"}, ALL_DUCKS, id="topic in capitals"),
        pytest.param({"topic": "fish"}, set(), id="no such topic"),
        pytest.param({"place": "US"}, {"ducks-us-2010", "ducks-us-az-2012"}, id="US finds Arizona"),
        pytest.param({"place": "us-az"}, {"ducks-us-az-2012"}, id="small letters"),
        pytest.param({"place": "UK"}, {"ducks-gb-2015"}, id="UK is GB"),
        pytest.param({"place": "United Kingdom"}, {"ducks-gb-2015"}, id="a name"),
        pytest.param({"year": 2010}, {"ducks-us-2010"}, id="year"),
        pytest.param({"year": "2011"}, {"ducks-us-az-2012"}, id="first year of a span"),
        pytest.param({"year": "2012"}, {"ducks-us-az-2012"}, id="last year of a span"),
        pytest.param({"year": "2013"}, set(), id="just after a span"),
        pytest.param({"year": "2013..2015"}, {"ducks-gb-2015"}, id="years"),
        pytest.param({"year": "2015..2013"}, {"ducks-gb-2015"}, id="years turned round"),
        pytest.param({"source": "lake-2016"}, {"ducks-gb-2015"}, id="source id"),
        pytest.param({"source": "waters"}, {"ducks-gb-2015"}, id="author"),
        pytest.param({"source": "Lake Press"}, {"ducks-gb-2015"}, id="publisher"),
        pytest.param({"source": "%"}, set(), id="no wildcard"),
        pytest.param({"kind": "event"}, set(), id="kind"),
        pytest.param({"grade": "orphan"}, {"ducks-gb-2015"}, id="grade"),
        pytest.param({"grade": "unread"}, {"unread-ducks"}, id="unread asked for by name"),
        pytest.param({"place": "US", "year": 2010}, {"ducks-us-2010"}, id="two filters"),
    ],
)
def test_filters(kb, filters, found):
    assert set(ids(kb.search("ducks", limit=50, **filters))) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({"place": "IR"}, ["horses-from-iran"], id="origin"),
        pytest.param({"place": "AF"}, ["horses-from-iran"], id="place beside origin"),
        pytest.param({"kind": "event"}, ["cats-event"], id="kind"),
        pytest.param({"source": "pond-2009"}, ["fish-undated"], id="the original"),
        pytest.param({"topic": "animals", "year": "1900..2100", "source": "lake"},
                     ["ducks-gb-2015"], id="an unstated time is in no year"),
        pytest.param({"year": 2025}, ["horses-from-iran"], id="an open end"),
    ],
)  # fmt: skip
def test_filters_without_words(kb, filters, found):
    assert ids(kb.search(**filters)) == found


def test_without_words_the_newest_come_first(kb):
    assert ids(kb.search(topic="birds", limit=4)) == [
        "geese-2023", "geese-2022", "geese-2021", "first-ducks",
    ]  # fmt: skip
    assert kb.search().read_as == "the newest facts"


def test_the_newest_edition_comes_first_unless_a_year_is_named(kb):
    assert ids(kb.search("geese lake"))[:3] == ["geese-2023", "geese-2022", "geese-2021"]
    assert ids(kb.search("geese lake 2021"))[0] == "geese-2021"


def many(stem, count, **fields):
    """Return facts that say the same in as few words, so that they crowd all others out."""
    return [fact(f"{stem}-{n}", claim="Swans, swans: 12 swans.", **fields) for n in range(count)]


def test_the_newest_edition_comes_first_though_older_ones_crowd_it_out(tmp_path):
    old = many("swans", 150, series="swans", period="1990")
    claim = "Of many other birds on the lake 15 were swans, when all had been counted at last."
    new = fact("swans-at-last", claim=claim, values=[value(value=15)])
    new |= {"series": "swans", "period": "2019"}
    with open_base(write_base(tmp_path, [*old, new], topics=TOPICS)) as kb:
        assert ids(kb.search("swans"))[0] == "swans-at-last"
        assert ids(kb.search("swans 12 swans", limit=1)) != ["swans-at-last"]
        assert ids(kb.search("swans 1990"))[0] != "swans-at-last"


def test_an_edition_that_does_not_match_is_not_found(tmp_path):
    facts = [
        fact("old", claim="In 2019 there were 12 swans.", series="birds", period="2019"),
        fact("new", claim="In 2020 there were 12 geese.", series="birds", period="2020"),
    ]
    with open_base(write_base(tmp_path, facts, topics=TOPICS)) as kb:
        assert ids(kb.search("swans")) == ["old"]


def test_a_country_comes_before_its_parts(tmp_path):
    parts = many("part", 150, place="US-AZ")
    [whole] = many("whole", 1, place="US", period="1990")
    with open_base(write_base(tmp_path, [*parts, whole], topics=TOPICS)) as kb:
        assert ids(kb.search("U.S. swans"))[0] == "whole-0"
        assert len(kb.search("U.S. swans", limit=200)) == len(parts) + 1


def test_an_author_with_a_year_finds_what_rests_on_the_work(tmp_path):
    work = source("rare-2010", author=[{"family": "Rarename"}], issued=2010)
    cited = fact("cited", sources=[use("rare-2010", original="self")], period="2001")
    others = [fact(f"other-{n}", claim="In 2010 there were 12.", period="2010") for n in range(150)]
    with open_base(write_base(tmp_path, [*others, cited], [work], topics=TOPICS)) as kb:
        assert ids(kb.search("Rarename 2010"))[0] == "cited"


def test_a_newspaper_finds_what_rests_on_it(tmp_path):
    paper = source("paper", **{"container-title": "The Pond Gazette"})
    read = fact("read", sources=[use("paper", original="self")])
    with open_base(write_base(tmp_path, [read], [paper], topics=TOPICS)) as kb:
        assert ids(kb.search("Pond Gazette")) == ["read"]


def test_a_law_of_another_number_is_no_sure_answer(tmp_path):
    law = fact("law", claim="H.R. 4970 cost 12 people their protection.")
    with open_base(write_base(tmp_path, [law], topics=TOPICS)) as kb:
        assert kb.search("H.R. 4970")[0].score == 1
        assert all(hit.score < 0.5 for hit in kb.search("H.R. 5000"))


@pytest.mark.parametrize(
    ("fact_id", "status"),
    [
        ("ducks-us-2010", "current"),
        ("stale-ducks", "stale"),
        ("first-ducks", "disputed"),
        ("second-ducks", "disputed"),
        ("old-ducks", "superseded"),
        ("wrong-ducks", "retracted"),
    ],
)
def test_the_status_is_told_in_the_hit(kb, fact_id, status):
    found = {hit.id: hit.status for hit in kb.search("ducks", all=True, limit=50)}
    assert found[fact_id] == status


@pytest.mark.parametrize(
    ("due", "status"),
    [("2026-11-22", "current"), ("2026-11-23", "stale")],
    ids=["on the day", "after"],
)
def test_staleness_begins_the_day_after(tmp_path, due, status):
    folder = write_base(tmp_path, [fact("one", recheck="2026-11-22")])
    with FactBase.open(folder, today=due) as base:
        assert base["one"].status == status


@pytest.mark.parametrize("year", ["soon", "", "20111", "2011-06", "٢٠١١", None.__class__.__name__])
def test_a_year_must_be_one(kb, year):
    with pytest.raises(QueryError, match=r"a year is written 2011, a span of years 2010\.\.2012"):
        kb.search("ducks", year=year)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        pytest.param(
            {"kind": "statistics"}, "no kind 'statistics'; did you mean 'statistic'?", id="kind"
        ),
        pytest.param(
            {"grade": "primery"}, "no grade 'primery'; did you mean 'primary'?", id="grade"
        ),
    ],
)
def test_a_kind_or_grade_must_be_known(kb, filters, words):
    with pytest.raises(UnknownNameError, match=r"^" + words.replace("?", r"\?")):
        kb.search("ducks", **filters)


def test_every_shipped_claim_finds_itself_first(shipped):
    lost = []
    for one in shipped:
        hits = shipped.search(one.claim, all=True)
        if hits[0].claim != one.claim:
            lost.append(one.id)
    assert lost == []


def test_a_stricter_filter_never_finds_more(shipped):
    filters = [
        {"place": "US"}, {"year": "2010..2013"}, {"topic": "immigration"}, {"grade": "secondary"},
    ]  # fmt: skip
    for query in ("women", "", "people in 2011", "population refugees"):
        loose = set(ids(shipped.search(query, limit=1000, all=True)))
        for one in filters:
            strict = set(ids(shipped.search(query, limit=1000, all=True, **one)))
            assert strict <= loose
            for other in filters:
                both = set(ids(shipped.search(query, limit=1000, all=True, **{**one, **other})))
                assert both <= strict
        assert set(ids(shipped.search(query, limit=1000))) <= loose
        assert ids(shipped.search(query, limit=3)) == ids(shipped.search(query, limit=1000))[:3]


def test_the_main_job(shipped):
    assert shipped.search("deported parents", limit=1)[0].id == "us-parents-deported-2011h1"
