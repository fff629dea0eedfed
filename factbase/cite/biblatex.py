"""BibLaTeX: the works as entries, with types and dates that BibTeX does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import entries
from factbase.cite.item import parsed
from factbase.cite.latex import braced, details, ending, heading, verbatim, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record, SourceRecord

_ENTRY_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "bill": "legislation",
    "legislation": "legislation",
    "regulation": "legislation",
    "treaty": "legal",
    "legal_case": "jurisdiction",
    "hearing": "jurisdiction",
    "book": "book",
    "collection": "collection",
    "chapter": "incollection",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "periodical": "periodical",
    "report": "report",
    "thesis": "thesis",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "patent": "patent",
    "pamphlet": "booklet",
    "manuscript": "unpublished",
    "speech": "unpublished",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "motion_picture": "movie",
    "song": "music",
    "performance": "performance",
    "personal_communication": "letter",
    "figure": "image",
    "graphic": "image",
}
"""CSL type → BibLaTeX entry type (manual 3.20, section 2.1); the rest is misc."""

_CONTAINERS = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
    "book": "series",
    "report": "series",
    "thesis": "series",
    "unpublished": "eventtitle",
}
"""Entry type → the field that its driver prints for the container; the rest print organization."""

_PUBLISHERS = {"report": "institution", "thesis": "institution"}
_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_TYPES = {"report": "techreport", "thesis": "phdthesis"}


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return one entry a work; ``keywords`` holds fact ids, ``note`` locator and warnings."""
    return references(entries(facts))


def references(works: Sequence[Entry]) -> str:
    """Return the works as entries.

    A fact's id is another key of the first of its works, so that a draft may cite the fact.
    """
    told = []
    named: set[str] = set()
    for work in works:
        aliases = [fact_id for fact_id in work.fact_ids if fact_id not in named]
        named.update(aliases)
        kind = _ENTRY_TYPES.get(work.source.type, "misc")
        ids = [("ids", "{" + ", ".join(aliases) + "}")] if aliases else []
        fields = [*ids, *heading(work.source), *_fields(work.source, kind), *ending(work)]
        told.append(written(kind, work.source.id, fields))
    return "\n\n".join(told)


def _fields(source: SourceRecord, kind: str) -> Iterator[tuple[str, str]]:
    if source.type in _SUBTYPES:
        yield "entrysubtype", braced(_SUBTYPES[source.type])
    if source.container_title:
        yield _CONTAINERS.get(kind, "organization"), verbatim(source.container_title)
    if source.publisher:
        yield _PUBLISHERS.get(kind, "publisher"), braced(source.publisher)
    if parsed(source.issued):
        # The dates of our files are EDTF, and so are those of BibLaTeX (manual, section 2.3.8).
        yield "date", "{" + source.issued + "}"
    yield from details(source, kind, genre=source.genre or _TYPES.get(kind))
