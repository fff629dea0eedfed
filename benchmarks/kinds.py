"""What is found of some forty kinds of faults, by us and by check-jsonschema, side by side.

    python -m benchmarks.kinds --peers ../peers/bin

Each fault is planted in a made-up fact (`breakage.py`); check-jsonschema is given our own JSON
Schema. *Caught*: the check fails, or warns, because of it. *Line*: the line with the fault is
named. *Remedy*: the answer says what to write or do, by the patterns of `REMEDIES`, which both
are held to.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from typing import TYPE_CHECKING

from benchmarks import generator
from benchmarks.breakage import KINDS
from factbase.api import validate

if TYPE_CHECKING:
    from benchmarks.breakage import Expected
    from factbase.diagnostics import Report

SCHEMA = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas", "fact.schema.json"
)
FACTS = 20 * len(KINDS)

REMEDIES = {
    "not UTF-8": "UTF-8",
    "key twice": "remove|delete|rename",
    "anchor": "remove|write .* out|quote",
    "nested too deep": "eight levels|flatten|at most",
    "second document": "'facts:'|one document|split",
    "tab as indentation": "spaces",
    "merge conflict": "settle|conflict",
    "colon in a text": "quot",
    "tag": "remove|quote",
    "country read as false": "quote",
    "claim missing": "'claim' is (missing|a required)",
    "no number": "value.*about.*nearly",
    "field misspelt": "did you mean 'recheck'",
    "text cut by a comma": "quot",
    "thousands comma": "46000",
    "number in quotes": "without quotes|not of type 'number'",
    "number with its unit": "unit: percent|not of type 'number'",
    "leading zero": r"\b755\b",
    "nothing written": "leave|write it",
    "unknown unit": "'people'",
    "unlisted topic": "'health'",
    "unknown kind": "'?statistic'?, '?event'?, '?law'?",
    "old country code": r"\bGB\b(?!\|)",
    "bad reference": "a-z",
    "claim too long": "400|shorten",
    "impossible day": "30 days",
    "foreign date": r"YYYY-MM-DD|\{4\}-",
    "infinite number": "finite|as the source prints",
    "control character": "delete|remove",
    "reversed text": "delete|remove",
    "period reversed": "swapped",
    "read before issued": "mend the day",
    "read in the future": "swapped",
    "share above 100": "100",
    "claim says another number": "the claim says",
    "quote says another number": "the quote says",
    "part larger than whole": "larger than the whole",
    "sum is wrong": "the sum comes to",
    "id twice": "choose another id",
    "file name is not the id": "rename",
    "unknown source": "did you mean",
}


def one_of_each() -> tuple[dict[str, str | bytes], list[Expected]]:
    """Return a base in which each kind of fault stands once, and what is to be found."""
    files, expected = generator.broken_base(FACTS, share=1.0)
    first: dict[str, Expected] = {}
    for one in expected:
        first.setdefault(one.kind, one)
    sound = generator.base(FACTS)
    planted = {one.planted_in for one in first.values()}
    return {path: text if path in planted else sound[path] for path, text in files.items()}, list(
        first.values()
    )


def ours(report: Report, expected: Expected) -> tuple[bool, bool, bool]:
    """Tell whether we catch a fault, name its line, and give a remedy."""
    paths = (expected.path, expected.planted_in)
    found = [one for one in report if one.location.path in paths]
    exact = [
        one for one in found if (one.location.line, one.code) == (expected.line, expected.code)
    ]
    words = " ".join(f"{one.message} {one.hint}" for one in exact)
    return bool(found), bool(exact), _is_remedy(expected, words)


def theirs(folder: str, peers: str, expected: Expected) -> tuple[bool, bool, bool]:
    """Tell the same of check-jsonschema, from all that it prints on the file alone."""
    path = os.path.join(folder, expected.planted_in)
    done = subprocess.run(
        [os.path.join(peers, "check-jsonschema"), "-v", "--schemafile", SCHEMA, path],
        capture_output=True,
        text=True,
        check=False,
    )
    words = done.stdout + done.stderr
    line = re.search(rf"\bline {expected.line}\b|:{expected.line}:", words) is not None
    caught = done.returncode != 0
    return caught, caught and line, caught and _is_remedy(expected, words)


def _is_remedy(expected: Expected, words: str) -> bool:
    return re.search(REMEDIES[expected.kind], words, re.IGNORECASE | re.DOTALL) is not None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", metavar="BIN", required=True, help="Where check-jsonschema is.")
    peers = parser.parse_args().peers
    totals = [0] * 6
    print(
        "| fault | code | ours: caught | line | remedy | check-jsonschema: caught | line | remedy |"
    )
    print("|---|---|:-:|:-:|:-:|:-:|:-:|:-:|")
    with tempfile.TemporaryDirectory() as folder:
        files, expected = one_of_each()
        generator.write(files, folder)
        report = validate(folder)
        for one in expected:
            found = [*ours(report, one), *theirs(folder, peers, one)]
            totals = [total + is_so for total, is_so in zip(totals, found, strict=True)]
            marks = " | ".join("yes" if is_so else "no" for is_so in found)
            print(f"| {one.kind} | {one.code} | {marks} |")
    print(f"| **of {len(KINDS)}** | | " + " | ".join(f"**{total}**" for total in totals) + " |")


if __name__ == "__main__":
    main()
