"""Reports go where they were asked to go, whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys

import pytest

from factbase.cli.main import run
from factbase.cli.output import use_color
from tests.bases import FACT, make_base

WRONG = FACT.replace("value: 12", "value: x")


@pytest.fixture
def base(tmp_path, monkeypatch):
    folder = make_base(tmp_path / "repository" / "kb", {"facts/example-fact.yaml": WRONG})
    (tmp_path / "repository" / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_several_at_once(base, capsys):
    outputs = ("github", "sarif=f.sarif", "json=f.json", "concise=f.txt")
    assert run(["validate", *(part for one in outputs for part in ("--output", one))]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("::error file=kb/facts/example-fact.yaml,line=6,")
    assert printed[1] == (base / "f.txt").read_text("utf-8").splitlines()[0]
    (run_of,) = json.loads((base / "f.sarif").read_text("utf-8"))["runs"]
    place = run_of["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "kb/facts/example-fact.yaml"
    assert json.loads((base / "f.json").read_text("utf-8"))["diagnostics"][0]["code"] == "FB203"
    assert sorted(path.name for path in base.iterdir()) == [
        ".factbase",
        "f.json",
        "f.sarif",
        "f.txt",
        "factbase.toml",
        "facts",
    ]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        pytest.param(["full", "github"], "one report at a time on the screen", id="two on screen"),
        pytest.param(["json=a", "sarif=./a"], "two reports in one file", id="one file twice"),
        pytest.param(["json="], "write the file's name behind '='", id="no file"),
        pytest.param(["sarrif=x"], "no output format 'sarrif'; did you mean 'sarif'?", id="typo"),
        pytest.param(["full", "json=-"], "one report at a time on the screen", id="screen twice"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(outputs, words, capsys):
    assert run(["validate", *(part for one in outputs for part in ("--output", one))]) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert out == ""


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("output", "words"),
    [
        pytest.param("json=nowhere/a", "nowhere/a: no such file or directory", id="no folder"),
        pytest.param("json=facts", "facts: is a directory", id="a folder"),
    ],
)
def test_what_was_found_is_told_where_a_file_cannot_be_written(output, words, capsys):
    assert run(["validate", "--output", "concise", "--output", output]) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert "FB203" in out


def test_a_hyphen_is_the_screen(base, capsys):
    assert run(["validate", "--output", "sarif=-"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert not (base / "-").exists()


def test_the_same_output_twice_is_one(base, capsys):
    assert run(["validate", "--output", "concise", "--output", "concise"]) == 1
    assert capsys.readouterr().out.count("FB203") == 1
    assert base.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX")
def test_a_report_replaces_a_report_and_keeps_link_and_permissions(base):
    target = base / "kept.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    (base / "link.json").symlink_to("kept.json")
    assert run(["validate", "--output", "json=link.json"]) == 1
    assert json.loads(target.read_text("utf-8"))["schema_version"] == 1
    assert (base / "link.json").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX")
def test_a_new_report_may_be_read_as_any_new_file(base):
    old = os.umask(0o027)
    try:
        run(["validate", "--output", "json=new.json"])
    finally:
        os.umask(old)
    assert stat.S_IMODE((base / "new.json").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX")
def test_a_device_is_written_to_not_replaced(base):
    assert run(["validate", "--output", f"json={os.devnull}"]) == 1
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert base.exists()


def test_half_a_report_is_never_seen(base, monkeypatch):
    (base / "f.json").write_text("old", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("factbase.cli.reporting.os.replace", full)
    assert run(["validate", "--no-cache", "--output", "json=f.json"]) == 2
    assert (base / "f.json").read_text("utf-8") == "old"
    assert len(list(base.iterdir())) == 3


@pytest.mark.parametrize(
    ("environment", "option", "terminal", "expected"),
    [
        ({}, False, True, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"NO_COLOR": "1"}, False, True, False),
        ({"NO_COLOR": ""}, False, True, True),  # no-color.org: present and not empty
        ({"TERM": "dumb"}, False, True, False),
    ],
)
def test_colour_is_for_people_at_a_terminal(environment, option, terminal, expected, monkeypatch):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert use_color(option) is expected
