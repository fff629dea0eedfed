"""``factbase new`` writes a fact and a source that validate, or says what is missing."""

from __future__ import annotations

import json
import os
import pty
import select
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import factbase
from factbase.cli.main import run
from factbase.cli.new import _fact_document
from factbase.yamltext import to_yaml

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = {
    "--claim": "The bridge has more than 1,200 arches: many.",
    "--topic": "examples",
    "--period": "2020",
    "--place": "NO",
    "--measure": "arches of the bridge",
    "--amount": "more than 1,200",
    "--unit": "count",
    "--title": "Guide to #the Bridge",
    "--type": "pamphlet",
    "--author": "Doe, Jane",
    "--at": "p. 2",
    "--quote": 'It has "more than 1,200 arches", they say.',
    "--read": "2026-11-22",
    "--original": "self",
}


@pytest.fixture
def base(tmp_path):
    assert run(["init", str(tmp_path), "--quiet"]) == 0
    return tmp_path


def new(base, answers, *more):
    options = [text for option in answers.items() for text in option if text is not None]
    return run(["new", "--facts", str(base), *options, *more])


def test_a_fact_and_its_source_are_written_and_validate(base, capsys):
    assert new(base, ANSWERS, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "schema_version": 1,
        "id": "no-arches-bridge-2020",
        "source": "doe-guide-bridge",
        "written": [
            "facts/sources/doe-guide-bridge.yaml",
            "facts/examples/no-arches-bridge-2020.yaml",
        ],
    }
    assert [str(finding) for finding in factbase.validate(base)] == []
    with factbase.FactBase.open(base) as kb:
        fact = kb["no-arches-bridge-2020"]
        assert str(fact.values[0]) == "more than 1,200"
        assert (fact.place, fact.period, fact.grade) == ("NO", "2020", "primary")
        assert fact.sources[0].quote == ANSWERS["--quote"]
        assert fact.sources[0].source.title == "Guide to #the Bridge"


def test_what_is_written_names_its_schema_for_editors(base, capsys):
    assert new(base, ANSWERS, "--json") == 0
    for path in json.loads(capsys.readouterr().out)["written"]:
        first = (base / path).read_text("utf-8").partition("\n")[0]
        schema = (base / path).parent / first.removeprefix("# yaml-language-server: $schema=")
        kind = "source" if "sources" in path else "fact"
        assert schema.resolve() == (base / f"schemas/{kind}.schema.json").resolve()
        assert schema.is_file()


def test_a_recorded_source_is_used_again(base, capsys):
    answers = {**ANSWERS, "--source": "example-lighthouse-guide"}
    for option in ("--title", "--type", "--author"):
        del answers[option]
    assert new(base, answers, "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] == [
        "facts/examples/no-arches-bridge-2020.yaml"
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"--claim": None}, "still needed: --claim", id="no claim"),
        pytest.param(
            {"--title": None, "--amount": None},
            "still needed: --amount, --source or --title",
            id="two",
        ),
        pytest.param({"--period": "2021-13"}, "there is no month 13", id="bad date"),
        pytest.param({"--topic": "exmples"}, "did you mean 'examples'?", id="unlisted topic"),
        pytest.param({"--unit": "percnt"}, "did you mean 'percent'?", id="unknown unit"),
        pytest.param({"--amount": "many"}, "'many' is not a number", id="no number"),
        pytest.param({"--id": "Ä"}, "cannot be an id", id="bad id"),
        pytest.param(
            {"--source": "example-lighthouse-gide", "--title": None},
            "did you mean 'example-lighthouse-guide'?",
            id="mistyped source",
        ),
        pytest.param({"--id": "example-lighthouse-steps"}, "exists", id="taken id"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(base, capsys, changes, told):
    before = sorted(base.rglob("*.yaml"))
    answers = {key: text for key, text in {**ANSWERS, **changes}.items() if text is not None}
    assert new(base, answers) == 2
    assert told in capsys.readouterr().err
    assert sorted(base.rglob("*.yaml")) == before


def test_a_finding_of_the_rules_is_told_at_once(base, capsys):
    assert new(base, {**ANSWERS, "--read": "2031-01-02"}) == 1
    assert "FB303" in capsys.readouterr().err


def test_at_a_terminal_it_asks_and_asks_again_for_what_was_wrong(base):
    typed = [
        "Twelve percent of the lamps are lit.",
        "",
        "lamps",
        "2021-13",
        "GB",
        "share of the lamps that are lit",
        "12",
        "percent",
        "example-lighthouse-guide",
        "p. 4",
        "",
        "2026-11-22",
        "self",
        "",
        "yes",
        "2021",
    ]
    out, status = converse([sys.executable, "-m", "factbase", "new"], typed, cwd=base)
    assert status == 0, out
    assert "there is no month 13" in out
    assert "'lamps' is a new topic" in out
    written = base / "facts/lamps/gb-share-lamps-lit-2021.yaml"
    assert "period: 2021\n" in written.read_text(encoding="utf-8")
    assert factbase.validate(base).ok


def converse(command: list[str], typed: list[str], *, cwd: Path) -> tuple[str, int]:
    """Run *command* at a terminal of its own and type these lines."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, close_fds=True
    )
    os.close(theirs)
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    out = b""
    while True:
        if not select.select([ours], [], [], 20)[0]:
            process.kill()
            raise AssertionError(f"it waits for an answer: {out.decode(errors='replace')}")
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not chunk:
            break
        out += chunk
    os.close(ours)
    return out.decode(errors="replace"), process.wait(timeout=30)


def test_what_the_rules_refuse_is_taken_back(base, capsys):
    before = {path: path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()}
    changes = {"--claim": "The bridge has 13 arches.", "--read": "2031-01-02", "--topic": "bridges"}
    assert new(base, {**ANSWERS, **changes}, "--new-topic") == 1
    told = capsys.readouterr().err
    assert "FB303" in told
    assert "FB305" in told
    assert "nothing was written" in told
    after = {path: path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()}
    assert after == before


def test_the_example_of_the_help_works(base, capsys):
    assert run(["new", "--help"]) == 0
    example = capsys.readouterr().out.partition("  factbase new --claim")[2].replace("\\\n", " ")
    arguments = shlex.split("--claim" + example)
    assert run(["new", "--facts", str(base), *arguments]) == 0
    assert factbase.validate(base).ok
    assert "bridges: {label: Bridges}" in (base / "schemas/topics.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        pytest.param("46 thousand people", "people", "value: 46000", id="words for a number"),
        pytest.param(">= 46,000", "people", "at_least: 46000", id="a sign"),
        pytest.param("3..6", "times", "range: [3, 6]", id="a range"),
        pytest.param("2011", "people", "value: 2011", id="no year here"),
        pytest.param("nearly half", None, "nearly: 1 in 2", id="a share in words"),
    ],
)
def test_an_amount_is_read_as_people_write_it(amount, unit, written):
    fact = _fact_document({**DRAFT, "amount": amount, "unit": unit}, "example")
    assert written in to_yaml(fact)


DRAFT = {"claim": "A claim.", "topics": ["example"], "measure": "things", "period": "2020"}
