"""Run all rules over a base: paths in, a report out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from factbase.corpus import Corpus, read_corpus
from factbase.diagnostics import Checked, Diagnostic, Report
from factbase.errors import BaseNotFoundError
from factbase.layout import VOCABULARIES, Layout, find_layout
from factbase.rules.all_rules import ALL_KINDS, ALL_RULES, PLANNED
from factbase.rules.ignores import Ignores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from factbase.rules.base import Rule

MAX_PER_FILE = 20
"""So many findings of one file are of use; the rest is counted."""


def validate(
    paths: Sequence[str],
    *,
    today: date,
    rules: Iterable[Rule] = ALL_RULES,
    allow_empty: bool = False,
    on_file: Callable[[int], None] | None = None,
) -> Report:
    """Return all findings on the files at *paths*, which may be files, folders or bases.

    The whole base around each path is read, so that references are understood; findings
    are told for the named files only. Raises `BaseNotFoundError` where a path is absent, lies
    in no base, or, unless *allow_empty*, holds no fact or source file. *on_file* is told how
    many files have been read, after each.
    """
    rules = tuple(rules)
    wanted: dict[str, tuple[Layout, list[str]]] = {}
    for path in paths:
        layout = find_layout(path)
        wanted.setdefault(layout.root, (layout, []))[1].append(path)
    reports = [
        _validate_base(
            read_corpus(layout, on_file=on_file),
            named,
            today=today,
            rules=rules,
            allow_empty=allow_empty,
        )
        for layout, named in wanted.values()
    ]
    return reports[0] if len(reports) == 1 else _joined(reports)


def check_corpus(
    corpus: Corpus, *, today: date, rules: Iterable[Rule] = ALL_RULES
) -> list[Diagnostic]:
    """Return every finding on *corpus*, less what comments take back, in file order."""
    findings = list(corpus.findings)
    for rule in rules:
        findings += rule.check(corpus, today=today)
    ignores = Ignores(corpus.files, {*ALL_KINDS, *PLANNED})
    kept = [*ignores.keep(findings), *ignores.faults]
    kept += ignores.unused({*ALL_KINDS} - {*PLANNED})
    order = {file.path: number for number, file in enumerate(corpus.files)}

    def position(finding: Diagnostic) -> tuple[int, str, int, int, str]:
        place = finding.location
        return (order.get(place.path, -1), place.path, place.line, place.column, finding.code)

    return sorted(kept, key=position)


def _validate_base(
    corpus: Corpus, named: Sequence[str], *, today: date, rules: tuple[Rule, ...], allow_empty: bool
) -> Report:
    reported = _reported(corpus, named, allow_empty=allow_empty)
    findings = check_corpus(corpus, today=today, rules=rules)
    kept, hidden = _capped([finding for finding in findings if finding.location.path in reported])
    return Report(tuple(kept), _checked(corpus, reported), hidden)


def _reported(corpus: Corpus, named: Sequence[str], *, allow_empty: bool) -> set[str]:
    """Return the paths of the files that the *named* paths mean."""
    layout = corpus.layout
    everything = {file.path for file in corpus.files}
    reported: set[str] = set()
    for path in named:
        shown = layout.shown(os.path.abspath(path))
        if shown in (".", "facts"):
            found = everything
        else:
            found = {one for one in everything if one == shown or one.startswith(f"{shown}/")}
        if not found and not allow_empty:
            raise BaseNotFoundError(
                path, f"{path}: no fact or source file here (facts/**/*.yaml); nothing was checked"
            )
        if found == everything:
            reported.update(VOCABULARIES)
        reported |= found
    return reported


def _checked(corpus: Corpus, reported: set[str]) -> Checked:
    refused = [counts for path, counts in corpus.refused.items() if path in reported]
    facts = sum(entry.file.path in reported for entry in corpus.facts)
    sources = sum(entry.file.path in reported for entry in corpus.sources)
    return Checked(
        files=sum(file.path in reported for file in corpus.files),
        facts=facts + sum(count for count, _ in refused),
        sources=sources + sum(count for _, count in refused),
    )


def _capped(findings: list[Diagnostic]) -> tuple[list[Diagnostic], dict[str, int]]:
    """Return at most `MAX_PER_FILE` findings a file, the gravest, and how many are hidden."""
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        by_file.setdefault(finding.location.path, []).append(finding)
    kept: list[Diagnostic] = []
    hidden: dict[str, int] = {}
    for path, found in by_file.items():
        if len(found) > MAX_PER_FILE:
            hidden[path] = len(found) - MAX_PER_FILE
            by_gravity = sorted(range(len(found)), key=lambda number: -found[number].severity)
            kept += [found[number] for number in sorted(by_gravity[:MAX_PER_FILE])]
        else:
            kept += found
    return kept, hidden


def _joined(reports: Sequence[Report]) -> Report:
    return Report(
        tuple(finding for report in reports for finding in report),
        Checked(
            sum(report.checked.files for report in reports),
            sum(report.checked.facts for report in reports),
            sum(report.checked.sources for report in reports),
        ),
        {path: count for report in reports for path, count in report.hidden.items()},
    )
