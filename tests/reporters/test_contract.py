"""Every reporter tells every finding, of any report, in output that is safe to print."""

from __future__ import annotations

import pytest

from factbase.diagnostics import Location, Severity
from factbase.reporters.all_reporters import ALL_REPORTERS
from tests.reporters.reports import finding, no_lines, one_line, report

EMPTY = report()
PLAIN = report(
    finding(Location("facts/a.yaml", 3, 7, 3, 9)),
    finding(Location("facts/b.yaml"), "doubtful", hint=None, severity=Severity.WARNING),
    finding(Location("facts/b.yaml", 2, 1, 4, 1), "by the way", severity=Severity.NOTE),
    hidden={"facts/b.yaml": 4},
)

COUNTING = ("statistics",)
"""Reporters that count findings and tell none of them."""

every = pytest.mark.parametrize("name", ALL_REPORTERS)


@every
@pytest.mark.parametrize("lines", [no_lines, one_line("claim: A fact.")], ids=["none", "one"])
def test_every_finding_is_told(name, lines):
    told = ALL_REPORTERS[name].render(PLAIN, lines=lines)
    assert told.endswith("\n")
    assert not told.endswith("\n\n")
    for one in PLAIN:
        assert one.code in told
        if name not in COUNTING:
            assert one.message in told
            assert one.location.path in told
            assert (one.hint or "") in told
    assert "None" not in told
    assert "4" in told


@every
def test_nothing_found_is_said(name):
    assert "\x1b" not in ALL_REPORTERS[name].render(EMPTY, lines=no_lines, color=True)
    assert ALL_REPORTERS[name].render(EMPTY, lines=no_lines).strip()


@every
def test_no_colour_unless_asked_for(name):
    assert "\x1b" not in ALL_REPORTERS[name].render(PLAIN, lines=no_lines)


@every
def test_code_hosts_count_paths_from_the_top_of_the_repository(name):
    told = ALL_REPORTERS[name].render(PLAIN, lines=no_lines, folder="kb")
    assert ("kb/facts/a.yaml" in told) == (name in ("github", "sarif"))
