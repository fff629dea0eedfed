"""A query as it was read: what is looked for, what must and must not be there, which fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbase.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.quantity import Quantity

NEWEST = "the newest facts"
"""How a query without words is read."""

FIELDS = (
    "topic", "place", "source", "publisher", "unit", "year", "kind", "status", "id", "value",
    "grade", "series",
)  # fmt: skip
"""What may stand before a colon."""

_YEARS = re.compile(r"([0-9]{4})(?:(?:\.\.|-|/)([0-9]{4}))?\Z")


class Leaf(NamedTuple):
    """What is looked for in one place of a query: words, in a row or the begin of one, a number."""

    text: str
    words: tuple[str, ...]
    kind: str = "word"
    mention: Quantity | None = None


class Group(NamedTuple):
    """Parts that must be there, parts of which any may be, and parts that must not."""

    must: tuple[Leaf | Group, ...] = ()
    should: tuple[Leaf | Group, ...] = ()
    must_not: tuple[Leaf | Group, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Tell whether any of some words is looked for, and nothing more."""
        return not (self.must or self.must_not) and all(isinstance(p, Leaf) for p in self.should)

    def wanted(self) -> Iterator[Leaf]:
        """Yield all that is looked for, in the order typed as far as the groups keep it."""
        for part in (*self.must, *self.should):
            if isinstance(part, Leaf):
                yield part
            else:
                yield from part.wanted()


class FieldValue(NamedTuple):
    """A condition on a field: any of *values*, or none of them where *negated*."""

    name: str
    operator: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        return sign + " OR ".join(f"{self.name}{self.operator}{value}" for value in self.values)


class Query(NamedTuple):
    """A query as it was read; *doubts* say what could not be read as it was meant."""

    text: str
    root: Group
    fields: tuple[FieldValue, ...] = ()
    doubts: tuple[str, ...] = ()
    is_sentence: bool = False

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Return all that is looked for."""
        return tuple(self.root.wanted())

    @property
    def words(self) -> tuple[str, ...]:
        """Return what is looked for, as typed."""
        return tuple(leaf.text for leaf in self.leaves)


def parse_years(text: str | int) -> tuple[int, int]:
    """Return first and last year of a filter: ``2011`` or ``2010..2012``; raises `QueryError`."""
    match = _YEARS.match(str(text).strip())
    if not match:
        raise QueryError(str(text), 1, "a year is written 2011, a span of years 2010..2012")
    first, last = int(match[1]), int(match[2] or match[1])
    return min(first, last), max(first, last)


def quoted(words: str) -> str:
    """Return *words* as a phrase of SQLite's FTS5 query language, in which nothing is special.

    >>> quoted("NEAR("), quoted('a"b')
    ('"NEAR("', '"a""b"')
    """
    return '"' + words.replace('"', '""') + '"'
