"""The works that some facts rest on, each once, as formats of entries write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.cite.evidence import (
    chain,
    cited_uses,
    cited_works,
    is_calculated,
    locator,
    read_text,
    warnings,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.index.records import Record, SourceRecord, UseRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """One work with the facts that it stands for; *note* has a clause a fact.

    *read* is the newest day on which the work itself, not a copy, was read.
    """

    source: SourceRecord
    read: str | None
    fact_ids: tuple[str, ...]
    note: str


def entries(facts: Sequence[Record]) -> list[Entry]:
    """Return an entry for each work that the citations of *facts* rest on."""
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
            told.update(dict.fromkeys(_words(fact, uses)))
        for ref in {use.ref for use in cited_uses(fact)}:
            clauses[ref][fact.id].update(dict.fromkeys(warnings(fact)))
    return [
        Entry(
            source,
            max(reads[ref], default=None),
            tuple(clauses[ref]),
            ". ".join(f"{name}: {'; '.join(told)}" for name, told in clauses[ref].items() if told),
        )
        for ref, source in sources.items()
    ]


def _words(fact: Record, uses: tuple[UseRecord, ...]) -> Iterator[str]:
    """Yield what the note of an entry says of one fact, but for the fact's warnings."""
    where = locator(*uses)
    if where:
        yield where
    if uses[0].copy_ and uses[0].read:
        yield read_text(uses[0])
    if is_calculated(fact):
        yield f"our calculation from {work(uses[0].source)}"
    words = chain(uses[0])
    if words:
        yield words
