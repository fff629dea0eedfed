"""A diff as Markdown, for a job summary or a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.escape import escape_markdown as escape
from factbase.differences.portrait import numbers, works
from factbase.differences.words import headline, pair, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factbase.differences.compare import Diff, FactChange, SourceChange

_HEADINGS = {
    "added": "Added",
    "changed": "Changed",
    "removed": "Removed",
    "unreadable": "Cannot be read any more (see the findings)",
}


def render(diff: Diff) -> str:
    """Return headings and tables; what somebody wrote shows as it was written."""
    return "\n".join([f"## {escape(headline(diff))}", *_facts(diff.facts), *_sources(diff.sources)])


def _facts(changes: Sequence[FactChange]) -> Iterator[str]:
    for kind, heading in _HEADINGS.items():
        found = [change for change in changes if change.kind == kind]
        if found:
            yield f"\n### {heading}\n"
        if found and kind == "changed":
            yield from _table(
                ("Fact", "What", "Before", "Now"),
                (
                    (change.id, field.field, *pair(field))
                    for change in found
                    for field in change.fields
                ),
            )
        elif found:
            facts = [change.fact for change in found]
            yield from _table(
                ("Fact", "Claim", "Numbers", "Source", "Evidence"),
                (
                    (
                        fact.id,
                        fact.claim,
                        numbers(fact),
                        works(fact),
                        f"{fact.grade}, {fact.status}",
                    )
                    for fact in facts
                ),
            )


def _sources(changes: Sequence[SourceChange]) -> Iterator[str]:
    if not changes:
        return
    yield "\n### Sources\n"
    rows = []
    for change in changes:
        rows += [(title(change), field.field, *pair(field)) for field in change.fields] or [
            (title(change), change.kind, "", "")
        ]
    yield from _table(("Source", "What", "Before", "Now"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(escape(cell or "") for cell in row) + " |"
