"""An index of JSON lines holds every line that can be used, and tells of each that cannot."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

import factbase
from factbase import FactBase, ForeignFileError, IndexFileError
from factbase.building import lines as lines_module
from factbase.yamlfile import MAX_BYTES
from tests.readers import ROOT, fact, write_base

WHOLE = {
    "id": "Claim_1",
    "claim": "In 2015, 46,000 ducks were counted in France.",
    "topics": ["birds"],
    "place": "FR",
    "period": 2015,
    "values": [{"measure": "ducks counted", "value": 46000, "unit": "count"}],
    "source": "The Lake Report, 2016",
}
LEAST = {"id": "b", "claim": "Geese flew by, 12 percent of them twice."}


def write(path, *lines):
    written = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path


def build(folder, *lines):
    return factbase.build(from_jsonl=write(folder / "in.jsonl", *lines), db=folder / "out.db")


def run(*arguments, given=None):
    return subprocess.run(
        [sys.executable, "-m", "factbase", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=ROOT, input=given,
    )  # fmt: skip


def test_what_a_line_says_is_found(tmp_path):
    result = build(tmp_path, WHOLE, LEAST)
    assert result.to_dict() == {
        "facts": 2, "sources": 2, "changed": 2, "removed": 0, "db": str(tmp_path / "out.db"),
    }  # fmt: skip
    with FactBase.open(tmp_path / "out.db") as kb:
        for query in ("46 thousand ducks", "ducks france", "topic:birds", "place:FR", "year:2015",
                      "source:lake", "value>=46000"):  # fmt: skip
            assert [hit.id for hit in kb.search(query)] == ["Claim_1"], query
        assert [hit.id for hit in kb.search("12 percent of geese")] == ["b"]
        known = kb["Claim_1"]
        assert (known.claim, known.topics, known.place, known.period) == (
            WHOLE["claim"], ("birds",), "FR", "2015",
        )  # fmt: skip
        assert (str(known.values[0]), known.grade) == ("46,000", "unread")
        assert known.sources[0].source.title == WHOLE["source"]
        assert kb["b"].topics == ()
        assert "not read by us" in str(kb.cite(["Claim_1", "b"]))
        assert kb.root is None


LONGEST = "x" * (MAX_BYTES + 10)
FAULTS = {
    "no JSON": ("not json", "FB106 the line is no JSON: expecting value"),
    "cut off": ('{"id": "x"', "FB106 the line is no JSON: expecting ',' delimiter"),
    "no object": ("[1, 2]", "FB107 the line is no JSON object"),
    "no id": ({"claim": "Geese."}, "FB201 the field 'id' is missing"),
    "no claim": ({"id": "x"}, "FB201 the field 'claim' is missing"),
    "an empty claim": ({"id": "x", "claim": " "}, "FB203 the text is empty"),
    "a claim that is no text": ({"id": "x", "claim": ["Geese."]}, "FB203"),
    "an id with a space": ({"id": "a b", "claim": "Geese."}, "FB205 'a b' cannot be an id"),
    "a slip in a field": ({**LEAST, "id": "x", "topcis": []}, "FB202 the field 'topcis' is"),
    "a number as text": (
        {**WHOLE, "id": "x", "values": [{"measure": "m", "value": "12", "unit": "people"}]},
        "FB203 the number 12 is written as a text",
    ),
    "a number that is none": (
        '{"id": "x", "claim": "Geese.", "values": [{"measure": "m", "value": NaN, "unit": "USD"}]}',
        "FB203",
    ),
    "no period": ({**LEAST, "id": "x", "period": "soon"}, "FB207"),
    "an id used twice": (LEAST, "FB401 the id 'b' stands in an earlier line"),
    "a field twice": ('{"id": "x", "id": "y", "claim": "Geese."}', "FB101 the field 'id' stands"),
    "uses of other files": ({**LEAST, "id": "x", "sources": []}, "FB202 the field 'sources' names"),
    "a source that is no text": ({**LEAST, "id": "x", "source": [1]}, "FB203"),
    "a half character": ('{"id": "x", "claim": "\\ud800 geese"}', "FB209"),
    "deeply nested": ("[" * 100_000, "FB104 the line nests too deeply"),
    "too long": (LONGEST, "FB002 the line has more than 256,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "told"), FAULTS.values(), ids=FAULTS)
def test_a_line_at_fault_is_told_and_the_others_are_kept(tmp_path, line, told):
    result = build(tmp_path, LEAST, line, "", WHOLE)
    assert result.facts == 2
    found = [f"{one.code} {one.message}" for one in result.skipped]
    assert len(found) == 1
    assert found[0].startswith(told)
    assert (result.skipped[0].location.path, result.skipped[0].location.line) == (
        str(tmp_path / "in.jsonl"), 2,
    )  # fmt: skip
    with FactBase.open(tmp_path / "out.db") as kb:
        assert [one.id for one in kb] == ["b", "Claim_1"]


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "in.jsonl"
    good = json.dumps(LEAST).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b'\r\n{"id": "x", "claim": "\xff"}\r\n\r\n')
    result = factbase.build(from_jsonl=path, db=tmp_path / "out.db")
    assert [(one.code, one.location.line) for one in result.skipped] == [("FB003", 2)]
    assert result.facts == 1


def test_the_command_tells_and_exits(tmp_path):
    path = write(tmp_path / "in.jsonl", LEAST, "not json")
    done = run("index", "--from-jsonl", path, "--db", tmp_path / "out.db")
    assert (done.returncode, done.stdout) == (
        1, f"1 fact and 1 source in {tmp_path / 'out.db'}; 1 changed, 0 removed\n",
    )  # fmt: skip
    assert done.stderr == (
        f"left out: {path}:2:1: FB106 the line is no JSON: expecting value; "
        'write {"id": …, "claim": …}\n1 line is not in the index\n'
    )
    found = run("search", "--db", tmp_path / "out.db", "geese", "--json")
    assert (found.returncode, found.stderr) == (0, "")
    assert [hit["id"] for hit in json.loads(found.stdout)["hits"]] == ["b"]


def test_standard_input(tmp_path):
    given = json.dumps(LEAST) + "\n"
    done = run("index", "--from-jsonl", "-", "--db", tmp_path / "out.db", "--json", given=given)
    assert (done.returncode, json.loads(done.stdout)["facts"], done.stderr) == (0, 1, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from-jsonl", "in.jsonl"], "name the index to be made: --db FILE"),
        (["--from-jsonl", "in.jsonl", "--db", "x.db", "--check"], "do not go together"),
        (["--from-jsonl", "in.jsonl", "--db", "x.db", "--facts", "."], "do not go together"),
        (
            ["--from-jsonl", "nowhere.jsonl", "--db", "x.db"],
            "the file cannot be read",
        ),
    ],
)
def test_wrong_use_is_told(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "factbase", "index", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr
    assert not os.path.exists("x.db")


def test_a_file_of_something_else_builds_nothing(tmp_path):
    build(tmp_path, LEAST)
    for lines in ([], ["a,b", "1,2"]):
        with pytest.raises(ForeignFileError, match=r'write a fact a line: \{"id"'):
            build(tmp_path, *lines)
    with FactBase.open(tmp_path / "out.db") as kb:
        assert len(kb) == 1


def test_more_faults_than_facts_end_the_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(lines_module, "MOST_FAULTS", 3)
    with pytest.raises(ForeignFileError, match="line 2: the line is no JSON"):
        build(tmp_path, LEAST, *["no"] * 5)
    assert not (tmp_path / "out.db").exists()


def test_batches_know_of_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(lines_module, "BATCH", 2)
    lines = [
        {"id": f"c{n % 5}", "claim": f"Claim {n} of ducks.", "source": "One"} for n in range(9)
    ]
    result = build(tmp_path, *lines)
    assert (result.facts, result.sources) == (5, 1)
    assert [one.location.line for one in result.skipped] == [6, 7, 8, 9]
    with FactBase.open(tmp_path / "out.db") as kb:
        assert len(kb.search("ducks")) == 5
        assert len(kb.skipped) == 4


def test_an_index_is_replaced_and_nothing_else(tmp_path):
    build(tmp_path, LEAST)
    again = build(tmp_path, WHOLE)
    assert (again.changed, again.removed) == (1, 1)
    (tmp_path / "out.db").write_text("notes of mine")
    with pytest.raises(IndexFileError, match="this is not a factbase index, and is left as it is"):
        build(tmp_path, LEAST)
    assert (tmp_path / "out.db").read_text() == "notes of mine"


def test_it_is_read_as_it_stands_inside_a_base(tmp_path, monkeypatch):
    build(tmp_path, LEAST)
    monkeypatch.chdir(write_base(tmp_path / "base", [fact("one")]))
    with FactBase.open(db=tmp_path / "out.db") as kb:
        assert [one.id for one in kb] == ["b"]


def test_a_path_and_lines_do_not_go_together(tmp_path):
    with pytest.raises(TypeError, match="name the index by db="):
        factbase.build(from_jsonl=tmp_path / "in.jsonl")


def test_lines_are_not_held():
    """A line as long as can be read takes no more than itself, whatever its end."""
    read = []

    class Stream(io.RawIOBase):
        def __init__(self):
            self.left = 40

        def readable(self):
            return True

        def readinto(self, buffer):
            self.left -= 1
            if self.left < 0:
                return 0
            read.append(len(buffer))
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    numbered = list(lines_module._numbered(io.BufferedReader(Stream(), 65536)))  # noqa: SLF001
    assert numbered == [(1, None)]
    assert max(read) <= 65536
