"""Rules on where facts come from, and on days that have not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from factbase.dates import Interval, PartialDate
from factbase.model.source import GRADES
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.source import SourceUse

_FORESEEN = ("projection", "target")


class ReadBeforeIssued(Rule):
    """A source cannot have been read before it was issued.

    Either the day of reading or the date of issue is wrong; if an earlier edition was read,
    it is a source of its own.
    """

    code: ClassVar[str] = "FB302"
    name: ClassVar[str] = "read-before-issued"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        sources = corpus.sources_by_id()
        for found in corpus.source_uses:
            source = sources.get(found.use.ref)
            issued = source and source.record.issued_date
            read = found.use.read
            if read and issued and read.first < issued.first:
                yield self.at(
                    found.place("read"),
                    f"read on {read}, before '{found.use.ref}' was issued ({issued})",
                    hint="mend the day of reading or the date of issue",
                )


class InFuture(Rule):
    """Nothing was read, issued, archived or retracted on a day that has not come.

    Usually the month and the day are swapped. A number about a time to come says
    `basis: projection` or `basis: target`. A day counts as future only when it is so
    everywhere on Earth.
    """

    code: ClassVar[str] = "FB303"
    name: ClassVar[str] = "in-future"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:
        for found in corpus.source_uses:
            if _is_future(found.use.read, today):
                message = f"source read on {found.use.read}, after today ({today})"
                yield self._not_yet(found.place("read"), message, found.use.read)
        for source in corpus.sources:
            for key in ("issued", "accessed", "archive_date"):
                when = getattr(source.record, key)
                if _is_future(when, today):
                    message = f"{key} is {when}, after today ({today})"
                    yield self._not_yet(source.place(key), message, when)
            for index, copy in enumerate(source.record.copies):
                if _is_future(copy.taken, today):
                    message = f"a copy taken on {copy.taken}, after today ({today})"
                    yield self._not_yet(source.place("copies", index, "taken"), message, copy.taken)
        for entry in corpus.facts:
            retracted = entry.record.retracted
            if retracted and _is_future(retracted.on, today):
                message = f"retracted on {retracted.on}, after today ({today})"
                yield self._not_yet(entry.place("retracted", "on"), message, retracted.on)
            yield from self._periods(entry, today)

    def _periods(self, entry: Entry[Fact], today: date) -> Iterator[Diagnostic]:
        fact = entry.record
        hint = "write 'basis: projection' or 'basis: target', or mend the period"
        if _is_future(fact.period, today) and not fact.values:
            message = f"the period {fact.period} has not come yet ({today})"
            yield self.at(entry.place("period"), message, hint="record it when it has happened")
        told = False
        for index, value in enumerate(fact.values):
            if value.basis in _FORESEEN:
                continue
            if value.period is not None:
                if _is_future(value.period, today):
                    message = f"the period {value.period} has not come yet ({today})"
                    place = entry.place("values", index, "period")
                    yield self.at(place, message, hint=hint)
            elif _is_future(fact.period, today) and not told:
                told = True
                message = f"the period {fact.period} has not come yet ({today})"
                yield self.at(entry.place("period"), message, hint=hint)

    def _not_yet(self, place: Any, message: str, when: Any) -> Diagnostic:
        day = when.parts[2:] if isinstance(when, PartialDate) else ()
        swapped = bool(day) and day[0] <= 12  # noqa: PLR2004
        hint = "are the month and the day swapped?" if swapped else "mend the date"
        return self.at(place, message, hint=hint)


class EvidenceBelowDemand(Rule):
    """A fact has at least the grade of evidence that the settings demand: `grade = "secondary"`.

    *primary*: the source made the number itself, and was read at a named place. *secondary*: it
    was read and names the work that the number comes from. *orphan*: it was read, and where the
    number comes from is lost. The best source of a fact counts. A retracted fact needs no grade.
    """

    code: ClassVar[str] = "FB505"
    name: ClassVar[str] = "evidence-below-demand"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        demand = corpus.settings.grade
        if demand is None:
            return
        for entry in corpus.facts:
            grade = entry.record.grade
            if entry.record.retracted or GRADES.index(grade) <= GRADES.index(demand):
                continue
            message = f"the evidence is {grade}, this base demands {demand}"
            yield self.at(entry.place("sources", key=True), message, hint=_lifts(entry, demand))


def _lifts(entry: Entry[Fact], demand: str) -> str:
    """Return what lifts the grade of a fact to what is demanded."""
    uses = entry.record.sources
    if demand == "primary":
        if any(use.read and use.original == "self" for use in uses):
            return "say where in the source it stands: 'at', 'quote' or 'data'"
        if any(use.original == "self" for use in uses):
            return "read the passage, and write 'read: YYYY-MM-DD'"
        return "read the source that made the number, and add it with 'original: self'"
    if demand == "orphan" or any(use.read is None and _is_traced(use) for use in uses):
        return "read the passage, and write 'read: YYYY-MM-DD'"
    return "write where the source has the number from: 'original: <id of that source>' or 'self'"


def _is_traced(use: SourceUse) -> bool:
    """Tell whether a use says which work made the number."""
    return use.original is not None and use.original not in ("lost", "none")


def _is_future(when: Any, today: date) -> bool:
    """Tell whether even the first day that *when* can mean, or ends with, is after *today*."""
    if isinstance(when, Interval):
        when = when.end or when.start
    return isinstance(when, PartialDate) and when.first > today
