"""Goldens: what citeproc-js prints for the item matrix in an official style, one file a style."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any, NamedTuple

FOLDER = os.path.join(os.path.dirname(__file__), "goldens")

OURS = {
    "apa": "apa",
    "chicago-author-date": "chicago-author-date",
    "modern-language-association": "mla",
    "chicago-notes-bibliography": "chicago-notes",
    "harvard-cite-them-right": "harvard",
}
"""Official style → the style of ours that must print the same."""

STYLES = [
    *OURS,
    "apa@en-GB",
    "harvard-cite-them-right@en-GB",
    "ieee",
    "american-medical-association",
]


class Golden(NamedTuple):
    """What one style prints: (citation, reference) by item, and texts with several works."""

    name: str
    items: str
    """A digest of the items, so that goldens of other items are not compared."""
    made_by: str
    alone: dict[str, tuple[str, str]]
    texts: dict[str, dict[str, list[str]]]


def digest(*things: Any) -> str:
    """Return a short digest of what JSON can write."""
    return sha256(json.dumps(things, sort_keys=True).encode()).hexdigest()[:16]


def write_golden(folder: str, golden: Golden) -> str:
    """Write *golden* below *folder*, an item a line, and return the path."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{golden.name}.jsonl")
    head = {"style": golden.name, "items": golden.items, "made_by": golden.made_by}
    rows: list[Any] = [head, *([key, *pair] for key, pair in golden.alone.items())]
    rows += [[key, text["clusters"], text["entries"]] for key, text in golden.texts.items()]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def read_golden(name: str, folder: str = FOLDER) -> Golden:
    """Return the golden of the style called *name*."""
    with open(os.path.join(folder, f"{name}.jsonl"), encoding="utf-8") as file:
        head, *rows = map(json.loads, file)
    alone = {key: (cluster, entry) for key, cluster, entry in rows if isinstance(entry, str)}
    texts = {
        key: {"clusters": clusters, "entries": entries}
        for key, clusters, entries in rows
        if isinstance(entries, list)
    }
    return Golden(head["style"], head["items"], head["made_by"], alone, texts)
