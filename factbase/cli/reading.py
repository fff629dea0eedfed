"""How the reading commands open a base: what is missing from it is said on stderr."""

from __future__ import annotations

from factbase.api import FactBase
from factbase.cli.output import tell
from factbase.normalize import escaped


def open_base(facts: str | None, db: str | None, *, quiet: bool) -> FactBase:
    """Open the base that *facts* names, or else the one around us, or the index *db* alone."""
    kb = FactBase.open(facts, db=db)
    skipped = kb.skipped
    if skipped:
        first = skipped[0]
        more = f" and {len(skipped) - 1} more" if len(skipped) > 1 else ""
        tell(
            f"left out: {first.location}: {first.code} {escaped(first.message)}{more}; "
            "see: factbase validate",
            quiet=quiet,
        )
    if kb.is_elsewhere:
        tell(f"the base's folder cannot be written; the index is {escaped(kb.db)}", quiet=quiet)
    return kb
