"""``factbase init``: a fact base of one's own."""

from __future__ import annotations

import os
import re

import click

from factbase import __version__
from factbase.cli.output import common_options, print_json, print_text, tell
from factbase.normalize import escaped


@click.command(
    "init",
    epilog="""\b
Examples:
  factbase init my-facts
  factbase init . --install "factbase-kb==0.1.0"
""",
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--install",
    metavar="SPEC",
    help="What pip installs in CI and pre-commit: a version, a URL, a wheel.",
)
@common_options("json", "quiet")
def command(*, folder: str, install: str | None, as_json: bool, quiet: bool) -> None:
    """Make a fact base in DIR: an example fact, schemas, a CI workflow, a hook, editor settings.

    No file that exists is touched.
    """
    from factbase.cli.schema import SUFFIX, schema_names, schema_text
    from factbase.dates import local_today
    from factbase.starter import base_files

    spec = install or _published()
    strange = re.search(r"""["'$`\\\x00-\x1f]|: | #""", spec or "")
    if strange:
        raise click.UsageError(
            f"--install holds '{escaped(strange[0])}', which a shell or YAML reads in its own way"
        )
    files = base_files(spec, local_today().isoformat(), __version__)
    files |= {f"schemas/{name}{SUFFIX}": schema_text(name) for name in schema_names()}
    written, kept = [], []
    try:
        for path, text in files.items():
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            if os.path.lexists(full):
                kept.append(path)
                continue
            with open(full, "x", encoding="utf-8") as handle:
                handle.write(text)
            written.append(path)
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise click.UsageError(f"{escaped(folder)}: {why}") from None
    if as_json:
        print_json({"root": os.path.abspath(folder), "written": written, "kept": kept})
        return
    for path in kept:
        tell(f"kept as it is: {path}", quiet=quiet)
    if not spec:
        told = "CI and pre-commit install 'factbase-kb': name the version or address with --install"
        tell(told, quiet=quiet)
    _tell_if_inside_a_repository(folder, written, quiet=quiet)
    if quiet:
        return
    for path in written:
        print_text(f"wrote {escaped(os.path.join(folder, path))}")
    if not written:
        print_text("nothing to do: every file is there")
    else:
        there = "" if folder == "." else f"cd {escaped(folder)} && "
        print_text(f"\nnext: {there}factbase validate && factbase new")


def _tell_if_inside_a_repository(folder: str, written: list[str], *, quiet: bool) -> None:
    """Say which files have no effect in a folder of a repository."""
    from factbase.layout import folder_in_repository

    inside = folder_in_repository(os.path.abspath(folder))
    if inside and ".github/workflows/facts.yml" in written:
        tell(
            "GitHub and pre-commit read .github/ and .pre-commit-config.yaml at the top of a "
            f"repository only: move both there, and check with: factbase validate {inside}",
            quiet=quiet,
        )


def _published() -> str | None:
    """Return where this version can be installed from, if the package's metadata say so."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("factbase-kb").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    for entry in urls:
        label, _, url = entry.partition(", ")
        if label == "Repository":
            return f"factbase-kb @ git+{url}@v{__version__}"
    return None
