"""Plain text: the claim with its citation, then the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.reference import in_text as cited
from factbase.cite.reference import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with its in-text citation, and below it the reference."""
    return "\n\n".join(_one(fact, only, short=in_text) for fact in facts)


def _one(fact: Record, only: str | None, *, short: bool) -> str:
    if only == "claim":
        return fact.claim
    if only == "citation":
        return cited(fact) if short else reference(fact)
    sentence = f"{fact.claim} {cited(fact)}"
    return sentence if short else f"{sentence}\n\n{reference(fact)}"
