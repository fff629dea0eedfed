"""The rule on claims that were recorded twice, in the same or in other words."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from factbase.dates import UNSTATED
from factbase.diagnostics import Severity
from factbase.normalize import comparable
from factbase.places import containing, place_name
from factbase.quantity.agreement import agree_facts
from factbase.quantity.number import Ratio
from factbase.quantity.stated import scale_of_fact
from factbase.rules.base import Rule
from factbase.rules.current import are_disputed, circumstances, contradict, current_facts
from factbase.rules.paraphrase import Meanings, Reader

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value
    from factbase.quantity.stated import Stated
    from factbase.quantity.units import UnitTable

_COMPARED = 32
"""A claim is compared with so many others of a size: those that share its rarest words."""

_LOOKED_AT = 12
"""Of so many of them, the likeliest, the numbers are compared."""

_RARE = 8
"""So many words of a claim are looked up where very many facts have numbers like its own."""

_BUCKET = math.log(1.5)
"""Numbers that agree lie in one bucket of this logarithmic width, or in neighbouring ones."""

_BAR = 0.65
_BAR_WITHOUT_NUMBERS = 0.8
"""How alike two claims are that say the same: 1 is word for word."""

_EVIDENCE = 0.18
_MANY = 6
"""How many words in common equal digits are worth, by the square of their number, up to so many:
"40" is often equal by accident, "1,204" seldom."""

_COUPLE = 2
_PER_CROWD = 0.03
"""With ten couples of numbers of one size, time and place, one digit more is equal by accident:
it counts for nothing, words said instead of others count twice, and the bar is higher."""

_SAME_MEASURE = 0.7
"""How many words in common it is worth that two numbers have one measure, word for word."""

_REACH = 0.06
"""Two numbers of two or more digits that agree, rounded or "about", are no farther apart."""

_FEWEST_SHARED = 0.33
"""Claims that share a smaller part of the shorter one's words are not looked at closer."""

_DIGITS = re.compile(r"[0-9]+")
_SAME_NOUNS = ("people", "men", "women", "children", "count")


class _Number(NamedTuple):
    """A number of a fact: what it holds of, its dimension, its size in base units."""

    where: Hashable
    dimension: str
    size: float
    digits: int
    stated: Stated
    value: Value


@dataclass(frozen=True, slots=True)
class _Claim:
    """A fact as it is compared with others."""

    entry: Entry[Fact]
    where: frozenset[Hashable]
    numbers: tuple[_Number, ...]
    meanings: Meanings
    measures: frozenset[Hashable]
    point: float = 0
    """The number, where it is one that has to lie near its like."""

    @property
    def fact(self) -> Fact:
        return self.entry.record


class NearDuplicateClaim(Rule):
    """A claim is recorded once, not a second time in other words.

    Two facts of equal period, place and dimensions are told when their claims say the same, and
    all numbers of the one agree with numbers of the other. Word order, endings, common synonyms
    and the form of a number do not count; names, opposites ("men" and "women") and numbers that
    no value states do. Also told: one sentence with two different numbers, and a claim that
    stands word for word in two facts of one source. Never told: editions of one `series`, facts
    that dispute each other, retracted and superseded ones.
    """

    code: ClassVar[str] = "FB403"
    name: ClassVar[str] = "near-duplicate-claim"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        reader = Reader()
        places: dict[str | None, frozenset[str]] = {}
        claims = [_claim(entry, reader, places, units) for entry in current_facts(corpus)]
        index = _Index(claims, reader, units)
        for claim in claims:
            if other := index.copy_of(claim):
                yield self._finding(claim, other, "the claim stands word for word in", _KEEP_ONE)
            elif other := index.nearest(claim):
                yield self._finding(claim, other, "the claim says the same as", _KEEP_ONE)
            elif other := index.with_another_number(claim):
                message = "the same sentence with another number stands in"
                yield self._finding(claim, other, message, _WHICH_NUMBER)
            index.add(claim)

    def _finding(self, claim: _Claim, other: _Claim, what: str, hint: str) -> Diagnostic:
        there = other.entry.place("claim")
        message = f"{what} '{other.entry.id}' ({there})"
        return self.at(claim.entry.place("claim"), message, hint=hint, related=[there])


_KEEP_ONE = "keep one of the two; if they differ, let claim, 'place' or 'dimensions' say in what"
_WHICH_NUMBER = "mend one, give both one 'series', or name the other in 'disputes'"


class _Index:
    """The claims read so far, by what their numbers hold of and how large they are."""

    def __init__(self, claims: Iterable[_Claim], reader: Reader, units: UnitTable) -> None:
        self.reader = reader
        self.units = units
        self.sizes = Counter(_keys(number)[1] for one in claims for number in one.numbers)
        self.copies: dict[Hashable, _Claim] = {}
        self.sentences: dict[Hashable, _Claim] = {}
        self.claims: list[_Claim] = []
        self.by_number: dict[Hashable, list[int]] = {}
        self.by_word: dict[Hashable, dict[str, list[int]]] = {}

    def add(self, claim: _Claim) -> None:
        """Remember *claim* for those that come after it."""
        at = len(self.claims)
        self.claims.append(claim)
        for key in _copy_keys(claim):
            self.copies.setdefault(key, claim)
        self.sentences.setdefault(_sentence_key(claim), claim)
        own = {key for number in claim.numbers for key in _keys(number)[:2]} or {claim.where}
        for key in own:
            group = self.by_number.setdefault(key, [])
            group.append(at)
            if len(group) == _COMPARED:
                # From here on only the claims that share rare words are worth a look.
                self.by_word[key] = {}
                for one in group:
                    self._add_words(key, one)
            elif len(group) > _COMPARED:
                self._add_words(key, at)

    def copy_of(self, claim: _Claim) -> _Claim | None:
        """Return an earlier fact of the same source and period with the claim word for word."""
        found = (self.copies.get(key) for key in _copy_keys(claim))
        return next((one for one in found if one and not are_disputed(claim.fact, one.fact)), None)

    def with_another_number(self, claim: _Claim) -> _Claim | None:
        """Return an earlier fact with the same sentence but for the number."""
        other = self.sentences.get(_sentence_key(claim))
        return other if other and _is_another_number(claim, other, self.units) else None

    def _add_words(self, key: Hashable, at: int) -> None:
        for word in self.claims[at].meanings.words:
            self.by_word[key].setdefault(word, []).append(at)

    def nearest(self, claim: _Claim) -> _Claim | None:
        """Return the earlier claim that says most clearly the same, if one does."""
        crowd = self._crowd(claim)
        likely = []
        # Words are cheap to compare, numbers are not: those of the likeliest are looked at.
        for other in self._candidates(claim):
            if _may_agree(claim.point, other.point) and _may_be_one(claim, other):
                is_open = not (claim.point and other.point)
                most = _MANY if is_open or claim.point == other.point else 0
                if alike := self._likeness(claim, other, most, crowd):
                    likely.append((alike, other))
        likely.sort(key=lambda found: -found[0])
        best, how_alike = None, 0.0
        for most_alike, other in likely[:_LOOKED_AT]:
            if most_alike <= how_alike:
                break
            digits = _digits_in_common(claim.numbers, other.numbers, self.units)
            alike = 0.0 if digits is None else self._likeness(claim, other, digits, crowd)
            if alike > how_alike:
                best, how_alike = other, alike
        return best

    def _candidates(self, claim: _Claim) -> list[_Claim]:
        keys = {key for number in claim.numbers for key in _keys(number)} or {claim.where}
        found: set[int] = set()
        for key in keys:
            group = self.by_number.get(key, ())
            found.update(group if len(group) < _COMPARED else self._sharing(key, claim))
        return [self.claims[at] for at in sorted(found)]

    def _sharing(self, key: Hashable, claim: _Claim) -> list[int]:
        """Return the claims of a large group that share most of the rarest words of *claim*."""
        words = self.by_word[key]
        lists = sorted((words[word] for word in claim.meanings.words if word in words), key=len)
        shared: Counter[int] = Counter()
        for group in lists[:_RARE]:
            shared.update(group[-_COMPARED:])
        return [at for at, _ in shared.most_common(_COMPARED)]

    def _likeness(self, claim: _Claim, other: _Claim, digits: int, crowd: float) -> float:
        """Return how alike two claims are with *digits* in common, 0 where it is not enough."""
        evidence = _EVIDENCE * max(min(digits, _MANY) - crowd, 0.0) ** 2
        if claim.measures & other.measures:
            evidence += _SAME_MEASURE
        alike = self.reader.likeness(
            claim.meanings, other.meanings, evidence=evidence, contrast=1 + crowd
        )
        bar = _BAR + _PER_CROWD * crowd if claim.numbers else _BAR_WITHOUT_NUMBERS
        return alike if alike >= bar else 0.0

    def _crowd(self, claim: _Claim) -> float:
        """Return how many digits may be equal by accident, among so many numbers of a size."""
        sizes = (
            sum(self.sizes[key] for key in _keys(number)[1:]) / _COUPLE for number in claim.numbers
        )
        return math.log10(max(1.0, *sizes, 1.0))


def _may_agree(one: float, other: float) -> bool:
    """Tell whether two numbers lie near each other; whether they agree is asked at length."""
    return not one or not other or abs(one - other) <= _REACH * max(abs(one), abs(other))


def _may_be_one(claim: _Claim, other: _Claim) -> bool:
    """Tell whether two facts are of one kind, time and place, and share some words."""
    mine, theirs = claim.meanings.words, other.meanings.words
    if len(mine & theirs) < _FEWEST_SHARED * min(len(mine), len(theirs)):
        return False
    one, two = claim.fact, other.fact
    return (
        (one.kind, one.said_by, claim.where) == (two.kind, two.said_by, other.where)
        and not (one.series and one.series == two.series)
        and not are_disputed(one, two)
    )


def _claim(
    entry: Entry[Fact],
    reader: Reader,
    places: dict[str | None, frozenset[str]],
    units: UnitTable,
) -> _Claim:
    fact = entry.record
    about = places.get(fact.place)
    if about is None:
        names = [place_name(one) for one in containing(fact.place)] if fact.place else []
        about = places[fact.place] = Reader().read(" ".join(names)).words
    shared = [
        fact.said_by or "",
        *fact.dimensions.values(),
        *(d for v in fact.values for d in v.dimensions.values()),
    ]
    if any(shared):
        about = about | Reader().read(" ".join(shared)).words
    numbers = []
    for value in fact.values:
        stated = value.stated(units)
        scale = scale_of_fact(stated, units)
        where = circumstances(fact, value)
        size = float(stated.numbers[0] * scale.factor)
        digits = len(stated.numbers[0].normalize().as_tuple().digits)
        numbers.append(_Number(where, scale.dimension, size, digits, stated, value))
    measures = {text for value in fact.values for text in (value.measure, value.of) if text}
    meanings = reader.read(fact.claim, measures, known=_known_numbers(fact), about=about)
    wheres = frozenset(number.where for number in numbers) or frozenset({circumstances(fact)})
    whats = frozenset((value.measure, value.of) for value in fact.values)
    point = numbers[0].size if len(numbers) == 1 and _is_point(numbers[0]) else 0
    return _Claim(entry, wheres, tuple(numbers), meanings, whats, point)


def _known_numbers(fact: Fact) -> set[Decimal]:
    """Return every number that the fields state, as a claim may write it."""
    texts = [str(fact.period), *fact.dimensions.values()]
    for value in fact.values:
        texts += [str(value.period or ""), (value.unit or "").replace(",", "")]
        texts += value.dimensions.values()
    known = {Decimal(one) for text in texts for one in _DIGITS.findall(text)}
    for value in fact.values:
        for number in value.numbers:
            if isinstance(number, Ratio):
                known |= {number.part, number.whole, number.fraction * 100}
            else:
                known.add(abs(number))
    return known


def _keys(number: _Number) -> list[Hashable]:
    """Return the number itself, its bucket, and those beside it."""
    size = abs(number.size)
    bucket = round(math.log(size) / _BUCKET) if size else -1000
    return [
        (number.where, number.dimension, f"{size:.9g}"),
        *((number.where, number.dimension, bucket + step) for step in (0, -1, 1)),
    ]


def _copy_keys(claim: _Claim) -> list[Hashable]:
    text = comparable(claim.fact.claim).casefold()
    period = str(claim.fact.period)
    return [(text, period, ref) for ref in {use.ref for use in claim.fact.sources}]


def _sentence_key(claim: _Claim) -> Hashable:
    meanings = claim.meanings
    # "In 2011, ..." may stand at the end; who did what to whom may not change.
    names = tuple(word for word in meanings.order if word in meanings.names)
    return claim.where, tuple(sorted(meanings.order)), names, claim.fact.kind, claim.fact.said_by


def _is_another_number(claim: _Claim, other: _Claim, units: UnitTable) -> bool:
    """Tell whether one sentence stands with two numbers, and no other rule tells it."""
    one, two = claim.fact, other.fact
    if not claim.meanings.order or are_disputed(one, two):
        return False
    if one.series and one.series == two.series:
        return False
    if one.period in (UNSTATED, None):
        return True
    # Numbers of one measure that contradict each other are FB406's.
    return not any(
        mine.value.measure == theirs.value.measure and contradict(mine.stated, theirs.stated, units)
        for mine in claim.numbers
        for theirs in other.numbers
    )


def _digits_in_common(
    mine: tuple[_Number, ...], theirs: tuple[_Number, ...], units: UnitTable
) -> int | None:
    """Return how many digits of the numbers are equal; None where a number has no like.

    Each number of the fact that has fewer must agree with one of the other.
    """
    fewer, more = sorted((mine, theirs), key=len)
    if not fewer:
        return 0 if not more else None
    digits = 0
    for number in fewer:
        found = [d for other in more if (d := _agree(number, other, units)) is not None]
        if not found:
            return None
        digits += max(found)
    return digits if len(fewer) == len(more) else 0


def _agree(one: _Number, other: _Number, units: UnitTable) -> int | None:
    """Return how many digits are equal in two numbers that agree; None where they do not."""
    if (one.where, one.dimension) != (other.where, other.dimension):
        return None
    is_equal = math.isclose(one.size, other.size, rel_tol=1e-9)
    are_points = _is_point(one) and _is_point(other)
    if are_points and not math.isclose(one.size, other.size, rel_tol=_REACH):
        return None  # the rule on agreement would come to the same, at length
    a, b = one.stated, other.stated
    gates = ((a.stat, b.stat), (a.basis, b.basis), (a.prices, b.prices), (a.per, b.per))
    if any(x and y and x != y for x, y in gates):
        return None
    nouns = {unit.symbol for text in (a.unit, b.unit) if (unit := units.find(text))}
    if one.dimension == "count" and len(nouns) > 1 and not nouns <= {*_SAME_NOUNS}:
        return None
    if is_equal:
        return one.digits
    return 0 if agree_facts(a, b, units=units).holds else None


def _is_point(number: _Number) -> bool:
    return (
        number.digits > 1
        and number.stated.comparator in ("=", "~", "<~")
        and number.stated.interval is None
    )
