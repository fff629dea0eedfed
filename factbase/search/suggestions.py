"""What to look at next: words that complete a query, facts that are near to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.index.words import words_of
from factbase.normalize import decoded
from factbase.search.results import Hits
from factbase.search.searcher import search
from factbase.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from factbase.index.database import Database

NEAR_AT_LEAST = 0.25
"""A neighbour holds so much of what a fact's claim says."""


def suggest(database: Database, text: str, *, limit: int = 10) -> list[str]:
    """Return *text* with its last word completed, in each likely way."""
    before, space, begun = decoded(text).rpartition(" ")
    words = words_of(begun)
    if not words or limit < 1:
        return []
    *joined, begin = words
    start = begun[: len(begun) - len(begin)] if joined else ""
    with database.snapshot():
        found = Vocabulary(database).beginning(begin, limit)
    return [f"{before}{space}{start}{word}" for word in found]


def neighbours(
    database: Database, fact_id: str, claim: str, series: str | None, *, limit: int, today: str
) -> Hits:
    """Return the facts nearest to one by what its claim says; other editions of it are left out."""
    # Its own editions take places: enough are asked for that some remain.
    found = search(database, claim, filters={}, limit=10 * limit, today=today)
    near = [
        hit
        for hit in found
        if hit.id != fact_id
        and hit.score >= NEAR_AT_LEAST
        and (series is None or hit.series != series)
    ]
    return Hits(near[:limit], query=claim, read_as=found.read_as, step=found.step)
