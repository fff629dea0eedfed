"""The base as Git kept it at an earlier commit: which files changed since, and how they were."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.errors import RevisionError
from factbase.layout import FACTS, MARKS, VOCABULARIES, Layout
from factbase.normalize import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WATCHED = (FACTS, *VOCABULARIES, *MARKS)
_FILE_MODES = ("100644", "100755")
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE")
_MOST_BYTES = 1_000_000
"""A file that is larger than any we read is not fetched; it is written empty."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit from which the work here set out, counted from the revision *name*."""

    layout: Layout
    name: str
    commit: str

    def __str__(self) -> str:
        return f"{escaped(self.name)} ({self.commit[:7]})"

    def changed_files(self) -> set[str]:
        """Return the files that are not as they were, relative to the root.

        Settings and vocabularies count, files that are new, deleted or not committed too.
        """
        edited = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
        listed = self._git(*edited, "--relative", self.commit, "--", *_WATCHED)
        listed += self._git("ls-files", "--others", "-z", "--", *_WATCHED)
        return {os.fsdecode(name) for name in listed.split(b"\0") if name}

    def write_files(self, folder: str, only: Iterable[str] | None = None) -> Layout:
        """Write the base as it was into *folder*, all of it or *only* these files."""
        kept = None if only is None else {os.fsencode(name) for name in only}
        wanted = [
            (object_id, path) for object_id, path in self._files() if kept is None or path in kept
        ]
        for path, content in self._contents(wanted):
            target = os.path.join(os.fsencode(folder), path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as handle:
                handle.write(content)
        os.makedirs(os.path.join(folder, FACTS), exist_ok=True)
        return Layout(folder)

    def _files(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield object and path of every regular file of the base."""
        listed = self._git("ls-tree", "-r", "-l", "-z", self.commit, "--", *_WATCHED)
        for line in listed.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if not tab:
                continue
            mode, _, object_id, size = head.decode().split()
            # Git itself writes no such path; a tree made by hand may hold one.
            leads_out = path.startswith(b"/") or b".." in path.split(b"/")
            if mode in _FILE_MODES and not leads_out:
                yield (object_id.encode() if int(size) <= _MOST_BYTES else b""), path

    def _contents(self, files: list[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
        objects = [object_id for object_id, _ in files if object_id]
        answer = self._git(
            "cat-file", "--batch", standard_input=b"".join(o + b"\n" for o in objects)
        )
        position = 0
        for object_id, path in files:
            if not object_id:
                yield path, b""
                continue
            end = answer.index(b"\n", position)
            size = int(answer[position:end].split()[2])
            yield path, answer[end + 1 : end + 1 + size]
            position = end + 1 + size + 1

    def _git(self, *arguments: str, standard_input: bytes = b"") -> bytes:
        return _git(self.layout, *arguments, standard_input=standard_input)


def find_revision(layout: Layout, name: str) -> Revision:
    """Return where the work in the base set out from the revision *name*: their merge base.

    Raises `RevisionError` where the base lies in no Git repository, *name* is unknown, or the
    clone is too shallow to tell.
    """
    is_there = _git(layout, "rev-parse", "--is-shallow-repository", name=name)
    is_shallow = is_there.strip() == b"true"
    try:
        wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        other = _git(layout, *wanted, name=name).decode().strip()
        commit = _git(layout, "merge-base", "HEAD", other, name=name).decode().strip()
    except RevisionError:
        if is_shallow:
            why = "the clone is shallow; fetch the whole history (actions/checkout: fetch-depth: 0)"
        else:
            why = "no such branch, tag or commit here, or none with a common history"
        raise RevisionError(name, why) from None
    return Revision(layout, name, commit)


def _git(layout: Layout, *arguments: str, standard_input: bytes = b"", name: str = "HEAD") -> bytes:
    """Return what Git prints; it neither asks, nor writes, nor runs programs of its settings."""
    import subprocess  # noqa: PLC0415  # not light, and seldom needed

    # A hook's own settings point at the repository from another folder than the base's.
    plain = {key: text for key, text in os.environ.items() if key not in _OF_HOOKS}
    plain |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # no shell; revisions come after --end-of-options
            command,
            cwd=layout.root,
            env=plain,
            input=standard_input,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError(name, "git is not installed here") from None
    except ValueError:  # a NUL
        raise RevisionError(name, "no revision has such a name") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise RevisionError(name, told.removeprefix("fatal: ") or "git gives no answer")
    return done.stdout
