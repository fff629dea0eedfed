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

_URL = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]]")


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with a footnote mark, then the footnotes."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    if in_text:
        return "\n\n".join(
            escape(cited(fact) if only else f"{fact.claim} {cited(fact)}") for fact in facts
        )
    notes = "\n".join(f"[^{fact.id}]: {_linked(reference(fact))}" for fact in facts)
    if only == "citation":
        return notes
    claims = "\n\n".join(f"{escape(fact.claim)}[^{fact.id}]" for fact in facts)
    return f"{claims}\n\n{notes}"


def _linked(text: str) -> str:
    """Return *text* escaped, with its web addresses as links to themselves."""
    lines = []
    for line in text.split("\n"):
        pieces, last = [], 0
        for match in _URL.finditer(line):
            pieces += [escape(line[last : match.start()] + "\0").replace("\0", ""), f"<{match[0]}>"]
            last = match.end()
        tail = line[last:]
        pieces.append(
            tail[: len(tail) - len(tail.lstrip())] + escape(tail) if tail.strip() else tail
        )
        lines.append("".join(pieces))
    return "\n    ".join(lines)
