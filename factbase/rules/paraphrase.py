"""Whether two sentences say the same in other words: bags of meanings, weighed.

The order of words, their endings, small words, synonyms and the numbers themselves do not count;
names, numbers that no value states, and words that exclude each other do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factbase.rules.synonyms import APART, NOT, PHRASES, SAME, SILENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COMPOUND = re.compile(
    rf"\b(?:{_TENS})[ -](?:one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*|[0-9]+(?:[.,][0-9]+)*|[.!?:](?=\s)")
_PHRASE = re.compile(r"\b(?:" + "|".join(PHRASES).replace(" ", "[ -]") + r")\b", re.IGNORECASE)
_ATTRIBUTION = re.compile(r",? *\baccording to\b[^,;]*", re.IGNORECASE)
"""Who says so is no part of what is said."""

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_SMALL = "|".join(("[0-9]+", *_NUMBER_WORDS))
_RATIO = re.compile(rf"\b({_SMALL})(?: out)? (?:in|of)(?: every)? ({_SMALL})\b", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "hundred": 2}
_NUMBER = "#"
"""Stands before a number in the order of a sentence."""

_NEAR = Decimal("0.06")
_LARGE = 100
_HALF = Decimal("0.5")
_EXTRA = 0.15
"""What the longer sentence says beyond the shorter one counts so much less."""
_REWORDED = 0.4
"""Words said instead of others count so much less where the whole sentence is built anew."""
_PARALLEL = 0.6
"""Sentences with so many words in common, in one order, are built alike."""
_RARE = 0.002
_USUAL = 10
"""A word in no more than this share of all sentences is rare beside one used so much more."""
_STEM = 4
"""Words with so many letters in common at the front may be forms of one word."""
_DENYING = ("un", "non", "in", "il", "im", "ir", "dis")
_PAIRS = 1 << 16
"""Pairs of words come again where many claims are built alike."""
_ALIKE = 75
_SLIP = 88


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a sentence says: its words as meanings, among them names and numbers of no value.

    *order* is the sentence itself, without small words and the exact numbers of its values;
    *frame* is every word as it stands, with ``#`` for each number.
    """

    words: frozenset[str]
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    denied: bool = False
    order: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads sentences of one base; what is a name, and which words are rare, it learns from all."""

    in_lower_case: set[str] = field(default_factory=set)
    capitalised: set[str] = field(default_factory=set)
    _meaning_of: dict[str, str] = field(default_factory=dict)
    _uses: Counter[str] = field(default_factory=Counter)
    _sentences: int = 0

    def read(
        self,
        claim: str,
        more: Iterable[str] = (),
        *,
        known: Collection[Decimal] = (),
        about: Collection[str] = (),
    ) -> Meanings:
        """Return what *claim* says, and *more* texts on what its numbers measure.

        *known* are the numbers that the fields state already; words that begin like those of
        *about*, the place, are left out.
        """
        order, names, numbers, denied = self._scan(claim, known)
        words = set(order)
        for text in more:
            words.update(self._scan(text, known)[0])
        words = {word for word in words if word[0] != _NUMBER}
        for word in about:
            words = {one for one in words if not one.startswith(word[: _STEM + 1])}
        words |= numbers
        self._uses.update(words)
        self._sentences += 1
        frame = tuple(
            _NUMBER if token[0].isdigit() else token.lower() for token in _TOKEN.findall(claim)
        )
        return Meanings(
            frozenset(words), frozenset(names), frozenset(numbers), denied, order, frame
        )

    def _scan(
        self, text: str, known: Collection[Decimal]
    ) -> tuple[tuple[str, ...], set[str], set[str], bool]:
        text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
        text = _ATTRIBUTION.sub("", text)
        text = _ORDINAL.sub("", _COMPOUND.sub("", text))
        text = _PHRASE.sub(lambda match: PHRASES[match[0].lower().replace("-", " ")], text)
        text = _RATIO.sub(lambda match: "" if _is_ratio_of(match, known) else match[0], text)
        tokens = _TOKEN.findall(text)
        order: list[str] = []
        names: set[str] = set()
        numbers: set[str] = set()
        denied = False
        begins = True
        for at, token in enumerate(tokens):
            if token in ".!?:":
                begins = True
                continue
            token = _NUMBER_WORDS.get(token.lower(), token)  # noqa: PLW2901
            if token[0].isdigit():
                number = _number(token, tokens[at + 1] if at + 1 < len(tokens) else "")
                if number is not None and number not in known:
                    order.append(f"{_NUMBER}{number.normalize():f}")
                    if not _is_known(number, known):
                        numbers.add(f"{number.normalize():f}")
                begins = False
                continue
            lower = token.lower()
            denied |= lower in NOT
            meaning = self._meaning_of.get(lower)
            if meaning is None:
                meaning = self._meaning_of[lower] = _meaning(lower)
            if meaning:
                order.append(meaning)
                if token == lower:
                    self.in_lower_case.add(meaning)
                elif not begins:
                    self.capitalised.add(meaning)
                    names.add(meaning)
            begins = False
        return tuple(order), names, numbers, denied

    def likeness(
        self, one: Meanings, other: Meanings, *, evidence: float = 0, contrast: float = 1
    ) -> float:
        """Return how alike two sentences are, from 0 to 1; 0 where they exclude each other.

        *evidence* is what else speaks for it, counted in words. What the sentence that says more
        has beyond the other counts little: a paraphrase may add, a contrast must replace.
        """
        mine, theirs = set(one.words - other.words), set(other.words - one.words)
        if one.numbers & mine and other.numbers & theirs:
            return 0.0
        shared = one.words & other.words
        denials = one.denied != other.denied and not any(
            _is_denial(word, found) for word in shared for found in mine | theirs
        )
        matched = evidence + len(shared)
        for word in sorted(mine):
            for found in sorted(theirs):
                said_otherwise = denials and (_is_denial(word, found) or _is_denial(found, word))
                if said_otherwise or _is_form(word, found):
                    mine.discard(word)
                    theirs.discard(found)
                    matched += 1
                    denials = denials and not said_otherwise
                    break
        if denials or self._exclude(mine, theirs):
            return 0.0
        # "Crime" beside "criminal" adds nothing new.
        mine, theirs = (
            {word for word in extra if not any(_is_form(word, found) for found in shared)}
            for extra in (mine, theirs)
        )
        if self._names(mine, one) and self._names(theirs, other):
            return 0.0
        less, more = sorted((len(mine), len(theirs)))
        if less and _is_parallel(one.frame, other.frame) and not self._is_synonym(mine, theirs):
            instead = contrast * max(less, sum(word in _CHOICE_OF for word in mine | theirs))
        else:
            instead = _REWORDED * less
        return matched / ((matched + instead + _EXTRA * more) or 1)

    def _names(self, words: Iterable[str], of: Meanings) -> bool:
        return any(
            word in of.names and word in self.capitalised and word not in self.in_lower_case
            for word in words
        )

    def _is_synonym(self, mine: Iterable[str], theirs: Iterable[str]) -> bool:
        """Tell whether the one hardly ever uses the words that the base uses in their stead.

        What a base counts it counts often: two groups are both common, a synonym is not.
        """
        rare, usual = sorted(min(self._uses[word] for word in side) for side in (mine, theirs))
        return rare <= _RARE * self._sentences and usual >= _USUAL * rare

    @staticmethod
    def _exclude(mine: Iterable[str], theirs: Collection[str]) -> bool:
        for word in mine:
            for group in _CHOICE_OF.get(word, ()):
                if any(other in group and other != word for other in theirs):
                    return True
            if any(_is_denial(word, other) or _is_denial(other, word) for other in theirs):
                return True
        return False


def _is_parallel(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two sentences are built alike: then what differs is a contrast."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return Indel.normalized_similarity(one, other) >= _PARALLEL


def _number(token: str, following: str) -> Decimal | None:
    digits = token.replace(",", "")
    if digits.count(".") > 1:
        return None
    return Decimal(digits).scaleb(_SCALES.get(following.lower(), 0))


def _is_ratio_of(match: re.Match[str], known: Collection[Decimal]) -> bool:
    """Tell whether "one in four" only says what a value says: 25 percent."""
    part, whole = (Decimal(_NUMBER_WORDS.get(text.lower(), text)) for text in match.groups())
    return bool(whole) and _is_known(100 * part / whole, known)


def _is_known(number: Decimal, known: Collection[Decimal]) -> bool:
    # An age of 50 is not the rounded form of 48.3 percent.
    return any(abs(number - one) <= (_NEAR * one if one >= _LARGE else _HALF) for one in known)


def stem(word: str) -> str:
    """Return *word* without the endings that English adds to count and to tell the time.

    >>> [stem(word) for word in ("studies", "removed", "remove", "planning", "women's", "glass")]
    ['study', 'remov', 'remov', 'plan', 'women', 'glass']
    """
    word = word.removesuffix("'s").replace("'", "").replace(".", "")
    if len(word) <= _STEM - 1:
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > _STEM else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1 and word[-3:] != "eed":
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) >= _STEM else word


def _lines(text: str) -> list[list[str]]:
    return [[stem(word) for word in line.split()] for line in text.splitlines()]


_SAME_AS = {word: line[0] for line in _lines(SAME) for word in line}
_SILENT = frozenset(SILENT.split())
_SILENT_STEMS = frozenset(map(stem, _SILENT))


def _meaning(word: str) -> str:
    if word in _SILENT or word in NOT:
        return ""
    root = stem(word)
    return "" if len(root) == 1 or root in _SILENT_STEMS else _SAME_AS.get(root, root)


_CHOICE_OF: dict[str, list[frozenset[str]]] = {}
for _line in _lines(APART):
    _group = frozenset(_SAME_AS.get(_word, _word) for _word in _line)
    for _word in _group:
        _CHOICE_OF.setdefault(_word, []).append(_group)


@lru_cache(_PAIRS)
def _is_denial(word: str, other: str) -> bool:
    return word.startswith(_DENYING) and any(
        word.startswith(prefix)
        and (word[len(prefix) :] == other or _is_form(word[len(prefix) :], other))
        for prefix in _DENYING
    )


@lru_cache(_PAIRS)
def _is_form(word: str, other: str) -> bool:
    """Tell whether two words are forms of one, or one is a slip of the other."""
    if word[:1] != other[:1] or word[0].isdigit() or word in _CHOICE_OF or other in _CHOICE_OF:
        return False
    # Loaded here because few bases have two facts that are nearly alike.
    from rapidfuzz import fuzz  # noqa: PLC0415

    short, long = sorted((word, other), key=len)
    if len(short) >= _STEM and long.startswith(short):
        return True
    bar = _ALIKE if word[:_STEM] == other[:_STEM] else _SLIP
    return fuzz.ratio(word, other) >= bar
