#!/usr/bin/env python3
"""Official styles through our processor, against what citeproc-js prints for the item matrix.

    benchmarks/csl_agreement.py --styles FOLDER --locales FOLDER [--show N] [NAME ...]

FOLDER holds the style or locale files of the CSL project. The goldens are those of tests/csl;
``--goldens FOLDER --seed SEED`` takes others, made by scripts/goldens. ``--ours`` judges the
styles that we ship instead. Prints, for each style, how many texts are equal.
"""

from __future__ import annotations

import argparse
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)

from tests.csl.agreement import outcomes  # noqa: E402
from tests.csl.goldens import FOLDER, OURS, STYLES, read_golden  # noqa: E402


def main() -> None:
    """Print the agreement of each style."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--styles")
    parser.add_argument("--locales")
    parser.add_argument("--goldens", default=FOLDER)
    parser.add_argument("--seed", default="")
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--grep", default="")
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    for name in asked.names or (OURS if asked.ours else STYLES):
        style, _, locale = name.partition("@")
        path = (
            os.path.join(ROOT, "factbase", "csl", "styles", f"{OURS[style]}.csl")
            if asked.ours
            else os.path.join(asked.styles, f"{style}.csl")
        )
        golden = read_golden(name, asked.goldens)
        found = outcomes(
            path,
            golden,
            seed=asked.seed,
            locale=locale,
            locales=None if asked.ours else asked.locales,
        )
        for part in ("in text", "entry", "entries"):
            rows = [one for one in found if one.place.endswith(f" {part}")]
            equal = sum(one.wanted == one.got for one in rows)
            print(f"{name:32} {part:8} {equal:4} of {len(rows)}")
        wrong = [one for one in found if one.wanted != one.got and asked.grep in one.place]
        for one in wrong[: asked.show]:
            print(f"  {one.place}\n    - {one.wanted}\n    + {one.got}")


if __name__ == "__main__":
    main()
