"""What commands print, and how they end: answers to stdout, everything else to stderr."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Self

import click

from factbase.jsontext import to_json
from factbase.normalize import escaped

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130

NARROWEST = 40
"""A terminal that says it has fewer columns is not believed."""

PROGRESS_AFTER_S = 0.7
PROGRESS_EVERY_S = 0.1


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


def print_page(text: str) -> None:
    """Print an answer for a person; on a terminal what is longer than a screen goes to a pager."""
    if sys.stdout is not None and sys.stdout.isatty() and sys.stdin is not None:
        import shutil

        if text.count("\n") >= shutil.get_terminal_size().lines - 1 and sys.stdin.isatty():
            # less: colours are colours, and the text stays on the screen when it ends.
            os.environ.setdefault("LESS", "-RX")
            click.echo_via_pager(text, color=True)
            return
    print_text(text)


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


class Page:
    """How the lines of an answer are set: in colour or not, broken where a terminal ends."""

    def __init__(self, *, color: bool) -> None:
        self.color = color
        self.width: int | None = None
        if sys.stdout is not None and sys.stdout.isatty():
            import shutil

            self.width = max(shutil.get_terminal_size().columns, NARROWEST)

    def set(self, text: str, indent: int = 0, *, hang: int = 2, code: str = "") -> list[str]:
        """Return *text* safe to print, its first line at *indent*, the others *hang* further."""
        safe = escaped(text)
        lines = [" " * indent + safe]
        if self.width:
            import textwrap

            # A URL, an id or a path that is broken cannot be copied.
            lines = textwrap.wrap(
                safe,
                self.width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + hang),
                break_long_words=False,
                break_on_hyphens=False,
            )
        return [paint(line, code, color=self.color and bool(code)) for line in lines]


class Progress:
    """Says on stderr how many files have been read, when a person waits for long enough to ask."""

    def __init__(self, *, quiet: bool, noun: str = "files") -> None:
        self.noun = noun
        self.is_wanted = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.next_s = time.monotonic() + PROGRESS_AFTER_S
        self.is_shown = False

    def __call__(self, files: int) -> None:
        """Say it, not more often than a person can read."""
        now = time.monotonic()
        if self.is_wanted and now >= self.next_s:
            self.next_s, self.is_shown = now + PROGRESS_EVERY_S, True
            click.echo(f"\r{files:,} {self.noun} read", nl=False, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            # Back to the line's begin, and the line is wiped: the answer stands alone.
            click.echo("\r\x1b[K", nl=False, err=True)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Put off the search for unreachable cycles of objects, and undo it.

    Reading a base makes many objects and hardly a cycle; looking through all of them again and
    again takes a fifth of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


Command = Callable[..., int | None]
Decorator = Callable[[Command], Command]


COMMON = ("facts", "db", "json", "quiet", "no-color")
"""The options that every command takes, so that a script need not know which has which."""


def _without_effect(name: str) -> Decorator:
    """Return a decorator for a common option that makes no difference to a command."""
    takes_value = name in ("facts", "db")
    flags = [f"--{name}", *(["-q"] if name == "quiet" else [])]
    return click.option(
        *flags,
        is_flag=not takes_value,
        expose_value=False,
        hidden=True,
        help="Taken, as by every command, and of no effect here.",
    )


def common_options(*names: str) -> Decorator:
    """Return a decorator that adds the common options; those of these *names* have an effect."""
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
        for name in reversed(COMMON):
            if name not in names:
                command = _without_effect(name)(command)
        return command

    return decorate
