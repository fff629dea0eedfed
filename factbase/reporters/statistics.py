"""How often each code was found, the commonest first: what to mend, or to ignore, first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.reporters.base import Lines, summary

if TYPE_CHECKING:
    from factbase.diagnostics import Report


def render(
    report: Report,
    *,
    lines: Lines,  # noqa: ARG001
    color: bool = False,  # noqa: ARG001
    folder: str = "",  # noqa: ARG001
) -> str:
    """Return a line for each code: count, code, severity, name, how many can be fixed."""
    told = []
    for one in report.statistics:
        fixable = f"  {one.fixable:,} fixable" if one.fixable else ""
        told.append(f"{one.count:>7,}  {one.code}  {one.severity!s:<7}  {one.name}{fixable}")
    return "\n".join([*told, summary(report)]) + "\n"
