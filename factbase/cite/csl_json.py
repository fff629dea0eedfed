"""CSL-JSON: the works as items, for reference managers and citation processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import entries, entry_item
from factbase.jsontext import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return a JSON list of items; ``keyword`` holds fact ids, ``note`` locator and warnings."""
    return references(entries(facts))


def references(works: Sequence[Entry]) -> str:
    """Return the works as a JSON list of items."""
    return to_json([entry_item(work) for work in works], indent=2)
