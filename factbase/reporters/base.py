"""What a reporter is: one function, from a report to text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from factbase.diagnostics import Report

Lines = Callable[[str, int], str | None]
"""Path and line number → the text of that line, or None where there is none."""


class Reporter(Protocol):
    """A module with one function ``render``; its docstring says who reads the output."""

    def render(self, report: Report, *, lines: Lines, color: bool = False) -> str:
        """Return the whole *report*, ending with a newline unless there is nothing to say."""
        ...


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "fact"), plural(2, "fact")
    ('1 fact', '2 facts')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def summary(report: Report) -> str:
    """Return the line that closes a report for people."""
    checked = report.checked
    looked_at = (
        f"{plural(checked.facts, 'fact')} and {plural(checked.sources, 'source')} "
        f"in {plural(checked.files, 'file')}"
    )
    counts: dict[str, int] = {}
    for finding in report:
        counts[str(finding.severity)] = counts.get(str(finding.severity), 0) + 1
    found = ", ".join(
        plural(counts[name], name) for name in ("error", "warning", "note") if name in counts
    )
    hidden = sum(report.hidden.values())
    more = f" and {hidden:,} more not shown" if hidden else ""
    ignored = f", {report.ignored:,} ignored" if report.ignored else ""
    return f"{found or 'no finding'}{more}{ignored}; {looked_at} checked"
