"""The works that some facts rest on, each once, as formats of entries write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.cite.evidence import (
    chain,
    cited_uses,
    cited_works,
    is_calculated,
    locator,
    namer,
    read_text,
    warnings,
)
from factbase.cite.item import Item, short_name, to_item, year_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factbase.cite.evidence import Namer
    from factbase.index.records import Record, SourceRecord, UseRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """One work with the facts that it stands for; *note* has a clause a fact.

    *read* is the newest day on which the work itself, not a copy, was read.
    """

    source: SourceRecord
    read: str | None = None
    fact_ids: tuple[str, ...] = ()
    note: str = ""


def entries(facts: Sequence[Record], *, name: Namer | None = None) -> list[Entry]:
    """Return an entry for each work that the citations of *facts* rest on.

    *name* says how works are named in the notes.
    """
    name = name or namer(facts)
    sources: dict[str, SourceRecord] = {}
    reads: dict[str, list[str]] = {}
    clauses: dict[str, dict[str, dict[str, None]]] = {}
    for fact in facts:
        for use in cited_uses(fact):
            sources.setdefault(use.ref, use.source)
            # Who read a copy did not open the address.
            reads.setdefault(use.ref, []).extend([use.read] if use.read and not use.copy_ else [])
        for uses in cited_works(fact):
            told = clauses.setdefault(uses[0].ref, {}).setdefault(fact.id, {})
            told.update(dict.fromkeys(_words(fact, uses, name)))
        for ref in {use.ref for use in cited_uses(fact)}:
            clauses[ref][fact.id].update(dict.fromkeys(warnings(fact)))
    return [
        Entry(
            source,
            max(reads[ref], default=None),
            tuple(clauses[ref]),
            ". ".join(f"{one}: {'; '.join(told)}" for one, told in clauses[ref].items() if told),
        )
        for ref, source in sources.items()
    ]


def entry_item(entry: Entry) -> Item:
    """Return an entry as a CSL-JSON item, fact ids in ``keyword``, what to know in ``note``."""
    item = to_item(entry.source, read=entry.read)
    if entry.fact_ids:
        item["keyword"] = ", ".join(entry.fact_ids)
    if entry.note:
        item["note"] = entry.note
    return item


def bibliography(facts: Sequence[Record], sources: Iterable[SourceRecord] = ()) -> list[Entry]:
    """Return one entry a work, sorted by author, else title, then by year.

    *sources* are works that are cited themselves, without a fact.
    """
    found = {entry.source.id: entry for entry in entries(facts)}
    for source in sources:
        found.setdefault(source.id, Entry(source))
    return sorted(found.values(), key=_sort_key)


def _sort_key(entry: Entry) -> tuple[str, ...]:
    source = entry.source
    parts = (short_name(source), year_text(source), source.title, source.id)
    return tuple(_letters(part) for part in parts)


def _letters(text: str) -> str:
    """Return what a list is sorted by: letters and digits, without accents and an article.

    >>> _letters('The "Élysée" list')
    'elysee list'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = re.sub(r"[^\w\s]", "", plain)
    return re.sub(r"^(the|an?) (?=\w)", "", words.strip())


def _words(fact: Record, uses: tuple[UseRecord, ...], name: Namer) -> Iterator[str]:
    """Yield what the note of an entry says of one fact, but for the fact's warnings."""
    where = locator(*uses)
    if where:
        yield where
    if uses[0].copy_ and uses[0].read:
        yield read_text(uses[0])
    if is_calculated(fact):
        yield f"our calculation from {name(uses[0].source)}"
    words = chain(uses[0], name=name)
    if words:
        yield words
