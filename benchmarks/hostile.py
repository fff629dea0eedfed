"""What becomes of hostile files, and what each costs: outcome, processor time, peak memory.

    python -m benchmarks.hostile

The cases are those of ``tests/hostile``, by their numbers in the list of hostile inputs. Each is
checked beside a sound fact, those of one number in a process of their own. Printed, as Markdown,
is a line for each number: the cases, what was told, how many were refused or warned of as the
tests demand, the longest check, and the most memory taken beyond the check of the sound fact.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from factbase.validation import validate
from tests.bases import FACT, SOURCE, TODAY, make_base
from tests.hostile import test_values, test_yaml

Cases = dict[str, list[str | bytes]]
"""Number, or numbers, in the list → contents of files."""

LIMIT_S, LIMIT_MB = 1.0, 100.0

OF_THE_BASE = {"FB401", "FB402", "FB403", "FB406", "FB504"}
"""What is told because the file is a copy of the sound fact under another name."""


def cases() -> Cases:
    """Return every hostile file of the tests."""
    found: Cases = defaultdict(list)
    for row in test_yaml.REFUSED:
        found[str(row.id).split()[0]].append(row.values[0])
    for name, content in test_yaml.WORST.items():
        found[f"worst: {name}"].append(content)
    for line_end in ("\r\n", "\r"):
        found["29 (accepted)"].append(FACT.replace("\n", line_end))
    for row in test_values.NUMBERS:
        found["33-38, 40"].append(FACT.replace("value: 12,", f"value: {row.values[0]},"))
    for row in test_values.IN_CONTENT:
        old, new, _ = row.values
        found[str(row.id).split()[0]].append(FACT.replace(old, new))
    for text, (hint, _) in test_values.DATES.items():
        if hint is not None:
            found["41-43"].append(FACT.replace("read: 2026-11-20", f"read: {text}"))
    for text in test_values.IDS:
        found["28, 45"].append(FACT.replace("id: example-fact", f"id: {text}"))
    for line in test_values.UNKNOWN:
        found["47, 48"].append(as_source(line))
    for url in test_values.URLS:
        found["60, 61"].append(as_source(f"URL: {url}"))
    return dict(sorted(found.items(), key=lambda item: (item[0][0] == "w", _first(item[0]))))


def as_source(line: str) -> str:
    """Return a source record that *line* makes hostile."""
    return f"{SOURCE.replace('id: example', 'id: hostile')}{line}\n"


def _first(name: str) -> int:
    number = re.match("[0-9]+", name)
    return int(number[0]) if number else 0


def measure(name: str) -> None:
    """Print as JSON what the checks of the cases *name* tell and take."""
    codes: set[str] = set()
    told = longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        sound = make_base(Path(folder, "sound"), {"facts/example-fact.yaml": FACT})
        validate([str(sound)], today=TODAY)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number, content in enumerate(cases()[name]):
            is_source = isinstance(content, str) and content.startswith("id: hostile")
            file = "facts/sources/hostile.yaml" if is_source else "facts/hostile.yaml"
            files = {"facts/example-fact.yaml": FACT, file: content}
            base = make_base(Path(folder, str(number)), files)
            started = time.process_time()
            report = validate([str(base)], today=TODAY)
            longest = max(longest, time.process_time() - started)
            here = {one.code for one in report if one.location.path == file} - OF_THE_BASE
            # The sound fact beside it is read, whatever happens.
            told += bool(here) and report.checked.facts >= 1
            codes |= here
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps([sorted(codes), told, longest, peak / 1000]))


def main() -> None:
    """Print the table."""
    print("| number | cases | told | codes | longest, s | peak, MB |")
    print("|---|--:|--:|---|--:|--:|")
    slowest = largest = 0.0
    for name, contents in cases().items():
        command = [sys.executable, "-m", "benchmarks.hostile", name]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        codes, told, longest, peak = json.loads(answer)
        slowest, largest = max(slowest, longest), max(largest, peak)
        print(
            f"| {name} | {len(contents)} | {told:.0f} | {', '.join(codes)} "
            f"| {longest:.2f} | {peak:.1f} |"
        )
    print(
        f"\nlongest {slowest:.2f} s (asked ≤ {LIMIT_S:.0f}), peak {largest:.1f} MB "
        f"(asked ≤ {LIMIT_MB:.0f}); no crash, no traceback"
    )


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
