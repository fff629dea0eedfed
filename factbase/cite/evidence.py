"""The honest words around a citation: where the number comes from, and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cite.item import short_name, year_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.index.records import Record, SourceRecord, UseRecord

_BASES = ("estimate", "provisional", "projection", "target")


def cited_uses(fact: Record) -> tuple[UseRecord, ...]:
    """Return the uses that a citation rests on: those of the best grade, in file order."""
    return tuple(use for use in fact.sources if use.grade == fact.grade)


def work(source: SourceRecord) -> str:
    """Return a work as an in-text citation names it, such as "Srivastava, n.d."."""
    return f"{short_name(source)}, {year_text(source)}"


def locator(use: UseRecord, *, cell: bool = True) -> str:
    """Return where in the work the number stands, or an empty text.

    A *cell* of a table is too long for an in-text citation; the reference names it.
    """
    parts = [use.at] if use.at else []
    if use.data and cell:
        data = use.data
        parts.append(f"{data['file']}, row {data['row']}, column {data['column']}")
        if data.get("version"):
            parts.append(f"version {data['version']}")
    return ", ".join(parts)


def chain(use: UseRecord) -> str | None:
    """Return what is known of the work behind the one that is cited, in the agreed words."""
    if use.figures == "other":
        return "the source it names gives other figures"
    if use.named is not None:
        checked = "" if use.figures == "same" else " (original not checked)"
        return f"as cited in {work(use.source)}{checked}"
    if use.original == "lost":
        return "original not preserved"
    return "names no source" if use.original == "none" else None


def warnings(fact: Record) -> Iterator[str]:
    """Yield what a reader must know besides the chain: how sure, how fresh, how contested."""
    if fact.grade == "unread":
        yield "not read by us"
    bases = {value.basis for value in fact.values}
    yield from (basis for basis in _BASES if basis in bases)
    if fact.status == "stale":
        # A fact that was never read has been due from the beginning of days.
        since = "" if fact.grade == "unread" else f" since {fact.recheck_due}"
        yield f"due for a recheck{since}"
    for other in dict.fromkeys((*fact.disputes, *fact.disputed_by)):
        yield f"disputed: see {other}"
    for other in fact.superseded_by:
        yield f"superseded by {other}"
    if fact.retracted:
        yield f"retracted {fact.retracted['on']}: {fact.retracted['why']}"


def note(fact: Record) -> str:
    """Return the chain and the warnings of a fact, joined by semicolons."""
    uses = cited_uses(fact)
    chains = [words for use in uses if (words := chain(use))]
    if is_calculated(fact):
        chains.insert(0, "our calculation from " + " and ".join(work(use.source) for use in uses))
    return "; ".join(dict.fromkeys((*chains, *warnings(fact))))


def is_calculated(fact: Record) -> bool:
    """Tell whether a number of the fact is our own sum."""
    return any(value.calculated for value in fact.values)
