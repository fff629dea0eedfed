"""``factbase bibliography``: the references of every citation in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from factbase.cli.forms import form_options
from factbase.cli.output import EXIT_FINDINGS, common_options, print_json, print_text, tell
from factbase.cli.reading import open_base
from factbase.normalize import escaped_lines

if TYPE_CHECKING:
    from factbase.drafts.bibliography import Bibliography


@click.command(
    "bibliography",
    epilog="""\b
Examples:
  factbase bibliography draft.md
  factbase bibliography draft.md --style mla --format html
  factbase bibliography draft.md --format biblatex > references.bib
  cat chapter-*.md | factbase bibliography -
""",
)
@click.argument("draft", type=click.File(encoding="utf-8", errors="replace"), metavar="DRAFT")
@form_options
@common_options("facts", "db", "json", "quiet")
def command(
    draft: TextIO,
    *,
    form: str,
    style: str | None,
    locale: str | None,
    facts: str | None,
    db: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Print the references of every citation in DRAFT, a Markdown file, or - for what is piped in.

    A citation is [@id], [see @id, p. 3; @other] or @id in a sentence, where the id is that of a
    fact or a source. Each work stands once, sorted. An id that there is not is a finding, and
    the exit code is 1.
    """
    with open_base(facts, db, quiet=quiet) as kb:
        text = draft.read()
        path = getattr(draft, "name", "<stdin>")
        made = kb.bibliography(text, path=path, format=form, style=style, locale=locale)
    if as_json:
        print_json(made.to_dict())
    else:
        if made.works:
            print_text(escaped_lines(str(made)))
        _tell_findings(made, text.split("\n"), quiet=quiet)
    return 0 if made.report.ok else EXIT_FINDINGS


def _tell_findings(made: Bibliography, lines: list[str], *, quiet: bool) -> None:
    if len(made.report):
        from factbase.reporters import full

        tell(full.render(made.report, lines=lambda _, number: lines[number - 1]).rstrip("\n"))
    elif not made.works:
        tell("nothing is cited in this draft; a citation is [@id]", quiet=quiet)
