"""``factbase copy``: keep a copy of a source, with which its quotes are compared."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

import click

from factbase.cli.output import common_options, print_json, print_text, tell
from factbase.normalize import escaped

if TYPE_CHECKING:
    from factbase.corpus import Corpus, Entry
    from factbase.model.source import Source


@click.command(
    "copy",
    epilog="""\b
Examples:
  factbase copy srivastava-imhere article.html
  pdftotext report.pdf - | factbase copy waters-lakes-2016 - --taken 2026-11-20
""",
)
@click.argument("source", metavar="SOURCE")
@click.argument("file", type=click.File("rb"), metavar="FILE")
@click.option("--taken", metavar="DAY", help="When the copy was taken, YYYY-MM-DD; default today.")
@common_options("facts", "json", "quiet")
def command(
    *,
    source: str,
    file: IO[bytes],
    taken: str | None,
    facts: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Keep FILE, a text or a web page, as a copy of SOURCE; quotes are compared with it.

    It lies in .factbase/copies/, which is not committed. Its SHA-256, day and length are
    written into the record of the source. FILE may be - for standard input.
    """
    from factbase.copies import MAX_BYTES, plain_text
    from factbase.corpus import read_corpus
    from factbase.dates import DateError, local_today, parse_day
    from factbase.keeping import keep_copy
    from factbase.layout import find_layout

    try:
        day = parse_day(taken).text if taken else local_today().isoformat()
    except DateError as error:
        remedy = f"; {error.hint}" if error.hint else ""
        raise click.UsageError(f"--taken: {error}{remedy}") from None
    layout = find_layout(facts)
    corpus = read_corpus(layout)
    entry = _source(corpus, source)
    text = plain_text(file.read(MAX_BYTES + 1), str(getattr(file, "name", "<stdin>")))
    path = os.path.join(layout.root, entry.file.path)
    kept = keep_copy(corpus, entry, text, taken=day, path=path)
    shown = layout.shown(kept.path)
    if as_json:
        print_json(
            {
                "source": source,
                "path": shown,
                "sha256": kept.figures.sha256,
                "taken": kept.figures.taken,
                "characters": kept.figures.characters,
                "recorded": kept.recorded,
            }
        )
        return
    print_text(f"kept {escaped(shown)}\n{kept.figures.as_yaml()}")
    where = escaped(entry.file.path)
    if not kept.recorded:
        tell(f"write that line under 'copies' of '{source}' in {where}, as '- {{…}}'")
    tell("next: factbase validate", quiet=quiet)


def _source(corpus: Corpus, ref: str) -> Entry[Source]:
    from factbase.spelling import nearest

    known = corpus.sources_by_id()
    if ref not in known:
        close = nearest(ref, known)
        hint = f"did you mean '{close[0]}'?" if close else f"add facts/sources/{ref}.yaml"
        raise click.UsageError(f"no source '{escaped(ref)}'; {hint}")
    return known[ref]
