"""A work as a ContextObject of OpenURL (ANSI/NISO Z39.88-2004), which COinS hides in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from factbase.cite.item import full_name, issued_on, live_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.index.records import SourceRecord

    Pairs = Iterator[tuple[str, str | None]]

_FORMAT = "info:ofi/fmt:kev:mtx:"
_ARTICLES = ("article", "article-journal", "article-magazine", "article-newspaper", "review")
_GENRES = {
    "book": "book",
    "collection": "book",
    "chapter": "bookitem",
    "entry": "bookitem",
    "entry-dictionary": "bookitem",
    "entry-encyclopedia": "bookitem",
    "paper-conference": "proceeding",
    "report": "report",
}
"""CSL type → genre of the book format."""


def context_object(source: SourceRecord) -> str:
    """Return *source* as percent-encoded keys and values.

    Articles travel in the format for journals, books and reports in that for books, theses in
    that for dissertations, everything else in Dublin Core.
    """
    pairs = [("ctx_ver", "Z39.88-2004"), *_referent(source), ("rfr_id", "info:sid/factbase")]
    return "&".join(f"{key}={quote(text, safe='')}" for key, text in pairs if text)


def _referent(source: SourceRecord) -> Pairs:
    if source.type in _ARTICLES:
        yield "rft_val_fmt", f"{_FORMAT}journal"
        yield "rft.genre", "article"
        yield "rft.atitle", source.title
        yield "rft.jtitle", source.container_title
        yield from _serial(source)
    elif source.type in _GENRES:
        yield "rft_val_fmt", f"{_FORMAT}book"
        yield "rft.genre", _GENRES[source.type]
        within = _GENRES[source.type] in ("bookitem", "proceeding")
        yield "rft.atitle" if within else "rft.btitle", source.title
        yield "rft.btitle" if within else "rft.series", source.container_title
        yield "rft.edition", source.version
        yield from _serial(source)
    elif source.type == "thesis":
        yield "rft_val_fmt", f"{_FORMAT}dissertation"
        yield "rft.title", source.title
        yield "rft.inst", source.publisher
        yield "rft.degree", source.genre
        yield from _authors(source)
        yield "rft.date", _date(source)
    else:
        yield from _dublin_core(source)
    yield "rft_id", f"info:doi/{source.doi}" if source.doi else None
    yield "rft_id", live_url(source)


def _serial(source: SourceRecord) -> Pairs:
    yield from _authors(source)
    yield "rft.date", _date(source)
    yield "rft.pub", source.publisher
    yield "rft.volume", source.volume
    yield "rft.issue", source.issue
    yield "rft.pages", source.page
    yield "rft.issn", source.issn
    yield "rft.isbn", source.isbn


def _authors(source: SourceRecord) -> Pairs:
    people = [name for name in source.author if "literal" not in name]
    if people:
        particle, first = people[0].get("non-dropping-particle"), people[0]
        yield "rft.aulast", " ".join(filter(None, (particle, first.get("family"))))
        yield "rft.aufirst", first.get("given")
        yield "rft.ausuffix", first.get("suffix")
    yield from (("rft.au", full_name(name)) for name in people)
    yield from (("rft.aucorp", name["literal"]) for name in source.author if "literal" in name)


def _dublin_core(source: SourceRecord) -> Pairs:
    yield "rft_val_fmt", f"{_FORMAT}dc"
    yield "rft.type", source.type
    yield "rft.title", source.title
    yield "rft.source", source.container_title
    yield from (("rft.creator", full_name(name)) for name in source.author)
    yield "rft.publisher", source.publisher
    yield "rft.date", _date(source)
    yield "rft.identifier", source.number
    yield "rft.language", source.language


def _date(source: SourceRecord) -> str | None:
    """Return the date in W3CDTF; of an interval its end."""
    issued = issued_on(source)
    return None if issued is None else "-".join(f"{part:02}" for part in issued.parts)
