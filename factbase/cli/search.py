"""``factbase search``: find facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factbase.cli.output import (
    Page,
    common_options,
    paint,
    print_json,
    print_text,
    tell,
    use_color,
)
from factbase.cli.reading import open_base
from factbase.normalize import escaped
from factbase.search.query import NEWEST

if TYPE_CHECKING:
    from factbase.api import FactBase
    from factbase.search.results import Hit, Hits

PERIOD_WORDS = {"unstated": "date not stated"}
GRADE_WORDS = {
    "primary": "primary: the source made the number",
    "secondary": "secondary: the source names another",
    "orphan": "orphan: the origin is not known",
    "unread": "not read by us",
}
GRADE_COLOR = {"primary": "32", "secondary": "32", "orphan": "33", "unread": "31"}


@click.command(
    "search",
    epilog="""\b
Examples:
  factbase search "deported parents"
  factbase search co2 --year 2020..2024 --json
  factbase search --topic refugees --place AF
""",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@click.option("--topic", metavar="TOPIC", help="Only this topic and what lies under it.")
@click.option("--place", metavar="PLACE", help="Only this place: a code such as US, or a name.")
@click.option("--source", metavar="SOURCE", help="Only this source: its id, or words of its title.")
@click.option("--year", metavar="YEAR", help="Only this year or span: 2011, 2010..2012.")
@click.option("--kind", metavar="KIND", help="statistic, event, law or assessment.")
@click.option("--grade", metavar="GRADE", help="primary, secondary, orphan or unread.")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1), help="At most so many."
)
@click.option("--all", "everything", is_flag=True, help="Also unread, superseded and retracted.")
@common_options("facts", "db", "json", "quiet", "no-color")
def command(
    query: tuple[str, ...],
    *,
    topic: str | None,
    place: str | None,
    source: str | None,
    year: str | None,
    kind: str | None,
    grade: str | None,
    limit: int,
    everything: bool,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
    no_color: bool,
) -> None:
    """Find facts by any words: the likeliest first, without words the newest.

    Nothing that you type or paste is an error.
    """
    text = " ".join(query)
    filters: dict[str, Any] = {
        "topic": topic,
        "place": place,
        "source": source,
        "year": year,
        "kind": kind,
        "grade": grade,
        "limit": limit,
    }
    with open_base(facts, db, quiet=quiet) as kb:
        hits = kb.search(text, **filters, all=everything)
        if topic is not None and not hits:
            _doubt_topic(topic, kb, quiet=quiet)
        if not hits and not everything:
            _tell_hidden(len(kb.search(text, **filters, all=True)), quiet=quiet)
        if text.strip() and hits.read_as == NEWEST:
            tell("no words in the query; the newest facts:", quiet=quiet)
    if as_json:
        print_json(hits.to_dict())
        return
    page = Page(color=use_color(no_color))
    print_text("\n\n".join(_shown(hit, page) for hit in hits) or _nothing(hits))


def _shown(hit: Hit, page: Page) -> str:
    """Return a hit for a person: the claim, then what it rests on, then how to cite it."""
    period = PERIOD_WORDS.get(hit.period or "", hit.period)
    about = [period, hit.place, *(value["text"] for value in hit.values[:3])]
    shown = " · ".join(part for part in about if part)
    grade = paint(GRADE_WORDS[hit.grade], GRADE_COLOR[hit.grade], color=page.color)
    status = "" if hit.status == "current" else paint(f"{hit.status} · ", "31", color=page.color)
    return "\n".join(
        [
            *page.set(hit.claim, hang=0, code="1"),
            *(page.set(shown, 2) if shown else []),
            f"  {escaped(hit.citation)} {status}{grade}",
            paint(f"  factbase cite {escaped(hit.id)}", "2", color=page.color),
        ]
    )


def _tell_hidden(count: int, *, quiet: bool) -> None:
    if count:
        noun = "fact is" if count == 1 else "facts are"
        told = f"{count} {noun} unread, superseded or retracted: add --all"
        tell(told, quiet=quiet)


def _nothing(hits: Hits) -> str:
    tip = f"; did you mean {hits.did_you_mean}?" if hits.did_you_mean else ""
    looked_for = f" for {escaped(hits.read_as)}" if hits.query.strip() else ""
    return f"nothing found{looked_for}{escaped(tip)}"


def _doubt_topic(topic: str, kb: FactBase, *, quiet: bool) -> None:
    """Say so where no fact of the base has this topic."""
    from factbase.spelling import nearest

    known = kb.topics
    if topic.lower() not in known:
        close = nearest(topic, known)
        hint = f"did you mean '{escaped(close[0])}'?" if close else "see: factbase topics"
        tell(f"no topic '{escaped(topic)}'; {hint}", quiet=quiet)
