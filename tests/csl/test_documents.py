"""Citations of a whole text: order, positions, disambiguation, collapsing; the bibliography."""

from __future__ import annotations

import pytest

from factbase.csl import BibliographyLayout, Cite, Cluster, Entry
from factbase.errors import ItemError
from tests.csl.styles import processor, style

LAYOUT = """<layout prefix="(" suffix=")" delimiter="; ">
  <group delimiter=" ">
    <names variable="author">
      <name form="short" and="text" et-al-min="3" et-al-use-first="1" initialize-with=". "/>
    </names>
    <date variable="issued"><date-part name="year"/></date>
    <text variable="locator" prefix="p. "/>
  </group>
</layout>"""


def item(name: str, *people: str, year: int = 2000) -> dict[str, object]:
    authors = [dict(zip(("family", "given"), one.split("|"), strict=True)) for one in people]
    dates = {"date-parts": [[year]]}
    return {"id": name, "type": "book", "title": name, "author": authors, "issued": dates}


def cited(items, clusters, *, citation="", layout=LAYOUT, sort="", options='class="in-text"'):
    xml = style(layout, citation=citation, sort=sort, options=options)
    made = processor(xml)
    made.register(items)
    return made.cite(clusters)


TWO_DOES = [item("a", "Doe|John"), item("b", "Doe|Jane")]
SAME_DOE = [item("a", "Doe|John"), item("b", "Doe|John"), item("c", "Doe|John", year=2001)]
LISTS = [
    item("a", "Doe|John", "Roe|Max", "Poe|E."),
    item("b", "Doe|John", "Zed|Max", "Poe|E."),
]


@pytest.mark.parametrize(
    ("items", "citation", "expected"),
    [
        pytest.param(TWO_DOES, "", "(Doe 2000; Doe 2000)", id="nothing asked"),
        pytest.param(
            TWO_DOES,
            'disambiguate-add-givenname="true"',
            "(John Doe 2000; Jane Doe 2000)",
            id="initials are the same, so the whole name",
        ),
        pytest.param(
            TWO_DOES,
            'disambiguate-add-givenname="true" disambiguate-add-year-suffix="true" '
            'givenname-disambiguation-rule="all-names-with-initials"',
            "(Doe 2000a; Doe 2000b)",
            id="initials do not help",
        ),
        pytest.param(
            LISTS,
            'disambiguate-add-names="true"',
            "(Doe, Roe, et al. 2000; Doe, Zed, et al. 2000)",
            id="more names",
        ),
        pytest.param(
            SAME_DOE,
            'disambiguate-add-year-suffix="true"',
            "(Doe 2000a; Doe 2000b; Doe 2001)",
            id="suffix",
        ),
        pytest.param(
            SAME_DOE,
            'disambiguate-add-year-suffix="true" collapse="year"',
            "(Doe 2000a, 2000b, 2001)",
            id="collapse years",
        ),
        pytest.param(
            SAME_DOE,
            'disambiguate-add-year-suffix="true" collapse="year-suffix" year-suffix-delimiter=","',
            "(Doe 2000a,b, 2001)",
            id="collapse suffixes",
        ),
    ],
)
def test_disambiguation_and_collapsing(items, citation, expected):
    ids = [str(one["id"]) for one in items]
    assert cited(items, [ids], citation=citation) == [expected]


def test_the_condition_is_the_last_resort_but_one():
    layout = """<layout delimiter="; "><names variable="author"><name form="short"/></names>
      <choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose></layout>"""
    items = [item("A", "Doe|John"), item("B", "Doe|John"), item("C", "Roe|Max")]
    assert cited(items, [["A", "B", "C"]], layout=layout) == ["Doe, A; Doe, B; Roe"]


NUMBERS = '<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>'


@pytest.mark.parametrize(
    ("ids", "expected"),
    [("abc", "[1–3]"), ("abd", "[1, 2, 4]"), ("abcd", "[1–4]"), ("dcba", "[4, 3, 2, 1]")],
)
def test_numbers_collapse_upwards(ids, expected):
    items = [item(name, "Doe|John") for name in "abcd"]
    made = processor(style(NUMBERS, citation='collapse="citation-number"'))
    made.register(items)
    assert made.cite([list("abcd"), list(ids)])[1] == expected


def test_positions_in_notes():
    layout = """<layout><choose>
      <if position="ibid-with-locator"><text value="ibid. at"/></if>
      <else-if position="ibid"><text value="ibid."/></else-if>
      <else-if position="near-note"><text value="near"/></else-if>
      <else-if position="subsequent"><text variable="first-reference-note-number"/></else-if>
      <else><text variable="title"/></else></choose></layout>"""
    notes = [
        Cluster([Cite("A")], note=1),
        Cluster([Cite("A")], note=2),
        Cluster([Cite("A", locator="3")], note=3),
        Cluster([Cite("A", locator="3")], note=4),
        Cluster([Cite("B")], note=5),
        Cluster([Cite("A")], note=6),
        Cluster([Cite("B")], note=20),
    ]
    items = [item("A", "Doe|John"), item("B", "Roe|Max")]
    made = cited(items, notes, layout=layout, options='class="note"')
    assert made == ["A", "ibid.", "ibid. at", "ibid.", "B", "near", "5"]


def test_affixes_locators_and_authors_left_out():
    cites = [
        Cite("a", locator="3-5", prefix="see "),
        Cite("b", suffix=", but <i>not</i> there", suppress_author=True),
    ]
    items = [item("a", "Doe|John"), item("b", "Roe|Max", year=1999)]
    assert cited(items, [cites]) == ["(see Doe 2000 p. 3–5; 1999, but not there)"]


SORT = '<sort><key variable="author"/><key variable="issued" sort="descending"/></sort>'


def test_cites_and_entries_are_sorted():
    items = [
        item("old", "Émile|A", year=1990),
        item("none"),
        item("last", "Zola|A"),
        item("new", "Émile|A", year=1995),
    ]
    made = processor(style(LAYOUT, sort=SORT))
    made.register(items)
    assert made.cite([["old", "last", "new"]]) == ["(Émile 1995; Émile 1990; Zola 2000)"]
    ids = [str(one["id"]) for one in items]
    assert [entry.id for entry in made.bibliography(ids)] == ["new", "old", "last", "none"]
    assert [entry.id for entry in made.bibliography()] == ["new", "old", "last"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("complete-all", ["A, B: 1", "—: 2", "A, C: 3"]),
        ("complete-each", ["A, B: 1", "—, —: 2", "A, C: 3"]),
        ("partial-each", ["A, B: 1", "—, —: 2", "—, C: 3"]),
        ("partial-first", ["A, B: 1", "—, B: 2", "—, C: 3"]),
    ],
)
def test_repeated_names_are_replaced(rule, expected):
    layout = (
        '<layout><group delimiter=": "><names variable="author"><name form="short"/></names>'
        '<text variable="title"/></group></layout>'
    )
    options = (
        f'subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}" '
        'hanging-indent="true" entry-spacing="0"'
    )
    made = processor(style(layout, bibliography=options))
    made.register([item("1", "A|x", "B|y"), item("2", "A|x", "B|y"), item("3", "A|x", "C|z")])
    assert [entry.text for entry in made.bibliography()] == expected
    assert made.layout == BibliographyLayout(hanging_indent=True, entry_spacing=0)


def test_the_field_in_the_margin():
    layout = (
        '<layout suffix="."><text variable="citation-number" suffix=". "/>'
        '<text variable="title"/></layout>'
    )
    made = processor(style(layout, bibliography='second-field-align="flush"'), output="html")
    made.register([item("T", "Doe|John")])
    assert made.bibliography() == [
        Entry(
            "T",
            '\n    <div class="csl-left-margin">1. </div>'
            '<div class="csl-right-inline">T.</div>\n  ',
        )
    ]


def test_an_unknown_item_is_named():
    with pytest.raises(ItemError, match="item 'nope': no item of this id is registered"):
        cited([], [["nope"]])


def test_each_call_stands_for_the_whole_text():
    made = processor(style(NUMBERS))
    made.register([item("a", "Doe|John"), item("b", "Roe|Max")])
    assert made.cite([["a"], ["b"]]) == ["[1]", "[2]"]
    assert made.cite([["b"], ["a"]]) == ["[1]", "[2]"]
    assert [entry.id for entry in made.bibliography()] == ["b", "a"]
