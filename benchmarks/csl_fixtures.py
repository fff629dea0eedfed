#!/usr/bin/env python3
"""The fixtures of the CSL test suite through our processor: how many come out as expected.

    benchmarks/csl_fixtures.py FOLDER [--locales FOLDER] [--show NAME ...] [--failing] [--names]

FOLDER holds fixtures (``*.txt``); the locale files lie in ``../locales`` beside it unless told.
``exact`` is the rule of the suite: the same text, white space at the ends left out. ``loose``
leaves out white space between tags and the marks before the citations of a text.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from collections import Counter
from typing import Any, NamedTuple

from factbase.csl import Cite, Cluster, Processor

SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n?(.*?)<<=+ \1 =+<<", re.DOTALL)
_POSITIONS = {0: "first", 1: "subsequent", 2: "ibid", 3: "ibid-with-locator"}
_MARK = re.compile(r"^(?:>>|\.\.)\[(\d+)\] ?", re.MULTILINE)


class Outcome(NamedTuple):
    """What a fixture wants and what it gets."""

    name: str
    expected: str
    actual: str

    @property
    def category(self) -> str:
        """The first word of the name."""
        return self.name.partition("_")[0]

    @property
    def exact(self) -> bool:
        """Whether the two are the same."""
        return self.expected.strip() == self.actual.strip()

    @property
    def loose(self) -> bool:
        """Whether they are the same but for white space between tags, and marks."""
        return _loosened(self.expected) == _loosened(self.actual)


def _loosened(text: str) -> str:
    text = _MARK.sub(r"[\1] ", text)
    text = re.sub(r"\s+(?=<)|(?<=>)\s+", "", text)
    return re.sub(r"\s+", " ", text).strip()


def read_fixture(path: str) -> dict[str, str]:
    """Return the sections of the fixture at *path*."""
    with open(path, encoding="utf-8") as file:
        return {name: body.strip("\n") for name, body in SECTION.findall(file.read())}


def run_fixture(path: str, locales: str) -> Outcome:
    """Return what the fixture at *path* wants, and what our processor makes of it."""
    parts = read_fixture(path)
    name = os.path.basename(path).removesuffix(".txt")
    try:
        actual = _run(parts, locales)
    except Exception as error:  # noqa: BLE001 - one broken fixture must not hide the others
        actual = f"{type(error).__name__}: {error}"
    return Outcome(name, parts["RESULT"], actual)


def _run(parts: dict[str, str], locales: str) -> str:
    options = json.loads(parts.get("OPTIONS", "{}") or "{}")
    abbreviations = json.loads(parts.get("ABBREVIATIONS", "{}") or "{}").get("default", {})
    processor = Processor(
        parts["CSL"], options.get("locale", ""), locales=locales, abbreviations=abbreviations
    )
    items = json.loads(parts["INPUT"])
    for number, item in enumerate(items):
        item.setdefault("id", f"item-{number}")
    if "BIBENTRIES" in parts:
        return _entries(processor, items, json.loads(parts["BIBENTRIES"]))
    processor.register(items)
    mode = parts["MODE"].strip()
    if "CITATIONS" in parts:
        steps = json.loads(parts["CITATIONS"])
        shown = _citations(processor, steps)
        return _bibliography(processor, parts) if mode.startswith("bib") else shown
    clusters = _clusters(parts, items)
    texts = processor.cite(clusters, also=[str(item["id"]) for item in items])
    return _bibliography(processor, parts) if mode.startswith("bib") else "\n".join(texts)


def _clusters(parts: dict[str, str], items: list[dict[str, Any]]) -> list[Cluster]:
    if "CITATION-ITEMS" in parts:
        rows = json.loads(parts["CITATION-ITEMS"])
        return [Cluster([_cite(cite) for cite in row], alone=True) for row in rows]
    return [Cluster([Cite(str(item["id"])) for item in items], alone=True)]


def _cite(data: dict[str, Any]) -> Cite:
    return Cite(
        id=str(data["id"]),
        locator=str(data.get("locator") or ""),
        label=data.get("label") or "page",
        prefix=data.get("prefix") or "",
        suffix=data.get("suffix") or "",
        position=_POSITIONS.get(data.get("position"), ""),
        suppress_author=bool(data.get("suppress-author")),
        author_only=bool(data.get("author-only")),
    )


def _entries(processor: Processor, items: list[dict[str, Any]], steps: list[list[str]]) -> str:
    for ids in steps:
        wanted = {str(one) for one in ids}
        processor.forget()
        processor.register(item for item in items if str(item["id"]) in wanted)
    return _wrapped(processor)


def _citations(processor: Processor, steps: list[Any]) -> str:
    """Return the citations after the last of *steps*; those that it changed are marked."""
    known: dict[str, Any] = {}
    texts: dict[str, str] = {}
    order: list[str] = []
    marks: set[str] = set()
    for citation, before, after in steps:
        own = citation.get("citationID", f"auto-{len(known)}")
        known[own] = citation
        listed = [*before, [own, citation.get("properties", {}).get("noteIndex", 0)], *after]
        order = [one for one, _ in listed]
        clusters = [
            Cluster([_cite(cite) for cite in known[one]["citationItems"]], note=note)
            for one, note in listed
        ]
        now = dict(zip(order, processor.cite(clusters), strict=True))
        marks = {one for one in order if now[one] != texts.get(one)} | {own}
        texts = now
    lines = []
    for number, one in enumerate(order):
        lines.append(f"{'>>' if one in marks else '..'}[{number}] {texts[one]}")
    return "\n".join(lines)


def _bibliography(processor: Processor, parts: dict[str, str]) -> str:
    if "BIBSECTION" in parts:
        return _wrapped(processor, json.loads(parts["BIBSECTION"]), json.loads(parts["INPUT"]))
    return _wrapped(processor)


def _wrapped(
    processor: Processor,
    section: dict[str, Any] | None = None,
    items: list[dict[str, Any]] | None = None,
) -> str:
    entries = processor.bibliography()
    if section is not None:
        kept = {str(item["id"]) for item in items or [] if _selected(item, section)}
        entries = [entry for entry in entries if entry.id in kept]
    if not entries:
        return '<div class="csl-bib-body">\n</div>'
    rows = "\n".join(f'  <div class="csl-entry">{entry.text}</div>' for entry in entries)
    return f'<div class="csl-bib-body">\n{rows}\n</div>'


def _selected(item: dict[str, Any], section: dict[str, Any]) -> bool:
    def holds(test: dict[str, Any]) -> bool:
        found = item.get(test["field"])
        values = found if isinstance(found, list) else [found or ""]
        return test["value"] in values

    include = [holds(test) for test in section.get("include", [])]
    select = [holds(test) for test in section.get("select", [])]
    exclude = [holds(test) for test in section.get("exclude", [])]
    quash = [holds(test) for test in section.get("quash", [])]
    return (
        (not include or any(include))
        and all(select)
        and not any(exclude)
        and not (quash and all(quash))
    )


def main() -> int:
    """Print a table by category."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder")
    parser.add_argument("--locales", default="")
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--failing", action="store_true")
    parser.add_argument("--names", action="store_true", help="print the names of those exact")
    chosen = parser.parse_args()
    locales = chosen.locales or os.path.join(chosen.folder, "..", "locales")
    names = sorted(n for n in os.listdir(chosen.folder) if n.endswith(".txt"))
    wanted = [n for n in names if any(one in n for one in chosen.show)] if chosen.show else names
    outcomes = [run_fixture(os.path.join(chosen.folder, name), locales) for name in wanted]
    if chosen.names:
        print(*sorted(outcome.name for outcome in outcomes if outcome.exact), sep="\n")
        return 0
    if chosen.failing or chosen.show:
        for outcome in outcomes:
            if not outcome.exact or chosen.show:
                _explain(outcome)
    if not chosen.show:
        _table(outcomes)
    return 0


def _explain(outcome: Outcome) -> None:
    print(f"#### {outcome.name}  {'exact' if outcome.exact else 'DIFFERS'}")
    expected, actual = outcome.expected.strip(), outcome.actual.strip()
    for line in difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=0
    ):
        if not line.startswith(("---", "+++", "@@")):
            print(line)


def _table(outcomes: list[Outcome]) -> None:
    total, exact, loose = Counter[str](), Counter[str](), Counter[str]()
    for outcome in outcomes:
        for key in (outcome.category, "all"):
            total[key] += 1
            exact[key] += outcome.exact
            loose[key] += outcome.exact or outcome.loose
    print(f"{'category':16} {'fixtures':>8} {'exact':>6} {'loose':>6}")
    for key in [*sorted(set(total) - {"all"}), "all"]:
        print(f"{key:16} {total[key]:8} {exact[key]:6} {loose[key]:6}")
    share = exact["all"] / max(1, total["all"])
    print(f"exact: {share:.1%}")


if __name__ == "__main__":
    sys.exit(main())
