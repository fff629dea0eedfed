"""What README and docs show happens: code runs, sessions print, facts validate, links lead on."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import factbase
from factbase.cite.all_formats import ALL_FORMATS
from factbase.cli.main import COMMANDS
from factbase.formats.all_formats import ALL_FORMATS as EXPORTS
from factbase.formats.csv import COLUMNS
from factbase.rules.all_rules import ALL_KINDS
from tests.test_architecture import FLOORS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EACH_PAGE = [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
README = PAGES[0].read_text(encoding="utf-8")

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (added to )?(\S+\.(?:yaml|yml))\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced piece of a page: its language, its text, the line it begins on."""

    language: str
    text: str
    line: int

    @property
    def file(self) -> re.Match[str] | None:
        """Return the first line where it names a file."""
        return _FILE.match(self.text) if self.language == "yaml" else None


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(match[1], match[2], text.count("\n", 0, match.start()) + 1)
        for match in _FENCE.finditer(text)
    ]


class Play:
    """Plays a page from top to bottom in a copy of this repository's base.

    A ``yaml`` block that begins with ``# path`` is written there, one with ``# added to path``
    behind what stands there; ``console`` blocks are typed; ``python`` blocks share their names.
    """

    def __init__(self, page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page = page
        self.monkeypatch = monkeypatch
        self.names: dict[str, Any] = {}
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        monkeypatch.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)
        self.go(folder)

    def go(self, folder: Path) -> None:
        self.here = folder
        self.monkeypatch.chdir(folder)

    def play(self, block: Block) -> None:
        where = f"{self.page.name}:{block.line}"
        if block.file:
            self.write(block, *block.file.groups())
        elif block.language == "console":
            for command, wanted in session(block.text):
                self.type(command, wanted, where)
        elif block.language == "python":
            self.run(block, where)

    def write(self, block: Block, added: str | None, name: str) -> None:
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if added else ""
        path.write_text(before + block.text, encoding="utf-8")

    def type(self, command: str, wanted: str, where: str) -> None:
        if command.startswith("cd "):
            self.go((self.here / command[3:]).resolve())
            return
        result = subprocess.run(  # what a page tells people to type
            ["bash", "-c", command], cwd=self.here, capture_output=True, text=True, check=False
        )
        same(wanted, result.stdout + result.stderr, f"{where}: {command}")

    def run(self, block: Block, where: str) -> None:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block.text, where, "exec"), self.names)  # noqa: S102
        told = re.findall(r"^print\(.*\)  # (.*)$", block.text, re.MULTILINE)
        lines = iter(printed.getvalue().splitlines())
        missing = [line for line in told if line not in lines]
        assert missing == [], f"{where} printed:\n{printed.getvalue()}"


def session(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with what it should print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        while command.endswith("\\"):
            more, _, wanted = wanted.partition("\n")
            command = command[:-1] + more.removeprefix("> ")
        yield command, wanted


def same(wanted: str, got: str, where: str) -> None:
    """Compare as doctest does, ``...`` standing for anything."""
    flags = doctest.ELLIPSIS | doctest.REPORT_NDIFF
    alike = doctest.OutputChecker().check_output(wanted, got, flags)
    assert alike, f"{where} printed:\n{got}"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a copy of this repository's base."""
    folder = tmp_path / "factbase"
    for name in ("facts", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize("page", EACH_PAGE)
def test_what_a_page_shows_happens(page, base, monkeypatch):
    play = Play(page, base, monkeypatch)
    for block in blocks(page):
        play.play(block)
    for folder in {base, play.here if (play.here / "facts").is_dir() else base}:
        # A page shows some facts shorter than ours, without all their sources.
        found = [finding for finding in factbase.validate(folder) if finding.code != "FB407"]
        assert [str(finding) for finding in found] == []


WHOLE = {
    "id": "id: example",
    "claim": "claim: A sentence.",
    "topics": "topics: [example]",
    "period": "period: 2020",
    "values": "values: [{measure: things, value: 1, unit: count}]",
    "sources": "sources: [{ref: example, read: 2020-01-01, original: self, at: p. 1}]",
}
FRAGMENTS = [
    pytest.param(block.text, id=f"{page.relative_to(ROOT)}:{block.line}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "yaml" and not block.file
]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_piece_of_a_fact_fits_into_a_fact(fragment, tmp_path):
    own = yaml.safe_load(fragment) or {}
    (tmp_path / "factbase.toml").touch()
    (tmp_path / "facts").mkdir()
    rest = [line for key, line in WHOLE.items() if key not in own]
    text = "\n".join([fragment, *rest]) + "\n"
    (tmp_path / "facts" / "example.yaml").write_text(text, encoding="utf-8")
    # Whom a piece points to is not there, nor the claim that goes with its numbers.
    not_asked = ("FB305", "FB306", "FB405")
    found = [finding for finding in factbase.validate(tmp_path) if finding.code not in not_asked]
    assert found == []


def test_a_false_page_would_be_seen(base, monkeypatch, tmp_path):
    page = tmp_path / "page.md"
    for text in (
        "```console\n$ factbase --version\nfactbase 99\n```\n",
        "```python\nprint(1)  # 2\n```\n",
        "```python\nraise ValueError\n```\n",
    ):
        page.write_text(text, encoding="utf-8")
        (block,) = blocks(page)
        with pytest.raises((AssertionError, ValueError)):
            Play(page, base, monkeypatch).play(block)


# README's first commands


def test_quick_start_holds_the_only_two_sh_blocks():
    quick_start = README.partition("\n## Quick start\n")[2].partition("\n## ")[0]
    inside = re.findall(r"^```sh\n(.*?)^```$", quick_start, re.MULTILINE | re.DOTALL)
    assert len(inside) == 2
    assert [block.text for block in blocks(PAGES[0]) if block.language == "sh"] == inside
    assert [text.count("\n") for text in inside] == [1, 1], "each is one command line"
    assert [picked(number) for number in (1, 2)] == inside
    assert picked(3) == ""


def picked(number: int) -> str:
    """Return what `.ci/run` takes for a block of README."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    function = re.search(r"^block\(\) \{\n.*?^\}\n", script, re.MULTILINE | re.DOTALL)
    assert function
    result = subprocess.run(
        ["bash", "-euc", f"{function[0]}block {number}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout


# Nothing is missing


def test_every_command_is_documented():
    assert [name for name in COMMANDS if f"\n### factbase {name}\n" not in REFERENCE] == []
    assert [name for name in COMMANDS if f"[`factbase {name}`]" not in README] == []


def test_every_code_is_documented():
    pages = {code: f"\n### {code} {kind.name}\n" for code, kind in ALL_KINDS.items()}
    assert [code for code, heading in pages.items() if heading not in REFERENCE] == []


def test_every_citation_format_is_documented():
    table = REFERENCE.partition("\n## Citation formats\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(ALL_FORMATS)


def test_every_export_format_is_documented():
    table = REFERENCE.partition("\n## Export formats\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == [*EXPORTS, *COLUMNS]


def test_the_facts_on_the_page_of_formats_are_valid():
    report = factbase.validate(ROOT / "docs" / "cited", today=date(2026, 11, 22))
    # One of them shows what staleness looks like.
    assert [one.code for one in report] == ["FB503"]


def test_every_public_name_is_documented():
    library = REFERENCE.partition("\n## Library\n")[2]
    assert [name for name in factbase.__all__ if f"\n| `{name}` |" not in library] == []


ANSWERS = [
    ["search", "deported parents", "--limit", "1"],
    ["show", "us-parents-deported-2011h1"],
    ["cite", "us-parents-deported-2011h1"],
    ["cite", "us-parents-deported-2011h1", "--max-length", "280"],
    ["bibliography", "draft.md"],
    ["export", "--format", "csv"],
    ["topics"],
    ["index"],
    ["validate"],
    ["rule"],
    ["rule", "FB303"],
    ["init", "elsewhere"],
]


@pytest.mark.parametrize("arguments", [pytest.param(a, id=" ".join(a)) for a in ANSWERS])
def test_every_key_of_a_json_answer_is_documented(arguments, base):
    told = REFERENCE.partition("\n### JSON answers\n")[2].partition("\n## ")[0]
    (base / "draft.md").write_text("[@us-parents-deported-2011h1@00000000]", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "factbase", *arguments, "--json"],
        cwd=base,
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(result.stdout)
    assert answer["schema_version"] == 1
    if arguments[0] == "show":
        # What stands under these keys is as in the file; the tables of fields tell it.
        answer.pop("values")
        for use in answer["sources"]:
            use.pop("source")
            use.pop("named", None)
    named = set(re.findall(r"`(\w+)`", told)) | {"schema_version"}
    assert sorted(keys(answer) - named) == []


def keys(answer: Any) -> set[str]:
    if isinstance(answer, list):
        return {key for item in answer for key in keys(item)}
    if isinstance(answer, dict):
        return set(answer) | keys(list(answer.values()))
    return set()


# Words, floors, links

WORDS = """
    fact claim value unit period method source item citation reference style mention verdict
    diagnostic report reporter hit searcher query corpus score snippet severity locator
""".split()


def test_the_glossary_has_each_word_once():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    entries = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert len(entries) == len({entry.lower() for entry in entries})
    told = {entry.lower() for entry in entries} - {"margin of error"}
    assert [word for word in WORDS if word not in told] == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.parent.name == "docs" and p.stem not in ("glossary", "seeds")]
)
def test_pages_link_to_the_glossary(page):
    assert "](glossary.md" in page.read_text(encoding="utf-8")


def test_the_floors_are_those_that_are_tested():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (\d+) \| `(\w+)` \|", text, re.MULTILINE)
    assert {room: int(floor) for floor, room in told} == FLOORS
    assert len(told) == len(FLOORS)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=lambda p: p.stem)
def test_a_decision_says_what_it_must(page):
    headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = ["Context", "Decision", "What we gave up", "How we would notice that it was wrong"]
    assert headings == wanted
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"](adr/{page.name})" in architecture


@pytest.mark.parametrize("page", EACH_PAGE)
def test_links_lead_somewhere(page):
    broken = []
    text = re.sub(r"`[^`\n]+`", "code", without_fences(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def without_fences(page: Path) -> str:
    return re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors that the code hosts make of a page's headings."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", without_fences(page), re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
        found.add(plain.replace(" ", "-"))
    return found
