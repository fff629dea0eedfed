"""What ``search`` and ``show`` print besides hits: formats, citations, facets, readings, pages."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

import factbase
from factbase.cli.main import group, run
from tests.readers import fact, use, value, varied_base, write_base


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


def told(capsys, *arguments, code=0):
    assert run(list(arguments)) == code
    return capsys.readouterr()


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("query", "err"),
    [
        pytest.param("ducks Arizona", "", id="as typed"),
        pytest.param("dukcs Arizonna", "searched for any of: ducks, arizona\n", id="corrected"),
        pytest.param("+horses +Arizona",
                     "nothing holds all of it; searched for any of: horses, Arizona\n",
                     id="any word"),
        pytest.param("topc:birds ducks",
                     "no field 'topc:', read as words; did you mean 'topic:'?\n", id="a doubt"),
        pytest.param("…", "no words in the query; the newest facts:\n", id="no words"),
    ],
)  # fmt: skip
def test_how_the_query_was_read_is_told(capsys, query, err):
    assert told(capsys, "search", query).err == err
    assert told(capsys, "search", query, "--quiet").err == ""


@pytest.mark.usefixtures("base")
def test_nothing_found_is_told_with_what_is_near(capsys):
    out, err = told(capsys, "search", "birdz")
    assert "birds" in out + err
    out, _ = told(capsys, "search", "feathre", "--topic", "fish")
    assert out.startswith("nothing found for ")


@pytest.mark.usefixtures("base")
def test_the_first_hit_is_cited_as_cite_does(capsys):
    for options in ([], ["--format", "markdown"], ["--format", "bibtex"], ["--json"]):
        cited = told(capsys, "cite", "ducks-gb-2015", *options).out
        assert told(capsys, "search", "ducks", "Britain", "--cite", *options).out == cited
    out, err = told(capsys, "search", "zeppelin", "--cite")
    assert (out, err) == ("", "nothing found for zeppelin\n")
    assert json.loads(told(capsys, "search", "zeppelin", "--cite", "--json").out)["citations"] == []


@pytest.mark.usefixtures("base")
def test_hits_as_csv(capsys):
    rows = list(
        csv.DictReader(io.StringIO(told(capsys, "search", "Arizona", "--format", "csv").out))
    )
    assert rows == [
        {
            "id": "ducks-us-az-2012",
            "claim": "In 2012, 41 ducks swam in Arizona.",
            "score": "1.0",
            "value": "12 people",
            "lo": "12",
            "hi": "12",
            "unit": "people",
            "stat": "count",
            "kind": "statistic",
            "place": "US-AZ",
            "period": "2011/2012",
            "topics": "birds",
            "grade": "primary",
            "status": "current",
            "citation": "(Example, 2021)",
        }
    ]
    assert told(capsys, "search", "zeppelin", "--format", "csv").out.startswith("id,claim,score")


@pytest.mark.usefixtures("base")
def test_hits_as_markdown(capsys):
    out, _ = told(capsys, "search", "ducks", "Britain", "--limit", "1", "--format", "markdown")
    assert out == (
        "- In 2015, 42 ducks swam in Great Britain. "
        "(Waters, 2016, p. 3; original not preserved) (`ducks-gb-2015`)\n"
    )


@pytest.mark.usefixtures("base")
def test_another_format_is_refused(capsys):
    err = told(capsys, "search", "ducks", "--format", "pdf", code=2).err
    assert "no format 'pdf' of hits; write text, markdown, csv" in err
    assert "no format 'pdf'" in told(
        capsys, "search", "ducks", "--cite", "--format", "pdf", code=2
    ).err  # fmt: skip


@pytest.mark.usefixtures("base")
def test_a_hyphen_that_was_meant_for_the_query(capsys):
    err = told(capsys, "search", "ducks", "-geese", code=2).err
    assert "a query with a hyphen is quoted: factbase search 'parents -children'" in err
    assert "is quoted" not in told(capsys, "search", "ducks", "--geese", code=2).err


@pytest.mark.usefixtures("base")
def test_facets(capsys):
    out, _ = told(capsys, "search", "ducks", "--limit", "1", "--facets", "--place", "US")
    assert out.endswith(
        "\n\ntopic: animals 2 · birds 2\nplace: US 2 · US-AZ 1\nyear: 2010 1 · 2012 1\n"
        "source: example 2\nkind: statistic 2\n"
    )
    answer = json.loads(told(capsys, "search", "ducks", "--facets", "--json").out)
    assert answer["facets"]["kind"] == [{"value": "statistic", "facts": 7}]


@pytest.mark.usefixtures("base")
def test_options_bound_the_numbers(capsys):
    def found(*options):
        answer = json.loads(told(capsys, "search", *options, "--json", "--limit", "50").out)
        return len(answer["hits"])

    assert found("--min", "12") == found("--min", "5", "--max", "12") == found("--unit", "people")
    assert found("--min", "13") == found("--max", "11") == found("--unit", "percent") == 0
    assert "a number is written 40" in told(capsys, "search", "--min", "many", code=2).err


@pytest.mark.usefixtures("base")
def test_warnings_stand_with_the_hit(capsys):
    out, _ = told(capsys, "search", "superseded", "stale", "disputed", "side", "--all")
    assert "  ! superseded by new-ducks\n" in out
    assert "  ! due for a recheck since 2025-01-01\n" in out
    assert "  ! disputed: see second-ducks\n" in out


@pytest.mark.usefixtures("base")
def test_show_names_what_stands_for_or_against(capsys):
    assert "  supersedes  old-ducks\n" in told(capsys, "show", "new-ducks").out
    assert "  superseded by  new-ducks\n" in told(capsys, "show", "old-ducks").out
    assert "  disputes  second-ducks\n" in told(capsys, "show", "first-ducks").out
    assert "  disputed by  first-ducks\n" in told(capsys, "show", "second-ducks").out


@pytest.mark.usefixtures("base")
def test_show_names_what_is_near(capsys):
    out, _ = told(capsys, "show", "first-ducks")
    assert "\n  near it:\n    second-ducks  The other side says 93 ducks.\n" in out
    near = json.loads(told(capsys, "show", "first-ducks", "--json").out)["neighbours"]
    assert near[0]["id"] == "second-ducks"
    assert set(near[0]) == {"id", "claim", "score"}


def test_a_series_is_drawn_where_a_person_looks(tmp_path, monkeypatch, capsys):
    counts = [
        fact(f"swans-{year}", claim=f"In {year} there were {count} swans.", period=str(year),
             series="swans", values=[value(value=count)])
        for year, count in ((2001, 10), (2002, 45), (2003, 80), (2004, 10))
    ]  # fmt: skip
    years = [
        value(value=count, period=str(year)) for year, count in ((1990, 1), (1991, 5), (1992, 9))
    ]
    base = write_base(tmp_path, [*counts, fact("rows", values=years, sources=[use()])])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out, _ = told(capsys, "search", "swans", "2002", "--facts", str(base), "--no-color")
    assert "  2002 · 45 people · ▁▅█▁\n" in out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert "▁" not in told(capsys, "search", "swans", "2002", "--facts", str(base)).out
    out, _ = told(capsys, "show", "swans-2002", "--facts", str(base))
    assert "series    swans, 2 of 4  ▁▅█▁\n" in out
    assert "\n  ▁▅█\n" in told(capsys, "show", "rows", "--facts", str(base)).out


def complete(*words):
    *before, incomplete = words
    found = ShellComplete(group, {}, "factbase", "_FACTBASE_COMPLETE").get_completions(
        before, incomplete
    )
    return [item.value for item in found]


@pytest.mark.usefixtures("base")
def test_a_shell_completes_words_and_ids():
    assert complete("search", "fea") == ["feathered"]
    assert complete("search", "ducks", "ariz") == ["arizona"]
    assert complete("search", "ducks ariz") == ["ducks arizona"]
    assert complete("show", "geese-20") == ["geese-2021", "geese-2022", "geese-2023"]


def test_outside_a_base_a_shell_completes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert complete("search", "duc") == []
    assert complete("show", "duc") == []
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_what_is_longer_than_a_screen_goes_to_a_pager(base):
    def shown(*arguments):
        main, side = pty.openpty()
        environment = {**os.environ, "PAGER": "sed s/^/paged:/", "TERM": "xterm", "NO_COLOR": "1"}
        with subprocess.Popen(
            [sys.executable, "-m", "factbase", "search", *arguments],
            stdin=side, stdout=side, stderr=subprocess.DEVNULL, cwd=base, env=environment,
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

    assert shown("--limit", "50").startswith("paged:Horses from Iran")
    assert shown("Arizona").startswith("In 2012, 41 ducks")
    assert "paged:" not in shown("--limit", "50", "--json")
