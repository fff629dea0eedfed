"""Rules on the origin of a number: who made it, and whether its sources lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Severity
from factbase.model.source import Named
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.source import SourceUse


class NoOriginalStated(Rule):
    """Each use of a source says where that source has its number from.

    Write `original: self` where it made the number, the id of the work that it names,
    `lost` where it pointed at something that cannot be identified, `none` where it names
    nothing. A use without `original` is a question that nobody has asked yet.
    """

    code: ClassVar[str] = "FB501"
    name: ClassVar[str] = "no-original-stated"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        for found in corpus.source_uses:
            if found.use.original is None:
                yield self.at(
                    found.place("ref"),
                    f"nothing says where '{found.use.ref}' has this from",
                    hint="write 'original: self' if it made the number, the id of the source that "
                    "it names, 'lost' or 'none'",
                )


class CircularOrigin(Rule):
    """Two sources are two origins only if they do not lead back to each other.

    Follow each use of a fact from its `ref` to its `original`. Where all of them end in one work
    of the same fact that names nothing (`lost`, `none`), or go round in a circle, the number has
    been repeated, not confirmed. Look for an origin outside the circle, or leave the repetition
    out; where the circle itself is worth recording, ignore the finding and say so. A source that
    made the number says `self`, not its own id.
    """

    code: ClassVar[str] = "FB506"
    name: ClassVar[str] = "circular-origin"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        for entry in corpus.facts:
            uses = entry.record.sources
            works = {use.ref for use in uses}
            itself = [index for index, use in enumerate(uses) if _names_itself(use)]
            for index in itself:
                yield self.at(
                    entry.place("sources", index, "original"),
                    f"'{uses[index].ref}' is named as its own origin",
                    hint="write 'original: self' if it made the number, else the source it names",
                )
            if itself:
                continue
            if len(works) > 1 and all(_stays_inside(use, works) for use in uses):
                ends = {use.ref for use in uses if not isinstance(use.original, Named)}
                if len(ends) <= 1:
                    yield self._circle(entry, len(works), ends.pop() if ends else None)

    def _circle(self, entry: Entry[Fact], works: int, end: str | None) -> Diagnostic:
        refs = [use.ref for use in entry.record.sources]
        place = entry.place("sources", refs.index(end) if end else 0, "ref")
        where = f"lead to '{end}', which names no origin" if end else "lead back to one another"
        return self.at(
            place,
            f"the {works} sources of this fact {where}: nothing confirms the number",
            hint="look for an origin outside the circle, or leave the repetition out",
        )


def _names_itself(use: SourceUse) -> bool:
    return isinstance(use.original, Named) and use.original.ref == use.ref


def _stays_inside(use: SourceUse, works: set[str]) -> bool:
    """Tell whether the chain of *use* leads to no maker of the number and to no other work."""
    if isinstance(use.original, Named):
        return use.original.ref in works
    return use.original in ("lost", "none")
