"""``factbase search``: find facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factbase.cli.completion import complete_query
from factbase.cli.hits import FORMATS, as_csv, as_markdown, facet_lines, for_people
from factbase.cli.output import (
    Page,
    common_options,
    print_json,
    print_page,
    print_text,
    tell,
    use_color,
)
from factbase.cli.reading import open_base
from factbase.normalize import escaped, escaped_lines
from factbase.search.query import NEWEST

if TYPE_CHECKING:
    from factbase.api import FactBase
    from factbase.search.results import Hits


class SearchCommand(click.Command):
    """A command in whose arguments a hyphen may have been meant for the query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:  # noqa: D102
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            hint = "a query with a hyphen is quoted: factbase search 'parents -children'"
            raise click.UsageError(f"{error.format_message()} {hint}", ctx) from None


@click.command(
    "search",
    cls=SearchCommand,
    epilog="""\b
Examples:
  factbase search "deported parents"
  factbase search 46 thousand parents --cite
  factbase search '"domestic violence" -children year:2010..2012'
  factbase search co2 --year 2020..2024 --json
  factbase search --topic refugees --place AF --min 1000000

The query language: docs/reference.md, "Queries".
""",
)
@click.argument("query", nargs=-1, metavar="[QUERY]...", shell_complete=complete_query)
@click.option("--topic", metavar="TOPIC", help="Only this topic and what lies under it.")
@click.option("--place", metavar="PLACE", help="Only this place: a code such as US, or a name.")
@click.option("--year", metavar="YEAR", help="Only this year or span: 2011, 2010..2012.")
@click.option("--source", metavar="SOURCE", help="Only this source: its id, or words of its title.")
@click.option("--publisher", metavar="WORDS", help="Only sources of this publisher.")
@click.option("--kind", metavar="KIND", help="statistic, event, law or assessment.")
@click.option("--grade", metavar="GRADE", help="primary, secondary, orphan or unread.")
@click.option(
    "--status", metavar="STATUS", help="current, stale, disputed, superseded or retracted."
)
@click.option("--series", metavar="SERIES", help="Only the editions of this series.")
@click.option("--unit", metavar="UNIT", help="Only numbers in this unit: percent, USD.")
@click.option("--min", metavar="NUMBER", help="Only numbers from this on: 40, 40%, 1.5million.")
@click.option("--max", metavar="NUMBER", help="Only numbers up to this.")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1), help="At most so many."
)
@click.option("--facets", is_flag=True, help="Count all that is found by topic, place, year …")
@click.option("--all", "everything", is_flag=True, help="Also unread, superseded and retracted.")
@click.option("--cite", "is_cited", is_flag=True, help="Cite the first hit, ready to paste.")
@click.option(
    "--format", "form", metavar="F", help=f"{', '.join(FORMATS)}; with --cite, as factbase cite."
)
@common_options("facts", "db", "json", "quiet", "no-color")
def command(
    query: tuple[str, ...],
    *,
    everything: bool,
    is_cited: bool,
    form: str | None,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
    no_color: bool,
    **options: Any,
) -> None:
    """Find facts by any words: the likeliest first, without words the newest.

    Nothing that you type or paste is an error.
    """
    if form is not None and not is_cited and form not in FORMATS:
        raise click.UsageError(f"no format '{escaped(form)}' of hits; write {', '.join(FORMATS)}")
    text = " ".join(query)
    with open_base(facts, db, quiet=quiet) as kb:
        hits = kb.search(text, **options, all=everything)
        if not quiet:
            _tell_reading(hits, text)
            if not hits:
                _tell_why_nothing(kb, text, options, everything=everything)
        if is_cited:
            _cite(kb, hits, form, as_json=as_json)
        elif as_json:
            print_json(hits.to_dict())
        elif form == "csv":
            print_text(as_csv(hits))
        elif form == "markdown":
            print_text(as_markdown(hits, kb))
        else:
            page = Page(color=use_color(no_color))
            found = for_people(hits, kb, page) or _nothing(hits)
            print_page("\n".join([found, *([""] if hits.facets else []), *facet_lines(hits, page)]))


def _tell_reading(hits: Hits, text: str) -> None:
    """Say how the query was read, where that is not as it was typed."""
    for doubt in hits.doubts:
        tell(escaped(doubt))
    if text.strip() and hits.read_as == NEWEST:
        tell("no words in the query; the newest facts:")
    elif hits.step == "corrected":
        tell(f"searched for {escaped(hits.read_as)}")
    elif hits.step == "any word":
        tell(f"nothing holds all of it; searched for {escaped(hits.read_as)}")


def _tell_why_nothing(
    kb: FactBase, text: str, options: dict[str, Any], *, everything: bool
) -> None:
    topic = options["topic"]
    if topic is not None:
        _doubt_topic(topic, kb)
    if not everything:
        count = len(kb.search(text, **options, all=True))
        noun = "fact is" if count == 1 else "facts are"
        if count:
            tell(f"{count} {noun} unread, superseded or retracted: add --all")


def _cite(kb: FactBase, hits: Hits, form: str | None, *, as_json: bool) -> None:
    """Print what ``factbase cite`` prints of the first hit."""
    citations = kb.cite([hit.id for hit in hits[:1]], format=form or "text")
    if as_json:
        print_json({"citations": [citation.to_dict() for citation in citations]})
    elif hits:
        print_text(escaped_lines(str(citations)))
    else:
        tell(_nothing(hits))


def _nothing(hits: Hits) -> str:
    tip = f"; did you mean: {hits.did_you_mean}" if hits.did_you_mean else ""
    near = f"; topics near it: {', '.join(hits.topics)}" if hits.topics else ""
    looked_for = f" for {escaped(hits.read_as)}" if hits.query.strip() else ""
    return f"nothing found{looked_for}{escaped(tip)}{escaped(near)}"


def _doubt_topic(topic: str, kb: FactBase) -> None:
    """Say so where no fact of the base has this topic."""
    from factbase.spelling import nearest

    known = kb.topics
    if topic.lower() not in known:
        close = nearest(topic, known)
        hint = f"did you mean '{escaped(close[0])}'?" if close else "see: factbase topics"
        tell(f"no topic '{escaped(topic)}'; {hint}")
