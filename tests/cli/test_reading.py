"""The reading commands: answers as the contract has them, exit codes, streams, terminals."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys

import click
import pytest

import factbase
from factbase.cli.main import COMMANDS, group, run
from tests.bases import make_base
from tests.readers import TOPICS, fact, source, use, value, varied_base, write_base

ENTRY = [sys.executable, "-m", "factbase"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = varied_base(tmp_path_factory.mktemp("varied"))
    factbase.build(folder)
    return folder


@pytest.fixture
def base(made, monkeypatch):
    """Make the base of `VARIED` facts the working directory; it is only read."""
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Make a base that a test may change the working directory."""
    folder = write_base(tmp_path / "own", [fact("one"), fact("two")])
    monkeypatch.chdir(folder)
    return folder


def answer(capsys, *arguments, code=0):
    """Run a command with --json and return its answer; nothing else is printed."""
    assert run([*arguments, "--json"]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def told(capsys, *arguments, code=0):
    """Run a command and return what it prints to stdout and stderr."""
    assert run(list(arguments)) == code
    return capsys.readouterr()


def process(*arguments, cwd, **options):
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run(
        [*ENTRY, *arguments], capture_output=True, cwd=cwd, env=environment, check=False, **options
    )


# The answers of the contract, whole.


@pytest.mark.usefixtures("base")
def test_search_answers(capsys):
    assert answer(capsys, "search", "ducks", "Arizona", "--limit", "1") == {
        "schema_version": 1,
        "query": "ducks Arizona",
        "read_as": "any of: ducks, Arizona",
        "step": "as typed",
        "did_you_mean": None,
        "topics": [],
        "doubts": [],
        "hits": [
            {
                "id": "ducks-us-az-2012",
                "claim": "In 2012, 41 ducks swam in Arizona.",
                "score": 1.0,
                "snippet": "In 2012, 41 **ducks** swam in **Arizona**.",
                "kind": "statistic",
                "place": "US-AZ",
                "period": "2011/2012",
                "topics": ["birds"],
                "values": [
                    {
                        "measure": "people counted",
                        "text": "12 people",
                        "lo": 12,
                        "hi": 12,
                        "unit": "people",
                        "stat": "count",
                        "basis": "measured",
                    }
                ],
                "grade": "primary",
                "status": "current",
                "citation": "(Example, 2021)",
                "series": None,
                "numbers": [[9, 11]],
            }
        ],
    }


@pytest.mark.usefixtures("base")
def test_search_that_finds_nothing_answers(capsys):
    assert answer(capsys, "search", "zeppelin") == {
        "schema_version": 1,
        "query": "zeppelin",
        "read_as": "zeppelin",
        "step": "nothing",
        "did_you_mean": None,
        "topics": [],
        "doubts": [],
        "hits": [],
    }


@pytest.mark.usefixtures("base")
def test_cite_answers(capsys):
    assert answer(capsys, "cite", "ducks-gb-2015", "unread-ducks") == {
        "schema_version": 1,
        "citations": [
            {
                "id": "ducks-gb-2015",
                "claim": "In 2015, 42 ducks swam in Great Britain.",
                "in_text": "(Waters, 2016, p. 3; original not preserved)",
                "reference": "Waters, A. (2016). The Lake. Lake Press. "
                "[p. 3; original not preserved]",
                "grade": "orphan",
                "status": "current",
                "note": "original not preserved",
            },
            {
                "id": "unread-ducks",
                "claim": "An unread count says 99 ducks.",
                "in_text": "(Example, 2021; not read by us)",
                "reference": "Example. (2021). [not read by us]",
                "grade": "unread",
                "status": "current",
                "note": "not read by us",
            },
        ],
    }


def test_show_answers(base, capsys):
    shown = answer(capsys, "show", "fish-undated")
    with factbase.FactBase.open(base) as kb:
        pin = kb["fish-undated"].hash
    assert shown == {
        "schema_version": 1,
        **fact("fish-undated", claim="Fish were counted at no stated time.", topics=["animals"],
               period="unstated"),
        "kind": "statistic",
        "grade": "secondary",
        "status": "current",
        "hash": pin,
        "path": "facts/fish-undated.yaml",
        "superseded_by": [],
        "disputed_by": [],
        "sources": [
            {
                **use("lake-2016", original="pond-2009"),
                "grade": "secondary",
                "source": source(
                    "lake-2016", title="The Lake", author=[{"family": "Waters", "given": "Ann"}],
                    issued="2016-05-01", publisher="Lake Press",
                ),
                "named": source("pond-2009", title="The Pond", issued="2009"),
            }
        ],
        "editions": [],
        "neighbours": [],
    }  # fmt: skip


@pytest.mark.usefixtures("base")
def test_show_answers_with_the_editions_of_a_series(capsys):
    assert answer(capsys, "show", "ganders-2022")["editions"] == [
        {"id": "geese-2021", "period": "2021"},
        {"id": "geese-2022", "period": "2022"},
        {"id": "geese-2023", "period": "2023"},
    ]
    out, _ = told(capsys, "show", "geese-2022")
    assert "  series    geese, 2 of 3  ▁▁▁\n  before    geese-2021\n  after     geese-2023\n" in out


def test_numbers_keep_the_form_in_which_they_were_written(tmp_path, capsys):
    text = json.dumps(fact("one", values=[value(unit="percent")])).replace("12,", "3.70,")
    make_base(write_base(tmp_path, []), {"facts/one.yaml": text}, source=False)
    run(["show", "one", "--facts", str(tmp_path), "--json"])
    assert '"value": 3.70,' in capsys.readouterr().out


@pytest.mark.usefixtures("base")
def test_topics_answer(capsys):
    assert answer(capsys, "topics") == {
        "schema_version": 1,
        "topics": [
            {"topic": "animals", "facts": 13},
            {"topic": "birds", "facts": 10},
            {"topic": "example", "facts": 1},
        ],
    }
    out, _ = told(capsys, "topics")
    assert out == "animals     13\nbirds       10\nexample      1\n"


def test_index_answers(own, capsys):
    db = str(own / ".factbase" / "index.db")
    both = {"schema_version": 1, "facts": 2, "sources": 1, "db": db}
    assert answer(capsys, "index") == {**both, "changed": 2, "removed": 0}
    assert answer(capsys, "index") == {**both, "changed": 0, "removed": 0}
    (own / "facts" / "two.yaml").unlink()
    assert answer(capsys, "index") == {**both, "facts": 1, "changed": 0, "removed": 1}
    out, _ = told(capsys, "index", "--full")
    assert out == f"1 fact and 1 source in {db}; 0 changed, 0 removed\n"


CHECKED = {"files": 3, "facts": 2, "sources": 1, "quotes": 0, "quotes_not_checked": 0}


def test_validate_answers(own, capsys):
    assert answer(capsys, "validate") == {
        "schema_version": 1,
        "checked": CHECKED,
        "diagnostics": [],
        "hidden": {},
        "changed_since": None,
        "ignored": 0,
        "fixed": [],
        "statistics": [],
    }
    (own / "facts" / "two.yaml").write_text("id: two\nclaim: It rained.\ncolour: red\n")
    found = answer(capsys, "validate", code=1)
    assert found["checked"] == CHECKED
    assert all(
        list(one) == [
            "code", "name", "severity", "path", "line", "column", "end_line", "end_column",
            "message", "hint", "fixable", "fix", "related", "id", "field",
        ]
        for one in found["diagnostics"]
    )  # fmt: skip
    unknown = next(one for one in found["diagnostics"] if one["code"] == "FB202")
    assert (unknown["path"], unknown["line"], unknown["column"]) == ("facts/two.yaml", 3, 1)
    assert (unknown["id"], unknown["field"]) == ("two", "colour")
    assert found == answer(capsys, "validate", "--output", "json", code=1)


@pytest.mark.usefixtures("own")
def test_validate_writes_reports_to_files(tmp_path, capsys):
    report = tmp_path / "report.json"
    out, err = told(capsys, "validate", "--output", "concise", "--output", f"json={report}")
    assert json.loads(report.read_text())["checked"]["facts"] == 2
    assert "{" not in out + err


# Exit codes, streams.


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["search", "zeppelin"], 0, id="nothing found"),
        pytest.param(["search"], 0, id="no words"),
        pytest.param(["search", "--", "-ducks"], 0, id="a word that begins with a hyphen"),
        pytest.param(["search", "ducks", "--year", "soon"], 2, id="no year"),
        pytest.param(["search", "ducks", "--limit", "0"], 2, id="no limit"),
        pytest.param(["search", "ducks", "--kind", "fable"], 2, id="no kind"),
        pytest.param(["search", "ducks", "--colour"], 2, id="no option"),
        pytest.param(["show"], 2, id="no id"),
        pytest.param(["show", "nobody"], 2, id="unknown id"),
        pytest.param(["cite"], 2, id="nothing to cite"),
        pytest.param(["cite", "ducks-gb-2015", "nobody"], 2, id="one unknown id"),
        pytest.param(["cite", "ducks-gb-2015", "--format", "pdf"], 2, id="unknown format"),
        pytest.param(["cite", "ducks-gb-2015", "--only", "half"], 2, id="only half"),
        pytest.param(["cite", "old-ducks", "unread-ducks", "wrong-ducks"], 0, id="no fact refused"),
        pytest.param(["validate", "nowhere"], 2, id="absent path"),
        pytest.param(["validate", "schemas"], 2, id="nothing to check"),
        pytest.param(["validate", "schemas", "--allow-empty"], 0, id="nothing, and it is meant"),
        pytest.param(["index", "--check"], 0, id="current"),
        pytest.param(["frobnicate"], 2, id="unknown command"),
        pytest.param(["--colour"], 2, id="unknown option of all"),
        pytest.param(["--version"], 0, id="version"),
        pytest.param(["search", "ducks", "--facts", "nowhere"], 2, id="absent base"),
        pytest.param(["search", "ducks", "--facts", "/"], 2, id="no base there"),
    ],
)
def test_exit_codes(arguments, code, capsys):
    out, err = told(capsys, *arguments, code=code)
    if code:
        assert out == ""
        assert err
    assert "Traceback" not in err


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serach"], "no command 'serach'; did you mean 'search'?"),
        (["zzz"], "no command 'zzz'; see: factbase --help"),
        (["search", "--topics", "x"], "--topic"),
        (["show", "duck-us-2010"], "no fact 'duck-us-2010'; did you mean 'ducks-us-2010'"),
        (["cite", "geese-20211"], "did you mean 'geese-2021'"),
        (["cite", "geese-2021", "--format", "markdwn"], "did you mean 'markdown'?"),
        (["validate", "--output", "jsn"], "no output format 'jsn'; did you mean 'json'?"),
        (["search", "x", "--grade", "primery"], "no grade 'primery'; did you mean 'primary'?"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else None,
)
def test_did_you_mean(arguments, words, capsys):
    _, err = told(capsys, *arguments, code=2)
    assert words in err


@pytest.mark.usefixtures("base")
def test_a_mistyped_topic_is_doubted(capsys):
    out, err = told(capsys, "search", "ducks", "--topic", "brids")
    assert out == "nothing found for ducks\n"
    assert err == "no topic 'brids'; did you mean 'birds'?\n"
    out, err = told(capsys, "search", "--topic", "zzz", "--quiet")
    assert (out, err) == ("nothing found\n", "")


def test_outside_a_base_the_way_in_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for arguments in (["search", "x"], ["show", "x"], ["cite", "x"], ["index"], ["validate"]):
        _, err = told(capsys, *arguments, code=2)
        assert err.startswith("factbase: no fact base at ")
        assert "make one with: factbase init" in err


@pytest.mark.parametrize("folder", [".", "facts", "facts/sources"])
def test_from_inside_a_base(base, folder, monkeypatch, capsys):
    monkeypatch.chdir(base / folder)
    assert answer(capsys, "show", "geese-2021")["id"] == "geese-2021"
    monkeypatch.chdir("/")
    assert answer(capsys, "show", "geese-2021", "--facts", str(base / folder))["id"] == "geese-2021"


@pytest.mark.usefixtures("base")
def test_an_index_alone_outside_any_base(tmp_path, monkeypatch, capsys):
    db = str(tmp_path / "alone.db")
    assert run(["index", "--db", db, "--quiet"]) == 0
    monkeypatch.chdir(tmp_path)
    assert capsys.readouterr() == ("", "")
    assert len(answer(capsys, "search", "ducks", "--db", db)["hits"]) == 7
    assert answer(capsys, "show", "geese-2021", "--db", db)["id"] == "geese-2021"
    _, err = told(capsys, "search", "ducks", "--db", "none.db", code=2)
    assert err == "factbase: none.db: no index here; build it with: factbase index\n"


def test_what_is_left_out_is_said_on_stderr(own, capsys):
    (own / "facts" / "draft.yaml").write_text("claim: [")
    out, err = told(capsys, "search", "people")
    assert "factbase cite one" in out
    assert err.startswith("left out: facts/draft.yaml:1:")
    assert err.endswith("; see: factbase validate\n")
    assert told(capsys, "search", "people", "--quiet").err == ""
    out, err = told(capsys, "index", "--full")
    assert "1 file is not wholly in the index; see: factbase validate" in err
    assert told(capsys, "index", "--strict", code=1).err != ""
    assert run(["index", "--strict", "--quiet"]) == 1
    assert capsys.readouterr() == ("", "")


def test_index_check(own, capsys):
    assert told(capsys, "index", "--check", code=1).err == "the index is out of date\n"
    assert not (own / ".factbase").exists()
    run(["index", "--quiet"])
    assert told(capsys, "index", "--check").err == "the index is current\n"
    (own / "facts" / "two.yaml").unlink()
    assert told(capsys, "index", "--check", "--quiet", code=1) == ("", "")


def test_an_index_in_the_cache_is_told(own, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (own / ".factbase").write_text("in the way")
    _, err = told(capsys, "search", "people")
    assert err.startswith(
        f"the base's folder cannot be written; the index is {tmp_path / 'cache'}{os.sep}"
    )
    assert told(capsys, "index", "--check").err == "the index is current\n"


@pytest.mark.usefixtures("base")
def test_a_bug_of_ours_prints_what_to_paste(monkeypatch, capsys):
    def planted(*_arguments, **_options):
        raise ZeroDivisionError("planted \x1b[2J")

    monkeypatch.setattr("factbase.search.searcher.search", planted)
    out, err = told(capsys, "search", "ducks", code=3)
    assert out == ""
    assert "Traceback" in err
    assert "ZeroDivisionError: planted \\x1b[2J" in err
    assert "\x1b" not in err
    assert "This is a bug in factbase, not in your facts. Please report it" in err
    assert f"factbase {factbase.__version__}, Python {sys.version.split()[0]}" in err


@pytest.mark.usefixtures("base")
def test_interrupted(monkeypatch, capsys):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("factbase.search.searcher.search", interrupt)
    out, err = told(capsys, "search", "ducks", code=130)
    assert (out, err.strip()) == ("", "interrupted")


# Help.


def test_help_of_all(capsys):
    for option in ("-h", "--help"):
        out, _ = told(capsys, option)
        assert 'Example: factbase search "deported parents"' in out
        assert all(f"  {name} " in out for name in COMMANDS)
    assert told(capsys, "--version").out == f"factbase {factbase.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each(name, capsys):
    short, _ = told(capsys, name, "-h")
    long, _ = told(capsys, name, "--help")
    assert short == long
    assert f"\n    factbase {name}" in short.partition("Example")[2]
    assert "--json" in short or name == "init"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    command = group.get_command(click.Context(group), name)
    assert command is not None
    silent = [
        param.name for param in command.params if isinstance(param, click.Option) and not param.help
    ]
    assert silent == []
    assert command.help


# Terminals, pipes, encodings.


def on_a_terminal(*arguments, cwd, **environment):
    """Return what a command prints to a terminal."""
    main, side = pty.openpty()
    clean = {key: text for key, text in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [*ENTRY, *arguments],
        stdin=side, stdout=side, stderr=subprocess.DEVNULL, cwd=cwd,
        env={**clean, "TERM": "xterm", **environment},
    ) as child:  # fmt: skip
        os.close(side)
        pieces = []
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        child.wait()
    os.close(main)
    return b"".join(pieces).decode()


@pytest.mark.slow
def test_colour_only_on_a_terminal_that_wants_it(base):
    arguments = ("search", "Arizona")
    plain = process(*arguments, cwd=base).stdout.decode()
    assert "\x1b" not in plain
    coloured = on_a_terminal(*arguments, cwd=base)
    assert "In 2012, \x1b[1;36m41\x1b[0m ducks swam in Arizona." in coloured
    for terminal in (
        on_a_terminal(*arguments, cwd=base, NO_COLOR="1"),
        on_a_terminal(*arguments, "--no-color", cwd=base),
        on_a_terminal(*arguments, cwd=base, TERM="dumb"),
    ):
        assert terminal.replace("\r\n", "\n") == plain


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(base):
    with subprocess.Popen(
        [*ENTRY, "search", "--limit", "50", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=base,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_said(base):
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [*ENTRY, "search", "ducks"], stdout=full, stderr=subprocess.PIPE, cwd=base, check=False
        )
    assert result.returncode == 2
    assert result.stderr.startswith(b"factbase: ")
    assert result.stderr.count(b"\n") == 1


ENCODINGS = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "Turkish, far east of Greenwich": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
}


@pytest.fixture(scope="module")
def worldly(tmp_path_factory):
    facts = [fact("one", claim="Café “Ω” served 12 żurek · 日本.", place="DE", also=["İstanbul"])]
    folder = write_base(tmp_path_factory.mktemp("worldly"), facts, topics=TOPICS)
    factbase.build(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "café"),
        ("search", "café", "--json"),
        ("cite", "one"),
        ("cite", "one", "--format", "csl-json"),
        ("show", "one"),
        ("show", "öne"),
        ("validate",),
    ],
    ids=" ".join,
)
def test_the_same_bytes_everywhere(worldly, arguments):
    def outcome(environment):
        result = process(*arguments, cwd=worldly, env=environment)
        return result.returncode, result.stdout

    usual = outcome({"PYTHONUTF8": "1"})
    assert usual[0] == (2 if "öne" in arguments else 0)
    assert {name: outcome(environment) for name, environment in ENCODINGS.items()} == dict.fromkeys(
        ENCODINGS, usual
    )


HOSTILE = "\x1b[2J\x9b31m\x1b]52;c;x\x07\r\u202eevil\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Make an index whose texts would steer a terminal; the check would have refused them."""
    import sqlite3

    folder = tmp_path_factory.mktemp("hostile")
    factbase.build(write_base(folder / "base", [fact("one")]), folder / "index.db")
    connection = sqlite3.connect(folder / "index.db")
    claim = json.dumps(HOSTILE)[1:-1]
    connection.execute("UPDATE facts SET claim = ?, place = ?, citation = ?", [HOSTILE] * 3)
    connection.execute(
        "UPDATE facts SET document = replace(document, 'An example', ?), path = ?", [claim, HOSTILE]
    )
    connection.execute("UPDATE sources SET document = replace(document, 'Example', ?)", [claim])
    connection.execute("UPDATE facts SET readings = replace(readings, 'people', ?)", [claim])
    connection.execute("UPDATE fact_topics SET topic = ?", [HOSTILE])
    connection.execute("INSERT INTO skipped VALUES (?, 1, 1, 'FB999', 'x', ?, ?)", [HOSTILE] * 3)
    connection.commit()
    connection.close()
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "people"],
        ["search", HOSTILE],
        ["search", "people", "--topic", HOSTILE],
        ["search", "people", "--json"],
        ["search", "people", "--year", HOSTILE],
        ["show", "one"],
        ["show", "one", "--json"],
        ["show", HOSTILE],
        ["cite", "one"],
        ["cite", "one", "--format", "markdown"],
        ["cite", "one", "--format", "pandoc"],
        ["cite", "one", "--format", "bibtex"],
        ["cite", "one", "--format", "csl-json"],
        ["cite", "one", "--format", HOSTILE],
        ["cite", "one", "--json"],
        ["topics"],
        [HOSTILE],
        ["search", f"--{HOSTILE}"],
        ["search", "--limit", HOSTILE],
        ["search", "--facts", HOSTILE],
    ],
    ids=lambda words: ascii(" ".join(words)),
)
def test_nothing_steers_the_terminal(hostile, arguments, capsys, monkeypatch):
    monkeypatch.chdir(hostile)
    known = arguments[0] in COMMANDS
    run([*arguments, "--db", "index.db"] if known else arguments)
    out, err = capsys.readouterr()
    assert not set("\x1b\x9b\x07\r") & set(out + err)
    if "--json" not in arguments and "csl-json" not in arguments:
        assert "\u202e" not in out + err
    assert "Traceback" not in err


# Screens as a person sees them.


@pytest.mark.usefixtures("base")
def test_a_screen_of_search(capsys):
    out, _ = told(capsys, "search", "ducks", "Britain", "--limit", "1")
    assert out == (
        "In 2015, 42 ducks swam in Great Britain.\n"
        "  2015 · GB · 12 people\n"
        "  (Waters, 2016) orphan: the origin is not known\n"
        "  factbase cite ducks-gb-2015\n"
    )
    out, _ = told(capsys, "search", "retracted", "superseded", "unread", "--all", "--limit", "3")
    assert "(Example, 2021) retracted · primary" in out
    assert "(Example, 2021) superseded · primary" in out
    assert "(Example, 2021) not read by us\n" in out


def test_a_screen_of_show(base, capsys):
    out, _ = told(capsys, "show", "fish-undated")
    with factbase.FactBase.open(base) as kb:
        pin = kb["fish-undated"].hash
    assert (
        out
        == f"""\
Fish were counted at no stated time.

  id        fish-undated@{pin}
  period    unstated
  topics    animals
  evidence  secondary, current
  file      facts/fish-undated.yaml

  12 people  people counted

  Waters, Ann, "The Lake", Lake Press, 2016-05-01, read on 2026-11-20. [lake-2016, secondary]
    p. 3
    The Pond, 2009, as cited in Waters, 2016 (original not checked): The Pond
"""
    )


TWO_ROWS = fact(
    "two-rows",
    claim="From 2010 to 2020 the number of herons that were counted at the lake of Exampleton rose "
    "by half.",
    place="US",
    period="2010/2020",
    values=[
        value(id="before", measure="herons", value=20, unit="count", place="US-AZ", period=2010),
        value(id="after", measure="herons", value=30, unit="count", part_of="before"),
        value(measure="growth", value=50, unit="percent", than="before", calculated="after * 2",
              basis="estimate", dimensions={"sex": "female"}),
    ],
    sources=[
        use("lead", at=None, read=None, original_note="A lead."),
        *(
            {**use(data={"file": "a.csv", "row": row, "column": "n"}, at=None, original="lost"),
             "for": [name]}
            for name, row in (("before", 1), ("after", 2))
        ),
    ],
)  # fmt: skip
PAGE = """\
{claim}

  id        two-rows@{pin}
  period    2010/2020
  place     United States (US)
  topics    example
  evidence  orphan, current
  file      facts/two-rows.yaml

  20  herons [before]
    period: 2010; place: US-AZ
  30  herons [after]
    part of: before
  50 percent  growth
    than: before
    calculated: after * 2
    sex: female; basis: estimate

  "Example", 2021, read on 2026-11-20. [example, orphan]
    before: a.csv, row 1, column n
    after: a.csv, row 2, column n
    original not preserved

  not read by us:
    "Lead", 2021, not read by us. [lead, unread]
      A lead.

  ! estimate
"""


@pytest.fixture
def two_rows(tmp_path, monkeypatch):
    """Make a base with two cells of one table, a lead before them; return its page."""
    folder = write_base(tmp_path / "own", [TWO_ROWS], [source(), source("lead", title="Lead")])
    monkeypatch.chdir(folder)
    with factbase.FactBase.open(folder) as kb:
        return PAGE.format(claim=TWO_ROWS["claim"], pin=kb["two-rows"].hash)


def test_show_names_a_work_once_and_what_was_not_read_last(two_rows, capsys):
    assert told(capsys, "show", "two-rows").out == two_rows


def test_show_breaks_lines_for_a_terminal_alone(two_rows, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    out, _ = told(capsys, "show", "two-rows", "--no-color")
    assert max(map(len, out.splitlines())) <= 60
    assert out.split() == two_rows.split()
    assert out.startswith("From 2010 to 2020 the number of herons that were counted at\nthe lake")


@pytest.mark.usefixtures("base")
def test_a_screen_of_cite(capsys):
    out, _ = told(capsys, "cite", "fish-undated", "wrong-ducks")
    assert (
        out
        == """\
Fish were counted at no stated time. (The Pond, 2009, as cited in Waters, 2016, p. 3 (original \
not checked))

A retracted count says 96 ducks. (Example, 2021, p. 3; retracted 2026-01-02: Geese were counted.)

Example. (2021).
Waters, A. (2016). The Lake. Lake Press.
"""
    )


@pytest.mark.usefixtures("base")
def test_only_a_part_and_other_formats(capsys):
    cite = ["cite", "ducks-gb-2015"]
    assert (
        told(capsys, *cite, "--only", "claim").out == "In 2015, 42 ducks swam in Great Britain.\n"
    )
    assert told(capsys, *cite, "--only", "citation", "--in-text").out == (
        "(Waters, 2016, p. 3; original not preserved)\n"
    )
    out = told(capsys, *cite, "--format", "pandoc").out
    assert out.endswith(" [@lake-2016, p. 3, original not preserved]\n")


@pytest.mark.slow
def test_the_entry_point_runs(base):
    entry = shutil.which("factbase", path=os.path.dirname(sys.executable))
    if entry is None:
        pytest.skip("factbase is not installed beside this Python")
    result = subprocess.run(
        [entry, "search", "ducks", "Arizona"], capture_output=True, text=True, cwd=base, check=True
    )
    assert result.stdout.startswith("In 2012, 41 ducks swam in Arizona.\n")
    assert result.stderr == ""
