"""Does the right fact come first? Ours and its peers on the same facts and the same queries.

    python -m venv peers && peers/bin/pip install -e . sqlite-utils tantivy
    peers/bin/python -m benchmarks.search_relevance [--base FOLDER] [--count 500]

The facts are those of this repository with the distractors of tests/quality; the queries are
its query set, and such as are made from claims, whole, in part and misspelled (the answer is the
fact of the claim). Every engine gets all the text of a fact as one text. Printed are nDCG@10,
the rate of first hits, the ratio of our nDCG to each peer's, and what becomes of pasted prose:
errors, and the share of sentences that find anything.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search_peers import PEERS
from benchmarks.search_queries import make_queries
from factbase import FactBase
from tests.quality.distractors import write_base
from tests.quality.pasted import paste, prose
from tests.quality.queries import read_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factbase import FactRecord

    Search = Callable[[str], list[str]]

LIMIT = 10


def main() -> None:
    """Print a table of relevance for each set of queries."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", type=Path, help="make the base here, or use the one here")
    parser.add_argument("--count", type=int, default=500, help="queries made from claims")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factbase-relevance-") as folder:
        base = arguments.base or Path(folder, "base")
        if not (base / "facts").is_dir():
            base.mkdir()
            write_base(base)
        with FactBase.open(base) as kb:
            facts = [fact for fact in kb if fact.grade != "unread"]  # found only when asked for
            documents = [(fact.id, whole_text(kb, fact)) for fact in facts]
            engines: dict[str, Search] = {"factbase": ours(kb)}
            for name, peer in PEERS.items():
                Path(folder, name).mkdir()
                peer.build(documents, f"{folder}/{name}")
                engines[name] = peer.search
            made = make_queries([(fact.id, fact.claim) for fact in facts], arguments.count)
            sets: dict[str, list[tuple[str, tuple[str, ...]]]] = {
                name: [(one.text, (one.fact,)) for one in queries] for name, queries in made.items()
            }
            written = [one for one in read_queries() if one.facts]
            sets["query set"] = [(one.text, one.facts) for one in written]
            for kind in dict.fromkeys(one.kind for one in written):
                sets[f"  {kind}"] = [(one.text, one.facts) for one in written if one.kind == kind]
            _print(engines, sets)
            _print_pasted(engines)


def whole_text(kb: FactBase, fact: FactRecord) -> str:
    """Return all text of a fact that a reader might search for."""
    parts = [fact.claim, *fact.also, *fact.topics, fact.place, str(fact.period), fact.note]
    parts += [f"{value.measure} {value.of or ''} {value}" for value in fact.values]
    for use in fact.sources:
        source = kb.sources[use.ref]
        parts += [use.quote, source.title, source.publisher, source.container_title]
    return " ".join(str(part) for part in parts if part)


def ours(kb: FactBase) -> Search:
    """Return the search of this package, as ids."""
    return lambda text: [hit.id for hit in kb.search(text, limit=LIMIT)]


def _print(engines: dict[str, Search], sets: dict[str, list[tuple[str, tuple[str, ...]]]]) -> None:
    print(f"{'nDCG@10 (first hits)':<29}" + "".join(f"{name:>24}" for name in engines))
    for name, queries in sets.items():
        rows = [_measure(search, queries) for search in engines.values()]
        best = rows[0][0]
        cells = [
            f"{gain:.3f} ({first:.3f})" + (f" x{best / gain:.2f}" if n and gain else "")
            for n, (gain, first) in enumerate(rows)
        ]
        print(f"{name:<24}{len(queries):>5}" + "".join(f"{cell:>24}" for cell in cells))


def _print_pasted(engines: dict[str, Search]) -> None:
    sentences = list(prose())
    cells = [paste(search, sentences) for search in engines.values()]
    print(f"{'pasted prose':<24}{len(sentences):>5}", end="")
    print("".join(f"{f'{one.errors} errors, {one.share:.1%}':>24}" for one in cells))


def _measure(search: Search, queries: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[float, float]:
    gains = first = 0.0
    for text, facts in queries:
        found = search(text)[:LIMIT]
        best = sum(1 / math.log2(n + 2) for n in range(min(len(facts), LIMIT)))
        gains += sum(1 / math.log2(n + 2) for n, one in enumerate(found) if one in facts) / best
        first += bool(found) and found[0] in facts
    return gains / len(queries), first / len(queries)


if __name__ == "__main__":
    main()
