"""How quick is the search? Ours and its peers on the same made-up facts, in one run, in turns.

    python -m venv peers && peers/bin/pip install -e . sqlite-utils tantivy
    peers/bin/python -m benchmarks.search [--facts 10000 100000] [--queries 40] [--rounds 3]

The facts are those of `benchmarks.generator`; theirs is a small vocabulary, so that each word
stands in many of them: hard on every engine. Everything is CPU time, of all threads: building,
one edit, and the median and 95th percentile of a query, with the ratio to plain FTS5. Queries are
claims, whole, in part and misspelled, the commonest words, and numbers in other words than the
claim's. A million facts need some 10 GB of disk and half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.generator import fact
from benchmarks.search_peers import PEERS
from benchmarks.search_queries import content_words, make_queries
from factbase import FactBase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.search_peers import Document

    Search = Callable[[str], object]

LIMIT = 10
PLAIN = "FTS5 porter"
NUMBER = re.compile(r"\b(\d{1,3}),000\b|\b(\d{1,2}),(\d)\d\d\b|\b(\d+(?:\.\d)?) percent")


def main() -> None:
    """Measure bases of each size and print a table for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--facts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=40, help="of each sort")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for count in arguments.facts:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            print(f"\n{count:,} facts", flush=True)
            measure(count, folder, queries=arguments.queries, rounds=arguments.rounds)


def measure(count: int, folder: str, *, queries: int, rounds: int) -> None:
    """Build every index in *folder*, edit, search, and print what it took."""
    lines = Path(folder, "facts.jsonl")
    documents, claims = write_facts(count, lines)
    print(f"{'build':<24}{'facts/s':>10}{'MB':>8}{'one edit, ms':>14}")
    engines: dict[str, Search] = {}
    for name, peer in PEERS.items():
        place = Path(folder, name)
        place.mkdir()
        taken = cpu(lambda peer=peer, place=place: peer.build(documents, str(place)))
        edits = [
            cpu(lambda peer=peer, n=n: peer.edit(n, (documents[n - 1][0], f"edited {n}")))
            for n in range(1, count, max(count // 20, 1))
        ]
        _print_build(name, count, taken, place, edits)
        engines[name] = peer.search
    place = Path(folder, "factbase")
    place.mkdir()
    _print_build("factbase", count, build(lines, place / "index.db"), place, [])
    with FactBase.open(place / "index.db") as kb:
        engines["factbase"] = lambda text: kb.search(text, limit=LIMIT)
        _print_times(engines, sorts_of_queries(claims, queries), rounds)


def build(lines: Path, db: Path) -> float:
    """Make our index from JSON lines by the command, and return the CPU seconds it took."""
    command = [sys.executable, "-m", "factbase", "index", "--from-jsonl", str(lines)]
    before = os.times()
    subprocess.run([*command, "--db", str(db)], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def write_facts(count: int, path: Path) -> tuple[list[Document], list[tuple[str, str]]]:
    """Write facts as JSON lines; return each with all its text, and each with its claim."""
    documents, claims = [], []
    with path.open("w", encoding="utf-8") as handle:
        for number in range(count):
            made = json_line(fact(number, 1)[1])
            handle.write(json.dumps(made) + "\n")
            measures = [value["measure"] for value in made["values"]]
            words = [made["claim"], *measures, *made["topics"], made["source"]]
            documents.append((made["id"], " ".join([*words, made["place"], made["period"]])))
            claims.append((made["id"], made["claim"]))
    return documents, claims


def json_line(text: str) -> dict[str, Any]:
    """Return a made-up fact as the door for JSON lines takes it.

    The text has a fixed form; only the values are read as YAML, for the sake of speed.
    """
    line = dict(re.findall(r"^(id|place|period): '?(.+?)'?$", text, re.MULTILINE))
    folded = dict(re.findall(r"^ *(claim|quote): >-\n +(.+)$", text, re.MULTILINE))
    values = text.partition("\nvalues:\n")[2].partition("sources:\n")[0]
    return line | {
        "claim": folded["claim"],
        "topics": re.findall(r"^topics: \[(.+)\]$", text, re.MULTILINE),
        "values": yaml.load(values, Loader=yaml.CSafeLoader) or [],
        "source": folded["quote"],
    }


def sorts_of_queries(claims: Sequence[tuple[str, str]], count: int) -> dict[str, list[str]]:
    """Return the queries of each sort, the same each time."""
    made = make_queries(claims, count)
    queries = {name: [one.text for one in known] for name, known in made.items()}
    rng = random.Random(2)  # noqa: S311  # no secret
    some = [claim for _, claim in rng.sample(claims, min(len(claims), 2000))]
    frequent = Counter(word.lower() for claim in some for word in content_words(claim))
    queries["common word"] = [word for word, _ in frequent.most_common(5)]
    numbers = [other for claim in some if (other := in_other_words(claim))]
    queries["numbers"] = numbers[:count]
    return queries


def in_other_words(claim: str) -> str:
    """Return a number of the claim as others write it, with a word beside it; or nothing."""
    found = NUMBER.search(claim)
    if found is None:
        return ""
    whole, thousands, tenth, percent = found.groups()
    number = f"{percent}%" if percent else f"{whole or f'{thousands}.{tenth}'} thousand"
    return f"{number} {content_words(claim[found.end() :])[0]}"


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that *work* takes, in all threads."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _print_build(name: str, count: int, taken: float, place: Path, edits: list[float]) -> None:
    size = sum(one.stat().st_size for one in place.rglob("*") if one.is_file()) / 1e6
    edit = f"{1000 * statistics.median(edits):>14.2f}" if edits else f"{'-':>14}"
    print(f"{name:<24}{count / taken:>10,.0f}{size:>8.0f}{edit}", flush=True)


def _print_times(engines: dict[str, Search], queries: dict[str, list[str]], rounds: int) -> None:
    print(f"{'p50 / p95, ms (ratio)':<24}" + "".join(f"{name:>26}" for name in engines))
    for sort, texts in queries.items():
        times: dict[str, list[list[float]]] = {name: [[] for _ in texts] for name in engines}
        for _ in range(rounds):
            for number, text in enumerate(texts):
                for name, search in engines.items():
                    times[name][number].append(cpu(lambda s=search, t=text: s(t)))
        cells = {name: _percentiles(taken) for name, taken in times.items()}
        plain = cells[PLAIN][0]
        print(
            f"{sort:<24}"
            + "".join(
                f"{f'{p50:.2f} / {p95:.2f} (x{p50 / plain:.2f})':>26}"
                for p50, p95 in cells.values()
            ),
            flush=True,
        )


def _percentiles(times: list[list[float]]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the queries' medians, in milliseconds."""
    each = sorted(1000 * statistics.median(one) for one in times)
    return statistics.median(each), each[min(len(each) - 1, round(0.95 * len(each)))]


if __name__ == "__main__":
    main()
