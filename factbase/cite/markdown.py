"""Markdown: the claim with a footnote that holds the reference.

What somebody wrote shows as it was written: no link, image, heading or code is made of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.base import Markup
from factbase.cite.escape import escape_markdown as escape
from factbase.cite.evidence import label
from factbase.cite.reference import PlainCiter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.base import Citer
    from factbase.cite.entries import Entry
    from factbase.index.records import Record

_URL = re.compile(r"https?://[^\s<>\\\x00-\x20]+")


def render(
    facts: Sequence[Record],
    *,
    only: str | None = None,
    in_text: bool = False,
    citer: Citer | None = None,
) -> str:
    """Return each claim with a footnote mark, then the footnotes."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    citer = citer or PlainCiter(facts, MARKUP)
    if in_text:
        claims = [f"{escape(fact.claim)} " if only is None else "" for fact in facts]
        told = (citer.cited(fact) for fact in facts)
        return "\n\n".join(claim + text for claim, text in zip(claims, told, strict=True))
    notes = "\n".join(dict.fromkeys(f"[^{label(fact)}]: {_entries(fact, citer)}" for fact in facts))
    if only == "citation":
        return notes
    marked = "\n\n".join(f"{escape(fact.claim)}[^{label(fact)}]" for fact in facts)
    return f"{marked}\n\n{notes}".strip()


def references(works: Sequence[Entry], *, citer: Citer | None = None) -> str:
    """Return the works as a list, each with what to know of the facts that rest on it."""
    listed = (citer or PlainCiter((), MARKUP)).listed(works)
    return "\n".join(f"- {text}" for _, text in listed)


def _entries(fact: Record, citer: Citer) -> str:
    """Return the reference; lines after the first are indented, as a footnote goes on."""
    return citer.reference(fact).replace("\n", "\n    ")


def _link(url: str) -> str:
    """Return a web address as a link to itself, anything else as it was written."""
    return f"<{url}>" if _URL.fullmatch(url) else escape(url)


MARKUP = Markup(text=escape, url=_link)
