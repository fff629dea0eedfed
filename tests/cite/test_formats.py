"""Every citation format answers the same questions: nothing empty, nothing lost, nothing unsafe."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from factbase.cite.all_formats import ALL_FORMATS, find_format
from factbase.cite.entries import bibliography
from factbase.cite.item import as_one_number, to_item
from factbase.index.records import Record, SourceRecord, UseRecord
from factbase.model.words import CSL_TYPES

AUTHORS = {
    "no author": {},
    "a person": {"author": [{"family": "Doe", "given": "Jane"}]},
    "a family name only": {"author": [{"family": "Plato"}]},
    "a body": {"author": [{"literal": "World Health Organization"}]},
    "two": {"author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "R."}]},
    "three": {
        "author": [
            {"family": "Doe", "given": "Jane"},
            {"literal": "Barnes and Noble, Inc."},
            {"family": "Poe", "given": "P.", "suffix": "Jr."},
        ]
    },
    "an editor only": {"editor": [{"family": "Roe", "given": "R."}]},
    "particles": {
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
        ]
    },
}
PLACES = {
    "nothing more": {},
    "an address": {"URL": "https://example.org/a_b?c=d&e=%7Ef"},
    "an unstated address": {"URL": "unstated"},
    "a DOI only": {"DOI": "10.1000/182_x"},
    "a dead address": {
        "URL": "https://example.org/gone",
        "url_status": "dead",
        "archive_url": "https://archive.example.org/gone",
        "archive_date": "2020-01-01",
    },
    "everything": {
        "container-title": "The Example Times",
        "publisher": "Example Press",
        "number": "P60-282",
        "volume": "12",
        "issue": "3",
        "page": "7-9",
        "genre": "Working paper",
        "version": "2.10",
        "ISSN": "0190-8286",
        "ISBN": "978-0-00-000000-2",
        "language": "en",
        "URL": "https://example.org/",
        "DOI": "10.1000/182",
    },
}
DATES = (
    "unstated",
    "2012",
    "2012-10-01",
    "2012~",
    "2012?",
    "2011-01/2011-06",
    "2011/..",
    "../2012",
)


def record(documents, *, fact_id="one", claim="An example.", grade="secondary", **fields):
    """Return a fact whose source uses are *documents*: the use, with its source and named work."""
    uses = tuple(
        UseRecord.from_document(
            use,
            source=SourceRecord.from_document(source),
            named=SourceRecord.from_document(named) if named else None,
            grade=grade,
        )
        for use, source, named in documents
    )
    whole = {"status": "current", "hash": "00000000", "path": "facts/one.yaml", **fields}
    return Record(
        id=fact_id,
        claim=claim,
        kind="statistic",
        topics=("example",),
        sources=uses,
        grade=grade,
        document={},
        **whole,
    )


def work(**fields):
    return {"id": "example", "type": "report", "title": "Example", "issued": "2021", **fields}


def use(**fields):
    return {"ref": "example", "at": "p. 3", "read": "2026-11-20", **fields}


EMPTY = re.compile(
    r"None|nan\b|\(\)|\[\]|\{\}|, ,|,,|  |\( | \)| ,| ;|;;|, \.|\.\.$|\(,|\(;|: ;|; \)"
)


@pytest.mark.parametrize("name", ALL_FORMATS)
@pytest.mark.parametrize("who", AUTHORS)
@pytest.mark.parametrize("where", PLACES)
def test_no_gap_shows(name, who, where):
    for issued, only, in_text in itertools.product(
        DATES, (None, "claim", "citation"), (False, True)
    ):
        fields = {**AUTHORS[who], **PLACES[where], "issued": issued}
        fact = record([(use(original="lost"), work(**fields), None)])
        text = find_format(name).render([fact], only=only, in_text=in_text)
        bare = text.replace(r"\textasciitilde{}", "~").replace("\n    ", "\n").replace("\n  ", "\n")
        if name == "ris":
            bare = re.sub(r"(?m)^([A-Z][A-Z0-9])  - ?", r"\1 - ", text)
        if name in ("csl-json", "jsonld"):
            assert "null" not in text
            bare = re.sub(r"\s+", " ", text).replace(" ]", "]").replace("[ ", "[")
            bare = bare.replace("{ ", "{").replace(" }", "}")
        assert not EMPTY.search(bare), text
        assert text.rstrip(" ") == text.strip()


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_nothing_is_cited_of_nothing(name):
    empty = {
        "csl-json": "[]",
        "jsonld": '{\n  "@context": "https://schema.org",\n  "@graph": []\n}',
    }
    for only, in_text in itertools.product((None, "claim", "citation"), (False, True)):
        text = find_format(name).render([], only=only, in_text=in_text)
        assert text == empty.get(name, "")


def test_an_archived_copy_takes_the_place_of_a_dead_link():
    fields = {"URL": "https://example.org/", "archive_url": "https://archive.example.org/"}
    for state, url in (
        ("dead", fields["archive_url"]),
        ("lost", fields["archive_url"]),
        ("live", fields["URL"]),
        ("paywalled", fields["URL"]),
        (None, fields["URL"]),
    ):
        stated = {"url_status": state} if state else {}
        item = to_item(SourceRecord.from_document(work(**fields, **stated)))
        assert item["URL"] == url
        assert not [key for key in item if "archive" in key]


@pytest.mark.parametrize("name", ALL_FORMATS)
@pytest.mark.parametrize("kind", CSL_TYPES)
def test_every_type_of_source(name, kind):
    everything = work(type=kind, **AUTHORS["three"], **PLACES["everything"])
    fact = record([(use(original="lost"), everything, None)])
    text = find_format(name).render([fact])
    if name == "pandoc":
        assert "[@example, p. 3, original not preserved]" in text
    else:
        assert "Example" in text
        assert "page=3" in text if name == "wikipedia" else "p. 3" in text
        assert "original not preserved" in text


READ_AS = [
    ("no author", '"Example", 2021, p. 3, read on 2026-11-20.', "(Example, 2021, p. 3)"),
    ("a person", 'Doe, Jane, "Example", 2021, p. 3, read on 2026-11-20.', "(Doe, 2021, p. 3)"),
    ("a family name only", 'Plato, "Example", 2021, p. 3, read on 2026-11-20.',
     "(Plato, 2021, p. 3)"),
    ("a body", 'World Health Organization, "Example", 2021, p. 3, read on 2026-11-20.',
     "(World Health Organization, 2021, p. 3)"),
    ("two", 'Doe, Jane and Roe, R., "Example", 2021, p. 3, read on 2026-11-20.',
     "(Doe and Roe, 2021, p. 3)"),
    ("three", ('Doe, Jane; Barnes and Noble, Inc. and Poe, P., Jr., "Example", 2021, p. 3, '
               "read on 2026-11-20."), "(Doe et al., 2021, p. 3)"),
    ("an editor only", 'Roe, R. (ed.), "Example", 2021, p. 3, read on 2026-11-20.',
     "(Roe, 2021, p. 3)"),
    ("particles", ('van der Berg, Anna and Humboldt, Alexander von, "Example", 2021, p. 3, '
                   "read on 2026-11-20."), "(van der Berg and Humboldt, 2021, p. 3)"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "reference", "in_text"), READ_AS, ids=[row[0] for row in READ_AS])
def test_text_by_author(who, reference, in_text):
    fact = record([(use(original="self"), work(**AUTHORS[who]), None)])
    assert find_format("text").render([fact]) == f"An example. {in_text}\n\n{reference}"


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        pytest.param({"issued": "unstated"}, '"Example", n.d., p. 3', id="no date"),
        pytest.param({"issued": "2012~"}, '"Example", ca. 2012, p. 3', id="about"),
        pytest.param({"issued": "2011-01/2011-06"}, '"Example", 2011-01 to 2011-06, p. 3',
                     id="span"),
        pytest.param({"issued": "2011/.."}, '"Example", since 2011, p. 3', id="open end"),
        pytest.param({"issued": "../2011"}, '"Example", until 2011, p. 3', id="open start"),
        pytest.param({"DOI": "10.1000/182"}, '"Example", 2021, p. 3, https://doi.org/10.1000/182',
                     id="DOI"),
        pytest.param(PLACES["a dead address"],
                     '"Example", 2021, p. 3, https://archive.example.org/gone',
                     id="dead link"),
        pytest.param({"title": 'The "Big" One'}, "\"The 'Big' One\", 2021, p. 3",
                     id="quotes in a title"),
        pytest.param({"author": [{"literal": "WHO"}], "publisher": "WHO", "container-title": "WHO"},
                     'WHO, "Example", 2021, p. 3', id="publisher and site are the author"),
        pytest.param({"page": "7"}, '"Example", 2021, p. 7, p. 3', id="a page"),
        pytest.param(PLACES["everything"],
                     '"Example", The Example Times, Working paper, P60-282, vol. 12, no. 3, '
                     "version 2.10, Example Press, 2021, pp. 7-9, p. 3, https://example.org/",
                     id="everything"),
    ],
)  # fmt: skip
def test_text_by_field(fields, reference):
    fact = record([(use(original="self"), work(**fields), None)])
    assert find_format("text").render([fact], only="citation") == (
        f"{reference}, read on 2026-11-20."
    )


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("2011-01/2011-06", "2011"),
        ("2010/2012", "2010-2012"),
        ("2010/..", "2010-"),
        ("2012?", "2012?"),
    ],
)
def test_years_in_the_sentence(issued, year):
    fact = record([(use(original="self"), work(issued=issued), None)])
    text = find_format("text").render([fact], only="citation", in_text=True)
    assert text == f"(Example, {year}, p. 3)"


# What cites must be equal however somebody writes: the hostile inputs of output.

EVIL = [
    "mailto:a@evil.example", "% title", "news:evil", "*", "#", "...", "a\tb",
    "[x](javascript:alert(1))", "`code`", "a|b", "# h", "1. one", "- item", "+ item", "> quote",
    "![](http://tracker.example/x.png)", "<!-- gone -->", "[^1]", "{{ jinja }}", "*a* _b_ ~~c~~",
    "https://evil.example/", "www.evil.example", "<script>alert(1)</script>", "&lt;b&gt;",
    "$x^2$", "a@b.example", "}", "{", "\\input{/etc/passwd}", "50 % of R&D #1 $5 a_b ~ ^",
    '"quoted"', "@misc{x,", "back\\slash", "trailing \\", "}} |x=1",
    "[[File:a.png|link=https://evil.example]]", "''b'' ~~~~ __TOC__", "<ref>x</ref>",
    "{{!}} | {{#if:a|b}}", "</script><script>alert(1)</script>", "ER  -", "TY  - BOOK",
    "A\nER  - \nTY  - BOOK", "A\x85ER  - ", "ISBN 0123456789", "; term: what", "== h ==",
    "'\"><svg/onload=alert(1)>", "&amp; &#39; &", "and others", "a} b{", "}{", "%0A %", "\\}",
    "$\\lbrace$", "=1+1", "-2", "+1", "'quoted'", "\u2013dash\u2014 …", "naïve Ω 漢字 👩‍👩‍👧",
    "https://user@evil.example/x?a=b#c",
]  # fmt: skip


@pytest.mark.parametrize("text", EVIL)
def test_markdown_shows_what_was_written(text):
    documents = [(use(original="self", at=text), work(title=f"T {text}"), None)]
    fact = record(documents, claim=text)
    for only, in_text in itertools.product((None, "claim", "citation"), (False, True)):
        for name in ("markdown", "pandoc"):
            written = find_format(name).render([fact], only=only, in_text=in_text)
            plain = re.sub(r"\[\^one\]:? ?|\[@example|\](?=$|\n)", "", written)
            unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain)
            assert not re.search(r"[\[\]`*_<>|{}$~^@]|://|\bwww\.", unescaped), written
            assert not re.match(r"[#+-]|[0-9]+[.)]", plain)
    claim = find_format("markdown").render([fact], only="claim")
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", claim) == " ".join(text.split())


def test_markdown_links_the_address_and_nothing_else():
    fields = {"title": "See https://evil.example/", "URL": "https://example.org/a_(b)?x=*y*"}
    fact = record([(use(original="self"), work(**fields), None)])
    assert find_format("markdown").render([fact], only="citation") == (
        '[^one]: "See https:\\//evil.example/", 2021, p. 3, <https://example.org/a_(b)?x=*y*>, '
        "read on 2026-11-20."
    )


@pytest.mark.parametrize("text", EVIL)
def test_csl_json_reads_back(text):
    fields = {"title": text, "author": [{"literal": text}], "publisher": f"{text} Press"}
    fact = record([(use(original="self", at=text), work(**fields), None)])
    (item,) = json.loads(find_format("csl-json").render([fact]))
    assert item == {
        "id": "example",
        "type": "report",
        "title": text,
        "author": [{"literal": text}],
        "issued": {"date-parts": [[2021]]},
        "publisher": f"{text} Press",
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "keyword": "one",
        "note": f"one: {text}",
    }


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2011-06-12", {"date-parts": [[2011, 6, 12]]}),
        ("2011-06", {"date-parts": [[2011, 6]]}),
        ("2011~", {"date-parts": [[2011]], "circa": True}),
        ("2011?", {"date-parts": [[2011]], "circa": True}),
        ("2011-01/2011-06", {"date-parts": [[2011, 1], [2011, 6]]}),
        ("2011/..", {"literal": "since 2011"}),
        ("../2011", {"literal": "until 2011"}),
        ("unstated", None),
    ],
)
def test_csl_dates(issued, date):
    fact = record([(use(original="self"), work(issued=issued), None)])
    (item,) = json.loads(find_format("csl-json").render([fact]))
    assert item.get("issued") == date


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"publisher": "world  health organization"}, {}),
        ({"container-title": "World Health Organization"}, {}),
        ({"publisher": "Lake Press", "container-title": "Lake Press"},
         {"container-title": "Lake Press"}),
        ({"publisher": "WHO Press"}, {"publisher": "WHO Press"}),
        ({"author": [{"family": "Oak", "given": "Ann"}], "publisher": "Ann Oak"}, {}),
    ],
)  # fmt: skip
def test_a_name_stands_once_in_an_item(fields, left):
    item = to_item(SourceRecord.from_document(work(**{**AUTHORS["a body"], **fields})))
    assert {key: item[key] for key in ("publisher", "container-title") if key in item} == left


def test_a_hyphen_in_a_report_number_is_no_range():
    item = to_item(SourceRecord.from_document(work(number="P60-282")))
    assert item["number"] == "P60-282"
    assert as_one_number(item)["number"] == r"P60\-282"
    assert as_one_number({"id": "a"}) == {"id": "a"}


def test_who_read_a_copy_did_not_access_the_address():
    documents = [(use(original="lost", copy="stored text"), work(URL="https://example.org/"), None)]
    fact = record(documents)
    (item,) = json.loads(find_format("csl-json").render([fact]))
    assert "accessed" not in item
    assert item["note"] == "one: p. 3; copy read 2026-11-20; original not preserved"
    assert "urldate" not in find_format("bibtex").render([fact])
    assert "copy read 2026-11-20." in find_format("text").render([fact])


def test_a_whole_bibtex_entry():
    fields = {**AUTHORS["three"], **PLACES["everything"], "type": "article-journal"}
    fact = record([(use(original="self"), work(**fields, issued="2012-10-01"), None)])
    assert (
        find_format("bibtex").render([fact])
        == """\
@article{example,
  author = {Doe, Jane and {Barnes and Noble, Inc.} and Poe, Jr., P.},
  title = {{Example}},
  journal = {{The Example Times}},
  publisher = {Example Press},
  year = {2012},
  month = oct,
  day = {1},
  type = {Working paper},
  eid = {P60-282},
  number = {3},
  volume = {12},
  pages = {7-9},
  doi = {10.1000/182},
  issn = {0190-8286},
  isbn = {978-0-00-000000-2},
  version = {2.10},
  language = {en},
  url = {https://example.org/},
  urldate = {2026-11-20},
  note = {one: p. 3},
  keywords = {one},
}"""
    )


def test_bibtex_leaves_an_address_as_it_is():
    fields = {"URL": "https://example.org/a_b%7E#c&d$e}f{"}
    fact = record([(use(original="self"), work(**fields), None)])
    assert "url = {https://example.org/a_b%7E#c&d$e%7Df%7B}," in find_format("bibtex").render(
        [fact]
    )


# Several facts, several uses.


def test_several_facts_share_an_entry():
    facts = [
        record([(use(original="self", at=None), work(), None)], fact_id="two"),
        record([(use(original="lost", at="p. 4", read="2026-11-21"), work(), None)], fact_id="one"),
    ]
    assert json.loads(find_format("csl-json").render(facts)) == [
        {
            "id": "example",
            "type": "report",
            "title": "Example",
            "issued": {"date-parts": [[2021]]},
            "accessed": {"date-parts": [[2026, 11, 21]]},
            "keyword": "two, one",
            "note": "one: p. 4; original not preserved",
        }
    ]


def test_several_places_in_one_work_make_one_entry():
    cells = [
        {"file": "t.csv", "row": row, "column": "n", "version": version}
        for row, version in ((1, "v1"), (2, "v2"))
    ]
    documents = [
        (use(original="self", data=cell, at="table 1"), work(version="v1"), None) for cell in cells
    ]
    fact = record(documents)
    assert find_format("text").render([fact]) == (
        "An example. (Example, 2021, table 1)\n\n"
        '"Example", version v1, 2021, table 1, t.csv, row 1, column n and table 1, t.csv, row 2, '
        "column n, version v2, read on 2026-11-20."
    )
    note = json.loads(find_format("csl-json").render([fact]))[0]["note"]
    assert note == (
        "one: table 1, t.csv, row 1, column n and table 1, t.csv, row 2, column n, version v2"
    )


def test_two_works_are_both_cited():
    other = {"id": "other", "type": "book", "title": "Other", "issued": "2020"}
    documents = [
        (use(original="self"), work(), None),
        (use(ref="other", at=None, original="self"), other, None),
    ]
    fact = record(documents)
    assert find_format("text").render([fact]) == (
        "An example. (Example, 2021, p. 3; Other, 2020)\n\n"
        '"Example", 2021, p. 3, read on 2026-11-20.\n"Other", 2020, read on 2026-11-20.'
    )
    assert find_format("pandoc").render([fact]) == "An example. [@example, p. 3; @other]"
    assert find_format("markdown").render([fact]) == (
        'An example.[^one]\n\n[^one]: "Example", 2021, p. 3, read on 2026-11-20.\n'
        '    "Other", 2020, read on 2026-11-20.'
    )


def test_a_fact_asked_for_twice_has_one_footnote():
    fact = record([(use(original="self"), work(), None)])
    assert find_format("markdown").render([fact, fact]).count("[^one]:") == 1


def test_two_hyphens_do_not_end_a_pandoc_key():
    source = work(id="a--b")
    fact = record([(use(ref="a--b", original="self"), source, None)])
    assert find_format("pandoc").render([fact], only="citation") == "[@{a--b}, p. 3]"


NUMBERS_BEHIND = [
    ("p. 3", "1990 Survey", "[@work, {p. 3}, 1990 Survey, n.d., as cited in"),
    (None, "1990 Survey", "[@work, {}, 1990 Survey, n.d., as cited in"),
    ("p. 3", "CD sales", "[@work, {p. 3}, CD sales, n.d., as cited in"),
    ("p. 3", "Survey of 1990", "[@work, p. 3, Survey of 1990, n.d., as cited in"),
]


@pytest.mark.parametrize(("at", "title", "begins"), NUMBERS_BEHIND)
def test_an_original_that_begins_with_a_number_is_no_page(at, title, begins):
    named = work(id="named", title=title, author=[], issued="unstated")
    fact = record([(use(ref="work", original="named", at=at), work(id="work"), named)])
    assert find_format("pandoc").render([fact], only="citation").startswith(begins)


def test_pandoc_reads_metadata_as_markdown():
    source = work(title="![](http://t.example/x) *b*", URL="https://example.org/a--b")
    works = bibliography([record([(use(original="self"), source, None)])])
    block = find_format("pandoc").references(works)
    item = json.loads(block[block.index("[") : block.rindex("]") + 1])[0]
    assert item["title"] == r"!\[\](http:\//t.example/x) \*b\*"
    assert item["URL"] == r"https://example\.org/a\-\-b"
