"""Typos: the one word of the index that a word which it does not hold is nearest to."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 4
"""Shorter words are all too near to each other."""

_ONE_SLIP_UP_TO = 5


class Correction(NamedTuple):
    """A word of the index that stands for a mistyped one, and how far off it is."""

    word: str
    distance: int


def most_slips(word: str) -> int:
    """Return how many slips a word may have and still be known: by its length.

    >>> most_slips("act"), most_slips("wemon"), most_slips("domestik"), most_slips("co2a")
    (0, 1, 2, 0)
    """
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) <= _ONE_SLIP_UP_TO else 2


def correct(word: str, known: Iterable[tuple[str, int]]) -> Correction | None:
    """Return the nearest of the *known* words, given with the number of facts that hold each.

    Nearest in optimal string alignment (a letter too many, missing, wrong, or two swapped);
    among the near ones a frequent word, and one that begins and ends alike, is preferred.

    >>> correct("violense", [("violence", 3), ("violets", 90)])
    Correction(word='violence', distance=1)
    >>> correct("zebra", [("violence", 3)]) is None
    True
    """
    # Loaded here because only a word that is unknown needs it: other searches start light.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    facts = dict(known)
    found = process.extract(
        word, list(facts), scorer=OSA.distance, score_cutoff=most_slips(word), limit=None
    )
    if not found:
        return None
    best = min(distance for _, distance, _ in found)

    def likeness(other: str, distance: float) -> float:
        ends = 0.5 * (other[0] == word[0]) + 0.3 * (other[-1] == word[-1])
        return -2 * (distance - best) + 0.25 * math.log(facts[other]) + ends

    nearest, distance, _ = min(found, key=lambda one: (-likeness(one[0], one[1]), one[0]))
    return Correction(nearest, int(distance))
