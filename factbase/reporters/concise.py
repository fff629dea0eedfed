"""One line a finding: for editors, grep and people in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.reporters.base import Lines, hidden_lines, one_line, summary

if TYPE_CHECKING:
    from factbase.diagnostics import Report


def render(
    report: Report,
    *,
    lines: Lines,  # noqa: ARG001
    color: bool = False,  # noqa: ARG001
    folder: str = "",  # noqa: ARG001
) -> str:
    """Return ``path:line:column: code message; remedy`` for each finding."""
    told = [one_line(finding) for finding in report]
    return "\n".join([*told, *hidden_lines(report), summary(report)]) + "\n"
