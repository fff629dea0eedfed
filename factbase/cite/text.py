"""Plain text: the claim with its citation, then the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import bibliography
from factbase.cite.evidence import namer
from factbase.cite.reference import in_text as cited
from factbase.cite.reference import listed, reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with its in-text citation, and below them the references.

    Several facts share one sorted list, each work once: where in it, stands in the text.
    """
    if only == "claim":
        return "\n\n".join(fact.claim for fact in facts)
    name = namer(facts)
    if only == "citation" and in_text:
        return "\n\n".join(cited(fact, name=name) for fact in facts)
    if only == "citation":
        return reference(*facts) if len(facts) == 1 else references(bibliography(facts))
    sentences = [f"{fact.claim} {cited(fact, name=name)}" for fact in facts]
    if in_text:
        return "\n\n".join(sentences)
    if len(facts) == 1:
        return f"{sentences[0]}\n\n{reference(*facts)}"
    works = "\n".join(listed(work, noted=False) for work in bibliography(facts))
    return "\n\n".join(filter(None, [*sentences, works]))


def references(works: Sequence[Entry]) -> str:
    """Return the works one a line, each with what to know of the facts that rest on it."""
    return "\n".join(listed(work) for work in works)
