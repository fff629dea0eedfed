"""Where the parts of a fact base lie, and which files hold its facts.

A base is a folder with ``facts/`` in it, marked as the root by ``factbase.toml`` or
``pyproject.toml``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from factbase import __version__
from factbase.errors import BaseNotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = "facts"
SOURCES = "sources"
MARKS = ("factbase.toml", "pyproject.toml")
VOCABULARIES = ("schemas/topics.yaml", "schemas/units.yaml")
BESIDE = (*VOCABULARIES, *MARKS)
"""The files beside ``facts/`` on which every fact may depend."""
SUFFIXES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""What the name of a file of facts ends in, in any case; a rule asks for ``.yaml``."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one fact base; *root* is absolute."""

    root: str

    @property
    def facts(self) -> str:
        """Return the folder of facts."""
        return os.path.join(self.root, FACTS)

    @property
    def db(self) -> str:
        """Return the file in which the index lies unless another is named."""
        return os.path.join(self.root, ".factbase", "index.db")

    @property
    def copies(self) -> str:
        """Return the folder of copies of sources, which is never committed."""
        return os.path.join(self.root, ".factbase", "copies")

    def shown(self, path: str) -> str:
        """Return *path* relative to the root, with forward slashes, as findings name it."""
        if path.startswith(self.root + os.sep):
            relative = path[len(self.root) + 1 :]
        else:
            relative = os.path.relpath(path, self.root) if os.path.isabs(path) else path
        return relative.replace(os.sep, "/")


def find_layout(start: str | None = None) -> Layout:
    """Return the layout of the base that *start* names or lies in.

    *start* is a base's root, its facts folder, or any path inside it; by default the
    working directory. Raises `BaseNotFoundError`, with the command that makes a base.
    """
    here = os.path.abspath(start or os.getcwd())
    if start is not None and not os.path.lexists(here):
        raise BaseNotFoundError(here, f"{start}: there is no such file or folder")
    folder = here
    while True:
        if _is_root(folder):
            return Layout(folder)
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    if start is not None:
        # A base without a mark, named outright: its root or its facts folder.
        if os.path.isdir(os.path.join(here, FACTS)):
            return Layout(here)
        if os.path.basename(here) == FACTS and os.path.isdir(here):
            return Layout(os.path.dirname(here))
    raise BaseNotFoundError(
        here,
        f"no fact base at {start or here}: a base has a folder facts/ beside factbase.toml or "
        "pyproject.toml; make one with: factbase init my-facts",
    )


def folder_in_repository(root: str) -> str:
    """Return where the base at *root* lies in its Git repository, empty for the top or without one.

    The repository is the nearest folder, upward from *root*, that holds ``.git``.
    """
    top = root
    while not os.path.lexists(os.path.join(top, ".git")):
        parent = os.path.dirname(top)
        if parent == top:
            return ""
        top = parent
    return "" if top == root else os.path.relpath(root, top).replace(os.sep, "/")


def fact_files(layout: Layout) -> Iterator[os.DirEntry[str]]:
    """Yield every file of the base that may hold facts or sources, in a steady order.

    Hidden files and folders are left alone; a link to a folder is yielded, not followed,
    so that the reader can say what is wrong with it.
    """
    pending = [layout.facts]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if folder == layout.facts:
                return
            continue
        folders = []
        for entry in ordered:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                if _may_hold_facts(entry.name):
                    yield entry
            elif _may_hold_facts(entry.name) or (entry.is_symlink() and entry.is_dir()):
                yield entry
        pending.extend(reversed(folders))


def metadata(layout: Layout) -> dict[str, os.stat_result]:
    """Return the path of every file whose change makes an index out of date, with its metadata.

    The files of facts come in their order, then the vocabularies and settings.
    """
    found: dict[str, os.stat_result] = {}
    for path in watched(layout):
        try:
            found[path] = os.lstat(path)
        except OSError:  # gone since it was listed
            continue
    return found


def fingerprint(layout: Layout) -> str:
    """Return a text that changes when a file of the base is added, edited or removed.

    Only the metadata are read (size, modification and change time, inode), so that a
    search can afford to ask each time. It is not hashed: loading hashlib costs a search more
    than comparing the whole text.
    """
    return "\n".join([origin(layout), *stamps(metadata(layout)).values()])


def origin(layout: Layout) -> str:
    """Return the first line of every fingerprint of a base: by which version, and where it lies."""
    return _one_line(f"factbase {__version__} {layout.root}")


def stamps(files: dict[str, os.stat_result]) -> dict[str, str]:
    """Return path → the line of the fingerprint that changes with this file."""
    return {
        path: _one_line(f"{path} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}")
        for path, s in files.items()
    }


def _one_line(text: str) -> str:
    return storable(text.replace("\n", "\\n") if "\n" in text else text)


def storable(path: str) -> str:
    """Return *path* as text that can be stored; a name need not be proper UTF-8."""
    return path.encode("utf-8", "backslashreplace").decode()


def cache_db(layout: Layout) -> str:
    """Return where the index of a base lies whose own folder cannot be written.

    In the user's cache folder (XDG Base Directory Specification), by a digest of the root.
    """
    import hashlib  # noqa: PLC0415  # seldom needed, and not light

    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    name = hashlib.blake2b(layout.root.encode("utf-8", "surrogateescape"), digest_size=8)
    return os.path.join(cache, "factbase", name.hexdigest(), "index.db")


def _may_hold_facts(name: str) -> bool:
    """Tell whether a file of this *name* is read; a slip in the ending must not hide its facts."""
    return name.endswith(".yaml") or name.lower().rstrip(". ").endswith(SUFFIXES)


def watched(layout: Layout) -> Iterator[str]:
    """Yield every file whose change makes an index out of date."""
    for entry in fact_files(layout):
        yield entry.path
    for name in BESIDE:
        yield os.path.join(layout.root, name)


def _is_root(folder: str) -> bool:
    return os.path.isdir(os.path.join(folder, FACTS)) and any(
        os.path.isfile(os.path.join(folder, mark)) for mark in MARKS
    )
