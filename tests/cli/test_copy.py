"""`factbase copy` keeps a text outside Git and writes its figures into the record."""

from __future__ import annotations

import io
import json
import sys

import pytest

from factbase.cli.main import run
from factbase.copies import figures
from tests.bases import SOURCE, findings, make_base

DAY = "2026-11-20"
TEXT = "In 2020 the office counted 12 people.\n"
LINE = figures(TEXT, DAY).as_yaml()


@pytest.fixture
def base(tmp_path, monkeypatch):
    make_base(tmp_path, {"text.txt": TEXT, "other.txt": "Another text.\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def record(base):
    return (base / "facts" / "sources" / "example.yaml").read_text(encoding="utf-8")


def test_a_copy_is_kept_and_recorded(base, capsys):
    assert run(["copy", "example", "text.txt", "--taken", DAY]) == 0
    out, err = capsys.readouterr()
    assert out == f"kept .factbase/copies/example/{DAY}.txt\n{LINE}\n"
    assert err == "next: factbase validate\n"
    assert (base / ".factbase" / "copies" / "example" / f"{DAY}.txt").read_text() == TEXT
    assert record(base) == f"{SOURCE}copies:\n  - {LINE}\n"
    assert findings(base) == []


@pytest.mark.usefixtures("base")
def test_it_answers_in_json(capsys):
    assert run(["copy", "example", "text.txt", "--taken", DAY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema_version": 1,
        "source": "example",
        "path": f".factbase/copies/example/{DAY}.txt",
        "sha256": figures(TEXT, DAY).sha256,
        "taken": DAY,
        "characters": 37,
        "recorded": True,
    }


def test_the_same_copy_again_changes_nothing(base):
    run(["copy", "example", "text.txt", "--taken", DAY])
    before = record(base)
    # Whoever has the same text later has the copy that is recorded.
    assert run(["copy", "example", "text.txt", "--taken", "2026-11-21"]) == 0
    assert record(base) == before
    assert [path.name for path in (base / ".factbase" / "copies" / "example").iterdir()] == [
        f"{DAY}.txt"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("note: last", "note: last\ncopies:\n  - {}\n", id="no line end"),
        pytest.param("note: last\r\n", "note: last\r\ncopies:\r\n  - {}\r\n", id="CRLF"),
        pytest.param(
            "copies:  # of it\n- {old}  # the first\nnote: a\n",
            "copies:  # of it\n- {}\n- {old}  # the first\nnote: a\n",
            id="a second copy",
        ),
        pytest.param(
            "copies:\n  - sha256: {sha}\n    taken: 2026-11-01\n    characters: 14\n",
            "copies:\n  - {}\n  - sha256: {sha}\n    taken: 2026-11-01\n    characters: 14\n",
            id="in lines",
        ),
    ],
)
def test_comments_and_order_stay(before, after, base):
    old = figures("Another text.\n", "2026-11-01")

    def filled(text):
        return text.replace("{old}", old.as_yaml()).replace("{sha}", old.sha256)

    path = base / "facts" / "sources" / "example.yaml"
    path.write_bytes((SOURCE + filled(before)).encode())
    assert run(["copy", "example", "text.txt", "--taken", DAY]) == 0
    assert path.read_bytes().decode() == SOURCE + filled(after).replace("{}", LINE)


def test_what_cannot_be_written_is_said(base, capsys):
    old = figures("Another text.\n", "2026-11-01")
    path = base / "facts" / "sources" / "example.yaml"
    text = f"{SOURCE}copies: [{old.as_yaml()}]\n"
    path.write_text(text, encoding="utf-8")
    assert run(["copy", "example", "text.txt", "--taken", DAY]) == 0
    said = "write that line under 'copies' of 'example' in facts/sources/example.yaml, as '- {…}'"
    assert capsys.readouterr().err.splitlines()[0] == said
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["exampel", "text.txt"], "no source 'exampel'; did you mean 'example'?"),
        pytest.param(["example", "none.txt"], "'none.txt': No such file or directory"),
        pytest.param(["example", "a.pdf"], "a.pdf: a PDF; turn it into text first"),
        pytest.param(["example", "text.txt", "--taken", "May"], "--taken: 'May' is not a date"),
        pytest.param(
            ["example", "other.txt", "--taken", DAY],
            f"example: another text is recorded as the copy of {DAY}; give the day of this one",
        ),
    ],
)
def test_wrong_use(arguments, said, base, capsys):
    (base / "a.pdf").write_bytes(b"%PDF-1.4")
    run(["copy", "example", "text.txt", "--taken", DAY])
    before = record(base)
    capsys.readouterr()
    assert run(["copy", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert record(base) == before


def test_standard_input(base, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(["copy", "example", "-", "--taken", DAY]) == 0
    assert LINE in record(base)
