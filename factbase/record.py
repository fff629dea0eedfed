"""The fact record of the library: what reading gives, and the way to the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.index.records import Record

if TYPE_CHECKING:
    from factbase.model.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord(Record):
    """One fact as read from the index, with the attributes of the model and no pydantic."""

    def to_model(self) -> Fact:
        """Return the fact as the pydantic model of the write side."""
        from factbase.model.fact import Fact  # noqa: PLC0415  # reading alone never needs it

        return Fact.model_validate(self.to_dict(), context={"trusted": True})
