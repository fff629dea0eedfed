"""``factbase export``: facts, or the works they rest on, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factbase.cli.output import common_options, print_json, print_text, tell
from factbase.cli.reading import filter_options, open_base
from factbase.formats.all_formats import ALL_FORMATS
from factbase.normalize import escaped, escaped_lines

if TYPE_CHECKING:
    from factbase.formats.export import Export


@click.command(
    "export",
    epilog="""\b
Examples:
  factbase export --format csv --topic climate --output climate.csv
  factbase export --format ris --place US --year 2010..2013
  factbase export us-parents-deported-2011h1 --format jsonld
""",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--format", "form", required=True, metavar="F", help=", ".join(ALL_FORMATS))
@filter_options
@click.option("--output", metavar="FILE", help="Write to FILE instead of the screen.")
@click.option(
    "--formula-guard/--no-formula-guard",
    default=True,
    help="In csv, an apostrophe before texts that a spreadsheet would calculate; on by default.",
)
@common_options("facts", "db", "json", "quiet")
def command(
    ids: tuple[str, ...],
    *,
    form: str,
    output: str | None,
    formula_guard: bool,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
    **filters: Any,
) -> None:
    """Write facts for other programs: those with these IDs, or all that pass the filters.

    bibtex, biblatex, ris and csl-json hold the works that the facts rest on, jsonld, csv and
    jsonl the facts. Facts that are unread, superseded or retracted need --all, or their ID.
    """
    if ids and any(filters.values()):
        raise click.UsageError("name facts by their IDs or by filters, not by both")
    with open_base(facts, db, quiet=quiet) as kb:
        made = kb.export(ids, format=form, formula_guard=formula_guard, **filters)
    if not made.facts:
        hint = "" if filters["all"] else "; unread, superseded and retracted ones need --all"
        tell(f"no fact passes the filters{hint}", quiet=quiet)
    if output is not None:
        _write(made, output)
        noun = "fact" if made.facts == 1 else "facts"
        tell(f"{made.facts:,} {noun} written to {escaped(output)}", quiet=quiet or as_json)
    if as_json:
        text = str(made) if output is None else None
        print_json({"format": form, "facts": made.facts, "output": output, "text": text})
    elif output is None and str(made):
        print_text(escaped_lines(str(made)))


def _write(made: Export, path: str) -> None:
    try:
        made.write(path)
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise click.UsageError(f"{path}: {why}") from None
