"""The plain reference and the plain in-text citation, in no style but complete.

Author, title, container, date, place in the work, address, day of reading; then what a
reader must know about the chain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.evidence import (
    NOT_READ,
    chain,
    cited_in,
    cited_uses,
    cited_works,
    evidence,
    is_calculated,
    locator,
    read_text,
    warnings,
    work,
)
from factbase.cite.item import date_text, live_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from factbase.index.records import Record, SourceRecord, UseRecord


def in_text(fact: Record) -> str:
    """Return the citation that stands in the sentence, with chain and warnings."""
    works = list(dict.fromkeys(_cited(*uses) for uses in cited_works(fact)))
    told = [_prefix(fact) + works[0], *works[1:]]
    # "as cited in" is part of the work's name above; the other words of the chain follow.
    told += [
        words for use in cited_uses(fact) if not _names_original(use) and (words := chain(use))
    ]
    return "(" + "; ".join(dict.fromkeys((*told, *warnings(fact)))) + ")"


def reference(
    fact: Record, *, text: Callable[[str], str] = str, url: Callable[[str], str] = str
) -> str:
    """Return the full entry of each work that is cited, one a line, the note behind the last.

    *text* and *url* make what was written safe for the language it is pasted into.
    """
    entries = [entry(*uses, text=text, url=url) for uses in cited_works(fact)]
    # An entry says already that it was not read.
    words = "; ".join(word for word in evidence(fact) if word != NOT_READ)
    return "\n".join(dict.fromkeys(entries)) + (f" {text(f'[{words}]')}" if words else "")


def entry(
    *uses: UseRecord, text: Callable[[str], str] = str, url: Callable[[str], str] = str
) -> str:
    """Return the entry of one work: author, title, container, date, locator, address, reading.

    Of several *uses* of the work, all locators are named.
    """
    source = uses[0].source
    parts = [text(part) for part in (*_parts(source), locator(*uses)) if part]
    address = live_url(source) or (f"https://doi.org/{source.doi}" if source.doi else None)
    if address:
        parts.append(url(address))
    return ", ".join([*parts, read_text(uses[0])]) + "."


def _parts(source: SourceRecord) -> Iterator[str]:
    authors = [_full_name(name) for name in source.author]
    if authors:
        yield _joined(authors)
    elif source.editor:
        role = "(ed.)" if len(source.editor) == 1 else "(eds.)"
        yield f"{_joined([_full_name(name) for name in source.editor])} {role}"
    # Quotation marks within those of the title are single ones.
    title = source.title.replace('"', "'")
    yield f'"{title}"'
    if source.container_title and source.container_title not in (*authors, source.title):
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
    yield date_text(source)
    if source.page:
        several = re.search(r"[-–,&]", source.page)  # noqa: RUF001  # an en dash
        yield f"{'pp.' if several else 'p.'} {source.page}"


def _cited(*uses: UseRecord) -> str:
    where = locator(*uses, cell=False)
    at = f", {where}" if where else ""
    return cited_in(*uses, place=at) if _names_original(uses[0]) else work(uses[0].source) + at


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
