"""How the reading commands open a base: what is missing from it is said on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.api import FactBase
from factbase.cli.output import tell
from factbase.normalize import escaped

if TYPE_CHECKING:
    import os


def open_base(facts: str | None, db: str | None, *, quiet: bool) -> FactBase:
    """Open the base that *facts* names, or else the index *db* alone."""
    from_index_alone = facts is None and db is not None and not _is_in_base()
    path: str | os.PathLike[str] | None = db if from_index_alone else facts
    kb = FactBase.open(path, db=None if from_index_alone else db)
    skipped = kb.skipped
    if skipped:
        first = skipped[0]
        more = f" and {len(skipped) - 1} more" if len(skipped) > 1 else ""
        tell(
            f"left out: {first.location}: {first.code} {first.message}{more}; "
            "see: factbase validate",
            quiet=quiet,
        )
    if kb.is_elsewhere:
        tell(f"the base's folder cannot be written; the index is {escaped(kb.db)}", quiet=quiet)
    return kb


def _is_in_base() -> bool:
    from factbase.errors import BaseNotFoundError
    from factbase.layout import find_layout

    try:
        find_layout()
    except BaseNotFoundError:
        return False
    return True
