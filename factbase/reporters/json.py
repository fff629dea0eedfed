"""The report as one JSON object: for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.reporters.base import Lines, to_json

if TYPE_CHECKING:
    from factbase.diagnostics import Report


def render(
    report: Report,
    *,
    lines: Lines,  # noqa: ARG001
    color: bool = False,  # noqa: ARG001
    folder: str = "",  # noqa: ARG001
) -> str:
    """Return the answer of ``factbase validate --json``."""
    answer = {
        "schema_version": 1,
        "checked": {
            "files": report.checked.files,
            "facts": report.checked.facts,
            "sources": report.checked.sources,
            "quotes": report.checked.quotes,
            "quotes_not_checked": report.checked.quotes_not_checked,
        },
        "diagnostics": [finding.to_dict() for finding in report],
        "hidden": dict(report.hidden),
        "ignored": report.ignored,
        "fixed": [finding.to_dict() for finding in report.fixed],
        "changed_since": report.compared and report.compared.to_dict(),
        "statistics": [count.to_dict() for count in report.statistics],
    }
    return to_json(answer)
