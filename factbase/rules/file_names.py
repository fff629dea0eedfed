"""Rules on the names of files: the same on every system, and the same as the ids."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Location, Severity
from factbase.normalize import escaped, shown
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic
    from factbase.model.fact import Fact
    from factbase.model.source import Source

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?\Z", re.DOTALL
)
"""Names that Windows keeps for devices, with any ending (Win32 naming conventions)."""

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_ENDINGS = (".yaml", ".yml")


class FileNameIsNotId(Rule):
    """A file with one fact or source bears its id as its name, and every file ends in `.yaml`.

    So everybody finds the file that a citation names. A file of many facts has any name.
    """

    code: ClassVar[str] = "FB402"
    name: ClassVar[str] = "file-name-is-not-id"

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        entries: list[Entry[Fact] | Entry[Source]] = [*corpus.facts, *corpus.sources]
        alone = set()
        for entry in entries:
            if not entry.is_alone:
                continue
            alone.add(entry.file.path)
            stem, suffix = os.path.splitext(os.path.basename(entry.file.path))
            if stem != entry.id or suffix != ".yaml":
                message = f"the file is named '{shown(stem + suffix)}', its id is '{entry.id}'"
                yield self.at(entry.place("id"), message, hint=f"rename it to {entry.id}.yaml")
        for file in corpus.files:
            name = os.path.basename(file.path)
            if file.path not in alone and not name.endswith(_ENDINGS):
                message = f"the file is named '{shown(name)}'; files of facts end in .yaml"
                yield self.at(Location(file.path), message, hint="rename it")


class FileNamesCollide(Rule):
    r"""Every file of the base can be checked out on Linux, macOS and Windows.

    macOS and Windows take `A.yaml` and `a.yaml`, and an accented letter in one or two
    characters, for one file: of two such files one is lost. Windows refuses names such as `con`,
    a last dot or space, and the characters `< > : " \ | ? *`.
    """

    code: ClassVar[str] = "FB404"
    name: ClassVar[str] = "file-names-collide"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        first: dict[str, str] = {}
        told: set[str] = set()
        for file in corpus.files:
            path = key = ""
            for name in file.path.split("/"):
                path = f"{path}/{name}" if path else name
                key = f"{key}/{_folded(name)}"
                is_new = key not in first
                other = first.setdefault(key, path)
                if other != path:
                    if path not in told:
                        told.add(path)
                        message = f"macOS and Windows take '{escaped(path)}' for '{escaped(other)}'"
                        yield self.at(
                            Location(file.path),
                            message,
                            hint="rename one of the two",
                            related=[Location(other)],
                        )
                    break  # what lies in such a folder is told with it
                if is_new and (why := _refused(name)):
                    message = f"Windows refuses the name '{shown(name)}': {why}"
                    yield self.at(Location(file.path), message, hint="rename it")


def _folded(name: str) -> str:
    """Return *name* as a file system that knows neither case nor accents' forms compares it."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", folded).rstrip(". ")


def _refused(name: str) -> str:
    """Return why no file on Windows may have this *name*, or nothing."""
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        return f"the character '{escaped(forbidden[0])}'"
    if name.endswith((".", " ")):
        return "a dot or space at the end"
    if _RESERVED.match(name.casefold().rstrip(". ")):
        return "it means a device"
    return ""
