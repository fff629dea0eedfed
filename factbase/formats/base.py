"""What an export format is: a module with one function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


class Format(Protocol):
    """A module that writes facts as the text of one file."""

    def render(self, facts: Sequence[Record]) -> str:
        """Return *facts* as the text of a file, without its last line break."""
        ...
