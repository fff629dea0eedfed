"""Whatever lies in the folder, the facts beside it are read."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

import factbase
from factbase.cli.main import run
from factbase.corpus import read_corpus
from factbase.errors import BaseNotFoundError
from factbase.layout import Layout
from factbase.reporters.all_reporters import ALL_REPORTERS
from factbase.validation import validate
from tests.bases import FACT, TODAY, check, findings, make_base, places

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")

SECRET = "the secret of another file"


def outside(path: Path) -> None:
    target = path.parents[2] / "secret.txt"
    target.write_text(SECRET, encoding="utf-8")
    path.symlink_to(target)


def inside(path: Path) -> None:
    path.symlink_to("good.yaml")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def itself(path: Path) -> None:
    path.symlink_to(path)


def loop(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def a_socket(path: Path) -> None:
    os.chdir(path.parent)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


def unreadable(path: Path) -> None:
    path.write_text(FACT, encoding="utf-8")
    path.chmod(0)


LINK, FOLDER = "this is a link, not a file", "this is a folder, not a file"
PIPE = "this is a pipe, a socket or a device, not a file"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(outside, LINK, id="49 link to another file"),
        pytest.param(inside, LINK, id="49 link to a fact"),
        pytest.param(dangling, LINK, id="49 dangling"),
        pytest.param(itself, LINK, id="49 link to itself"),
        pytest.param(loop, LINK, id="49 loop of folders"),
        pytest.param(os.mkfifo, PIPE, id="50 pipe"),
        pytest.param(a_socket, PIPE, id="50 socket"),
        pytest.param(Path.mkdir, FOLDER, id="50 folder"),
        pytest.param(
            unreadable,
            "the file cannot be read: permission denied",
            id="51 no permission",
            marks=pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything"),
        ),
    ],
)
def test_what_is_no_file_is_refused_unread(make, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    base = make_base(tmp_path / "base", {"facts/good.yaml": FACT.replace("example-fact", "good")})
    make(base / "facts" / "odd.yaml")
    started = time.monotonic()
    report = check(base)
    assert time.monotonic() - started < 1
    assert [(*places([one]), one.message) for one in report] == [("1:1 FB001", message)]
    assert report.checked.facts == 2
    printed = ALL_REPORTERS["full"].render(report, lines=lambda _path, _line: None)
    assert SECRET not in printed


def test_a_file_that_is_gone_is_a_finding(tmp_path, monkeypatch):
    """51: removed between the listing and the reading."""
    base = make_base(tmp_path, {"facts/a.yaml": FACT, "facts/example-fact.yaml": FACT})
    lstat = os.lstat

    def gone(path, **rest):
        if str(path).endswith("a.yaml"):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return lstat(path, **rest)

    monkeypatch.setattr("factbase.textfile.os.lstat", gone)
    found = findings(base)
    assert [(one.location.path, one.code) for one in found] == [("facts/a.yaml", "FB001")]


NAMES = [
    pytest.param("a\n::error.yaml", id="newline"),
    pytest.param("%0A::error.yaml", id="percent"),
    pytest.param('it\'s "quoted".yaml', id="quotes"),
    pytest.param("\x1b[2J.yaml", id="escape sequence"),
    pytest.param("--option.yaml", id="hyphens"),
    pytest.param("\u202egnp.yaml", id="bidi"),
    pytest.param("a" * 250 + ".yaml", id="255 bytes"),
    pytest.param(os.fsdecode(b"\xff\xfe.yaml"), id="not UTF-8"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reporter", ALL_REPORTERS)
def test_names_are_shown_escaped(name, reporter, tmp_path):
    """52."""
    base = make_base(tmp_path, {f"facts/{name}": FACT, "facts/good.yaml": FACT})
    report = check(base)
    assert {one.code for one in report} == {"FB401", "FB402"}
    printed = ALL_REPORTERS[reporter].render(report, lines=lambda _path, _line: None)
    printed.encode("utf-8")
    assert "\x1b" not in printed
    assert "\n::error.yaml" not in printed
    if reporter != "json":
        assert "\u202e" not in printed


def test_a_thousand_small_files_are_read(tmp_path):
    """53, in small."""
    ids = [f"fact-{number}" for number in range(1000)]
    files = {f"facts/{one}.yaml": FACT.replace("example-fact", one) for one in ids}
    corpus = read_corpus(Layout(str(make_base(tmp_path, files))))
    assert sorted(corpus.facts_by_id()) == sorted(ids)
    assert corpus.findings == []


def test_an_empty_tree_is_wrong_use_unless_allowed(tmp_path):
    base = make_base(tmp_path, {}, source=False)
    with pytest.raises(BaseNotFoundError, match="no fact or source file"):
        check(base)
    assert validate([str(base)], today=TODAY, allow_empty=True).checked.files == 0


def test_no_path_at_all_is_wrong_use():
    with pytest.raises(BaseNotFoundError, match="nothing was checked"):
        factbase.validate([], today=TODAY)
    assert factbase.validate([], today=TODAY, allow_empty=True).checked.files == 0


def test_a_path_that_is_not_there_is_wrong_use(tmp_path):
    make_base(tmp_path, {})
    with pytest.raises(BaseNotFoundError, match="no such file"):
        validate([str(tmp_path / "facts" / "none.yaml")], today=TODAY)


def test_each_file_is_told_once_and_only_the_named_ones(tmp_path):
    bad = FACT.replace("value: 12", "value: x")
    base = make_base(tmp_path, {"facts/example-fact.yaml": bad, "facts/other.yaml": bad})
    named = str(base / "facts" / "example-fact.yaml")
    report = validate([named, named], today=TODAY)
    assert [(one.location.path, one.code) for one in report] == [
        ("facts/example-fact.yaml", "FB203")
    ]
    assert report.checked.files == 1


@pytest.mark.parametrize("name", ["a.yaml", "z.yaml"])
def test_a_copy_of_another_fact_is_told_whichever_of_the_two_is_named(name, tmp_path):
    """46: a commit hook names the new file only."""
    base = make_base(tmp_path, {f"facts/{one}": FACT for one in ("a.yaml", "z.yaml")})
    report = validate([str(base / "facts" / name)], today=TODAY)
    (twice,) = (one for one in report if one.code == "FB401")
    assert {place.path for place in (twice.location, *twice.related)} == {
        "facts/a.yaml",
        "facts/z.yaml",
    }


@pytest.mark.parametrize("name", ["-x.yaml", "--help.yaml", "a b.yaml", "%0A.yaml"])
def test_a_name_that_looks_like_an_option_is_a_path(name, tmp_path, monkeypatch, capsys):
    """52."""
    base = make_base(tmp_path, {f"facts/{name}": FACT.replace("value: 12", "value: x")})
    monkeypatch.chdir(base / "facts")
    assert run(["validate", "--output", "concise", "--", name]) == 1
    assert capsys.readouterr().out.startswith(f"facts/{name}:6:38: FB203 ")


@pytest.mark.parametrize(
    "schema", ["https://evil.example/s.json", "file:///etc/passwd", "../../../etc/passwd"]
)
def test_no_schema_is_fetched(schema, tmp_path, monkeypatch):
    """54, 55: what a file calls its schema, and a schema in the base, decide nothing."""

    def refuse(*_, **__):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = f"# yaml-language-server: $schema={schema}\n{FACT}$schema: {schema}\n"
    endless = '{"$ref": "#", "pattern": "^(a+)+$", "allOf": [{"$ref": "https://evil.example"}]}'
    files = {"facts/example-fact.yaml": text, "schemas/fact.schema.json": endless}
    assert places(findings(make_base(tmp_path, files))) == ["10:1 FB202"]
