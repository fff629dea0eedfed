"""Terms: what a query looks for, with all the words by which a fact may say it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from factbase.index.mentions import own_place_key, places_named
from factbase.index.words import NUMBER, ROUNDED, STOP_WORDS
from factbase.search.query import Group, Leaf, quoted
from factbase.search.vocabulary import other_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.search.vocabulary import Vocabulary

_YEARS = range(1500, 2101)
_DIGITS_OF_YEAR = 4
_DIGITS = frozenset("0123456789")
_SHORTEST_PART = 3
_ABBREVIATION_LENGTH = 6
_SLIP = 2.5
"""A slip costs so many times its share of the word's letters in what the term is sure of."""

_NAME_ALONE = 0.6
"""How sure a place's name alone makes that the place is meant: American Samoa is not America."""

_NAMED_OR_PART = 0.85
"""How sure the place is of a fact that only names it, or is told of a part of it."""

_ANOTHER_NAME = 0.2
"""How sure a name is of a fact that has its letters with another number."""

_ROUNDS = 0.7
"""How sure a number is that a fact has with more digits."""

Row = tuple[frozenset[str], ...]
"""Words in a row, each by the forms it may have."""


@dataclass(slots=True, eq=False)
class Term:
    """One thing looked for.

    *forms* are words of the index that mean it → how sure it is, from 0 to 1, that what holds
    the word holds the thing; *rows* are words in a row that mean it, surely. *matches* are the
    same for FTS5. *weight* tells how much is said by it: its idf; *told* is that of the word as
    typed, for one that was mended may after all be another, which no fact holds. *read_as* is
    what it was taken for, where that is not what was typed.
    """

    text: str
    forms: dict[str, float] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    matches: list[str] = field(default_factory=list)
    facts: int = 0
    weight: float = 0.0
    told: float = 0.0
    year: int | None = None
    is_number: bool = False
    is_stop_word: bool = False
    is_corrected: bool = False
    read_as: str = ""

    @property
    def tells_editions_apart(self) -> bool:
        """Tell whether the editions of a series differ in it: a number, but no year."""
        return self.is_number or (self.year is None and not _DIGITS.isdisjoint(self.text))

    @property
    def match(self) -> str:
        """Return the term as an FTS5 expression."""
        found = list(dict.fromkeys(self.matches))
        return found[0] if len(found) == 1 else f"({' OR '.join(found)})"

    def add(self, forms: frozenset[str] | set[str], word: str, sure: float = 1.0) -> None:
        """Let *word*, with its *forms*, mean the term."""
        for form in forms:
            self.forms[form] = max(sure, self.forms.get(form, 0.0))
        self.matches.append(quoted(word))


def make_terms(root: Group, vocabulary: Vocabulary) -> dict[Leaf, Term]:
    """Return leaf → term for all that a query names; several leaves may make one term."""
    wanted = list(dict.fromkeys(root.wanted()))
    unwanted = [leaf for leaf in dict.fromkeys(_unwanted(root)) if leaf not in wanted]
    plain = [leaf for leaf in wanted if leaf.kind == "word"]
    joined = [one.words[0] + other.words[0] for one, other in _pairs(plain)]
    vocabulary.learn(word for leaf in (*wanted, *unwanted) for word in leaf.words)
    vocabulary.learn(joined, stem=False)
    terms = _places(plain, vocabulary)
    for one, other in _pairs(plain):
        if one not in terms and other not in terms and _is_name(one.words[0], other.words[0]):
            name = one.words[0] + other.words[0]
            if vocabulary.find(name).forms:
                terms[one] = terms[other] = _name(one, other, vocabulary)
            elif _has_other_names(one.words[0], vocabulary):
                terms[one] = terms[other] = _unknown_name(one, other, vocabulary)
    for leaf in wanted:
        if leaf not in terms:
            terms[leaf] = _MAKERS[leaf.kind](leaf, vocabulary)
    for leaf in unwanted:
        terms[leaf] = _unwanted_term(leaf, vocabulary)
    for one, other in _pairs(plain):
        _run_together(terms[one], terms[other], one.words[0] + other.words[0], vocabulary)
    for term in set(terms.values()):
        term.weight = _idf(term.facts, vocabulary.facts)
        term.told = _idf(0, vocabulary.facts) if term.is_corrected else term.weight
    return terms


def _idf(facts: int, of: int) -> float:
    return math.log(1 + (of - facts + 0.5) / (facts + 0.5))


def _unwanted_term(leaf: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for what must not be there: all that it means, but no typo is mended."""
    if leaf.kind != "word":
        return _MAKERS[leaf.kind](leaf, vocabulary)
    return _places([leaf], vocabulary).get(leaf) or _word(leaf, vocabulary, is_mended=False)


def _pairs(plain: Sequence[Leaf]) -> Iterator[tuple[Leaf, Leaf]]:
    return pairwise(plain)


def _unwanted(group: Group) -> Iterator[Leaf]:
    for part in group.must_not:
        if isinstance(part, Leaf):
            yield part
        else:
            yield from part.wanted()
            yield from _unwanted(part)
    for part in (*group.must, *group.should):
        if isinstance(part, Group):
            yield from _unwanted(part)


def _places(plain: Sequence[Leaf], vocabulary: Vocabulary) -> dict[Leaf, Term]:
    """Return the terms for the places named: by any name, and by the code that facts bear."""
    terms: dict[Leaf, Term] = {}
    for start, stop, key in places_named([leaf.words[0] for leaf in plain]):
        leaves = plain[start:stop]
        words = [leaf.words[0] for leaf in leaves]
        facts = vocabulary.find(key).facts
        term = Term(" ".join(leaf.text for leaf in leaves), facts=facts)
        own = own_place_key(key)
        if vocabulary.find(own).facts:
            term.add({own}, own)
        if term.facts:
            term.add({key}, key, _NAMED_OR_PART if term.forms else 1.0)
        else:
            term.matches.append(quoted(" ".join(words)))
        # A claim that names the place bears its key; elsewhere the word may mean another, too.
        if len(words) == 1:
            term.forms[words[0]] = _NAME_ALONE
        terms |= dict.fromkeys(leaves, term)
    return terms


def _is_name(letters: str, digits: str) -> bool:
    is_short = 1 < len(letters) <= _ABBREVIATION_LENGTH and letters.isalpha()
    return is_short and digits.isdecimal()


def _name(letters: Leaf, digits: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for a name such as HR 4970, found also as H.R. 4970 and hr4970."""
    name = letters.words[0] + digits.words[0]
    known = vocabulary.find(name)
    term = Term(f"{letters.text} {digits.text}", facts=known.facts)
    term.add(known.forms, name)
    row = (letters.words[0], digits.words[0])
    term.rows.append(tuple(frozenset({word}) for word in row))
    term.matches.append(quoted(" ".join(row)))
    return term


def _has_other_names(letters: str, vocabulary: Vocabulary) -> bool:
    """Tell whether *letters* and a number are a name in some fact, as HR 4970 is."""
    begun = vocabulary.beginning(letters)
    return any(word[len(letters) :].isdecimal() for word in begun)


def _unknown_name(letters: Leaf, digits: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for a name that no fact holds: another number names another thing."""
    term = Term(f"{letters.text} {digits.text}")
    known = vocabulary.find(letters.words[0])
    term.add(known.forms, letters.words[0], _ANOTHER_NAME)
    return term


def _word(leaf: Leaf, vocabulary: Vocabulary, *, is_mended: bool = True) -> Term:
    word = leaf.words[0]
    term = Term(leaf.text, year=_year(word), is_stop_word=word in STOP_WORDS)
    if word[0].isdecimal() and word.replace(".", "").isdecimal() and term.year is None:
        # A number in which the lexer saw a name, as in "co2 427", may be one.
        digits = word.rstrip("0").rstrip(".") if "." in word else word
        term.add({digits + NUMBER}, digits + NUMBER)
        term.add({digits + ROUNDED}, digits + ROUNDED, _ROUNDS)
    known = vocabulary.find(word)
    term.add(known.forms, word)
    term.facts = vocabulary.holding(term.match) if len(term.matches) > 1 else known.facts
    for other in other_spellings(word):
        also = vocabulary.find(other)
        if also.forms:
            term.read_as = "" if term.forms else other
            term.add(also.forms, other)
            term.facts = max(term.facts, also.facts)
    if is_mended and not term.forms:
        _correct(term, word, vocabulary)
    return term


def _correct(term: Term, word: str, vocabulary: Vocabulary) -> None:
    """Let an unknown word be two that ran together, or the known word it is nearest to."""
    nearest = vocabulary.corrected(word)
    halves = None if nearest and nearest.distance == 1 else _halves(word, vocabulary)
    if halves:
        term.rows.append(tuple(vocabulary.find(half).forms for half in halves))
        term.matches = [quoted(" ".join(halves))]
        term.facts = min(vocabulary.find(half).facts for half in halves)
        term.read_as = " ".join(halves)
    elif nearest:
        known = vocabulary.find(nearest.word)
        term.matches = []
        term.add(known.forms, nearest.word, 1 - _SLIP * nearest.distance / len(word))
        term.facts = known.facts
        term.read_as = nearest.word
    term.is_corrected = bool(term.read_as)


def _halves(word: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the two known words, side by side in some fact, that *word* is when run together."""
    if not word.isalpha():
        return None
    splits = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    halves = [(word[:split], word[split:]) for split in splits]
    vocabulary.learn((half for both in halves for half in both), stem=False)
    for one, other in halves:
        is_known = vocabulary.find(one).forms and vocabulary.find(other).forms
        if is_known and vocabulary.holding(quoted(f"{one} {other}")):
            return one, other
    return None


def _run_together(one: Term, other: Term, joined: str, vocabulary: Vocabulary) -> None:
    """Let two words side by side be found where they are written as one."""
    known = vocabulary.find(joined) if joined.isalpha() else None
    if known and known.forms and one is not other:
        for term in (one, other):
            term.add(known.forms, joined)


def _row(leaf: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for words in a row, as they stand."""
    known = [vocabulary.find(word) for word in leaf.words]
    term = Term(leaf.text, facts=min(one.facts for one in known))
    term.rows.append(tuple(one.forms for one in known))
    term.matches.append(quoted(" ".join(leaf.words)))
    return term


def _phrase(leaf: Leaf, vocabulary: Vocabulary) -> Term:
    words = []
    for word in leaf.words:
        nearest = None if vocabulary.find(word).forms else vocabulary.corrected(word)
        words.append(nearest.word if nearest else word)
    if words == list(leaf.words):
        return _row(leaf, vocabulary)
    term = _row(Leaf(leaf.text, tuple(words)), vocabulary)
    term.read_as, term.is_corrected = f'"{" ".join(words)}"', True
    return term


def _prefix(leaf: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for all words that begin so; of several words the last is the begun one."""
    *before, begin = leaf.words
    term = Term(leaf.text + "*")
    words = vocabulary.beginning(begin) if not before else []
    vocabulary.learn(words)
    for word in words:
        known = vocabulary.find(word)
        term.add({word}, word)
        term.facts = min(term.facts + known.facts, vocabulary.facts)
    if not words:
        term.matches.append(quoted(" ".join(leaf.words)) + "*")
        term.facts = vocabulary.holding(term.match)
    return term


def _number(leaf: Leaf, vocabulary: Vocabulary) -> Term:
    """Return the term for a number, found in whatever form a fact has it."""
    from factbase.quantity.keys import keys_of_text  # noqa: PLC0415  # with the lexer
    from factbase.quantity.units import UnitTable  # noqa: PLC0415

    mention = leaf.mention
    assert mention is not None  # noqa: S101  # a leaf of this kind has one
    term = Term(leaf.text, is_number=True)
    for key, sure in keys_of_text(mention, UnitTable()).items():
        term.add({key}, key, sure)
    is_bare = mention.kind == "count" and len(leaf.words) == 1
    if len(leaf.words) > 1 or is_bare or leaf.words[0].isalpha():
        term.rows.append(tuple(vocabulary.find(w).forms or frozenset({w}) for w in leaf.words))
        term.matches.append(quoted(" ".join(leaf.words)))
    if not term.matches:
        term.matches.append(quoted(" ".join(leaf.words)))
    term.facts = vocabulary.holding(term.match)
    return term


def _year(word: str) -> int | None:
    is_year = len(word) == _DIGITS_OF_YEAR and word.isdecimal() and word.isascii()
    return int(word) if is_year and int(word) in _YEARS else None


_MAKERS = {"word": _word, "phrase": _phrase, "prefix": _prefix, "number": _number}


def match_of(group: Group, terms: dict[Leaf, Term]) -> str | None:
    """Return a group as an FTS5 expression; None where nothing in it can be looked for."""
    must = [found for part in group.must if (found := _match(part, terms))]
    should = [found for part in group.should if (found := _match(part, terms))]
    if must:
        # What may be there counts in the ranking of what must be there.
        positive = " AND ".join(dict.fromkeys(must))
        if should:
            positive += f" AND ({' OR '.join(dict.fromkeys([must[0], *should]))})"
    elif should:
        positive = " OR ".join(dict.fromkeys(should))
    else:
        return None
    excluded = match_of_unwanted(group, terms)
    return f"({positive}) NOT ({excluded})" if excluded else positive


def match_of_unwanted(group: Group, terms: dict[Leaf, Term]) -> str | None:
    """Return what a group must not hold as an FTS5 expression."""
    found = [match for part in group.must_not if (match := _match(part, terms))]
    return " OR ".join(dict.fromkeys(found)) or None


def _match(part: Leaf | Group, terms: dict[Leaf, Term]) -> str | None:
    if isinstance(part, Leaf):
        return terms[part].match
    inner = match_of(part, terms)
    return f"({inner})" if inner else None
