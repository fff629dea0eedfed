"""``factbase index``: build or update the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cli.output import (
    EXIT_FINDINGS,
    Progress,
    common_options,
    print_json,
    print_text,
    tell,
    undisturbed,
)
from factbase.normalize import escaped
from factbase.reporters.base import plural

if TYPE_CHECKING:
    from factbase.diagnostics import Diagnostic


MOST_FILES = 10
"""So many files that were left out are named; ``factbase validate`` names all."""


@click.command(
    "index",
    epilog="""\b
Examples:
  factbase index
  factbase index --full --json
""",
)
@click.option("--full", is_flag=True, help="Build anew, even if no file has changed.")
@click.option("--check", is_flag=True, help="Build nothing; exit code 1 if out of date.")
@click.option("--strict", is_flag=True, help="Exit code 1 if a fact had to be left out.")
@common_options("facts", "db", "json", "quiet")
def command(
    *,
    full: bool,
    check: bool,
    strict: bool,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build or update the index that search, show and cite read.

    They bring it up to date by themselves; this does it ahead of time.
    """
    from factbase.layout import find_layout

    layout = find_layout(facts)
    if check:
        from factbase.index.database import open_current
        from factbase.layout import cache_db, fingerprint

        mark = fingerprint(layout)
        places = [db] if db is not None else [layout.db, cache_db(layout)]
        current = any(open_current(place, mark) for place in places)
        tell(f"the index is {'current' if current else 'out of date'}", quiet=quiet)
        return 0 if current else EXIT_FINDINGS
    from factbase.building import build_index

    with undisturbed(), Progress(quiet=quiet or as_json) as progress:
        result = build_index(layout, db, full=full, on_file=progress)
    if as_json:
        print_json(result.to_dict())
    elif not quiet:
        print_text(
            f"{plural(result.facts, 'fact')} and {plural(result.sources, 'source')} "
            f"in {escaped(result.db)}; "
            f"{result.changed:,} changed, {result.removed:,} removed"
        )
    tell_skipped(result.skipped, quiet=quiet)
    return EXIT_FINDINGS if strict and result.skipped else 0


def tell_skipped(skipped: tuple[Diagnostic, ...], *, quiet: bool) -> None:
    """Say on stderr what is missing from the index, and how to learn more."""
    first_of = {finding.location.path: finding for finding in reversed(skipped)}
    for finding in list(reversed(first_of.values()))[:MOST_FILES]:
        told = f"{finding.location}: {finding.code} {escaped(finding.message)}"
        tell(f"left out: {told}", quiet=quiet)
    if skipped:
        noun = "file is" if len(first_of) == 1 else "files are"
        told = f"{len(first_of)} {noun} not wholly in the index; see: factbase validate"
        tell(told, quiet=quiet)
