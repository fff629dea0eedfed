"""Markdown: the claim with a footnote that holds the reference.

What somebody wrote shows as it was written: no link, image, heading or code is made of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.escape import escape_markdown as escape
from factbase.cite.evidence import namer
from factbase.cite.reference import Markup, listed, reference
from factbase.cite.reference import in_text as cited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record

_URL = re.compile(r"https?://[^\s<>\\\x00-\x20]+")


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with a footnote mark, then the footnotes."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    name = namer(facts)
    if in_text:
        return "\n\n".join(
            escape(cited(fact, name=name) if only else f"{fact.claim} {cited(fact, name=name)}")
            for fact in facts
        )
    notes = "\n".join(dict.fromkeys(f"[^{fact.id}]: {_entries(fact, name)}" for fact in facts))
    if only == "citation":
        return notes
    claims = "\n\n".join(f"{escape(fact.claim)}[^{fact.id}]" for fact in facts)
    return f"{claims}\n\n{notes}".strip()


def references(works: Sequence[Entry]) -> str:
    """Return the works as a list, each with what to know of the facts that rest on it."""
    return "\n".join(f"- {listed(work, markup=_MARKUP)}" for work in works)


def _entries(fact: Record, name: Namer) -> str:
    """Return the reference; lines after the first are indented, as a footnote goes on."""
    return reference(fact, markup=_MARKUP, name=name).replace("\n", "\n    ")


def _link(url: str) -> str:
    """Return a web address as a link to itself, anything else as it was written."""
    return f"<{url}>" if _URL.fullmatch(url) else escape(url)


_MARKUP = Markup(text=escape, url=_link)
