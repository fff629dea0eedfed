"""BibTeX: the works as entries, keyed by source id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.entries import Entry, entries
from factbase.cite.item import live_url, parsed
from factbase.dates import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ESCAPES = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even behind a backslash, so a lone one would tear the entry.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return one entry a work; ``keywords`` holds fact ids, ``note`` locator and warnings."""
    return "\n\n".join(_entry(entry) for entry in entries(facts))


def escape(text: str) -> str:
    r"""Return *text* so that LaTeX prints it as it is.

    >>> print(escape("R&D: 5 % of {it}"))
    R\&D: 5 \% of \textbraceleft{}it\textbraceright{}
    """
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], " ".join(text.split()))


def _entry(entry: Entry) -> str:
    kind = _ENTRY_TYPES.get(entry.source.type, "misc")
    lines = [f"  {name} = {value}," for name, value in _fields(entry, kind)]
    return "\n".join([f"@{kind}{{{entry.source.id},", *lines, "}"])


def _fields(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    source = entry.source
    for role, names in (("author", source.author), ("editor", source.editor)):
        if names:
            yield role, "{" + " and ".join(_name(name) for name in names) + "}"
    # Doubled braces keep capitals as they are printed.
    yield "title", "{{" + escape(source.title) + "}}"
    yield from _container(source, kind)
    if source.publisher:
        role = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
        yield role, _braced(source.publisher)
    yield from _date(source)
    for name, text in (
        ("type", source.genre),
        ("number", source.issue or source.number),
        ("volume", source.volume),
        ("pages", source.page),
        ("doi", source.doi),
        ("issn", source.issn),
        ("isbn", source.isbn),
        ("version", source.version),
        ("language", source.language),
    ):
        if text:
            yield name, _raw(text) if name == "doi" else _braced(text)
    url = live_url(source)
    if url:
        yield "url", _raw(url)
    if entry.read:
        yield "urldate", "{" + entry.read + "}"
    if entry.note:
        yield "note", _braced(entry.note)
    yield "keywords", "{" + ", ".join(entry.fact_ids) + "}"


def _container(source: SourceRecord, kind: str) -> Iterator[tuple[str, str]]:
    if source.container_title:
        roles = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
        yield roles.get(kind, "howpublished"), _braced(source.container_title)


def _date(source: SourceRecord) -> Iterator[tuple[str, str]]:
    issued = parsed(source.issued)
    if isinstance(issued, Interval):
        issued = issued.end or issued.start
    if issued is None:
        return
    yield "year", "{" + str(issued.first.year) + "}"
    if issued.precision != "year":
        yield "month", _MONTHS[issued.first.month - 1]
    if issued.precision == "day":
        yield "day", "{" + str(issued.first.day) + "}"


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return "{" + escape(name["literal"]) + "}"
    family = " ".join(
        filter(
            None,
            (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family")),
        )
    )
    # BibTeX reads "Family, Suffix, Given"; a bare "and" in a name would divide it.
    parts = (family, name.get("suffix"), name.get("given"))
    return ", ".join(_guarded(part) for part in parts if part)


def _guarded(part: str) -> str:
    text = escape(part)
    return "{" + text + "}" if re.search(r"\band\b|,", text, re.IGNORECASE) else text


def _braced(text: str) -> str:
    return "{" + escape(text) + "}"


def _raw(address: str) -> str:
    """Return an address as it is, but for what would end the field (RFC 3986, section 2.1)."""
    for char in "\\{}":
        address = address.replace(char, f"%{ord(char):02X}")
    return "{" + address + "}"
