"""Where the reports of a check go: which formats, to the screen or into files."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

import click

from factbase.cli.output import print_text
from factbase.normalize import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.diagnostics import Report
    from factbase.reporters.base import Lines


class Output(NamedTuple):
    """A format and the file that it goes to, None for the screen."""

    format: str
    file: str | None


def wanted_outputs(texts: Sequence[str], *, as_json: bool, statistics: bool) -> list[Output]:
    """Return what ``--output``, given several times, ``--json`` and ``--statistics`` ask for."""
    wanted = list(dict.fromkeys(_parse_output(text) for text in texts))
    if as_json and Output("json", None) not in wanted:
        wanted.append(Output("json", None))
    on_screen = [output.format for output in wanted if output.file is None]
    # The answer in JSON holds the statistics anyway.
    if statistics and on_screen not in (["json"], ["statistics"]):
        wanted.append(Output("statistics", None))
        on_screen.append("statistics")
    if len(on_screen) > 1:
        raise click.UsageError(
            "one report at a time on the screen; send the others to a file: "
            "--output json=report.json"
        )
    files = [os.path.realpath(output.file) for output in wanted if output.file is not None]
    if len(set(files)) < len(files):
        raise click.UsageError("two reports in one file; give each a file of its own")
    return wanted or [Output("full", None)]


def write_outputs(
    report: Report, wanted: Sequence[Output], *, root: str, color: bool, quiet: bool
) -> None:
    """Write *report*, on the base at *root*, in every *wanted* format."""
    from factbase.layout import folder_in_repository
    from factbase.reporters.all_reporters import ALL_REPORTERS

    lines, folder = _line_reader(root), folder_in_repository(root)
    # The screen first: what was found is told even where a file cannot be written.
    for output in sorted(wanted, key=lambda output: output.file is not None):
        reporter = ALL_REPORTERS[output.format]
        if output.file is not None:
            _write(output.file, reporter.render(report, lines=lines, folder=folder))
        elif not quiet or output.format in ("json", "sarif") or len(report):
            text = reporter.render(report, lines=lines, color=color, folder=folder)
            print_text(text.rstrip("\n"))


def _parse_output(text: str) -> Output:
    from factbase.reporters.all_reporters import ALL_REPORTERS
    from factbase.spelling import nearest

    name, equals, file = text.partition("=")
    if name not in ALL_REPORTERS:
        close = nearest(name, ALL_REPORTERS)
        hint = f"did you mean '{close[0]}'?" if close else "known: " + ", ".join(ALL_REPORTERS)
        raise click.UsageError(f"no output format '{name}'; {hint}")
    if equals and not file:
        raise click.UsageError(f"--output {text}: write the file's name behind '='")
    return Output(name, file if equals and file != "-" else None)


def _write(file: str, text: str) -> None:
    """Write *text* to *file* in one step: who reads it never sees half a report."""
    try:
        if os.path.exists(file) and not stat.S_ISREG(os.stat(file).st_mode):
            # A pipe or a device, such as /dev/stderr, cannot be replaced.
            with open(file, "w", encoding="utf-8") as handle:
                handle.write(text)
        else:
            _replace(os.path.realpath(file), text)
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise click.UsageError(f"{escaped(file)}: {why}") from None


def _replace(file: str, text: str) -> None:
    import tempfile

    folder, name = os.path.split(file)
    handle, draft = tempfile.mkstemp(prefix=f".{name[:100]}.", dir=folder)
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(draft, _mode(file))
        os.replace(draft, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise


def _mode(file: str) -> int:
    """Return the permissions of *file*, or those that a new file would get."""
    with contextlib.suppress(OSError):
        return stat.S_IMODE(os.stat(file).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _line_reader(root: str) -> Lines:
    """Return the function that gives a line of a file under *root*, reading each file once."""
    from factbase.textfile import read_lines

    known: dict[str, list[str]] = {}

    def line(path: str, number: int) -> str | None:
        if path not in known:
            known[path] = read_lines(os.path.join(root, path))
        return known[path][number - 1] if 0 < number <= len(known[path]) else None

    return line
