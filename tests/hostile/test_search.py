"""Hostile input 69 and 70: whatever is searched for, and whatever file is opened."""

from __future__ import annotations

import json
import sqlite3

import pytest

from factbase import FactBase, IndexFileError
from factbase.cli.main import run
from tests.readers import fact, open_base, varied_base, write_base


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with open_base(varied_base(tmp_path_factory.mktemp("varied"))) as opened:
        yield opened


QUERIES = {
    "a quotation mark": '"',
    "an operator without a right side": "a AND",
    "NEAR": "NEAR(",
    "NEAR with a number": "NEAR(ducks geese, 5)",
    "a column": "c:x",
    "our own column": "claim:ducks",
    "a column set": "{claim also}:ducks",
    "a caret": "^ducks",
    "a star": "*",
    "a minus": "-a",
    "an open bracket": "(",
    "a closing bracket": ")",
    "empty": "",
    "a megabyte": "x" * 1_000_000,
    "a megabyte of words": "ducks " * 170_000,
    "a megabyte of brackets": "(" * 1_000_000,
    "a megabyte of numbers": "1 " * 500_000,
    "a megabyte of quotation marks": '"' * 1_000_000,
    "a megabyte of signs": "+-" * 500_000,
    "SQL": "'; DROP TABLE facts;--",
    "NUL": "\0",
    "NUL in a word": "du\0cks",
    "a lone surrogate": "\ud800ducks",
    "combining marks": "d" + "\u0301" * 10_000,
    "right to left": "\u202educks",
    "a terminal's command": "\x1b[2J",
    "deep brackets": "(" * 60 + "ducks" + ")" * 60,
    "a marked word": "us@ 12# 12~ who^",
    "two thousand words": "ducks, geese. " * 1000,
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_hostile_query_is_answered(kb, query):
    hits = kb.search(query)
    assert hits.step in ("as typed", "corrected", "any word", "nothing")
    json.dumps(hits.to_dict(), default=str)
    assert len(kb.search("ducks")) == 7


@pytest.mark.parametrize(
    "query", [query for query in QUERIES.values() if len(query) < 1000], ids=ascii
)
@pytest.mark.parametrize("more", [[], ["--json"], ["--format", "csv"], ["--format", "markdown"]])
def test_a_hostile_query_is_answered_by_the_command(kb, query, more, capsys):
    if "\0" in query:
        pytest.skip("no argument of a process can hold NUL")
    assert run(["search", "--db", kb.db, *more, "--", query]) == 0
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert not {"\x1b", "\u202e"} & set(err)
    assert "--json" in more or not {"\x1b", "\u202e"} & set(out)


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(1)", "\t=1", " =1", '"=1"']


@pytest.mark.parametrize("claim", FORMULAS)
def test_a_cell_is_no_formula(tmp_path, claim, capsys):
    base = write_base(tmp_path, [fact("one", claim=f"{claim} ducks were counted.")])
    assert run(["search", "ducks", "--format", "csv", "--facts", str(base), "--quiet"]) == 0
    rows = capsys.readouterr().out.splitlines()
    cell = rows[1].partition(",")[2]
    assert not cell.strip('"').lstrip().startswith(("=", "+", "-", "@")) or cell.startswith('"""=')


STRANGE = {
    "a view for a table": "DROP TABLE {table}; CREATE VIEW {table} AS SELECT 1 AS word",
    "no table": "DROP TABLE {table}",
    "other columns": "DROP TABLE {table}; CREATE TABLE {table} (x)",
    "a view that loads": "DROP TABLE {table}; "
    "CREATE VIEW {table} AS SELECT load_extension('evil') AS word",
}


@pytest.mark.parametrize("table", ["words", "fact_text", "facts", "fact_years"])
@pytest.mark.parametrize("statement", STRANGE.values(), ids=STRANGE)
def test_a_strangers_index_is_refused_in_words(tmp_path, table, statement):
    base = write_base(tmp_path / "base", [fact("one", period="2011")])
    path = tmp_path / "alone.db"
    import factbase

    factbase.build(base, path)
    connection = sqlite3.connect(path)
    connection.executescript(statement.format(table=table))
    connection.close()
    with FactBase.open(path) as opened:
        try:
            hits = opened.search("example 2011")
        except IndexFileError as error:
            assert str(path) in str(error)  # noqa: PT017  # an answer would do as well
        else:
            assert isinstance(hits, list)


def test_a_strangers_trigger_is_never_run(tmp_path):
    base = write_base(tmp_path / "base", [fact("one")])
    path = tmp_path / "alone.db"
    import factbase

    factbase.build(base, path)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER evil AFTER INSERT ON words BEGIN DELETE FROM facts; END")
    connection.close()
    before = path.read_bytes()
    with FactBase.open(path) as opened:
        assert opened.search("example")[0].id == "one"
        opened.suggest("exa")
        opened.neighbours("one")
    assert path.read_bytes() == before
