"""Each finding with the line it is about, a caret under the fault, and the remedy."""

from __future__ import annotations

from factbase.diagnostics import Diagnostic, Report, Severity
from factbase.normalize import cells
from factbase.reporters.base import Lines, hidden_lines, printable, summary

WIDTH = 100
_COLOR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(
    report: Report,
    *,
    lines: Lines,
    color: bool = False,
    folder: str = "",  # noqa: ARG001
) -> str:
    """Return the report for a person at a terminal."""
    told = [_finding(finding, lines, color=color) for finding in report]
    told += [f"{line}\n" for line in hidden_lines(report)]
    return "\n".join([*told, summary(report)]) + "\n"


def _finding(finding: Diagnostic, lines: Lines, *, color: bool) -> str:
    code = f"{finding.severity} {finding.code}"
    place = printable(str(finding.location))
    if color:
        code = f"\x1b[1;{_COLOR[finding.severity]}m{code}\x1b[0m"
        place = f"\x1b[1m{place}\x1b[0m"
    told = [f"{place}: {code} {printable(finding.message)}"]
    line = lines(finding.location.path, finding.location.line)
    if line is not None and line.strip():
        told += _excerpt(finding, line)
    if finding.hint:
        told.append(f"  → {printable(finding.hint)}")
    return "\n".join(told) + "\n"


def _excerpt(finding: Diagnostic, line: str) -> list[str]:
    place = finding.location
    first = min(place.column, len(line) + 1) - 1
    # A long line is shown around the fault.
    start = max(0, first - WIDTH // 2) if len(line) > WIDTH else 0
    stop = start + WIDTH
    last = first + 1
    if place.end_line == place.line and place.end_column:
        last = place.end_column - 1
    elif place.end_line is not None and place.end_line > place.line:
        last = len(line)
    before, meant = printable(line[start:first]), printable(line[first : min(last, stop)])
    gutter = f"{place.line} | " + ("…" if start else "")
    shown = gutter + printable(line[start:stop]) + ("…" if stop < len(line) else "")
    return ["  " + shown, "  " + " " * cells(gutter + before) + "^" * max(1, cells(meant))]
