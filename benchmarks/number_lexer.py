"""Measure the number lexer: accuracy on an annotated set, and speed against its peers.

Usage: ``python benchmarks/number_lexer.py GOLD.jsonl [--rounds N]``. A line of GOLD has a
``text`` and its ``quantities`` (start, end, value, kind, comparator, statistic). The peers,
quantulum3 (without its classifier) and numerizer, are development dependencies only; one
that is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase.quantity import find_quantities
from factbase.quantity.mention import NOT_STATISTICS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbase.quantity import Quantity

CLOSE = 1e-4
NAMED = frozenset({"year", "date", "id"})


def main() -> None:
    """Print accuracy, then speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines() if line]
    print_accuracy(gold)
    print_speed([sentence["text"] for sentence in gold], options.rounds)


def print_accuracy(gold: list[dict[str, Any]]) -> None:
    """Print recall by kind, precision, and how kinds and comparators were told."""
    found = [find_quantities(sentence["text"]) for sentence in gold]
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    kinds: Counter[bool] = Counter()
    comparators: dict[str, Counter[bool]] = {}
    matched = 0
    for sentence, quantities in zip(gold, found, strict=True):
        free = list(quantities)
        for wanted in sentence["quantities"]:
            kind = wanted["kind"]
            total[kind] += 1
            match = first_match(wanted, free)
            if match is None:
                continue
            free.remove(match)
            hit[kind] += 1
            if kind in NAMED - {"year"}:
                continue
            kinds[match.kind == kind] += 1
            matched += match.statistic and wanted["statistic"]
            row = comparators.setdefault(wanted["comparator"], Counter())
            row[match.comparator == wanted["comparator"]] += 1
    stated = sum(quantity.statistic for quantities in found for quantity in quantities)
    wanted_total = sum(n for kind, n in total.items() if kind not in NOT_STATISTICS)
    recall = sum(n for kind, n in hit.items() if kind not in NOT_STATISTICS) / wanted_total
    print(f"{len(gold)} texts, {sum(total.values())} numbers, {wanted_total} statistics")
    print(f"statistics   recall {recall:.3f}   precision {matched / max(stated, 1):.3f}")
    print(f"kind         {share(kinds):.3f}")
    print(f"comparator   {share(sum(comparators.values(), Counter())):.3f}")
    print(f"years, dates, ids overlapped by a statistic: {overlapped(gold, found)}")
    for kind in sorted(total):
        print(f"  {kind:<10} {hit[kind]:>4} of {total[kind]}")
    for sign, row in sorted(comparators.items()):
        print(f"  {sign:<10} {row[True]:>4} of {row.total()}")


def share(counter: Counter[bool]) -> float:
    """Return the share of what is true."""
    return counter[True] / max(counter.total(), 1)


def first_match(wanted: dict[str, Any], free: list[Quantity]) -> Quantity | None:
    """Return the first reading of the same place and value, by kind alone for names."""
    for quantity in free:
        if quantity.start >= wanted["end"] or wanted["start"] >= quantity.end:
            continue
        if wanted["kind"] in NAMED - {"year"}:
            if quantity.kind == wanted["kind"]:
                return quantity
        elif same([float(value) for value in quantity.values], wanted["value"]):
            return quantity
    return None


def same(found: list[float], wanted: list[float]) -> bool:
    """Return whether two lists of numbers are equal but for a rounding of the floats."""
    return len(found) == len(wanted) and all(
        abs(x - y) <= CLOSE * max(abs(y), CLOSE) for x, y in zip(found, wanted, strict=True)
    )


def overlapped(gold: list[dict[str, Any]], found: list[list[Quantity]]) -> str:
    """Return how many years, dates and ids a reading as a statistic touches."""
    touched = total = 0
    for sentence, quantities in zip(gold, found, strict=True):
        for wanted in sentence["quantities"]:
            if wanted["kind"] in NAMED:
                total += 1
                touched += any(
                    quantity.statistic
                    and quantity.start < wanted["end"]
                    and wanted["start"] < quantity.end
                    for quantity in quantities
                )
    return f"{touched} of {total} ({touched / max(total, 1):.1%})"


def print_speed(texts: list[str], rounds: int) -> None:
    """Print the CPU time of each tool, measured in turns, and its ratio to ours."""
    tools: dict[str, Callable[[str], object]] = {"factbase": find_quantities, **peers()}
    times: dict[str, list[float]] = {name: [] for name in tools}
    for tool in tools.values():
        run(tool, texts)
    for _ in range(rounds):
        for name, tool in tools.items():
            times[name].append(run(tool, texts))
    ours = statistics.median(times["factbase"])
    for name, measured in times.items():
        median = statistics.median(measured)
        each = 1e6 * median / len(texts)
        print(f"{name:<12} {each:>8.0f} microseconds a text   ratio {median / ours:.1f}")


def run(tool: Callable[[str], object], texts: Iterable[str]) -> float:
    """Return the CPU time that *tool* takes for the texts."""
    begin = time.process_time()
    for text in texts:
        tool(text)
    return time.process_time() - begin


def peers() -> dict[str, Callable[[str], object]]:
    """Return the peers that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    for name, module, function in (
        ("quantulum3", "quantulum3.parser", "parse"),
        ("numerizer", "numerizer", "numerize"),
    ):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found[name] = getattr(importlib.import_module(module), function)
        except ImportError:
            print(f"{name} is not installed and was not measured", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
