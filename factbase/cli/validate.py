"""``factbase validate``: check facts and sources."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from factbase.cli.output import (
    EXIT_FINDINGS,
    Progress,
    common_options,
    print_text,
    tell,
    undisturbed,
    use_color,
)
from factbase.cli.reporting import wanted_outputs, write_outputs
from factbase.normalize import escaped_lines

if TYPE_CHECKING:
    from factbase.diagnostics import Report


@click.command(
    "validate",
    epilog="""\b
Examples:
  factbase validate
  factbase validate facts/immigration
  factbase validate --output concise --output json=report.json
  factbase validate --select FB3,FB4 --ignore FB304
  factbase validate --output github --output sarif=facts.sarif
  factbase validate --diff
  factbase validate --changed-since origin/main
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="full (default), concise, json, github, sarif or statistics; several times.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Only these: FB304,FB4 or names of rules; instead of what the settings select.",
)
@click.option("--extend-select", multiple=True, metavar="CODES", help="These, too.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these; they are counted.")
@click.option("--fix", is_flag=True, help="Mend the files where only one thing can be meant.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option(
    "--changed-since",
    metavar="REVISION",
    help="Only what changed since a branch, tag or commit of Git, and what that breaks.",
)
@click.option("--statistics", is_flag=True, help="Print how often each code is found.")
@click.option("--strict/--no-strict", default=None, help="Warnings count as errors.")
@click.option("--allow-empty", is_flag=True, help="A path without facts is no mistake.")
@click.option(
    "--cache/--no-cache",
    default=True,
    help="Where nothing changed, give the report that .factbase/ keeps (default).",
)
@click.option(
    "--stat/--no-stat",
    default=None,
    help="For that, believe the size, times and inode of a file (default; not if CI is set).",
)
@common_options("facts", "json", "quiet", "no-color")
def command(
    paths: tuple[str, ...],
    *,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    diff: bool,
    changed_since: str | None,
    statistics: bool,
    strict: bool | None,
    allow_empty: bool,
    cache: bool,
    stat: bool | None,
    facts: str | None,
    as_json: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Check facts and sources: each finding with its place and its remedy.

    PATH is a file, a folder or a base; by default the base that you are in.
    Exit code 1 means findings of error level, or with --diff something to
    change; 2 that nothing could be checked.
    """
    from factbase.api import validate
    from factbase.layout import find_layout

    if diff and (outputs or as_json or statistics):
        raise click.UsageError("--diff prints a diff and no report; leave the other out")
    reports = wanted_outputs(outputs, as_json=as_json, statistics=statistics)
    root = find_layout(facts or (paths[0] if paths else None)).root
    if any(find_layout(path).root != root for path in paths):
        raise click.UsageError("every PATH lies in one base, the one that --facts names if given")
    with undisturbed(), Progress(quiet=quiet or as_json) as progress:
        report = validate(
            paths or root,
            select=_codes(select) or None,
            extend_select=_codes(extend_select),
            ignore=_codes(ignore),
            strict=strict,
            fix=fix,
            diff=diff,
            changed_since=changed_since,
            allow_empty=allow_empty,
            cache=cache,
            stat=not os.environ.get("CI") if stat is None else stat,
            on_file=progress,
        )
    if diff:
        return _show_diff(report, quiet=quiet)
    write_outputs(report, reports, root=root, color=use_color(no_color), quiet=quiet)
    return 0 if report.ok else EXIT_FINDINGS


def _codes(options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of an option that takes lists and may be given several times."""
    words = (word.strip() for option in options for word in option.split(","))
    return tuple(word for word in words if word)


def _show_diff(report: Report, *, quiet: bool) -> int:
    """Print what fixes would change; a change that waits to be made fails the check, too."""
    if report.diff:
        is_read = sys.stdout is not None and sys.stdout.isatty()
        diff = escaped_lines(report.diff) if is_read else report.diff
        print_text(diff.removesuffix("\n"))
    left = sum(count.count for count in report.statistics)
    fixed = f"{len(report.fixed):,} would be fixed" if report.fixed else "nothing to fix"
    tell(f"{fixed}, {left:,} left" + ("; see: factbase validate" if left else ""), quiet=quiet)
    return EXIT_FINDINGS if report.diff or not report.ok else 0
