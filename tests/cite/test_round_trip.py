"""What is exported is read back by programs of others with the same fields."""

from __future__ import annotations

import itertools
import sys
from typing import Any

import mwparserfromhell
import pytest

from factbase.cite.all_formats import find_format
from tests.cite.foreign import (
    READERS,
    SCHEMA,
    Fields,
    Page,
    filled,
    graph_of,
    parameters,
    shown,
    templates,
)
from tests.cite.test_formats import EVIL, record, use, work
from tests.readers import ROOT

TYPES = (
    "webpage report dataset article-newspaper article-magazine article-journal book chapter bill "
    "legislation legal_case thesis speech post post-weblog entry-encyclopedia"
).split()
AUTHORS: dict[str, Fields] = {
    "author": {"author": [{"family": "Doe", "given": "Jane Q."}, {"family": "Roe", "given": "R."}]},
    "corporate author": {"author": [{"literal": "Office of Lakes and Rivers"}]},
    "no author": {},
}
DATES = {"date": "2012-10-01", "month": "2012-10", "year": "2012", "no date": "unstated"}
PLACES: dict[str, Fields] = {
    "URL": {"URL": "https://example.org/a_b?c=d%20e&f=~g#h"},
    "DOI": {"DOI": "10.1000/182_x(y)"},
    "neither": {},
}
MORE: dict[str, Fields] = {
    "bare": {},
    "whole": {
        "container-title": "Times & Tides_of Lakes",
        "publisher": "Lake Press, 5 % Ltd",
        "volume": "12",
        "number": "P60-282",
        "page": "7-9",
    },
}


def expected(source: Fields, name: str) -> Fields:
    """Return the fields that a reader of the format *name* should find."""
    made = filled(
        id=source["id"],
        title=source["title"],
        authors=[
            one.get("literal") or f"{one['family']}|{one['given']}"
            for one in source.get("author", [])
        ],
        date="" if source["issued"] == "unstated" else source["issued"],
        url=source.get("URL"),
        doi=source.get("DOI"),
        container=source.get("container-title"),
        publisher=source.get("publisher"),
        note="one: p. 3",
        keywords="one",
    )
    if name in ("html", "wikipedia", "jsonld"):
        made = {key: made[key] for key in made if key not in ("note", "keywords")}
    if name in ("html", "wikipedia"):
        made.pop("id")  # a key of files for programs
    if name == "wikipedia" and source["type"] == "chapter":
        made.setdefault("container", "n/a")  # the template demands the book's title
    if name == "html":
        if "authors" in made:
            made["authors"] = [" ".join(reversed(one.split("|"))) for one in made["authors"]]
        if source["type"] == "thesis":
            made.pop("container", None)  # the format of dissertations has none
    return made


def matrix(kind: str) -> list[Any]:
    """Return a source of this type with each combination of what may be missing."""
    combinations = itertools.product(
        AUTHORS.values(), DATES.values(), PLACES.values(), MORE.values()
    )
    return [
        work(id=f"work-{number}", type=kind, title="50 % of Lakes: A {Census} & more_of #1",
             **who, **where, **more, issued=issued)
        for number, (who, issued, where, more) in enumerate(combinations)
    ]  # fmt: skip


def read_back(name: str, sources: list[Any]) -> list[Fields]:
    """Return what a reader of the format *name* finds of *sources*, which go into one file."""
    facts = [record([(use(original="self", ref=one["id"]), one, None)]) for one in sources]
    if name == "html":
        # A page lists works in the order of their authors.
        return [work for fact in facts for work in READERS[name](find_format(name).render([fact]))]
    found = READERS[name](find_format(name).render(facts))
    if name == "jsonld":
        order = [one["id"] for one in sources]
        found.sort(key=lambda one: order.index(one["id"]))
    return found


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", TYPES)
def test_the_matrix_reads_back(name: str, kind: str) -> None:
    sources = matrix(kind)
    assert read_back(name, sources) == [expected(one, name) for one in sources]


@pytest.mark.slow
def test_the_docs_show_the_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the matrix; `docs/formats.md` holds the same table."""
    lines = [["type", *READERS], ["---" for _ in ("type", *READERS)]]
    for kind in TYPES:
        sources = matrix(kind)
        counts = [
            sum(found == expected(one, name)
                for one, found in zip(sources, read_back(name, sources), strict=True))
            for name in READERS
        ]  # fmt: skip
        lines.append([f"`{kind}`", *(f"{count} of {len(sources)}" for count in counts)])
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    with capsys.disabled():
        sys.stdout.write(f"\n{table}\n")
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- matrix -->\n")[2].partition("<!-- end matrix -->")[0]
    assert shown == f"\n{table}\n\n"


def test_the_matrix_is_whole() -> None:
    assert len(matrix("report")) == 3 * 4 * 3 * 2
    seen: list[Any] = [tuple(sorted(source)) for source in matrix("report")]
    assert len(set(seen)) == 2 * 3 * 2  # author or not, URL or DOI or neither, bare or whole


# What somebody wrote is text, whatever the language it is pasted into makes of it.


def hostile(text: str) -> Any:
    """Return a source with *text* wherever a writer may put text."""
    return work(
        type="article-journal",
        title=f"T {text}",
        author=[{"literal": f"{text} and sons"}, {"family": f"Doe {text}", "given": f"J. {text}"}],
        publisher=f"P {text}",
        **{"container-title": f"C {text}"},
    )


def plain(text: str) -> str:
    return " ".join(text.split())


def pieces(author: str) -> list[str]:
    return [plain(piece) for piece in author.split("|")]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_reads_back(name: str, text: str) -> None:
    source = hostile(text)
    fact = record([(use(original="self", at=text), source, None)], claim=text)
    pasted = find_format(name).render([fact])
    (found,) = READERS[name](pasted)
    line = plain(text)
    assert plain(found["title"]) == f"T {line}"
    assert plain(found["container"]) == f"C {line}"
    assert plain(found["publisher"]) == f"P {line}"
    # RIS has no way to write a comma in a name.
    who = line.replace(", ", " ").replace(",", "") if name == "ris" else line
    authors = [f"{who} and sons", f"Doe {line}|J. {line}"]
    if name == "html":
        authors = [f"J. {line} Doe {line}", f"{line} and sons"]
    elif name == "ris":
        authors[1:] = [f"Doe {who}|J. {who}"]
    assert [pieces(author) for author in found["authors"]] == list(map(pieces, authors))
    if "note" in found:
        assert plain(found["note"]) == f"one: {plain(text)}"


@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_makes_nothing_of_a_page(text: str) -> None:
    source = hostile(text) | {"URL": "https://example.org/?a='b'&c=d"}
    fact = record([(use(original="lost", at=text), source, None)], claim=text)
    for facts in ([fact], [fact, record([(use(), work(id="o"), None)], fact_id="o")]):
        page = Page(find_format("html").render(facts))
        assert set(page.tags) <= {"p", "cite", "", "a", "span", "ul", "li", "br"}
        assert {key for key, _ in page.attributes} <= {"class", "title", "href", "id"}
        assert plain(text) in plain(page.text)
        links = {value for key, value in page.attributes if key == "href"}
        assert links == {"https://example.org/?a='b'&c=d"}
        assert plain(page.cited[0]) == plain(f"T {text}").replace('"', "'")


@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_makes_nothing_of_wikitext(text: str) -> None:
    source = hostile(text) | {"URL": "https://example.org/?a='b'|c={{d}}"}
    fact = record([(use(original="lost", at=text), source, None)], claim=text)
    pasted = find_format("wikipedia").render([fact])
    claim, _, note = pasted.partition('<ref name="one">')
    assert note.endswith("</ref>")
    for part in (claim, note.removesuffix("</ref>")):
        code = mwparserfromhell.parse(part)
        kinds = {type(node).__name__ for node in code.ifilter(recursive=False)}
        assert kinds <= {"Text", "HTMLEntity", "Template"}
        assert len(code.filter_templates(recursive=False)) == (part is not claim)
        assert (
            code.filter_templates(matches=lambda one: one.name.strip() not in ("!", "cite journal"))
            == []
        )
    assert shown(claim) == plain(text)
    (template,) = templates(pasted)
    assert parameters(template)["url"] == "https://example.org/?a=%27b%27%7Cc=%7B%7Bd%7D%7D"
    assert parameters(template)["at"] == plain(text)


@pytest.mark.parametrize("text", EVIL)
def test_hostile_text_cannot_end_a_script(text: str) -> None:
    fact = record([(use(original="lost", at=text), hostile(text), None)], claim=text)
    pasted = find_format("jsonld").render([fact])
    assert not set("<>&") & set(pasted)
    graph = graph_of(pasted)
    assert [str(one) for one in graph.objects(None, SCHEMA.text)] == [text]
    assert [str(one) for one in graph.objects(None, SCHEMA.publisher / SCHEMA.name)] == [
        f"P {text}"
    ]
