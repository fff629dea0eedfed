"""The places that a text names, in words that were cut for the index."""

from __future__ import annotations

from functools import cache

from factbase.index.words import PLACE, words_of
from factbase.places import ALSO, NAMES, containing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOWHERE = "-"


def place_key(code: str) -> str:
    """Return the word by which the index knows a place.

    >>> place_key("US-AZ")
    'us-az@'
    """
    return code.lower() + PLACE


def own_place_key(key: str) -> str:
    """Return the word that only facts told of a place bear, not those of places in it.

    >>> own_place_key(place_key("US"))
    'us@@'
    """
    return key + PLACE


def place_keys(code: str) -> tuple[str, ...]:
    """Return the words for a place and for those around it; none for a place without a code.

    >>> place_keys("US-AZ")
    ('us-az@@', 'us-az@', 'us@')
    """
    keys = [place_key(place) for place in containing(code) if place[:2] in NAMES]
    return (own_place_key(keys[0]), *keys) if keys else ()


def places_named(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a place is named in *words*, begin and end, and its key.

    >>> list(places_named(words_of("Americans in South Korea and Latin America, U.S. citizens")))
    [(0, 1, 'us@'), (2, 4, 'kr@'), (7, 8, 'us@')]
    """
    names = _names()
    index = 0
    while index < len(words):
        for name, code in names.get(words[index], ()):
            stop = index + len(name)
            if tuple(words[index:stop]) == name:
                if code != _NOWHERE:
                    yield index, stop, place_key(code)
                index = stop - 1
                break
        index += 1


def _lower(name: str) -> str:
    # The U.S. of "U.S. Virgin Islands" is a word by its capitals.
    return name if "." in name else name.lower()


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the first word of each name → whole names with their codes, the longest first."""
    # In small letters "us" is no country.
    called = {"US": "US", **ALSO, **{_lower(name): code for code, name in NAMES.items()}}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in called.items():
        is_plain = name.islower() and name.replace(" ", "").isalpha() and name.isascii()
        words = tuple(name.split() if is_plain else words_of(name))
        found.setdefault(words[0], []).append((words, code))
    for names in found.values():
        names.sort(key=lambda one: -len(one[0]))
    return found
