"""The layout of the index file: the seam between the two wings.

``factbase.building`` writes it, ``factbase.index.database`` reads it, and any SQLite tool
can look into it. Change a table, raise the version: an index of another version is built anew.
"""

from __future__ import annotations

INDEX_VERSION = "1"

APPLICATION_ID = 0x46414354
"""Marks the file as ours in SQLite's header: the letters FACT."""

TABLES: dict[str, dict[str, str]] = {
    # The version, the fingerprint of the files the index was made from.
    "meta": {"key": "TEXT PRIMARY KEY", "value": "TEXT"},
    # One row a fact. document is the fact as in its file (JSON); beside it what is derived:
    # readings is how each value was read and use_grades the grade of each source use (JSON),
    # state the status but for staleness, which depends on the day. hidden marks what is only
    # found when asked for: unread, superseded, retracted.
    "facts": {
        "number": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "claim": "TEXT",
        "kind": "TEXT",
        "place": "TEXT",
        "period": "TEXT",
        "period_last": "TEXT",
        "series": "TEXT",
        "topics": "TEXT",
        "readings": "TEXT",
        "use_grades": "TEXT",
        "grade": "TEXT",
        "state": "TEXT",
        "recheck_due": "TEXT",
        "superseded_by": "TEXT",
        "disputed_by": "TEXT",
        "citation": "TEXT",
        "hidden": "INTEGER",
        "hash": "TEXT",
        "path": "TEXT",
        "document": "TEXT",
    },
    # What the full-text index is made of; number is that of the fact.
    "fact_text": {
        "number": "INTEGER PRIMARY KEY",
        "claim": "TEXT",
        "also": "TEXT",
        "measures": "TEXT",
        "tags": "TEXT",
        "quotes": "TEXT",
        "works": "TEXT",
        "note": "TEXT",
    },
    # The numbers, in their own units; an end that says nothing is NULL.
    "fact_values": {
        "fact": "INTEGER",
        "measure": "TEXT",
        "comparator": "TEXT",
        "written": "TEXT",
        "lo": "REAL",
        "hi": "REAL",
        "lo_open": "INTEGER",
        "hi_open": "INTEGER",
        "unit": "TEXT",
        "stat": "TEXT",
        "basis": "TEXT",
        "text": "TEXT",
    },
    # What filters look into, places and topics with all that contain them.
    "fact_topics": {"fact": "INTEGER", "topic": "TEXT"},
    "fact_places": {"fact": "INTEGER", "place": "TEXT"},
    "fact_years": {"fact": "INTEGER", "first": "INTEGER", "last": "INTEGER"},
    "fact_sources": {"fact": "INTEGER", "source": "TEXT"},
    "sources": {"id": "TEXT PRIMARY KEY", "label": "TEXT", "path": "TEXT", "document": "TEXT"},
    "former_ids": {"former": "TEXT PRIMARY KEY", "id": "TEXT"},
    # The words that the fact base adds.
    "topics": {"slug": "TEXT PRIMARY KEY", "label": "TEXT", "broader": "TEXT"},
    "units": {"symbol": "TEXT PRIMARY KEY", "document": "TEXT"},
    # What was left out of the index, and why.
    "skipped": {
        "path": "TEXT",
        "line": "INTEGER",
        "column": "INTEGER",
        "code": "TEXT",
        "name": "TEXT",
        "message": "TEXT",
        "hint": "TEXT",
    },
}
"""Table → column → SQLite type."""

INDEXES = {
    "fact_values": "fact",
    "fact_topics": "topic, fact",
    "fact_places": "place, fact",
    "fact_years": "fact, first, last",
    "fact_sources": "source, fact",
}
"""Table → the columns by which it is looked into."""

FTS = "fact_fts"
FTS_COLUMNS = tuple(column for column in TABLES["fact_text"] if column != "number")
FTS_WEIGHTS = (10.0, 8.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""How much a word weighs by the column it stands in, for bm25()."""

FTS_TOKENIZER = "porter unicode61 remove_diacritics 2"
