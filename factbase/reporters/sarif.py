"""SARIF 2.1.0 (OASIS): for code hosts and editors that collect findings."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factbase import __version__
from factbase.normalize import collapse
from factbase.reporters.base import Lines, hidden_lines, in_repository, plural, to_json, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.diagnostics import Diagnostic, Edit, Kind, Location, Report

MAX_RESULTS = 5_000
"""GitHub shows so many results of a run; what goes beyond is left out, and said."""

ROOT = "%SRCROOT%"
"""What paths are relative to: the top of the repository, wherever it was checked out."""

FINGERPRINT = "recordAndField/v1"


def render(
    report: Report,
    *,
    lines: Lines,
    color: bool = False,  # noqa: ARG001
    folder: str = "",
) -> str:
    """Return a log of one run; findings keep their identity when lines move."""
    kinds = _kinds(report)
    index = {code: number for number, code in enumerate(kinds)}
    findings = report.diagnostics
    by_gravity = sorted(range(len(findings)), key=lambda number: -findings[number].severity)
    kept = set(by_gravity[:MAX_RESULTS])
    results = [
        {
            **_result(finding, lines, folder),
            "ruleIndex": index[finding.code],
            "partialFingerprints": {FINGERPRINT: fingerprint},
        }
        for number, (finding, fingerprint) in enumerate(_fingerprints(report, lines))
        if number in kept
    ]
    run = {
        "tool": {"driver": _driver(kinds)},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "utf16CodeUnits",
        # SARIF's default leaves out the lone CR, which YAML counts.
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return to_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _kinds(report: Report) -> dict[str, type[Kind] | Diagnostic]:
    """Return what was looked for, by code; a finding stands for a kind that is not known."""
    known: dict[str, type[Kind] | Diagnostic] = dict(report.kinds)
    for finding in report:
        known.setdefault(finding.code, finding)
    return dict(sorted(known.items()))


def _driver(kinds: dict[str, type[Kind] | Diagnostic]) -> dict[str, Any]:
    return {
        "name": "factbase",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(kind) for kind in kinds.values()],
    }


def _rule(kind: type[Kind] | Diagnostic) -> dict[str, Any]:
    page = inspect.getdoc(kind) or "" if isinstance(kind, type) else kind.name
    title, _, rest = page.partition("\n\n")
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": _message(collapse(title))},
        "fullDescription": {"text": _message(collapse(page))},
        "help": {
            "text": _message(page),
            "markdown": _message(f"**{collapse(title)}**\n\n{rest}".rstrip()),
        },
        "defaultConfiguration": {"level": str(kind.severity)},
        "properties": {"tags": ["facts", *(["fixable"] if kind.fixable else [])]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    """Return how the run went: it looked at everything, but does not tell all it found."""
    left_out = max(0, len(report) - MAX_RESULTS)
    told = hidden_lines(report)
    if left_out:
        told.append(
            f"{plural(left_out, 'finding')} left out, the least grave: a run holds {MAX_RESULTS:,}"
        )
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": _message(text)}} for text in told
        ],
        "properties": {
            "files": report.checked.files,
            "facts": report.checked.facts,
            "sources": report.checked.sources,
            "findings": len(report) + sum(report.hidden.values()),
        },
    }


def _result(finding: Diagnostic, lines: Lines, folder: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": str(finding.severity),
        "message": {"text": _message(words(finding))},
        "locations": [_location(finding.location, lines, folder)],
    }
    # A byte order mark has no place that SARIF could name: it stands before column 1.
    if finding.fix and finding.fix.location.column > 0:
        result["fixes"] = [_fix(finding.fix, lines, folder)]
    if finding.related:
        result["relatedLocations"] = [_location(place, lines, folder) for place in finding.related]
    return result


def _fix(edit: Edit, lines: Lines, folder: str) -> dict[str, Any]:
    place = edit.location
    end_line, end_column = place.end_line or place.line, place.end_column or place.column
    replacement = {
        "deletedRegion": _region(replace(place, end_line=end_line, end_column=end_column), lines),
        "insertedContent": {"text": edit.text},
    }
    change = {"artifactLocation": _artifact(place.path, folder), "replacements": [replacement]}
    return {"artifactChanges": [change]}


def _artifact(path: str, folder: str) -> dict[str, str]:
    from urllib.parse import quote  # noqa: PLC0415  # the gallery is loaded for every report

    return {"uri": quote(_bytes(in_repository(path, folder))), "uriBaseId": ROOT}


def _location(place: Location, lines: Lines, folder: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path, folder),
            "region": _region(place, lines),
        }
    }
    if place.record:
        name = f"{place.record}.{place.field}" if place.field else place.record
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "property"}]
    return location


def _region(place: Location, lines: Lines) -> dict[str, int]:
    def utf16(line: int, column: int) -> int:
        before = (lines(place.path, line) or "")[: column - 1]
        return column + sum(char > "\uffff" for char in before)

    region = {"startLine": place.line, "startColumn": utf16(place.line, place.column)}
    if place.end_line is not None and place.end_column is not None:
        region["endLine"] = place.end_line
        region["endColumn"] = utf16(place.end_line, place.end_column)
    return region


def _fingerprints(report: Report, lines: Lines) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding with what tells it from all others, whatever line it stands in.

    Where no record is known, as in a file that cannot be read, the file and the text of the
    line stand for it. Equal ones are numbered.
    """
    import hashlib  # noqa: PLC0415  # the gallery is loaded for every report

    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report:
        place = finding.location
        where = (place.record, place.field)
        if not place.record:
            where = (place.path, place.field or (lines(place.path, place.line) or "").strip())
        what = (finding.code, *where)
        seen[what] += 1
        text = "\0".join((*what, str(seen[what])))
        yield finding, hashlib.sha256(_bytes(text)).hexdigest()[:32]


def _bytes(text: str) -> bytes:
    """Return *text* as bytes; those of a name that is not UTF-8 as they are (PEP 383)."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _message(text: str) -> str:
    """Return *text* as a plain message: no placeholder (3.11.5), no link (3.11.6) in it."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
