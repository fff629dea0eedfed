"""Runs a query against the index and ranks what it finds."""

from __future__ import annotations

import math
import re
from typing import Any

from factbase.index.database import Database, status_on
from factbase.index.tables import FTS, FTS_WEIGHTS
from factbase.jsontext import from_json
from factbase.normalize import collapse, decoded
from factbase.search.filters import Filters, make_filters
from factbase.search.query import parse_query, quoted
from factbase.search.results import Hit, Hits

CANDIDATES = 50
"""So many of the best by BM25 are ranked anew."""

MAX_LIMIT = 1_000_000
"""So many hits are given at most, whatever is asked for."""

MARK = "**"
_SNIPPET_WORDS = 24

_YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}")
_COLUMNS = """f.number, f.id, f.claim, f.kind, f.place, f.period, f.period_last, f.series, f.topics,
    f.readings, f.grade, f.state, f.recheck_due, f.citation"""
_MATCHING = f"""
SELECT {_COLUMNS},
    bm25({FTS}, {", ".join(str(weight) for weight in FTS_WEIGHTS)}) AS bm25,
    highlight({FTS}, 0, '{MARK}', '{MARK}') AS claim_marked,
    snippet({FTS}, -1, '{MARK}', '{MARK}', '…', {_SNIPPET_WORDS}) AS best_marked
FROM {FTS} JOIN facts f ON f.number = {FTS}.rowid
WHERE {FTS} MATCH ? AND {{filters}}
ORDER BY bm25
LIMIT ?
"""
_NEWEST = f"""
SELECT {_COLUMNS}, 0.0 AS bm25, f.claim AS claim_marked, f.claim AS best_marked
FROM facts f
WHERE {{filters}}
ORDER BY f.period_last DESC, f.id
LIMIT ?
"""
_HOLDING = f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH ? AND rowid IN ({{numbers}})"
_COUNT = f"SELECT count(*) FROM {FTS} WHERE {FTS} MATCH ?"
_ALL = "SELECT count(*) FROM facts"


def search(
    database: Database,
    query: str,
    *,
    topic: str | None = None,
    place: str | None = None,
    year: str | int | None = None,
    source: str | None = None,
    kind: str | None = None,
    grade: str | None = None,
    limit: int = 10,
    all: bool = False,  # noqa: A002
    today: str,
) -> Hits:
    """Return the facts that hold any word of *query*, the likeliest first.

    Without words the newest facts come first. No text raises; a bad *year* does (`QueryError`).
    """
    asked = parse_query(decoded(query))
    limit = min(max(limit, 0), MAX_LIMIT)
    filters = make_filters(
        topic=topic, place=place, year=year, source=source, kind=kind, grade=grade, all=all
    )
    if asked.words:
        with database.snapshot():
            ranked = _ranked(database, asked.words, filters, max(limit, CANDIDATES))
        if year is None and not any(_YEAR.fullmatch(word) for word in asked.words):
            ranked = _newest_edition_first(ranked)
    else:
        sql = _NEWEST.format(filters=filters.sql)
        ranked = [(row, 1.0) for row in database.rows(sql, [*filters.parameters, limit])]
    return Hits(
        [_hit(row, score, today) for row, score in ranked[:limit]],
        query=asked.text,
        read_as=asked.read_as,
        step="as typed" if ranked else "nothing",
    )


def _ranked(
    database: Database, words: tuple[str, ...], filters: Filters, candidates: int
) -> list[tuple[Any, float]]:
    """Return rows with their score, ordered by BM25 and by how much of the query they hold."""
    any_word = " OR ".join(quoted(word) for word in words)
    sql = _MATCHING.format(filters=filters.sql)
    rows = database.rows(sql, [any_word, *filters.parameters, candidates])
    if not rows:
        return []
    shares = _shares(database, words, [row["number"] for row in rows])
    best = min(row["bm25"] for row in rows) or -1.0

    def order(row: Any) -> tuple[float, str]:
        score = row["bm25"] / best + 0.6 * shares[row["number"]]
        return -score - (0.1 if row["grade"] == "primary" else 0.0), row["id"]

    return [(row, shares[row["number"]]) for row in sorted(rows, key=order)]


def _newest_edition_first(ranked: list[tuple[Any, float]]) -> list[tuple[Any, float]]:
    """Return *ranked* with the editions of each series in the places they had, newest first."""
    places: dict[str, list[int]] = {}
    for place, (row, _) in enumerate(ranked):
        if row["series"]:
            places.setdefault(row["series"], []).append(place)
    ordered = list(ranked)
    for taken in places.values():
        editions = sorted((ranked[place] for place in taken), key=_age)
        for place, edition in zip(taken, editions, strict=True):
            ordered[place] = edition
    return ordered


def _age(found: tuple[Any, float]) -> tuple[int, str]:
    row = found[0]
    return -int((row["period_last"] or "0000-00-00").replace("-", "")), row["id"]


def _shares(database: Database, words: tuple[str, ...], numbers: list[int]) -> dict[int, float]:
    """Return for each fact the idf-weighted share of the query's words that it holds."""
    total = database.rows(_ALL)[0][0]
    holding = _HOLDING.format(numbers=", ".join(str(number) for number in numbers))
    found = dict.fromkeys(numbers, 0.0)
    whole = 0.0
    for word in words:
        phrase = quoted(word)
        facts = database.rows(_COUNT, (phrase,))[0][0]
        weight = math.log(1 + (total - facts + 0.5) / (facts + 0.5))
        whole += weight
        if facts:
            for (number,) in database.rows(holding, (phrase,)):
                found[number] += weight
    return {number: round(share / whole, 4) if whole else 0.0 for number, share in found.items()}


def _hit(row: Any, score: float, today: str) -> Hit:
    claim = row["claim_marked"]
    keys = ("measure", "text", "lo", "hi", "unit", "stat")
    return Hit(
        id=row["id"],
        claim=row["claim"],
        score=score,
        snippet=collapse(claim if MARK in claim else row["best_marked"]),
        kind=row["kind"],
        place=row["place"],
        period=row["period"],
        topics=tuple(from_json(row["topics"])),
        values=tuple({key: value[key] for key in keys} for value in from_json(row["readings"])),
        grade=row["grade"],
        status=status_on(row["state"], row["recheck_due"], today),
        citation=row["citation"],
    )
