"""When two numbers agree, and why, in words: a number in a text against a fact's."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from factbase.quantity.number import grouped
from factbase.quantity.stated import (
    Scale,
    Stated,
    as_fall,
    as_text,
    scale_of_fact,
    scale_of_text,
)
from factbase.quantity.units import UnitTable
from factbase.quantity.wording import COMPARATOR_WORDS

if TYPE_CHECKING:
    from factbase.quantity.mention import Quantity

_NO_UNITS = UnitTable()
_HALF = Decimal("0.5")
_COARSE = Decimal("0.05")
_ABOUT = Decimal("0.05")
_NEARLY = Decimal("0.06")
_TENTH = Decimal("0.1")
_FIFTH = Decimal("0.2")
_QUARTER = Decimal("0.25")
_FIVE_POINTS = Decimal("0.05")
_SMALL_WHOLE = 10
# Quotients such as one third end at the 28th digit; what differs there is equal.
_SLACK = Decimal("1e-12")
_UP = frozenset({">", ">="})
_DOWN = frozenset({"<", "<="})
_BOUNDED = _UP | _DOWN
_POINTS = frozenset({"=", "~", "<~"})
_SIGNIFICANT = 6
_NEVER_BARE = frozenset({"share", "share change", "ratio"})
"""What a number without a unit never says: 40 are no percent."""
_BARE_UNITS = frozenset({"", "rate", "index", "points", "magnitude"})


class Grade(enum.Enum):
    """How well two numbers agree, from the best to not at all."""

    EXACT = "exact"
    ROUNDED = "rounded"
    COARSE = "coarse"
    """Rounded, but more than 5 % away."""
    LOOSE = "loose"
    """True, and says little."""
    NO = "no"


_RANKING = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A grade with its reason in words."""

    grade: Grade
    reason: str

    @property
    def holds(self) -> bool:
        """Return whether the text may stand for the fact: exact, rounded or coarse."""
        return self.grade in {Grade.EXACT, Grade.ROUNDED, Grade.COARSE}


@dataclass(frozen=True, slots=True)
class _Text:
    """The text's side of a comparison in its own unit."""

    comparator: str
    low: Decimal
    high: Decimal
    step: Decimal
    parts: tuple[Decimal, Decimal] | None
    unit: str

    def say(self, number: Decimal) -> str:
        """Return *number* in the text's unit, with no more digits than a reader needs."""
        return f"{_shown(number)}{self.unit}"

    @property
    def said(self) -> str:
        """Return the text's own number in words and digits."""
        if self.comparator == "..":
            return f"{_shown(self.low)} to {self.say(self.high)}"
        if self.parts is not None:
            part, whole = (_shown(number) for number in self.parts)
            return f"{COMPARATOR_WORDS[self.comparator]}{part} in {whole}"
        return COMPARATOR_WORDS[self.comparator] + self.say(self.low)


def agree(mention: Quantity, stated: Stated, *, units: UnitTable = _NO_UNITS) -> Agreement:
    """Return whether the number of a text agrees with the number of a fact.

    >>> from factbase.quantity import find_quantities
    >>> [text] = find_quantities("The country deported 46,000 parents.")
    >>> agree(text, Stated("=", (Decimal(46486),), "people"))
    Agreement(grade=<Grade.ROUNDED: 'rounded'>, reason='46,486 rounds to 46,000')

    Units are converted within one dimension, those that a fact base adds by *units*.
    """
    barred = _barred(mention, stated, units)
    if barred:
        return Agreement(Grade.NO, barred)
    if stated.stat == "rank" or mention.kind in {"rank", "ordinal"}:
        return _agree_rank(mention, stated)
    numbers, margin = _in_unit_of_text(mention, stated, units)
    comparator = stated.comparator
    if _is_change(stated, units) and not min(numbers) < 0 < max(numbers):
        direction = mention.direction or (-1 if mention.values[0] < 0 else 0)
        falls = min(numbers) < 0
        if direction and any(numbers) and falls is not (direction < 0):
            ways = ("a rise", "a fall") if direction > 0 else ("a fall", "a rise")
            return Agreement(Grade.NO, "the text says {}, the fact {}".format(*ways))
        mention = replace(mention, values=tuple(sorted(abs(value) for value in mention.values)))
        if falls:
            # A fall of more than 5 is a change of less than -5.
            numbers, comparator = as_fall(numbers, comparator)
            margin = margin and (-margin[1], -margin[0])
    text = _text_side(mention)
    found = _compare(text, comparator, numbers)
    if found.grade is Grade.NO and margin and comparator in _POINTS:
        return _within(text, margin) or found
    return found


def agree_facts(a: Stated, b: Stated, *, units: UnitTable = _NO_UNITS) -> Agreement:
    """Return whether two facts say the same, either of them read as the text.

    >>> a, b = Stated("=", (Decimal(46486),), "people"), Stated("~", (Decimal(46000),), "people")
    >>> agree_facts(a, b).grade, agree_facts(b, a).grade
    (<Grade.ROUNDED: 'rounded'>, <Grade.ROUNDED: 'rounded'>)
    """
    for name, x, y in (
        ("stat", a.stat, b.stat),
        ("basis", a.basis, b.basis),
        ("prices", a.prices, b.prices),
        ("per", a.per, b.per),
    ):
        if x and y and x != y:
            return Agreement(Grade.NO, f"they differ in {name}: {x} and {y}")
    one = agree(as_text(a, units), b, units=units)
    other = agree(as_text(b, units), a, units=units)
    return min(one, other, key=lambda found: _RANKING.index(found.grade))


def agree_growth(
    mention: Quantity, earlier: Stated, later: Stated, *, units: UnitTable = _NO_UNITS
) -> Agreement:
    """Return whether "doubled" or "3 times" agrees with two values of one series."""
    before, after = scale_of_fact(earlier, units), scale_of_fact(later, units)
    base = earlier.numbers[0] * before.factor
    if mention.kind != "times" or before[0::2] != after[0::2] or not base:
        return Agreement(Grade.NO, "the two values make no ratio that the text could mean")
    ratio = later.numbers[0] * after.factor / base
    return agree(mention, Stated("=", (ratio,), "times"), units=units)


def explain(mention: Quantity, stated: Stated, *, units: UnitTable = _NO_UNITS) -> str:
    """Return in one sentence whether and why the text's number agrees with the fact's."""
    found = agree(mention, stated, units=units)
    verdict = "does not agree" if found.grade is Grade.NO else f"agrees ({found.grade.value})"
    return f'"{mention.text}" {verdict}: {found.reason}.'


def _barred(mention: Quantity, stated: Stated, units: UnitTable) -> str:
    """Return why the two cannot be compared, or nothing."""
    ranks = mention.kind in {"rank", "ordinal"}
    if ranks or stated.stat == "rank":
        return _barred_rank(mention, stated)
    if not mention.statistic or not mention.values or not stated.numbers:
        return f"the text's number is no statistic ({mention.kind})"
    fact, text = scale_of_fact(stated, units), scale_of_text(mention, units)
    if _is_bare(mention) and fact.dimension not in _NEVER_BARE:
        text = fact._replace(per="")
    # "12 in 1,000 births" is a rate written as a share.
    is_rate = mention.parts is not None and fact.dimension == "count per number"
    if text.dimension != fact.dimension and not is_rate:
        return f"{_named(text, mention.unit or mention.kind)} is not {_named(fact, stated.unit)}"
    if text.per and fact.per and text.per != fact.per:
        return f"the text counts per {text.per}, the fact per {fact.per}"
    if mention.direction and mention.kind != "times" and not _is_change(stated, units):
        return "the text says a change, the fact a level"
    return ""


def _barred_rank(mention: Quantity, stated: Stated) -> str:
    ranks = mention.kind in {"rank", "ordinal"}
    if stated.stat != "rank":
        return "the text says a rank, the fact does not"
    if not ranks and mention.parts is None:
        return "the fact says a rank, the text does not"
    return ""


def _named(scale: Scale, unit: str) -> str:
    return unit or scale.dimension


def _is_bare(mention: Quantity) -> bool:
    """Return whether the text's number has no unit of its own and takes the fact's."""
    return mention.kind in {"count", "rate", "index"} and mention.unit in _BARE_UNITS


def _is_change(stated: Stated, units: UnitTable) -> bool:
    stat = stated.stat
    if not stat and stated.unit:
        unit = units.find(stated.unit)
        stat = (unit.stat or "") if unit else ""
    return stat == "change"


def _agree_rank(mention: Quantity, stated: Stated) -> Agreement:
    rank, total = (mention.values[0], mention.out_of) if mention.parts is None else mention.parts
    number = stated.numbers[0]
    if mention.parts is not None and stated.out_of is None:
        return Agreement(Grade.NO, "the text says a share, the fact a rank")
    if rank != number:
        return Agreement(Grade.NO, f"rank {_shown(number)} is not rank {_shown(rank)}")
    if total is not None and stated.out_of is not None and total != stated.out_of:
        return Agreement(Grade.NO, f"of {_shown(stated.out_of)}, not of {_shown(total)}")
    return Agreement(Grade.EXACT, f"both say rank {_shown(rank)}")


def _in_unit_of_text(
    mention: Quantity, stated: Stated, units: UnitTable
) -> tuple[tuple[Decimal, ...], tuple[Decimal, Decimal] | None]:
    """Return the fact's numbers, and the ends of its uncertainty, in the unit of the text."""
    fact = scale_of_fact(stated, units)
    text = fact if _is_bare(mention) else scale_of_text(mention, units)

    def convert(number: Decimal) -> Decimal:
        return number if fact.factor == text.factor else number * fact.factor / text.factor

    ends = stated.interval
    if stated.margin is not None and stated.numbers:
        ends = stated.numbers[0] - stated.margin, stated.numbers[0] + stated.margin
    numbers = tuple(convert(number) for number in stated.numbers)
    return numbers, None if ends is None else (convert(ends[0]), convert(ends[1]))


def _text_side(mention: Quantity) -> _Text:
    unit = {"percent": " percent", "pp": " percentage points", "times": " times"}
    return _Text(
        mention.comparator,
        mention.values[0],
        mention.values[-1],
        _step(mention),
        mention.parts,
        unit.get(mention.kind, ""),
    )


def _step(mention: Quantity) -> Decimal:
    """Return the step, which words such as "half" and "1 in 4" leave to their denominator."""
    if mention.parts is None:
        return mention.step
    part, whole = mention.parts
    if whole <= _SMALL_WHOLE:
        return _FIVE_POINTS
    return part / (whole - _HALF) - part / (whole + _HALF)


def _compare(text: _Text, comparator: str, numbers: tuple[Decimal, ...]) -> Agreement:
    if comparator == "..":
        return _with_range(text, numbers[0], numbers[-1])
    if comparator in _BOUNDED:
        return _with_bound(text, comparator, numbers[0])
    return _with_point(text, numbers[0])


def _with_point(text: _Text, fact: Decimal) -> Agreement:
    match text.comparator:
        case "..":
            return _point_in_range(text, fact)
        case ">" | ">=":
            return _above(text, fact)
        case "<" | "<=":
            return _below(text, fact)
        case _:
            return _near(text, fact)


def _near(text: _Text, fact: Decimal) -> Agreement:
    """Compare under =, ~ and <~: the fact is where the text's rounding could have begun."""
    said = text.low
    down, up = _reach(text)
    distance = abs(fact - said)
    slack = abs(said) * _SLACK
    if distance <= slack:
        return Agreement(Grade.EXACT, f"both say {text.say(said)}")
    inside = fact - said < up + slack if fact > said else said - fact <= down + slack
    if text.comparator == "<~" and fact > said:
        inside = fact - said < up
    shown = text.say(fact)
    if not inside:
        return Agreement(Grade.NO, f"{shown} does not round to {text.said}")
    if distance > _COARSE * abs(said):
        return Agreement(Grade.COARSE, f"{shown} rounds to {text.said}, but is far from it")
    return Agreement(Grade.ROUNDED, f"{shown} rounds to {text.said}")


def _reach(text: _Text) -> tuple[Decimal, Decimal]:
    """Return how far below and above the text's number the fact may lie."""
    step, size = text.step, abs(text.low)
    half = step * _HALF
    if text.comparator == "<~":
        return max(half, min(step, _NEARLY * size)), step * _QUARTER
    if text.comparator == "~":
        reach = max(half, min(step, _ABOUT * size))
        return reach, reach
    if text.parts is not None and text.parts[1] > _SMALL_WHOLE:
        part, whole = text.parts
        return text.low - part / (whole + _HALF), part / (whole - _HALF) - text.low
    return half, half


def _above(text: _Text, fact: Decimal) -> Agreement:
    said = text.low
    holds = fact > said if text.comparator == ">" else fact >= said
    far = fact > said + _loose_beyond(text)
    return _bounded(text, fact, holds=holds, far=far)


def _below(text: _Text, fact: Decimal) -> Agreement:
    said = text.low
    holds = fact < said if text.comparator == "<" else fact <= said
    far = fact < said - _loose_beyond(text)
    return _bounded(text, fact, holds=holds, far=far)


def _loose_beyond(text: _Text) -> Decimal:
    size = abs(text.low)
    return max(_TENTH * size, min(text.step, _FIFTH * size))


def _bounded(text: _Text, fact: Decimal, *, holds: bool, far: bool) -> Agreement:
    shown = text.say(fact)
    if not holds:
        return Agreement(Grade.NO, f"{shown} is not {text.said}")
    if far:
        return Agreement(Grade.LOOSE, f"{shown} is {text.said}, and far from it")
    grade = Grade.EXACT if fact == text.low else Grade.ROUNDED
    return Agreement(grade, f"{shown} is {text.said}")


def _point_in_range(text: _Text, fact: Decimal) -> Agreement:
    slack = abs(text.high) * _SLACK
    if text.low - slack <= fact <= text.high + slack:
        return Agreement(Grade.ROUNDED, f"{text.say(fact)} lies in {text.said}")
    return Agreement(Grade.NO, f"{text.say(fact)} lies outside {text.said}")


def _with_range(text: _Text, low: Decimal, high: Decimal) -> Agreement:
    """Compare with a fact that is itself a range."""
    if text.comparator == "..":
        ends = (
            _near(replace(text, comparator="=", high=text.low), low),
            _near(replace(text, comparator="=", low=text.high), high),
        )
        return max(ends, key=lambda found: _RANKING.index(found.grade))
    shown = f"{_shown(low)} to {text.say(high)}"
    if text.comparator in _BOUNDED:
        end = low if text.comparator in _UP else high
        same = _near(replace(text, comparator="="), end)
        if same.holds:
            return Agreement(same.grade, f"{shown} is {text.said}")
        holds = low >= text.low if text.comparator in _UP else high <= text.low
        return Agreement(Grade.LOOSE if holds else Grade.NO, _follows(shown, text, holds=holds))
    if low <= text.low <= high:
        return Agreement(Grade.LOOSE, f"{text.said} lies in {shown}")
    return Agreement(Grade.NO, f"{text.said} lies outside {shown}")


def _with_bound(text: _Text, comparator: str, fact: Decimal) -> Agreement:
    """Compare with a fact that says only "more than" or "at most"."""
    shown = COMPARATOR_WORDS[comparator] + text.say(fact)
    same_way = text.comparator in (_UP if comparator in _UP else _DOWN)
    if not same_way:
        return Agreement(Grade.NO, f"{shown} does not say {text.said}")
    bounds = _near(replace(text, comparator="="), fact)
    if bounds.holds:
        return Agreement(bounds.grade, f"{shown} is {text.said}")
    follows = text.low < fact if comparator in _UP else text.low > fact
    return Agreement(Grade.LOOSE if follows else Grade.NO, _follows(shown, text, holds=follows))


def _follows(shown: str, text: _Text, *, holds: bool) -> str:
    if holds:
        return f"{text.said} follows from {shown}, and says less"
    return f"{text.said} says more than {shown}"


def _within(text: _Text, margin: tuple[Decimal, Decimal]) -> Agreement | None:
    low, high = margin
    if text.comparator in _BOUNDED or not low <= text.low <= text.high <= high:
        return None
    shown = f"{_shown(low)} to {text.say(high)}"
    return Agreement(Grade.LOOSE, f"{text.said} is within the margin, {shown}")


def _shown(number: Decimal) -> str:
    """Return the number with six digits that count, and its zeros cut.

    >>> _shown(Decimal(1) / 3), _shown(Decimal("46000")), _shown(Decimal("6.50"))
    ('0.333333', '46,000', '6.5')
    """
    if number == number.to_integral_value():
        return grouped(number.to_integral_value())
    places = max(_SIGNIFICANT - 1 - number.adjusted(), 0)
    return grouped(round(number, places).normalize())
