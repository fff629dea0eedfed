"""How the reading commands open a base: what is missing from it is said on stderr."""

from __future__ import annotations

from factbase.api import FactBase
from factbase.cli.output import Progress, tell
from factbase.normalize import escaped


def open_base(facts: str | None, db: str | None, *, quiet: bool) -> FactBase:
    """Open the base that *facts* names, or else the one around us, or the index *db* alone."""
    with Progress(quiet=quiet) as progress:
        kb = FactBase.open(facts, db=db, on_file=progress)
    skipped = kb.skipped
    if skipped:
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
