"""Entries of BibTeX and BibLaTeX: text that LaTeX prints as it is, names, whole entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.item import family_name, live_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import SourceRecord

    Fields = Iterable[tuple[str, str]]

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Ligatures: two hyphens are a dash, two quotation marks one, !` is turned over.
    "-": "-{}",
    "'": "'{}",
    "`": "`{}",
    "!": "!{}",
    "?": "?{}",
}
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts braces even behind a backslash, so a lone one would tear the entry."""

_SPECIAL = re.compile(r"[\\{}&%$#_~^]|-(?=-)|'(?=')|`(?=`)|[?!](?=`)")


def escape(text: str) -> str:
    r"""Return *text* so that LaTeX prints it as it is.

    >>> print(escape("R&D: 5 % of {it}"), escape("a } b"))
    R\&D: 5 \% of \{it\} a \textbraceright{} b
    """
    line = " ".join(text.split())
    paired = _paired_braces(line)

    def written(match: re.Match[str]) -> str:
        char = match[0]
        return _LONE[char] if char in _LONE and match.start() not in paired else _ESCAPES[char]

    return _SPECIAL.sub(written, line)


def _paired_braces(text: str) -> set[int]:
    """Return where the braces stand that have their other half."""
    opened: list[int] = []
    paired: set[int] = set()
    for match in re.finditer(r"[{}]", text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            paired |= {opened.pop(), match.start()}
    return paired


def braced(text: str) -> str:
    """Return *text*, escaped, as the value of a field."""
    return "{" + escape(text) + "}"


def verbatim(title: str) -> str:
    """Return *title* as the value of a field; doubled braces keep capitals as they are printed."""
    return "{" + braced(title) + "}"


def raw(address: str) -> str:
    """Return an address as it is, but for what would end the field (RFC 3986, section 2.1)."""
    for char in "\\{}":
        address = address.replace(char, f"%{ord(char):02X}")
    return "{" + address + "}"


def written(kind: str, key: str, fields: Fields) -> str:
    """Return a whole entry of this *kind*, one field a line."""
    lines = [f"  {name} = {value}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def heading(source: SourceRecord) -> Iterator[tuple[str, str]]:
    """Yield authors, editors and title."""
    for role, people in (("author", source.author), ("editor", source.editor)):
        if people:
            yield role, "{" + names(people) + "}"
    yield "title", verbatim(source.title)


def details(source: SourceRecord, kind: str, *, genre: str | None) -> Iterator[tuple[str, str]]:
    """Yield the fields that both have under one name; *kind* is the type of the entry."""
    # The number of an article is that of its issue.
    number, issue = ("eid", "number") if kind == "article" else ("number", "issue")
    for name, text in (
        ("type", genre),
        (number, source.number),
        (issue, source.issue),
        ("volume", source.volume),
        ("pages", source.page),
        ("doi", source.doi),
        ("issn", source.issn),
        ("isbn", source.isbn),
        ("version", source.version),
        ("language", source.language),
    ):
        if text:
            yield name, raw(text) if name == "doi" else braced(text)


def ending(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the address, the day on which it was read, the note and the fact ids."""
    url = live_url(entry.source)
    if url:
        yield "url", raw(url)
    if entry.read:
        yield "urldate", "{" + entry.read + "}"
    if entry.note:
        yield "note", braced(entry.note)
    if entry.fact_ids:
        yield "keywords", "{" + ", ".join(entry.fact_ids) + "}"


def names(people: Sequence[Mapping[str, str]]) -> str:
    """Return names as BibTeX lists them: "Doe, Jane and {Pond Trust} and Poe, Jr., P."."""
    return " and ".join(_name(name) for name in people)


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return braced(name["literal"])
    family = family_name(name)
    suffix, given = name.get("suffix"), name.get("given")
    if not given and not suffix:
        # One name alone: unbraced, its first words would be given names, "others" et al.
        return (
            family if re.fullmatch(r"[^\W\d_]+", family) and family != "others" else braced(family)
        )
    # BibTeX reads "Family, Suffix, Given"; a bare "and" in a name would divide it.
    return ", ".join(
        _guarded(part) for part in (family, *([suffix] if suffix else []), given or "")
    )


def _guarded(part: str) -> str:
    text = escape(part)
    divides = not text or re.search(r"\band\b|,", text, re.IGNORECASE)
    return "{" + text + "}" if divides else text
