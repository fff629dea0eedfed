"""Numbers that tell when: dates, years and times of day."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from factbase.quantity.suffix import is_plural
from factbase.quantity.tokens import (
    CURRENCY,
    GAP,
    LINK,
    MARK,
    MONTH,
    NUMBER,
    NUMBER_WORD,
    WORD,
    Tokens,
)
from factbase.quantity.words import (
    COMPARATORS_BEFORE,
    DASHES,
    FUNCTION_WORDS,
    PLURALS,
    POPULATION,
    TIME_WORDS,
    WEEKDAYS,
    YEAR_LEADS,
    word_set,
)

_LAST_DAY = 31
_HOURS = 24
_YEAR_DIGITS = 4
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_ZONES = word_set("et est edt gmt utc bst cet cest pt pst pdt ct cst mt mst eastern local")
_BETWEEN_DAYS = frozenset({"to", "through", "until", "and"})
_ERAS = frozenset({"bc", "bce", "ad", "ce", "b.c.", "a.d.", "b.c.e.", "c.e."})
_MERIDIEM = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o\u2019clock"})
_RECENT = range(1900, 2041)
_POSSIBLE = range(1000, 2200)
_COUNT_LEADS = word_set(
    "than over nearly almost some approximately roughly least only another total additional "
    "exceeding topped employs employed killed killing"
)


class Moment(NamedTuple):
    """A date or year: its span in tokens and, for years, their numbers."""

    kind: str
    first: int
    stop: int
    values: tuple[Decimal, ...] = ()
    is_range: bool = False


def read_date(t: Tokens, i: int) -> Moment | None:
    """Return the date at token *i*, a month's name or a number."""
    if t.classes[i] == MONTH:
        return _read_month(t, i) if t.raw[i][0].isupper() else None
    raw, after = t.raw[i], t.low[i + 1]
    found: Moment | None = None
    if after in {"-", "/"} or raw.count(".") == 2:  # noqa: PLR2004
        found = _read_iso(t, i)
    if found is None and len(raw) <= len("31"):
        found = _read_day_first(t, i)
    if found is None and (after == ":" or after in _MERIDIEM):
        found = _read_clock(t, i)
    return found


def _day_stop(t: Tokens, i: int) -> int:
    """Return the token after a day of a month at token *i*, or 0."""
    raw = t.raw[i]
    if t.classes[i] != NUMBER or not raw.isdigit() or len(raw) > len("31"):
        return 0
    if not 1 <= int(raw) <= _LAST_DAY:
        return 0
    return i + 2 if t.low[i + 1] in _SUFFIXES and t.joined(i + 1) else i + 1


def _is_year_shape(t: Tokens, i: int) -> bool:
    raw = t.raw[i]
    return (
        t.classes[i] == NUMBER
        and len(raw) == _YEAR_DIGITS
        and raw.isdigit()
        and int(raw) in _POSSIBLE
    )


def _year_stop(t: Tokens, i: int) -> int:
    """Return the token after the year of a date, with "of" or a comma before it, or *i*."""
    k = i + 1 if t.low[i] in {",", "of"} else i
    return k + 1 if _is_year_shape(t, k) and not _is_joined_on(t, k) else i


def _is_joined_on(t: Tokens, i: int) -> bool:
    return t.joined(i + 1) and t.classes[i + 1] not in {MARK, GAP, LINK}


def _read_month(t: Tokens, i: int) -> Moment | None:
    k = i + 1
    if t.low[k] == "." and len(t.low[i]) <= len("sept"):
        k += 1
    if t.low[k] == "the" and _day_stop(t, k + 1):
        k += 1
    day = _day_stop(t, k)
    if day and t.low[day] not in {"%", "percent", "million", ":"}:
        stop = _day_range_stop(t, day)
        return Moment("date", i, _year_stop(t, stop))
    year = _year_stop(t, k)
    return Moment("date", i, year) if year > k else None


def _day_range_stop(t: Tokens, stop: int) -> int:
    """Return the token after the second day of "June 12-14" and "June 12 to 14"."""
    if t.low[stop] in DASHES and t.joined(stop):
        return _day_stop(t, stop + 1) or stop
    if t.low[stop] in _BETWEEN_DAYS:
        second = _day_stop(t, stop + 1)
        # "On June 4 and 5 people" counts people.
        if second and (t.classes[second] != WORD or t.low[second] in FUNCTION_WORDS):
            return second
    return stop


def _read_iso(t: Tokens, i: int) -> Moment | None:
    """Return 2013-11-20, 20/11/2013 or 20.11.2013."""
    raw = t.raw[i]
    separator = t.low[i + 1]
    if separator not in {"-", "/"} or t.low[i + 3] != separator:
        if raw.count(".") == 2 and len(raw) > len("1.2.2013"[:-1]):  # noqa: PLR2004
            day, month, year = raw.split(".")
            if len(year) == _YEAR_DIGITS and int(day) <= _LAST_DAY and int(month) <= _LAST_DAY:
                return Moment("date", i, i + 1)
        return None
    if not all(t.classes[k] == NUMBER and t.joined(k) for k in (i + 2, i + 4)):
        return None
    lengths = [len(t.raw[k]) for k in (i, i + 2, i + 4)]
    sane = t.joined(i + 1) and t.joined(i + 3) and lengths[1] <= len("12")
    if sane and (lengths[0] == _YEAR_DIGITS or lengths[2] == _YEAR_DIGITS) and max(lengths) <= 4:  # noqa: PLR2004
        return Moment("date", i, i + 5)
    if sane and separator == "/" and lengths[2] == len("13"):
        return Moment("date", i, i + 5)
    return None


def _read_day_first(t: Tokens, i: int) -> Moment | None:
    day = _day_stop(t, i)
    if not day:
        return None
    if (t.low[day] in DASHES or t.low[day] in _BETWEEN_DAYS) and _day_stop(t, day + 1):
        day = _day_stop(t, day + 1)
    k = day + 1 if t.low[day] == "of" else day
    if t.classes[k] != MONTH or not t.raw[k][0].isupper():
        return None
    if t.low[k] in {"may", "march"} and t.classes[k + 1] == WORD and k == day and day == i + 1:
        return None
    k += 1
    if t.low[k] == "." and t.joined(k) and len(t.low[k - 1]) <= len("sept"):
        k += 1
    return Moment("date", i, _year_stop(t, k))


def _read_clock(t: Tokens, i: int) -> Moment | None:
    """Return a time of day, with the date right after it; "5:22 mins" is none."""
    stop = clock_stop(t, i)
    hour = t.raw[i].partition(".")[0]
    if (
        t.low[stop] in TIME_WORDS
        or not hour.isdigit()
        or len(hour) > len("24")
        or int(hour) > _HOURS
    ):
        return None
    marked = t.low[stop or i + 1] in _MERIDIEM
    if not stop and not marked:
        return None
    stop = (stop or i + 1) + marked
    return Moment("date", i, _after_clock(t, stop))


def clock_stop(t: Tokens, i: int) -> int:
    """Return the token after 8:30 or 2:05:13 at token *i*, or 0."""
    k = i
    while t.low[k + 1] == ":" and t.joined(k + 1) and t.joined(k + 2) and k < i + 4:
        if t.classes[k + 2] != NUMBER or len(t.raw[k + 2].partition(".")[0]) != len("30"):
            break
        k += 2
    return k + 1 if k > i else 0


def _after_clock(t: Tokens, stop: int) -> int:
    """Return the token after "(GMT) Tuesday, March 9, 2021", or *stop*."""
    k = stop
    for _ in range(6):
        low = t.low[k]
        if t.classes[k] == MONTH or (t.classes[k] == NUMBER and _read_day_first(t, k)):
            date = read_date(t, k)
            return date.stop if date else stop
        if low not in {"(", ")", ",", "on"} and low not in _ZONES and low not in WEEKDAYS:
            return stop
        k += 1
    return stop


def read_year(t: Tokens, i: int) -> Moment | None:
    """Return the year or span of years at token *i*: 2010, 2081-2100, 2012/13, the 1990s."""
    raw = t.raw[i]
    if t.low[i + 1] in _ERAS or t.low[i - 1] in {"ad", "a.d."}:
        return _read_era(t, i)
    if not _is_year_shape(t, i):
        return _read_short_decade(t, i)
    if t.low[i + 1] == "s" and t.joined(i + 1):
        return Moment("year", i, i + 2, (Decimal(raw),))
    span = _read_span(t, i)
    if span is not None or _is_joined_on(t, i) or not _reads_as_year(t, i):
        return span
    return Moment("year", i, i + 1, (Decimal(raw),))


def _read_era(t: Tokens, i: int) -> Moment | None:
    """Return 44 BC or AD 79."""
    raw = t.raw[i].replace(",", "")
    after = t.low[i + 1] in _ERAS and t.raw[i + 1].isupper()
    if not raw.isdigit() or not (after or t.raw[i - 1].isupper()):
        return None
    return Moment("year", i, i + 1 + after, (Decimal(raw),))


def _read_short_decade(t: Tokens, i: int) -> Moment | None:
    """Return the '90s."""
    if (
        t.low[i - 1] in {"'", "\u2019"}
        and t.joined(i)
        and len(t.raw[i]) == len("90")
        and not (t.joined(i - 1) and t.classes[i - 2] == NUMBER)
    ):
        stop = i + 2 if t.low[i + 1] == "s" and t.joined(i + 1) else i + 1
        return Moment("year", i - 1, stop, (Decimal(t.raw[i]),))
    return None


def _read_span(t: Tokens, i: int) -> Moment | None:
    if t.low[i + 1] not in DASHES and t.low[i + 1] != "/":
        return None
    raw, second = t.raw[i], t.raw[i + 2]
    # A span is written close, or with a spaced dash between two years.
    spaced = not t.joined(i + 1)
    if spaced is t.joined(i + 2) or t.classes[i + 2] != NUMBER or not second.isdigit():
        return None
    if _is_joined_on(t, i + 2) or t.low[i + 3] in {"%", "percent"}:
        return None
    if len(second) == len("13") and not spaced:
        second = raw[:2] + second
    if len(second) == _YEAR_DIGITS and int(raw) < int(second) and int(second) in _POSSIBLE:
        return Moment("year", i, i + 3, (Decimal(raw), Decimal(second)), is_range=True)
    return None


def _reads_as_year(t: Tokens, i: int) -> bool:
    """Return whether a bare number of four digits names a year instead of counting."""
    year, before, after = int(t.raw[i]), t.low[i - 1], t.low[i + 1]
    if t.classes[i - 1] == CURRENCY or after in {"%", "percent"}:
        return False
    if before in _COUNT_LEADS or (before == "at" and year not in _RECENT):
        return (before == "than" and _is_compared_year(t, i)) or (
            before == "over" and _is_base_year(t, i)
        )
    if _counts_a_noun(t, i):
        told = t.classes[i - 2] in {NUMBER, NUMBER_WORD}
        return before in {"in", "since"} and not told and year in _RECENT
    if year in _RECENT or (before == "." and t.low[i - 2] in {"c", "ca"}):
        return True
    return before in YEAR_LEADS or (
        before in {"(", "["} and after in {")", "]", ",", "-", "\u2013"}
    )


def _is_base_year(t: Tokens, i: int) -> bool:
    """Return whether "over 2023" compares with a year: a count of 2000 would be round."""
    year = int(t.raw[i])
    ends = t.classes[i + 1] != WORD or t.low[i + 1] in FUNCTION_WORDS
    return ends and year in _RECENT and year % 10 != 0


def _is_compared_year(t: Tokens, i: int) -> bool:
    """Return whether "than 2005" compares with a year: no noun stands behind it."""
    after = t.low[i + 1]
    if after in {"levels", "level", "figures"}:
        return True
    comparator = ("than" in COMPARATORS_BEFORE) and t.low[i - 2] in {"more", "fewer", "less"}
    return not comparator or not _counts_a_noun(t, i)


def _counts_a_noun(t: Tokens, i: int) -> bool:
    """Return whether a plural of people or things stands right behind the number."""
    after = t.low[i + 1]
    if t.classes[i + 1] != WORD or after in FUNCTION_WORDS or t.raw[i + 1][0].isupper():
        return False
    if after in POPULATION or after in PLURALS or after in TIME_WORDS:
        return t.low[i - 1] != "the" or after in PLURALS
    if t.low[i - 1] in {"in", "since", "the", "a", "of", "by", "from", "until", "for", "'s", "its"}:
        return False
    if int(t.raw[i]) in _RECENT and int(t.raw[i]) != 2000:  # noqa: PLR2004
        return after in {"deaths", "jobs", "miles", "cases", "homes", "soldiers", "casualties"}
    return is_plural(after) or is_plural(t.low[i + 2])
