"""RIS: the works as records, for reference managers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.entries import entries
from factbase.cite.item import family_name, issued_on, live_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record, SourceRecord

_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MULTI",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""CSL type → reference type of RIS (2011); the rest is GEN."""


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return one record a work; ``KW`` holds fact ids, ``N1`` locator and warnings."""
    return references(entries(facts))


def references(works: Sequence[Entry]) -> str:
    """Return the works as records."""
    return "\n\n".join(_record(work) for work in works)


def one_line(text: str) -> str:
    r"""Return *text* in one line, so that none of its words can stand where a tag stands.

    >>> one_line("A title\nER  - \x85TY  - BOOK")
    'A title ER - TY - BOOK'
    """
    # Some readers divide lines at every character that Unicode calls a line break.
    return " ".join(text.split())


def _record(work: Entry) -> str:
    lines = [("TY", _TYPES.get(work.source.type, "GEN")), *_fields(work)]
    told = [f"{tag}  - {one_line(text)}" for tag, text in lines if text]
    return "\n".join([*told, "ER  - "])


def _fields(work: Entry) -> Iterator[tuple[str, str | None]]:
    source = work.source
    yield "ID", source.id
    yield from (("AU", _name(name)) for name in source.author)
    yield from (("ED", _name(name)) for name in source.editor)
    yield "TI", source.title
    yield "T2", source.container_title
    yield "PB", source.publisher
    yield from _date(source)
    yield "M1", source.number
    yield "M3", source.genre
    yield "VL", source.volume
    yield "IS", source.issue
    yield "ET", source.version
    yield from _pages(source.page or "")
    # One tag for both; readers take the first.
    yield "SN", source.issn or source.isbn
    yield "SN", source.isbn if source.issn else None
    yield "DO", source.doi
    yield "UR", live_url(source)
    yield "Y2", (work.read or "").replace("-", "/")
    yield "LA", source.language
    yield "N1", work.note
    yield from (("KW", fact_id) for fact_id in work.fact_ids)


def _date(source: SourceRecord) -> Iterator[tuple[str, str | None]]:
    issued = issued_on(source)
    if issued is None:
        return
    yield "PY", f"{issued.first.year:04}"
    yield "DA", "/".join(f"{part:02}" for part in issued.parts)


def _pages(page: str) -> Iterator[tuple[str, str | None]]:
    first, dash, last = page.partition("-")
    if dash and re.fullmatch(r"\w+-\w+", page):
        yield from (("SP", first), ("EP", last))
    else:
        yield "SP", page


def _name(name: Mapping[str, str]) -> str:
    """Return a name as RIS writes it: "Family, Given, Suffix", a body as it is."""
    if "literal" in name:
        return _undivided(name["literal"])
    given, suffix = name.get("given", ""), name.get("suffix", "")
    last = [given, suffix] if suffix else [given] if given else []
    return ", ".join(map(_undivided, (family_name(name), *last)))


def _undivided(part: str) -> str:
    """Return *part* without commas, which would divide it."""
    return part.replace(", ", " ").replace(",", "")
