"""Pandoc reads our exports and citations as what they are; skipped aloud where it is missing.

``pip install -e '.[pandoc]'`` brings it.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from factbase.cite.all_formats import find_format
from factbase.cite.entries import bibliography
from tests.cite.foreign import csl_work
from tests.cite.test_formats import EVIL, record, use, work
from tests.cite.test_round_trip import TYPES, expected, matrix, plain

pypandoc = pytest.importorskip("pypandoc", reason="pandoc is missing: pip install -e '.[pandoc]'")
pytestmark = pytest.mark.slow

READ_AS = {"bibtex": "bibtex", "biblatex": "biblatex", "ris": "ris", "csl-json": "csljson"}


def convert(text: str, source: str, target: str, *options: str) -> str:
    return str(pypandoc.convert_text(text, target, format=source, extra_args=list(options)))


def ast(text: str, source: str) -> Any:
    return json.loads(convert(text, source, "json"))["blocks"]


def kinds(tree: Any) -> set[str]:
    """Return the kinds of elements in a document of pandoc's."""
    if isinstance(tree, list):
        return {kind for one in tree for kind in kinds(one)}
    if isinstance(tree, dict):
        return ({tree["t"]} if "t" in tree else set()) | kinds(list(tree.values()))
    return set()


@pytest.mark.parametrize("name", READ_AS)
@pytest.mark.parametrize("kind", TYPES)
def test_the_matrix_reads_back(name: str, kind: str) -> None:
    sources = matrix(kind)
    facts = [record([(use(original="self", ref=one["id"]), one, None)]) for one in sources]
    read = json.loads(convert(find_format(name).render(facts), READ_AS[name], "csljson"))
    found = {one["id"]: one for one in read}
    assert len(found) == len(sources)
    for one in sources:
        wanted = expected(one, name)
        item = found[one["id"]]
        # It has its own mind where the container of some types belongs.
        for field in ("container", "publisher"):
            text = wanted.pop(field, "")
            assert any(text in str(value) for value in item.values()), (field, item)
        # What it drops: the day in RIS; of a note what looks like a variable's name.
        wanted.pop("keywords")
        wanted.pop("note")
        if name == "ris":
            wanted["date"] = wanted.get("date", "")[:4]
            if "literal" in str(one):
                # It divides the name of a body like that of a person; rispy does not.
                wanted.pop("authors")
        made = csl_work(item)
        # A title is marked for citation processors, which keep its capitals.
        made["title"] = re.sub(r"</?span[^>]*>", "", made["title"])
        assert {key: made.get(key, "") for key in wanted} == wanted


def _document(text: str, references: str) -> str:
    return convert(f"{text}\n\n{references}\n", "markdown", "plain", "--citeproc", "--wrap=none")


def test_a_draft_may_cite_a_fact_by_its_id() -> None:
    source = work(author=[{"family": "Oak", "given": "Ann"}])
    works = bibliography([record([(use(original="lost"), source, None)])])
    cited = "As counted [@one, p. 3]."
    assert "As counted (Oak 2021, 3)." in _document(cited, find_format("pandoc").references(works))
    assert "Oak, Ann. 2021." in _document(cited, find_format("pandoc").references(works))


def test_what_is_pasted_cites_the_work(tmp_path: Any) -> None:
    source = work(author=[{"family": "Oak", "given": "Ann"}])
    fact = record([(use(original="lost"), source, None)])
    pasted = find_format("pandoc").render([fact])
    file = tmp_path / "references.json"
    file.write_text(find_format("csl-json").render([fact]))
    read = convert(
        pasted, "markdown", "plain", "--citeproc", f"--bibliography={file}", "--wrap=none"
    )
    assert read.startswith("An example. (Oak 2021, 3, original not preserved)\n")


@pytest.mark.parametrize("text", EVIL)
def test_markdown_makes_nothing_of_hostile_text(text: str) -> None:
    fact = record([(use(original="lost", at=text), work(title=f"T {text}"), None)], claim=text)
    for dialect in ("markdown", "gfm", "commonmark_x"):
        tree = ast(find_format("markdown").render([fact]), f"{dialect}-smart")
        assert kinds(tree) <= {"Para", "Str", "Space", "Note", "SoftBreak"}, dialect
        first = convert(find_format("markdown").render([fact], only="claim"), f"{dialect}-smart",
                        "plain", "--wrap=none")  # fmt: skip
        assert plain(first) == plain(text)


@pytest.mark.parametrize("text", EVIL)
def test_references_make_nothing_of_hostile_text(text: str) -> None:
    body = [{"literal": f"L {text}"}]
    fact = record([(use(original="self"), work(title=f"T {text}", author=body), None)])
    block = find_format("pandoc").references(bibliography([fact]))
    found = kinds(json.loads(convert(block, "markdown", "json"))["meta"]["references"])
    assert not found & {
        "Link",
        "Image",
        "Code",
        "Math",
        "Note",
        "RawInline",
        "Emph",
        "Span",
        "Cite",
    }


def test_references_keep_an_address() -> None:
    url = "https://example.org/a--b_c*d*/it's?x='1'&y=~q~...#f$x$"
    fact = record([(use(original="self"), work(id="oak", type="webpage", URL=url), None)])
    block = find_format("pandoc").references(bibliography([fact]))
    assert url in _document("As counted [@oak].", block)


@pytest.mark.parametrize("text", EVIL)
def test_wikitext_makes_nothing_of_hostile_text(text: str) -> None:
    claim = find_format("wikipedia").render([record([(use(), work(), None)], claim=text)],
                                            only="claim")  # fmt: skip
    tree = ast(claim, "mediawiki")
    assert kinds(tree) <= {"Para", "Str", "Space", "Quoted", "SingleQuote", "DoubleQuote"}
    assert plain(convert(claim, "mediawiki-smart", "plain", "--wrap=none")) == plain(text)
