"""Settings are read from one place, each with its line; what is not settings changes nothing."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st

import factbase
from factbase import InvalidFactsError
from factbase.layout import Layout
from factbase.model.source import GRADES
from factbase.settings import DEMANDS, Settings, read_settings
from factbase.tomltext import places
from tests.bases import FACT, TODAY, make_base
from tests.readers import ROOT

EVERY = """\
select = ["FB3"]
extend-select = ["FB4"]
ignore = ["FB304"]
strict = true
grade = "primary"
per-file-ignores = {"facts/*" = ["FB301"]}
"""


def read(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_settings(Layout(str(folder)))


def chosen(settings):
    return (
        settings.select,
        settings.extend_select,
        settings.ignore,
        dict(settings.per_file_ignores),
        settings.strict,
        settings.grade,
    )


SET = (("FB3",), ("FB4",), ("FB304",), {"facts/*": ("FB301",)}, True, "primary")
DEFAULT = chosen(Settings())


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"factbase": EVERY}, SET, id="factbase.toml"),
        pytest.param({"pyproject": "[tool.factbase]\n" + EVERY}, SET, id="pyproject.toml"),
        pytest.param({}, DEFAULT, id="no file"),
        pytest.param({"factbase": "# nothing\n\n"}, DEFAULT, id="remarks"),
        pytest.param({"pyproject": EVERY}, DEFAULT, id="another tool's"),
        pytest.param({"pyproject": "tool = 3 # factbase"}, DEFAULT, id="no tools"),
        pytest.param(
            {"factbase": EVERY, "pyproject": "[tool.factbase]\n[tool.other]\na = 1\n"},
            SET,
            id="a table without settings beside it",
        ),
        pytest.param({"factbase": EVERY, "pyproject": "a ="}, SET, id="somebody else's fault"),
    ],
)
def test_where_settings_stand(files, expected, tmp_path):
    settings = read(tmp_path, **files)
    assert (chosen(settings), settings.findings) == (expected, ())


def told(settings):
    return [f"{one.location} {one.code} {one.message}" for one in settings.findings]


BESIDE = "FB901 the settings stand in factbase.toml; this table is not read"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"factbase": "", "pyproject": "\n[tool.factbase]\nstrict = true\n"},
            [f"pyproject.toml:2:7: {BESIDE}".replace(": ", " ", 1)],
            id="in both",
        ),
        pytest.param(
            {"pyproject": "[tool.factbase]\nx = 1\n"},
            ["pyproject.toml:2:1 FB901 no setting 'x'"],
            id="in pyproject.toml",
        ),
        pytest.param(
            {"pyproject": "[tool]\nfactbase = 1\n"},
            ["pyproject.toml:2:1 FB901 'factbase' is not a table"],
            id="no table",
        ),
        pytest.param(
            {"pyproject": "a = # factbase\n"},
            ["pyproject.toml:1:5 FB901 not TOML here: invalid value"],
            id="no TOML",
        ),
    ],
)
def test_what_is_wrong_has_its_place(files, expected, tmp_path):
    assert told(read(tmp_path, **files)) == expected


def test_a_setting_at_fault_is_left_out_and_the_others_hold(tmp_path):
    settings = read(tmp_path, factbase='strict = 1\ngrade = "primary"\nselect = ["FB3"]\n')
    assert (settings.strict, settings.grade, settings.select) == (False, "primary", ("FB3",))
    assert told(settings) == ["factbase.toml:1:1 FB901 'strict' is neither true nor false"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/etc/hostname", path)])
def test_what_is_no_file_is_not_opened(make, tmp_path):
    make(tmp_path / "factbase.toml")
    (found,) = read(tmp_path).findings
    assert (found.code, str(found.location)) == ("FB001", "factbase.toml:1:1")


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "factbase.toml").write_bytes(b"strict = true\na = '\xff'\n")
    (found,) = read(tmp_path).findings
    assert (found.code, str(found.location)) == ("FB003", "factbase.toml:2:6")


HOSTILE = [
    pytest.param(".".join("a" * 60_000) + " = 1\n", 1, id="a key of many parts"),
    pytest.param("[tool.factbase.x" + ".x" * 30_000 + "]\n", 1, id="a table of many parts"),
    pytest.param("a = " + "[" * 900 + "]" * 900, 1, id="nested lists"),
    pytest.param("a = " + "{a = " * 900 + "1" + "}" * 900, 1, id="nested tables"),
    pytest.param("".join(f"k{n} = 1\n" for n in range(10_000)), 10_000, id="unknown settings"),
    pytest.param(
        "select = [" + "'x1', " * 100 + ", ".join(f"'y{n}'" for n in range(10_000)) + "]",
        10_001,
        id="unknown codes",
    ),
    pytest.param("ignore = [" + "'FB3', " * 20_000 + "]", 0, id="one code many times"),
    pytest.param(
        "[per-file-ignores]\n" + "".join(f"'{n}' = ['FB3']\n" for n in range(10_000)), 1, id="globs"
    ),
    pytest.param(f"[per-file-ignores]\n'{'**/' * 60_000}x' = ['FB3']\n", 1, id="stars of folders"),
    pytest.param(f"[per-file-ignores]\n'{'*a' * 60_000}' = ['FB3']\n", 1, id="stars"),
    pytest.param(f"grade = 1{'0' * 10_000}\n", 1, id="a number of many digits"),
    pytest.param("a = '" + "x" * 300_000 + "'\n", 1, id="a large file"),
]


@pytest.mark.parametrize(("text", "count"), HOSTILE)
def test_hostile_settings_are_findings(text, count, tmp_path):
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "factbase.toml": text})
    report = factbase.validate(tmp_path, today=TODAY)
    assert len(report) + sum(report.hidden.values()) == count
    assert {one.location.path for one in report} <= {"factbase.toml"}


@pytest.mark.parametrize(
    ("settings", "wanted", "ok"),
    [
        ("", None, True),
        ("", True, False),
        ("strict = true\n", None, False),
        ("strict = true\n", False, True),
    ],
)
def test_strict_lets_warnings_fail(settings, wanted, ok, tmp_path):
    text = FACT.replace("period: 2020", "place: NO\nperiod: 2020")
    make_base(tmp_path, {"facts/example-fact.yaml": text, "factbase.toml": settings})
    report = factbase.validate(tmp_path, today=TODAY, strict=wanted)
    assert ([one.code for one in report], report.ok) == (["FB111"], ok)
    if not ok:
        with pytest.raises(InvalidFactsError, match="FB111"):
            report.raise_for_errors()


def test_broken_settings_are_told_whatever_is_named(tmp_path):
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "factbase.toml": "strct = true\n"})
    report = factbase.validate(tmp_path / "facts" / "example-fact.yaml", today=TODAY)
    assert [str(one.location) for one in report] == ["factbase.toml:1:1"]


def test_the_index_does_not_mind_broken_settings(tmp_path):
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "factbase.toml": "strct = true\n"})
    result = factbase.build(tmp_path)
    assert (result.facts, result.skipped) == (1, ())


def test_every_grade_but_the_weakest_can_be_demanded():
    assert GRADES[:-1] == DEMANDS


KEYS = st.text("abc-_ .#=é\"'\\", min_size=1, max_size=5)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.text("a#=[]{},.'\"\\\né", max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[ # list\n" + ",\n".join(map(written, value)) + " ]"
    return "{" + ", ".join(f"{quoted(key)} = {written(one)}" for key, one in value.items()) + "}"


def paths(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, one in items:
        yield (*path, step), one
        if isinstance(one, dict | list):
            yield from paths(one, (*path, step))


@options(derandomize=True, max_examples=200, deadline=None, database=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4), KEYS)
def test_the_text_at_a_place_is_the_setting_named(tree, table):
    text = f"# x = [\n[{quoted(table)}] # y\n" + "".join(
        f"{quoted(key)} = {written(value)} # z\n" for key, value in tree.items()
    )
    assert tomllib.loads(text) == {table: tree}
    found = places(text)
    for path, value in paths({table: tree}):
        start, end = found[path]
        if isinstance(path[-1], int):
            assert tomllib.loads(f"a = {text[start:end]}") == {"a": value}
        else:
            assert tomllib.loads(f"{text[start:end]} = 1") == {path[-1]: 1}


def test_every_setting_is_in_the_reference():
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    section = text.split("\n## Settings\n")[1].split("\n## ")[0]
    keys = [one.name.replace("_", "-") for one in fields(Settings) if one.name[:1] != "_"]
    told = re.findall(r"^\| `\[?([a-z-]+)\]?` \|", section, re.MULTILINE)
    assert told == [key for key in keys if key != "findings"]
