"""The plain reference and the plain in-text citation, in no style but complete.

Author, title, container, date, place in the work, address, day of reading; then what a
reader must know about the chain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.base import Markup
from factbase.cite.evidence import (
    NOT_READ,
    chain,
    cited_in,
    cited_uses,
    cited_works,
    evidence,
    is_calculated,
    locator,
    namer,
    read_text,
    warnings,
)
from factbase.cite.item import date_text, live_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factbase.cite.entries import Entry
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record, SourceRecord, UseRecord


PLAIN = Markup()


class PlainCiter:
    """Words citations in no style: everything that is known, in one plain order."""

    def __init__(self, facts: Sequence[Record], markup: Markup = PLAIN) -> None:
        self._name = namer(facts)
        self._markup = markup

    def cited(self, fact: Record) -> str:
        """Return the citation that stands in the sentence."""
        return self._markup.text(in_text(fact, name=self._name))

    def reference(self, fact: Record) -> str:
        """Return the entries of the works that are cited, and the note."""
        return reference(fact, markup=self._markup, name=self._name)

    def listed(self, works: Sequence[Entry], *, noted: bool = True) -> list[tuple[Entry, str]]:
        """Return *works* as they come, each with its entry."""
        return [(work, listed(work, markup=self._markup, noted=noted)) for work in works]


def in_text(fact: Record, *, name: Namer | None = None) -> str:
    """Return the citation that stands in the sentence, with chain and warnings.

    *name* says how works are named; by default as the fact alone needs it.
    """
    name = name or namer([fact])
    works = list(dict.fromkeys(_cited(*uses, name=name) for uses in cited_works(fact)))
    told = [_prefix(fact) + works[0], *works[1:]]
    # "as cited in" is part of the work's name above; the other words of the chain follow.
    told += [
        words for use in cited_uses(fact) if not _names_original(use) and (words := chain(use))
    ]
    return "(" + "; ".join(dict.fromkeys((*told, *warnings(fact)))) + ")"


def reference(fact: Record, *, markup: Markup = PLAIN, name: Namer | None = None) -> str:
    """Return the full entry of each work that is cited, one a line, the note behind the last."""
    name = name or namer([fact])
    entries = [entry(*uses, markup=markup) for uses in cited_works(fact)]
    # An entry says already that it was not read.
    words = "; ".join(word for word in evidence(fact, name=name) if word != NOT_READ)
    return "\n".join(dict.fromkeys(entries)) + (f" {markup.text(f'[{words}]')}" if words else "")


def entry(*uses: UseRecord, markup: Markup = PLAIN) -> str:
    """Return the entry of one work: author, title, container, date, locator, address, reading.

    Of several *uses* of the work, all locators are named.
    """
    end = [markup.text(locator(*uses))] if locator(*uses) else []
    return _entry(uses[0].source, end, read_text(uses[0]), markup)


def listed(work: Entry, *, markup: Markup = PLAIN, noted: bool = True) -> str:
    """Return the entry of one work in a bibliography, its note behind it where it is *noted*."""
    text = _entry(work.source, [], f"read on {work.read}" if work.read else "", markup)
    return text + (f" {markup.text(f'[{work.note}]')}" if noted and work.note else "")


def _entry(source: SourceRecord, place: list[str], reading: str, markup: Markup) -> str:
    parts = [*_parts(source, markup), *place]
    address = live_url(source) or (f"https://doi.org/{source.doi}" if source.doi else None)
    if address:
        parts.append(markup.url(address))
    text = ", ".join(filter(None, [*parts, reading]))
    return text if text.endswith(".") else f"{text}."


def _parts(source: SourceRecord, markup: Markup) -> Iterator[str]:
    who = [_full_name(name) for name in source.author]
    if who:
        yield markup.text(_joined(who))
    elif source.editor:
        role = "(ed.)" if len(source.editor) == 1 else "(eds.)"
        yield markup.text(f"{_joined([_full_name(name) for name in source.editor])} {role}")
    # Quotation marks within those of the title are single ones.
    title = source.title.replace('"', "'")
    yield markup.title(title) if markup.title else markup.text(f'"{title}"')
    yield from map(markup.text, _imprint(source))


def _imprint(source: SourceRecord) -> Iterator[str]:
    names = [_full_name(name) for name in source.author]
    if source.container_title and source.container_title not in (*names, source.title):
        yield source.container_title
    for label, text in (("", source.genre), ("", source.number), ("vol. ", source.volume)):
        if text:
            yield label + text
    if source.issue:
        yield f"no. {source.issue}"
    if source.version:
        yield f"version {source.version}"
    if source.publisher and source.publisher not in (*names, source.container_title):
        yield source.publisher
    yield date_text(source)
    if source.page:
        several = re.search(r"[-–,&]", source.page)  # noqa: RUF001  # an en dash
        yield f"{'pp.' if several else 'p.'} {source.page}"


def _cited(*uses: UseRecord, name: Namer) -> str:
    where = locator(*uses, cell=False)
    at = f", {where}" if where else ""
    if _names_original(uses[0]):
        return cited_in(*uses, place=at, name=name)
    return name(uses[0].source) + at


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
