"""Whatever a file is called and whatever a message quotes, a report stays a report."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.diagnostics import Checked, Diagnostic, Location, Report, Severity
from factbase.reporters.all_reporters import ALL_REPORTERS
from tests.reporters.runner import commands

quick = settings(derandomize=True, max_examples=300, deadline=None, database=None)

TRAPS = [
    "##[",
    "\n",
    "\r",
    "\x1b[2J",
    "::error::",
    "##[error]",
    "%0A",
    "\u2028",
    "\u202e",
    "\x85",
    "😀",
]
texts = st.lists(st.characters() | st.sampled_from(TRAPS), max_size=12).map("".join)
paths = texts.map("facts/{}.yaml".format)
lines_of_files = texts.map(lambda text: re.sub(r"[\r\n]", " ", text))
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")


@st.composite
def locations(draw):
    line, column = draw(st.integers(1, 3)), draw(st.integers(1, 9))
    end = draw(st.none() | st.tuples(st.integers(0, 2), st.integers(0, 9)))
    if end is None:
        return Location(draw(paths), line, column, record=draw(texts), field=draw(texts))
    stop = column + end[1] if not end[0] else end[1] + 1
    return Location(draw(paths), line, column, line + end[0], stop)


findings = st.builds(
    Diagnostic,
    code=st.sampled_from(["FB203", "FB405"]),
    name=st.just("some-name"),
    severity=st.sampled_from(Severity),
    location=locations(),
    message=texts,
    hint=st.none() | texts,
)
reports = st.builds(
    Report,
    st.lists(findings, max_size=4).map(tuple),
    st.just(Checked(1, 1, 0)),
    st.dictionaries(paths, st.integers(1, 9), max_size=1),
)


@quick
@given(reports, lines_of_files)
def test_nothing_that_is_quoted_steers_a_terminal(report, line):
    for reporter in ALL_REPORTERS.values():
        printed = reporter.render(report, lines=lambda _path, _line: line)
        assert not UNSAFE.search(printed)
        printed.encode("utf-8")


@quick
@given(reports, lines_of_files)
def test_nothing_that_is_quoted_begins_a_line(report, line):
    def told(name):
        return ALL_REPORTERS[name].render(report, lines=lambda _path, _line: line).splitlines()

    count = len(report) + len(report.hidden) + 1
    assert len(told("concise")) == count
    assert len(told("github")) == count + len(report)


@quick
@given(reports, lines_of_files)
def test_the_runner_of_github_sees_one_command_a_finding(report, line):
    for name in ("full", "concise"):
        assert commands(ALL_REPORTERS[name].render(report, lines=lambda _p, _l: line)) == []
    printed = ALL_REPORTERS["github"].render(report, lines=lambda _path, _line: line)
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    expected = sorted(names[one.severity] for one in report)
    assert sorted(name for name, _, _ in commands(printed)) == expected


@quick
@given(reports, lines_of_files)
def test_json_and_sarif_are_json(report, line):
    for name in ("json", "sarif"):
        json.loads(ALL_REPORTERS[name].render(report, lines=lambda _path, _line: line))


@quick
@given(reports, lines_of_files)
def test_a_sarif_column_is_the_place_in_utf16(report, line):
    log = json.loads(ALL_REPORTERS["sarif"].render(report, lines=lambda _path, _line: line))
    for finding, result in zip(report, log["runs"][0]["results"], strict=True):
        place = finding.location
        region = result["locations"][0]["physicalLocation"]["region"]
        before = line[: place.column - 1].encode("utf-16-le", "surrogatepass")
        behind = max(0, place.column - 1 - len(line))
        assert region["startColumn"] == len(before) // 2 + behind + 1
