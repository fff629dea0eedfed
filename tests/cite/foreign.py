"""Exports read by programs of others, each as the same few fields.

`READERS` gives for a format the function that reads its text as a list of works:
id, title, authors ("Family|Given", or a body's name), date, url, doi, container, publisher, note
(of entries), keywords (the fact ids); what a format does not hold, or the work does not have, is
left out.
"""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import mwparserfromhell
import rdflib
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthIntMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from pylatexenc.latex2text import LatexNodes2Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Fields = dict[str, Any]
SCHEMA = rdflib.Namespace("https://schema.org/")


def filled(**fields: Any) -> Fields:
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


# BibTeX and BibLaTeX, by bibtexparser


def bibtex(text: str) -> list[Fields]:
    return [
        _bibtex_work(read, as_written)
        for read, as_written in zip(bibtex_entries(text), bibtex_raw(text), strict=True)
    ]


def bibtex_raw(text: str) -> list[dict[str, str]]:
    """Return the fields of each entry as they are written."""
    library = parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def bibtex_entries(text: str) -> list[Any]:
    """Return the entries as bibtexparser reads them, LaTeX decoded."""
    # It knows all commands of ours but these two, which LaTeX prints as braces.
    text = text.replace(r"\textbraceleft{}", LEFT).replace(r"\textbraceright{}", RIGHT)
    middleware = [
        SeparateCoAuthors(),
        SplitNameParts(),
        MonthIntMiddleware(),
        LatexDecodingMiddleware(),
    ]
    library = parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    return list(library.entries)


LEFT, RIGHT = "\ue000", "\ue001"


def braces(text: str) -> str:
    return (
        text.replace(LEFT, "{")
        .replace(RIGHT, "}")
        .replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^")
    )


def _bibtex_work(entry: Any, as_written: dict[str, str]) -> Fields:
    fields = {
        field.key: braces(field.value) if isinstance(field.value, str) else field.value
        for field in entry.fields
    }
    parts = (fields.get("year"), fields.get("month"), fields.get("day"))
    date = "-".join(f"{int(part):02}" for part in parts if part)
    containers = (
        "journal journaltitle booktitle howpublished organization series eventtitle".split()
    )
    publishers = "publisher institution school".split()
    return filled(
        id=entry.key,
        title=unbraced(fields["title"]),
        authors=[_bibtex_name(name) for name in fields.get("author", [])],
        date=fields.get("date") or date,
        # An address is verbatim: no LaTeX in it.
        url=as_written.get("url"),
        doi=as_written.get("doi"),
        container=next((unbraced(fields[key]) for key in containers if key in fields), None),
        publisher=next((fields[key] for key in publishers if key in fields), None),
        note=fields.get("note"),
        keywords=fields.get("keywords"),
    )


def _bibtex_name(name: Any) -> str:
    family, given = (" ".join(parts) for parts in ([*name.von, *name.last], name.first))
    literal = re.fullmatch(r"\{(.*)\}", family)
    if literal and not given:
        return decoded(literal[1])
    return f"{decoded(family)}|{decoded(given)}"


def decoded(latex: str) -> str:
    # Parts of names are not decoded by the middleware.
    return braces(LatexNodes2Text().latex_to_text(latex))


def unbraced(text: str) -> str:
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


# RIS, by rispy


def ris(text: str) -> list[Fields]:
    return [
        filled(
            id=record["id"],
            title=record["title"],
            authors=[_comma_name(name) for name in record.get("authors", [])],
            date=record.get("date", "").replace("/", "-"),
            url=(record.get("urls") or [None])[0],
            doi=record.get("doi"),
            container=record.get("secondary_title"),
            publisher=record.get("publisher"),
            note="; ".join(record.get("notes", [])),
            keywords=", ".join(record.get("keywords", [])),
        )
        for record in rispy.loads(text)
    ]


def _comma_name(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{family}|{given}" if comma else family


# CSL-JSON


def csl_json(text: str) -> list[Fields]:
    return [csl_work(item) for item in json.loads(text)]


def csl_work(item: Fields) -> Fields:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return filled(
        id=item["id"],
        title=item["title"],
        authors=[
            name.get("literal") or f"{name['family']}|{name['given']}"
            for name in item.get("author", [])
        ],
        date="-".join(f"{int(part):02}" for part in parts),
        url=item.get("URL"),
        doi=item.get("DOI"),
        container=item.get("container-title"),
        publisher=item.get("publisher"),
        note=item.get("note"),
        keywords=item.get("keyword"),
    )


# JSON-LD, by rdflib


def graph_of(text: str) -> rdflib.Graph:
    """Return the triples of a JSON-LD text; schema.org's context is stood for by its terms."""
    data = json.loads(text)
    assert data.pop("@context") == "https://schema.org"
    data["@context"] = {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(data), format="json-ld", publicID="https://base.example/")
    return graph


def jsonld(text: str) -> list[Fields]:
    graph = graph_of(text)
    works = [work for claim in graph.subjects(rdflib.RDF.type, SCHEMA.Claim)
             for work in graph.objects(claim, SCHEMA.citation)]  # fmt: skip
    return [_jsonld_work(graph, work) for work in dict.fromkeys(works)]


def _jsonld_work(graph: rdflib.Graph, work: Any) -> Fields:
    def one(subject: Any, name: str) -> str | None:
        found = graph.value(subject, SCHEMA[name])
        return None if found is None else str(found)

    def name_of(agent: Any) -> str | None:
        family = one(agent, "familyName")
        return f"{family}|{one(agent, 'givenName') or ''}" if family else one(agent, "name")

    doi = one(work, "sameAs")
    return filled(
        id=str(work).partition("#")[2],
        title=one(work, "name"),
        authors=[name_of(agent) for agent in graph.objects(work, SCHEMA.author)],
        date=one(work, "datePublished"),
        url=one(work, "url"),
        doi=doi and doi.removeprefix("https://doi.org/"),
        container=one(graph.value(work, SCHEMA.isPartOf), "name"),
        publisher=one(graph.value(work, SCHEMA.publisher), "name"),
    )


# Wikitext, by mwparserfromhell


def templates(text: str) -> list[Any]:
    """Return the citation templates of a wikitext."""
    page = mwparserfromhell.parse(text)
    found = page.filter_templates(recursive=False)
    notes = page.filter_tags(matches=lambda node: node.tag == "ref")
    inner = [mwparserfromhell.parse(str(note.contents)) for note in notes]
    return [*found, *(one for code in inner for one in code.filter_templates(recursive=False))]


def parameters(template: Any) -> dict[str, str]:
    """Return what a template is given, as a reader of the page sees it."""
    return {str(one.name).strip(): shown(str(one.value)) for one in template.params}


def shown(wikitext: str) -> str:
    return html.unescape(wikitext.replace("{{!}}", "|")).strip()


def wikipedia(text: str) -> list[Fields]:
    return [_wiki_work(parameters(one)) for one in templates(text)]


MONTHS = "January February March April May June July August September October November December"


def _wiki_work(given: dict[str, str]) -> Fields:
    authors = []
    for count in ("", "1", "2", "3"):
        if f"last{count}" in given:
            authors.append(f"{given[f'last{count}']}|{given.get(f'first{count}', '')}")
        elif f"author{count}" in given:
            authors.append(given[f"author{count}"].removeprefix("((").removesuffix("))"))
    containers = (
        "journal magazine newspaper encyclopedia book-title website series work event".split()
    )
    chapter = given.get("chapter")
    date = given.get("date", "")
    month = re.fullmatch(r"([A-Z]\w+) (\d{4})", date)
    if month:
        date = f"{month[2]}-{MONTHS.split().index(month[1]) + 1:02}"
    return filled(
        title=chapter or given["title"],
        authors=authors,
        date="" if date == "n.d." else date,
        url=given.get("url"),
        doi=given.get("doi"),
        container=given["title"] if chapter else
        next((given[key] for key in containers if key in given), None),
        publisher=given.get("publisher"),
    )  # fmt: skip


# HTML with COinS, by the standard library


class Page(HTMLParser):
    """What a browser would make of a page: its elements, its text, its COinS."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.contexts: list[dict[str, list[str]]] = []
        self.pieces: list[str] = []
        self.cited: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        given = dict(attrs)
        if given.get("class") == "Z3988":
            self.contexts.append(parse_qs(given["title"] or "", strict_parsing=True))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        if self.tags and self.tags[-1] == "cite":
            self.cited.append(data)
            self.tags.append("")

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def coins(text: str) -> list[Fields]:
    return [_coins_work(context) for context in Page(text).contexts]


def _coins_work(context: dict[str, list[str]]) -> Fields:
    assert context["ctx_ver"] == ["Z39.88-2004"]
    kind = context["rft_val_fmt"][0].rpartition(":")[2]
    assert kind in ("journal", "book", "dissertation", "dc")

    def first(*keys: str) -> str | None:
        return next((context[f"rft.{key}"][0] for key in keys if f"rft.{key}" in context), None)

    ids = context.get("rft_id", [])
    bodies = context.get("rft.aucorp", [])
    people = context.get("rft.creator" if kind == "dc" else "rft.au", [])
    return filled(
        title=first("atitle", "btitle", "title") if kind != "dc" else first("title"),
        authors=[*people, *bodies],
        date=first("date"),
        url=next((one for one in ids if one.startswith("http")), None),
        doi=next((one[9:] for one in ids if one.startswith("info:doi/")), None),
        container=first("jtitle", "series", "source")
        or (first("btitle") if first("atitle") else None),
        publisher=first("pub", "publisher", "inst"),
    )


READERS: dict[str, Callable[[str], list[Fields]]] = {
    "bibtex": bibtex,
    "biblatex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
    "jsonld": jsonld,
    "wikipedia": wikipedia,
    "html": coins,
}


def works(name: str, text: str) -> Iterator[Fields]:
    yield from READERS[name](text)
