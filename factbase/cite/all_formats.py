"""Every citation format, by name; loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from factbase.cite.base import Format

ALL_FORMATS: dict[str, str] = {
    "text": "factbase.cite.text",
    "markdown": "factbase.cite.markdown",
    "pandoc": "factbase.cite.pandoc",
    "bibtex": "factbase.cite.bibtex",
    "csl-json": "factbase.cite.csl_json",
}
"""Name → module."""


def find_format(name: str) -> Format:
    """Return the format called *name*; raises KeyError."""
    return cast("Format", importlib.import_module(ALL_FORMATS[name]))
