"""One line a finding: for editors, grep and people in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.normalize import escaped
from factbase.reporters.base import Lines, summary

if TYPE_CHECKING:
    from factbase.diagnostics import Report


def render(report: Report, *, lines: Lines, color: bool = False) -> str:  # noqa: ARG001
    """Return ``path:line:column: code message; remedy`` for each finding."""
    told = []
    for finding in report:
        remedy = f"; {finding.hint}" if finding.hint else ""
        told.append(f"{finding.location}: {finding.code} {finding.message}{remedy}")
    told += [f"{escaped(path)}: and {count} more" for path, count in report.hidden.items()]
    return "\n".join([*told, summary(report)]) + "\n"
