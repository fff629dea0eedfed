"""Plain text: the claim with its citation, then the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import bibliography
from factbase.cite.reference import PLAIN, PlainCiter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.base import Citer
    from factbase.cite.entries import Entry
    from factbase.index.records import Record

MARKUP = PLAIN


def render(
    facts: Sequence[Record],
    *,
    only: str | None = None,
    in_text: bool = False,
    citer: Citer | None = None,
) -> str:
    """Return each claim with its in-text citation, and below them the references.

    Several facts share one sorted list, each work once: where in it, stands in the text.
    """
    if only == "claim":
        return "\n\n".join(fact.claim for fact in facts)
    citer = citer or PlainCiter(facts)
    if only == "citation" and in_text:
        return "\n\n".join(citer.cited(fact) for fact in facts)
    if only == "citation":
        if len(facts) == 1:
            return citer.reference(*facts)
        return references(bibliography(facts), citer=citer)
    sentences = [f"{fact.claim} {citer.cited(fact)}" for fact in facts]
    if in_text:
        return "\n\n".join(sentences)
    if len(facts) == 1:
        return f"{sentences[0]}\n\n{citer.reference(*facts)}"
    works = "\n".join(text for _, text in citer.listed(bibliography(facts), noted=False))
    return "\n\n".join(filter(None, [*sentences, works]))


def references(works: Sequence[Entry], *, citer: Citer | None = None) -> str:
    """Return the works one a line, each with what to know of the facts that rest on it."""
    return "\n".join(text for _, text in (citer or PlainCiter(())).listed(works))
