"""The facts that are ranked: the best by BM25, and those that few words do not bring among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbase.index.tables import FTS, FTS_COLUMNS, FTS_WEIGHTS
from factbase.jsontext import to_json
from factbase.search.ranking import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.index.database import Database
    from factbase.search.filters import Filters
    from factbase.search.terms import Term

MOST, MOST_OF_FEW_WORDS = 50, 100
"""So many of the best by BM25 are ranked anew; a few words leave more facts much alike."""

FEW_WORDS = 5

RARE = 30
"""A word is rare that no more facts hold: whatever holds one is ranked."""

ORDERED_BY = "f.number, f.id, f.grade, f.state, f.period_last, f.series, f.edition_of"
_READ = ", ".join(f"t.{of} AS {name}" for of, name in zip(FTS_COLUMNS, COLUMNS, strict=True))
_MATCHING = f"""
WITH best AS MATERIALIZED (
    SELECT {FTS}.rowid AS number, bm25({FTS}, {", ".join(map(str, FTS_WEIGHTS))}) AS bm25
    FROM {{source}}
    WHERE {FTS} MATCH ? AND {{filters}}
    ORDER BY bm25
    LIMIT ?
)
SELECT {ORDERED_BY}, {_READ}
FROM best JOIN facts f ON f.number = best.number JOIN fact_text t ON t.number = best.number
ORDER BY best.bm25, f.id
"""
_ALL = f"{FTS} JOIN facts f ON f.number = {FTS}.rowid"
_USUAL = f"NOT EXISTS (SELECT 1 FROM hidden_facts h WHERE h.fact = {FTS}.rowid)"
"""What every search hides; to join the wide table of facts for it would cost a third more."""

_NEWEST = """
SELECT (
    SELECT f.number FROM facts f WHERE f.{column} = known.value AND {filters}
    ORDER BY f.period_last DESC, f.id LIMIT 1
) FROM json_each(?) known
"""
_NUMBERED = f"""
SELECT {ORDERED_BY}, {_READ} FROM facts f JOIN fact_text t ON t.number = f.number
WHERE f.number IN ({{numbers}})
    AND EXISTS (SELECT 1 FROM {FTS} WHERE {FTS} MATCH ? AND {FTS}.rowid = f.number)
ORDER BY f.number
"""


class Candidates:
    """What a search that matches *match* and demands *filters* may find."""

    def __init__(self, database: Database, filters: Filters, match: str) -> None:
        self._database = database
        self._filters = filters
        self._match = match

    def best(self, terms: Sequence[Term], limit: int) -> list[Any]:
        """Return the facts that are the best by BM25: *limit* at least."""
        most = MOST_OF_FEW_WORDS if len(terms) <= FEW_WORDS else MOST
        return self._matching(self._match, max(limit, most))

    def with_rare_words(self, rows: list[Any], terms: Iterable[Term]) -> list[Any]:
        """Return *rows* and all that hold a rare word, which BM25 may hold less than a year."""
        rare = [term.match for term in terms if 0 < term.facts <= RARE]
        if not rare:
            return rows
        match = f"({self._match}) AND ({' OR '.join(rare)})"
        return _united(rows, self._matching(match, MOST))

    def with_newest(self, rows: list[Any]) -> list[Any]:
        """Return *rows* and the newest edition of each: of its series, or of what it measures."""
        condition, parameters = self._filters.given
        newest: set[int] = set()
        for column in ("series", "edition_of"):
            known = to_json(sorted({row[column] for row in rows if row[column]}))
            sql = _NEWEST.format(column=column, filters=condition)
            newest.update(
                row[0] for row in self._database.rows(sql, [*parameters, known]) if row[0]
            )
        newest.difference_update(row["number"] for row in rows)
        if not newest:
            return rows
        sql = _NUMBERED.format(numbers=", ".join(map(str, sorted(newest))))
        return _united(rows, self._database.rows(sql, [self._match]))

    def _matching(self, match: str, limit: int) -> list[Any]:
        source, (filters, parameters) = _ALL, self._filters.given
        if self._filters.are_usual:
            source, filters, parameters = FTS, _USUAL, []
        sql = _MATCHING.format(source=source, filters=filters)
        return self._database.rows(sql, [match, *parameters, limit])


def _united(rows: list[Any], more: Iterable[Any]) -> list[Any]:
    known = {row["number"] for row in rows}
    return rows + [row for row in more if row["number"] not in known]
