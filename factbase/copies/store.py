"""Where copies lie, and what of them is committed: a fingerprint, a day, a length."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from factbase.copies.passages import Passages
from factbase.copies.plain import MAX_BYTES
from factbase.normalize import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable

Outcome = Literal["found", "not found", "not checked"]
"""What a look into the copies says of a quote."""

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.txt\Z")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is committed of a copy: *sha256* and *characters* of its comparable text, and when."""

    sha256: str
    taken: str
    characters: int | None = None

    def is_of(self, copy: Figures) -> bool:
        """Tell whether these recorded figures are those of *copy*."""
        return self.sha256 == copy.sha256 and self.characters in (None, copy.characters)

    def as_yaml(self) -> str:
        """Return the figures as a source record holds them under ``copies``."""
        return f"{{sha256: {self.sha256}, taken: {self.taken}, characters: {self.characters}}}"


def figures(text: str, taken: str) -> Figures:
    r"""Return the figures of a copy *taken* on a day; line breaks and curly quotes do not count.

    >>> figures("a \u201cb\u201d", "2026-11-22") == figures('a\n"b"', "2026-11-22")
    True
    """
    same = comparable(text)
    return Figures(hashlib.sha256(same.encode("utf-8", "replace")).hexdigest(), taken, len(same))


class Copies:
    """The copies under one *folder*: ``<source id>/<day>.txt``, read when they are asked for."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._last: tuple[str, list[Passages], bool] | None = None

    def path(self, ref: str, taken: str) -> str:
        """Return where the copy of a source that was taken on a day lies."""
        return os.path.join(self.folder, ref, f"{taken}.txt")

    def add(self, ref: str, taken: str, text: str) -> str:
        """Keep *text* as a copy and return its path; an earlier one of the same day goes."""
        path = self.path(ref, taken)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        fresh = f"{path}.new"
        with open(fresh, "w", encoding="utf-8", errors="replace", newline="\n") as handle:
            handle.write(text if text.endswith("\n") else f"{text}\n")
        os.replace(fresh, path)
        return path

    def days(self, ref: str) -> list[str]:
        """Return the days of which a copy of a source lies here, sorted."""
        try:
            names = os.listdir(os.path.join(self.folder, ref))
        except OSError:
            return []
        return sorted(match[1] for name in names if (match := _DAY.match(name)))

    def read(self, ref: str, taken: str) -> str | None:
        """Return the text of a copy, or None where there is none or it cannot be read."""
        # A link or a pipe could have been put here by the repository under check.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with os.fdopen(os.open(self.path(ref, taken), flags), "rb") as handle:
                known = os.fstat(handle.fileno())
                if not stat.S_ISREG(known.st_mode) or known.st_size > MAX_BYTES:
                    return None
                return handle.read(MAX_BYTES).decode("utf-8")
        except (OSError, UnicodeError):
            return None

    def look_for(self, quote: str, ref: str, recorded: Iterable[Figures]) -> Outcome:
        """Return whether *quote* stands in the copies of a source that are *recorded*.

        It is found when one of them holds it; it is not found only when all of them are here,
        as they were recorded.
        """
        key = (ref, quote)
        if key not in self._outcomes:
            texts, is_whole = self._texts(ref, recorded)
            if any(quote in text for text in texts):
                self._outcomes[key] = "found"
            else:
                self._outcomes[key] = "not found" if texts and is_whole else "not checked"
        return self._outcomes[key]

    def nearest(self, quote: str, ref: str, recorded: Iterable[Figures]) -> str | None:
        """Return the passage of the newest recorded copy that is most like *quote*."""
        texts, _ = self._texts(ref, recorded)
        return texts[0].nearest(quote) if texts else None

    def _texts(self, ref: str, recorded: Iterable[Figures]) -> tuple[list[Passages], bool]:
        """Return the recorded copies that are here, the newest first, and whether all are."""
        if self._last is None or self._last[0] != ref:
            texts, is_whole = [], True
            for known in sorted(recorded, key=lambda one: one.taken, reverse=True):
                text = self.read(ref, known.taken)
                if text is not None and known.is_of(figures(text, known.taken)):
                    texts.append(Passages(text))
                else:
                    is_whole = False
            self._last = (ref, texts, is_whole)
        return self._last[1], self._last[2]
