"""``factbase schema``: the JSON Schemas of fact and source files."""

from __future__ import annotations

import os

import click

import factbase
from factbase.cli.output import common_options, print_json, print_text
from factbase.errors import UnknownNameError

FOLDER = os.path.join(os.path.dirname(factbase.__file__), "schemas")
SUFFIX = ".schema.json"


@click.command(
    "schema",
    epilog="""\b
Examples:
  factbase schema
  factbase schema fact > schemas/fact.schema.json
""",
)
@click.argument("name", required=False)
@common_options("json")
def command(*, name: str | None, as_json: bool) -> None:
    """Print the JSON Schema (2020-12) called NAME; without it, list their names."""
    names = schema_names()
    if name is None:
        if as_json:
            print_json({"schemas": names})
        else:
            print_text("\n".join(names))
        return
    if name not in names:
        from factbase.spelling import nearest

        raise UnknownNameError("schema", name, names, nearest(name, names))
    print_text(schema_text(name).rstrip("\n"))


def schema_names() -> list[str]:
    """Return the names of the schemas in the package."""
    return sorted(name.removesuffix(SUFFIX) for name in os.listdir(FOLDER) if name.endswith(SUFFIX))


def schema_text(name: str) -> str:
    """Return the text of the schema called *name*."""
    with open(os.path.join(FOLDER, name + SUFFIX), encoding="utf-8") as handle:
        return handle.read()
