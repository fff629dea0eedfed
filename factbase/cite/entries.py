"""The works that some facts rest on, each once, as formats of entries write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.cite.evidence import chain, cited_uses, locator, warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record, SourceRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """One work with the facts that it stands for; *note* has a clause a fact."""

    source: SourceRecord
    read: str | None
    fact_ids: tuple[str, ...]
    note: str


def entries(facts: Sequence[Record]) -> list[Entry]:
    """Return an entry for each work that the citations of *facts* rest on."""
    sources: dict[str, SourceRecord] = {}
    reads: dict[str, list[str]] = {}
    clauses: dict[str, dict[str, str]] = {}
    for fact in facts:
        for use in cited_uses(fact):
            sources.setdefault(use.ref, use.source)
            reads.setdefault(use.ref, []).extend([use.read] if use.read else [])
            words = [locator(use), chain(use) or "", *warnings(fact)]
            clause = "; ".join(word for word in words if word)
            clauses.setdefault(use.ref, {})[fact.id] = f"{fact.id}: {clause}" if clause else ""
    return [
        Entry(
            source,
            max(reads[ref], default=None),
            tuple(clauses[ref]),
            ". ".join(clause for clause in clauses[ref].values() if clause),
        )
        for ref, source in sources.items()
    ]
