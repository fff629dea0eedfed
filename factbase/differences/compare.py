"""Compares two states of a base, fact by fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from factbase.differences.portrait import fact_portrait, numbers, source_portrait, works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factbase.differences.portrait import Portrait
    from factbase.index.records import Record, SourceRecord

Kind = Literal["added", "changed", "removed", "unreadable"]
"""What became of a fact or source; unreadable where a fault keeps it out of the base now."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that a fact or source says otherwise; None where it says nothing of it."""

    field: str
    before: str | None
    after: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the change as ``factbase diff --json`` writes it."""
        return {"field": self.field, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class FactChange:
    """What became of a fact; *id* is the one that it bears now, or bore last."""

    kind: Kind
    id: str
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def fact(self) -> Record:
        """Return the fact as it is now, or as it was last."""
        fact = self.after or self.before
        assert fact is not None  # noqa: S101  # it was there before or after
        return fact

    def to_dict(self) -> dict[str, Any]:
        """Return the change as ``factbase diff --json`` writes it."""
        fact = self.fact
        return {
            "kind": self.kind,
            "id": self.id,
            "path": fact.path,
            "claim": fact.claim,
            "numbers": numbers(fact),
            "sources": works(fact),
            "grade": fact.grade,
            "status": fact.status,
            "fields": [field.to_dict() for field in self.fields],
        }


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What became of a source record; *facts* is the number of facts that use it now."""

    kind: Kind
    id: str
    before: SourceRecord | None
    after: SourceRecord | None
    fields: tuple[FieldChange, ...] = ()
    facts: int = 0

    @property
    def source(self) -> SourceRecord:
        """Return the source as it is now, or as it was last."""
        source = self.after or self.before
        assert source is not None  # noqa: S101  # it was there before or after
        return source

    def to_dict(self) -> dict[str, Any]:
        """Return the change as ``factbase diff --json`` writes it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "path": self.source.path,
            "title": self.source.title,
            "facts": self.facts,
            "fields": [field.to_dict() for field in self.fields],
        }


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A base in one state: its facts and sources by id, the files with something left out."""

    facts: Mapping[str, Record]
    sources: Mapping[str, SourceRecord]
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Diff:
    """What is otherwise in a base than it was at the revision *since*."""

    since: str
    facts: tuple[FactChange, ...]
    sources: tuple[SourceChange, ...]
    total: int
    """So many facts the base has now."""

    def __bool__(self) -> bool:
        return bool(self.facts or self.sources)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase diff --json``."""
        return {
            "since": self.since,
            "facts": [change.to_dict() for change in self.facts],
            "sources": [change.to_dict() for change in self.sources],
            "total": self.total,
        }


def compare(before: Snapshot, after: Snapshot, *, since: str) -> Diff:
    """Return what is otherwise in *after* than in *before*, in the order of the facts."""
    uses = Counter(ref for fact in after.facts.values() for ref in {u.ref for u in fact.sources})
    sources = (
        SourceChange(kind, name, old, new, fields, uses[name])
        for kind, name, old, new, fields in _changes(
            before.sources, after.sources, after.left_out, source_portrait
        )
    )
    moved = {
        old: fact.id
        for fact in after.facts.values()
        for old in fact.formerly
        if old in before.facts and fact.id not in before.facts
    }
    known = {moved.get(name, name): fact for name, fact in before.facts.items()}
    facts = (
        FactChange(kind, name, old, new, fields)
        for kind, name, old, new, fields in _changes(
            known, after.facts, after.left_out, fact_portrait
        )
    )
    return Diff(since, tuple(facts), tuple(sources), len(after.facts))


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], left_out: frozenset[str], portrait: Any
) -> Iterator[tuple[Kind, str, Any, Any, tuple[FieldChange, ...]]]:
    for name, new in after.items():
        old = before.get(name)
        if old is None:
            yield "added", name, None, new, ()
        elif not _is_same(old, new):
            fields = tuple(_fields(portrait(old), portrait(new)))
            if fields:
                yield "changed", name, old, new, fields
    for name, old in before.items():
        if name not in after:
            kind: Kind = "unreadable" if old.path in left_out else "removed"
            yield kind, name, old, None, ()


def _is_same(old: Any, new: Any) -> bool:
    """Tell whether two records say the same, what is derived from other files included."""
    derived = ("grade", "status", "superseded_by", "disputed_by")
    return bool(old.document == new.document) and all(
        getattr(old, name, None) == getattr(new, name, None) for name in derived
    )


def _fields(before: Portrait, after: Portrait) -> Iterator[FieldChange]:
    labels: Iterable[str] = dict.fromkeys((*after, *before))
    for label in labels:
        old, new = before.get(label), after.get(label)
        if old != new:
            yield FieldChange(label, old, new)
