"""``factbase cite``: the claim and its citation, ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cli.forms import form_options
from factbase.cli.output import EXIT_USAGE, common_options, print_json, print_text, tell
from factbase.cli.reading import open_base
from factbase.normalize import escaped_lines

if TYPE_CHECKING:
    from factbase.api import Only


@click.command(
    "cite",
    epilog="""\b
Examples:
  factbase cite us-parents-deported-2011h1
  factbase cite us-parents-deported-2011h1 --style chicago-notes --format markdown
  factbase cite us-parents-deported-2011h1 --only citation --in-text
  factbase cite us-parents-deported-2011h1 --max-length 280 --clip
""",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@form_options
@click.option("--in-text", is_flag=True, help="Cite in the sentence, without the reference.")
@click.option(
    "--only",
    type=click.Choice(["claim", "citation"]),
    help="Print the claim or the citation alone.",
)
@click.option(
    "--max-length",
    type=click.IntRange(1),
    metavar="N",
    help="A post of at most N characters: the claim and the shortest honest attribution.",
)
@click.option("--clip", is_flag=True, help="Copy it to the clipboard, too.")
@common_options("facts", "db", "json", "quiet")
def command(
    ids: tuple[str, ...],
    *,
    form: str,
    style: str | None,
    locale: str | None,
    in_text: bool,
    only: Only | None,
    max_length: int | None,
    clip: bool,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Print the claim of each fact and its citation, ready to paste.

    Where the number really comes from, and what to beware of, stands in the citation.
    """
    if max_length and (form != "text" or in_text or only or style or locale):
        raise click.UsageError(
            "--max-length gives claim and citation as plain text: leave out --format, --style, "
            "--locale, --in-text and --only"
        )
    with open_base(facts, db, quiet=quiet) as kb:
        citations = kb.cite(
            ids,
            style=style,
            locale=locale,
            format=form,
            in_text=in_text,
            only=only,
            max_length=max_length,
        )
    text = escaped_lines(str(citations))
    if as_json:
        print_json({"citations": [citation.to_dict() for citation in citations]})
    else:
        print_text(text)
    return _clip(text, quiet=quiet) if clip else 0


def _clip(text: str, *, quiet: bool) -> int:
    from factbase.cli.clipboard import copy

    how = copy(text)
    tell(how or "not copied: no clipboard can be reached from here; copy the text by hand",
         quiet=quiet and how is not None)  # fmt: skip
    return 0 if how else EXIT_USAGE
