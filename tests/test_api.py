"""The library: its names, the example of the plan, records like the model, one set of words."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys

import pytest

import factbase
import factbase.errors
from factbase import (
    BaseNotFoundError,
    Citation,
    FactBase,
    FactNotFoundError,
    FactRecord,
    IndexMissingError,
    SourceRecord,
)
from factbase.cli.bibliography import command as bibliography_command
from factbase.cli.cite import command as cite_command
from factbase.cli.export import command as export_command
from factbase.cli.search import command as search_command
from factbase.index.records import UseRecord, ValueRecord
from factbase.model.fact import Fact
from factbase.model.source import Source, SourceUse
from factbase.model.value import Value
from factbase.search.filters import GRADES, KINDS
from tests.readers import ROOT, fact, open_base, source, use, value, write_base


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with FactBase.open(ROOT, db=tmp_path_factory.mktemp("shipped") / "index.db") as opened:
        yield opened


def test_all_is_sorted_and_complete():
    assert factbase.__all__ == sorted(factbase.__all__)
    assert set(factbase._HOME_OF) == set(factbase.__all__)  # noqa: SLF001
    for name in factbase.__all__:
        found = getattr(factbase, name)
        assert found.__name__ == name
        assert found.__doc__, name
    assert set(dir(factbase)) == {*factbase.__all__, "__version__"}


def test_an_unknown_name_is_missed():
    with pytest.raises(AttributeError, match="module 'factbase' has no attribute 'Factbase'"):
        factbase.Factbase  # noqa: B018


def test_importing_loads_nothing():
    code = (
        "import sys; before = set(sys.modules); import factbase; print(set(sys.modules) - before)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert eval(result.stdout) <= {"factbase", "__future__"}  # noqa: S307


EXAMPLE = """
for hit in kb.search("deported parents", year=2011, limit=3):
    print(hit.id, hit.claim, hit.score)

fact = kb["us-parents-deported-2011h1"]
print(fact.values[0], fact.period)
print(kb.cite(fact.id, format="bibtex"))
"""


def test_the_example_of_the_plan(kb, capsys):
    exec(EXAMPLE, {"kb": kb})  # noqa: S102
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("us-parents-deported-2011h1 From January to June 2011")
    assert "more than 46,000 people 2011-01/2011-06" in out
    assert "@misc{srivastava-imhere," in out


def _attributes(model):
    return set(model.model_fields)


@pytest.mark.parametrize(
    ("record", "model", "derived"),
    [
        pytest.param(
            FactRecord,
            Fact,
            {"grade", "status", "hash", "pin", "path", "document", "recheck_due", "superseded_by",
             "disputed_by"},
            id="fact",
        ),
        pytest.param(
            ValueRecord, Value,
            {"text", "comparator", "numbers", "lo", "hi", "lo_open", "hi_open"}, id="value",
        ),
        pytest.param(UseRecord, SourceUse, {"source", "named", "grade"}, id="use"),
        pytest.param(SourceRecord, Source, {"path", "document"}, id="source"),
    ],
)  # fmt: skip
def test_records_have_the_attributes_of_the_model(record, model, derived):
    names = {field.name for field in dataclasses.fields(record)}
    assert names - derived == _attributes(model)
    assert derived <= names
    assert record.__dataclass_params__.frozen
    assert hasattr(record, "__slots__")


def test_every_shipped_record_gives_its_model_back(kb):
    for record in kb:
        model = record.to_model()
        assert model.to_dict() == record.to_dict()
        assert (model.grade, model.hash) == (record.grade, record.hash)
        for name in ("id", "claim", "kind", "topics", "said_by", "place", "series", "note", "also"):
            assert getattr(model, name) == getattr(record, name)
        assert [str(one) for one in model.values] == [str(one) for one in record.values]
    for ref, record in kb.sources.items():
        assert Source.model_validate(record.to_dict()).to_dict() == record.to_dict()
        assert record.id == ref


def test_a_model_with_words_that_the_base_adds(tmp_path):
    own = fact(
        "one", topics=["birds"], values=[value(unit="furlongs"), value(unit="furlongs per day")]
    )
    folder = write_base(
        tmp_path, [own], topics="birds: {label: Birds}\n", units="furlongs: {dimension: length}\n"
    )
    with open_base(folder) as base:
        assert [one.unit for one in base["one"].to_model().values] == [
            "furlongs",
            "furlongs per day",
        ]


def test_a_whole_record(tmp_path):
    own = fact(
        "one",
        values=[value(id="a", value=None, about=3.5, unit="percent", method="counted")],
        sources=[
            {**use(original={"ref": "origin", "figures": "same"}, copy="a scan"), "for": ["a"]}
        ],
        **{"x-mood": "merry"},
    )
    with open_base(write_base(tmp_path, [own], [source("origin")])) as base:
        record = base["one"]
        number, (cited,) = record.values[0], record.sources
        assert record.extensions == {"x-mood": "merry"}
        assert (str(number), number.lo, number.hi, number.stat) == (
            "about 3.5 percent", number.about, number.about, "share",
        )  # fmt: skip
        assert (cited.copy_, cited.for_, cited.figures) == ("a scan", ("a",), "same")
        assert cited.named is not None
        assert (cited.named.id, cited.source.id) == ("origin", "example")
        assert record.to_dict()["values"][0]["about"] == number.about


def test_facts_and_sources(kb):
    women = list(kb.facts(topic="women", place="US"))
    assert women
    assert all("US" in (one.place or "") for one in women)
    assert len(kb) == len(list(kb)) == len({one.id for one in kb})
    editions = list(kb.facts(series="mauna-loa-co2-annual-mean"))
    assert len(editions) == 10
    assert kb.sources["srivastava-imhere"].title == "#ImHere: THE CALL"
    assert kb.topics["deportation"] >= 1
    assert list(kb.skipped) == []


def test_in_and_not_found(kb):
    assert "us-parents-deported-2011h1" in kb
    assert "us-parents-deported-2011" not in kb
    assert 3 not in kb
    with pytest.raises(FactNotFoundError) as caught:
        kb["us-parents-deported-2011"]
    assert caught.value.nearest[0] == "us-parents-deported-2011h1"
    assert str(caught.value).startswith(
        "no fact 'us-parents-deported-2011'; did you mean 'us-parents-deported-2011h1'"
    )
    with pytest.raises(FactNotFoundError, match=r"no fact 'zzz'$"):
        kb["zzz"]


def test_citations(kb):
    cited = kb.cite(["us-parents-deported-2011h1", "we-belong-together-created-2010"])
    assert [one.id for one in cited] == [
        "us-parents-deported-2011h1",
        "we-belong-together-created-2010",
    ]
    assert isinstance(cited[0], Citation)
    assert len(cited[:1]) == 1
    # Two sentences, then one list of both works.
    assert str(cited).count("\n\n") == 2
    assert [field.name for field in dataclasses.fields(Citation)] == [
        "id", "claim", "in_text", "reference", "grade", "status", "note", "post",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "facts", "facts/immigration", "docs"])
def test_a_base_is_found_from_its_parts(path, tmp_path):
    with FactBase.open(ROOT / path, db=tmp_path / "index.db") as base:
        assert "us-parents-deported-2011h1" in base


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        pytest.param("nowhere", BaseNotFoundError, "there is no such file or folder", id="absent"),
        pytest.param(".", BaseNotFoundError, "factbase init", id="no base"),
        pytest.param("no.db", IndexMissingError, "no index here", id="no index"),
    ],
)
def test_what_cannot_be_opened(tmp_path, path, error, words):
    with pytest.raises(error, match=words):
        FactBase.open(tmp_path / path)


def test_an_index_of_another_base_is_read_as_it_is(tmp_path, monkeypatch):
    here = write_base(tmp_path / "here", [fact("here")])
    there = write_base(tmp_path / "there", [fact("there")])
    factbase.build(there, tmp_path / "there.db")
    monkeypatch.chdir(here)
    with FactBase.open(db=tmp_path / "there.db") as base:
        assert [one.id for one in base] == ["there"]
    with FactBase.open(here, db=tmp_path / "mine.db") as base:
        assert [one.id for one in base] == ["here"]
    there.rename(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "elsewhere")
    with FactBase.open(db=tmp_path / "there.db") as base:
        assert [one.path for one in base] == ["facts/there.yaml"]


def _options(command, words=("word",)):
    """Return library name → what the command takes where an option is left out."""
    # A library has no clipboard, and writes an export where its caller says.
    common = {"facts", "db", "as_json", "quiet", "no_color", "clip", "output"}
    if command is search_command:
        common |= {"is_cited", "form"}  # how the hits are printed, not what is found
    named = {"everything": "all", "form": "format", "fact_id": "ids"}
    demanded = ["--format", "csv"] if command.name == "export" else []
    # A command remembers the names of its help.
    helped = {"help_option_names": ["-h", "--help"]}
    given = command.make_context(command.name, [*words, *demanded], **helped).params
    return {named.get(name, name): one for name, one in given.items() if name not in common}


@pytest.mark.parametrize(
    ("command", "method", "positional"),
    [
        pytest.param(search_command, FactBase.search, {"query": ""}, id="search"),
        pytest.param(cite_command, FactBase.cite, {"ids": inspect.Parameter.empty}, id="cite"),
        pytest.param(export_command, FactBase.export, {"ids": ()}, id="export"),
        pytest.param(
            bibliography_command,
            FactBase.bibliography,
            {"draft": inspect.Parameter.empty, "path": "<draft>"},
            id="bibliography",
        ),
    ],
)
def test_command_and_library_have_the_same_words(command, method, positional):
    parameters = dict(inspect.signature(method).parameters)
    parameters.pop("self")
    for name, default in positional.items():
        assert parameters.pop(name).default == default
    options = _options(command, ["-"] if command is bibliography_command else ["word"])
    if command is export_command:
        assert options.pop("format") == "csv"
        assert parameters.pop("format").default is inspect.Parameter.empty
    options = {name: default for name, default in options.items() if name not in positional}
    unset = {name: default or None for name, default in options.items()}
    assert unset == {name: one.default or None for name, one in parameters.items()}
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())


def test_the_words_of_filters_are_those_of_the_model():
    from factbase.model.source import GRADES as MODEL_GRADES
    from factbase.model.words import FACT_KINDS

    assert (KINDS, GRADES) == (FACT_KINDS, MODEL_GRADES)


def test_the_tree_of_errors_is_as_its_docstring_says():
    stack = ["FactBaseError"]
    written = {}
    for line in (factbase.errors.__doc__ or "").splitlines():
        match = re.match(r"    ((?:│   |    )*)[├└]── (\w+)(?: \((\w+)\))?$", line)
        if match:
            depth = len(match[1]) // 4
            stack[depth + 1 :] = [match[2]]
            written[match[2]] = [stack[depth], *([match[3]] if match[3] else [])]
    classes = {
        name: [base.__name__ for base in found.__bases__]
        for name, found in vars(factbase.errors).items()
        if inspect.isclass(found)
        and issubclass(found, factbase.errors.FactBaseError)
        and found is not factbase.errors.FactBaseError
    }
    assert written == classes
    assert set(classes) | {"FactBaseError"} <= set(factbase.__all__)


def test_today_is_an_argument(tmp_path):
    folder = write_base(tmp_path, [fact("one", recheck="2030-01-01")])
    for today, status in (("2030-01-01", "current"), ("2030-01-02", "stale")):
        with FactBase.open(folder, today=today) as base:
            assert base["one"].status == base.search("people")[0].status == status
