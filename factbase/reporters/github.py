"""Annotations for GitHub Actions, then the same findings as readable lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.diagnostics import Diagnostic, Location, Report, Severity
from factbase.normalize import escaped
from factbase.reporters.base import (
    Lines,
    hidden_lines,
    in_repository,
    one_line,
    summary,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN_PER_LEVEL = 10
"""GitHub shows so many annotations of each level a step, and drops the rest unsaid."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""How workflow commands write what would end a value, as the toolkit of GitHub does."""


def render(
    report: Report,
    *,
    lines: Lines,  # noqa: ARG001
    color: bool = False,  # noqa: ARG001
    folder: str = "",
) -> str:
    """Return an annotation for the first findings of each level, the gravest first."""
    readable = [*map(one_line, report), *hidden_lines(report), summary(report)]
    return "\n".join([*_annotations(report, folder), *map(_no_command, readable)]) + "\n"


def _annotations(report: Report, folder: str) -> Iterator[str]:
    for severity, level in _LEVELS.items():
        found = [finding for finding in report if finding.severity is severity]
        for finding in found[:SHOWN_PER_LEVEL]:
            yield _command(level, finding, folder)


def _command(level: str, finding: Diagnostic, folder: str) -> str:
    place = finding.location
    properties = {
        "file": in_repository(_file(place.path), folder),
        "line": str(place.line),
        "endLine": str(_last_line(place)),
        "col": str(place.column),
        "title": f"{finding.code} {finding.name}",
    }
    told = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{level} {told}::{words(finding).translate(_DATA)}"


def _last_line(place: Location) -> int:
    """Return the last line of which a character is meant."""
    if place.end_line is None or place.end_line <= place.line:
        return place.line
    return place.end_line if place.end_column != 1 else place.end_line - 1


def _file(path: str) -> str:
    """Return *path* as it is, if nothing in it could steer a terminal; else as people see it."""
    return path if path.isprintable() else escaped(path)


def _no_command(text: str) -> str:
    """Return *text* so that the runner does not take it for a command, whatever it begins with."""
    return f"./{text}" if text.lstrip().startswith("::") else text
