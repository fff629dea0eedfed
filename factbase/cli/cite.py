"""``factbase cite``: the claim and its citation, ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cite.all_formats import ALL_FORMATS
from factbase.cli.output import common_options, print_json, print_text
from factbase.cli.reading import open_base
from factbase.normalize import escaped_lines

if TYPE_CHECKING:
    from factbase.api import Only


@click.command(
    "cite",
    epilog="""\b
Examples:
  factbase cite us-parents-deported-2011h1
  factbase cite us-parents-deported-2011h1 --format markdown
  factbase cite us-parents-deported-2011h1 --only citation --in-text
""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--format", "form", default="text", show_default=True, metavar="F", help=", ".join(ALL_FORMATS)
)
@click.option("--style", metavar="NAME", help="A citation style; none is built in yet.")
@click.option("--in-text", is_flag=True, help="Cite in the sentence, without the reference.")
@click.option(
    "--only",
    type=click.Choice(["claim", "citation"]),
    help="Print the claim or the citation alone.",
)
@common_options("facts", "db", "json", "quiet")
def command(
    ids: tuple[str, ...],
    *,
    form: str,
    style: str | None,
    in_text: bool,
    only: Only | None,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Print the claim of each fact and its citation, ready to paste.

    Where the number really comes from, and what to beware of, stands in the citation.
    """
    with open_base(facts, db, quiet=quiet) as kb:
        citations = kb.cite(ids, style=style, format=form, in_text=in_text, only=only)
    if as_json:
        print_json({"citations": [citation.to_dict() for citation in citations]})
    else:
        print_text(escaped_lines(str(citations)))
