"""Whatever somebody writes in a title, a reader of the export finds just that."""

from __future__ import annotations

import csv
import io

import mwparserfromhell
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.cite.all_formats import find_format
from factbase.cite.post import shortened
from factbase.formats.csv import render as render_csv
from factbase.jsontext import from_json
from factbase.quantity import find_quantities
from tests.cite.foreign import READERS, Page, shown
from tests.cite.test_formats import record, use, work

quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)

HOSTILE = st.sampled_from(
    [*"{}[]<>|\\&%$#_~^'\"`*@=+-:;,.!?/()", "''", "--", "}}", "{{", "]]", "</", "ER  - ", "TY  - ",
     "\\input", " and ", "https://", "<!--", "[^1]", "\n", "mailto:", "ISBN 1"]
)  # fmt: skip
LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"), exclude_characters="\u0300"
)
TEXTS = st.lists(HOSTILE | st.text(LETTERS, max_size=4), max_size=12).map("".join)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", READERS)
@quick
@given(text=TEXTS)
def test_a_title_reads_back(name, text):
    source = work(
        type="article-journal",
        title=f"T {text} t",
        publisher=f"P {text} p",
        author=[{"literal": f"A {text} a"}],
        **{"container-title": f"C {text} c"},
    )
    fact = record([(use(original="lost", at=f"at {text}"), source, None)], claim=f"C {text}")
    (found,) = READERS[name](find_format(name).render([fact]))
    line = plain(f"x {text} x")[2:-2]
    assert plain(found["title"]) == plain(f"T {line} t")
    assert plain(found["container"]) == plain(f"C {line} c")
    assert plain(found["publisher"]) == plain(f"P {line} p")
    (author,) = found["authors"]
    who = line.replace(", ", " ").replace(",", "") if name == "ris" else line
    assert plain(author) == plain(f"A {who} a")


@quick
@given(TEXTS)
def test_a_page_shows_the_claim(text):
    fact = record([(use(original="lost"), work(), None)], claim=f"C {text} c")
    page = Page(find_format("html").render([fact], only="claim"))
    assert page.tags == ["p"]
    assert plain(page.text) == plain(f"C {text} c")


@quick
@given(TEXTS)
def test_wikitext_shows_the_claim(text):
    fact = record([(use(original="lost"), work(), None)], claim=f"{text} c")
    claim = find_format("wikipedia").render([fact], only="claim")
    code = mwparserfromhell.parse(claim)
    assert {type(node).__name__ for node in code.ifilter()} <= {"Text", "HTMLEntity"}
    assert shown(claim) == plain(f"{text} c")


@quick
@given(TEXTS)
def test_no_cell_begins_a_formula(text):
    fact = record(
        [(use(original="lost", at=text or None), work(title=f"T{text}"), None)], claim=text
    )
    header, row = csv.reader(io.StringIO(render_csv([fact]), newline=""))
    assert len(header) == len(row)
    for cell in row:
        assert not cell.lstrip(" \"'\u00a0").startswith(("=", "+", "-", "@")) or cell.startswith(
            "'"
        )
    assert row[1].removeprefix("'") == text.removeprefix("'") or row[1] in (text, f"'{text}")
    (bare,) = [row for row in csv.reader(io.StringIO(
        render_csv([fact], formula_guard=False), newline="")) if row[0] == "one"]  # fmt: skip
    assert bare[1] == text


@quick
@given(TEXTS)
def test_json_holds_no_markup(text):
    fact = record([(use(original="lost"), work(title=f"T{text}"), None)], claim=text)
    written = find_format("jsonld").render([fact])
    assert not set("<>&") & set(written)
    (claim,) = from_json(written)["@graph"]
    assert claim.get("text", "") == text
    assert claim["citation"][0]["name"] == f"T{text}"


@quick
@given(st.text("abc 12,;.…—which where making not only %", max_size=80))
def test_a_shortened_claim_keeps_its_numbers(claim):
    numbers = [one.text for one in find_quantities(claim)]
    whole, *shorter = shortened(claim)
    assert whole == claim
    for text in shorter:
        assert len(text) < len(claim)
        assert text.endswith("…")
        assert claim.startswith(text[:-1])
        assert [one.text for one in find_quantities(text)] == numbers
