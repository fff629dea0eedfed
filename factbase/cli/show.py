"""``factbase show``: one fact whole, with the chain of its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from factbase.cite.evidence import NOT_READ, chain, locator, warnings
from factbase.cite.reference import entry
from factbase.cli.completion import complete_id
from factbase.cli.output import Page, common_options, paint, print_json, print_page, use_color
from factbase.cli.reading import open_base
from factbase.cli.sparkline import of_editions, of_values
from factbase.normalize import collapse, escaped
from factbase.places import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.index.records import Record, UseRecord, ValueRecord
    from factbase.search.results import Hits


@click.command(
    "show",
    epilog="""\b
Examples:
  factbase show us-parents-deported-2011h1
  factbase show us-parents-deported-2011h1 --json
""",
)
@click.argument("fact_id", metavar="ID", shell_complete=complete_id)
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
    """Show one fact whole: its numbers, its sources and how far back they lead.

    Below stand its series, what supersedes or disputes it, and the facts that are near it.
    """
    with open_base(facts, db, quiet=quiet) as kb:
        fact = kb[fact_id]
        editions = list(kb.facts(series=fact.series)) if fact.series else []
        near = kb.neighbours(fact.id)
    editions.sort(key=lambda edition: (edition.period or "", edition.id))
    if as_json:
        print_json(_answer(fact, editions, near))
    else:
        page = Page(color=use_color(no_color))
        print_page("\n".join([*_lines(page, fact, editions), *_near(page, near)]))


def _answer(fact: Record, editions: Sequence[Record], near: Hits) -> dict[str, Any]:
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
        "neighbours": [{"id": one.id, "claim": one.claim, "score": one.score} for one in near],
    }


def _lines(page: Page, fact: Record, editions: Sequence[Record]) -> Iterator[str]:
    yield from page.set(fact.claim, hang=0, code="1")
    yield ""
    about = [*_about(fact), *_series(fact, editions), *_others(fact)]
    column = max(10, *(len(label) + 2 for label, _ in about))
    for label, text in about:
        yield from page.set(f"{label:<{column}}{text}", 2, hang=column)
    if fact.values:
        yield ""
    for value in fact.values:
        yield from _value(page, value, fact)
    course = of_values(fact.values)
    if course:
        yield f"  {course}"
    works = _works(fact)
    for uses in works:
        if uses[0].read:
            yield ""
            yield from _work(page, uses, 2)
    unread = [uses for uses in works if not uses[0].read]
    if unread:
        yield ""
        yield from page.set(f"{NOT_READ}:", 2, code="33")
    for index, uses in enumerate(unread):
        if index:
            yield ""
        yield from _work(page, uses, 4)
    if fact.note:
        yield ""
        yield from page.set(f"note: {collapse(fact.note)}", 2)
    told = list(warnings(fact))
    if told:
        yield ""
    for words in told:
        yield from page.set(f"! {words}", 2, code="31")


def _about(fact: Record) -> Iterator[tuple[str, str]]:
    yield "id", f"{fact.id}@{fact.hash}"
    if fact.kind != "statistic":
        yield "kind", fact.kind + (f", said by {fact.said_by}" if fact.said_by else "")
    if fact.period:
        yield "period", fact.period
    if fact.place:
        yield "place", _place(fact.place)
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
    course = of_editions(editions)
    yield "series", f"{fact.series}, {here + 1} of {len(ids)}" + (f"  {course}" if course else "")
    if here:
        yield "before", ids[here - 1]
    if here + 1 < len(ids):
        yield "after", ids[here + 1]


def _others(fact: Record) -> Iterator[tuple[str, str]]:
    """Yield the facts that this one stands for or against, and those that do so to it."""
    for label, ids in (
        ("supersedes", fact.supersedes),
        ("superseded by", fact.superseded_by),
        ("disputes", fact.disputes),
        ("disputed by", fact.disputed_by),
    ):
        if ids:
            yield label, ", ".join(ids)


def _near(page: Page, near: Hits) -> Iterator[str]:
    if near:
        yield ""
        yield "  near it:"
    for hit in near:
        yield from page.set(f"{hit.id}  {hit.claim}", 4)


def _place(place: str) -> str:
    name = place_name(place)
    return name if name == place else f"{name} ({place})"


def _value(page: Page, value: ValueRecord, fact: Record) -> Iterator[str]:
    name = f" [{value.id}]" if value.id else ""
    first, *rest = page.set(f"{value.text}  {value.measure}{name}", 2)
    number = escaped(value.text)
    yield first.replace(number, paint(number, "1", color=page.color), 1)
    yield from rest
    for label, text in _meaning(value):
        yield from page.set(f"{label}: {text}", 4)
    short = "; ".join(f"{label}: {text}" for label, text in _circumstances(value, fact))
    if short:
        yield from page.set(short, 4)


def _meaning(value: ValueRecord) -> Iterator[tuple[str, str]]:
    """Yield what the number is a number of; values are named by their ids."""
    for label, text in (
        ("of", value.of),
        ("than", value.than or value.than_text),
        ("part of", value.part_of),
        ("calculated", value.calculated),
        ("method", value.method),
    ):
        if text:
            yield label, text


def _circumstances(value: ValueRecord, fact: Record) -> Iterator[tuple[str, str]]:
    """Yield when, where and for whom the number holds, where the fact does not say so."""
    if value.period and value.period != fact.period:
        yield "period", value.period
    if value.place and value.place != fact.place:
        yield "place", _place(value.place)
    for key, text in value.dimensions.items():
        if fact.dimensions.get(key) != text:
            yield key, text
    if value.per:
        yield "per", value.per
    if value.basis != "measured":
        yield "basis", value.basis


def _works(fact: Record) -> list[list[UseRecord]]:
    """Return the uses in the order of the file, those of one work read in one way together."""
    works: dict[tuple[Any, ...], list[UseRecord]] = {}
    for use in fact.sources:
        key = (use.ref, use.grade, str(use.original), use.read, use.copy_)
        works.setdefault(key, []).append(use)
    return list(works.values())


def _work(page: Page, uses: Sequence[UseRecord], indent: int) -> Iterator[str]:
    """Yield the entry of a work, below it each place in it, then what lies behind it."""
    use = uses[0]
    work = entry(replace(use, at=None, data=None))
    yield from page.set(f"{work} [{use.ref}, {use.grade}]", indent, hang=4)
    for passage in filter(None, map(_passage, uses)):
        yield from page.set(passage, indent + 2)
    words = chain(use)
    if words:
        origin = f": {use.named.title}" if use.named else ""
        yield from page.set(words + origin, indent + 2, code="33")
    for note in dict.fromkeys(collapse(use.original_note) for use in uses if use.original_note):
        yield from page.set(note, indent + 2)


def _passage(use: UseRecord) -> str:
    """Return the place in the work with its words and with the values that it supports."""
    where = locator(use)
    if use.quote:
        where = f"“{use.quote}”" + (f" ({where})" if where else "")
    return f"{', '.join(use.for_)}: {where}" if use.for_ and where else where
