"""The report as one JSON object: for tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factbase.diagnostics import Report
    from factbase.reporters.base import Lines


def render(report: Report, *, lines: Lines, color: bool = False) -> str:  # noqa: ARG001
    """Return the answer of ``factbase validate --json``."""
    answer = {
        "schema_version": 1,
        "checked": {
            "files": report.checked.files,
            "facts": report.checked.facts,
            "sources": report.checked.sources,
        },
        "diagnostics": [finding.to_dict() for finding in report],
        "hidden": dict(report.hidden),
        "ignored": report.ignored,
        "statistics": [count.to_dict() for count in report.statistics],
    }
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    # A file name that is not UTF-8 holds lone surrogates; JSON spells them as Python does.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
