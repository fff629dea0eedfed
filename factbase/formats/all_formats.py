"""Every export format, by name; the works that facts rest on are written by citation formats."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factbase.formats.base import Format
    from factbase.index.records import Record

    Render = Callable[[Sequence[Record]], str]

ALL_FORMATS: dict[str, str] = {
    "bibtex": "factbase.cite.bibtex",
    "biblatex": "factbase.cite.biblatex",
    "ris": "factbase.cite.ris",
    "csl-json": "factbase.cite.csl_json",
    "jsonld": "factbase.cite.jsonld",
    "csv": "factbase.formats.csv",
    "jsonl": "factbase.formats.jsonl",
}
"""Name → module."""


def find_format(name: str, *, formula_guard: bool = True) -> Render:
    """Return the function that writes the format called *name*; raises KeyError.

    *formula_guard* is the one option that a format has: see `factbase.formats.csv.render`.
    """
    module = importlib.import_module(ALL_FORMATS[name])
    if name == "csv":
        return partial(module.render, formula_guard=formula_guard)
    return cast("Format", module).render
