"""The styles that come with the package, by name."""

from __future__ import annotations

import os

STYLES = {
    "apa": "APA, 7th edition",
    "chicago-author-date": "Chicago, 18th edition, author-date",
    "chicago-notes": "Chicago, 18th edition, notes and bibliography",
    "harvard": "Harvard (Cite Them Right)",
    "mla": "MLA, 9th edition",
}
"""Name → title."""

FOLDER = os.path.join(os.path.dirname(__file__), "styles")


def style_path(name: str) -> str:
    """Return the path of the shipped style *name*; raises KeyError."""
    STYLES[name]
    return os.path.join(FOLDER, f"{name}.csl")
