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
    from factbase.building import BuildResult
    from factbase.diagnostics import Diagnostic


MOST_FILES = 10
"""So many files that were left out are named; ``factbase validate`` names all."""


@click.command(
    "index",
    epilog="""\b
Examples:
  factbase index
  factbase index --full --json
  factbase index --from-jsonl claims.jsonl --db claims.db
""",
)
@click.option("--full", is_flag=True, help="Build anew, even if no file has changed.")
@click.option("--check", is_flag=True, help="Build nothing; exit code 1 if out of date.")
@click.option("--strict", is_flag=True, help="Exit code 1 if a fact had to be left out.")
@click.option(
    "--from-jsonl",
    "lines",
    metavar="FILE",
    help="Make the index --db of the facts in FILE, one a line, - for stdin; exit code 1 if a "
    "line had to be left out.",
)
@common_options("facts", "db", "json", "quiet")
def command(
    *,
    full: bool,
    check: bool,
    strict: bool,
    lines: str | None,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build or update the index that search, show and cite read.

    They bring it up to date by themselves; this does it ahead of time. Only files that changed
    are read, unless --full. With --from-jsonl it is made of facts kept elsewhere: lines with id
    and claim, and as needed topics, place, period, values and source (a text).
    """
    if lines is not None:
        if facts is not None or check:
            other = "--check" if check else "--facts"
            raise click.UsageError(f"--from-jsonl and {other} do not go together; leave one out")
        return _index_lines(lines, db, as_json=as_json, quiet=quiet)
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
    _print(result, as_json=as_json, quiet=quiet)
    tell_skipped(result.skipped, quiet=quiet)
    return EXIT_FINDINGS if strict and result.skipped else 0


def _index_lines(lines: str, db: str | None, *, as_json: bool, quiet: bool) -> int:
    """Make an index of JSON lines; return 1 where some had to be left out."""
    from factbase.building import build_from_lines

    if db is None:
        raise click.UsageError("name the index to be made: --db FILE")
    with Progress(quiet=quiet or as_json, noun="lines") as progress:
        result = build_from_lines(lines, db, on_line=progress)
    _print(result, as_json=as_json, quiet=quiet)
    for finding in result.skipped[:MOST_FILES]:
        hint = f"; {finding.hint}" if finding.hint else ""
        told = f"{finding.location}: {finding.code} {escaped(finding.message + hint)}"
        tell(f"left out: {told}", quiet=quiet)
    if result.skipped:
        count = len({finding.location.line for finding in result.skipped})
        noun = "line is" if count == 1 else "lines are"
        tell(f"{count:,} {noun} not in the index", quiet=quiet)
    return EXIT_FINDINGS if result.skipped else 0


def _print(result: BuildResult, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print_json(result.to_dict())
    elif not quiet:
        print_text(
            f"{plural(result.facts, 'fact')} and {plural(result.sources, 'source')} "
            f"in {escaped(result.db)}; "
            f"{result.changed:,} changed, {result.removed:,} removed"
        )


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
