"""The plain reference and the plain in-text citation, in no style but complete.

Author, title, container, date, place in the work, address, day of reading; then what a
reader must know about the chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.evidence import chain, cited_uses, is_calculated, locator, note, warnings, work
from factbase.cite.item import live_url
from factbase.dates import UNSTATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factbase.index.records import Record, SourceRecord, UseRecord


def in_text(fact: Record) -> str:
    """Return the citation that stands in the sentence, with chain and warnings."""
    uses = cited_uses(fact)
    works = list(dict.fromkeys(_cited(use) for use in uses))
    told = [_prefix(fact) + works[0], *works[1:]]
    # "as cited in" is part of the work's name above; the other words of the chain follow.
    told += [words for use in uses if not _names_original(use) and (words := chain(use))]
    return "(" + "; ".join(dict.fromkeys((*told, *warnings(fact)))) + ")"


def reference(fact: Record) -> str:
    """Return the full entry of each work that is cited, one a line, the note behind the last."""
    entries = dict.fromkeys(entry(use) for use in cited_uses(fact))
    words = note(fact)
    return "\n".join(entries) + (f" [{words}]" if words else "")


def entry(use: UseRecord) -> str:
    """Return the entry of one work: author, title, container, date, locator, address, reading."""
    return ", ".join(_parts(use.source, use)) + "."


def _parts(source: SourceRecord, use: UseRecord) -> Iterator[str]:
    authors = [_full_name(name) for name in source.author]
    if authors:
        yield _joined(authors)
    elif source.editor:
        yield _joined([_full_name(name) for name in source.editor]) + " (ed.)"
    yield f'"{source.title}"'
    if source.container_title:
        yield source.container_title
    for label, text in (("", source.genre), ("", source.number), ("vol. ", source.volume)):
        if text:
            yield label + text
    if source.issue:
        yield f"no. {source.issue}"
    if source.version:
        yield f"version {source.version}"
    if source.publisher and source.publisher not in (*authors, source.container_title):
        yield source.publisher
    yield "n.d." if source.issued == UNSTATED else source.issued
    if source.page:
        yield f"pp. {source.page}" if "-" in source.page else f"p. {source.page}"
    where = locator(use)
    if where:
        yield where
    url = live_url(source)
    if url:
        yield url
    elif source.doi:
        yield f"https://doi.org/{source.doi}"
    yield read_text(use)


def read_text(use: UseRecord) -> str:
    """Return who has read the work when: "read on DATE", "copy read DATE", "not read by us"."""
    if use.read is None:
        return "not read by us"
    return f"copy read {use.read}" if use.copy_ else f"read on {use.read}"


def _cited(use: UseRecord) -> str:
    where = locator(use, cell=False)
    at = f", {where}" if where else ""
    if use.named is None or not _names_original(use):
        return work(use.source) + at
    checked = "" if use.figures == "same" else " (original not checked)"
    return f"{work(use.named)}, as cited in {work(use.source)}{at}{checked}"


def _names_original(use: UseRecord) -> bool:
    return use.named is not None and use.figures != "other"


def _prefix(fact: Record) -> str:
    return "our calculation from " if is_calculated(fact) else ""


def _full_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return ", ".join(filter(None, (family, given, name.get("suffix"))))


def _joined(names: Sequence[str]) -> str:
    if len(names) < 3:  # noqa: PLR2004
        return " and ".join(names)
    return "; ".join(names[:-1]) + " and " + names[-1]
