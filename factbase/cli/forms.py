"""In which form citations are printed: options that ``cite`` and ``bibliography`` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factbase.cite.all_formats import ALL_FORMATS

if TYPE_CHECKING:
    from factbase.cli.output import Command

_OPTIONS = (
    click.option(
        "--format",
        "form",
        default="text",
        show_default=True,
        metavar="F",
        help=", ".join(ALL_FORMATS),
    ),
    click.option(
        "--style",
        metavar="NAME|PATH",
        help="A citation style, or the path of a CSL file; see factbase styles.  [default: apa]",
    ),
    click.option(
        "--locale",
        metavar="CODE|PATH",
        help="The terms of the style: en-US, en-GB, or the path of a CSL locale.",
    ),
)


def form_options(command: Command) -> Command:
    """Add ``--format``, ``--style`` and ``--locale`` to a *command*."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
