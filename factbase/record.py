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
        # Reading alone never needs pydantic.
        from factbase.model.fact import Fact  # noqa: PLC0415
        from factbase.model.words import Vocabularies  # noqa: PLC0415
        from factbase.quantity.units import Unit, UnitTable  # noqa: PLC0415

        # What stands in the index has passed the check: a unit that is not built in is one
        # that the base adds, and its topics are listed.
        written = {value.unit for value in self.values if value.unit}
        added = {unit: Unit(unit, unit) for unit in written if UnitTable().find(unit) is None}
        context = {"vocabularies": Vocabularies(UnitTable(added))}
        return Fact.model_validate(self.to_dict(), context=context)
