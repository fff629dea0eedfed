"""The layout of the index file: the seam between the two wings.

``factbase.building`` writes it, ``factbase.index.database`` reads it, and any SQLite tool
can look into it. Change a table, raise the version: an index of another version is built anew.
"""

from __future__ import annotations

from factbase.index.words import TOKENIZER

INDEX_VERSION = "4"

APPLICATION_ID = 0x46414354
"""Marks the file as ours in SQLite's header: the letters FACT."""

TABLES: dict[str, dict[str, str]] = {
    # Of the index itself: its version, that of factbase, the root of the base (empty for an index
    # made from lines), the fingerprint of the files, the number of facts, when it was last written.
    "meta": {"key": "TEXT PRIMARY KEY", "value": "TEXT"},
    # One row a fact; what filters read stands first. document is the fact as in its file (JSON);
    # beside it what is derived: readings is how each value was read, use_grades the grade of each
    # source use (JSON), state the status but for staleness, which depends on the day. edition_of
    # names what is told of other times by other facts: measure, unit and place. claim_numbers is
    # where in the claim its statistics stand (JSON: begin and end of each). hidden marks what is
    # only found when asked for: unread, superseded, retracted. position is the fact's place among
    # those of its file; number says nothing, and stays when the fact is edited.
    "facts": {
        "number": "INTEGER PRIMARY KEY",
        "id": "TEXT UNIQUE",
        "hidden": "INTEGER",
        "kind": "TEXT",
        "grade": "TEXT",
        "state": "TEXT",
        "recheck_due": "TEXT",
        "last_read": "TEXT",
        "place": "TEXT",
        "period": "TEXT",
        "period_last": "TEXT",
        "series": "TEXT",
        "edition_of": "TEXT",
        "hash": "TEXT",
        "path": "TEXT",
        "position": "INTEGER",
        "claim": "TEXT",
        "claim_numbers": "TEXT",
        "citation": "TEXT",
        "topics": "TEXT",
        "superseded_by": "TEXT",
        "disputed_by": "TEXT",
        "use_grades": "TEXT",
        "readings": "TEXT",
        "document": "TEXT",
    },
    # The facts marked hidden once more, for a search reads this table for all that it matches.
    "hidden_facts": {"fact": "INTEGER PRIMARY KEY"},
    # What the full-text index is made of, cut into words by index.words; number is that of the
    # fact. keys are words of ours: places by code, numbers by amount, bills by one name.
    "fact_text": {
        "number": "INTEGER PRIMARY KEY",
        "claim": "TEXT",
        "also": "TEXT",
        "measures": "TEXT",
        "tags": "TEXT",
        "keys": "TEXT",
        "quotes": "TEXT",
        "works": "TEXT",
        "note": "TEXT",
    },
    # How many facts hold each word of fact_text, and what the stemmer makes of it. The set of
    # words of a fact is that of its row in fact_text, so an edit knows which counts to change;
    # numbers are left out, for they are many and nobody misspells them.
    "words": {
        "word": "TEXT PRIMARY KEY",
        "stem": "TEXT",
        "length": "INTEGER",
        "df": "INTEGER",
    },
    # The values, in their own units; an end that says nothing is NULL.
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
    # The numbers as written, one row each, by which a search filters: lo is hi but for a range.
    # base_lo and base_hi are in the base unit of the dimension (0.4 share for 40 percent).
    # Without values, those of the claim.
    "fact_numbers": {
        "fact": "INTEGER",
        "lo": "REAL",
        "hi": "REAL",
        "unit": "TEXT",
        "stat": "TEXT",
        "base_lo": "REAL",
        "base_hi": "REAL",
        "dimension": "TEXT",
    },
    # What filters look into, places and topics with all that contain them.
    "fact_topics": {"fact": "INTEGER", "topic": "TEXT"},
    "fact_places": {"fact": "INTEGER", "place": "TEXT"},
    "fact_years": {"fact": "INTEGER", "first": "INTEGER", "last": "INTEGER"},
    "fact_sources": {"fact": "INTEGER", "source": "TEXT"},
    "sources": {
        "id": "TEXT PRIMARY KEY",
        "label": "TEXT",
        "publisher": "TEXT",
        "path": "TEXT",
        "document": "TEXT",
    },
    # What a fact says of other ids (kind: supersedes, disputes, formerly); what follows from it,
    # superseded_by and disputed_by, state and former_ids, is derived from here.
    "fact_links": {"fact": "INTEGER", "kind": "TEXT", "target": "TEXT"},
    "former_ids": {"former": "TEXT PRIMARY KEY", "id": "TEXT"},
    # The files that were read. again marks those of which something was left out for the sake of
    # another file: whatever changes elsewhere, they are read again.
    "files": {"path": "TEXT PRIMARY KEY", "digest": "TEXT", "again": "INTEGER"},
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

INDEXES = (
    ("facts", "series, period_last"),
    ("facts", "edition_of, period_last"),
    ("facts", "path, position"),
    ("words", "stem"),
    ("words", "length"),
    ("fact_values", "fact"),
    ("fact_numbers", "fact"),
    ("fact_topics", "topic, fact"),
    ("fact_topics", "fact"),
    ("fact_places", "place, fact"),
    ("fact_places", "fact"),
    ("fact_years", "fact, first, last"),
    ("fact_sources", "source, fact"),
    ("fact_sources", "fact"),
    ("fact_links", "target"),
    ("fact_links", "fact"),
    ("sources", "path"),
)
"""Tables, each with columns by which it is looked into."""

FACT_TABLES = {
    name: next(iter(columns))
    for name, columns in TABLES.items()
    if next(iter(columns)) in ("number", "fact")
}
"""Table → the column with the number of the fact that its rows belong to."""

FTS = "fact_fts"
FTS_COLUMNS = tuple(column for column in TABLES["fact_text"] if column != "number")
FTS_WEIGHTS = (1.0, 0.8, 0.6, 0.5, 0.8, 0.4, 0.2, 0.2)
"""How much a word weighs by the column it stands in; above 1 BM25 would forget the lengths."""

FTS_TOKENIZER = TOKENIZER
