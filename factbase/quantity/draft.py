"""A quantity while it is being read, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.quantity.mention import Quantity, place_value
from factbase.quantity.numeral import ONE, Numeral
from factbase.quantity.suffix import is_plural
from factbase.quantity.tokens import NUMBER_WORD, Tokens
from factbase.quantity.words import word_set

if TYPE_CHECKING:
    from decimal import Decimal

_SMALL = 12
_HEADED_BY = word_set("of were are have had died")
_NO_COUNT_AFTER = word_set(
    "the these those both other all any in into at number part chapter phase act war"
)


@dataclass(slots=True)
class Draft:
    """A quantity while it is being read: token span, values, and what is known so far."""

    first: int
    stop: int
    values: list[Decimal]
    numerals: list[Numeral]
    kind: str = "count"
    unit: str = ""
    comparator: str = ""
    parts: tuple[Decimal, Decimal] | None = None
    per: str = ""
    out_of: Decimal | None = None
    noun: str = ""
    noun_stop: int = 0
    factor: Decimal = ONE
    begin: int = 0
    direction: int = 0
    halving: bool = False
    margin_of: str = ""

    @property
    def bare(self) -> bool:
        """Return whether the number stands without unit and noun."""
        return self.kind == "count" and not self.unit and not self.noun


def is_told(t: Tokens, draft: Draft) -> bool:
    """Return whether the number says anything: "one" and "the two" mostly do not."""
    if draft.kind != "count" or not draft.numerals or draft.unit:
        return True
    numeral = draft.numerals[0]
    if t.classes[draft.first] != NUMBER_WORD or numeral.value > _SMALL or len(draft.values) > 1:
        return True
    if draft.stop > draft.first + 1:
        return True
    before = t.low[draft.begin - 1]
    if numeral.value == 1:
        return bool(draft.noun) and (
            draft.comparator != "=" or t.low[draft.first - 1] in {"only", "just", "exactly"}
        )
    if before in {"the", "these", "those", "both", "other"} or not draft.noun:
        return draft.comparator != "=" or _stands_alone(t, draft.first, draft.stop)
    return numeral.value > 0 or is_plural(draft.noun.lower())


def _stands_alone(t: Tokens, first: int, stop: int) -> bool:
    """Return whether a number word counts without its noun: "six of the boys", "the top three"."""
    before = t.low[first - 1]
    return before == "top" or (t.low[stop] in _HEADED_BY and before not in _NO_COUNT_AFTER)


def finished(t: Tokens, draft: Draft) -> Quantity:
    """Return the quantity that the draft has become."""
    start, end = t.start[draft.first], t.end[draft.stop - 1]
    unit = draft.unit or draft.noun
    if draft.per:
        unit = f"{unit} per {draft.per}".strip()
    return Quantity(
        start,
        end,
        t.text[start:end],
        tuple(draft.values),
        draft.kind,
        unit,
        draft.comparator or "=",
        _step(draft),
        draft.parts,
        draft.direction,
        draft.per,
        draft.out_of,
    )


def _step(draft: Draft) -> Decimal:
    """Return the place value of the last digit written, the finer one of a range."""
    if not draft.numerals:
        return ONE
    step = _numeral_step(draft.numerals[0], draft.kind)
    if len(draft.numerals) > 1:
        step = min(step, _numeral_step(draft.numerals[1], draft.kind))
    return step if draft.factor == 1 else step * draft.factor


def _numeral_step(numeral: Numeral, kind: str) -> Decimal:
    step = place_value(numeral.digits, kind)
    return step if numeral.scale == 1 else step * numeral.scale
