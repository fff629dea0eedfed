"""How fast facts are checked: whole processes against their peers, as ratios of CPU time.

    python -m venv ../peers && ../peers/bin/pip install check-jsonschema yamale pydantic PyYAML
    python -m benchmarks.validation --peers ../peers/bin [--rounds 5] [--large 10000]

Peers are no dependencies; they live in an environment of their own. What is measured is user and
system time of the processes, all on the same made-up files, in turn (A B A B), so that all see
the same machine; a ratio is the median over the rounds, with the least and the greatest. The C
floor, reading and libyaml's parser alone, needs a compiler and libyaml's headers (apt-get install
libyaml-dev) and is skipped aloud without them. `benchmarks/kinds.py` compares what is found.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from benchmarks import generator
from factbase.corpus import read_corpus
from factbase.dates import latest_today
from factbase.layout import Layout
from factbase.rules.all_rules import ALL_KINDS, ALL_RULES
from factbase.yamlfile import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FACTBASE = os.path.join(os.path.dirname(sys.executable), "factbase")
COSTLY = ("FB305", "FB306", "FB403")
"""Rules on texts, which no peer has the like of."""

FEWER = ["--select", ",".join(code for code in ALL_KINDS if code not in COSTLY)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A ratio that is asked for: of one command to another."""

    what: str
    ours: str
    theirs: str
    at_most: float


def commands_for(folder: str, peers: str | None, floor: str | None) -> dict[str, list[str]]:
    """Return name → command for everything that checks the base at *folder*."""
    facts = os.path.join(folder, "facts")
    topics = [os.path.join(facts, name) for name in sorted(os.listdir(facts)) if name != "sources"]
    files = [os.path.join(topic, name) for topic in topics for name in sorted(os.listdir(topic))]
    ours = [FACTBASE, "validate", "--quiet", folder]
    commands = {
        "factbase": [*ours, "--no-cache"],
        "factbase, fewer rules": [*ours, "--no-cache", *FEWER],
        "factbase, warm by stat": [*ours, "--stat"],
        "factbase, warm by content": [*ours, "--no-stat"],
    }
    if floor:
        commands["C floor"] = [floor, facts]
    if peers:
        schema = os.path.join(ROOT, "schemas", "fact.schema.json")
        loop = os.path.join(HERE, "peers", "handwritten.py")
        rules = os.path.join(HERE, "peers", "fact.yamale.yaml")
        commands |= {
            # The peers are given the facts alone, without the sources.
            "check-jsonschema": [
                os.path.join(peers, "check-jsonschema"),
                *("--schemafile", schema),
                *files,
            ],
            "yamale": [os.path.join(peers, "yamale"), "-n", "1", "-s", rules, *topics],
            "hand-written loop": [os.path.join(peers, "python"), loop, facts],
        }
    return commands


def cpu_seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """Return user and system time of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[:4]} exits with {done.returncode}: {done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def interleaved(
    commands: dict[str, list[str]], rounds: int, environment: Mapping[str, str]
) -> dict[str, list[float]]:
    """Return name → seconds of each round; every round runs every command once."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds = cpu_seconds(command, environment)
            if number:  # the first fills the caches of the disk and ours
                taken[name].append(seconds)
    return taken


def ratio(ours: list[float], theirs: list[float]) -> str:
    """Return the median of the rounds' ratios, and their spread."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def show(title: str, taken: dict[str, list[float]], bars: list[Bar]) -> None:
    """Print what each command took, and each ratio beside its bar."""
    print(f"\n{title}\n")
    for name, seconds in taken.items():
        print(f"  {statistics.median(seconds):8.3f} s  {name}")
    print("\n| measure | asked | measured |\n|---|--:|--:|")
    for bar in bars:
        if bar.ours in taken and bar.theirs in taken:
            found = ratio(taken[bar.ours], taken[bar.theirs])
            print(f"| {bar.what} | ≤ {bar.at_most} | {found} |")


def compiled_floor(folder: str) -> str | None:
    """Return the compiled C floor, or None where it cannot be made."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    program = os.path.join(folder, "floor")
    source = os.path.join(HERE, "floor.c")
    if compiler is None:
        print("C floor skipped: no C compiler here")
        return None
    made = subprocess.run(
        [compiler, "-O2", "-o", program, source, "-lyaml"], capture_output=True, check=False
    )
    if made.returncode:
        print("C floor skipped: libyaml's headers are missing (apt-get install libyaml-dev)")
        return None
    return program


def in_turn(
    loaders: list[Callable[[bytes], object]], contents: list[bytes], rounds: int, *, keep: bool
) -> list[list[float]]:
    """Return the seconds that each loader takes for all *contents*, in each round."""
    taken: list[list[float]] = [[] for _ in loaders]
    for number in range(rounds + 1):
        for loader, seconds in zip(loaders, taken, strict=True):
            gc.collect()
            kept: list[object] = []
            start = time.process_time()
            for content in contents:
                loaded = loader(content)
                if keep:
                    kept.append(loaded)
            if number:
                seconds.append(time.process_time() - start)
    return taken


def show_loader(folder: str, rounds: int) -> None:
    """Print what the strict reader takes against PyYAML's C loader, which keeps no places."""
    contents = []
    for path, _folders, names in os.walk(os.path.join(folder, "facts")):
        for name in names:
            with open(os.path.join(path, name), "rb") as handle:
                contents.append(handle.read())

    def strict(content: bytes) -> object:
        read = parse_yaml(content, "facts/made.yaml")
        read.release()
        return read

    def usual(content: bytes) -> object:
        return yaml.load(content, yaml.CSafeLoader)  # a safe one

    print("\n| strict load with places, against CSafeLoader | asked | measured |\n|---|--:|--:|")
    for keep in (False, True):
        taken = in_turn([strict, usual], contents, rounds, keep=keep)
        what = "all results kept" if keep else "each result let go"
        print(f"| {what} | ≤ 0.65 | {ratio(*taken)} |")


def show_families(folder: str) -> None:
    """Print the CPU time of each family of rules on the base at *folder*."""
    gc.disable()
    start = time.process_time()
    corpus = read_corpus(Layout(folder))
    spent = {"reading and schema (FB0-FB2)": time.process_time() - start}
    for rule in ALL_RULES:
        family = f"{rule.code[:3]}xx" if rule.code not in COSTLY else rule.code
        start = time.process_time()
        list(rule.check(corpus, today=latest_today()))
        spent[family] = spent.get(family, 0.0) + time.process_time() - start
    gc.enable()
    print(f"\n| of {len(corpus.files):,} files | CPU s | share |\n|---|--:|--:|")
    for family, seconds in spent.items():
        print(f"| {family} | {seconds:.2f} | {seconds / sum(spent.values()):.0%} |")


FEW = "factbase, fewer rules"
SMALL = [
    Bar("cold, against check-jsonschema, fewer rules", FEW, "check-jsonschema", 0.25),
    Bar("cold, against check-jsonschema, all rules", "factbase", "check-jsonschema", 0.5),
    Bar("cold, against the hand-written loop, fewer rules", FEW, "hand-written loop", 0.9),
    Bar("cold, against yamale, fewer rules", FEW, "yamale", 1.0),
]
LARGE = [
    Bar("cold, against the hand-written loop, fewer rules", FEW, "hand-written loop", 0.9),
    Bar("cold, against the C floor, fewer rules", FEW, "C floor", 9),
    Bar("cold, against the C floor, all rules", "factbase", "C floor", 9),
    Bar("warm by stat, against the C floor", "factbase, warm by stat", "C floor", 1),
    Bar("warm by content, against the C floor", "factbase, warm by content", "C floor", 2),
]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", metavar="BIN", help="Where the peers' programs lie.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--small", type=int, default=1000, metavar="FILES")
    parser.add_argument("--large", type=int, default=10_000, metavar="FILES")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        floor = compiled_floor(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": os.path.join(folder, "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        sizes = {"small": (arguments.small, SMALL), "large": (arguments.large, LARGE)}
        for name, (count, bars) in sizes.items():
            base = os.path.join(folder, name)
            # One source record for so many facts: files are facts and sources.
            facts = count * generator.FACTS_PER_SOURCE // (generator.FACTS_PER_SOURCE + 1)
            generator.write(generator.base(facts), base)
            commands = commands_for(base, arguments.peers, floor)
            wanted = {side for bar in bars for side in (bar.ours, bar.theirs)}
            chosen = {one: command for one, command in commands.items() if one in wanted}
            taken = interleaved(chosen, arguments.rounds, environment)
            show(f"{count:,} files, {arguments.rounds} rounds", taken, bars)
        show_loader(os.path.join(folder, "small"), arguments.rounds)
        show_families(os.path.join(folder, "large"))


if __name__ == "__main__":
    main()
