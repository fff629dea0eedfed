"""The caret stands under what is meant, whatever the line holds."""

from __future__ import annotations

import pytest

from factbase.diagnostics import Location, Severity
from factbase.reporters import full
from tests.reporters.reports import finding, one_line, report


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        pytest.param("value: 12%", 8, 11, ["7 | value: 12%", "           ^^^"], id="plain"),
        pytest.param("\tid: x", 6, 7, ["7 | \\tid: x", "          ^"], id="tab"),
        pytest.param("in: 難民 x", 5, 7, ["7 | in: 難民 x", "        ^^^^"], id="wide, meant"),
        pytest.param("難民: x", 5, 6, ["7 | 難民: x", "          ^"], id="wide, before"),
        pytest.param("e\u0301a: x", 6, 7, ["7 | e\u0301a: x", "        ^"], id="combining"),
        pytest.param("😀: x", 4, 5, ["7 | 😀: x", "        ^"], id="emoji"),
        pytest.param("\x1b[2Jid: x", 5, 7, ["7 | \\x1b[2Jid: x", "           ^^"], id="escape"),
        pytest.param("a\u202eb: x", 5, 6, ["7 | a\\u202eb: x", "             ^"], id="bidi"),
        pytest.param("id: x", 6, None, ["7 | id: x", "         ^"], id="behind the end"),
        pytest.param("id: x", 99, 120, ["7 | id: x", "         ^"], id="far behind the end"),
    ],
)
def test_the_caret_is_under_the_fault(line, column, end, shown):
    place = Location("facts/a.yaml", 7, column, 7 if end else None, end)
    told = full.render(report(finding(place)), lines=one_line(line))
    assert told.splitlines() == [
        f"facts/a.yaml:7:{column}: error FB203 it is wrong",
        *(f"  {one}" for one in shown),
        "  → mend it",
        "",
        "1 error; 1 fact and 1 source in 2 files checked",
    ]


def test_a_fault_of_several_lines_is_marked_to_the_end_of_the_first():
    place = Location("facts/a.yaml", 7, 8, 9, 3)
    told = full.render(report(finding(place)), lines=one_line("claim: >- x")).splitlines()
    assert told[1:3] == ["  7 | claim: >- x", "             ^^^^"]


@pytest.mark.parametrize("column", [1, 60, 5000, 200_000])
def test_a_long_line_is_shown_around_the_fault(column):
    line = "a" * (column - 1) + "!" + "b" * (200_000 - column)
    place = Location("facts/a.yaml", 7, column, 7, column + 1)
    shown, caret = full.render(report(finding(place)), lines=one_line(line)).splitlines()[1:3]
    assert shown[caret.index("^")] == "!"
    assert caret.count("^") == 1
    assert len(shown) < 120
    assert shown.endswith("…") == (column < 200_000)
    assert ("| …" in shown) == (column > 51)


def test_colour_is_on_place_and_level_only():
    told = full.render(
        report(finding(Location("facts/a.yaml"), severity=Severity.WARNING)),
        lines=one_line("id: x"),
        color=True,
    )
    assert told.splitlines()[0] == (
        "\x1b[1mfacts/a.yaml:1:1\x1b[0m: \x1b[1;33mwarning FB203\x1b[0m it is wrong"
    )
    assert told.count("\x1b") == 4
