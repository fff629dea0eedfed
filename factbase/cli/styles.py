"""``factbase styles``: the citation styles that have a name."""

from __future__ import annotations

import click

from factbase.cite.styles import DEFAULT, list_styles
from factbase.cli.output import common_options, print_json, print_text, tell


@click.command(
    "styles",
    epilog="""\b
Examples:
  factbase styles
  factbase styles chicago
""",
)
@click.argument("word", default="")
@common_options("json", "quiet")
def command(word: str, *, as_json: bool, quiet: bool) -> None:
    """List the citation styles that cite and bibliography know by name.

    With WORD, those that have it in name or title. The extra "styles" adds some ten thousand, the
    official ones: pip install "factbase-kb[styles]". Any CSL file goes by its path.
    """
    folded = word.casefold()
    found = [one for one in list_styles() if folded in f"{one.name} {one.title}".casefold()]
    if as_json:
        listed = [
            {
                "name": one.name,
                "title": one.title,
                "from": one.source,
                "default": one.name == DEFAULT,
            }
            for one in found
        ]
        print_json({"styles": listed})
        return
    shown = [one for one in found if word or one.title]
    width = max((len(one.name) for one in shown), default=0)
    lines = (
        f"{one.name:<{width}}  {one.title}{' (default)' if one.name == DEFAULT else ''}".rstrip()
        for one in shown
    )
    print_text("\n".join(lines))
    if not found:
        tell(f"no style has '{word}' in its name", quiet=quiet)
    elif len(found) > len(shown):
        more = len(found) - len(shown)
        tell(f"{more:,} more by name; narrow them: factbase styles WORD", quiet=quiet)
