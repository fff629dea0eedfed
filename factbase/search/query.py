"""What a person typed, read as words; no text is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factbase.errors import QueryError

NEWEST = "the newest facts"
"""How a query without words is read."""

MAX_WORDS = 64
"""A pasted page is searched for by so many of its first words."""

MAX_LENGTH = 100
"""So much of a word is looked for."""

_WORD = re.compile(r"[^\W_]")
_BETWEEN = re.compile(r"[\s\0—–…/\\|;:()\[\]{}<>\"“”]|,(?![0-9])")  # noqa: RUF001  # dashes
_EDGES = re.compile(r"^[^\w]+|[^\w%°]+$")
_YEARS = re.compile(r"([0-9]{4})(?:(?:\.\.|-|/)([0-9]{4}))?\Z")

STOP_WORDS = frozenset(
    """a about an and any are as at be been but by can did do does for from had has have how i if
    in into is it its many me more most much my no nor not of on or our per so some such than that
    the their them then there these they this those to us was we were what when where which who
    whom whose why will with would you your""".split()
)
"""English words that say nothing about what is looked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """The words to look for, each once, in the order typed."""

    text: str
    words: tuple[str, ...]

    @property
    def read_as(self) -> str:
        """Return in words how the query is understood."""
        if not self.words:
            return NEWEST
        if len(self.words) == 1:
            return self.words[0]
        return "any of: " + ", ".join(self.words)


def parse_query(text: str) -> Query:
    """Return the query that *text* makes; anything can be typed or pasted.

    >>> parse_query("How many parents did the U.S. deport?").words
    ('parents', 'U.S', 'deport')
    >>> parse_query("to be or not to be").words
    ('to', 'be', 'or', 'not')
    >>> parse_query('") OR NEAR( *').words
    ('OR', 'NEAR')
    >>> parse_query("46,000 parents—and children/spouses").words
    ('46,000', 'parents', 'children', 'spouses')
    """
    seen: dict[str, str] = {}
    for piece in _BETWEEN.split(text):
        word = _EDGES.sub("", piece[:MAX_LENGTH])
        if _WORD.search(word):
            seen.setdefault(word.casefold(), word)
        if len(seen) > 4 * MAX_WORDS:
            break
    # US and WHO are words of their own; "us" and "who" are not.
    kept = [word for word in seen.values() if word.isupper() or word.lower() not in STOP_WORDS]
    return Query(text, tuple((kept or list(seen.values()))[:MAX_WORDS]))


def parse_years(text: str | int) -> tuple[int, int]:
    """Return first and last year of a filter: ``2011`` or ``2010..2012``; raises `QueryError`."""
    match = _YEARS.match(str(text).strip())
    if not match:
        raise QueryError(str(text), 1, "a year is written 2011, a span of years 2010..2012")
    first, last = int(match[1]), int(match[2] or match[1])
    return min(first, last), max(first, last)


def quoted(word: str) -> str:
    """Return *word* as a phrase of SQLite's FTS5 query language, in which nothing is special.

    >>> quoted("NEAR("), quoted('a"b')
    ('"NEAR("', '"a""b"')
    """
    return '"' + word.replace('"', '""') + '"'
