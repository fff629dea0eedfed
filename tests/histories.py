"""Little fact bases under Git, for tests of what compares them with their past."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.bases import make_base

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run Git in *folder* without anybody's settings, and return what it prints."""
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Writer",
        "GIT_AUTHOR_EMAIL": "writer@example.org",
        "GIT_COMMITTER_NAME": "Writer",
        "GIT_COMMITTER_EMAIL": "writer@example.org",
    }
    kept = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=kept | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def committed(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a base at *folder* with these *files*, and commit it on the branch ``main``."""
    make_base(folder, files)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder)


def commit(folder: Path, message: str = "change") -> Path:
    """Commit everything at *folder*."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return folder
