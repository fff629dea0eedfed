"""HTML: the claim and its reference, which reference managers can read (COinS)."""

from __future__ import annotations

import re
from html import escape as attribute
from typing import TYPE_CHECKING

from factbase.cite.entries import bibliography
from factbase.cite.evidence import cited_uses, namer
from factbase.cite.openurl import context_object
from factbase.cite.reference import Markup, listed, reference
from factbase.cite.reference import in_text as cited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record, SourceRecord

_WEB = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return a paragraph a claim, then the references; several facts share one list."""
    if only == "claim":
        return "\n".join(f"<p>{escape(fact.claim)}</p>" for fact in facts)
    name = namer(facts)
    told = [escape(cited(fact, name=name)) for fact in facts]
    if in_text:
        claims = [f"{escape(fact.claim)} " if only is None else "" for fact in facts]
        return "\n".join(f"<p>{claim}{text}</p>" for claim, text in zip(claims, told, strict=True))
    if len(facts) == 1:
        end = _reference(*facts)
    else:
        end = _list(bibliography(facts), noted=only is not None)
    if only == "citation":
        return end
    claims = [f"<p>{escape(fact.claim)} {text}</p>" for fact, text in zip(facts, told, strict=True)]
    return "\n".join(filter(None, [*claims, end]))


def references(works: Sequence[Entry]) -> str:
    """Return the works as a list, each with what to know of the facts that rest on it."""
    return _list(works, noted=True)


def escape(text: str) -> str:
    """Return *text* so that a browser shows it as it is, between tags."""
    return attribute(" ".join(text.split()), quote=False)


def _list(works: Sequence[Entry], *, noted: bool) -> str:
    if not works:
        return ""
    items = [
        f'  <li id="{attribute(work.source.id)}">{listed(work, markup=_MARKUP, noted=noted)}'
        f"{_span(work.source)}</li>"
        for work in works
    ]
    return "\n".join(['<ul class="references">', *items, "</ul>"])


def _reference(fact: Record) -> str:
    text = reference(fact, markup=_MARKUP).replace("\n", "<br>\n")
    sources = {use.ref: use.source for use in cited_uses(fact)}
    return f'<p class="reference">{text}{"".join(map(_span, sources.values()))}</p>'


def _span(source: SourceRecord) -> str:
    return f'<span class="Z3988" title="{attribute(context_object(source))}"></span>'


def _title(title: str) -> str:
    return (
        f"\N{LEFT DOUBLE QUOTATION MARK}<cite>{escape(title)}</cite>\N{RIGHT DOUBLE QUOTATION MARK}"
    )


def _link(url: str) -> str:
    """Return a web address as a link, anything else as it was written."""
    text = escape(url)
    return f'<a href="{attribute(url)}">{text}</a>' if _WEB.fullmatch(url) else text


_MARKUP = Markup(text=escape, url=_link, title=_title)
