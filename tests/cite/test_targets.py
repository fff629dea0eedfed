"""What each target language wants to be told in its own way."""

from __future__ import annotations

import pytest

from factbase.cite.all_formats import find_format
from factbase.jsontext import from_json
from tests.cite.foreign import Page, bibtex_raw, parameters, templates
from tests.cite.test_formats import record, use, work
from tests.readers import fact, open_base, value, write_base


def written(name, source, **fields):
    return find_format(name).render([record([(use(original="self", **fields), source, None)])])


# Wikipedia

ADDRESS = {"URL": "https://example.org/a"}
KEPT = {"archive_url": "https://archive.example.org/a"}
SNAPSHOT = "https://web.archive.org/web/20180603120000/https://example.org/a"


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        pytest.param({**ADDRESS}, {"url": ADDRESS["URL"]}, id="alive"),
        pytest.param({**ADDRESS, **KEPT, "archive_date": "2018-06-03", "url_status": "dead"},
                     {"url": ADDRESS["URL"], "archive-url": KEPT["archive_url"],
                      "archive-date": "2018-06-03", "url-status": "dead"}, id="dead, with a copy"),
        pytest.param({**ADDRESS, **KEPT, "archive_date": "2018-06", "url_status": "live"},
                     {"url": ADDRESS["URL"], "archive-url": KEPT["archive_url"],
                      "archive-date": "June 2018", "url-status": "live"}, id="a month"),
        pytest.param({**ADDRESS, **KEPT, "url_status": "dead"}, {"url": KEPT["archive_url"]},
                     id="a copy without its date"),
        pytest.param({**ADDRESS, "archive_url": SNAPSHOT, "url_status": "lost"},
                     {"url": ADDRESS["URL"], "archive-url": SNAPSHOT,
                      "archive-date": "2018-06-03", "url-status": "dead"}, id="a snapshot"),
        pytest.param({**ADDRESS, "url_status": "paywalled"},
                     {"url": ADDRESS["URL"], "url-access": "subscription"}, id="paywalled"),
        pytest.param({"URL": "unstated"}, {}, id="unstated"),
    ],
)  # fmt: skip
def test_addresses_in_wikitext(fields, given):
    (template,) = templates(written("wikipedia", work(type="webpage", **fields)))
    told = parameters(template)
    names = ("url", "archive-url", "archive-date", "url-status", "url-access")
    assert {name: told[name] for name in names if name in told} == given
    # Without an address the templates refuse the day of reading.
    assert ("access-date" in told) == bool(given)
    assert template.name.strip() == ("cite web" if given else "citation")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2012", "2012"), ("2012-10", "October 2012"), ("2012-10-01", "2012-10-01"),
        ("2012~", "c. 2012"), ("2012?", "c. 2012"), ("unstated", "n.d."),
        ("2011/..", "2011"), ("../2012-10", "October 2012"), ("2011/2013", "2011\u20132013"),
        ("2011-01/2011-06", "January\u2013June 2011"),
        ("2011-11/2012-02", "November 2011 \u2013 February 2012"),
        ("2011-05-01/2011-05-05", "1\u20135 May 2011"),
        ("2011-05-01/2011-06-03", "1 May \u2013 3 June 2011"),
        ("2011-12-30/2012-01-02", "30 December 2011 \u2013 2 January 2012"),
    ],
)  # fmt: skip
def test_dates_in_wikitext(issued, date):
    (template,) = templates(written("wikipedia", work(issued=issued)))
    assert parameters(template)["date"] == date


@pytest.mark.parametrize(
    ("at", "given"),
    [
        ("p. 3", {"page": "3"}), ("pp. 3-5", {"pages": "3-5"}), ("p. xii", {"page": "xii"}),
        ("table 2", {"at": "table 2"}), ("p. 3, note 1", {"at": "p. 3, note 1"}),
        (None, {"pages": "7-9"}),
    ],
)  # fmt: skip
def test_places_in_wikitext(at, given):
    (template,) = templates(written("wikipedia", work(page="7-9"), at=at))
    told = parameters(template)
    assert {name: told[name] for name in ("page", "pages", "at") if name in told} == given


@pytest.mark.parametrize(
    ("kind", "name", "container"),
    [
        ("report", "cite report", "series"), ("article-newspaper", "cite news", "newspaper"),
        ("article-magazine", "cite magazine", "magazine"), ("book", "cite book", "series"),
        ("article-journal", "cite journal", "journal"), ("chapter", "cite book", "title"),
        ("entry-encyclopedia", "cite encyclopedia", "encyclopedia"),
        ("thesis", "cite thesis", "series"),
        ("speech", "cite speech", "event"), ("webpage", "cite web", "website"),
        ("dataset", "cite web", "website"), ("bill", "cite web", "website"),
    ],
)  # fmt: skip
def test_templates_of_wikitext(kind, name, container):
    source = work(type=kind, **ADDRESS, **{"container-title": "Container"})
    (template,) = templates(written("wikipedia", source))
    assert template.name.strip() == name
    assert parameters(template)[container] == "Container"


# BibTeX and BibLaTeX


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ({"family": "Plato"}, "Plato"),
        ({"family": "others"}, "{others}"),
        ({"family": "World Foo"}, "{World Foo}"),
        ({"family": "Poe", "suffix": "Jr."}, "Poe, Jr., {}"),
        ({"family": "Barnes and Noble", "given": "B."}, "{Barnes and Noble}, B."),
        ({"literal": "A, B and C"}, "{A, B and C}"),
    ],
)
def test_names_that_bibtex_would_divide(name, authors):
    for form in ("bibtex", "biblatex"):
        (entry,) = bibtex_raw(written(form, work(author=[name])))
        assert entry["author"] == authors


@pytest.mark.parametrize("issued", ["2012-10-01", "2012~", "2012?", "2011-01/2011-06", "2011/.."])
def test_biblatex_takes_our_dates(issued):
    (entry,) = bibtex_raw(written("biblatex", work(issued=issued)))
    assert entry["date"] == issued


@pytest.mark.parametrize(
    ("kind", "number", "issue"),
    [("article-journal", "eid", "number"), ("report", "number", "issue")],
)
def test_both_numbers_are_kept(kind, number, issue):
    for form in ("bibtex", "biblatex"):
        (entry,) = bibtex_raw(written(form, work(type=kind, number="P60-282", issue="3")))
        assert (entry[number], entry[issue]) == ("P60-282", "3")


def test_a_fact_is_another_key_of_one_work():
    other = work(id="other", title="Other")
    uses = [(use(original="self"), work(), None),
            (use(original="self", ref="other"), other, None)]  # fmt: skip
    first, second = bibtex_raw(find_format("biblatex").render([record(uses)]))
    assert (first["ids"], first["keywords"]) == ("one", "one")
    assert "ids" not in second
    assert second["keywords"] == "one"


# COinS


@pytest.mark.parametrize(
    ("kind", "form", "genre"),
    [
        ("article-journal", "journal", "article"), ("article-newspaper", "journal", "article"),
        ("book", "book", "book"), ("chapter", "book", "bookitem"), ("report", "book", "report"),
        ("thesis", "dissertation", None), ("webpage", "dc", None), ("dataset", "dc", None),
    ],
)  # fmt: skip
def test_a_context_object_by_type(kind, form, genre):
    source = work(type=kind, author=[{"family": "Oak", "given": "Ann"}], **ADDRESS)
    (context,) = Page(written("html", source)).contexts
    assert context["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert context.get("rft.genre") == (genre and [genre])
    assert context["rft_id"] == [ADDRESS["URL"]]
    assert context["rfr_id"] == ["info:sid/factbase"]
    if form == "dc":
        assert context["rft.creator"] == ["Ann Oak"]
        assert context["rft.type"] == [kind]
    else:
        assert (context["rft.aulast"], context["rft.aufirst"]) == (["Oak"], ["Ann"])


# JSON-LD

OBSERVED = [
    ({}, {"value": 12}),
    ({"value": "1 in 4", "unit": None}, {"value": "0.25"}),
    ({"value": None, "about": 12}, {"value": 12}),
    ({"value": None, "more_than": 12}, {"minValue": 12}),
    ({"value": None, "at_most": 12}, {"maxValue": 12}),
    ({"value": None, "range": [3, 6]}, {"minValue": 3, "maxValue": 6}),
    ({"margin_of_error": 2}, {"value": 12, "marginOfError": {"value": 2}}),
    ({"interval": [10, 15]}, {"value": 12, "marginOfError": {"minValue": 10, "maxValue": 15}}),
    ({"basis": "estimate"}, {"value": 12, "measurementQualifier": "estimate"}),
    ({"period": "2011-06"}, {"value": 12, "observationDate": "2011-06"}),
    ({"period": "2011~"}, {"value": 12, "observationDate": "2011"}),
    ({"period": "2011-01/2011-06"},
     {"value": 12, "observationDate": "2011-01", "observationPeriod": "P6M"}),
    ({"period": "2010/2012"}, {"value": 12, "observationDate": "2010", "observationPeriod": "P3Y"}),
    ({"period": "2012-02-27/2012-03-01"},
     {"value": 12, "observationDate": "2012-02-27", "observationPeriod": "P4D"}),
    ({"period": "2011/.."}, {"value": 12}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), OBSERVED)
def test_a_number_as_an_observation(tmp_path, fields, told):
    one = fact("one", values=[value(**fields)], period="unstated")
    with open_base(write_base(tmp_path, [one])) as kb:
        (claim,) = from_json(str(kb.cite("one", format="jsonld")))["@graph"]
    (node,) = claim["mainEntity"]
    left_out = ("name", "variableMeasured", "unitText", "@type")
    assert spelled({key: node[key] for key in node if key not in left_out}) == spelled(told)


def spelled(node):
    """Return *node* with its numbers as texts, without what every quantity has."""
    return {
        key: spelled(item) if isinstance(item, dict) else str(item)
        for key, item in node.items()
        if key not in ("@type", "unitText")
    }


def test_an_original_is_what_the_work_is_based_on():
    named = {"id": "census", "type": "report", "title": "Census", "issued": "2001"}
    for figures, based in (("same", True), ("unchecked", True), ("other", False)):
        documents = [(use(original={"ref": "census", "figures": figures}), work(), named)]
        (claim,) = from_json(find_format("jsonld").render([record(documents)]))["@graph"]
        assert ("isBasedOn" in claim["citation"][0]) == based
