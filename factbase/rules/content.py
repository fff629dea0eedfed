"""Rules on what one fact says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from factbase.dates import Interval
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact


class PeriodEndsBeforeStart(Rule):
    """A period ends after it starts.

    Where a source prints an impossible interval, leave it in the quote, record what is certain
    (the month, the year) and say so in a note.
    """

    code: ClassVar[str] = "FB301"
    name: ClassVar[str] = "period-ends-before-start"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        for entry in corpus.facts:
            for path, period in periods(entry):
                if not isinstance(period, Interval) or not period.start or not period.end:
                    continue
                if period.end.last < period.start.first:
                    yield self.at(
                        entry.place(*path),
                        f"the period ends ({period.end}) before it starts ({period.start})",
                        hint="are the two dates swapped?",
                    )


def periods(entry: Entry[Fact]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield each period that a fact or one of its values writes, with its path."""
    fact = entry.record
    yield ("period",), fact.period
    for index, value in enumerate(fact.values):
        if value.period is not None:
            yield ("values", index, "period"), value.period
