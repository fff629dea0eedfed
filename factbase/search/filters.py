"""The filters of a search, as conditions of SQL."""

from __future__ import annotations

from typing import Any

from factbase.errors import UnknownNameError
from factbase.search.query import parse_years

KINDS = ("statistic", "event", "law", "assessment")
GRADES = ("primary", "secondary", "orphan", "unread")


class Filters:
    """Conditions on a row ``f`` of the table of facts, with their parameters."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    def add(self, condition: str, *parameters: Any) -> None:
        """Demand one more condition."""
        self.conditions.append(condition)
        self.parameters += parameters

    @property
    def sql(self) -> str:
        """Return the conditions joined by AND."""
        return " AND ".join(self.conditions) or "1"


def make_filters(
    *,
    topic: str | None = None,
    place: str | None = None,
    year: str | int | None = None,
    source: str | None = None,
    kind: str | None = None,
    grade: str | None = None,
    series: str | None = None,
    all: bool = False,  # noqa: A002
) -> Filters:
    """Return the filters that these parameters mean.

    Raises `QueryError` for a bad *year*, `UnknownNameError` for a *kind* or *grade* that there
    is not.

    A *place* finds the places inside it and the facts about people from it. A *source* is an
    id, or words of its authors, title or publisher. Without *all*, what is unread, superseded or
    retracted stays hidden, unless *grade* asks for it.
    """
    filters = Filters()
    if topic is not None:
        filters.add("f.number IN (SELECT fact FROM fact_topics WHERE topic = ?)", topic.lower())
    if place is not None:
        from factbase.places import place_code  # noqa: PLC0415  # 250 names, for this filter only

        code = place_code(place)
        filters.add(
            "f.number IN (SELECT fact FROM fact_places WHERE place = ? COLLATE NOCASE)", code
        )
    if year is not None:
        first, last = parse_years(year)
        filters.add(
            "f.number IN (SELECT fact FROM fact_years WHERE first <= ? AND last >= ?)", last, first
        )
    if source is not None:
        filters.add(
            "f.number IN (SELECT u.fact FROM fact_sources u JOIN sources s ON s.id = u.source "
            "WHERE s.id = ? OR instr(lower(s.label), lower(?)))",
            source,
            source,
        )
    if kind is not None:
        filters.add("f.kind = ?", _known("kind", kind, KINDS))
    if grade is not None:
        filters.add("f.grade = ?", _known("grade", grade, GRADES))
    if series is not None:
        filters.add("f.series = ?", series)
    if not all:
        # Who asks for unread facts by name means them.
        hidden = (
            "f.state NOT IN ('superseded', 'retracted')" if grade == "unread" else "NOT f.hidden"
        )
        filters.add(hidden)
    return filters


def _known(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        from factbase.spelling import nearest  # noqa: PLC0415  # rapidfuzz, for mistakes only

        raise UnknownNameError(what, name, known, nearest(name, known))
    return name
