"""A base that flips between two states, readers that watch its index, and writers that die."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from factbase import FactBase
from factbase.building import build_index
from factbase.layout import Layout
from tests.readers import fact

FACTS = 8
CLAIMS = ("An example counted 12 ducks.", "An example counted 12 geese.")


def db_of(folder):
    return str(folder / ".factbase" / "index.db")


def flip(base, turn):
    """Write one of two states of the base: every claim says the same."""
    for number in range(FACTS):
        path = base / "facts" / f"fact-{number}.yaml"
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(fact(f"fact-{number}", claim=CLAIMS[turn % 2])))
        os.replace(draft, path)


def keep_writing(root):
    """Flip the base and bring its index up to date until killed: updates, and whole builds."""
    layout = Layout(root)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for turn in range(1, 100_000):
        flip(Path(root), turn)
        build_index(layout, full=turn % 3 == 0)


class Readers:
    """Threads that read an index until told to stop, and note what they see."""

    def __init__(self, db, count=2):
        self.stop = threading.Event()
        self.seen, self.errors, self.reads = set(), [], 0
        self.db = db
        self.kb = FactBase.open(db)
        self.threads = [threading.Thread(target=self._read) for _ in range(count)]

    def _read(self):
        while not self.stop.is_set():
            try:
                self.seen.add(self.claims(self.kb))
                with FactBase.open(self.db) as fresh:
                    self.seen.add(self.claims(fresh))
                self.reads += 2
            except Exception as error:  # noqa: BLE001  # whatever it is, no reader may see it
                self.errors.append(error)
                return

    @staticmethod
    def claims(kb):
        claims = [
            one.claim for one in kb.search("example counted", limit=50) if one.id[:5] == "fact-"
        ]
        return len(claims), *sorted(set(claims))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_exc):
        self.stop.set()
        for thread in self.threads:
            thread.join()
        self.kb.close()


def intact(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()


def die_in_a_transaction(db):
    """Leave *db* as a writer that is killed in a transaction leaves it: changed, with a journal."""
    script = f"""
import os, signal, sqlite3
connection = sqlite3.connect({db!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE facts SET claim = 'torn', document = 'torn'")
connection.execute("CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                   "SELECT i + 1 FROM n WHERE i < 2000) SELECT i, hex(randomblob(99)) FROM n")
os.kill(os.getpid(), signal.SIGKILL)
"""  # noqa: S608
    subprocess.run([sys.executable, "-c", script], check=False)


def states():
    return {(FACTS, claim) for claim in CLAIMS}


def build_often(root, told):
    """Build the index at *root* again and again, wholly and for an edit, and tell how it went."""
    try:
        for turn in range(12):
            (Path(root) / "facts" / f"more-{os.getpid()}.yaml").write_text(
                json.dumps(fact(f"more-{os.getpid()}", claim=f"It rained {turn} times."))
            )
            build_index(Layout(root), full=turn % 3 == 0)
        told.put("well")
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        told.put(repr(error))


def search_often(root, told):
    """Open the base at *root* and search it, again and again, and tell how it went."""
    try:
        for _ in range(20):
            with FactBase.open(root) as kb:
                found = Readers.claims(kb)
                assert found == (FACTS, CLAIMS[0]), found
        told.put("well")
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        told.put(repr(error))
