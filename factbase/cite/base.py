"""What a citation format is: a module with two functions; and what words its citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


class Citer(Protocol):
    """Words the citations of some facts, in the language of a format that takes a style."""

    def cited(self, fact: Record) -> str:
        """Return the citation that stands in the sentence, with chain and warnings."""
        ...

    def reference(self, fact: Record) -> str:
        """Return the entry of each work that is cited, one a line, with what to know of it."""
        ...

    def listed(self, works: Sequence[Entry], *, noted: bool = True) -> list[tuple[Entry, str]]:
        """Return *works* in the order of a bibliography, each with its text.

        Where they are *noted*, what to know of the facts stands behind.
        """
        ...


@dataclass(frozen=True, slots=True)
class Markup:
    """How the parts of a reference are made safe, and marked, in the language it is pasted into."""

    text: Callable[[str], str] = str
    url: Callable[[str], str] = str
    title: Callable[[str], str] | None = None
    """What becomes of a title, which stands in quotation marks; by default a text."""


class StyledFormat(Protocol):
    """A format whose citations may be worded in a style.

    *MARKUP* says how its language writes text and addresses; without a citer the wording is
    the plain one.
    """

    MARKUP: Markup

    def render(
        self,
        facts: Sequence[Record],
        *,
        only: str | None = None,
        in_text: bool = False,
        citer: Citer | None = None,
    ) -> str:
        """Return the citation of *facts*, as a Format does."""
        ...

    def references(self, works: Sequence[Entry], *, citer: Citer | None = None) -> str:
        """Return a bibliography of *works*."""
        ...
