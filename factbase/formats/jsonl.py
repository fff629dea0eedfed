"""JSON lines: each fact on a line of its own, exactly as in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.jsontext import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


def render(facts: Sequence[Record]) -> str:
    """Return one JSON object a line (jsonlines.org); every number keeps its digits."""
    return "\n".join(to_json(fact.to_dict()) for fact in facts)
