"""What a build tells its caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factbase.index.database import Database

if TYPE_CHECKING:
    from factbase.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: how many facts and sources the index holds, and what changed in it.

    *changed* counts facts that are new or not the same as before, *removed* those that went.
    """

    facts: int
    sources: int
    changed: int
    removed: int
    db: str
    skipped: tuple[Diagnostic, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase index --json``."""
        keys = ("facts", "sources", "changed", "removed", "db")
        return {key: getattr(self, key) for key in keys}


def result_of(db: str, *, changed: int = 0, removed: int = 0) -> BuildResult:
    """Return the result of a build that has left the index at *db*."""
    database = Database(db)
    try:
        skipped = tuple(database.skipped())
        return BuildResult(*database.counts(), changed, removed, db, skipped)
    finally:
        database.close()
