"""A draft's bibliography holds each work that it cites, and says which keys lead nowhere."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from factbase import Location, UnknownNameError
from factbase.cite.all_formats import ALL_FORMATS
from factbase.cli.main import run
from tests.cite.foreign import READERS
from tests.readers import open_base, varied_base
from tests.test_cases import case_paths

WATERS = "Waters, A. (2016). The Lake. Lake Press."
EXAMPLE = "Example. (2021)."
EXPECT = re.compile(r"<!-- expect: (\d+:\d+ FB\d{3}) -->")


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    with open_base(varied_base(tmp_path_factory.mktemp("base"))) as opened:
        yield opened


@pytest.mark.parametrize(
    "case",
    [pytest.param(path, id=path.stem) for kind in ("pass", "fail") for path in case_paths(kind)
     if path.suffix == ".md"],
)  # fmt: skip
def test_cases(kb, case):
    text = case.read_text(encoding="utf-8").replace("@PIN", f"@{kb['geese-2021'].hash}")
    found = [f"{one.location.line}:{one.location.column} {one.code}"
             for one in kb.bibliography(text).report]  # fmt: skip
    assert found == EXPECT.findall(text)
    assert bool(found) == (case.parent.name == "fail")


@pytest.mark.parametrize(
    ("draft", "references"),
    [
        pytest.param("[@ducks-gb-2015, p. 9]",
                     [f"{WATERS} [ducks-gb-2015: p. 3; original not preserved]"], id="a fact"),
        pytest.param("[@geese-2021; @ducks-gb-2015; @geese-2022; @geese-2021]",
                     [f"{EXAMPLE} [geese-2021: p. 3. geese-2022: p. 3]",
                      f"{WATERS} [ducks-gb-2015: p. 3; original not preserved]"],
                     id="each work once, sorted"),
        pytest.param("@ganders-2021", [f"{EXAMPLE} [geese-2021: p. 3]"], id="an earlier id"),
        pytest.param("[@geese-2021@00000000]",
                     [f"{EXAMPLE} [geese-2021: p. 3; changed since]"], id="a pin"),
        pytest.param("[@lake-2016]", [WATERS], id="a source"),
        pytest.param("[@lake-2016; @ducks-gb-2015]",
                     [f"{WATERS} [ducks-gb-2015: p. 3; original not preserved]"],
                     id="a source and its fact"),
        pytest.param("[@wrong-ducks]",
                     [f"{EXAMPLE} [wrong-ducks: p. 3; retracted 2026-01-02: Geese were counted.]"],
                     id="a retracted fact is not refused"),
        pytest.param("nothing", [], id="nothing"),
    ],
)  # fmt: skip
def test_references(kb, draft, references):
    assert str(kb.bibliography(draft)).splitlines() == references


def test_a_finding_names_its_place_and_a_remedy(kb):
    (finding,) = kb.bibliography("One.\n\nTwo [@duck-gb-2015].", path="draft.md").report
    assert finding.location == Location("draft.md", 3, 7, 3, 19)
    assert finding.message == "no fact and no source 'duck-gb-2015'"
    assert finding.hint.startswith("did you mean 'ducks-gb-2015'")
    (finding,) = kb.bibliography("@zzzzzzzz").report
    assert finding.hint == "write the id of a fact or a source, or \\@ where nothing is cited"


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_every_format_writes_a_bibliography(kb, form):
    text = str(kb.bibliography("[@lake-2016; @geese-2021]", format=form))
    assert "The Lake" in text
    assert "Example" in text
    assert "geese-2021" in text or form == "html"
    if form in READERS and form != "jsonld":
        assert [one["title"] for one in READERS[form](text)] == ["Example", "The Lake"]
    assert str(kb.bibliography("", format=form)).strip() == str(
        kb.bibliography("nothing", format=form)
    )


def test_an_unknown_format(kb):
    with pytest.raises(UnknownNameError, match="did you mean 'bibtex'"):
        kb.bibliography("", format="bibtext")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(varied_base(tmp_path))
    return tmp_path


def test_the_command(here, capsys, monkeypatch):
    draft = "[@geese-2021] and [@nowhere-at-all]"
    (here / "draft.md").write_text(draft)
    assert run(["bibliography", "draft.md"]) == 1
    out, err = capsys.readouterr()
    assert out == f"{EXAMPLE} [geese-2021: p. 3]\n"
    assert err.startswith("draft.md:1:21: error FB601 no fact and no source 'nowhere-at-all'\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(draft.encode())))
    assert run(["bibliography", "-", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [work["id"] for work in answer["works"]] == ["example"]
    assert [one["code"] for one in answer["diagnostics"]] == ["FB601"]


@pytest.mark.usefixtures("here")
def test_what_the_command_says_of_an_empty_draft(here, capsys):
    (here / "draft.md").write_text("Nothing.")
    assert run(["bibliography", "draft.md"]) == 0
    assert capsys.readouterr().err == "nothing is cited in this draft; a citation is [@id]\n"
    assert run(["bibliography", "absent.md"]) == 2
    assert "absent.md" in capsys.readouterr().err
