"""Decide what kind of number an amount is, from what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.quantity import context
from factbase.quantity.labels import read_title
from factbase.quantity.numeral import ONE
from factbase.quantity.suffix import Per, read_noun, read_per
from factbase.quantity.tokens import (
    WORD,
    Tokens,
)
from factbase.quantity.words import (
    DASHES,
    TIME_WORDS,
)

if TYPE_CHECKING:
    from factbase.quantity.draft import Draft


_SCALES_OF_QUAKES = frozenset({"richter", "magnitude"})
_OLDEST = 120


def is_age_bound(t: Tokens, draft: Draft) -> bool:
    """Return whether the bounded number limits the people before it: "children under 12"."""
    number = float(draft.values[-1])
    if draft.kind == "measure" and draft.unit in {"years", "months"}:
        return context.is_age_bound(t, draft.begin, draft.stop - 1, number)
    return draft.bare and context.is_age_bound(t, draft.begin, draft.stop, number)


def read_after(t: Tokens, draft: Draft) -> str:
    """Read the noun and the "per" clause; return the sign of an "or more"."""
    after, stop = context.comparator_after(t, draft.stop)
    if after and t.low[draft.stop] in {"+", "plus", "-"}:
        draft.stop = stop
    k = stop
    if draft.unit == "years" and t.low[stop] in {"of", "old"}:
        # "18 years of age or older", "65 years old and over".
        after, _ = context.comparator_after(t, stop + 1 + (t.low[stop + 1] == "age"))
    if draft.kind == "count" and not draft.unit:
        draft.noun, k = read_noun(t, k)
        if not after:
            after, _ = context.comparator_after(t, k)
    per = read_per(t, k, money=draft.kind == "money")
    if per is None and draft.noun:
        k, per = _per_nearby(t, k)
    if per is not None:
        take_per(draft, per)
        after = after or context.comparator_after(t, per.stop)[0]
    return after


def _per_nearby(t: Tokens, k: int) -> tuple[int, Per | None]:
    """Return the clause of "deaths from measles per 100,000 people"."""
    for j in range(k, k + 4):
        if t.low[j] in {"per", "/"}:
            return j, read_per(t, j)
        if t.classes[j] != WORD:
            break
    return k, None


def take_per(draft: Draft, per: Per) -> None:
    """Give the draft its base, which may make a rate or a ratio of it."""
    time_in_time = per.is_time and draft.unit in TIME_WORDS
    if draft.kind in {"percent", "pp", "times", "ratio", "index"}:
        return
    if draft.kind == "money" and per.text in {"dollar", "1 dollar"} and draft.factor != 1:
        draft.kind, draft.unit = "ratio", "USD"
        draft.parts = (draft.values[0], ONE)
    elif draft.kind == "measure":
        draft.kind = "rate" if per.spelled and not time_in_time else "measure"
    elif not per.is_time or (draft.kind == "money" and per.text == "hour"):
        # An hourly wage is a price; money per year is an amount.
        draft.kind = "rate"
    draft.per = per.text
    draft.noun_stop = per.stop


def classify(t: Tokens, draft: Draft) -> None:
    """Decide the kinds that only the surroundings show."""
    number = float(abs(draft.values[-1]))
    if draft.kind == "count" and not draft.unit:
        _classify_count(t, draft, number)
    elif draft.kind == "measure" and read_title(t, draft.first, draft.stop - 1):
        draft.kind, draft.unit = "id", ""
    if draft.kind == "count" and draft.unit == "times" and _is_multiple(draft):
        draft.kind = "times"
    bare_rate = draft.kind == "rate" and not (draft.unit or draft.noun)
    may_be_age = bare_rate or draft.kind in {"count", "measure"}
    if (
        may_be_age
        and number <= _OLDEST
        and (
            context.is_age(t, draft.first, draft.begin, draft.stop)
            if draft.unit not in {"years", "months"} or draft.kind == "count"
            else _is_age_measure(t, draft)
        )
    ):
        draft.kind, draft.unit, draft.per = "qual", "years of age", ""
    elif (draft.kind == "percent" and context.is_confidence(t, draft.first, draft.stop)) or (
        draft.comparator in {">", ">=", "<", "<="}
        and context.is_threshold(t, draft.begin, draft.stop, draft.kind)
    ):
        draft.kind = "qual"


def _is_age_measure(t: Tokens, draft: Draft) -> bool:
    """Return whether "15 years old" or "6 months of age" was read as a length of time."""
    if draft.comparator in {"..", ">="} and _heads_a_row(t, draft.stop):
        return True
    if context.is_age_after(t, draft.stop):
        return True
    return context.is_age(t, draft.first, draft.begin, draft.stop - 1)


def _classify_count(t: Tokens, draft: Draft, number: float) -> None:
    point = draft.stop + (t.low[draft.stop] in DASHES)
    if t.low[draft.first - 1] == "per":
        draft.kind = "qual"
    elif t.low[point] in {"point", "points", "pts"}:
        _classify_points(t, draft, point)
    elif t.low[point] in {"pointer", "pointers"}:
        draft.kind = "id"
    elif t.low[draft.first - 1] == "of" and t.low[draft.first - 2] == "factor":
        draft.kind, draft.unit = "times", "times"
    elif _is_magnitude(t, draft):
        draft.kind, draft.unit = "index", "magnitude"
    elif read_title(t, draft.first, draft.stop) and draft.numerals[0].scale == 1:
        draft.kind = "id"
    elif (
        context.is_age_after(t, draft.stop)
        or (t.low[draft.stop - 1] == "+" and is_age_bound(t, draft))
        or (not draft.noun and context.is_age_aside(t, draft.first, draft.stop, number))
    ):
        draft.kind, draft.unit = "qual", "years of age"
    elif (draft.values == [1] and draft.comparator == ">=") or (
        t.low[draft.first - 1] in {"=", "<", ">"} and t.low[draft.first - 2] == "p"
    ):
        draft.kind = "qual"
    elif not draft.noun and _is_level(t, draft) and context.index_nearby(t, draft.first):
        draft.kind, draft.unit = "index", "index"
    elif not draft.noun and number < 10000:  # noqa: PLR2004
        draft.kind = context.rate_nearby(t, draft.first, number) or "count"
        draft.unit = draft.kind if draft.kind == "rate" else ""


def _classify_points(t: Tokens, draft: Draft, point: int) -> None:
    if context.index_nearby(t, draft.first):
        draft.kind, draft.unit = "index", "points"
    elif context.percent_nearby(t, draft.first) and _is_shift(t, draft, point):
        draft.kind, draft.unit = "pp", "percentage points"
    else:
        draft.unit = "points"
        return
    draft.stop = point + 1


def _is_level(t: Tokens, draft: Draft) -> bool:
    raw = t.raw[draft.first]
    return "." in raw or ("," in raw and t.low[draft.first - 1] in {"at", "to"})


def _is_magnitude(t: Tokens, draft: Draft) -> bool:
    """Return whether the number is the strength of an earthquake."""
    k = draft.stop + (t.low[draft.stop] in DASHES)
    return (
        t.low[k] in {"magnitude", "earthquake", "quake", "temblor"}
        or "magnitude" in (t.low[draft.begin - 1], t.low[draft.begin - 2])
        or (t.low[k] == "on" and not _SCALES_OF_QUAKES.isdisjoint(t.low[k + 1 : k + 5]))
    )


def _is_multiple(draft: Draft) -> bool:
    """Return whether "times" multiplies and does not count: "grew five times", "2.5 times"."""
    return bool(draft.direction) or draft.values[0] % 1 != 0


def _heads_a_row(t: Tokens, stop: int) -> bool:
    """Return whether "0-14 years:" or "65 years and over:" is the name of an age group."""
    _, stop = context.comparator_after(t, stop)
    return t.low[stop] == ":"


def _is_shift(t: Tokens, draft: Draft, point: int) -> bool:
    """Return whether points are a change or a gap, as those of a percentage are."""
    after = t.low[point + 1]
    gaps = {"lead", "gap", "margin", "swing", "drop", "rise", "increase", "higher", "lower"}
    return bool(draft.direction) or after in gaps or t.low[draft.first - 1] == "by"
