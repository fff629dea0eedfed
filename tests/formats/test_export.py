"""An export holds the facts that were chosen, whole, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from factbase import Export, FactBase, FactNotFoundError, QueryError, UnknownNameError
from factbase.cli.main import run
from factbase.formats.all_formats import ALL_FORMATS
from factbase.formats.csv import COLUMNS, guarded
from factbase.jsontext import from_json
from tests.cite.foreign import READERS, graph_of
from tests.readers import ROOT, TODAY, fact, open_base, source, use, value, varied_base, write_base


@pytest.fixture(scope="module")
def varied(tmp_path_factory):
    with open_base(varied_base(tmp_path_factory.mktemp("base"))) as kb:
        yield kb


@pytest.fixture(scope="module")
def own():
    """Return this repository's base."""
    with FactBase.open(ROOT, today=TODAY) as kb:
        yield kb


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ids(kb, **chosen):
    return [from_json(line)["id"] for line in str(kb.export(format="jsonl", **chosen)).splitlines()]


# Which facts


def test_without_ids_all_that_a_search_may_find(varied):
    hidden = {"unread-ducks", "old-ducks", "wrong-ducks"}
    every = [one.id for one in varied]
    assert ids(varied, all=True) == every
    assert ids(varied) == [one for one in every if one not in hidden]


@pytest.mark.parametrize(
    "chosen",
    [
        {"topic": "birds"},
        {"place": "US"},
        {"year": "2011..2012"},
        {"source": "lake-2016"},
        {"kind": "event"},
        {"grade": "unread"},
        {"topic": "birds", "year": 2020, "all": True},
    ],
    ids=str,
)
def test_filters_are_those_of_search(varied, chosen):
    found = ids(varied, **chosen)
    assert sorted(found) == sorted(hit.id for hit in varied.search("", limit=100, **chosen))
    assert found


def test_ids_name_hidden_facts_earlier_ids_and_pins(varied):
    pin = varied["old-ducks"].hash
    wanted = [f"old-ducks@{pin}", "ganders-2021", "wrong-ducks"]
    assert ids(varied, ids=wanted) == ["old-ducks", "geese-2021", "wrong-ducks"]
    assert ids(varied, ids="wrong-ducks") == ["wrong-ducks"]


def test_what_cannot_be_exported(varied):
    with pytest.raises(FactNotFoundError, match="did you mean 'old-ducks'"):
        varied.export("old-duck", format="csv")
    with pytest.raises(UnknownNameError, match="did you mean 'bibtex'"):
        varied.export(format="bibtext")
    with pytest.raises(QueryError):
        varied.export(format="csv", year="soon")


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_no_fact_makes_an_empty_file(varied, form):
    made = varied.export(format=form, topic="nothing-of-the-kind")
    empty = {"csv": ",".join(COLUMNS), "csl-json": "[]"}
    if form != "jsonld":
        assert made == Export(form, 0, empty.get(form, ""))
    assert made.facts == 0


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl-json"])
def test_works_are_exported_once(own, form):
    made = own.export(format=form, all=True)
    found = READERS[form](str(made))
    keys = [one["id"] for one in found]
    assert len(keys) == len(set(keys))
    told = {name for one in found for name in one["keywords"].split(", ")}
    assert told == {one.id for one in own}
    assert made.facts == len(own)


def test_every_fact_is_a_claim(own):
    graph = graph_of(str(own.export(format="jsonld", all=True)))
    claims = {str(text) for text in graph.objects(None, None)}
    assert {one.claim for one in own} <= claims


# JSON lines


def test_json_lines_are_the_facts_to_the_digit(own):
    lines = str(own.export(format="jsonl", all=True)).splitlines()
    documents = [from_json(line) for line in lines]
    assert documents == [one.to_dict() for one in own]
    kind = type(own[documents[0]["id"]].to_model())
    for document, record in zip(documents, own, strict=True):
        assert document == record.to_model().to_dict()
        assert kind is type(record.to_model())


def test_a_number_keeps_its_digits(tmp_path):
    folder = write_base(tmp_path, [fact("one", values=[value(value=12)])])
    path = folder / "facts" / "one.yaml"
    path.write_text(path.read_text().replace('"value": 12', '"value": 3.70'))
    with open_base(folder) as kb:
        assert '"value": 3.70' in str(kb.export(format="jsonl"))
        assert '"value": 3.70' in str(kb.export(format="jsonld"))
        (row,) = rows(str(kb.export(format="csv")))
    assert (row["value"], row["lo"], row["hi"]) == ("3.70", "3.70", "3.70")


# CSV


def test_a_row_a_value(tmp_path):
    values = [
        value(id="a", more_than=46000, value=None, of="parents", basis="estimate"),
        value(value="1 in 4", unit=None, id="b"),
        value(
            value=None, range=[3, 6], unit="times", than_text="others", period="2019", place="GB"
        ),
        value(value=-28, unit="percent", stat="change", than="a", margin_of_error=3, confidence=95),
    ]
    facts = [
        fact("many", place="US", values=values, dimensions={"sex": "female", "age": "0-17"}),
        fact("no-number", kind="event", values=None, topics=["example", "lakes"],
             sources=[use("b", original="lost"), use(original="lost")]),
    ]  # fmt: skip
    sources = [source("b", URL="https://example.org/")]
    with open_base(write_base(tmp_path, facts, sources)) as kb:
        many = rows(str(kb.export("many", format="csv")))
        (none,) = rows(str(kb.export("no-number", format="csv")))
    names = "value_id text comparator value value_to unit stat lo hi basis of place period".split()
    assert [[row[name] for name in names] for row in many] == [
        ["a", "more than 46,000 people", "more_than", "46000", "", "people", "count", "46000", "",
         "estimate", "parents", "US", "2020"],
        ["b", "1 in 4", "value", "0.25", "", "", "share", "0.25", "0.25", "measured", "", "US",
         "2020"],
        ["", "3 to 6 times", "range", "3", "6", "times", "ratio", "3", "6", "measured", "", "GB",
         "2019"],
        ["", "'-28 ± 3 percent", "value", "-28", "", "percent", "change", "-28", "-28", "measured",
         "", "US", "2020"],
    ]  # fmt: skip
    assert {row["dimensions"] for row in many} == {"sex=female; age=0-17"}
    assert (many[3]["margin_of_error"], many[3]["confidence"]) == ("3", "95")
    about = "id kind topics measure value grade status note citation sources url".split()
    assert [none[name] for name in about] == [
        "no-number", "event", "example lakes", "", "", "orphan", "current",
        "original not preserved", none["citation"], "b example", "https://example.org/",
    ]  # fmt: skip
    assert none["citation"].startswith("(Example, 2021, b, p. 3; Example, 2021, example, p. 3;")


FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\tcell", "\rcell", "\ncell", '"=1+1"', " =1",
    "\u00a0=1", "'=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_calculates_nothing(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a=b", "1 - 2", "0.5", "'quoted'", '"quoted"', "a\tb", "café"]
)
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


def test_the_guard_and_its_switch(tmp_path):
    claim = "=1+1 people, -2 and @you"
    folder = write_base(
        tmp_path, [fact("one", claim=claim, values=[value(value=-12, unit="count")])]
    )
    with open_base(folder) as kb:
        (row,) = rows(str(kb.export(format="csv")))
        (bare,) = rows(str(kb.export(format="csv", formula_guard=False)))
    assert (row["claim"], row["value"]) == (f"'{claim}", "-12")
    assert bare["claim"] == claim
    assert Decimal(row["value"]) == -12


def test_a_table_reads_back_whole(own):
    table = rows(str(own.export(format="csv", all=True, formula_guard=False)))
    assert list(table[0]) == list(COLUMNS)
    assert len(table) == sum(max(len(one.values), 1) for one in own)
    for row in table:
        record = own[row["id"]]
        assert (row["claim"], row["grade"], row["hash"]) == (
            record.claim,
            record.grade,
            record.hash,
        )
        assert not row["text"] or row["text"] in {one.text for one in record.values}


# The command


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(varied_base(tmp_path))


def test_the_command_writes_what_the_library_gives(varied, tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(varied_base(tmp_path))
    for form in ALL_FORMATS:
        asked = ["export", "--format", form, "--topic", "birds", "--all"]
        assert run([*asked, "--quiet"]) == 0
        wanted = f"{varied.export(format=form, topic='birds', all=True)}\n"
        assert capsysbinary.readouterr().out.decode() == wanted
        assert run([*asked, "--output", "out.txt"]) == 0
        assert (tmp_path / "out.txt").read_bytes().decode() == wanted
        assert capsysbinary.readouterr() == (b"", b"13 facts written to out.txt\n")


@pytest.mark.usefixtures("here")
def test_the_answer_in_json(varied, capsys):
    asked = ["export", "--format", "jsonl", "--json", "new-ducks"]
    text = str(varied.export("new-ducks", format="jsonl"))
    answer = {"schema_version": 1, "format": "jsonl", "facts": 1, "output": None, "text": text}
    assert run(asked) == 0
    assert from_json(capsys.readouterr().out) == answer
    assert run([*asked, "--output", "out.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert from_json(out) == answer | {"output": "out.jsonl", "text": None}
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["old-ducks", "--topic", "birds"], 2, "by their IDs or by filters, not by both"),
        (["--topic", "nothing"], 0, "no fact passes the filters; unread, superseded and retracted"),
        (["--topic", "nothing", "--all"], 0, "no fact passes the filters\n"),
        (["nowhere"], 2, "no fact 'nowhere'"),
        (["--output", "absent/out.csv"], 2, "absent/out.csv: no such file or directory"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_the_command_says(capsys, arguments, code, told):
    assert run(["export", "--format", "csv", *arguments]) == code
    assert told in capsys.readouterr().err
