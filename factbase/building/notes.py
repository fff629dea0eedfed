"""The notes of an index on itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from factbase import __version__
from factbase.index.tables import INDEX_VERSION
from factbase.layout import storable

if TYPE_CHECKING:
    import sqlite3


def write_notes(connection: sqlite3.Connection, *, root: str, fingerprint: str) -> None:
    """Note of what version the index is, what it was made from, and when it was written."""
    facts = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
    notes = {
        "version": INDEX_VERSION,
        "factbase": __version__,
        "root": storable(root),
        "fingerprint": fingerprint,
        "facts": str(facts),
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes.items())
