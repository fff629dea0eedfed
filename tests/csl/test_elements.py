"""Each rendering element prints what the specification says."""

from __future__ import annotations

import pytest

from factbase.errors import ItemError, StyleError, UnknownNameError
from tests.csl.styles import ENGLISH, entry, processor, style

DOE = {"family": "Doe", "given": "John Paul"}
ROE = {"family": "Roe", "given": "Jane-Mary"}
GOGH = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
HUMBOLDT = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}


@pytest.mark.parametrize(
    ("name", "people", "expected"),
    [
        pytest.param("<name/>", [DOE, ROE], "John Paul Doe, Jane-Mary Roe", id="default"),
        pytest.param('<name and="text"/>', [DOE, ROE], "John Paul Doe and Jane-Mary Roe", id="and"),
        pytest.param(
            '<name and="symbol" delimiter-precedes-last="always" initialize-with="."/>',
            [DOE, ROE],
            "J.P. Doe, & J.-M. Roe",
            id="symbol, always, initials",
        ),
        pytest.param(
            '<name name-as-sort-order="first" and="text" initialize-with=". "/>',
            [DOE, ROE],
            "Doe, J. P. and J.-M. Roe",
            id="first inverted",
        ),
        pytest.param(
            '<name et-al-min="2" et-al-use-first="1"/>', [DOE, ROE], "John Paul Doe et al.", id="et"
        ),
        pytest.param(
            '<name et-al-min="3" et-al-use-first="1" et-al-use-last="true" form="short"/>',
            [DOE, ROE, GOGH],
            "Doe, … van Gogh",
            id="use last",
        ),
        pytest.param(
            '<name et-al-min="2" et-al-use-first="1" et-al-use-last="true" form="short"/>',
            [DOE, ROE],
            "Doe et al.",
            id="use last needs two more",
        ),
        pytest.param('<name form="short"/>', [GOGH, HUMBOLDT], "van Gogh, Humboldt", id="short"),
        pytest.param(
            '<name name-as-sort-order="all"/>',
            [GOGH],
            "Gogh, Vincent van",
            id="particle demoted",
        ),
        pytest.param('<name form="count"/>', [DOE, ROE], "2", id="count"),
        pytest.param(
            "<name/>", [{"literal": "Census Bureau"}], "Census Bureau", id="a body has no parts"
        ),
        pytest.param(
            "<name/>", [{"family": "毛", "given": "泽东"}], "毛泽东", id="family first, no space"
        ),
        pytest.param("<name/>", [{"family": "de Gaulle"}], "de Gaulle", id="particle parsed"),
    ],
)
def test_names(name, people, expected):
    assert entry(f'<names variable="author">{name}</names>', {"author": people}) == expected


def test_editors_stand_in_for_authors_and_do_not_come_twice():
    layout = (
        '<group delimiter=". "><names variable="author"><name/><label prefix=", "/>'
        '<substitute><names variable="editor"/></substitute></names>'
        '<names variable="editor"/><text variable="title"/></group>'
    )
    assert entry(layout, {"editor": [DOE], "title": "T"}) == "John Paul Doe, editor. T"
    assert entry(layout, {"author": [ROE], "editor": [DOE], "title": "T"}) == (
        "Jane-Mary Roe. John Paul Doe. T"
    )


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        pytest.param({"date-parts": [[2019, 3, 2]]}, "March 2, 2019", id="day"),
        pytest.param({"date-parts": [["2019", "3"]]}, "March 2019", id="month, as text"),
        pytest.param({"date-parts": [[2019]]}, "2019", id="year"),
        pytest.param({"date-parts": [[2019]], "season": 2}, "Summer 2019", id="season"),
        pytest.param({"date-parts": [[2019, 3, 2], [2019, 3, 5]]}, "March 2–5, 2019", id="days"),
        pytest.param({"date-parts": [[2019, 3], [2019, 5]]}, "March–May 2019", id="months"),
        pytest.param({"date-parts": [[2019], [2021]]}, "2019–2021", id="years"),
        pytest.param({"date-parts": [[-44, 3]]}, "March 44BC", id="before Christ"),
        pytest.param({"date-parts": [[79]]}, "79AD", id="few digits"),
        pytest.param({"literal": "in the war"}, "in the war", id="words"),
        pytest.param({"raw": "2 March 2019"}, "March 2, 2019", id="raw"),
        pytest.param({"date-parts": [[2019, 99, 99]]}, "2019", id="no such month"),
    ],
)
def test_dates(issued, expected):
    assert entry('<date variable="issued" form="text"/>', {"issued": issued}) == expected


@pytest.mark.parametrize(
    ("form", "edition", "expected"),
    [
        pytest.param("ordinal", "2", "2nd", id="2nd"),
        pytest.param("ordinal", "11", "11th", id="11th"),
        pytest.param("ordinal", 21, "21st", id="a number"),
        pytest.param("ordinal", "2, 3", "2nd, 3th", id="each by itself"),
        pytest.param("ordinal", "second edition", "second edition", id="words stay"),
        pytest.param("roman", "14", "xiv", id="roman"),
        pytest.param("numeric", "2-4", "2–4", id="range"),
        pytest.param("numeric", "P60\\-282", "P60-282", id="an escaped hyphen stays"),
    ],
)
def test_numbers(form, edition, expected):
    layout = f'<number variable="edition" form="{form}"/>'
    assert entry(layout, {"edition": edition}) == expected


@pytest.mark.parametrize(
    ("page", "style_format", "expected"),
    [
        pytest.param("12", "", "page 12", id="one"),
        pytest.param("12-14", "", "pages 12–14", id="range"),
        pytest.param("321-28", "expanded", "pages 321–328", id="expanded"),
        pytest.param("321-328", "minimal", "pages 321–8", id="minimal"),
        pytest.param("1496-1504", "chicago", "pages 1496–1504", id="chicago"),
        pytest.param("1496-1504", "chicago-16", "pages 1496–504", id="chicago-16"),
    ],
)
def test_pages(page, style_format, expected):
    layout = '<group delimiter=" "><label variable="page"/><text variable="page"/></group>'
    options = f'class="in-text" page-range-format="{style_format}"'
    assert entry(layout, {"page": page}, options=options) == expected


@pytest.mark.parametrize(
    ("case", "title", "expected"),
    [
        pytest.param("title", "the end of a two-way street", "The End of a Two-Way Street", id="t"),
        pytest.param("title", "an IBM story: the iPhone", "An IBM Story: The iPhone", id="mixed"),
        pytest.param("sentence", "The Big Story", "The big story", id="sentence"),
        pytest.param("capitalize-first", "the story", "The story", id="first"),
        pytest.param("uppercase", "a <span class='nocase'>pH</span> b", "A pH B", id="nocase"),
    ],
)
def test_text_case(case, title, expected):
    assert entry(f'<text variable="title" text-case="{case}"/>', {"title": title}) == expected


def test_title_case_is_for_english_only():
    item = {"title": "le monde des livres", "language": "fr-FR"}
    assert entry('<text variable="title" text-case="title"/>', item) == "le monde des livres"


@pytest.mark.parametrize(
    ("layout", "title", "expected"),
    [
        pytest.param(
            '<text variable="title" font-style="italic"/>',
            "On <i>Homo</i> & co",
            '<i>On <span style="font-style:normal;">Homo</span> &#38; co</i>',
            id="italic in italic is upright",
        ),
        pytest.param(
            '<text variable="title" quotes="true" suffix="."/>',
            'The "big" one',
            "“The ‘big’ one.”",
            id="quotes nest, full stop inside",
        ),
        pytest.param(
            '<text variable="title" suffix=". "/><text value="Next"/>',
            "Who?",
            "Who? Next",
            id="no full stop after a question mark",
        ),
        pytest.param('<text variable="title"/>', "it's", "it’s", id="apostrophe"),
        pytest.param('<text variable="title"/>', "a < b </i>", "a &#60; b &#60;/i&#62;", id="esc"),
    ],
)
def test_formatting(layout, title, expected):
    assert entry(layout, {"title": title}, output="html") == expected


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("html", "<i>A &#38; B_c</i>"),
        ("markdown", r"*A & B\_c*"),
        ("latex", r"\textit{A \& B\_c}"),
        ("text", "A & B_c"),
    ],
)
def test_output(output, expected):
    layout = '<text variable="title" font-style="italic"/>'
    assert entry(layout, {"title": "A & B_c"}, output=output) == expected


def test_a_group_without_its_variable_vanishes():
    layout = (
        '<text variable="title"/><group prefix=" (" suffix=")"><text value="from "/>'
        '<text variable="URL"/></group>'
    )
    assert entry(layout, {"title": "T"}) == "T"
    assert entry(layout, {"title": "T", "URL": "http://a_b"}) == "T (from http://a_b)"


@pytest.mark.parametrize(
    ("condition", "item", "expected"),
    [
        ('type="book"', {}, "yes"),
        ('type="report"', {}, "no"),
        ('variable="title"', {"title": "T"}, "yes"),
        ('variable="title DOI" match="any"', {"title": "T"}, "yes"),
        ('variable="title DOI"', {"title": "T"}, "no"),
        ('variable="title DOI" match="none"', {}, "yes"),
        ('is-numeric="volume"', {"volume": "2nd"}, "yes"),
        ('is-numeric="volume"', {"volume": "second"}, "no"),
        ('is-uncertain-date="issued"', {"issued": {"raw": "c. 1850"}}, "yes"),
    ],
)
def test_conditions(condition, item, expected):
    layout = (
        f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else></choose>'
    )
    assert entry(layout, item) == expected


def test_variables_in_the_note():
    layout = '<text variable="genre"/><date variable="original-date" form="text" prefix=" "/>'
    item = {"note": "genre: Essay\noriginal-date: 1900", "title": "T"}
    assert entry(layout, item) == "Essay 1900"


def test_a_dependent_style_names_its_parent():
    xml = style("<layout/>").replace(
        "<id>t</id>", '<id>t</id><link rel="independent-parent" href="http://x/apa"/>'
    )
    xml = xml[: xml.index("<citation")] + "</style>"
    with pytest.raises(StyleError, match="http://x/apa: use that style"):
        processor(xml)


def test_errors_name_the_item_and_the_place():
    with pytest.raises(ItemError, match="item 'x': title is a list, not a text"):
        entry("<text variable='title'/>", {"title": ["a"]})
    with pytest.raises(StyleError, match="style:2: no macro is called 'nope'"):
        entry("\n<text macro='nope'/>", {})
    with pytest.raises(UnknownNameError, match="html, latex, markdown, text"):
        entry("<text value='a'/>", {}, output="pdf")


def test_a_style_without_bibliography_cannot_make_an_entry():
    xml = style("<layout/>")
    xml = xml[: xml.index("<bibliography")] + "</style>"
    made = processor(xml)
    assert made.bibliography() == []
    with pytest.raises(StyleError, match="no <bibliography>"):
        made.entry({"id": "x"})


def test_the_terms_of_a_style_override_those_of_the_locale():
    terms = '<locale xml:lang="en"><terms><term name="and">&amp; also</term></terms></locale>'
    layout = '<names variable="author"><name and="text" form="short"/></names>'
    assert entry(layout, {"author": [DOE, ROE]}, macros=terms) == "Doe & also Roe"
    assert "also" not in ENGLISH
