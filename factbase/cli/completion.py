"""What a shell completes: words of the facts, and ids; from the index as it is, never built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.errors import FactBaseError

if TYPE_CHECKING:
    import click

    from factbase.index.database import Database


def complete_query(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return what a query that is being typed may become."""
    from factbase.search.suggestions import suggest

    index = _index(ctx)
    return suggest(index, incomplete) if index else []


def complete_id(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids that begin so."""
    index = _index(ctx)
    return [one for one in index.fact_ids() if one.startswith(incomplete)] if index else []


def _index(ctx: click.Context) -> Database | None:
    from factbase.index.database import Database
    from factbase.layout import find_layout

    try:
        return Database(ctx.params.get("db") or find_layout(ctx.params.get("facts")).db)
    except FactBaseError:
        return None
