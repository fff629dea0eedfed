"""Run all rules over a base: paths in, a report out."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factbase.changes import OF_SEVERAL_FILES, Change, read_change
from factbase.corpus import Corpus, read_corpus
from factbase.diagnostics import Checked, Diagnostic, Report, joined, statistics
from factbase.errors import BaseNotFoundError
from factbase.fixing import Fixes, find_fixes
from factbase.layout import MARKS, VOCABULARIES, Layout, find_layout
from factbase.rules.all_rules import ALL_KINDS, ALL_RULES, NAMES
from factbase.rules.history import IdGone
from factbase.rules.ignores import Ignores
from factbase.rules.quotes import QuoteNotInCopy, quotes_checked
from factbase.rules.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from factbase.rules.base import Rule

MAX_PER_FILE = 20
"""So many findings of one file are of use; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller of a check wants beside the settings of the base.

    *select* takes the place of what the settings select, *extend_select* and *ignore* come on
    top; *strict* is None where the settings decide. *fix* mends the files, *diff* only says how.
    *changed_since* is a revision of the Git repository: told is what changed since then.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool | None = None
    fix: bool = False
    diff: bool = False
    changed_since: str | None = None


AS_SET = Wanted()
"""The settings of the base decide."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found in a base, in the order of files: to be told, and ignored."""

    told: list[Diagnostic]
    ignored: list[Diagnostic]
    quotes_compared: bool


def validate(
    paths: Sequence[str],
    *,
    today: date,
    rules: Iterable[Rule] = ALL_RULES,
    wanted: Wanted = AS_SET,
    allow_empty: bool = False,
    on_file: Callable[[int], None] | None = None,
) -> Report:
    """Return all findings on the files at *paths*, which may be files, folders or bases.

    The whole base around each path is read, so that references are understood; findings
    are told for the named files only, by the settings of the base and what the caller *wanted*
    beside them. Raises `BaseNotFoundError` where a path is absent, lies in no base, or, unless
    *allow_empty*, holds no fact or source file, `UnknownNameError` for a code that there is not,
    and `RevisionError`. *on_file* is told how many files have been read, after each.
    """
    rules = tuple(rules)
    if not paths and not allow_empty:
        raise BaseNotFoundError("", "no path was given; nothing was checked")
    named: dict[str, tuple[Layout, list[str]]] = {}
    for path in paths:
        layout = find_layout(path)
        named.setdefault(layout.root, (layout, []))[1].append(path)
    reports = []
    for layout, ones in named.values():
        since = wanted.changed_since
        change = None if since is None else read_change(layout, since)
        if change is not None and not change and change.comparison.files:
            reports.append(Report(compared=change.comparison, kinds=ALL_KINDS))
            continue

        def run(
            contents: Mapping[str, bytes], base: Layout = layout, change: Change | None = change
        ) -> _Run:
            corpus = read_corpus(base, contents=contents, on_file=on_file)
            found = find_changed(corpus, change, today=today, rules=rules, wanted=wanted)
            return _Run(corpus, found, change)

        reports.append(_validate_base(run, ones, wanted=wanted, allow_empty=allow_empty))
    return reports[0] if len(reports) == 1 else _joined(reports)


@dataclass(frozen=True, slots=True)
class _Run:
    """One look at a base: what was read, and what was found in it."""

    corpus: Corpus
    found: Found
    change: Change | None = None

    def to_fix(self, reported: set[str]) -> Iterator[tuple[bytes, Diagnostic]]:
        """Yield each finding that can be fixed, with the content of its file."""
        files = {file.path: file for file in self.corpus.files}
        for finding in self.found.told:
            path = finding.location.path
            if finding.fix and path in reported:
                yield files[path].content, finding


def _validate_base(
    run: Callable[[Mapping[str, bytes]], _Run],
    named: Sequence[str],
    *,
    wanted: Wanted,
    allow_empty: bool,
) -> Report:
    last = run({})
    deleted = last.change.deleted if last.change else frozenset()
    reported = _reported(last.corpus, named, deleted=deleted, allow_empty=allow_empty)
    fixes = Fixes()
    if wanted.fix or wanted.diff:

        def look(contents: Mapping[str, bytes]) -> Iterator[tuple[bytes, Diagnostic]]:
            nonlocal last
            last = run(contents) if contents else last
            return last.to_fix(reported)

        fixes = find_fixes(look)
    if not wanted.diff:
        fixes.write(last.corpus.layout.root)
    return _report(last, reported, wanted, fixes)


def check_corpus(
    corpus: Corpus, *, today: date, rules: Iterable[Rule] = ALL_RULES
) -> list[Diagnostic]:
    """Return every finding on *corpus*, less what is ignored, in file order."""
    return find(corpus, today=today, rules=rules).told


def find(
    corpus: Corpus,
    *,
    today: date,
    rules: Iterable[Rule] = ALL_RULES,
    wanted: Wanted = AS_SET,
    gone: Iterable[Diagnostic] = (),
) -> Found:
    """Run the *rules* that are selected over *corpus*, and sort out what is ignored.

    *gone* are findings on what is no longer in it.
    """
    selection = Selection(NAMES, corpus.settings).called(
        select=wanted.select, extend_select=wanted.extend_select, ignore=wanted.ignore
    )
    found = [*corpus.findings, *gone]
    ran = [rule for rule in rules if selection.is_selected(rule.code)]
    for rule in ran:
        found += rule.check(corpus, today=today)
    ignores = Ignores(corpus.files, NAMES)
    told: list[Diagnostic] = [*corpus.settings.findings, *selection.findings, *ignores.faults]
    ignored: list[Diagnostic] = []
    # What the facts of a file share is wrong once, not once a fact.
    for finding in dict.fromkeys(found):
        fate = selection.fate(finding)
        is_taken_back = ignores.takes(finding)
        if fate == "told" and not is_taken_back:
            told.append(finding)
        elif fate != "left out":
            ignored.append(finding)
    told += ignores.unused(_looked_for(corpus, ran), certain=not corpus.refused)
    told += selection.unused(file.path for file in corpus.files)
    files = {file.path for file in corpus.files}
    # Fixed is what is selected, in facts and sources; no settings and no vocabularies.
    told = [
        one
        if one.location.path in files and selection.is_selected(one.code)
        else replace(one, fix=None)
        for one in told
    ]
    return Found(
        _in_order(told, corpus),
        _in_order(ignored, corpus),
        quotes_compared=any(rule.code == QuoteNotInCopy.code for rule in ran),
    )


def find_changed(
    corpus: Corpus,
    change: Change | None,
    *,
    today: date,
    rules: Iterable[Rule] = ALL_RULES,
    wanted: Wanted = AS_SET,
) -> Found:
    """Run the *rules* as `find` does, and keep what a *change*, if there is one, takes part in."""
    if change is None:
        return find(corpus, today=today, rules=rules, wanted=wanted)
    gone = IdGone.find(change.past, corpus, since=change.comparison.revision)
    now = find(corpus, today=today, rules=rules, wanted=wanted, gone=gone)
    of_several = [rule for rule in rules if rule.code.startswith(OF_SEVERAL_FILES)]
    before = find(change.before(corpus), today=today, rules=of_several, wanted=wanted)
    return replace(
        now,
        told=list(change.concerning(now.told, before.told)),
        ignored=list(change.concerning(now.ignored, before.ignored)),
    )


def _looked_for(corpus: Corpus, ran: Iterable[Rule]) -> Callable[[str, str], bool]:
    """Return what tells of a file and a code whether the run would have found it there."""
    codes = {rule.code for rule in ran}
    unread = {one.file.path for one in corpus.refused}

    def looked_for(path: str, code: str) -> bool:
        if code == QuoteNotInCopy.code and code in codes and quotes_checked(corpus, {path})[1]:
            return False  # without a copy nobody knows
        # No rule has seen a record whose fields are at fault.
        return code.startswith("FB2") or (code in codes and path not in unread)

    return looked_for


def _in_order(findings: Iterable[Diagnostic], corpus: Corpus) -> list[Diagnostic]:
    """Return *findings* in the order of files and lines, those on the whole base first."""
    order = {file.path: number for number, file in enumerate(corpus.files)}

    def position(finding: Diagnostic) -> tuple[int, str, int, int, str]:
        place = finding.location
        return (order.get(place.path, -1), place.path, place.line, place.column, finding.code)

    return sorted(findings, key=position)


def _report(last: _Run, reported: set[str], wanted: Wanted, fixes: Fixes) -> Report:
    corpus, found, change = last.corpus, last.found, last.change
    looked_at = reported
    if change is not None and not change.is_of_all:
        looked_at = reported & change.files
    told = [finding for finding in found.told if _bears_on(finding, reported)]
    kept, hidden = _capped(told)
    return Report(
        tuple(kept),
        _checked(corpus, looked_at, compared=found.quotes_compared),
        hidden,
        ignored=sum(_bears_on(finding, reported) for finding in found.ignored),
        strict=corpus.settings.strict if wanted.strict is None else wanted.strict,
        statistics=statistics(told),
        fixed=tuple(fixes.fixed),
        diff=fixes.diff if wanted.diff else "",
        compared=None if change is None else change.comparison,
        kinds=ALL_KINDS,
    )


def _bears_on(finding: Diagnostic, reported: set[str]) -> bool:
    """Tell whether a finding lies in a file that is reported, or names one.

    Of two copies one bears the finding, and that need not be the one that was just written.
    """
    return any(place.path in reported for place in (finding.location, *finding.related))


def _reported(
    corpus: Corpus, named: Sequence[str], *, deleted: Collection[str], allow_empty: bool
) -> set[str]:
    """Return the paths of the files that the *named* paths mean, those that were *deleted* too.

    What every fact depends on, a vocabulary or the settings, means all of them.
    """
    layout = corpus.layout
    everything = {*deleted, *(file.path for file in corpus.files)}
    # A fault of the settings bears on every file, so it is told whatever is named.
    reported: set[str] = {*MARKS}
    for path in named:
        shown = layout.shown(os.path.abspath(path))
        if shown in (".", "facts", *VOCABULARIES, *MARKS):
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


def _checked(corpus: Corpus, reported: set[str], *, compared: bool) -> Checked:
    refused = [one.is_source for one in corpus.refused if one.file.path in reported]
    facts = sum(entry.file.path in reported for entry in corpus.facts)
    sources = sum(entry.file.path in reported for entry in corpus.sources)
    quotes, unchecked = quotes_checked(corpus, reported)
    return Checked(
        files=sum(file.path in reported for file in corpus.files),
        facts=facts + refused.count(False),
        sources=sources + refused.count(True),
        quotes=quotes,
        quotes_not_checked=unchecked if compared else quotes,
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
    # The bases of one call share a revision's name, not a history: their counts are not added.
    return Report(
        tuple(finding for report in reports for finding in report),
        Checked(
            sum(report.checked.files for report in reports),
            sum(report.checked.facts for report in reports),
            sum(report.checked.sources for report in reports),
            sum(report.checked.quotes for report in reports),
            sum(report.checked.quotes_not_checked for report in reports),
        ),
        {path: count for report in reports for path, count in report.hidden.items()},
        ignored=sum(report.ignored for report in reports),
        strict=any(report.strict for report in reports),
        statistics=joined(report.statistics for report in reports),
        fixed=tuple(finding for report in reports for finding in report.fixed),
        diff="".join(report.diff for report in reports),
        kinds=ALL_KINDS,
    )
