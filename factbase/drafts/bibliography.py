"""The bibliography of a draft: each work that it cites once, and what is wrong with its keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from factbase.cite.all_formats import STYLED_FORMATS, find_format, find_styled_format
from factbase.cite.citation import make_citer
from factbase.cite.entries import bibliography as entries_of
from factbase.diagnostics import Checked, Diagnostic, Kind, Location, Report, Severity
from factbase.drafts.citations import CitedKey, find_citations
from factbase.normalize import shown
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factbase.cite.entries import Entry
    from factbase.cite.styles import Chosen
    from factbase.index.records import Record, SourceRecord

_CROSS_REFERENCE = re.compile(r"(?:eq|fig|lst|sec|tbl)[:-]")
"""Keys of figures and tables, as filters for pandoc and Quarto have them."""


class UnknownCitationKey(Kind):
    r"""A key in a draft (`[@key]`) is the id of a fact or of a source of the base.

    Write `\@name` for an at sign that cites nothing.
    """

    code: ClassVar[str] = "FB601"
    name: ClassVar[str] = "unknown-citation-key"


class CitedFactChanged(Kind):
    """A pinned key in a draft (`[@{key@0c2ad474}]`) finds the fact as it was when it was cited.

    Where the fact now says something else, read it again, then pin it anew.
    """

    code: ClassVar[str] = "FB602"
    name: ClassVar[str] = "cited-fact-changed"
    severity: ClassVar[Severity] = Severity.WARNING


KINDS: tuple[type[Kind], ...] = (UnknownCitationKey, CitedFactChanged)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works that a draft cites, sorted; ``str()`` of it is what a writer pastes.

    *report* holds the findings on its citation keys.
    """

    works: tuple[Entry, ...]
    report: Report
    text: str
    wording: tuple[str, ...]
    """The reference of each work, in the style, as plain text."""

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase bibliography --json``."""
        works = [
            {
                "id": work.source.id,
                "reference": text,
                "facts": list(work.fact_ids),
                "note": work.note,
            }
            for work, text in zip(self.works, self.wording, strict=True)
        ]
        return {"works": works, "diagnostics": [one.to_dict() for one in self.report]}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a key may be: *fact* finds the fact with an id, *sources* the works themselves."""

    fact: Callable[[str], Record | None]
    sources: Mapping[str, SourceRecord]
    known: Callable[[], Iterable[str]]


def bibliography(
    draft: str,
    shelf: Shelf,
    *,
    path: str,
    format: str,  # noqa: A002
    style: Chosen | None = None,
) -> Bibliography:
    """Return the bibliography of a Markdown *draft* in *format*; raises KeyError for the format.

    A key is the id of a fact, which stands for its works, or of a source. *path* is what the
    findings name the draft; *style* words the references, and sorts them.
    """
    facts: dict[str, Record] = {}
    sources: dict[str, SourceRecord] = {}
    findings: list[Diagnostic] = []
    for cited in find_citations(draft):
        fact = shelf.fact(cited.key)
        if fact is not None:
            facts.setdefault(fact.id, fact)
            if fact.pin is not None and fact.pin != fact.hash:
                findings.append(_changed(cited, fact, path))
        elif cited.key in shelf.sources:
            sources[cited.key] = shelf.sources[cited.key]
        elif not _CROSS_REFERENCE.match(cited.key):
            findings.append(_unknown(cited, shelf, path))
    used = list(facts.values())
    found = entries_of(used, sources.values())
    plain = make_citer(used, format="text", style=style, sources=sources.values())
    works, wording = zip(*plain.listed(found, noted=False), strict=True) if found else ((), ())
    if format == "text":
        text = find_styled_format(format).references(works, citer=plain)
    elif format in STYLED_FORMATS:
        citer = make_citer(used, format=format, style=style, sources=sources.values())
        text = find_styled_format(format).references(works, citer=citer)
    else:
        text = find_format(format).references(works)
    report = Report(tuple(findings), Checked(1, len(facts), len(works)))
    return Bibliography(works, report, text, wording)


def _unknown(cited: CitedKey, shelf: Shelf, path: str) -> Diagnostic:
    close = nearest(cited.key.partition("@")[0], shelf.known(), limit=2)
    hint = "write the id of a fact or a source, or \\@ where nothing is cited"
    if close:
        hint = "did you mean " + " or ".join(f"'{key}'" for key in close) + "?"
    message = f"no fact and no source '{shown(cited.key)}'"
    return UnknownCitationKey.at(_place(cited, path), message, hint=hint)


def _changed(cited: CitedKey, fact: Record, path: str) -> Diagnostic:
    message = f"the fact '{fact.id}' has changed since it was pinned"
    hint = f"read it again (factbase show {fact.id}), then write @{{{fact.id}@{fact.hash}}}"
    return CitedFactChanged.at(_place(cited, path), message, hint=hint)


def _place(cited: CitedKey, path: str) -> Location:
    end = cited.column + len(cited.key)
    return Location(path, cited.line, cited.column, cited.line, end)
