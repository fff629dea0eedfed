"""Pandoc: the claim with ``[@source-id, p. 3]``, for a bibliography in BibTeX or CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.escape import escape_markdown as escape
from factbase.cite.evidence import chain, cited_works, is_calculated, locator, warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return each claim with its pandoc citation; the entries come from the bibliography."""
    return "\n\n".join(_one(fact, only) for fact in facts)


def _one(fact: Record, only: str | None) -> str:
    if only == "claim":
        return escape(fact.claim)
    cited = citation(fact)
    return cited if only == "citation" else f"{escape(fact.claim)} {cited}"


def citation(fact: Record) -> str:
    """Return ``[@key, p. 3, original not preserved; @other]``."""
    keys = []
    for uses in cited_works(fact):
        words = [_key(uses[0].ref), _plain(locator(*uses)), _plain(chain(uses[0]) or "")]
        keys.append(", ".join(word for word in words if word))
    # Warnings hang on the last key: between semicolons pandoc takes nothing but keys.
    told = ", ".join([keys[-1], *(_plain(word) for word in warnings(fact))])
    prefix = "our calculation from " if is_calculated(fact) else ""
    return f"[{prefix}{'; '.join([*keys[:-1], told])}]"


def _key(ref: str) -> str:
    """Return a key as pandoc reads it whole; two hyphens in a row would end a bare one."""
    return f"@{{{ref}}}" if "--" in ref else f"@{ref}"


def _plain(text: str) -> str:
    return escape(text.replace(";", ",").replace("@", "(at)"))
