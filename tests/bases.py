"""Little fact bases for tests: made in a folder, checked on one day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from factbase.corpus import read_corpus
from factbase.layout import Layout
from factbase.rules.all_rules import ALL_RULES
from factbase.validation import check_corpus, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from factbase.diagnostics import Diagnostic, Report
    from factbase.rules.base import Rule

TODAY = date(2026, 11, 22)

STRUCTURE = tuple(
    rule
    for rule in ALL_RULES
    if rule.code in ("FB301", "FB302", "FB303", "FB401", "FB402", "FB405")
)
"""The rules that do not compare what a claim, its values and its quotes say."""

FACT = """\
id: example-fact
claim: An example counted 12 people in 2020.
topics: [example]
period: 2020
values:
  - {measure: people counted, value: 12, unit: people}
sources:
  - {ref: example, at: p. 3, read: 2026-11-20, original: self}
"""
"""A fact without a fault, in the fewest lines."""

SOURCE = """\
id: example
type: report
title: Example
issued: 2021
"""
"""The source record that `FACT` uses."""


def make_base(folder: Path, files: Mapping[str, str | bytes], *, source: bool = True) -> Path:
    """Write *files* (path → content) into a fact base at *folder*, with `SOURCE` beside them."""
    (folder / "facts" / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "factbase.toml").touch()
    written = {"facts/sources/example.yaml": SOURCE, **files} if source else dict(files)
    for path, content in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def check(folder: Path) -> Report:
    """Return the report on the base at *folder*, by the rules of `STRUCTURE`."""
    return validate([str(folder)], today=TODAY, rules=STRUCTURE)


def findings(folder: Path, *, rules: Iterable[Rule] = STRUCTURE) -> list[Diagnostic]:
    """Return every finding on the base at *folder*, however many a file has."""
    return check_corpus(read_corpus(Layout(str(folder))), today=TODAY, rules=rules)


def places(found: Iterable[Diagnostic]) -> list[str]:
    """Return findings as ``line:column code``."""
    return [f"{one.location.line}:{one.location.column} {one.code}" for one in found]
