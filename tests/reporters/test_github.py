"""Annotations that the runner of GitHub Actions reads as they were meant."""

from __future__ import annotations

import pytest

from factbase.diagnostics import Location, Severity
from factbase.reporters import github
from tests.reporters.reports import finding, no_lines, report
from tests.reporters.runner import commands


def render(*findings, **options):
    return github.render(report(*findings), lines=no_lines, **options)


def test_a_finding_is_an_annotation_and_a_line():
    place = Location("facts/a.yaml", 3, 7, 3, 9)
    assert render(finding(place, "wrong")).splitlines() == [
        "::error file=facts/a.yaml,line=3,endLine=3,col=7,title=FB203 wrong-type::wrong; mend it",
        "facts/a.yaml:3:7: FB203 wrong; mend it",
        "1 error; 1 fact and 1 source in 2 files checked",
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        pytest.param("facts/a,b:c.yaml", "10% of it: a, b", id="marks of commands"),
        pytest.param("facts/%0A::error.yaml", "%0A::error::x", id="already encoded"),
        pytest.param("::error::x", "::error::x", id="a command"),
        pytest.param("難民/é.yaml", "難民", id="not ASCII"),
    ],
)
def test_the_runner_reads_what_was_meant(path, message):
    told = render(finding(Location(path), message, hint=None))
    (name, properties, data) = commands(told)[0]
    assert (name, properties["file"], data) == ("error", path, message)
    assert len(commands(told)) == 1


def test_an_old_command_is_shown_and_not_run():
    told = render(finding(Location("facts/##[add-mask]x"), "##[stop-commands]x", hint=None))
    assert [name for name, _, _ in commands(told)] == ["error"]
    assert told.splitlines()[1] == "facts/#\\x23[add-mask]x:1:1: FB203 #\\x23[stop-commands]x"


@pytest.mark.parametrize(
    ("end_line", "end_column", "last"),
    [(None, None, 3), (3, 9, 3), (5, 4, 5), (5, 1, 4), (4, 1, 3)],
)
def test_the_last_line_holds_something_that_is_meant(end_line, end_column, last):
    told = render(finding(Location("facts/a.yaml", 3, 7, end_line, end_column)))
    assert commands(told)[0][1]["endLine"] == str(last)


def test_the_gravest_come_first_and_ten_of_each_level():
    """GitHub drops what goes beyond ten of a level in one step."""
    levels = [Severity.NOTE, Severity.WARNING, Severity.ERROR] * 12
    told = render(*(finding(Location("facts/a.yaml", n), severity=s) for n, s in enumerate(levels)))
    assert [name for name, _, _ in commands(told)] == (
        ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    )
    assert told.count("\nfacts/a.yaml:") == 36
