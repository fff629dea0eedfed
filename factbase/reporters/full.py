"""Each finding with the line it is about, a caret under the fault, and the remedy."""

from __future__ import annotations

from factbase.diagnostics import Diagnostic, Report, Severity
from factbase.normalize import escaped
from factbase.reporters.base import Lines, summary

WIDTH = 100
_COLOR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(report: Report, *, lines: Lines, color: bool = False) -> str:
    """Return the report for a person at a terminal."""
    told = [_finding(finding, lines, color=color) for finding in report]
    told += [f"{escaped(path)}: and {count} more\n" for path, count in report.hidden.items()]
    return "\n".join([*told, summary(report)]) + "\n"


def _finding(finding: Diagnostic, lines: Lines, *, color: bool) -> str:
    code = f"{finding.severity} {finding.code}"
    place = str(finding.location)
    if color:
        code = f"\x1b[1;{_COLOR[finding.severity]}m{code}\x1b[0m"
        place = f"\x1b[1m{place}\x1b[0m"
    told = [f"{place}: {code} {finding.message}"]
    line = lines(finding.location.path, finding.location.line)
    if line is not None and line.strip():
        told += _excerpt(finding, line)
    if finding.hint:
        told.append(f"  → {finding.hint}")
    return "\n".join(told) + "\n"


def _excerpt(finding: Diagnostic, line: str) -> list[str]:
    place = finding.location
    column = min(place.column, len(line) + 1)
    # A long line is shown around the fault.
    start = max(0, column - 1 - WIDTH // 2) if len(line) > WIDTH else 0
    piece = line[start : start + WIDTH]
    before = escaped(piece[: column - 1 - start])
    on_this_line = place.end_line == place.line and place.end_column
    end = place.end_column if on_this_line and place.end_column else column + 1
    length = max(1, min(len(escaped(piece[column - 1 - start : end - 1 - start])), WIDTH))
    gutter = f"{place.line} | "
    shown = f"{'…' if start else ''}{escaped(piece)}"
    offset = len(gutter) + (1 if start else 0) + len(before)
    return ["  " + gutter + shown, "  " + " " * offset + "^" * length]
