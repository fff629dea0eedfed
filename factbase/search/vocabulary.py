"""The words of the index: which are known, what else a word may be, how often it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factbase.index.tables import FTS
from factbase.index.words import stems_of
from factbase.search.fuzzy import Correction, correct, most_slips
from factbase.search.query import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbase.index.database import Database

_MOST_EXPANSIONS = 50
_KNOWN = "SELECT word, stem, df FROM words WHERE word IN ({marks})"
_OF_STEMS = "SELECT word, stem, df FROM words WHERE stem IN ({marks})"
_OF_LENGTH = "SELECT word, df FROM words WHERE length = ?"
_BEGINNING = """
SELECT word, df FROM words WHERE word >= ? AND word < ? ORDER BY df DESC, word LIMIT ?
"""
_HOLDING = f"SELECT count(*) FROM {FTS} WHERE {FTS} MATCH ?"

_IRREGULAR = (
    "woman women", "man men", "child children", "person people", "foot feet", "tooth teeth",
    "mouse mice", "goose geese", "wife wives", "half halves",
    "crisis crises", "datum data", "criterion criteria", "index indices",
)  # fmt: skip
_OTHER_NUMBER = {
    word: other
    for pair in _IRREGULAR
    for word, other in (pair.split(), reversed(pair.split()))
}  # fmt: skip
_SPELLINGS = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("yse", "yze"),
    ("our", "or"), ("tre", "ter"), ("ogue", "og"), ("ence", "ense"), ("amme", "am"),
    ("elling", "eling"), ("elled", "eled"), ("aem", "em"),
)  # fmt: skip
"""British and American: what words are spelled with in one and in the other."""


class Known(NamedTuple):
    """A word that facts hold: all its forms, and how many facts hold one, at most."""

    forms: frozenset[str]
    facts: int


class Vocabulary:
    """The words of an index, as one search asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Known] = {}
        self._of_length: dict[int, list[tuple[str, int]]] = {}
        self.facts = max(int(database.meta("facts") or 0), 1)

    def learn(self, words: Iterable[str], *, stem: bool = True) -> None:
        """Look *words* up, all at once, with the other forms that share their stems.

        Without *stem* a word of which no fact holds the very form stays unknown.
        """
        wanted = [word for word in dict.fromkeys(words) if word not in self._known]
        if not wanted:
            return
        stems = {row[0]: row[1] for row in self._rows(_KNOWN, wanted)}
        strange = [word for word in wanted if word not in stems]
        stems |= stems_of(strange) if stem and strange else dict.fromkeys(strange, "")
        forms: dict[str, list[tuple[str, int]]] = {}
        for word, of, facts in self._rows(_OF_STEMS, list(set(stems.values()) - {""})):
            forms.setdefault(of, []).append((word, facts))
        for word in wanted:
            known = forms.get(stems[word], [])
            self._known[word] = Known(
                frozenset(form for form, _ in known),
                min(sum(facts for _, facts in known), self.facts),
            )

    def find(self, word: str) -> Known:
        """Return what is known of *word*; a number is known by the facts that hold it."""
        if word not in self._known:
            self.learn([word])
        known = self._known[word]
        if not known.forms and not word.isalpha():
            facts = self.holding(quoted(word))
            known = self._known[word] = Known(frozenset({word} if facts else ()), facts)
        return known

    def holding(self, match: str) -> int:
        """Return how many facts an FTS5 expression matches."""
        return int(self._database.rows(_HOLDING, (match,))[0][0])

    def corrected(self, word: str) -> Correction | None:
        """Return the known word that *word* may be a slip of."""
        slips = most_slips(word)
        if not slips:
            return None
        near = [
            known
            for length in range(len(word) - slips, len(word) + slips + 1)
            for known in self._words_of_length(length)
        ]
        return correct(word, near) if near else None

    def _words_of_length(self, length: int) -> list[tuple[str, int]]:
        if length not in self._of_length:
            rows = self._database.rows(_OF_LENGTH, (length,))
            self._of_length[length] = [(word, facts) for word, facts in rows if word.isalpha()]
        return self._of_length[length]

    def beginning(self, prefix: str, limit: int = _MOST_EXPANSIONS) -> list[str]:
        """Return the words that begin with *prefix*, the most frequent first."""
        last = prefix[:-1] + chr(min(ord(prefix[-1]) + 1, 0x10FFFF)) if prefix else "\U0010ffff"
        rows = self._database.rows(_BEGINNING, (prefix, last, limit))
        return [word for word, _ in rows if word.isalnum()]

    def _rows(self, sql: str, values: list[str]) -> list[tuple[str, str, int]]:
        if not values:
            return []
        return self._database.rows(sql.format(marks=", ".join("?" * len(values))), values)


def other_spellings(word: str) -> list[str]:
    """Return what *word* is in the other number, or on the other side of the Atlantic.

    >>> other_spellings("woman"), other_spellings("labour"), other_spellings("organization")
    (['women'], ['labor'], ['organisation'])
    """
    found = [_OTHER_NUMBER[word]] if word in _OTHER_NUMBER else []
    for british, american in _SPELLINGS:
        for one, other in ((british, american), (american, british)):
            if word.endswith(one) and len(word) > len(one) + 2:
                found.append(word[: -len(one)] + other)
                return found
    return found
