"""Print how well the search finds: ``python -m tests.quality [--misses] [--write]``.

The base (shipped facts and distractors) is made in a temporary folder, or kept in --base.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from factbase import FactBase
from tests.quality.distractors import write_base
from tests.quality.pasted import claims_first, paste, prose
from tests.quality.queries import ABSENT, read_queries
from tests.quality.scoring import (
    LIMIT,
    Found,
    ask,
    is_high,
    rank,
    score_all,
    table,
    write_scores,
)

if TYPE_CHECKING:
    from tests.quality.queries import Query


def main() -> None:
    """Measure, print, and with --write keep the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", type=Path, help="make the base here, or use the one here")
    parser.add_argument("--misses", action="store_true", help="show what was found instead")
    parser.add_argument("--write", action="store_true", help="write the scores into scores.toml")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factbase-quality-") as folder:
        base = arguments.base or Path(folder)
        if not (base / "facts").is_dir():
            write_base(base)
        with FactBase.open(base) as kb:
            _measure(kb, misses=arguments.misses, write=arguments.write)


def _measure(kb: FactBase, *, misses: bool, write: bool) -> None:
    def search(text: str) -> list[Found]:
        return [Found(hit.id, hit.score) for hit in kb.search(text, limit=LIMIT)]

    answers = ask(search, read_queries())
    scores = score_all(answers)
    print(f"{len(kb)} facts, {len(answers)} queries\n{table(scores)}")
    count, missed = claims_first(search)
    print(f"pasted claims that find themselves first: {count - len(missed)} of {count}", *missed)
    pasted = paste(search, prose())
    print(
        f"pasted prose: {pasted.sentences} sentences, {pasted.errors} errors,"
        f" {pasted.share:.1%} answered"
    )
    if misses:
        _print_misses(answers)
    if write:
        write_scores(scores)


def _print_misses(answers: dict[Query, list[Found]]) -> None:
    for query, found in answers.items():
        first = found[0] if found else Found("nothing", 0.0)
        what = f"{query.kind:<11} {query.text!r} found {first.id} ({first.score:.2f})"
        if query.kind == ABSENT and is_high(found):
            best = max(found, key=lambda one: one.score)
            print(f"{query.kind:<11} {query.text!r} found {best.id} ({best.score:.2f})")
        elif query.kind != ABSENT and rank(query, found) != 1:
            print(f"{what}, not {' or '.join(query.facts)}, at rank {rank(query, found) or '-'}")


if __name__ == "__main__":
    main()
