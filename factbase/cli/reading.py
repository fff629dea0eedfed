"""How the reading commands open a base: what is missing from it is said on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.api import FactBase
from factbase.cli.output import Progress, tell
from factbase.normalize import escaped

if TYPE_CHECKING:
    from factbase.cli.output import Command

FILTERS = (
    click.option("--topic", metavar="TOPIC", help="Only this topic and what lies under it."),
    click.option("--place", metavar="PLACE", help="Only this place: a code such as US, or a name."),
    click.option("--source", metavar="SOURCE", help="Only this source: its id, or words of it."),
    click.option("--year", metavar="YEAR", help="Only this year or span: 2011, 2010..2012."),
    click.option("--kind", metavar="KIND", help="statistic, event, law or assessment."),
    click.option("--grade", metavar="GRADE", help="primary, secondary, orphan or unread."),
    click.option("--all", is_flag=True, help="Also unread, superseded and retracted."),
)


def filter_options(command: Command) -> Command:
    """Add the options that choose facts, as `FactBase.export` takes them."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def open_base(facts: str | None, db: str | None, *, quiet: bool) -> FactBase:
    """Open the base that *facts* names, or else the one around us, or the index *db* alone."""
    with Progress(quiet=quiet) as progress:
        kb = FactBase.open(facts, db=db, on_file=progress)
    skipped = kb.skipped
    # An index made from lines told of each when it was made; there is no base to be checked.
    if skipped and kb.root is not None:
        first = skipped[0]
        others = len({finding.location.path for finding in skipped}) - 1
        noun = "file" if others == 1 else "files"
        more = f", and {others} more {noun}" if others else ""
        tell(
            f"left out: {first.location}: {first.code} {escaped(first.message)}{more}; "
            "see: factbase validate",
            quiet=quiet,
        )
    if kb.is_elsewhere:
        tell(f"the base's folder cannot be written; the index is {escaped(kb.db)}", quiet=quiet)
    return kb
