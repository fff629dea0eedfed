#!/usr/bin/env python3
"""Our CSL processor against citeproc-py: CPU time of the same work, interleaved.

    benchmarks/csl.py STYLES LOCALES PYTHON [ROUNDS]

STYLES is a folder with the official ``apa.csl``, LOCALES one with the official locale files,
PYTHON the interpreter of an environment that has citeproc-py, and pypandoc_binary for the lines of
pandoc. Each round runs every piece of
work in a process of its own, ours and theirs in turn; printed are medians and their ratios. The
exit code is 1 where a limit is passed. Compiled modules are kept, as an installed package has
them; the first round is not counted.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

from factbase.csl.shipped import style_path

ITEM = (
    '{"id": "a", "type": "report", "title": "Population estimates", "publisher": "Census Bureau", '
    '"author": [{"family": "Smith", "given": "John A."}, {"family": "Doe", "given": "Jane"}], '
    '"issued": {"date-parts": [[2019, 3, 2]]}, "URL": "https://example.org/x"}'
)
MANY = (
    'items = [dict(item, id=str(n), title=f"Title {n}", '
    'author=[{"family": f"Smith{n % 300}", "given": "John A."}]) for n in range(1000)]\n'
)

OURS = """
from factbase.csl import Processor
item = {item}
def start(): return Processor({style!r}, locales={locales!r})
def one(item): return start().entry(item).text
def many(items):
    processor = start()
    processor.register(items)
    return [entry.text for entry in processor.bibliography()]
"""
THEIRS = """
import warnings
warnings.simplefilter("ignore")
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter
from citeproc.source.json import CiteProcJSON
item = {item}
style = CitationStylesStyle({style!r}, validate=False)
def many(items):
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    for item in items: made.register(Citation([CitationItem(item["id"])]))
    made.sort()
    return [str(entry) for entry in made.bibliography()]
def one(item): return many([item])[0]
"""
CLOCK = "import time\nstart_time = time.process_time()\n"
STOP = "\nprint(time.process_time() - start_time)\n"
WORK = {
    "cold: import and the first entry, official APA": ("", "one(item)", 0.5),
    "cold: import and the first entry, our own APA": ("", "one(item)", 0.5),
    "one entry, engine warm": (
        "one(item)\n" + CLOCK,
        'for n in range(100): one(dict(item, title=f"Title {n}"))' + STOP,
        0.2,
    ),
    "1,000 entries in one process": (MANY + "one(item)\n" + CLOCK, "many(items)" + STOP, 0.25),
}


def measure(command: list[str], environment: dict[str, str]) -> float:
    """Return the CPU seconds that a process says it took, or that it was seen to take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return float(result.stdout) if result.stdout.strip() else spent


def main() -> int:
    """Print a line for each piece of work; return 1 where a limit is passed."""
    if len(sys.argv) < 4:  # noqa: PLR2004
        print(__doc__)
        return 2
    styles, locales, python = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7  # noqa: PLR2004
    style = os.path.join(styles, "apa.csl")
    parts = {"style": style, "locales": locales, "item": ITEM}
    shipped = {**parts, "style": style_path("apa"), "locales": None}
    passed = True
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name, (before, work, limit) in WORK.items():
            taken: list[list[float]] = [[], []]
            mine = shipped if "our own" in name else parts
            engines = ((sys.executable, OURS.format(**mine)), (python, THEIRS.format(**parts)))
            for _ in range(rounds + 1):
                for times, (interpreter, code) in zip(taken, engines, strict=True):
                    script = f"{code}\n{before}{work}"
                    times.append(measure([interpreter, "-c", script], environment))
            ours, theirs = (statistics.median(times[1:]) * 1000 for times in taken)
            ratio = ours / theirs
            passed = passed and ratio <= limit
            print(f"{ours:8.1f} ms {theirs:8.1f} ms  {ratio:5.2f} (limit {limit})  {name}")
    for count in (1, 1000):
        spent = pandoc(python, style, count)
        if spent is not None:
            print(f"{'':8} {spent * 1000:11.1f} ms  pandoc, a process with {count} entries")
    return 0 if passed else 1


def pandoc(python: str, style: str, count: int) -> float | None:
    """Return the CPU seconds of a pandoc process for *count* entries, None without pandoc."""
    asked = [python, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    found = subprocess.run(asked, check=False, capture_output=True, text=True)
    if found.returncode:
        return None
    item = json.loads(ITEM)
    items = [{**item, "id": str(number), "title": f"Title {number}"} for number in range(count)]
    command = [found.stdout.strip(), "-f", "csljson", "-t", "html", "--citeproc", "--csl", style]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, input=json.dumps(items).encode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
