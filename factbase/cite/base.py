"""What a citation format is: one function, from facts to what is pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.index.records import Record


class Format(Protocol):
    """A module with one function ``render``."""

    def render(
        self, facts: Sequence[Record], *, only: str | None = None, in_text: bool = False
    ) -> str:
        """Return the citation of *facts*.

        *only* is ``claim`` or ``citation``; *in_text* leaves the references out and cites in
        the sentence. A format that prints entries alone heeds neither.
        """
        ...
