"""Dates and intervals as sources give them: a year, a month, a day, or a span of these.

The forms are those of EDTF level 0 with the marks ``~`` (approximate) and ``?``
(uncertain) of level 1 (ISO 8601-2:2019, annex A). Nothing else is a date here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

UNSTATED = "unstated"
"""Written where the source gives no date."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)\Z")
_MONTHS = tuple(calendar.month_name)
_MONTH_NUMBER = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
}


class DateError(ValueError):
    """A text is no date of the accepted forms; *hint* says what to write instead.

    *instead* is the date that it can only mean, if there is one.
    """

    def __init__(
        self, message: str, hint: str | None = None, *, instead: str | None = None
    ) -> None:
        self.hint = hint
        self.instead = instead
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, with the first and the last day it can mean.

    >>> june = parse_date("2011-06~")
    >>> june.last.isoformat(), june.precision, june.is_approximate
    ('2011-06-30', 'month', True)
    """

    text: str
    first: date
    last: date
    precision: str
    is_approximate: bool = False
    is_uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def parts(self) -> tuple[int, ...]:
        """Return (year,), (year, month) or (year, month, day), the date-parts of CSL."""
        count = {"year": 1, "month": 2, "day": 3}[self.precision]
        return (self.first.year, self.first.month, self.first.day)[:count]


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of time; None at an end means open (``..``)."""

    text: str
    start: PartialDate | None
    end: PartialDate | None

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> date | None:
        """Return the first day, or None where the start is open."""
        return self.start.first if self.start else None

    @property
    def last(self) -> date | None:
        """Return the last day, or None where the end is open."""
        return self.end.last if self.end else None


Period = PartialDate | Interval


@lru_cache(maxsize=1024)  # a base writes the same few years and days again and again
def parse_date(text: str) -> PartialDate:
    """Return the date that *text* writes.

    Raises `DateError`, with the ISO form as the hint wherever only one date can be
    meant: ``Jan 2024``, ``2024-1-5`` and ``20240105`` can be mended, ``05/01/2024``
    cannot.
    """
    match = _DATE.match(text)
    if not match:
        raise _no_date(text)
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if year == 0:
        raise DateError("there is no year 0000", "years run from 0001 to 9999")
    if not 1 <= month <= 12:  # noqa: PLR2004
        swapped = match[3] and 1 <= day <= 12 and month <= 31  # noqa: PLR2004
        hint = f"write {match[1]}-{match[3]}-{match[2]}" if swapped else "months run from 01 to 12"
        raise DateError(f"there is no month {match[2]}", hint)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        of_year = f" {year}" if month == 2 else ""  # noqa: PLR2004
        raise DateError(f"{_MONTHS[month]}{of_year} has {days} days, not {int(match[3])}")
    if match[3]:
        precision, first, last = "day", date(year, month, day), date(year, month, day)
    elif match[2]:
        precision, first, last = "month", date(year, month, 1), date(year, month, days)
    else:
        precision, first, last = "year", date(year, 1, 1), date(year, 12, 31)
    return PartialDate(text, first, last, precision, match[4] == "~", match[4] == "?")


def parse_day(text: str) -> PartialDate:
    """Return the date that *text* writes to the day; raises `DateError`."""
    whole = "write it as YYYY-MM-DD"
    try:
        day = parse_date(text)
    except DateError as error:
        names_a_day = error.hint is None or re.fullmatch(r"write [0-9-]{10}", error.hint)
        instead = error.instead if names_a_day else None
        raise DateError(str(error), error.hint if names_a_day else whole, instead=instead) from None
    if day.precision != "day" or day.is_approximate or day.is_uncertain:
        raise DateError(f"'{text}' is not a whole day", whole)
    return day


def parse_period(text: str) -> Period:
    """Return the date or interval that *text* writes; raises `DateError`.

    >>> parse_period("2011-01/2011-06").last.isoformat()
    '2011-06-30'
    >>> parse_period("2011/..").last is None
    True
    """
    if "/" not in text:
        return parse_date(text)
    start, _, end = text.partition("/")
    if start == end == "..":
        raise DateError("an interval open at both ends says nothing", f"write {UNSTATED}")
    try:
        return Interval(
            text,
            None if start == ".." else parse_date(start),
            None if end == ".." else parse_date(end),
        )
    except DateError as error:
        error.instead = None  # it is that of one end
        if re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", text):
            # 05/01/2024: nobody can say which is the month, so no form is suggested.
            raise DateError(f"'{text}' is not a date", "write it as YYYY-MM-DD") from None
        if re.fullmatch(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", text):
            raise _no_date(text) from None
        raise


def latest_today(now: datetime | None = None) -> date:
    """Return the date where the day is furthest on (UTC+14), so that no writer is early."""
    return ((now or datetime.now(UTC)) + timedelta(hours=14)).date()


def local_today() -> date:
    """Return the day where the program runs, the day that a writer there calls today."""
    return datetime.now(UTC).astimezone().date()


def _no_date(text: str) -> DateError:
    """Return the error for a text that is no date, with the form that can only be meant."""
    hint = _suggest(text)
    # The hour behind a day would be lost; 2011-15 may be a slip of a month.
    doubtful = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[0-9]{4} ?[-/\u2013] ?[0-9]{2}\Z", text)
    is_date = re.fullmatch(r"write [0-9/-]+", hint)
    instead = hint.removeprefix("write ") if is_date and not doubtful else None
    return DateError(f"'{text[:40]}' is not a date", hint, instead=instead)


def _suggest(text: str) -> str:
    """Return the hint for a text that is no date: the ISO form where only one can be meant."""
    text = text.strip()
    iso = None
    span = re.fullmatch(r"([0-9]{4}) ?[-/\u2013] ?([0-9]{2}|[0-9]{4})", text)
    if span and int(span[2]) not in range(1, 13):
        # 2011-12 is a month; 2011-2012 and 2011-15 are years.
        return f"write {span[1]}/{span[1][: 4 - len(span[2])]}{span[2]}"
    if ends := _TWO_DATES.fullmatch(text):
        return f"write {ends[1]}/{ends[2]}" if all(map(_is_date, ends.groups())) else _FORMS
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text):
        iso = "-".join(match.groups())
    elif match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", text):
        iso = "-".join(part.zfill(2) for part in match.groups() if part)
    elif match := re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]", text):
        iso = match[1]
    elif match := re.fullmatch(
        r"(?:(?P<d>[0-9]{1,2})\.? )?(?P<m>[A-Za-z]+)\.?(?: (?P<e>[0-9]{1,2}),?)? (?P<y>[0-9]{4})",
        text,
    ):
        month = _MONTH_NUMBER.get(match["m"].lower())
        day = match["d"] or match["e"]
        if month:
            iso = f"{match['y']}-{month:02}" + (f"-{int(day):02}" if day else "")
    if iso is not None:
        return f"write {iso}" if _is_date(iso) else _FORMS
    return _FORMS


_FORMS = "write YYYY, YYYY-MM or YYYY-MM-DD"
_ISO = "([0-9]{4}(?:-[0-9]{2}){0,2})"
_TWO_DATES = re.compile(rf"{_ISO} ?(?:to|until|through|\.\.|[-\u2013\u2014]) ?{_ISO}")


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True
