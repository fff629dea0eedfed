"""Facets: how many of the facts that a search finds lie in each topic, place, year and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.index.tables import FTS

if TYPE_CHECKING:
    from factbase.index.database import Database
    from factbase.search.filters import Filters

MOST = 10
"""So many values of a facet are told, the most frequent first."""

_FOUND = """
WITH found AS MATERIALIZED (
    SELECT f.number FROM facts f WHERE {filters}{matching}
)
"""
_MATCHING = f" AND f.number IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH ?)"
_FACETS = {
    "topic": "SELECT topic, count(*) FROM fact_topics WHERE fact IN found GROUP BY 1",
    "place": "SELECT place, count(*) FROM fact_places WHERE fact IN found GROUP BY 1",
    "year": "SELECT substr(period_last, 1, 4), count(*) FROM facts "
    "WHERE number IN found AND period_last <> '' GROUP BY 1",
    "source": "SELECT source, count(*) FROM fact_sources WHERE fact IN found GROUP BY 1",
    "kind": "SELECT kind, count(*) FROM facts WHERE number IN found GROUP BY 1",
}

Facets = dict[str, list[tuple[str, int]]]
"""Facet → its values with the number of facts, the most frequent first."""


def facets_of(database: Database, match: str | None, filters: Filters) -> Facets:
    """Return the facets of all facts that a search matches, not only of those it shows."""
    condition, parameters = filters.given
    found = _FOUND.format(filters=condition, matching="" if match is None else _MATCHING)
    given = parameters if match is None else [*parameters, match]
    return {
        name: [
            (str(value), count)
            for value, count in database.rows(
                f"{found}{sql} ORDER BY 2 DESC, 1 LIMIT {MOST}", given
            )
        ]
        for name, sql in _FACETS.items()
    }
