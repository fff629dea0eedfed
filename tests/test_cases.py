"""Every code that is built finds what it is for, at its place, and nothing else.

A case is a file or a little base, with settings if it needs any, in `tests/cases/<code>/pass`
or `…/fail`. A base may have a folder `before` with the files that were committed. A file is put
into a base of its own, among the sources when its name begins with "source-". In a failing case a
comment on the wrong line says what is expected: ``# expect: 12:11 FB303``; where no comment can
stand on that line, it has a line of its own.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbase.rules.all_rules import ALL_KINDS, ALL_RULES
from factbase.validation import Wanted, validate
from tests.bases import FACT, STRUCTURE, TODAY, findings, make_base, places
from tests.histories import committed

if TYPE_CHECKING:
    from factbase.diagnostics import Diagnostic
    from factbase.rules.base import Rule

CASES = Path(__file__).parent / "cases"
EXPECT = re.compile(r"^(?P<before>.*?)# expect: (?P<expected>.+)$", re.MULTILINE)
ONE = re.compile(r"(?P<line>[0-9]+):[0-9]+ FB[0-9]{3}")


def case_paths(kind: str) -> list[Path]:
    return sorted(CASES.glob(f"FB*/{kind}/*"))


def fact_cases(kind: str) -> list[Path]:
    """Return the cases that are facts; drafts (``.md``) are tried in `tests/drafts`."""
    return [path for path in case_paths(kind) if path.suffix != ".md"]


def named(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def base_of(case: Path, folder: Path) -> Path:
    """Return a base in *folder* that holds the *case*."""
    if case.is_dir():
        shutil.copytree(case, folder, dirs_exist_ok=True)
        return make_base(folder, {}, source=False)
    room = "facts/sources" if case.name.startswith("source-") else "facts"
    return make_base(folder, {f"{room}/{case.name}": case.read_bytes()})


def found_in(case: Path, folder: Path) -> list[Diagnostic]:
    """Return what is found in a base that holds the *case*, or in what changed there."""
    rules = rules_for(case)
    past = case / "before"
    if not past.is_dir():
        return findings(base_of(case, folder), rules=rules)
    before = {
        path.relative_to(past).as_posix(): path.read_bytes()
        for path in sorted(past.rglob("*.yaml"))
    }
    committed(folder, before)
    for path in before:
        (folder / path).unlink()
    now = shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("before"))
    return list(validate([str(now)], today=TODAY, rules=rules, wanted=Wanted(changed_since="HEAD")))


def rules_for(case: Path) -> list[Rule]:
    """Return the rule that the *case* is about, and those that every base must pass."""
    return rules_of(case.parent.parent.name)


def rules_of(code: str) -> list[Rule]:
    return [rule for rule in ALL_RULES if rule.code == code or rule in STRUCTURE]


def expected_of(case: Path, name: str) -> list[str]:
    """Return what the comments in a file of the *case* expect, in the order of lines."""
    text = (case / name if case.is_dir() else case).read_text(encoding="utf-8")
    found: list[str] = []
    for match in EXPECT.finditer(text):
        for one in match["expected"].split(", "):
            parts = ONE.fullmatch(one)
            assert parts, one
            here = text.count("\n", 0, match.start()) + 1
            assert not match["before"].strip() or int(parts["line"]) == here, one
            found.append(one)
    return sorted(found)


@pytest.mark.parametrize("case", fact_cases("pass"), ids=named)
def test_passes(case, tmp_path):
    assert found_in(case, tmp_path) == []


@pytest.mark.parametrize("case", fact_cases("fail"), ids=named)
def test_fails_where_it_says(case, tmp_path):
    found: dict[str, list[str]] = {}
    for finding in found_in(case, tmp_path):
        found.setdefault(finding.location.path, []).extend(places([finding]))
    code = case.parent.parent.name
    assert any(one.endswith(code) for all_of in found.values() for one in all_of)
    if case.is_dir():
        files = [
            path
            for path in (*case.rglob("*.yaml"), *case.rglob("*.toml"))
            if path.relative_to(case).parts[0] != "before"
        ]
        names = [path.relative_to(case).as_posix() for path in sorted(files)]
    else:
        names = list(found)
    assert {name: sorted(found.get(name, [])) for name in names} == {
        name: expected_of(case, name) for name in names
    }


def link(path: Path) -> None:
    path.symlink_to("elsewhere.yaml")


def bytes_of(content: bytes):
    return lambda path: path.write_bytes(content)


def beside(*names: str):
    """Return what writes the fact, and a file of no facts under each of *names* beside it."""

    def make(path: Path) -> None:
        path.write_text(FACT, encoding="utf-8")
        for name in names:
            (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (path.parent / name).write_text("facts: []\n", encoding="utf-8")

    return make


MADE_FAIL = [
    pytest.param("FB001", "1:1", link, id="FB001-link"),
    pytest.param("FB001", "1:1", Path.mkdir, id="FB001-folder"),
    pytest.param("FB002", "1:1", bytes_of(b"#" * 256_001), id="FB002-a-byte-too-many"),
    pytest.param(
        "FB003", "2:13", bytes_of(FACT.replace("An ex", "An exä").encode("latin-1")), id="FB003"
    ),
    pytest.param("FB112", "1:1", bytes_of(b"\xef\xbb\xbf" + FACT.encode()), id="FB112"),
    pytest.param("FB402", "1:1", beside("many.YAML"), id="FB402-capitals"),
    pytest.param("FB402", "1:1", beside("many.yaml.txt"), id="FB402-another-ending"),
    pytest.param("FB404", "1:1", beside("many.yaml", "Many.yaml"), id="FB404-case"),
    pytest.param("FB404", "1:1", beside("é.yaml", "e\u0301.yaml"), id="FB404-accent"),
    pytest.param("FB404", "1:1", beside("a/1.yaml", "A/2.yaml", "A/3.yaml"), id="FB404-folders"),
    pytest.param("FB404", "1:1", beside("aux.yaml"), id="FB404-device"),
    pytest.param("FB404", "1:1", beside("topic./1.yaml"), id="FB404-dot"),
    pytest.param("FB404", "1:1", beside("a:b.yaml"), id="FB404-character"),
]
MADE_PASS = [
    pytest.param("FB001", bytes_of(FACT.encode()), id="FB001-file"),
    pytest.param(
        "FB002", bytes_of(FACT.encode() + b"#" * (256_000 - len(FACT))), id="FB002-just-in"
    ),
    pytest.param("FB003", bytes_of(FACT.replace("An example", "Ünser").encode()), id="FB003-utf-8"),
    pytest.param("FB112", bytes_of(FACT.encode()), id="FB112-none"),
    pytest.param("FB404", beside("a/many.yaml", "b/Many.yaml", "auxiliary.yml"), id="FB404-apart"),
]


@pytest.mark.parametrize(("code", "place", "make"), MADE_FAIL)
def test_what_no_comment_can_stand_in_fails(code, place, make, tmp_path):
    make_base(tmp_path, {})
    make(tmp_path / "facts" / "example-fact.yaml")
    assert places(findings(tmp_path, rules=rules_of(code))) == [f"{place} {code}"]


@pytest.mark.parametrize(("code", "make"), MADE_PASS)
def test_what_no_comment_can_stand_in_passes(code, make, tmp_path):
    make_base(tmp_path, {})
    make(tmp_path / "facts" / "example-fact.yaml")
    assert findings(tmp_path, rules=rules_of(code)) == []


@pytest.mark.parametrize("code", ALL_KINDS)
def test_every_code_has_both_kinds_of_case(code):
    made = [{str(row.values[0]) for row in table} for table in (MADE_FAIL, MADE_PASS)]
    as_files = [
        any(path.parent.parent.name == code for path in case_paths(k)) for k in ("fail", "pass")
    ]
    for kind, table, there in zip(("fail", "pass"), made, as_files, strict=True):
        assert there or code in table, f"tests/cases/{code}/{kind}/ is empty"


def test_no_case_is_for_a_code_that_is_not_built():
    assert {path.name for path in CASES.iterdir()} <= {*ALL_KINDS}
