"""The index part of a build and of one edit, against SQLite used by hand on the same rows.

    python benchmarks/index.py [FACTS]

What is read from files is left out, and so is what is made of a fact. By hand is: the rows put
into the same tables with ``executemany`` and the text index made with ``'rebuild'``; and for an
edit, one fact and its text changed, with triggers that keep the text index, and a commit. Ours
makes beside them the ways to look into the tables, the stems of words and what links facts.
Both are run in turn, and CPU time is compared.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from factbase.building import build_from_lines
from factbase.building.draft import Draft
from factbase.building.edits import Edits
from factbase.index.tables import FACT_TABLES, FTS, FTS_COLUMNS, FTS_TOKENIZER, TABLES
from factbase.rows import count_words

ROUNDS = 5
EDITS = 200
MADE = tuple(name for name in TABLES if name not in ("meta", "words"))
"""The tables whose rows are given, and beside them how many facts hold each word."""

WORDS = (
    "people ducks lakes parents children violence emissions women men workers schools refugees "
    "hospitals income poverty farms energy forests fires rivers cities housing prisons votes"
).split()


def lines(path: Path, count: int) -> Path:
    """Write *count* facts as JSON lines."""
    dice = random.Random(20261122)  # noqa: S311
    with path.open("w") as handle:
        for number in range(count):
            one, other = dice.choices(WORDS, k=2)
            amount, year = dice.randrange(10, 100_000), 1990 + number % 35
            line = {
                "id": f"made-{number}",
                "claim": f"In {year}, {amount:,} {one} among {other} were counted in {number}.",
                "topics": [one],
                "place": dice.choice(["US", "GB", "FR"]),
                "period": year,
                "values": [{"measure": f"{one} among {other}", "value": amount, "unit": "people"}],
                "source": f"Report on {one} {number % 500}",
            }
            handle.write(json.dumps(line) + "\n")
    return path


def rows_of(db: str) -> dict[str, list[tuple]]:
    """Return the rows of the tables of an index."""
    connection = sqlite3.connect(db)
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in MADE}  # noqa: S608
    connection.close()
    return rows


def ours(rows: dict[str, list[tuple]], words: dict[str, int], db: str) -> None:
    """Write an index as a build does."""
    with Draft(db) as draft:
        draft.add(rows)
        draft.finish(words=words, root="", fingerprint="")
        draft.publish()


def by_hand(rows: dict[str, list[tuple]], words: dict[str, int], db: str) -> None:
    """Write the same rows with SQLite alone."""
    connection = sqlite3.connect(db, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for name, table in rows.items():
        columns = ", ".join(f'"{column}" {kind}' for column, kind in TABLES[name].items())
        connection.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * len(TABLES[name]))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", table)  # noqa: S608
    connection.execute("CREATE TABLE words (word TEXT PRIMARY KEY, df INTEGER)")
    connection.executemany("INSERT INTO words VALUES (?, ?)", words.items())
    connection.execute(
        f"CREATE VIRTUAL TABLE {FTS} USING fts5({', '.join(FTS_COLUMNS)}, content='fact_text', "
        f"content_rowid='number', tokenize=\"{FTS_TOKENIZER}\")"
    )
    connection.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")  # noqa: S608
    connection.execute("COMMIT")
    connection.close()


def add_triggers(db: str) -> None:
    """Let SQLite keep the text index after an edit."""
    columns = ", ".join(FTS_COLUMNS)
    old, new = (", ".join(f"{turn}.{name}" for name in FTS_COLUMNS) for turn in ("old", "new"))
    connection = sqlite3.connect(db)
    connection.executescript(f"""
        CREATE TRIGGER edited AFTER UPDATE ON fact_text BEGIN
          INSERT INTO {FTS}({FTS}, rowid, {columns}) VALUES ('delete', old.number, {old});
          INSERT INTO {FTS}(rowid, {columns}) VALUES (new.number, {new});
        END;
    """)  # noqa: S608
    connection.close()


def edited(rows: dict[str, list[tuple]], number: int, turn: int) -> dict[str, list[tuple]]:
    """Return the rows of one fact, of which another word stands in claim and text."""
    fact = {table: [row for row in rows[table] if row[0] == number] for table in FACT_TABLES}
    words = ("ducks", f"geese{turn % 7}")
    for table in ("facts", "fact_text"):
        fact[table] = [
            tuple(v.replace(" counted ", f" {words[1]} ") if isinstance(v, str) else v for v in row)
            for row in fact[table]
        ]
    return fact


def edit_ours(connection: sqlite3.Connection, fact: dict[str, list[tuple]]) -> None:
    """Write the rows of an edited fact as an update does."""
    connection.execute("BEGIN IMMEDIATE")
    Edits(connection, fact, before=[fact["facts"][0][0]]).apply()
    connection.execute("COMMIT")


def edit_by_hand(connection: sqlite3.Connection, fact: dict[str, list[tuple]]) -> None:
    """Write the row of a fact and its text; a trigger does the rest."""
    connection.execute("BEGIN IMMEDIATE")
    for table in ("facts", "fact_text"):
        row = fact[table][0]
        names = list(TABLES[table])
        sets = ", ".join(f'"{name}" = ?' for name in names[1:])
        connection.execute(f"UPDATE {table} SET {sets} WHERE number = ?", (*row[1:], row[0]))  # noqa: S608
    connection.execute("COMMIT")


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        made, hand, db = (os.path.join(folder, f"{name}.db") for name in ("made", "hand", "ours"))
        started = time.process_time()
        build_from_lines(str(lines(Path(folder) / "facts.jsonl", count)), made)
        print(f"{count:,} JSON lines to an index: {time.process_time() - started:.1f} s CPU")
        rows = rows_of(made)
        words = count_words(rows)
        spent: dict[str, list[float]] = {"ours": [], "by hand": []}
        for _ in range(ROUNDS):
            for name, make, path in (("ours", ours, db), ("by hand", by_hand, hand)):
                if os.path.exists(path):
                    os.unlink(path)
                started = time.process_time()
                make(rows, words, path)
                spent[name].append(time.process_time() - started)
        tell("build, index part", "facts/s", {n: count / min(s) for n, s in spent.items()})
        add_triggers(hand)
        edits(rows, count, {"ours": db, "by hand": hand})


def edits(rows: dict[str, list[tuple]], count: int, files: dict[str, str]) -> None:
    """Time one edit and its commit, again and again, on both."""
    dice = random.Random(7)  # noqa: S311
    numbers = dice.sample(range(1, count + 1), EDITS)
    chosen = set(numbers)
    few = {name: [row for row in rows[name] if row[0] in chosen] for name in FACT_TABLES}
    facts = [edited(few, number, turn) for turn, number in enumerate(numbers)]
    does = {"ours": edit_ours, "by hand": edit_by_hand}
    cpu: dict[str, list[float]] = {name: [] for name in files}
    wall: dict[str, list[float]] = {name: [] for name in files}
    open_files = {name: sqlite3.connect(db, isolation_level=None) for name, db in files.items()}
    for fact in facts:
        for name, connection in open_files.items():
            started, started_cpu = time.perf_counter(), time.process_time()
            does[name](connection, fact)
            cpu[name].append(time.process_time() - started_cpu)
            wall[name].append(time.perf_counter() - started)
    for connection in open_files.values():
        connection.close()
    for what, spent in (("CPU", cpu), ("wall", wall)):
        told = {name: statistics.median(times) * 1000 for name, times in spent.items()}
        tell(f"one edit and commit, {what}", "ms", told)


def tell(what: str, unit: str, found: dict[str, float]) -> None:
    """Print two figures and their ratio."""
    figures = ", ".join(f"{name} {figure:,.2f} {unit}" for name, figure in found.items())
    print(f"{what}: {figures}; ratio {found['ours'] / found['by hand']:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
