"""A date as CSL-JSON has it: parts, a range, a season, or words."""

from __future__ import annotations

from factbase.csl.record import Record, is_object, lazy
from factbase.errors import ItemError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_YEAR = 999_999
_MONTHS = {
    name: number
    for number, names in enumerate(
        """jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|
        sep sept september|oct october|nov november|dec december""".split("|"),
        start=1,
    )
    for name in names.split()
}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = lazy(r"^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_YEAR_FIRST = lazy(r"^(\d{3,4})[/.](\d{1,2})[/.](\d{1,2})$")
_MONTH_YEAR = lazy(r"^(\d{1,2})[/.](\d{3,4})$")
_SLASHED = lazy(r"^(\d{1,2})/(\d{1,2})/(\d{3,4})$")
_YEAR = lazy(r"^(\d{1,4})\s*(bc|bce|b\.c\.|ad|ce|a\.d\.)?$", "i")


_BETWEEN_WORDS = lazy(r"[\s,]+")
_DAY = lazy(r"(\d{1,2})(?:st|nd|rd|th)?")


class Day(Record):
    """A point in time: the year, and as much more as is known; 0 is unknown.

    *season* is 1 for spring to 4 for winter; *period* names another part of the year.
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0
    period: str = ""


class Date(Record):
    """A date or a range of two, or words instead; *circa* when it is approximate."""

    start: Day | None
    end: Day | None = None
    circa: bool = False
    literal: str = ""


def read_date(data: Any, variable: str, item_id: str) -> Date | None:
    """Return the date that the CSL-JSON *data* gives, None where it gives none."""
    if isinstance(data, (str, int)) and not isinstance(data, bool):
        data = {"raw": str(data)}
    if not is_object(data):
        raise ItemError(f"{variable} is no date object", item_id=item_id)
    circa = data.get("circa", False)
    circa = bool(circa) and str(circa).lower() not in ("0", "false")
    try:
        days = _read_parts(data.get("date-parts"))
    except (TypeError, ValueError, OverflowError):
        why = f"date-parts of {variable} are no lists of numbers: [[2012, 10, 1]]"
        raise ItemError(why, item_id=item_id) from None
    if days:
        season = _read_season(data.get("season"))
        if not days[0].month:
            period = "" if season else str(data.get("season") or "")[:80]
            days[0] = days[0]._replace(season=season or days[0].season, period=period)
        return Date(days[0], days[1] if len(days) > 1 else None, circa)
    if data.get("literal"):
        return Date(None, literal=str(data["literal"]), circa=circa)
    raw = data.get("raw")
    if raw:
        return parse_raw(str(raw), circa=circa)
    if data.get("year"):
        return parse_raw(str(data["year"]), circa=circa)
    return None


def _read_season(season: Any) -> int:
    text = str(season or "").strip().lower()
    if text.isdigit() and len(text) <= 2:  # noqa: PLR2004
        return (int(text) - 1) % 4 + 1 if int(text) else 0
    return _SEASONS.get(text, 0)


def _read_parts(parts: Any) -> list[Day]:
    if not parts:
        return []
    if not isinstance(parts, (list, tuple)):
        raise TypeError
    if not isinstance(parts[0], (list, tuple)):
        parts = [parts]
    days: list[Day] = []
    for numbers in parts[:2]:
        if not isinstance(numbers, (list, tuple)):
            raise TypeError
        read = [_whole(number) for number in numbers[:3]]
        if not read or (not read[0] and not any(read)):
            continue
        days.append(make_day(*read))
    return days


def _whole(number: Any) -> int:
    if number is None or number == "":
        return 0
    if isinstance(number, bool) or not isinstance(number, (str, int, float)):
        raise TypeError
    if isinstance(number, str) and len(number) > 12:  # noqa: PLR2004
        raise ValueError
    whole = int(float(number)) if isinstance(number, float) else int(number)
    if abs(whole) > MAX_YEAR:
        raise ValueError
    return whole


def make_day(year: int, month: int = 0, day: int = 0) -> Day:
    """Return a day; months 13 to 16 and 21 to 24 stand for seasons."""
    if 13 <= month <= 16 or 21 <= month <= 24:  # noqa: PLR2004
        return Day(year, 0, 0, (month - 13) % 4 + 1 if month < 21 else month - 20)  # noqa: PLR2004
    if not 1 <= month <= 12:  # noqa: PLR2004
        return Day(year)
    return Day(year, month, day if 1 <= day <= 31 else 0)  # noqa: PLR2004


def parse_raw(text: str, *, circa: bool = False) -> Date:
    """Return the date that *text* says; words that say none are kept as they are.

    >>> parse_raw("12 March 2004").start
    Day(year=2004, month=3, day=12, season=0, period='')
    >>> parse_raw("c. 1850").circa
    True
    """
    text = text.strip()[:200]
    if len(text) > 1 and text[0] == text[-1] == '"':
        return Date(None, literal=text[1:-1])
    bare = text
    for mark in ("circa ", "ca. ", "ca ", "c. ", "~", "?"):
        if bare.lower().startswith(mark) and mark != "?":
            bare, circa = bare[len(mark) :].strip(), True
        if mark in "~?" and bare.endswith(mark):
            bare, circa = bare[: -len(mark)].strip(), True
    whole = _parse_day(bare)
    if whole:
        return Date(whole, circa=circa)
    for mark in ("/", "–", "--", "_", " - ", "-"):
        start, found, end = bare.partition(mark)
        if not found or mark in end:
            continue
        first, last = _parse_range(start.strip(), end.strip())
        if first and last:
            return Date(first, last, circa=circa)
    return Date(None, literal=text, circa=circa)


def _parse_range(start: str, end: str) -> tuple[Day | None, Day | None]:
    last = _parse_day(end)
    first = _parse_day(start)
    if last and not first:  # "May-June 2004", "3-5 May 2004"
        rest = end.split()
        for count in (1, 2):
            first = first or _parse_day(" ".join([start, *rest[-count:]]))
    if first and not last and end.isdigit():
        last = _parse_day(f"{start.rpartition(' ')[0]} {end}".strip())
    return first, last


def _parse_day(text: str) -> Day | None:
    match = _ISO.match(text)
    if match:
        year, month, day = (int(part) if part else 0 for part in match.groups())
        return make_day(year, month, day)
    match = _YEAR_FIRST.match(text)
    if match:
        return make_day(*(int(part) for part in match.groups()))
    match = _MONTH_YEAR.match(text)
    if match:
        return make_day(int(match[2]), int(match[1]))
    match = _SLASHED.match(text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        if first > 12:  # noqa: PLR2004
            first, second = second, first
        return make_day(year, first, second)
    match = _YEAR.match(text)
    if match:
        negative = (match[2] or "").lower().startswith("b")
        return Day(-int(match[1]) if negative else int(match[1]))
    return _parse_words(text)


def _parse_words(text: str) -> Day | None:
    year = month = day = season = 0
    for word in _BETWEEN_WORDS.split(text.lower()):
        bare = word.rstrip(".")
        if bare in _MONTHS and not month:
            month = _MONTHS[bare]
        elif bare in _SEASONS and not season:
            season = _SEASONS[bare]
        elif bare.isdecimal() and len(bare) in (3, 4) and not year:
            year = int(bare)
        elif (found := _DAY.fullmatch(bare)) and not day:
            day = int(found[1])
        elif bare:
            return None
    if not year or not (month or season):
        return None
    return Day(year, month, day if month and day <= 31 else 0, 0 if month else season)  # noqa: PLR2004
