"""``factbase diff``: what a change does to the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cli.output import Page, common_options, print_json, print_text, use_color
from factbase.differences.portrait import numbers, works
from factbase.differences.words import headline, pair, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.differences.compare import Diff, FactChange, FieldChange

SIGNS = {"added": ("+", "32"), "changed": ("~", "33"), "removed": ("-", "31")}
"""Kind → the sign before a fact, and its colour."""

UNREADABLE = ("!", "31")
SHORT = 50
"""Two texts that are not longer than this stand in one line."""


@click.command(
    "diff",
    epilog="""\b
Examples:
  factbase diff main
  factbase diff HEAD --json
  factbase diff origin/main --format markdown >> "$GITHUB_STEP_SUMMARY"
""",
)
@click.argument("revision", metavar="REVISION")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown")),
    default="text",
    show_default=True,
    help="For a terminal, or for a job summary.",
)
@common_options("facts", "json", "no-color")
def command(
    revision: str,
    *,
    form: str,
    facts: str | None,
    as_json: bool,
    no_color: bool,
) -> None:
    """Show which facts and sources are otherwise than at a revision of the Git repository.

    REVISION is a branch, tag or commit; what counts is the commit at which the work here set
    out from it. Changes that are not committed are shown, too.
    """
    from factbase.api import diff

    found = diff(revision, facts)
    if as_json:
        print_json(found.to_dict())
    elif form == "markdown":
        from factbase.differences import markdown

        print_text(markdown.render(found))
    else:
        print_text("\n".join(_lines(Page(color=use_color(no_color)), found)))


def _lines(page: Page, diff: Diff) -> Iterator[str]:
    yield from page.set(headline(diff))
    for change in diff.facts:
        yield ""
        yield from _fact(page, change)
    for source in diff.sources:
        yield ""
        sign, code = SIGNS.get(source.kind, UNREADABLE)
        yield from page.set(f"{sign} source {title(source)}", code=code)
        for field in source.fields:
            yield from _field(page, field)


def _fact(page: Page, change: FactChange) -> Iterator[str]:
    sign, code = SIGNS.get(change.kind, UNREADABLE)
    fact = change.fact
    yield from page.set(f"{sign} {change.id}  {fact.grade}, {fact.status}", code=code)
    yield from page.set(fact.claim, 4, hang=0)
    if change.kind == "changed":
        for field in change.fields:
            yield from _field(page, field)
        return
    for text in (numbers(fact), works(fact)):
        if text:
            yield from page.set(text, 4)


def _field(page: Page, field: FieldChange) -> Iterator[str]:
    old, new = pair(field)
    if old is not None and new is not None and max(len(old), len(new)) <= SHORT:
        yield from page.set(f"{field.field}: {old} → {new}", 4)
        return
    yield from page.set(f"{field.field}:", 4)
    if old is not None:
        yield from page.set(f"- {old}", 6, code="31")
    if new is not None:
        yield from page.set(f"+ {new}", 6, code="32")
