"""How good answers are: the first hit, where the right fact stands, and silence where none is."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.quality.queries import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.quality.queries import Query

FILE = Path(__file__).with_name("scores.toml")
LIMIT = 10
HIGH = 0.5
"""An answer of this score or more says: this is what you look for."""

HEADER = """\
# What the search scored on queries.tsv over the shipped facts and the distractors.
# Written by `python -m tests.quality --write`; tests/quality/test_search.py lets no score fall
# below it. This file changes only in a commit that changes nothing else: who makes the search
# better or worse shows it in a commit of its own, and no test is made to pass in passing.
#
# first: the first hit is an expected fact. mrr: mean of 1 / its rank in the first ten.
# ndcg: nDCG at 10, every expected fact worth the same. high: queries without an answer that
# got one of score 0.5 or more (the fewer the better).
"""


class Found(NamedTuple):
    """One hit: the id of a fact and how sure the search is of it, from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Score:
    """What the queries of one class scored; *high* counts the queries that no fact answers."""

    queries: int
    first: int = 0
    mrr: float = 0.0
    ndcg: float = 0.0
    high: int = 0

    def worse_than(self, other: Score) -> list[str]:
        """Return in words what is worse here than in *other*."""
        fell = [
            f"{name} {getattr(self, name)} < {getattr(other, name)}"
            for name in ("first", "mrr", "ndcg")
            if getattr(self, name) < getattr(other, name)
        ]
        return fell + ([f"high {self.high} > {other.high}"] if self.high > other.high else [])


def ask(
    search: Callable[[str], Iterable[Found]], queries: Iterable[Query]
) -> dict[Query, list[Found]]:
    """Return the first hits of each query."""
    return {query: list(search(query.text))[:LIMIT] for query in queries}


def score_all(answers: dict[Query, list[Found]]) -> dict[str, Score]:
    """Return the scores of each class, and of all queries that have an answer."""
    kinds: dict[str, list[Query]] = defaultdict(list)
    for query in answers:
        kinds[query.kind].append(query)
    scores = {
        kind: _silence(queries, answers) if kind == ABSENT else _score(queries, answers)
        for kind, queries in kinds.items()
    }
    return {"all": _score([one for one in answers if one.facts], answers), **scores}


def _score(queries: Sequence[Query], answers: dict[Query, list[Found]]) -> Score:
    ranks = [rank(query, answers[query]) for query in queries]
    gains = [ndcg(query, answers[query]) for query in queries]
    return Score(
        len(queries),
        first=ranks.count(1),
        mrr=round(sum(1 / one for one in ranks if one) / len(queries), 4),
        ndcg=round(sum(gains) / len(queries), 4),
    )


def _silence(queries: Sequence[Query], answers: dict[Query, list[Found]]) -> Score:
    return Score(len(queries), high=sum(is_high(answers[query]) for query in queries))


def rank(query: Query, found: Sequence[Found]) -> int:
    """Return the rank of the first expected fact, from 1, or 0."""
    return next((n for n, one in enumerate(found, 1) if one.id in query.facts), 0)


def ndcg(query: Query, found: Sequence[Found]) -> float:
    """Return the normalised discounted gain of the first ten hits, 0 to 1."""
    gained = sum(1 / math.log2(n + 1) for n, one in enumerate(found, 1) if one.id in query.facts)
    best = sum(1 / math.log2(n + 1) for n in range(1, min(len(query.facts), LIMIT) + 1))
    return gained / best


def is_high(found: Sequence[Found]) -> bool:
    """Tell whether any hit claims to be what was looked for."""
    return any(one.score >= HIGH for one in found)


def read_scores() -> dict[str, Score]:
    """Return the scores of the file."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {kind: Score(**row) for kind, row in table.items()}


def write_scores(scores: dict[str, Score]) -> None:
    """Write *scores* into the file, with what it is kept for."""
    names = [field.name for field in fields(Score)]
    tables = [
        f"\n[{kind}]\n" + "".join(f"{name} = {getattr(one, name)}\n" for name in names)
        for kind, one in scores.items()
    ]
    FILE.write_text(HEADER + "".join(tables), "utf-8")


def table(scores: dict[str, Score]) -> str:
    """Return the scores as lines for people."""
    lines = [
        f"{'class':<12}{'queries':>8}{'first':>8}{'rate':>8}{'MRR':>8}{'nDCG@10':>9}{'high':>6}"
    ]
    for kind, one in scores.items():
        if kind == ABSENT:
            lines.append(f"{kind:<12}{one.queries:>8}{'':>33}{one.high:>6}")
            continue
        rate = one.first / one.queries
        lines.append(
            f"{kind:<12}{one.queries:>8}{one.first:>8}{rate:>8.3f}{one.mrr:>8.3f}{one.ndcg:>9.3f}"
        )
    return "\n".join(lines)
