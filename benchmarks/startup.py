#!/usr/bin/env python3
"""What starting costs: whole processes, as multiples of a bare Python start.

    benchmarks/startup.py [ROUNDS]

Each round runs every command once, so that all see the same machine; printed are the medians.
The exit code is 1 where a limit is passed. Compiled modules are kept in a folder of their own,
as an installed package has them, and the index is current: the first round is not counted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FACTBASE = os.path.join(os.path.dirname(sys.executable), "factbase")

BARE = "python -c pass"
COMMANDS = {
    BARE: [sys.executable, "-c", "pass"],
    "python -c 'import factbase'": [sys.executable, "-c", "import factbase"],
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "factbase search deported parents": [FACTBASE, "search", "deported", "parents"],
}
LIMITS = {"python -c 'import factbase'": 1.5, "factbase search deported parents": 6.0}


def measure(rounds: int, environment: dict[str, str]) -> dict[str, float]:
    """Return the median seconds of each command."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds + 1):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


def main() -> int:
    """Print a line a command; return 1 where a limit is passed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        medians = measure(rounds, environment)
    passed = True
    for name, seconds in medians.items():
        ratio = seconds / medians[BARE]
        limit = LIMITS.get(name)
        passed = passed and (limit is None or ratio <= limit)
        told = f" (limit {limit})" if limit else ""
        print(f"{seconds * 1000:7.1f} ms  {ratio:5.2f} bare starts{told}  {name}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
