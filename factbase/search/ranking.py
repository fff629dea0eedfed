"""Ranking: the best by BM25 are ordered anew, by how much of the query they hold and how.

FTS5 finds the candidates. Their BM25 is worked out anew, as BM25F: a term counts once in whatever
form it stands, and a fact is as long as what it says itself, not as the notes on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from factbase.index.tables import FTS_COLUMNS, FTS_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.search.terms import Row, Term

COVERAGE, WHOLE, NUMBER, PAIRS, TITLE, PHRASE, PRIMARY, RECENCY, REVOKED = (
    0.6, 0.5, 0.3, 0.3, 0.1, 0.15, 0.10, 0.10, 0.5,
)  # fmt: skip
"""What each sign of a good answer adds to BM25, whose best is 1; the last is taken off.

What holds all of a query comes before what holds a part of it. Recency counts where no year is
named: whoever asks for a population means the newest.
"""

MOST_OF_STOP_WORDS = 0.4
"""A query of stop words asks for nothing: what it finds is never high."""

COLUMNS = tuple(f"{column}_words" for column in FTS_COLUMNS)
"""The texts of a fact, cut into words, as the rows to be ranked name them."""

_OWN = frozenset({"claim_words", "also_words", "measures_words", "tags_words", "keys_words"})
"""The columns in which a fact speaks for itself; a word of the others is less sure to be meant."""

_SURE_ELSEWHERE = {"quotes_words": 0.9, "works_words": 0.6, "note_words": 0.6}
_SURE_OF_YEAR_ELSEWHERE = 0.3
_TEXTS = frozenset({"claim_words", "quotes_words"})
_IN_A_ROW = _TEXTS | {"also_words", "measures_words"}
_HELD = 0.5
_LEAST = 0.5
_NEAR = 3
_LONG_PERIOD = 3
_SURE_OF_LONG_PERIOD = 0.5
_HALF_LIFE_YEARS = 10
_K1, _B = 1.2, 0.5


class Found(NamedTuple):
    """A fact that was found: its row, its score from 0 to 1, what it is ordered by.

    *numbers* tell how surely it holds each number of the query.
    """

    row: Any
    score: float
    order: float
    numbers: tuple[float, ...] = ()


@dataclass(slots=True, eq=False)
class _Held:
    """What of the query one fact holds; the lists have an entry for each term."""

    row: Any
    often: list[float]
    sure: list[float]
    sure_itself: list[float]
    length: float = 0.0
    pairs: set[int] = field(default_factory=set)


def rank(
    rows: Sequence[Any],
    terms: Sequence[Term],
    *,
    words: Sequence[str],
    years: dict[int, list[tuple[int, int]]],
    today: str,
) -> list[Found]:
    """Return *rows*, found by the *terms* of a query, with the best first.

    *words* are all of the query, stop words too; *years* are the periods of each fact, where the
    query names a year.
    """
    phrase = set(pairwise(words))
    words_meant = _words_meant(terms)
    held = [_held(row, terms, words_meant, years.get(row["number"], ())) for row in rows]
    bm25 = _bm25(held, terms)
    best = max(bm25, default=0.0) or 1.0
    numbers = [place for place, term in enumerate(terms) if term.is_number]
    names_year = any(term.year is not None for term in terms)
    telling = [place for place, term in enumerate(terms) if term.tells_editions_apart]
    most = MOST_OF_STOP_WORDS if all(term.is_stop_word for term in terms) else 1.0
    found = []
    for one, score in zip(held, bm25, strict=True):
        row = one.row
        coverage = _coverage(one.sure, terms)
        order = (
            score / best
            + COVERAGE * coverage
            + WHOLE * all(sure >= _HELD for sure in one.sure)
            + NUMBER * (sum(one.sure[n] for n in numbers) / len(numbers) if numbers else 0.0)
            + PAIRS * (len(one.pairs) / (len(terms) - 1) if len(terms) > 1 else 0.0)
            + TITLE * _coverage(one.sure_itself, terms)
            + PHRASE * _in_a_row(phrase, row["claim_words"])
            + PRIMARY * (row["grade"] == "primary")
            + RECENCY * (0.0 if names_year else _recency(row["period_last"], int(today[:4])))
            - REVOKED * (row["state"] in ("retracted", "superseded"))
        )
        told = round(most * _told(one.sure, terms), 4)
        found.append(Found(row, told, order, tuple(one.sure[place] for place in telling)))
    found.sort(key=lambda one: (-one.order, one.row["id"]))
    return found


def newest_edition_first(found: list[Found]) -> list[Found]:
    """Return *found* with the editions of one measure in the places they had, newest first.

    Editions measure the same in the same place, and hold as much of the query; or they are of one
    series, where a word that one of them has is true of all, and only a number is not.
    """
    ordered = list(found)
    for column in ("edition_of", "series"):
        places: dict[tuple[Any, ...], list[int]] = {}
        for place, one in enumerate(ordered):
            if one.row[column]:
                as_much = one.numbers if column == "series" else one.score
                places.setdefault((one.row[column], as_much), []).append(place)
        for taken in places.values():
            editions = sorted((ordered[place] for place in taken), key=_age)
            for place, edition in zip(taken, editions, strict=True):
                ordered[place] = edition
    return ordered


def _age(found: Found) -> tuple[int, str]:
    row = found.row
    return -int((row["period_last"] or "0000-00-00").replace("-", "")), row["id"]


_Meanings = list[tuple[int, float, "Row"]]


def _words_meant(terms: Sequence[Term]) -> dict[str, _Meanings]:
    """Return each word that may mean a term → the terms: place, sureness, and words that follow."""
    meant: dict[str, _Meanings] = {}
    for place, term in enumerate(terms):
        for form, sure in term.forms.items():
            meant.setdefault(form, []).append((place, sure, ()))
        for first, *rest in term.rows:
            for form in first:
                meant.setdefault(form, []).append((place, 1.0, tuple(rest)))
    return meant


def _held(
    row: Any,
    terms: Sequence[Term],
    meant: dict[str, _Meanings],
    periods: Sequence[tuple[int, int]],
) -> _Held:
    """Read a fact once, word by word."""
    held = _Held(row, [0.0] * len(terms), [0.0] * len(terms), [0.0] * len(terms))
    for column, weight in zip(COLUMNS, FTS_WEIGHTS, strict=True):
        words = row[column].split()
        if column in _TEXTS:
            held.length += weight * len(words)
        before = (-_NEAR, -1)
        for at, word in enumerate(words):
            if word not in meant:
                continue
            for place, sure, rest in meant[word]:
                if rest and not _follow(words, at, rest):
                    continue
                held.often[place] += weight
                _hold(held, place, terms[place], column, sure)
                if place == before[1] + 1 and at - before[0] <= _NEAR and column in _IN_A_ROW:
                    held.pairs.add(place)
                before = (at, place)
    for place, term in enumerate(terms):
        if term.year is not None and held.sure_itself[place] < 1:
            share = _share_of_period(term.year, periods)
            held.sure[place] = max(held.sure[place], share)
            held.sure_itself[place] = max(held.sure_itself[place], share)
    return held


def _follow(words: Sequence[str], at: int, rest: Row) -> bool:
    """Tell whether the words after that at *at* are the *rest* of a row."""
    after = words[at + 1 : at + 1 + len(rest)]
    return len(after) == len(rest) and all(map(frozenset.__contains__, rest, after))


def _hold(held: _Held, place: int, term: Term, column: str, sure: float) -> None:
    """Note how surely the term at *place* stands in a column of the fact."""
    if column in _OWN:
        held.sure_itself[place] = max(held.sure_itself[place], sure)
    elif term.year is not None:
        sure *= _SURE_OF_YEAR_ELSEWHERE
    else:
        sure *= _SURE_ELSEWHERE[column]
    held.sure[place] = max(held.sure[place], sure)


def _bm25(held: Sequence[_Held], terms: Sequence[Term]) -> list[float]:
    """Return BM25F; a fact's length is told by that of the other candidates."""
    mean = sum(one.length for one in held) / len(held) if held else 1.0
    scores = []
    for one in held:
        fullness = _K1 * (1 - _B + _B * one.length / (mean or 1.0))
        counts = map(_counted, one.often, terms)
        scores.append(
            sum(
                sure * term.weight * often * (_K1 + 1) / (often + fullness)
                for term, often, sure in zip(terms, counts, one.sure, strict=True)
            )
        )
    return scores


def _counted(often: float, term: Term) -> float:
    """Return how often a term counts: a year once, and what stands anywhere half at least."""
    if not often:
        return 0.0
    return max(often, _LEAST) if term.year is None else min(max(often, _LEAST), 1.0)


def _told(shares: Sequence[float], terms: Sequence[Term]) -> float:
    """Return the share of the query as typed that a fact holds."""
    whole = sum(term.told for term in terms)
    held = sum(share * term.told for share, term in zip(shares, terms, strict=True))
    return held / whole if whole else 0.0


def _coverage(shares: Sequence[float], terms: Sequence[Term]) -> float:
    whole = sum(term.weight for term in terms)
    held = sum(share * term.weight for share, term in zip(shares, terms, strict=True))
    return held / whole if whole else 0.0


def _in_a_row(phrase: set[tuple[str, str]], claim: str) -> float:
    """Return the share of a query's words side by side that stand so in the claim."""
    if not phrase:
        return 0.0
    return len(phrase.intersection(pairwise(claim.split()))) / len(phrase)


def _share_of_period(year: int, periods: Sequence[tuple[int, int]]) -> float:
    spans = [last - first for first, last in periods if first <= year <= last]
    if not spans:
        return 0.0
    return 1.0 if min(spans) < _LONG_PERIOD else _SURE_OF_LONG_PERIOD


def _recency(last_day: str | None, this_year: int) -> float:
    year = int((last_day or "0")[:4])
    return _HALF_LIFE_YEARS / (_HALF_LIFE_YEARS + max(this_year - year, 0))
