"""Fixes put into the text of files: what they do not touch stays as it is, byte for byte."""

from __future__ import annotations

import contextlib
import difflib
import os
import stat
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbase.normalize import escaped
from factbase.yamlfile import parse_yaml, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factbase.diagnostics import Diagnostic, Edit

_MARK = "\ufeff"
MAX_PASSES = 20
"""So often the files are looked at again for what a fix has uncovered."""


@dataclass(slots=True)
class Fixes:
    """The files that fixes change, before and after, and the findings that are gone by it."""

    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    fixed: list[Diagnostic] = field(default_factory=list)

    def write(self, root: str) -> None:
        """Put every change into its file under *root*; raises `OSError`, and goes no further."""
        inside = os.path.join(os.path.realpath(root), "")
        for path, content in self.after.items():
            file = os.path.join(root, path)
            if not os.path.realpath(file).startswith(inside):
                raise OSError(f"{path}: the folder is a link out of the base; nothing is written")
            replace_file(file, self.before[path], content)

    @property
    def diff(self) -> str:
        """Return all changes as ``patch`` and ``git apply`` read them."""
        return "".join(
            unified_diff(path, self.before[path], content) for path, content in self.after.items()
        )


def find_fixes(look: Callable[[Mapping[str, bytes]], Iterable[tuple[bytes, Diagnostic]]]) -> Fixes:
    """Return what can be fixed, by passes, until there is nothing left to fix.

    *look* is told the contents that fixes have changed so far, and yields each finding that
    is to be fixed with the content of its file.
    """
    fixes = Fixes()
    for _ in range(MAX_PASSES):
        by_file: dict[str, tuple[bytes, list[Diagnostic]]] = {}
        for content, finding in look(fixes.after):
            by_file.setdefault(finding.location.path, (content, []))[1].append(finding)
        done = 0
        for path, (content, findings) in by_file.items():
            after, gone = fixed(content, findings)
            if after != content:
                fixes.before.setdefault(path, content)
                fixes.after[path] = after
                fixes.fixed += gone
                done += len(gone)
        if not done:
            break
    else:
        look(fixes.after)  # so that *look* knows the last state
    return fixes


def fixed(content: bytes, findings: Iterable[Diagnostic]) -> tuple[bytes, list[Diagnostic]]:
    """Return *content* with the fixes of *findings*, and the findings that it no longer has.

    Of two fixes that overlap the second waits for the next pass; the same fix of two findings
    is made once. Nothing is fixed that would make a readable file unreadable.
    """
    text = content.decode("utf-8")
    mark = len(text) - len(text.removeprefix(_MARK))
    file = parse_yaml(content, "")
    pieces: list[str] = []
    done: list[Diagnostic] = []
    at, last = 0, None
    for start, end, edit, finding in _in_order(findings, file.offset):
        if edit == last:
            done.append(finding)
        elif start + mark >= at:
            pieces += [text[at : start + mark], edit.text]
            at, last = end + mark, edit
            done.append(finding)
    after = "".join([*pieces, text[at:]]).encode("utf-8")
    if file.data is not None and parse_yaml(after, "").data is None:
        return content, []
    return after, done


def _in_order(
    findings: Iterable[Diagnostic], offset: Callable[[int, int], int]
) -> list[tuple[int, int, Edit, Diagnostic]]:
    found = []
    for finding in findings:
        edit = finding.fix
        if edit is not None:
            place = edit.location
            end_line, end_column = place.end_line or place.line, place.end_column or place.column
            start, end = offset(place.line, place.column), offset(end_line, end_column)
            found.append((start, end, edit, finding))
    return sorted(found, key=lambda one: one[:2])


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Put *after* in the place of *before* in one step; the file's mode is kept.

    Raises `OSError` where the file is a link or no file, or no longer what was read.
    """
    mode = os.lstat(path).st_mode
    # As the check reads it: no link is followed, no pipe waited for.
    if not stat.S_ISREG(mode) or read_text(path, path).content != before:
        raise OSError(f"{path}: the file has changed meanwhile; it is left as it is")
    if not os.access(path, os.W_OK):
        raise PermissionError(f"{path}: the file cannot be written")
    descriptor, beside = tempfile.mkstemp(prefix=".factbase-", dir=os.path.dirname(path))
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(after)
        os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def unified_diff(path: str, before: bytes, after: bytes) -> str:
    """Return the change of the file at *path* as ``patch`` and ``git apply`` read it."""
    old, new = (one.decode("utf-8").split("\n") for one in (before, after))
    name = escaped(path)
    lines = list(
        difflib.unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", lineterm="\n")
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(parts: list[str]) -> list[str]:
    """Return lines with their ends; only a line feed ends one, as for ``patch``."""
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
