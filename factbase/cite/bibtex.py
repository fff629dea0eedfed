"""BibTeX: the works as entries, keyed by source id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import entries
from factbase.cite.item import issued_on
from factbase.cite.latex import braced, details, ending, heading, verbatim, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record, SourceRecord

_ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "pamphlet": "booklet",
    "manuscript": "unpublished",
}
"""CSL type → BibTeX entry type; the rest is misc (BibTeX 0.99d knows no web pages)."""

_CONTAINERS = {
    "article": "journal",
    "book": "series",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "phdthesis": "series",
    "techreport": "series",
}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return one entry a work; ``keywords`` holds fact ids, ``note`` locator and warnings."""
    return references(entries(facts))


def references(works: Sequence[Entry]) -> str:
    """Return the works as entries."""
    return "\n\n".join(_entry(work) for work in works)


def _entry(work: Entry) -> str:
    kind = _ENTRY_TYPES.get(work.source.type, "misc")
    fields = [*heading(work.source), *_fields(work.source, kind), *ending(work)]
    return written(kind, work.source.id, fields)


def _fields(source: SourceRecord, kind: str) -> Iterator[tuple[str, str]]:
    if source.container_title:
        yield _CONTAINERS.get(kind, "howpublished"), verbatim(source.container_title)
    if source.publisher:
        yield _PUBLISHERS.get(kind, "publisher"), braced(source.publisher)
    yield from _date(source)
    yield from details(source, kind, genre=source.genre)


def _date(source: SourceRecord) -> Iterator[tuple[str, str]]:
    issued = issued_on(source)
    if issued is None:
        return
    yield "year", "{" + str(issued.first.year) + "}"
    if issued.precision != "year":
        yield "month", _MONTHS[issued.first.month - 1]
    if issued.precision == "day":
        yield "day", "{" + str(issued.first.day) + "}"
