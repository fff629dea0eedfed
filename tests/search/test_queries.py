"""A query finds what its operators say, numbers, places and names in any form, typos mended."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readers import fact, open_base, source, use, value, write_base

FACTS = [
    fact("parents-deported", claim="In 2011 the United States deported more than 46,000 parents.",
         topics=["society"], place="US", period="2011",
         values=[value(measure="parents deported", value=None, more_than=46000)]),
    fact("owners", claim="Women were 40 percent of all business owners in Kenya.",
         topics=["work"], place="KE", period="2010",
         values=[value(measure="women among owners", value=40, unit="percent")]),
    fact("chance", claim="One in four herons is grey.", topics=["birds"], period="2015",
         values=[value(measure="grey herons", value="1 in 4", unit=None)]),
    fact("likelier", claim="Herons are three to six times as likely to be grey as storks.",
         topics=["birds"], period="2016",
         values=[value(measure="likelihood", value=None, range=[3, 6], unit="times")]),
    fact("bill", claim="The house passed H.R. 4970, on the domestic violence of geese.", kind="law",
         topics=["law"], place="US", period="2012-05", values=None),
    fact("who-report", claim="The WHO counted doctors who used maps in Sweden.", topics=["work"],
         place="SE", period="2018", values=[value(measure="doctors", value=1250000)]),
    fact("health", claim="In Britain 64 clinics give health care to women's clubs.",
         topics=["work"], place="GB", period="2019", values=[value(value=64, unit="count")]),
    fact("fast", claim="A café fell on hard times: 7.5 percent of its labour force left.",
         topics=["work"], period="2020", values=[value(value=7.5, unit="percent")],
         sources=[use("press", original="self")]),
    fact("sea", claim="The sea rose by 419 ppm of salt, it was said one day.", topics=["society"],
         period="2021", values=[value(measure="salt", value=419, unit="ppm")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("queries")
    press = source("press", title="The Sheet", publisher="Lake Press")
    topics = "".join(f"{name}: {{label: {name}}}\n" for name in ("birds", "law", "society"))
    topics += "work: {label: Work, broader: society}\n"
    with open_base(write_base(folder, FACTS, [press], topics=topics)) as opened:
        assert opened.skipped == []
        yield opened


def ids(hits):
    return [hit.id for hit in hits]


def first(kb, query):
    hits = kb.search(query)
    return hits[0].id if hits and hits[0].is_high else None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("46000 parents", "parents-deported", id="plain digits"),
        pytest.param("46,000", "parents-deported", id="grouped digits"),
        pytest.param("46 thousand parents", "parents-deported", id="a scale word"),
        pytest.param("46k parents", "parents-deported", id="k"),
        pytest.param("forty-six thousand parents", "parents-deported", id="words"),
        pytest.param("forty percent of owners", "owners", id="forty percent"),
        pytest.param("40%", "owners", id="a percent sign"),
        pytest.param("2 in 5 owners", "owners", id="a percentage as a ratio"),
        pytest.param("two fifths of owners", "owners", id="a fraction"),
        pytest.param("one in four", "chance", id="a ratio in words"),
        pytest.param("25% of herons", "chance", id="a ratio as a percentage"),
        pytest.param("a quarter of herons", "chance", id="a quarter"),
        pytest.param("3-6 times", "likelier", id="a range with a hyphen"),
        pytest.param("between 3 and 6 times", "likelier", id="a range in words"),
        pytest.param("1.25 million doctors", "who-report", id="a number of the values alone"),
        pytest.param("8 percent", "fast", id="rounded by the reader"),
        pytest.param("419 ppm", "sea", id="a unit"),
        pytest.param("co2 419 ppm", "sea", id="after what looks like a name"),
        pytest.param("41,000", None, id="another number"),
    ],
)
def test_a_number_is_found_in_any_form(kb, query, found):
    assert first(kb, query) == found


@pytest.mark.parametrize(
    "query", ["HR 4970", "hr4970", "H.R. 4970", "H. R. 4970", "hr 4970", "HR-4970", '"HR 4970"']
)
def test_a_bill_is_found_however_it_is_written(kb, query):
    assert ids(kb.search(query))[:1] == ["bill"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("US parents", "parents-deported", id="US"),
        pytest.param("U.S. parents", "parents-deported", id="U.S."),
        pytest.param("USA parents", "parents-deported", id="USA"),
        pytest.param("American parents", "parents-deported", id="American"),
        pytest.param("us parents", "parents-deported", id="us, among other words"),
        pytest.param("Swedish doctors", "who-report", id="a people"),
        pytest.param("UK clinics", "health", id="UK"),
        pytest.param("British women", "health", id="British"),
        pytest.param("WHO", "who-report", id="WHO is a word"),
        pytest.param("use of maps", "who-report", id="used is not US"),
        pytest.param("woman clubs", "health", id="women is woman"),
        pytest.param("women\u2019s clubs", "health", id="a curly possessive"),
        pytest.param("womens' clubs", "health", id="a possessive gone wrong"),
        pytest.param("health-care clinics", "health", id="a hyphen"),
        pytest.param("healthcare clinics", "health", id="words run together"),
        pytest.param("cafe", "fast", id="an accent left out"),
        pytest.param("CAFÉ", "fast", id="capitals"),
        pytest.param("cafe\u0301", "fast", id="an accent apart"),
        pytest.param("labor force", "fast", id="American spelling"),
        pytest.param("in one day", "sea", id="one is not on"),
    ],
)
def test_a_word_is_found_however_it_is_written(kb, query, found):
    assert first(kb, query) == found


def test_words_that_only_look_alike_are_apart(kb):
    assert "parents-deported" not in ids(kb.search("used"))
    assert ids(kb.search("+one")) == ["chance", "sea"]
    assert "who-report" in ids(kb.search("+WHO"))
    assert ids(kb.search("WHO")) == ["who-report"]


@pytest.mark.parametrize(
    ("query", "found", "read_as"),
    [
        pytest.param("domestik violense", "bill", "any of: domestic, violence", id="two"),
        pytest.param("deported parrents", "parents-deported", "any of: deported, parents",
                     id="one of two"),
        pytest.param("docotrs", "who-report", "doctors", id="letters swapped"),
        pytest.param("+swden +doctors", None, "all of: swden, doctors", id="five letters"),
        pytest.param('"busines owners"', "owners", '"business owners"', id="in a phrase"),
    ],
)  # fmt: skip
def test_a_typo_is_mended(kb, query, found, read_as):
    hits = kb.search(query)
    if found is None:
        assert hits.read_as.lower() in ("all of: sweden, doctors", "all of: swden, doctors")
        return
    assert (hits[0].id, hits.step, hits.read_as) == (found, "corrected", read_as)


@pytest.mark.parametrize("query", ["hern", "grxy", "46001x", "who", "deporting", "zeppelins"])
def test_what_is_no_typo_is_left_alone(kb, query):
    hits = kb.search(query)
    assert hits.read_as == query or hits.step == "corrected"
    assert kb.search("deporting").step == "as typed"
    assert kb.search("grxx").step == "nothing"


def test_nothing_is_said_with_what_may_be_meant(kb):
    hits = kb.search("bird wrkk zzzzzz", topic="nothing")
    assert (list(hits), hits.step) == ([], "nothing")
    assert kb.search("topic:brids").topics == ("birds",)
    assert kb.search("bisnes").did_you_mean == "business"
    assert kb.search("domestic", topic="society").did_you_mean is None
    hits = kb.search("soci")
    assert (hits.step, hits.topics) == ("nothing", ("society",))


OPERATORS = [
    pytest.param("+parents +deported", {"parents-deported"}, "all of: parents, deported",
                 id="must"),
    pytest.param("herons -storks", {"chance"}, "herons; without: storks", id="must not"),
    pytest.param("herons NOT storks", {"chance"}, "(herons NOT storks)", id="NOT"),
    pytest.param("herons AND storks", {"likelier"}, "(herons AND storks)", id="AND"),
    pytest.param("parents OR storks", {"parents-deported", "likelier"}, "(parents OR storks)",
                 id="OR"),
    pytest.param("(parents OR herons) AND grey", {"chance", "likelier"},
                 "((parents OR herons) AND grey)", id="brackets"),
    pytest.param('"domestic violence"', {"bill"}, '"domestic violence"', id="a phrase"),
    pytest.param("“domestic violence”", {"bill"}, '"domestic violence"', id="curly quotes"),
    pytest.param("deport*", {"parents-deported"}, "deport*", id="a prefix"),
    pytest.param("her*", {"chance", "likelier"}, "her*", id="a prefix of many"),
    pytest.param("topic:birds", {"chance", "likelier"}, "topic:birds", id="a topic"),
    pytest.param("topic:society -topic:work", {"parents-deported", "sea"},
                 "topic:society; -topic:work", id="not a topic"),
    pytest.param("topic:birds OR topic:law", {"chance", "likelier", "bill"},
                 "topic:birds OR topic:law", id="either topic"),
    pytest.param("place:america", {"parents-deported", "bill"}, "place:america", id="a place"),
    pytest.param("year:2015..2016", {"chance", "likelier"}, "year:2015..2016", id="years"),
    pytest.param("year>=2020", {"fast", "sea"}, "year>=2020", id="from a year on"),
    pytest.param("year:2020..", {"fast", "sea"}, "year:2020..", id="from a year on, as a span"),
    pytest.param('publisher:"lake press"', {"fast"}, "publisher:lake press", id="a publisher"),
    pytest.param("source:press", {"fast"}, "source:press", id="a source"),
    pytest.param("kind:law", {"bill"}, "kind:law", id="a kind"),
    pytest.param("unit:%", {"owners", "fast"}, "unit:%", id="a unit by its sign"),
    pytest.param("value>=1000", {"parents-deported", "who-report"}, "value>=1000", id="from"),
    pytest.param("value>=40%", {"owners"}, "value>=40%", id="a share"),
    pytest.param("value:20%..30%", {"chance"}, "value:20%..30%", id="a span of shares"),
    pytest.param("value<5", {"chance", "likelier"}, "value<5", id="up to"),
    pytest.param("value>1million", {"who-report"}, "value>1million", id="a scale word"),
    pytest.param("unit:percent value<10", {"fast"}, "unit:percent; value<10",
                 id="of one and the same number"),
    pytest.param("id:chance", {"chance"}, "id:chance", id="an id"),
    pytest.param("id:l*", {"likelier"}, "id:l*", id="the begin of an id"),
    pytest.param("status:current doctors", {"who-report"}, "doctors; status:current", id="status"),
    pytest.param("-herons topic:birds", set(), "without: herons; topic:birds", id="all but"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "found", "read_as"), OPERATORS)
def test_operators(kb, query, found, read_as):
    hits = kb.search(query, limit=50)
    assert (set(ids(hits)), hits.read_as) == (found, read_as)
    assert hits.doubts == ()


def test_what_all_must_hold_is_dropped_when_nothing_does(kb):
    hits = kb.search("+herons +parents")
    assert (hits.step, set(ids(hits))) == ("any word", {"chance", "likelier", "parents-deported"})
    hits = kb.search('"violence of herons"')
    assert (hits.step, hits.read_as) == ("any word", "any of: violence, herons")
    assert "chance" not in ids(kb.search("+herons +parents -four"))


@pytest.mark.parametrize(
    "query",
    [
        "Who deported +parents -herons (and why), in 2011?",
        "topic:birds or not, they deported parents to nowhere in one long sentence that goes on",
    ],
    ids=["punctuation", "twelve words"],
)
def test_in_a_sentence_nothing_is_an_operator(kb, query):
    hits = kb.search(query)
    assert hits[0].id == "parents-deported"
    assert hits.read_as.startswith("any of: ")


@pytest.mark.parametrize(
    ("query", "doubt"),
    [
        pytest.param("topc:birds", "no field 'topc:', read as words; did you mean 'topic:'?",
                     id="a field mistyped"),
        pytest.param("birds:grey herons", "no field 'birds:', read as words; fields are topic, ",
                     id="no field"),
        pytest.param("year:soon herons", "year:soon was read as words: ", id="no year"),
        pytest.param("kind:fable herons", "kind:fable was read as words: no kind 'fable'",
                     id="no kind"),
        pytest.param("value>=many herons", "value>=many was read as words: ", id="no number"),
    ],
)  # fmt: skip
def test_a_field_that_says_nothing_is_words(kb, query, doubt):
    hits = kb.search(query)
    assert hits.doubts[0].startswith(doubt)


@pytest.mark.parametrize("query", ["http://example.org/herons", "at 12:30 herons", "a:b://c"])
def test_an_address_is_no_field(kb, query):
    assert kb.search("herons").doubts == ()
    assert not any("http" in doubt for doubt in kb.search(query).doubts)


def test_options_say_the_same_as_fields(kb):
    pairs: list[tuple[dict[str, Any], str]] = [
        ({"topic": "birds"}, "topic:birds"),
        ({"publisher": "Lake"}, "publisher:Lake"),
        ({"status": "stale"}, "status:stale"),
        ({"unit": "percent"}, "unit:percent"),
        ({"min": 40}, "value>=40"),
        ({"max": "40%"}, "value<=40%"),
        ({"min": "1 in 5", "max": "1 in 3"}, 'value>="1 in 5" value<="1 in 3"'),
        ({"year": "2015..2016"}, "year:2015..2016"),
        ({"place": "Sweden"}, "place:Sweden"),
    ]
    for options, query in pairs:
        assert ids(kb.search(**options)) == ids(kb.search(query)), query
    assert ids(kb.search(min="1 in 5", max="1 in 3")) == ["chance"]


def test_the_words_found_are_marked(kb):
    marked = {hit.id: hit.snippet for hit in kb.search("US HR 4970 46 thousand parents")}
    assert marked["parents-deported"] == (
        "In 2011 the **United States** deported more than **46,000 parents**."
    )
    assert "**H.R. 4970**" in marked["bill"]
    assert kb.search("health care")[0].snippet.count("**health care**") == 1


def test_numbers_of_the_claim_are_pointed_at(kb):
    hit = kb.search("parents", limit=1)[0]
    assert [hit.claim[start:stop] for start, stop in hit.numbers] == ["46,000"]


def test_facets_count_all_that_is_found(kb):
    hits = kb.search("herons OR owners", limit=1, facets=True)
    assert hits.facets == {
        "topic": [("birds", 2), ("society", 1), ("work", 1)],
        "place": [("KE", 1)],
        "year": [("2010", 1), ("2015", 1), ("2016", 1)],
        "source": [("example", 3)],
        "kind": [("statistic", 3)],
    }
    assert hits.to_dict()["facets"]["place"] == [{"value": "KE", "facts": 1}]
    assert kb.search("herons").facets is None
    everything = kb.search(facets=True).facets
    assert everything is not None
    assert sum(count for _, count in everything["kind"]) == len(FACTS)


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        pytest.param("her", ["herons"], id="a word"),
        pytest.param("grey her", ["grey herons"], id="the last word"),
        pytest.param("CAF", ["cafe"], id="folded"),
        pytest.param("zzz", [], id="unknown"),
        pytest.param("", [], id="nothing"),
        pytest.param("her ", [], id="no begun word"),
        pytest.param("\ud800%_", [], id="hostile"),
    ],
)
def test_suggestions(kb, begun, found):
    assert kb.suggest(begun) == found


def test_neighbours_are_near_and_other(kb):
    near = kb.neighbours("chance")
    assert ids(near) == ["likelier"]
    assert kb.neighbours("chance", limit=0) == []


def test_the_newest_of_what_measures_the_same_comes_first(tmp_path):
    counts = [
        fact(f"count-{year}", claim=f"In {year} there were {year} swans{' here' * (year % 7)}.",
             period=str(year), values=[value(measure="swans", value=year)], place="FI")
        for year in (1990, 2000, 2021, 1995)
    ]  # fmt: skip
    with open_base(write_base(tmp_path, counts)) as base:
        assert ids(base.search("swans")) == ["count-2021", "count-2000", "count-1995", "count-1990"]
        assert ids(base.search("swans 1995"))[0] == "count-1995"
        assert ids(base.search("swans", year=1995)) == ["count-1995"]


def test_a_query_without_an_answer_finds_nothing_high(kb):
    for query in (
        "unicorn parade", "rainfall in Bolivia", "population of Atlantis", "what is it",
        "parents of zebras in Peru", "12,345 owners of yachts", "herons of 1850 in Chile",
    ):  # fmt: skip
        assert [hit.id for hit in kb.search(query) if hit.is_high] == [], query
