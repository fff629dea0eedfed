"""A fix changes what can only be meant otherwise, and not a byte besides."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import factbase
from factbase.diagnostics import Diagnostic, Edit, Location, Severity
from factbase.fixing import fixed, replace_file
from factbase.rules.all_rules import ALL_KINDS
from tests.bases import FACT, SOURCE, STRUCTURE, TODAY, findings, make_base, places

THOUSANDS = FACT.replace("counted 12 people", "counted 46,000 people")
VALUE = "value: 12,"
NAME = "facts/example-fact.yaml"


def fix(folder, text, **wanted):
    """Return what becomes of a fact's *text*, and the report."""
    make_base(folder, {NAME: text})
    report = factbase.validate(folder, today=TODAY, fix=True, **wanted)
    after = (folder / NAME).read_bytes()
    return (after.decode() if isinstance(text, str) else after), report


MENDED = [
    # quotation marks against YAML 1.1
    pytest.param("FB111", ("period: 2020", "place: NO\n{}"), 'place: "NO"\n{}', id="NO"),
    pytest.param("FB111", ("period: 2020", "note: 12:30\n{}"), 'note: "12:30"\n{}', id="12:30"),
    pytest.param(
        "FB111", ("topics: [example]", "topics: [on, off]"), 'topics: ["on", "off"]', id="in a list"
    ),
    pytest.param("FB111", ("period: 2020", "x-a: yes # b\n{}"), 'x-a: "yes" # b\n{}', id="own"),
    # the file
    pytest.param("FB112", ("id: ex", "\ufeffid: ex"), "id: ex", id="byte order mark"),
    # the form of numbers
    pytest.param("FB203", (VALUE, 'value: "12",'), VALUE, id="quoted"),
    pytest.param("FB203", (VALUE, "value: '12.50',"), "value: 12.50,", id="quoted once"),
    pytest.param("FB203", (VALUE, "value: 1_200,"), "value: 1200,", id="underscore"),
    pytest.param("FB203", (VALUE, "value: +12,"), VALUE, id="plus"),
    pytest.param("FB203", (VALUE, "value: .5,"), "value: 0.5,", id="no nought"),
    pytest.param("FB203", (VALUE, "value: 12.,"), VALUE, id="no decimals"),
    pytest.param("FB203", (VALUE, "value: 1.234.567,"), "value: 1234567,", id="points"),
    pytest.param("FB203", (VALUE, 'value: "1,234,567",'), "value: 1234567,", id="two commas"),
    pytest.param("FB203", (VALUE, 'value: "1,234.5",'), "value: 1234.5,", id="comma and point"),
    pytest.param("FB203", (VALUE, "range: ['5', 8],"), "range: [5, 8],", id="in a range"),
    # the names of fields
    pytest.param("FB202", ("sources:", "soruces:"), "sources:", id="a field"),
    pytest.param("FB202", ("sources:", "soruce:"), "sources:", id="the field of the plan"),
    pytest.param("FB202", ("period:", "Period:"), "period:", id="a capital"),
    pytest.param("FB202", (VALUE, "more-than: 12,"), "more_than: 12,", id="a hyphen"),
    pytest.param("FB202", (VALUE, '"vlaue":12,'), '"value":12,', id="as in JSON"),
    pytest.param("FB202", ("period: 2020", "peroid: 2020-1"), "period: 2020-01", id="and a date"),
    pytest.param("FB202", ("read: ", "raed: "), "read: ", id="of a use"),
    # dates and places
    pytest.param("FB207", ("period: 2020", "period: 2020-1-5"), "period: 2020-01-05", id="short"),
    pytest.param("FB207", ("2026-11-20", "20 Nov 2026"), "2026-11-20", id="in words"),
    pytest.param("FB207", ("2026-11-20", "'20261120'"), "2026-11-20", id="quoted"),
    pytest.param("FB207", ("period: 2020", "period: 2011-2012"), "period: 2011/2012", id="years"),
    pytest.param(
        "FB207",
        ("period: 2020", "period: 2019 to 2020-06"),
        "period: 2019/2020-06",
        id="from and to",
    ),
    pytest.param("FB204", ("period: 2020", "place: UK\n{}"), "place: GB\n{}", id="UK"),
    # what nobody sees
    pytest.param("FB212", ("An example", "An\u200b exam\u00adple"), "An example", id="invisible"),
    pytest.param("FB212", ("12 people", "12\u200b people"), "12 people", id="behind a digit"),
    # comments
    pytest.param(
        "FB902",
        ("period: 2020", "period: 2020 # factbase: ignore FB301 -- a"),
        "period: 2020",
        id="behind a value",
    ),
    pytest.param(
        "FB902",
        ("period: 2020", "# factbase: ignore FB301, FB302 -- a\n{}"),
        "{}",
        id="a line of its own",
    ),
    pytest.param(
        "FB902",
        ("period: 2020", "{} # seen # factbase: ignore FB301 -- a"),
        "{} # seen",
        id="behind a remark",
    ),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("code", "typed", "meant"), MENDED)
def test_what_is_certain_is_mended(code, typed, meant, end, tmp_path):
    old, new = typed
    text = FACT.replace(old, new.replace("{}", old), 1).replace("\n", end)
    wanted = FACT.replace(old, meant.replace("{}", old), 1).replace("\n", end)
    assert text != wanted
    # The rules that compare a claim with its values are not asked: numbers vary here.
    after, report = fix(tmp_path, text.encode(), ignore=["FB305", "FB306"])
    assert after == wanted.encode()
    assert code in {one.code for one in report.fixed}
    assert [one.code for one in report] == []
    again, report = fix(tmp_path, after, ignore=["FB305", "FB306"])
    assert (again, report.fixed) == (after, ())


@pytest.mark.parametrize("typed", ["{}46,000,", "{}46 000,", '{}"46,000",', "{}'46 000',"])
def test_a_comma_is_mended_where_the_claim_says_the_number(typed, tmp_path):
    text = typed.replace("{}", "value: ")
    after, report = fix(tmp_path / "said", THOUSANDS.replace(VALUE, text))
    assert after == THOUSANDS.replace(VALUE, "value: 46000,")
    assert report.ok
    unsaid = FACT.replace(VALUE, text)
    assert fix(tmp_path / "unsaid", unsaid)[0] == unsaid


def test_a_comma_is_mended_where_a_quote_says_the_number(tmp_path):
    text = THOUSANDS.replace(VALUE, "value: 46,000,").replace("46,000 people", "many people")
    quoted = text.replace("at: p. 3", "at: p. 3, quote: We counted 46.")
    assert fix(tmp_path / "other", quoted)[0] == quoted
    quoted = text.replace("at: p. 3", 'at: p. 3, quote: "We counted 46,000."')
    after, _ = fix(tmp_path / "same", quoted)
    assert after == quoted.replace("value: 46,000,", "value: 46000,")


LEFT = [
    pytest.param((VALUE, "value: 12,5,"), id="a decimal comma"),
    pytest.param((VALUE, "value: '12,5',"), id="a decimal comma, quoted"),
    pytest.param((VALUE, "value: 010,"), id="octal or not"),
    pytest.param((VALUE, "value: 0x1F,"), id="hexadecimal"),
    pytest.param((VALUE, "value: 12:30,"), id="base 60"),
    pytest.param((VALUE, "value: 1 200,"), id="one group behind a space"),
    pytest.param((VALUE, "value: 12 %,"), id="a unit"),
    pytest.param((VALUE, "value: '12', about: 13,"), id="two numbers"),
    pytest.param((VALUE, "range: ['9', 3],"), id="a range upside down"),
    pytest.param((VALUE, "valu: 12, vale: 12,"), id="two slips of one name"),
    pytest.param((VALUE, "value: 12, valeu: 13,"), id="the name stands there already"),
    pytest.param((VALUE, "colour: 12,"), id="near no name"),
    pytest.param(("period: 2020", "peroid: soon"), id="a name with a value that does not fit"),
    pytest.param(("sources:", "soruce: example\nx-a:"), id="a text for a list"),
    pytest.param(("period: 2020", "period: 05/01/2020"), id="day or month"),
    pytest.param(("period: 2020", "period: 2011-15"), id="a year or a slip"),
    pytest.param(("2026-11-20", "2026-11-20T10:00"), id="the hour would be lost"),
    pytest.param(("period: 2020", "period: 2020-13-05"), id="swapped or a slip"),
    pytest.param(("12 people", "1\u200b2 people"), id="between digits"),
    pytest.param(("An example", '"An\\u200b example'), id="an escape"),
    pytest.param(("An example", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"), id="Persian"),
    pytest.param(("An example", "An \U0001f468\u200d\U0001f469 example"), id="joined signs"),
    pytest.param(("12 people in 2020.", "12 people #ImHere."), id="a comment or a text"),
    pytest.param(
        ("period: 2020", "period: 2020 # factbase: ignore FB301, FB999 -- a"), id="a broken comment"
    ),
    pytest.param(
        ("period: 2020", "period: 2051/2050 # factbase: ignore FB301, FB302 -- a"),
        id="a comment that is half used",
    ),
]


@pytest.mark.parametrize("typed", LEFT)
def test_what_is_not_certain_is_left(typed, tmp_path):
    old, new = typed
    text = FACT.replace(old, new, 1)
    assert text != FACT
    after, report = fix(tmp_path, text, ignore=["FB305", "FB306"])
    assert (after, report.fixed) == (text, ())
    assert len(report)
    assert not any(one.fixable for one in report)


def test_what_is_certain_is_mended_beside_what_is_not(tmp_path):
    text = FACT.replace("period: 2020", "place: UK\ncolour: red\nperiod: 2020")
    after, report = fix(tmp_path, text)
    assert after == text.replace("UK", "GB")
    assert [one.code for one in report.fixed] == ["FB204"]
    assert [one.code for one in report] == ["FB202"]


def test_a_trap_waits_until_it_is_known_to_be_a_text(tmp_path):
    text = FACT.replace("values:\n  - {", "values: {").replace(VALUE, "value: 1_200,")
    assert fix(tmp_path, text)[0] == text
    text = FACT.replace("period: 2020", "place: NO\nperoid: 2020")
    after, report = fix(tmp_path, text)
    assert after == FACT.replace("period: 2020", 'place: "NO"\nperiod: 2020')
    assert [one.code for one in report.fixed] == ["FB202", "FB111"]


def test_a_fact_among_many_is_mended_in_its_place(tmp_path):
    body = FACT.rstrip().replace("\n", "\n    ")
    other = body.replace("example-fact", "another-fact").replace(VALUE, "value: '12',")
    text = f"facts:\n  - {body}\n  - {other}\n"
    after, report = fix(tmp_path, text, ignore=["FB4"])
    assert after == text.replace("'12'", "12")
    assert len(report.fixed) == 1


def test_what_facts_share_is_left(tmp_path):
    body = FACT.rstrip().replace("period: 2020\n", "").replace("\n", "\n    ")
    text = f"shared: {{period: 2020-1}}\nfacts:\n  - {body}\n"
    after, report = fix(tmp_path, text)
    assert after == text
    assert [one.code for one in report] == ["FB207"]


def test_a_comment_stays_while_a_record_cannot_be_read(tmp_path):
    comment = "period: 2020 # factbase: ignore FB301 -- a"
    make_base(tmp_path, {"facts/broken.yaml": "id: [\n"})
    text = FACT.replace("period: 2020", comment)
    assert fix(tmp_path, text)[0] == text


@pytest.mark.parametrize(
    ("wanted", "right", "kept"),
    [
        pytest.param({"select": ["FB111"]}, "value: 12", "value: '12'", id="selected"),
        pytest.param({"ignore": ["FB212"]}, "An ", "An\u200b ", id="ignored"),
    ],
)
def test_only_what_is_selected_and_told_is_mended(wanted, right, kept, tmp_path):
    text = FACT.replace("period: 2020", "place: UK\nperiod: 2020").replace(right, kept)
    after, report = fix(tmp_path, "\ufeff" + text, **wanted)
    assert kept in after
    assert not any(one.fixable for one in report)


def test_only_named_files_are_mended(tmp_path):
    slip = FACT.replace(VALUE, "value: '12',")
    make_base(tmp_path, {NAME: slip, "facts/b/other.yaml": slip.replace("example-fact", "other")})
    report = factbase.validate(tmp_path / "facts" / "b", today=TODAY, fix=True)
    assert [one.location.path for one in report.fixed] == ["facts/b/other.yaml"]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == slip


def test_a_source_is_mended(tmp_path):
    record = SOURCE.replace("title", "titel").replace("2021", "Jan 2021")
    make_base(tmp_path, {NAME: FACT, "facts/sources/example.yaml": record})
    factbase.validate(tmp_path, today=TODAY, fix=True)
    after = (tmp_path / "facts/sources/example.yaml").read_text(encoding="utf-8")
    assert after == SOURCE.replace("2021", "2021-01")


def test_vocabularies_and_settings_are_left_to_their_writer(tmp_path):
    files = {NAME: FACT, "schemas/topics.yaml": "\ufeffexample: {label: no}\n"}
    make_base(tmp_path, {**files, "factbase.toml": "\ufeffstrict = false\n"})
    report = factbase.validate(tmp_path, today=TODAY, fix=True)
    assert [(one.code, one.fixable) for one in report] == [
        ("FB112", False),
        ("FB112", False),
        ("FB111", False),
    ]
    assert report.fixed == ()


# The hand on the files.


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_the_mode_is_kept_and_nothing_lies_beside(tmp_path):
    make_base(tmp_path, {NAME: "\ufeff" + FACT})
    (tmp_path / NAME).chmod(0o640)
    factbase.validate(tmp_path, today=TODAY, fix=True)
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o640
    assert (tmp_path / NAME).read_text(encoding="utf-8") == FACT
    assert sorted(os.listdir(tmp_path / "facts")) == ["example-fact.yaml", "sources"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_nothing_is_written_through_a_link(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("\ufeff" + FACT, encoding="utf-8")
    make_base(tmp_path / "base", {})
    (tmp_path / "base" / NAME).symlink_to(outside)
    report = factbase.validate(tmp_path / "base", today=TODAY, fix=True)
    assert [one.code for one in report] == ["FB001"]
    assert outside.read_text(encoding="utf-8") == "\ufeff" + FACT
    with pytest.raises(OSError, match="it is left as it is"):
        replace_file(str(tmp_path / "base" / NAME), ("\ufeff" + FACT).encode(), b"")
    assert outside.read_text(encoding="utf-8") == "\ufeff" + FACT


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_nothing_is_written_through_a_link_to_a_folder(tmp_path):
    elsewhere = make_base(tmp_path / "elsewhere", {NAME: "\ufeff" + FACT})
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "factbase.toml").touch()
    (tmp_path / "base" / "facts").symlink_to(elsewhere / "facts")
    with pytest.raises(OSError, match="a link out of the base"):
        factbase.validate(tmp_path / "base", today=TODAY, fix=True)
    assert (elsewhere / NAME).read_text(encoding="utf-8") == "\ufeff" + FACT


def test_a_file_that_changed_meanwhile_is_left(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile"):
        replace_file(str(path), b"read", b"ours")
    assert path.read_bytes() == b"theirs"


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"before")

    def fail(*_):
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        replace_file(str(path), b"before", b"after")
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a.yaml"]


def with_edit(start, end, text):
    place = Location("a.yaml", 1, start, 1, end)
    return Diagnostic("FB203", "wrong-form", Severity.ERROR, place, "", fix=Edit(place, text))


@pytest.mark.parametrize(
    ("edits", "after", "count"),
    [
        pytest.param([(4, 5, "x"), (6, 7, "y")], b"a: x y\n", 2, id="two"),
        pytest.param([(6, 7, "y"), (4, 5, "x")], b"a: x y\n", 2, id="in any order"),
        pytest.param([(4, 6, "x"), (5, 7, "y")], b"a: xc\n", 1, id="overlapping: the first"),
        pytest.param([(4, 5, "x"), (4, 5, "x")], b"a: x c\n", 2, id="the same twice: once"),
        pytest.param([(4, 5, "x"), (5, 6, "y")], b"a: xyc\n", 2, id="side by side"),
        pytest.param([(4, 7, "[")], b"a: b c\n", 0, id="what would break the file"),
        pytest.param([], b"a: b c\n", 0, id="none"),
    ],
)
def test_edits_are_put_into_a_text(edits, after, count):
    found = [with_edit(*edit) for edit in edits]
    content, done = fixed(b"a: b c\n", found)
    assert (content, len(done)) == (after, count)


# The diff.


def changed(tmp_path):
    slip = FACT.replace(VALUE, "value: '12',").replace("\n", "\r\n")
    no_end = FACT.replace("example-fact", "other").replace("2020\n", "2020-1\n", 1).rstrip()
    return make_base(tmp_path, {NAME: slip, "facts/other.yaml": no_end + " # \u2028 \u0085"})


def test_a_diff_writes_nothing(tmp_path):
    base = changed(tmp_path)
    before = (base / NAME).read_bytes()
    report = factbase.validate(base, today=TODAY, diff=True)
    assert (base / NAME).read_bytes() == before
    assert [one.code for one in report.fixed] == ["FB203", "FB207"]
    assert [one for one in report.diff.split("\n") if one.startswith(("+", "-"))] == [
        "--- a/facts/example-fact.yaml",
        "+++ b/facts/example-fact.yaml",
        "-  - {measure: people counted, value: '12', unit: people}\r",
        "+  - {measure: people counted, value: 12, unit: people}\r",
        "--- a/facts/other.yaml",
        "+++ b/facts/other.yaml",
        "-period: 2020-1",
        "+period: 2020-01",
    ]


def test_git_applies_the_diff(tmp_path):
    base = changed(tmp_path / "base")
    diff = factbase.validate(base, today=TODAY, diff=True).diff
    again = changed(tmp_path / "again")
    factbase.validate(base, today=TODAY, fix=True)
    subprocess.run(["git", "init", "--quiet"], cwd=again, check=True)
    subprocess.run(["git", "apply", "-"], cwd=again, input=diff.encode(), check=True)
    for name in (NAME, "facts/other.yaml"):
        assert (again / name).read_bytes() == (base / name).read_bytes()


# What is said of fixes.


def test_a_finding_carries_its_edit(tmp_path):
    make_base(tmp_path, {NAME: FACT.replace(VALUE, "value: '12',")})
    (found,) = findings(tmp_path)
    assert found.fixable
    assert found.fix == Edit(Location(NAME, 6, 38, 6, 42), "12")
    assert found.to_dict()["fix"] == {
        "line": 6,
        "column": 38,
        "end_line": 6,
        "end_column": 42,
        "text": "12",
    }


def test_every_kind_that_calls_itself_fixable_is_mended_here():
    mended = {str(row.values[0]) for row in MENDED}
    assert {code for code, kind in ALL_KINDS.items() if kind.fixable} == mended


def test_the_cases_are_mended_or_left_whole(tmp_path):
    """Every case file of the suite survives a fix: what was no finding before is none after."""
    cases = sorted((Path(__file__).parent / "cases").glob("FB*/*/*.yaml"))
    assert len(cases) > 50
    for number, case in enumerate(cases):
        room = "facts/sources" if case.name.startswith("source-") else "facts"
        base = make_base(tmp_path / str(number), {f"{room}/{case.name}": case.read_bytes()})
        before = findings(base, rules=STRUCTURE)
        factbase.validate(base, today=TODAY, fix=True, ignore=["FB305", "FB306"])
        after = findings(base, rules=STRUCTURE)
        refused = [one.code for one in before if one.code[:3] in ("FB1", "FB2") and one.is_error]
        if not refused:
            assert {one.code for one in after} <= {one.code for one in before}, case
        assert len([one for one in places(after) if "FB1" in one]) <= len(
            [one for one in places(before) if "FB1" in one]
        )
