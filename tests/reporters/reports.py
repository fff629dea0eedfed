"""Reports made by hand, and the lines that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.diagnostics import Checked, Diagnostic, Location, Report, Severity, statistics

if TYPE_CHECKING:
    from factbase.reporters.base import Lines


def finding(
    location: Location,
    message: str = "it is wrong",
    *,
    hint: str | None = "mend it",
    severity: Severity = Severity.ERROR,
    code: str = "FB203",
) -> Diagnostic:
    return Diagnostic(code, "wrong-type", severity, location, message, hint)


def report(*findings: Diagnostic, hidden: dict[str, int] | None = None) -> Report:
    checked = Checked(files=2, facts=1, sources=1)
    return Report(findings, checked, hidden or {}, statistics=statistics(findings))


def no_lines(path: str, line: int) -> str | None:  # noqa: ARG001
    return None


def one_line(text: str) -> Lines:
    """Return lines that all read *text*."""
    return lambda _path, _line: text
