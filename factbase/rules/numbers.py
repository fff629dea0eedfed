"""Rules on the numbers of a fact: claim, values, quote and sums say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Severity
from factbase.normalize import shown
from factbase.quantity.agreement import Grade, agree, agree_facts
from factbase.quantity.expression import ExpressionError
from factbase.quantity.lexer import find_quantities
from factbase.quantity.number import KEY_OF, Ratio, grouped, plain
from factbase.quantity.stated import (
    Stated,
    as_text,
    scale_of_fact,
    scale_of_text,
    scale_of_unit,
)
from factbase.quantity.units import UnitTable
from factbase.quantity.wording import value_text
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.value import Value
    from factbase.quantity.mention import Quantity

_OF_ANY_SIZE = ("change", "ratio", "index", "rank")
"""The kinds of statistic for which the bounds of a unit say nothing."""

_FRAMES = re.compile(
    r"\b(?:the|in|for|over|within|during|past|last|next|first|every|each|after|under)"
    r"(?: (?:at least|at most|about|nearly|almost|more than|less than|up to|over))?[ (]*\Z",
    re.IGNORECASE,
)
"""What stands before a length of time that only frames the statement: "in the six months"."""


class ImplausibleForUnit(Rule):
    """A number lies within the bounds of its unit.

    A share of 250 percent or a negative number of people is a slip: a missing point, the wrong
    unit. A change says `stat: change` and may have any size and sign; a base's own units give
    their bounds in `schemas/units.yaml`.
    """

    code: ClassVar[str] = "FB304"
    name: ClassVar[str] = "implausible-for-unit"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        for entry, index, value in _values(corpus):
            unit = units.find(value.unit) if value.unit else None
            if unit is None or value.stat in _OF_ANY_SIZE:
                continue
            for number in value.numbers:
                if isinstance(number, Ratio):
                    continue
                if unit.lo is not None and number < unit.lo:
                    what = f"less than {plain(unit.lo)}"
                elif unit.hi is not None and number > unit.hi:
                    what = f"more than {plain(unit.hi)}"
                else:
                    continue
                message = f"{plain(number)} {value.unit} is {what}, the bound of its unit"
                hint = "mend the number or the unit"
                if unit.stat != "change":
                    hint += ", or write 'stat: change' for a change"
                yield self.at(entry.place("values", index, value.key), message, hint=hint)


class ClaimAndValuesDiffer(Rule):
    """The claim says the numbers of the values, and no other statistic.

    A value's number may stand in the claim exactly or rounded ("46,486" as "46,000", "one in
    four" as 25 percent). What only goes into a calculated value need not: its result does. A
    number of the claim that is in no value is a warning: it would go unchecked. Years, dates,
    names, bill numbers, ages and lengths of time that only frame the statement are no statistics.
    """

    code: ClassVar[str] = "FB305"
    name: ClassVar[str] = "claim-and-values-differ"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        for entry in corpus.facts:
            mentions = find_quantities(entry.record.claim)
            inputs = _inputs(entry.record)
            loose = [m for m in mentions if m.statistic and not _is_covered(m, entry.record, units)]
            # First what must be said; then what only goes into a sum, if the claim speaks of it.
            ordered = sorted(enumerate(entry.record.values), key=lambda one: one[1].id in inputs)
            for index, value in ordered:
                spoken_of = any(_is_comparable(mention, value, units) for mention in loose)
                if value.id in inputs and not spoken_of:
                    continue
                if not _is_said(value, mentions, units):
                    place = entry.place("values", index, value.key)
                    message = f"the claim does not say {shown(str(value))}"
                    yield self.at(place, message, hint=_why(value, mentions, units, "claim"))
                    # The number that was likely meant is this slip, not one more.
                    meant = next((m for m in loose if _is_comparable(m, value, units)), None)
                    loose = [mention for mention in loose if mention is not meant]
            for mention in loose:
                yield self.at(
                    entry.place("claim"),
                    f"'{shown(mention.text)}' of the claim is in no value",
                    hint="add a value for it, or leave it out of the claim",
                    severity=Severity.WARNING,
                )


class QuoteAndValuesDiffer(Rule):
    """A value's number stands in a quote of the sources that support it.

    Exactly or rounded, as in the claim. A calculated value is our own sum and is in no quote; a
    use without a quote is not asked. `for:` names the values that a use supports.
    """

    code: ClassVar[str] = "FB306"
    name: ClassVar[str] = "quote-and-values-differ"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        for entry in corpus.facts:
            quotes = [
                (use.for_, find_quantities(use.quote)) for use in entry.record.sources if use.quote
            ]
            for index, value in enumerate(entry.record.values):
                supporting = [found for ids, found in quotes if not ids or value.id in ids]
                if value.calculated or not supporting:
                    continue
                mentions = [mention for found in supporting for mention in found]
                if not _is_said(value, mentions, units):
                    place = entry.place("values", index, value.key)
                    message = f"no quote says {shown(str(value))}"
                    yield self.at(place, message, hint=_why(value, mentions, units, "quote"))


class PartLargerThanWhole(Rule):
    """A part is not larger than the whole that `part_of` names."""

    code: ClassVar[str] = "FB307"
    name: ClassVar[str] = "part-larger-than-whole"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        facts = corpus.facts_by_id()
        for entry, index, value in _values(corpus):
            whole = _referenced(value.part_of, entry, facts)
            if whole is not None and _is_larger(value, whole, units):
                message = f"the part, {value}, is larger than the whole, {whole}"
                hint = "are 'part_of' and the number right?"
                yield self.at(entry.place("values", index, "part_of"), message, hint=hint)


class MultipleAboveWhole(Rule):
    """A multiple of a share stays below 100 percent.

    "Six times as likely" as one in four would be 150 percent: one of the two numbers, or what
    they are compared with, is not what it seems.
    """

    code: ClassVar[str] = "FB308"
    name: ClassVar[str] = "multiple-above-100-percent"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        facts = corpus.facts_by_id()
        for entry, index, value in _values(corpus):
            base = _referenced(value.than, entry, facts)
            if base is None:
                continue
            multiple, share = _base(value, units), _base(base, units)
            if not multiple or not share:
                continue
            if (multiple[0], share[0]) == ("ratio", "share") and multiple[2] * share[2] > 1:
                percent = _short(multiple[2] * share[2] * 100)
                message = f"{value} of {base} comes to {percent} percent"
                hint = "a share cannot exceed 100 percent; check both numbers"
                yield self.at(entry.place("values", index, "than"), message, hint=hint)


class CalculationDiffers(Rule):
    """A calculated value is what its sum comes to, exactly or rounded as it is written.

    By the rule on which claim and quote agree too: 33.3 percent for a third, 46,000 people for
    46,486, "more than 40" for 46.
    """

    code: ClassVar[str] = "FB310"
    name: ClassVar[str] = "calculation-differs"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        units = corpus.vocabularies.units
        facts = corpus.facts_by_id()
        for entry, index, value in _values(corpus):
            if value.expression is None:
                continue
            known = {
                name: point
                for name in value.expression.names
                if (other := _referenced(name, entry, facts))
                and (point := _point(other)) is not None
            }
            if len(known) < len(set(value.expression.names)):
                continue  # an unknown name is FB405's; a bounded number cannot be summed
            at = ("values", index, "calculated")
            try:
                result = value.expression.evaluate(known)
            except ExpressionError as error:
                yield self.at(entry.place(*at), f"the sum cannot be worked out: {error}")
                continue
            stated = value.stated(units)
            worked_out = Stated("=", (result,), stated.unit, stat=stated.stat)
            if agree(as_text(stated, units), worked_out, units=units).grade is Grade.NO:
                message = f"the sum comes to {_short(result)}, the value says {shown(str(value))}"
                yield self.at(entry.place(*at), message, hint="mend the value or the sum")


def _values(corpus: Corpus) -> Iterator[tuple[Entry[Fact], int, Value]]:
    for entry in corpus.facts:
        for index, value in enumerate(entry.record.values):
            yield entry, index, value


def _referenced(
    reference: str | None, entry: Entry[Fact], facts: dict[str, Entry[Fact]]
) -> Value | None:
    """Return the value that *reference* names: of this fact, or ``fact-id#value-id``."""
    if reference is None:
        return None
    fact_id, hash_sign, value_id = reference.partition("#")
    found = facts.get(fact_id) if hash_sign else entry
    wanted = value_id if hash_sign else reference
    values = found.record.values if found else ()
    return next((value for value in values if value.id == wanted), None)


def _inputs(fact: Fact) -> set[str]:
    """Return the ids of the values that only go into a sum of the same fact."""
    sums = [value.expression for value in fact.values if value.expression]
    return {name for expression in sums for name in expression.names}


def _is_said(value: Value, mentions: list[Quantity], units: UnitTable) -> bool:
    stated = value.stated(units)
    if any(agree(mention, stated, units=units).holds for mention in mentions):
        return True
    if scale_of_fact(stated, units).dimension == "count" and stated.comparator == "=":
        # "46 of the 163 people" says both counts.
        parts = {part for mention in mentions for part in mention.parts or ()}
        if stated.numbers[0] in parts:
            return True
    base = _rate_base(value)
    if base is None:
        return False
    # "211 mothers died for each 100,000 births": the rate stands in two numbers.
    alone = replace(stated, unit="count", stat="")
    return any(base in mention.values for mention in mentions) and any(
        agree(mention, alone, units=units).holds for mention in mentions
    )


def _rate_base(value: Value) -> Decimal | None:
    """Return the number that a rate is counted by: 100,000 of "per 100,000 live births"."""
    match = re.match(r"per ([0-9][0-9,]*) ", value.unit or "")
    return Decimal(match[1].replace(",", "")) if match else None


def _why(value: Value, mentions: list[Quantity], units: UnitTable, where: str) -> str:
    """Return what the text says instead, with the reason why it does not agree."""
    stated = value.stated(units)
    year = next((m for m in mentions if m.kind == "year" and m.values == stated.numbers), None)
    if year is not None:
        return f"'{year.text}' reads like a year; write {grouped(year.values[0])} for a count"
    said = [mention for mention in mentions if mention.statistic]
    if not said:
        return f"the {where} holds no number that could be it"
    close = [mention for mention in said if _is_comparable(mention, value, units)]
    same = next((m for m in close if m.values == stated.numbers), None)
    if same is not None and ".." != same.comparator != value.comparator:
        number = ", ".join(plain(number) for number in same.values)
        written = f"{KEY_OF[same.comparator]}: {number}"
        return f"the {where} says '{_in_words(same)}': write '{written}' if that is meant"
    reasons = [(m, agree(m, stated, units=units).reason) for m in close or said]
    told = "; ".join(f"'{shown(m.text, 30)}': {reason}" for m, reason in reasons[:3])
    return f"the {where} says {told}"


def _in_words(mention: Quantity) -> str:
    return value_text(mention.comparator, mention.values, mention.unit or None)


def _is_larger(part: Value, whole: Value, units: UnitTable) -> bool:
    """Tell whether even the least that *part* can be is more than *whole* can be."""
    first, second = part.stated(units), whole.stated(units)
    one, other = scale_of_fact(first, units), scale_of_fact(second, units)
    least, most = part.bounds.lo, whole.bounds.hi
    if least is None or most is None or one[0::2] != other[0::2] or first.prices != second.prices:
        return False
    least, most = least * one.factor, most * other.factor
    is_open = part.bounds.lo_open or whole.bounds.hi_open
    if least < most or (least == most and not is_open):
        return False
    return not agree_facts(first, second, units=units).holds or least == most


def _is_comparable(mention: Quantity, value: Value, units: UnitTable) -> bool:
    """Tell whether a number of a text measures what the value measures."""
    fact, text = scale_of_fact(value.stated(units), units), scale_of_text(mention, units)
    return fact.dimension == text.dimension


def _is_covered(mention: Quantity, fact: Fact, units: UnitTable) -> bool:
    """Tell whether a number of the claim is a value, part of one, or no statement of its own."""
    for value in fact.values:
        if agree(mention, value.stated(units), units=units).grade.value != "no":
            return True
        base = _rate_base(value)
        if base is not None and (base in mention.values or value.numbers[0] in mention.values):
            return True
        uncertainty = (value.margin_of_error, *(value.interval or ()))
        others = (*uncertainty, value.confidence, value.sample, value.out_of)
        if any(number is not None and number in mention.values for number in others):
            return True
        scale = value.unit if value.unit and value.unit.startswith("index") else None
        texts = (value.measure, value.of, value.than_text, value.method, scale)
        if any(_holds(text, mention) for text in texts if text):
            return True
    return _is_duration(mention) and bool(_FRAMES.search(fact.claim[: mention.start]))


def _is_duration(mention: Quantity) -> bool:
    return (
        mention.kind == "measure" and scale_of_unit(mention.unit, UnitTable()).dimension == "time"
    )


def _holds(text: str, mention: Quantity) -> bool:
    return any(
        (found.values, found.kind) == (mention.values, mention.kind)
        for found in find_quantities(text)
    ) or bool(re.search(rf"(?<!\w){re.escape(mention.text)}(?!\w)", text))


def _base(value: Value, units: UnitTable) -> tuple[str, Decimal, Decimal] | None:
    """Return dimension, lower and upper bound in base units; None where one is not known."""
    bounds = value.bounds
    unit = units.find(value.unit) if value.unit else None
    dimension, factor = ("share", Decimal(1)) if unit is None else (unit.dimension, unit.factor)
    if value.stat in ("rank", "change"):
        return None
    lo = bounds.lo if bounds.lo is not None else bounds.hi
    hi = bounds.hi if bounds.hi is not None else bounds.lo
    if lo is None or hi is None:
        return None
    if dimension == "money" and value.unit:
        dimension = value.unit
    return dimension, lo * factor, hi * factor


def _point(value: Value) -> Decimal | None:
    if value.comparator not in ("=", "~", "<~"):
        return None
    number = value.numbers[0]
    return number.fraction if isinstance(number, Ratio) else number


def _short(number: Decimal) -> str:
    if not Decimal("1e-4") <= abs(number) < Decimal("1e15"):
        return f"{number:.6g}"
    return plain(number.quantize(Decimal("1e-6")).normalize())
