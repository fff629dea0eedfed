"""Markdown: the claim with a footnote that holds the reference.

What somebody wrote shows as it was written: no link, image, heading or code is made of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.escape import escape_markdown as escape
from factbase.cite.reference import in_text as cited
from factbase.cite.reference import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record

_URL = re.compile(r"https?://[^\s<>\\\x00-\x20]+")


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with a footnote mark, then the footnotes."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    if in_text:
        return "\n\n".join(
            escape(cited(fact) if only else f"{fact.claim} {cited(fact)}") for fact in facts
        )
    notes = "\n".join(dict.fromkeys(f"[^{fact.id}]: {_entries(fact)}" for fact in facts))
    if only == "citation":
        return notes
    claims = "\n\n".join(f"{escape(fact.claim)}[^{fact.id}]" for fact in facts)
    return f"{claims}\n\n{notes}"


def _entries(fact: Record) -> str:
    """Return the reference; lines after the first are indented, as a footnote goes on."""
    return reference(fact, text=escape, url=_link).replace("\n", "\n    ")


def _link(url: str) -> str:
    """Return a web address as a link to itself, anything else as it was written."""
    return f"<{url}>" if _URL.fullmatch(url) else escape(url)
