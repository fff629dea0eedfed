"""Every citation format, by name; loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from factbase.cite.base import Format, StyledFormat

ALL_FORMATS: dict[str, str] = {
    "text": "factbase.cite.text",
    "markdown": "factbase.cite.markdown",
    "html": "factbase.cite.html",
    "pandoc": "factbase.cite.pandoc",
    "bibtex": "factbase.cite.bibtex",
    "biblatex": "factbase.cite.biblatex",
    "ris": "factbase.cite.ris",
    "csl-json": "factbase.cite.csl_json",
    "wikipedia": "factbase.cite.wikipedia",
    "jsonld": "factbase.cite.jsonld",
}
"""Name → module."""

STYLED_FORMATS = ("text", "markdown", "html")
"""Those that a citation style goes with; the others have a form of their own."""


def find_format(name: str) -> Format:
    """Return the format called *name*; raises KeyError."""
    return cast("Format", importlib.import_module(ALL_FORMATS[name]))


def find_styled_format(name: str) -> StyledFormat:
    """Return the format called *name*, one of those that go with a style; raises KeyError."""
    if name not in STYLED_FORMATS:
        raise KeyError(name)
    return cast("StyledFormat", importlib.import_module(ALL_FORMATS[name]))
