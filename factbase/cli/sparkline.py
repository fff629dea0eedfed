"""A series of numbers in one line: how it goes, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.index.records import Record, ValueRecord

BARS = "▁▂▃▄▅▆▇█"
FEWEST = 3
"""Two numbers need no picture."""

MOST = 60
"""So many bars are drawn at most: of a longer series every second number, or every third."""


def sparkline(numbers: Sequence[float]) -> str:
    """Return the numbers as bars from the lowest to the highest, or nothing where too few.

    >>> sparkline([1, 2, 3, 8]), sparkline([5, 5, 5]), sparkline([1, 2])
    ('▁▂▃█', '▁▁▁', '')
    """
    if len(numbers) < FEWEST:
        return ""
    step = -(-len(numbers) // MOST)
    drawn = numbers[::-1][::step][::-1]
    low, high = min(drawn), max(drawn)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(BARS[round((number - low) * scale)] for number in drawn)


def of_editions(editions: Iterable[Record]) -> str:
    """Return the first number of each edition of a series, where all count the same."""
    values = [edition.values[0] for edition in editions if edition.values]
    return _of_values(values)


def of_values(values: Sequence[ValueRecord]) -> str:
    """Return the numbers of one fact that measure the same at different times, in their order."""
    if len({(value.measure, value.unit) for value in values}) != 1:
        return ""
    periods = {value.period for value in values}
    if None in periods or len(periods) < len(values):
        return ""
    return _of_values(sorted(values, key=lambda value: value.period or ""))


def _of_values(values: Sequence[ValueRecord]) -> str:
    if len({value.unit for value in values}) != 1:
        return ""
    ends = [[end for end in (value.lo, value.hi) if end is not None] for value in values]
    if not all(ends):
        return ""
    return sparkline([float(sum(both)) / len(both) for both in ends])
