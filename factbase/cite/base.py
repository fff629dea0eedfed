"""What a citation format is: a module with two functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.cite.entries import Entry
    from factbase.index.records import Record


class Format(Protocol):
    """A module that writes the citations of facts, and a bibliography."""

    def render(
        self, facts: Sequence[Record], *, only: str | None = None, in_text: bool = False
    ) -> str:
        """Return the citation of *facts*.

        *only* is ``claim`` or ``citation``; *in_text* leaves the references out and cites in
        the sentence. A format that prints entries alone heeds neither.
        """
        ...

    def references(self, works: Sequence[Entry]) -> str:
        """Return a bibliography of *works*, in their order."""
        ...
