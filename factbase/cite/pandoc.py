"""Pandoc: the claim with ``[@source-id, p. 3]``, for a bibliography in BibTeX or CSL-JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from factbase.cite.entries import entry_item
from factbase.cite.escape import escape_markdown as escape
from factbase.cite.evidence import chain, cited_works, is_calculated, locator, namer, warnings
from factbase.jsontext import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record

_NUMBER = re.compile(r"\d|[ivxlcdm]+\b", re.IGNORECASE)
"""What pandoc takes for the number of a page, arabic or roman, such as the year of a title."""


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return each claim with its pandoc citation; the entries come from the bibliography."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    name = namer(facts)
    if only == "citation":
        return "\n\n".join(_citation(fact, name) for fact in facts)
    return "\n\n".join(f"{escape(fact.claim)} {_citation(fact, name)}" for fact in facts)


def references(works: Sequence[Entry]) -> str:
    """Return the works as a metadata block, for the end of the document that cites them.

    A fact's id stands there for the first of its works, so that ``[@fact-id]`` finds it.
    """
    items = []
    named: set[str] = set()
    for work in works:
        item = {key: _shown(key, value) for key, value in entry_item(work).items()}
        aliases = [fact_id for fact_id in work.fact_ids if fact_id not in named]
        named.update(aliases)
        # Known to pandoc, not to CSL-JSON.
        item |= {"other-ids": " ".join(aliases)} if aliases else {}
        items.append(item)
    # Pandoc looks among the works that are cited by their own key, so each of them is.
    cited = ", ".join(_key(work.source.id) for work in works)
    # JSON is YAML.
    return f'---\nnocite: "{cited}"\nreferences: {to_json(items, indent=2)}\n---'


def _shown(key: str, value: Any) -> Any:
    """Return a part of an item so that pandoc, which reads Markdown in metadata, shows it as is."""
    if key in ("id", "type"):
        return value
    if key in ("URL", "DOI"):
        # Nor may two hyphens become a dash here, or three dots one sign.
        return re.sub(r"[^\w/:]", r"\\\g<0>", value)
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_shown(key, one) for one in value]
    if isinstance(value, dict):
        return {inner: _shown(inner, one) for inner, one in value.items()}
    return value


def _citation(fact: Record, name: Namer) -> str:
    """Return ``[@key, p. 3, original not preserved; @other]``."""
    keys = []
    for uses in cited_works(fact):
        place, words = _plain(locator(*uses)), _plain(chain(uses[0], name=name) or "")
        parts = (_key(uses[0].ref), _ended(place) if _NUMBER.match(words) else place, words)
        keys.append(", ".join(filter(None, parts)))
    # Warnings hang on the last key: between semicolons pandoc takes nothing but keys.
    told = ", ".join([keys[-1], *(_plain(word) for word in warnings(fact))])
    prefix = "our calculation from " if is_calculated(fact) else ""
    return f"[{prefix}{'; '.join([*keys[:-1], told])}]"


def _key(ref: str) -> str:
    """Return a key as pandoc reads it whole; two hyphens in a row would end a bare one."""
    return f"@{{{ref}}}" if "--" in ref else f"@{ref}"


def _ended(place: str) -> str:
    """Return a locator in braces, which end it: a number behind it would be another page."""
    return place if re.search(r"[{}]", place) else f"{{{place}}}"


def _plain(text: str) -> str:
    return escape(text.replace(";", ",").replace("@", "(at)"))
