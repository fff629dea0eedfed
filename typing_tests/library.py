"""The public API as a stranger would use it, under a strict type checker."""

from __future__ import annotations

from typing import assert_type

import factbase
from factbase import (
    Bibliography,
    BuildResult,
    Citation,
    Diagnostic,
    Export,
    Fact,
    FactBase,
    FactRecord,
    Hit,
    Report,
    SourceRecord,
    Stats,
)


def search(kb: FactBase) -> list[str]:
    """Return the ids that a search finds."""
    hits = kb.search("deported parents", year=2011, limit=3)
    assert_type(hits[0], Hit)
    assert_type(hits.step, str)
    return [hit.id for hit in hits if hit.status == "current" and hit.is_high]


def narrow(kb: FactBase) -> dict[str, int]:
    """Return how many facts of each place a search within bounds finds."""
    hits = kb.search("refugees -sudan", min="1 million", max=10_000_000, unit="people", facets=True)
    assert_type(kb.suggest("refu"), list[str])
    assert_type(kb.neighbours(hits[0].id)[0], Hit)
    return dict(hits.facets["place"]) if hits.facets else {}


def read(kb: FactBase) -> Fact:
    """Return a fact as the model of the write side."""
    fact = kb["us-parents-deported-2011h1"]
    assert_type(fact, FactRecord)
    assert_type(fact.sources[0].source, SourceRecord)
    return fact.to_model()


def cite(kb: FactBase) -> str:
    """Return what a writer pastes."""
    citations = kb.cite(["us-parents-deported-2011h1"], format="markdown", only="citation")
    assert_type(citations[0], Citation)
    return str(citations)


def export(kb: FactBase) -> int:
    """Write a table and return how many facts it holds."""
    made = kb.export(format="csv", topic="climate", year=2020)
    assert_type(made, Export)
    made.write("climate.csv")
    return made.facts


def references(kb: FactBase, draft: str) -> list[Diagnostic]:
    """Return what is wrong with the citations of a draft."""
    made = kb.bibliography(draft, format="biblatex")
    assert_type(made, Bibliography)
    assert_type(made.report, Report)
    return [] if str(made) else list(made.report)


def check(path: str) -> list[Diagnostic]:
    """Return the findings on a base."""
    report = factbase.validate(path)
    assert_type(report, Report)
    report.raise_for_errors()
    return list(report)


def mend(path: str) -> list[str]:
    """Return what fixes would write, and leave the files alone."""
    report = factbase.validate(path, select=["FB2"], ignore=["FB212"], strict=True, diff=True)
    assert_type(report.diff, str)
    return [one.fix.text for one in report.fixed if one.fix]


def figures(kb: FactBase) -> dict[str, int]:
    """Return how many facts are of which grade."""
    stats = kb.stats()
    assert_type(stats, Stats)
    return dict(stats.grades)


def of_lines(path: str) -> int:
    """Make an index of JSON lines and return how many facts it holds."""
    made = factbase.build(from_jsonl=path, db="lines.db")
    assert_type(made, BuildResult)
    return made.facts
