"""CSV: one row a value, for spreadsheets and data frames; a fact without values has one row."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from factbase.cite.evidence import cited_uses, note
from factbase.cite.item import live_url
from factbase.cite.reference import in_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factbase.index.records import Record, ValueRecord

    Cell = Decimal | str | None

COLUMNS: dict[str, str] = {
    "id": "The id of the fact.",
    "claim": "Its sentence.",
    "kind": "statistic, event, law or assessment.",
    "said_by": "Whose assessment it is.",
    "topics": "Its topics, divided by spaces.",
    "series": "The series it belongs to.",
    "place": "The place of the value, or of the fact.",
    "period": "The time of the value, or of the fact (EDTF).",
    "dimensions": "What restricts the population: key=text, divided by semicolons.",
    "value_id": "The id of the value within the fact.",
    "measure": "What is counted.",
    "of": "The group that a share is a share of.",
    "text": "The number in words: more than 46,000 people.",
    "comparator": "How the number is bounded: value, about, nearly, more_than, at_least, "
    "less_than, at_most or range.",
    "value": "The number; of a range its lower end, of 1 in 4 the quotient.",
    "value_to": "The upper end of a range.",
    "unit": "What it is counted in.",
    "stat": "count, share, rate, ratio, change, amount, mean, median, index or rank.",
    "lo": "The least that the number can stand for, empty without such a bound.",
    "hi": "The most that it can stand for.",
    "out_of": "The number of places of a ranking.",
    "margin_of_error": "How far the true number may lie from it.",
    "interval_lo": "The lower end of the interval around the number.",
    "interval_hi": "The upper end.",
    "confidence": "The confidence of margin or interval, in percent.",
    "sample": "How many were asked.",
    "basis": "measured, estimate, provisional, projection or target.",
    "prices": "current, or the year of constant prices.",
    "per": "The time of a flow: year, month.",
    "method": "How the source defines it.",
    "grade": "primary, secondary, orphan or unread.",
    "status": "current, stale, disputed, superseded or retracted.",
    "note": "What to know of the chain and the status, in the words of a citation.",
    "citation": "The citation in the text.",
    "sources": "The ids of the works that are cited, divided by spaces.",
    "url": "The address of the first of them.",
    "hash": "What pins the fact: id@hash.",
}
"""Column → what stands in it."""

_KEYS = {
    "=": "value",
    "~": "about",
    "<~": "nearly",
    ">": "more_than",
    ">=": "at_least",
    "<": "less_than",
    "<=": "at_most",
    "..": "range",
}
_FORMULA = re.compile("[\\s\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""How a cell begins that a spreadsheet would calculate (OWASP, CSV injection)."""


def render(facts: Sequence[Record], *, formula_guard: bool = True) -> str:
    """Return a table with the columns of `COLUMNS`.

    With *formula_guard*, texts that a spreadsheet would take for a formula get an apostrophe
    in front. Numbers are never touched.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for fact in facts:
        about = _about(fact)
        for value in fact.values or (None,):
            cells = about | (_number(value, fact) if value else {})
            table.writerow([_written(cells.get(name), guard=formula_guard) for name in COLUMNS])
    return out.getvalue().removesuffix("\n")


def guarded(text: str) -> str:
    """Return *text* so that no spreadsheet calculates it.

    >>> guarded("=1+1"), guarded(" -2"), guarded("1 - 2")
    ("'=1+1", "' -2", '1 - 2')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _written(cell: Cell, *, guard: bool) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return guarded(cell or "") if guard else cell or ""


def _about(fact: Record) -> dict[str, Cell]:
    uses = cited_uses(fact)
    return {
        "id": fact.id,
        "claim": fact.claim,
        "kind": fact.kind,
        "said_by": fact.said_by,
        "topics": " ".join(fact.topics),
        "series": fact.series,
        "place": fact.place,
        "period": fact.period,
        "dimensions": _dimensions(fact.dimensions),
        "grade": fact.grade,
        "status": fact.status,
        "note": note(fact),
        "citation": in_text(fact),
        "sources": " ".join(dict.fromkeys(use.ref for use in uses)),
        "url": live_url(uses[0].source),
        "hash": fact.hash,
    }


def _number(value: ValueRecord, fact: Record) -> dict[str, Cell]:
    first, *more = value.numbers
    interval_lo, interval_hi = value.interval or (None, None)
    return {
        "place": value.place or fact.place,
        "period": value.period or fact.period,
        "dimensions": _dimensions({**fact.dimensions, **value.dimensions}),
        "value_id": value.id,
        "measure": value.measure,
        "of": value.of,
        "text": value.text,
        "comparator": _KEYS[value.comparator],
        # The quotient of "1 in 4" is one of its bounds.
        "value": first if isinstance(first, Decimal) else value.lo or value.hi,
        "value_to": more[0] if more and isinstance(more[0], Decimal) else None,
        "unit": value.unit,
        "stat": value.stat,
        "lo": value.lo,
        "hi": value.hi,
        "out_of": value.out_of,
        "margin_of_error": value.margin_of_error,
        "interval_lo": interval_lo,
        "interval_hi": interval_hi,
        "confidence": value.confidence,
        "sample": value.sample,
        "basis": value.basis,
        "prices": value.prices,
        "per": value.per,
        "method": value.method,
    }


def _dimensions(given: Mapping[str, str]) -> str:
    return "; ".join(f"{key}={text}" for key, text in given.items())
