"""What a search gives: hits, and how the query was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.search.facets import Facets


HIGH = 0.5
"""From this score on a hit counts as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One fact that was found.

    *score* runs from 0 to 1: the share of the query that the fact holds, rare words counting
    more. *snippet* shows the words found between double asterisks. *values* are dicts of
    measure, text, lo, hi, unit, stat and basis; *citation* is the short form, such as (Tam, 2013).
    *numbers* is where in the claim its statistics stand, begin and end of each.
    """

    id: str
    claim: str
    score: float
    snippet: str
    kind: str
    place: str | None
    period: str | None
    topics: tuple[str, ...]
    values: tuple[dict[str, Any], ...]
    grade: str
    status: str
    citation: str
    series: str | None
    numbers: tuple[tuple[int, int], ...]

    @property
    def is_high(self) -> bool:
        """Tell whether the fact holds enough of the query to be taken for an answer."""
        return self.score >= HIGH

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as ``factbase search --json`` writes it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Hits(list[Hit]):
    """The hits of one search, the likeliest first, and how the query was read.

    *step* is ``as typed``, ``corrected`` (typos were), ``any word`` (demands were dropped) or
    ``nothing``; *doubts* say what of the query could not be read as it was meant. Where nothing
    is found, *did_you_mean* is a query that finds something and *topics* are the nearest ones.
    *facets*, where asked for, count all that was found.
    """

    def __init__(
        self,
        hits: Iterable[Hit],
        *,
        query: str,
        read_as: str,
        step: str,
        doubts: Sequence[str] = (),
    ) -> None:
        super().__init__(hits)
        self.query = query
        self.read_as = read_as
        self.step = step
        self.doubts = tuple(doubts)
        self.did_you_mean: str | None = None
        self.topics: tuple[str, ...] = ()
        self.facets: Facets | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase search --json``."""
        answer: dict[str, Any] = {
            "query": self.query,
            "read_as": self.read_as,
            "step": self.step,
            "did_you_mean": self.did_you_mean,
            "topics": list(self.topics),
            "doubts": list(self.doubts),
            "hits": [hit.to_dict() for hit in self],
        }
        if self.facets is not None:
            answer["facets"] = {
                name: [{"value": value, "facts": count} for value, count in values]
                for name, values in self.facets.items()
            }
        return answer
