"""``factbase show``: one fact whole, with the chain of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factbase.cite.evidence import chain, locator, warnings
from factbase.cite.reference import entry
from factbase.cli.output import common_options, paint, print_json, print_text, use_color
from factbase.cli.reading import open_base
from factbase.normalize import collapse, escaped
from factbase.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.index.records import Record, UseRecord


@click.command(
    "show",
    epilog="""\b
Examples:
  factbase show us-parents-deported-2011h1
  factbase show us-parents-deported-2011h1 --json
""",
)
@click.argument("fact_id", metavar="ID")
@common_options("facts", "db", "json", "quiet", "no-color")
def command(
    fact_id: str,
    *,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
    no_color: bool,
) -> None:
    """Show one fact whole: its numbers, its sources and how far back they lead."""
    with open_base(facts, db, quiet=quiet) as kb:
        fact = kb[fact_id]
        editions = list(kb.facts(series=fact.series)) if fact.series else []
    editions.sort(key=lambda edition: (edition.period or "", edition.id))
    if as_json:
        print_json(_answer(fact, editions))
    else:
        print_text("\n".join(_lines(fact, editions, color=use_color(no_color))))


def _answer(fact: Record, editions: Sequence[Record]) -> dict[str, Any]:
    """Return the fact as in its file, with what is derived, its sources resolved."""
    sources = [
        {
            **use,
            "grade": record.grade,
            "source": record.source.to_dict(),
            **({"named": record.named.to_dict()} if record.named else {}),
        }
        for use, record in zip(fact.document["sources"], fact.sources, strict=True)
    ]
    return {
        **fact.document,
        "kind": fact.kind,
        "grade": fact.grade,
        "status": fact.status,
        "hash": fact.hash,
        "path": fact.path,
        "superseded_by": list(fact.superseded_by),
        "disputed_by": list(fact.disputed_by),
        "sources": sources,
        "editions": [{"id": one.id, "period": one.period} for one in editions],
    }


def _lines(fact: Record, editions: Sequence[Record], *, color: bool) -> Iterator[str]:
    yield paint(escaped(fact.claim), "1", color=color)
    yield ""
    for label, text in (*_about(fact), *_series(fact, editions)):
        yield f"  {label:<10}{escaped(text)}"
    for value in fact.values:
        label = escaped(value.measure)
        yield ""
        yield f"  {paint(escaped(value.text), '1', color=color)}  {label}"
        for key in ("of", "method", "calculated", "than_text"):
            text = getattr(value, key)
            if text:
                yield f"    {key.replace('_', ' ')}: {escaped(text)}"
        if value.basis != "measured":
            yield f"    {value.basis}"
    for use in fact.sources:
        yield ""
        yield from (f"  {line}" for line in _use(use, color=color))
    if fact.note:
        yield ""
        yield f"  note: {escaped(collapse(fact.note))}"
    told = list(warnings(fact))
    if told:
        yield ""
        yield from (paint(f"  ! {escaped(words)}", "31", color=color) for words in told)


def _about(fact: Record) -> Iterator[tuple[str, str]]:
    yield "id", f"{fact.id}@{fact.hash}"
    if fact.kind != "statistic":
        yield "kind", fact.kind + (f", said by {fact.said_by}" if fact.said_by else "")
    if fact.period:
        yield "period", fact.period
    if fact.place:
        name = place_name(fact.place)
        yield "place", name if name == fact.place else f"{name} ({fact.place})"
    yield from fact.dimensions.items()
    yield "topics", ", ".join(fact.topics)
    yield "evidence", f"{fact.grade}, {fact.status}"
    yield "file", fact.path


def _series(fact: Record, editions: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield the series, and the editions just before and after this one."""
    if not fact.series:
        return
    ids = [one.id for one in editions]
    here = ids.index(fact.id)
    yield "series", f"{fact.series}, {here + 1} of {len(ids)}"
    if here:
        yield "before", ids[here - 1]
    if here + 1 < len(ids):
        yield "after", ids[here + 1]


def _use(use: UseRecord, *, color: bool) -> Iterator[str]:
    yield f"{escaped(entry(use))} [{use.ref}, {use.grade}]"
    where = locator(use)
    if use.quote:
        yield f"  “{escaped(use.quote)}”" + (f" ({escaped(where)})" if where else "")
    words = chain(use)
    if words:
        origin = f": {escaped(use.named.title)}" if use.named else ""
        yield paint(f"  {escaped(words)}{origin}", "33", color=color)
    if use.original_note:
        yield f"  {escaped(collapse(use.original_note))}"
