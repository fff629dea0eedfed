"""CSL-JSON: the works as items, for reference managers and citation processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.entries import entries
from factbase.cite.item import to_item
from factbase.jsontext import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return a JSON list of items; ``keyword`` holds fact ids, ``note`` locator and warnings."""
    items = []
    for entry in entries(facts):
        item = to_item(entry.source, read=entry.read)
        item["keyword"] = ", ".join(entry.fact_ids)
        if entry.note:
            item["note"] = entry.note
        items.append(item)
    return to_json(items, indent=2)
