"""What exporting gives back: the text of a file, and how many facts went into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.formats.all_formats import find_format

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from factbase.index.records import Record


@dataclass(frozen=True, slots=True)
class Export:
    """Some facts in the form of another program; ``str()`` of it is the text of the file."""

    format: str
    facts: int
    text: str

    def __str__(self) -> str:
        return self.text

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the text to a file in UTF-8; raises OSError."""
        with open(path, "w", encoding="utf-8", newline="") as handle:
            handle.write(f"{self.text}\n" if self.text else "")


def export(facts: Sequence[Record], *, format: str, formula_guard: bool = True) -> Export:  # noqa: A002
    """Return *facts* in *format*; raises KeyError for an unknown one.

    *formula_guard* is for csv alone: see `factbase.formats.csv.render`.
    """
    return Export(format, len(facts), find_format(format, formula_guard=formula_guard)(facts))
