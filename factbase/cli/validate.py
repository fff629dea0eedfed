"""``factbase validate``: check facts and sources."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from factbase.cli.output import EXIT_FINDINGS, Progress, common_options, print_text, use_color

if TYPE_CHECKING:
    from factbase.diagnostics import Report
    from factbase.reporters.base import Lines


@click.command(
    "validate",
    epilog="""\b
Examples:
  factbase validate
  factbase validate facts/immigration
  factbase validate --output concise --output json=report.json
  factbase validate --select FB3,FB4 --ignore FB304
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="full (default), concise, json or statistics; several times.",
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

    reports = _reports(outputs, as_json=as_json, statistics=statistics)
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
    lines = _line_reader(root)
    for name, file in reports:
        _write(report, name, file, lines, color=use_color(no_color), quiet=quiet)
    return 0 if report.ok else EXIT_FINDINGS


def _codes(options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of an option that takes lists and may be given several times."""
    words = (word.strip() for option in options for word in option.split(","))
    return tuple(word for word in words if word)


def _reports(
    outputs: tuple[str, ...], *, as_json: bool, statistics: bool
) -> list[tuple[str, str | None]]:
    """Return the format and the file (None for the screen) of each report that is asked for."""
    reports = [_output(text) for text in outputs]
    if as_json and ("json", None) not in reports:
        reports.append(("json", None))
    on_screen = [name for name, file in reports if file is None]
    # The answer in JSON holds the statistics anyway.
    if statistics and on_screen != ["json"]:
        reports.append(("statistics", None))
        on_screen.append("statistics")
    if len(on_screen) > 1:
        raise click.UsageError(
            "one report at a time on the screen; send the others to a file: "
            "--output json=report.json"
        )
    return reports or [("full", None)]


def _output(text: str) -> tuple[str, str | None]:
    from factbase.reporters.all_reporters import ALL_REPORTERS
    from factbase.spelling import nearest

    name, equals, file = text.partition("=")
    if name not in ALL_REPORTERS:
        close = nearest(name, ALL_REPORTERS)
        hint = f"did you mean '{close[0]}'?" if close else "known: " + ", ".join(ALL_REPORTERS)
        raise click.UsageError(f"no output format '{name}'; {hint}")
    return name, file if equals else None


def _write(
    report: Report, name: str, file: str | None, lines: Lines, *, color: bool, quiet: bool
) -> None:
    from factbase.reporters.all_reporters import ALL_REPORTERS

    if file is not None:
        text = ALL_REPORTERS[name].render(report, lines=lines)
        try:
            with open(file, "w", encoding="utf-8") as handle:
                handle.write(text)
        except OSError as error:
            why = (error.strerror or "it cannot be written").lower()
            raise click.UsageError(f"{file}: {why}") from None
        return
    if quiet and name != "json" and not len(report):
        return
    print_text(ALL_REPORTERS[name].render(report, lines=lines, color=color).rstrip("\n"))


def _line_reader(root: str) -> Lines:
    """Return the function that gives a line of a file under *root*, reading each file once."""
    from factbase.yamlfile import read_lines

    known: dict[str, list[str]] = {}

    def line(path: str, number: int) -> str | None:
        if path not in known:
            known[path] = read_lines(os.path.join(root, path))
        return known[path][number - 1] if 0 < number <= len(known[path]) else None

    return line
