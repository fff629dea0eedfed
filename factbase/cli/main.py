"""The ``factbase`` command: finds the subcommand, runs it, turns what happens into an exit code."""

from __future__ import annotations

import importlib
import io
import sys
from typing import TYPE_CHECKING

import click

from factbase import __version__
from factbase.cli.output import EXIT_BUG, EXIT_INTERRUPTED, EXIT_USAGE, discard_output
from factbase.errors import FactBaseError
from factbase.normalize import escaped, escaped_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "search": "Find facts.",
    "show": "Show one fact whole, with the chain of its sources.",
    "cite": "Print the claim and its citation, ready to paste.",
    "bibliography": "Print the references of every citation in a draft.",
    "export": "Write facts for other programs: tables, reference managers.",
    "styles": "List the citation styles.",
    "topics": "List what the facts are about.",
    "stats": "Count facts and sources, by evidence and freshness.",
    "numbers": "Find the numbers in a text, each with its reading.",
    "validate": "Check facts and sources.",
    "diff": "Show what changed since a revision.",
    "new": "Write a fact and its source.",
    "init": "Make a fact base of your own.",
    "copy": "Keep a copy of a source, to compare quotes with.",
    "index": "Build or update the index.",
    "rule": "Say what the code of a finding means.",
    "schema": "Print a JSON Schema of fact or source files.",
}
"""Name → what it does, in one line; the module bears the command's name."""


class LazyGroup(click.Group):
    """A group whose subcommands are imported when they are called; the methods are click's."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, D102
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002, D102
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"factbase.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002, D102
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(  # noqa: D102
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from factbase.spelling import nearest

            close = nearest(name, COMMANDS)
            hint = f"did you mean '{close[0]}'?" if close else "see: factbase --help"
            ctx.fail(f"no command '{escaped(name)}'; {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Example: factbase search "deported parents"',
)
@click.version_option(__version__, "--version", message="factbase %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Keep sourced statistics in Git: check, search and cite them."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 (findings), 2 (wrong use), 3 (our bug) or 130."""
    try:
        result = group.main(args=arguments, prog_name="factbase", standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(file=shown)
        click.echo(escaped_lines(shown.getvalue().rstrip("\n")), err=True)
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return EXIT_INTERRUPTED
    except FactBaseError as error:
        click.echo(f"factbase: {escaped(str(error))}", err=True)
        return EXIT_USAGE
    except OSError as error:
        discard_output()
        click.echo(f"factbase: {escaped(str(error))}", err=True)
        return EXIT_USAGE
    except Exception:  # noqa: BLE001  # the one place where a bug of ours ends
        import traceback

        click.echo(escaped_lines(traceback.format_exc()), err=True)
        click.echo(
            "This is a bug in factbase, not in your facts. Please report it with the lines above "
            f"and this one: factbase {__version__}, Python {sys.version.split()[0]}, "
            f"{sys.platform}.",
            err=True,
        )
        return EXIT_BUG
    return result if isinstance(result, int) else 0
