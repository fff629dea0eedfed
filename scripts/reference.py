"""The parts of the docs that are made from the code, by the name that their marker bears.

    <!-- generated: commands -->
    <!-- end generated -->

Whatever stands between the two markers of a Markdown file is replaced by the part of that name.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import re
import tempfile
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import click

import factbase
from factbase.cite.all_formats import ALL_FORMATS
from factbase.cli.main import COMMANDS, group
from factbase.diagnostics import Kind, Severity
from factbase.formats import all_formats as export
from factbase.formats.csv import COLUMNS
from factbase.model.fact import Fact, Retraction
from factbase.model.source import Copy, Data, Name, Named, Source, SourceUse
from factbase.model.value import Value
from factbase.quantity.units import BUILT_IN
from factbase.reporters.all_reporters import ALL_REPORTERS
from factbase.rules.all_rules import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factbase.model.fields import Model

WIDTH = 80
FEW = 12
"""A vocabulary of so many words is printed in the table of fields; a longer one is counted."""

_MARKED = re.compile(r"(<!-- generated: (.+?) -->\n)(?:.*?\n)??(<!-- end generated -->)", re.DOTALL)
_RST_CODE = re.compile(r"``(.+?)``")


def filled(text: str) -> str:
    """Return a Markdown *text* with every marked part made anew; raises KeyError for a name."""
    return _MARKED.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]()}\n\n{match[3]}", text)


def command_table() -> str:
    """Return the commands with what they do, in one line each."""
    rows = [
        (f"[`factbase {name}`](docs/reference.md#factbase-{name})", does)
        for name, does in COMMANDS.items()
    ]
    return table(("command", "what it does"), rows)


def commands() -> str:
    """Return the help of the whole and of every command."""
    root = click.Context(
        group, info_name="factbase", terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    told = ["```text", group.get_help(root), "```"]
    for name in COMMANDS:
        command = group.get_command(root, name)
        if command is None:
            raise KeyError(name)
        help_text = command.get_help(click.Context(command, info_name=name, parent=root))
        told += ["", f"### factbase {name}", "", "```text", help_text, "```"]
    return "\n".join(told)


def rules() -> str:
    """Return the table of every built code, then a page for each."""
    rows = [
        (f"[{code}](#{code.lower()}-{slug(kind.name)})", f"`{kind.name}`", level(kind), first(kind))
        for code, kind in ALL_KINDS.items()
    ]
    told = [table(("code", "name", "severity", "what holds"), rows)]
    for code, kind in ALL_KINDS.items():
        told += [f"### {code} {kind.name}", inspect.getdoc(kind) or ""]
    return "\n\n".join(told)


def formats() -> str:
    """Return the citation formats."""
    rows = [
        (f"`{name}`", first(importlib.import_module(module)))
        for name, module in ALL_FORMATS.items()
    ]
    return table(("format", "what it prints"), rows)


def export_formats() -> str:
    """Return the export formats."""
    rows = [
        (f"`{name}`", first(importlib.import_module(module)))
        for name, module in export.ALL_FORMATS.items()
    ]
    return table(("format", "what it holds"), rows)


def columns() -> str:
    """Return the columns of a table of facts."""
    return table(("column", "what stands in it"), [(f"`{c}`", m) for c, m in COLUMNS.items()])


SHOWN = {
    "lakes-2016": "the source counted itself, and was read",
    "ponds-2015": "the source that was read names another work",
    "swimmers-2014": "what the source pointed to cannot be identified any more",
    "boats-2013": "nobody has read it",
    "lake-depth": "the day to look again has passed",
    "rivers-atlas": "another fact says otherwise",
    "eels-2011-provisional": "a later fact corrects it",
    "water-act-2012": "it could not be upheld",
}
"""The facts of `docs/cited` that show a grade or a status, with the reason for it."""

_LANGUAGES = {"jsonld": "json", "csl-json": "json", "biblatex": "bibtex"}
_TODAY = "2026-11-22"


def shown_facts() -> str:
    """Return the facts that are cited on the page of formats."""
    with _cited_base() as kb:
        facts = [kb[fact_id] for fact_id in SHOWN]
    rows = [(f"`{fact.id}`", fact.grade, fact.status, SHOWN[fact.id]) for fact in facts]
    return table(("fact", "grade", "status", "why"), rows)


def cited() -> str:
    """Return each of the facts in every citation format."""
    told = []
    with _cited_base() as kb:
        for name, module in ALL_FORMATS.items():
            texts = [str(kb.cite(fact_id, format=name)) for fact_id in SHOWN]
            fence = f"```{_LANGUAGES.get(name, name)}"
            told += [f"### {name}", first(importlib.import_module(module))]
            told += [f"{fence}\n{text}\n```" for text in texts]
    return "\n\n".join(told)


def posts() -> str:
    """Return the facts as posts of 280 characters, and one as short as it can be."""
    with _cited_base() as kb:
        texts = [str(kb.cite(fact_id, max_length=280)) for fact_id in SHOWN]
        texts.append(str(kb.cite("swimmers-2014", max_length=100)))
    return "\n\n".join(f"```text\n{text}\n```" for text in texts)


@contextlib.contextmanager
def _cited_base() -> Iterator[factbase.FactBase]:
    path = os.path.join(os.path.dirname(__file__), "..", "docs", "cited")
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "index.db")
        with factbase.FactBase.open(path, db=db, today=_TODAY) as kb:
            yield kb


def reporters() -> str:
    """Return the formats of a report."""
    rows = [(f"`{name}`", first(module)) for name, module in ALL_REPORTERS.items()]
    return table(("output", "what it prints"), rows)


def model_fields() -> str:
    """Return a table of fields for each model."""
    models: dict[str, type[Model]] = {
        "Fact": Fact,
        "Value": Value,
        "Source use": SourceUse,
        "Cell of a table: `data`": Data,
        "Named work: `original`": Named,
        "Retraction: `retracted`": Retraction,
        "Source record": Source,
        "Name: `author`, `editor`": Name,
        "Copy: `copies`": Copy,
    }
    told = []
    for title, model in models.items():
        told += [f"### {title}", first(model), _fields_of(model)]
    return "\n\n".join(told)


def units() -> str:
    """Return the built-in units."""
    rows = [
        (
            f"`{unit.symbol}`",
            unit.dimension,
            ", ".join(unit.names),
            unit.stat or "",
            "" if unit.lo is None else f"{unit.lo:,}",
            "" if unit.hi is None else f"{unit.hi:,}",
        )
        for unit in BUILT_IN.values()
    ]
    return table(("unit", "dimension", "other names", "stat", "least", "most"), rows)


def library() -> str:
    """Return every public name, then the methods of `FactBase`."""
    rows = [(f"`{name}`", _public(getattr(factbase, name))) for name in factbase.__all__]
    kb = factbase.FactBase
    methods = [
        (f"`{_called(name, member)}`", first(_function(member)))
        for name, member in vars(kb).items()
        if not name.startswith("_") or name in ("__getitem__", "__iter__", "__len__")
    ]
    head = ("name", "what it is")
    return "\n\n".join(
        [
            table(head, rows),
            "### FactBase",
            table(("method or attribute", "what it gives"), methods),
        ]
    )


PARTS: dict[str, Callable[[], str]] = {
    "command table": command_table,
    "commands": commands,
    "rules": rules,
    "citation formats": formats,
    "export formats": export_formats,
    "csv columns": columns,
    "shown facts": shown_facts,
    "cited": cited,
    "posts": posts,
    "report formats": reporters,
    "fields": model_fields,
    "units": units,
    "library": library,
}
"""Name of a marker → what makes the part."""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", r"\|") for c in row) + " |" for row in lines)


def slug(heading: str) -> str:
    """Return the anchor that a heading has on the code hosts."""
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.replace(" ", "-")


def first(thing: object) -> str:
    """Return the first paragraph of a docstring, in one line."""
    paragraph = (inspect.getdoc(thing) or "").split("\n\n")[0]
    return _RST_CODE.sub(r"`\1`", " ".join(paragraph.split()))


def level(kind: type[Kind]) -> str:
    """Return the severity of a finding, and the other one where it may be milder."""
    doubt = getattr(kind, "doubt", None)
    return f"{kind.severity} or {doubt}" if isinstance(doubt, Severity) else str(kind.severity)


def _fields_of(model: type[Model]) -> str:
    schema = model.model_json_schema(by_alias=True)
    rows = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key == "x-":
            continue
        needed = "yes" if field.is_required() else ""
        takes = _form(schema["properties"][key])
        rows.append((f"`{key}`", needed, takes, field.description or ""))
    return table(("field", "required", "takes", "meaning"), rows)


def _form(schema: dict[str, Any]) -> str:
    """Return in words what a JSON Schema accepts."""
    if "$ref" in schema:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema["$ref"].rpartition("/")[2]).lower()
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        words = schema["enum"]
        return " ".join(f"`{w}`" for w in words) if len(words) <= FEW else f"one of {len(words)}"
    if "anyOf" in schema or "oneOf" in schema:
        options = schema.get("anyOf") or schema["oneOf"]
        forms = dict.fromkeys(_form(option) for option in options)
        if "date" in forms:
            forms.pop("number", None)  # a bare year
        forms.pop("nothing", None)
        return " or ".join(forms)
    return _plain_form(schema)


def _plain_form(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "text")
    if kind == "array":
        several = "two" if schema.get("maxItems") == schema.get("minItems") == 2 else "list"  # noqa: PLR2004
        inner = "" if schema["items"].get("type") == "object" else f": {_form(schema['items'])}"
        return several + inner
    if schema.get("pattern", "").startswith(("^([0-9]{4}(-", "^([0-9]{4}-")):
        return "date"
    names = {"integer": "number", "number": "number", "object": "map", "null": "nothing"}
    longest = f" ≤ {schema['maxLength']:,}" if "maxLength" in schema else ""
    return (
        names.get(kind, "text") if isinstance(kind, str) and kind != "string" else f"text{longest}"
    )


def _public(thing: Any) -> str:
    if not is_dataclass(thing):
        signature = f" `{_called('', thing)}`" if inspect.isfunction(thing) else ""
        return first(thing) + signature
    return f"{first(thing)} `{' '.join(field.name for field in fields(thing))}`"


def _function(member: Any) -> Any:
    return member.__func__ if isinstance(member, classmethod) else getattr(member, "fget", member)


def _called(name: str, member: Any) -> str:
    """Return how a method is called: its name with its parameters and their defaults."""
    if isinstance(member, property):
        return name
    parameters = list(inspect.signature(_function(member)).parameters.values())
    told = []
    for parameter in parameters:
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in told:
            told.append("*")
        given = parameter.default is not parameter.empty
        told.append(f"{parameter.name}={parameter.default!r}" if given else parameter.name)
    special = {"__getitem__": "kb[fact_id]", "__iter__": "for fact in kb", "__len__": "len(kb)"}
    return special.get(name) or f"{name}({', '.join(told)})"
