"""The queries of queries.tsv: what a writer types, and the facts that it should find."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("queries.tsv")
ABSENT = "absent"
"""The class of the queries that no fact answers."""


class Query(NamedTuple):
    """One query; the first fact found must be one of *facts*, and there are none if absent."""

    kind: str
    text: str
    facts: tuple[str, ...]
    why: str


def read_queries() -> list[Query]:
    """Return the queries in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    padded = [[*row, "", ""][:4] for row in rows]
    return [Query(kind, text, tuple(facts.split()), why) for kind, text, facts, why in padded]
