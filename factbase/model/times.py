"""Dates and periods as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from factbase import dates
from factbase.model.refusal import refuse
from factbase.model.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Callable


def _dated(parse: Callable[[str], Any], *, unstated: bool) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if isinstance(value, dates.PartialDate | dates.Interval):
            return value
        text = str(value) if type(value) is int else one_line(value)
        if unstated and text == dates.UNSTATED:
            return text
        try:
            return parse(text)
        except dates.DateError as error:
            raise refuse("FB207", str(error), error.hint, instead=error.instead) from None

    return check


_DATE_PATTERN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?"


def _date_type(parse: Callable[[str], Any], pattern: str, *, unstated: bool, number: bool) -> Any:
    options: list[dict[str, Any]] = [{"type": "string", "pattern": f"^({pattern})$"}]
    if unstated:
        options.append({"const": dates.UNSTATED})
    if number:
        options.append({"type": "integer", "minimum": 1000, "maximum": 9999})
    return (
        BeforeValidator(_dated(parse, unstated=unstated)),
        PlainSerializer(str),
        WithJsonSchema({"anyOf": options} if len(options) > 1 else options[0]),
    )


_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INTERVAL = f"{_DATE_PATTERN}|({_DATE_PATTERN}|\\.\\.)/({_DATE_PATTERN}|\\.\\.)"
Day = Annotated[Any, *_date_type(dates.parse_day, _DAY, unstated=False, number=False)]
Date = Annotated[Any, *_date_type(dates.parse_date, _DATE_PATTERN, unstated=False, number=True)]
DateOrUnstated = Annotated[
    Any, *_date_type(dates.parse_period, _INTERVAL, unstated=True, number=True)
]
