"""Hostile styles and items: a clear error or a plain answer, quickly, never a raw traceback."""

from __future__ import annotations

import time

import pytest

from factbase.csl import Cite, Cluster, Processor
from factbase.errors import ItemError, StyleError
from tests.csl.styles import entry, processor, style

LAYOUT = """<names variable="author"><name initialize-with="."/></names><text variable="title"/>
<date variable="issued" form="text"/><number variable="volume" form="ordinal"/>
<label variable="page"/><text variable="page"/><number variable="edition" form="roman"/>"""

CIRCLE = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
DOUBLING = "".join(
    f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
    for n in range(40)
)
LONG_CHAIN = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(300))
BOMB = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'


def small(layout: str, macros: str = "") -> str:
    return style(f"<layout>{layout}</layout>", macros=macros)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        pytest.param(
            small("<text value='x'/>" * 600_000), "bytes are too many for a style", id="10 MB"
        ),
        pytest.param(BOMB + small(""), "style:1: it declares a document type", id="entities"),
        pytest.param(
            '<!DOCTYPE s SYSTEM "http://example.org/x">' + small(""),
            "style:1: it declares a document type",
            id="foreign document type",
        ),
        pytest.param(small("&foo;"), "style:1: not well-formed XML: undefined entity", id="entity"),
        pytest.param(small("", CIRCLE), "in a circle: a → b → a", id="circle, never called"),
        pytest.param(
            small('<text macro="m0"/>', LONG_CHAIN + '<macro name="m300"/>'),
            "macros call each other more than 60 deep",
            id="long chain",
        ),
        pytest.param(
            small("<group>" * 5000 + "</group>" * 5000), "elements nest deeper than 200", id="deep"
        ),
        pytest.param("<style", "style:1: not well-formed XML", id="cut off"),
        pytest.param("<html/>", "the root is <html>, not <style>", id="another format"),
        pytest.param(small("\n<foo/>"), "style:2: <foo> has no place in <layout>", id="element"),
        pytest.param(small("<text/>"), "a <text> needs variable, macro, term or value", id="text"),
        pytest.param(
            small('<date variable="issued"><date-part name="hour"/></date>'),
            "a date-part is one of day, month, year, not 'hour'",
            id="date part",
        ),
        pytest.param("a\0b", "a style is the path of a file", id="no text at all"),
    ],
)
def test_a_hostile_style_is_refused(xml, message):
    with pytest.raises(StyleError) as caught:
        processor(xml)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 500


def test_macros_that_multiply_are_stopped():
    made = processor(small('<text macro="m0"/>', DOUBLING + '<macro name="m40"/>'))
    with pytest.raises(StyleError, match="macros multiply each other"):
        made.entry({"id": "x"})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"id": None}, "an item needs an id", id="no id"),
        pytest.param({"id": True}, "an item needs an id", id="id is true"),
        pytest.param({"title": ["T"]}, "title is a list, not a text", id="title"),
        pytest.param({"title": True}, "title is true, not a text", id="title is true"),
        pytest.param({"title": {1, 2}}, "title is set, not a text", id="no JSON"),
        pytest.param({"title": "x" * 200_000}, "at most 100,000", id="title too long"),
        pytest.param({"author": "Doe"}, "author is a text, not a list of names", id="author"),
        pytest.param({"author": [1]}, "a name in author is no JSON object", id="name"),
        pytest.param({"author": [{"family": []}]}, "family of a name in author", id="family"),
        pytest.param({"author": [{"family": "x"}] * 6000}, "at most 5,000", id="names"),
        pytest.param({"issued": [2000]}, "issued is no date object", id="date"),
        pytest.param({"issued": {"date-parts": [["x"]]}}, "date-parts of issued", id="part"),
        pytest.param({"issued": {"date-parts": [[10**30]]}}, "date-parts of issued", id="year"),
        pytest.param(
            {"issued": {"date-parts": [[float("inf")]]}}, "date-parts of issued", id="infinity"
        ),
        pytest.param({"volume": 10**5000}, "too many digits", id="number"),
    ],
)
def test_a_hostile_item_is_refused(fields, message):
    with pytest.raises(ItemError) as caught:
        entry(LAYOUT, fields)
    assert message in str(caught.value)


LONG = 90_000


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"title": "'\"“" * (LONG // 3)}, id="quotation marks"),
        pytest.param({"title": "<i>" * (LONG // 3)}, id="tags that stay open"),
        pytest.param({"title": "<i>" * 12_000 + "</i>" * 12_000}, id="tags that nest"),
        pytest.param({"title": "<span " * (LONG // 6)}, id="half tags"),
        pytest.param({"title": "a\0b\ud800"}, id="no Unicode"),
        pytest.param({"page": "1" * (LONG // 2) + "-" + "2" * (LONG // 2)}, id="pages"),
        pytest.param({"page": "1-2, " * (LONG // 5)}, id="many pages"),
        pytest.param({"volume": "1-" * (LONG // 2)}, id="volumes"),
        pytest.param({"edition": "9" * LONG}, id="digits"),
        pytest.param({"author": [{"family": "x", "given": "A-" * (LONG // 2)}]}, id="given"),
        pytest.param({"author": [{"family": "a " * (LONG // 2)}]}, id="particles"),
        pytest.param({"author": [{"family": f"N{n}"} for n in range(4999)]}, id="many names"),
        pytest.param({"note": "{:" * (LONG // 2)}, id="note"),
        pytest.param({"issued": {"raw": "1-" * (LONG // 2)}}, id="raw date"),
        pytest.param({"issued": {"date-parts": [[2000, 99, 99]]}}, id="no such day"),
        pytest.param({"issued": {"date-parts": [[]]}}, id="no parts"),
        pytest.param({"unknown": [1, {"a": 2}]}, id="unknown field"),
    ],
)
def test_a_strange_item_is_answered_soon(fields):
    start = time.process_time()
    entry(LAYOUT, fields)
    assert time.process_time() - start < 5, "a hang: this takes a fraction of a second"


def test_a_locale_name_is_no_path():
    asked: list[str] = []
    Processor(small(""), "../../secret", locales=asked.append)
    assert asked == ["en-US"]


@pytest.mark.parametrize("cite", [5, None, Cite("nope")])
def test_a_strange_cite_is_refused(cite):
    made = processor(small(""))
    with pytest.raises(ItemError):
        made.cite([[cite]])
    with pytest.raises(ItemError):
        made.cite([Cluster([Cite("nope")])])
