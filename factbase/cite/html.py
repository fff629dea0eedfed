"""HTML: the claim and its reference, which reference managers can read (COinS)."""

from __future__ import annotations

import re
from html import escape as attribute
from typing import TYPE_CHECKING

from factbase.cite.base import Markup
from factbase.cite.entries import bibliography
from factbase.cite.evidence import cited_uses
from factbase.cite.openurl import context_object
from factbase.cite.reference import PlainCiter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.base import Citer
    from factbase.cite.entries import Entry
    from factbase.index.records import Record, SourceRecord

_WEB = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)


def render(
    facts: Sequence[Record],
    *,
    only: str | None = None,
    in_text: bool = False,
    citer: Citer | None = None,
) -> str:
    """Return a paragraph a claim, then the references; several facts share one list."""
    if only == "claim":
        return "\n".join(f"<p>{escape(fact.claim)}</p>" for fact in facts)
    citer = citer or PlainCiter(facts, MARKUP)
    told = [citer.cited(fact) for fact in facts]
    if in_text:
        claims = [f"{escape(fact.claim)} " if only is None else "" for fact in facts]
        return "\n".join(f"<p>{claim}{text}</p>" for claim, text in zip(claims, told, strict=True))
    if len(facts) == 1:
        end = _reference(facts[0], citer)
    else:
        end = _list(bibliography(facts), citer, noted=only is not None)
    if only == "citation":
        return end
    claims = [f"<p>{escape(fact.claim)} {text}</p>" for fact, text in zip(facts, told, strict=True)]
    return "\n".join(filter(None, [*claims, end]))


def references(works: Sequence[Entry], *, citer: Citer | None = None) -> str:
    """Return the works as a list, each with what to know of the facts that rest on it."""
    return _list(works, citer or PlainCiter((), MARKUP), noted=True)


def escape(text: str) -> str:
    """Return *text* so that a browser shows it as it is, between tags."""
    return attribute(" ".join(text.split()), quote=False)


def _list(works: Sequence[Entry], citer: Citer, *, noted: bool) -> str:
    if not works:
        return ""
    items = [
        f'  <li id="{attribute(work.source.id)}">{text}{_span(work.source)}</li>'
        for work, text in citer.listed(works, noted=noted)
    ]
    return "\n".join(['<ul class="references">', *items, "</ul>"])


def _reference(fact: Record, citer: Citer) -> str:
    text = citer.reference(fact).replace("\n", "<br>\n")
    # A style that sets its numbers in the margin writes blocks, which no paragraph can hold.
    tag = "div" if "<div" in text else "p"
    sources = {use.ref: use.source for use in cited_uses(fact)}
    return f'<{tag} class="reference">{text}{"".join(map(_span, sources.values()))}</{tag}>'


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


MARKUP = Markup(text=escape, url=_link, title=_title)
