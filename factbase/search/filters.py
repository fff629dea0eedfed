"""The filters of a search, as conditions of SQL: options and the fields of a query alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from factbase.errors import QueryError, UnknownNameError
from factbase.normalize import decoded
from factbase.search.query import FieldValue, parse_years

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KINDS = ("statistic", "event", "law", "assessment")
GRADES = ("primary", "secondary", "orphan", "unread")
STATUSES = ("current", "stale", "disputed", "superseded", "retracted")

Condition = tuple[str, tuple[Any, ...]]
"""A condition on a row ``f`` of the table of facts, or ``n`` of its numbers, and its parameters."""

_RANGE = re.compile(r"(.*?)\.\.(.*)\Z", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z|-?[0-9]+(?:\.[0-9]+)?\Z")
_ENDS = {">": "hi", ">=": "hi", "<": "lo", "<=": "lo"}
_VALUE_FORM = "a number is written 40, 46,000, 40% or 1.5million, a span of numbers 40..60"


def options(filters: Mapping[str, Any]) -> list[FieldValue]:
    """Return options as fields of a query: *min* and *max* are bounds of the value."""
    bounds = {"min": ("value", ">="), "max": ("value", "<=")}
    found = []
    for name, value in filters.items():
        if value is not None:
            field, operator = bounds.get(name, (name, ":"))
            found.append(FieldValue(field, operator, (decoded(str(value)),)))
    return found


class Filters:
    """Conditions on the facts that a search may find, with their parameters."""

    def __init__(self, *, all: bool = False, today: str) -> None:  # noqa: A002  # the option's name
        self.names_year = False
        self._parameters: list[Any] = []
        self._conditions: list[str] = []
        self._on_numbers: list[Condition] = []
        self._shown: set[str] = {"unread", "superseded", "retracted"} if all else set()
        self._today = today

    def add(self, field: FieldValue) -> None:
        """Demand what *field* says; raises `QueryError` or `UnknownNameError` for a bad value."""
        conditions = [self._condition(field.name, field.operator, one) for one in field.values]
        condition = " OR ".join(f"({sql})" for sql, _ in conditions)
        parameters = tuple(parameter for _, given in conditions for parameter in given)
        if field.negated:
            if field.name in _ON_NUMBERS:
                condition = _some_number(condition)
            self._demand(f"NOT ({condition})", parameters)
            return
        if field.name in _ON_NUMBERS:
            # All that is said of the number must hold for one and the same.
            self._on_numbers.append((condition, parameters))
        else:
            self._demand(f"({condition})", parameters)
        self.names_year = self.names_year or field.name == "year"
        self._shown.update(field.values if field.name in ("grade", "status") else ())
        if field.name == "id":
            self._shown.update(("unread", "superseded", "retracted"))

    def exclude(self, match: str, table: str) -> None:
        """Leave out the facts for which an FTS5 expression holds."""
        self._demand(f"f.number NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (match,))

    @property
    def given(self) -> tuple[str, list[Any]]:
        """Return all conditions joined by AND, and their parameters."""
        conditions, parameters = list(self._conditions), list(self._parameters)
        if self._on_numbers:
            both = " AND ".join(f"({sql})" for sql, _ in self._on_numbers)
            conditions.append(_some_number(both))
            parameters += [one for _, given in self._on_numbers for one in given]
        conditions += self._hiding()
        return " AND ".join(conditions) or "1", parameters

    @property
    def are_usual(self) -> bool:
        """Tell whether nothing is demanded but what every search hides."""
        return not (self._conditions or self._on_numbers or self._shown)

    def _hiding(self) -> list[str]:
        """Return what keeps facts hidden that are only found when asked for by name."""
        if not self._shown:
            return ["NOT f.hidden"]
        states = [state for state in ("superseded", "retracted") if state not in self._shown]
        hidden = [f"f.state <> '{state}'" for state in states]
        # Who asks for superseded facts finds those that were not read, too.
        is_asked = self._shown & {"unread", "superseded", "retracted"}
        return hidden if is_asked else [*hidden, "f.grade <> 'unread'"]

    def _demand(self, condition: str, parameters: tuple[Any, ...]) -> None:
        self._conditions.append(condition)
        self._parameters += parameters

    def _condition(self, name: str, operator: str, value: str) -> Condition:
        if name == "status":
            return _status(value, self._today)
        return _CONDITIONS[name](operator.removeprefix(":") or ":", value)


def _topic(_operator: str, value: str) -> Condition:
    return "f.number IN (SELECT fact FROM fact_topics WHERE topic = ?)", (value.lower(),)


def _place(_operator: str, value: str) -> Condition:
    from factbase.places import place_code  # noqa: PLC0415  # 500 names, for this filter only

    condition = "f.number IN (SELECT fact FROM fact_places WHERE place = ? COLLATE NOCASE)"
    return condition, (place_code(value),)


def _year(operator: str, value: str) -> Condition:
    match = _RANGE.match(value.strip())
    if operator in _ENDS:
        year = parse_years(value)[0]
        first, last = {
            ">": (year + 1, 9999), ">=": (year, 9999), "<": (0, year - 1), "<=": (0, year),
        }[operator]  # fmt: skip
    elif match and bool(match[1]) != bool(match[2]):
        year = parse_years(match[1] or match[2])[0]
        first, last = (year, 9999) if match[1] else (0, year)
    else:
        first, last = parse_years(value)
    condition = "f.number IN (SELECT fact FROM fact_years WHERE first <= ? AND last >= ?)"
    return condition, (last, first)


def _source(_operator: str, value: str) -> Condition:
    return _of_source("s.id = ? OR instr(lower(s.label), lower(?))", value, value)


def _publisher(_operator: str, value: str) -> Condition:
    return _of_source("instr(lower(s.publisher), lower(?))", value)


def _of_source(condition: str, *parameters: str) -> Condition:
    uses = "SELECT u.fact FROM fact_sources u JOIN sources s ON s.id = u.source"
    return f"f.number IN ({uses} WHERE {condition})", parameters


def _kind(_operator: str, value: str) -> Condition:
    return "f.kind = ?", (_known("kind", value, KINDS),)


def _grade(_operator: str, value: str) -> Condition:
    return "f.grade = ?", (_known("grade", value, GRADES),)


def _status(value: str, today: str) -> Condition:
    _known("status", value, STATUSES)
    if value in ("current", "stale"):
        late = "f.recheck_due IS NOT NULL AND f.recheck_due < ?"
        is_late = late if value == "stale" else f"NOT ({late})"
        return f"f.state = 'current' AND {is_late}", (today,)
    return "f.state = ?", (value,)


def _id(_operator: str, value: str) -> Condition:
    if value.endswith("*"):
        return "substr(f.id, 1, ?) = ?", (len(value) - 1, value[:-1].lower())
    former = "SELECT id FROM former_ids WHERE former = ?"
    return f"f.id = ? OR f.id IN ({former})", (value.lower(), value.lower())


def _series(_operator: str, value: str) -> Condition:
    return "f.series = ?", (value,)


def _unit(_operator: str, value: str) -> Condition:
    from factbase.quantity.units import UnitTable  # noqa: PLC0415  # for this filter only

    unit = UnitTable().find(value)
    symbol = unit.symbol if unit else value
    # USD finds USD per year, too.
    like = " OR ".join(["n.unit = ? COLLATE NOCASE"] * 2 + ["instr(lower(n.unit), lower(?)) = 1"])
    return like, (value, symbol, f"{symbol} per ")


def _value(operator: str, value: str) -> Condition:
    match = _RANGE.match(value)
    if match:
        low, high = _value(">=", match[1]), _value("<=", match[2])
        return f"{low[0]} AND {high[0]}", (*low[1], *high[1])
    number, dimension = _amount(value)
    prefix = "n.base_" if dimension else "n."
    if operator in _ENDS:
        sql, parameters = f"{prefix}{_ENDS[operator]} {operator} ?", (number,)
    else:
        sql, parameters = f"? BETWEEN {prefix}lo AND {prefix}hi", (number,)
    return (f"n.dimension = ? AND {sql}", (dimension, *parameters)) if dimension else (
        sql, parameters,
    )  # fmt: skip


def _amount(text: str) -> tuple[float, str]:
    """Return a number that a person typed, and the dimension of its unit where it has one."""
    text = text.strip().strip("\"'“”")
    if _PLAIN_NUMBER.match(text):
        return float(text.replace(",", "")), ""
    # The lexer costs a search two starts of Python: for numbers with words only.
    from factbase.quantity import find_quantities  # noqa: PLC0415
    from factbase.quantity.keys import base_amounts, scale_of  # noqa: PLC0415
    from factbase.quantity.units import UnitTable  # noqa: PLC0415

    found = [one for one in find_quantities(text) if one.statistic]
    if len(found) != 1 or len(found[0].values) != 1:
        raise QueryError(text, 1, _VALUE_FORM)
    scale = scale_of(found[0], UnitTable())
    dimension = "" if scale.dimension == "count" else scale.dimension
    return float(base_amounts(found[0].values, scale)[0]), dimension


def _some_number(condition: str) -> str:
    return f"f.number IN (SELECT n.fact FROM fact_numbers n WHERE {condition})"


def _known(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        from factbase.spelling import nearest  # noqa: PLC0415  # rapidfuzz, for mistakes only

        raise UnknownNameError(what, name, known, nearest(name, known))
    return name


_ON_NUMBERS = ("value", "unit")
_CONDITIONS: dict[str, Callable[[str, str], Condition]] = {
    "topic": _topic,
    "place": _place,
    "source": _source,
    "publisher": _publisher,
    "unit": _unit,
    "year": _year,
    "kind": _kind,
    "id": _id,
    "value": _value,
    "grade": _grade,
    "series": _series,
}
