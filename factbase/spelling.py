"""Did you mean: the known words that are nearest to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, limit: int = 1, likeness: int = 70) -> list[str]:
    """Return the words of *known* that *word* may be a slip of, the likeliest first.

    A slip keeps at least *likeness* percent of the letters (normalised indel similarity);
    words that merely share a few letters are none.

    >>> nearest("soruce", ["claim", "sources", "topics"])
    ['sources']
    >>> nearest("zzz", ["claim", "sources"])
    []
    """
    # Loaded here because only mistakes need it: a search that succeeds stays light.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    choices = list(known)
    found = process.extract(
        word.lower(),
        choices,
        scorer=fuzz.ratio,
        processor=str.lower,
        score_cutoff=likeness,
        limit=limit,
    )
    return [match for match, _score, _index in found]


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the one word of *known* that *word* is surely a slip of, if there is one.

    Surely: no other word is near, and at most two letters were changed, left out, added or
    swapped (optimal string alignment); capitals, hyphens and underscores make no difference.

    >>> meant("soruce", ["claim", "sources"]), meant("url", ["URL"]), meant("read", ["red", "bead"])
    ('sources', 'URL', None)
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # as above

    close = nearest(word, known, limit=2)
    slips = 2
    if len(close) == 1 and OSA.distance(_plain(word), _plain(close[0])) <= slips:
        return close[0]
    return None


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")
