"""Figures on an index: what it holds, how well it is evidenced, how fresh it is."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from factbase.index.database import Database

GRADES = ("primary", "secondary", "orphan", "unread")
STATUSES = ("current", "stale", "disputed", "superseded", "retracted")
KINDS = ("statistic", "event", "law", "assessment")
READ_WITHIN_YEARS = (1, 2, 5)

_LAST_YEAR = 9999
"""Stands in the index for the open end of a period."""

_COUNTS = """
SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM fact_values),
    (SELECT count(*) FROM sources), (SELECT count(*) FROM skipped)
"""
_STATUSES = """
SELECT CASE WHEN state = 'current' AND recheck_due < ? THEN 'stale' ELSE state END, count(*)
FROM facts GROUP BY 1
"""
_READ = "SELECT count(*) FROM facts WHERE last_read >= ?"
_NEVER_READ = "SELECT count(*) FROM facts WHERE last_read IS NULL"
_SPAN = """
SELECT min(CASE WHEN first > 1 THEN first END), max(CASE WHEN last < ?1 THEN last END),
    count(CASE WHEN last = ?1 THEN 1 END)
FROM fact_years
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Figures on a fact base, superseded and retracted facts counted too.

    *skipped* counts the findings on what had to be left out. *grades*, *statuses*, *kinds* and
    *topics* count facts, topics from the most frequent. *read* counts those of which a source
    was last read within so many years (the keys are ``"1"``, ``"2"``, ``"5"`` and ``"never"``),
    *stale* those whose recheck is due. *first_year* and *last_year* span the periods;
    *open_periods* have no end yet. *bytes* is the size of the index, *version* that of its
    layout, *built* when it was last written (UTC, ISO 8601), *factbase* by which version.
    """

    facts: int
    values: int
    sources: int
    skipped: int
    grades: Mapping[str, int]
    statuses: Mapping[str, int]
    kinds: Mapping[str, int]
    topics: Mapping[str, int]
    read: Mapping[str, int]
    stale: int
    first_year: int | None
    last_year: int | None
    open_periods: int
    db: str
    bytes: int
    version: str
    factbase: str
    built: str

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase stats --json``."""
        return asdict(self)


def statistics(database: Database, *, today: str) -> Stats:
    """Return the figures on the index on the day *today* (YYYY-MM-DD)."""
    with database.snapshot():
        facts, values, sources, skipped = database.rows(_COUNTS)[0]
        statuses = _in_order(database.rows(_STATUSES, (today,)), STATUSES)
        first, last, open_periods = database.rows(_SPAN, (_LAST_YEAR,))[0]
        read = {
            str(years): database.rows(_READ, (_years_before(today, years),))[0][0]
            for years in READ_WITHIN_YEARS
        }
        topics = database.rows(
            "SELECT topic, count(*) FROM fact_topics GROUP BY topic ORDER BY 2 DESC, 1"
        )
        return Stats(
            facts=facts,
            values=values,
            sources=sources,
            skipped=skipped,
            grades=_counted(database, "grade", GRADES),
            statuses=statuses,
            kinds=_counted(database, "kind", KINDS),
            topics={row[0]: row[1] for row in topics},
            read={**read, "never": database.rows(_NEVER_READ)[0][0]},
            stale=statuses["stale"],
            first_year=first,
            last_year=last,
            open_periods=open_periods,
            db=database.path,
            bytes=os.path.getsize(database.path),
            version=database.meta("version") or "",
            factbase=database.meta("factbase") or "",
            built=database.meta("built") or "",
        )


def _counted(database: Database, column: str, order: tuple[str, ...]) -> dict[str, int]:
    return _in_order(
        database.rows(f"SELECT {column}, count(*) FROM facts GROUP BY {column}"), order
    )


def _in_order(rows: list[Any], order: tuple[str, ...]) -> dict[str, int]:
    found = {row[0]: row[1] for row in rows}
    return {name: found.get(name, 0) for name in order}


def _years_before(day: str, years: int) -> str:
    # The text alone orders days: of 29 February the day before the first of March comes out.
    return f"{int(day[:4]) - years:04}{day[4:]}"
