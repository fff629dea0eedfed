"""What a search gives: hits, and how the query was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One fact that was found.

    *score* runs from 0 to 1: the share of the query that the fact holds, rare words counting
    more. *snippet* shows the words found between double asterisks. *values* are dicts of
    measure, text, lo, hi, unit and stat; *citation* is the short form, such as (Tam, 2013).
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

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as ``factbase search --json`` writes it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Hits(list[Hit]):
    """The hits of one search, the likeliest first, and how the query was read.

    *step* is ``as typed``, ``corrected``, ``any word`` or ``nothing``.
    """

    def __init__(
        self,
        hits: Iterable[Hit],
        *,
        query: str,
        read_as: str,
        step: str,
        did_you_mean: str | None = None,
    ) -> None:
        super().__init__(hits)
        self.query = query
        self.read_as = read_as
        self.step = step
        self.did_you_mean = did_you_mean

    def to_dict(self) -> dict[str, Any]:
        """Return the answer of ``factbase search --json``."""
        return {
            "query": self.query,
            "read_as": self.read_as,
            "step": self.step,
            "did_you_mean": self.did_you_mean,
            "hits": [hit.to_dict() for hit in self],
        }
