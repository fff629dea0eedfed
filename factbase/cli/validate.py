"""``factbase validate``: check facts and sources."""

from __future__ import annotations

import click

from factbase.cli.output import EXIT_FINDINGS, Progress, common_options, use_color
from factbase.cli.reporting import wanted_outputs, write_outputs


@click.command(
    "validate",
    epilog="""\b
Examples:
  factbase validate
  factbase validate facts/immigration
  factbase validate --output concise --output json=report.json
  factbase validate --select FB3,FB4 --ignore FB304
  factbase validate --output github --output sarif=facts.sarif
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
@click.option("--statistics", is_flag=True, help="Print how often each code is found.")
@click.option("--strict/--no-strict", default=None, help="Warnings count as errors.")
@click.option("--allow-empty", is_flag=True, help="A path without facts is no mistake.")
@common_options("facts", "json", "quiet", "no-color")
def command(
    paths: tuple[str, ...],
    *,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    strict: bool | None,
    allow_empty: bool,
    facts: str | None,
    as_json: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Check facts and sources: each finding with its place and its remedy.

    PATH is a file, a folder or a base; by default the base that you are in.
    Exit code 1 means findings of error level, 2 that nothing could be checked.
    """
    from factbase.dates import latest_today
    from factbase.layout import find_layout
    from factbase.validation import Wanted, validate

    reports = wanted_outputs(outputs, as_json=as_json, statistics=statistics)
    wanted = Wanted(_codes(select) or None, _codes(extend_select), _codes(ignore), strict)
    root = find_layout(facts or (paths[0] if paths else None)).root
    if any(find_layout(path).root != root for path in paths):
        raise click.UsageError("every PATH lies in one base, the one that --facts names if given")
    with Progress(quiet=quiet or as_json) as progress:
        report = validate(
            paths or [root],
            today=latest_today(),
            wanted=wanted,
            allow_empty=allow_empty,
            on_file=progress,
        )
    write_outputs(report, reports, root=root, color=use_color(no_color), quiet=quiet)
    return 0 if report.ok else EXIT_FINDINGS


def _codes(options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of an option that takes lists and may be given several times."""
    words = (word.strip() for option in options for word in option.split(","))
    return tuple(word for word in words if word)
