"""``factbase stats``: figures on the base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cli.output import common_options, print_json, print_text
from factbase.cli.reading import open_base
from factbase.normalize import escaped
from factbase.reporters.base import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factbase.index.statistics import Stats

MOST_TOPICS = 10
"""So many topics are shown to a person; ``factbase topics`` lists all."""


@click.command(
    "stats",
    epilog="""\b
Examples:
  factbase stats
  factbase stats --json
""",
)
@common_options("facts", "db", "json", "quiet")
def command(*, facts: str | None, db: str | None, as_json: bool, quiet: bool) -> None:
    """Count facts, values and sources; say how well evidenced and how fresh they are."""
    with open_base(facts, db, quiet=quiet) as kb:
        stats = kb.stats()
    if as_json:
        print_json(stats.to_dict())
        return
    rows = list(_rows(stats))
    width = max(len(name) for name, _ in rows)
    print_text("\n".join(f"{name:<{width}}  {text}" for name, text in rows))


def _rows(stats: Stats) -> Iterator[tuple[str, str]]:
    left_out = f" ({plural(stats.skipped, 'finding')} on what is left out)" if stats.skipped else ""
    yield "facts", f"{stats.facts:,}{left_out}"
    yield "values", f"{stats.values:,}"
    yield "sources", f"{stats.sources:,}"
    yield "grades", _counts(stats.grades)
    yield "status", _counts(stats.statuses)
    yield "kinds", _counts(stats.kinds)
    yield "topics", _topics(stats.topics)
    yield "last read", _read(stats)
    yield "periods", _span(stats)
    yield "index", f"{stats.bytes / 1_000_000:,.1f} MB in {escaped(stats.db)}"
    yield "", f"layout {stats.version}, by factbase {stats.factbase}, {stats.built}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "none"


def _topics(topics: Mapping[str, int]) -> str:
    shown = [f"{escaped(name)} {count:,}" for name, count in list(topics.items())[:MOST_TOPICS]]
    more = len(topics) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "") or "none"


def _read(stats: Stats) -> str:
    within = [
        f"{count:,} within {years} {'year' if years == '1' else 'years'}"
        for years, count in stats.read.items()
        if years != "never"
    ]
    return f"{', '.join(within)}, {stats.read['never']:,} never; {stats.stale:,} due for a recheck"


def _span(stats: Stats) -> str:
    if stats.first_year is None and stats.last_year is None:
        return "none stated"
    first, last = stats.first_year or "…", stats.last_year or "…"
    still = f", {stats.open_periods:,} still open" if stats.open_periods else ""
    return f"{first} to {last}{still}"
