"""What a change does to a base: facts and sources added, changed and removed."""

from factbase.differences.compare import (
    Diff,
    FactChange,
    FieldChange,
    Snapshot,
    SourceChange,
    compare,
)

__all__ = ["Diff", "FactChange", "FieldChange", "Snapshot", "SourceChange", "compare"]
