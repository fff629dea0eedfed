"""What commands print, and how they end: answers to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from factbase.jsontext import to_json

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130


def print_json(answer: dict[str, Any]) -> None:
    """Print *answer* as one JSON object with the version of its form."""
    print_text(to_json({"schema_version": 1, **answer}, indent=2))


def print_text(text: str) -> None:
    """Print an answer: the same bytes in every locale, in UTF-8."""
    stream = sys.stdout
    if stream is None:  # closed by the caller: >&-
        return
    try:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "replace") + b"\n")
        stream.buffer.flush()
    except BrokenPipeError:
        # The reader of a pipe went away (factbase search | head): nothing is wrong.
        discard_output()


def discard_output() -> None:
    """Send what is still to be written nowhere, lest Python try again when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str, *, quiet: bool = False) -> None:
    """Print a remark to stderr, unless the caller asked for quiet."""
    if not quiet:
        click.echo(text, err=True)


def use_color(no_color: bool) -> bool:
    """Tell whether a person at a terminal reads, who has not turned colour off (no-color.org)."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def paint(text: str, code: str, *, color: bool) -> str:
    """Return *text* in the ANSI colour *code* where colour is wanted."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


Command = Callable[..., int | None]
Decorator = Callable[[Command], Command]


def common_options(*names: str) -> Decorator:
    """Return a decorator that adds the options of these *names*, the same for every command."""
    known: dict[str, Decorator] = {
        "facts": click.option(
            "--facts", metavar="PATH", help="The fact base: its root or its facts folder."
        ),
        "db": click.option(
            "--db", metavar="FILE", help="The index; by default .factbase/index.db."
        ),
        "json": click.option("--json", "as_json", is_flag=True, help="Answer as JSON."),
        "quiet": click.option("--quiet", "-q", is_flag=True, help="Print nothing but the answer."),
        "no-color": click.option("--no-color", is_flag=True, help="Print without colour."),
    }

    def decorate(command: Command) -> Command:
        for name in reversed(names):
            command = known[name](command)
        return command

    return decorate
