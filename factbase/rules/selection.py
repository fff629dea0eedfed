"""Which findings of a run are told: what settings and command line select and ignore."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from factbase.errors import UnknownNameError
from factbase.normalize import shown
from factbase.rules.ignores import IGNORABLE, UnusedIgnore, is_always_told
from factbase.settings import MAX_PATHS, BadSetting, Settings
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factbase.diagnostics import Diagnostic
    from factbase.tomltext import Path

Fate = Literal["told", "ignored", "left out"]

_EVERYTHING = "FB"

MAX_SUGGESTIONS = 100
"""A list with more unknown codes was not typed by a person."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A code or the beginning of codes; *by_call* where the caller wrote it, not the settings."""

    codes: str
    by_call: bool

    @property
    def weight(self) -> tuple[int, bool]:
        return len(self.codes), self.by_call


class Selection:
    """What is selected and what is ignored; of two words on a code the longer one wins.

    At equal length the caller outweighs the settings, then ignoring outweighs selecting. Faults
    of files and of the configuration (FB0xx, FB1xx, FB9xx) are always told, and so are errors
    of a field (FB2xx): no rule looks at a record that has one.
    """

    def __init__(self, names: Mapping[str, str], settings: Settings | None = None) -> None:
        self._names = names
        self._settings = settings or Settings()
        self.findings: list[Diagnostic] = []
        """What is wrong with the codes in the settings."""
        written = self._settings
        self._selected = self._settled("select", written.select or ())
        if written.select is None:
            self._selected.append(_Word(_EVERYTHING, by_call=False))
        self._selected += self._settled("extend-select", written.extend_select)
        self._ignored = self._settled("ignore", written.ignore)
        self._by_glob = {
            glob: self._settled("per-file-ignores", words, glob)
            for glob, words in written.per_file_ignores.items()
        }

    def called(
        self,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        extend_select: Sequence[str] = (),
    ) -> Selection:
        """Add what the caller wants, and return the selection.

        *select* takes the place of what the settings select. Raises `UnknownNameError`.
        """
        if select is not None:
            self._selected = self._wanted(select)
        self._selected += self._wanted(extend_select)
        self._ignored += self._wanted(ignore, ignoring=True)
        return self

    def is_selected(self, code: str) -> bool:
        """Tell whether a code is selected, ignored or not: then its rule runs."""
        return _weight(self._selected, code) is not None

    def fate(self, finding: Diagnostic) -> Fate:
        """Return what becomes of a finding."""
        code = finding.code
        if is_always_told(finding):
            return "told"
        if not self.is_selected(code):
            return "left out"
        return "ignored" if self._is_ignored(code, finding.location.path) else "told"

    def unused(self, paths: Iterable[str]) -> Iterator[Diagnostic]:
        """Yield a finding for each glob of the settings that fits none of the *paths*."""
        known = list(paths)
        for glob in self._by_glob:
            if not any(fits(path, glob) for path in known):
                place = self._settings.place("per-file-ignores", glob)
                message = f"no file fits '{shown(glob)}'"
                yield UnusedIgnore.at(place, message, hint="mend the path, or remove the line")

    def _is_ignored(self, code: str, path: str) -> bool:
        ignored, selected = _weight(self._ignored, code), _weight(self._selected, code)
        if ignored and (selected is None or ignored >= selected):
            return True
        return any(
            _weight(words, code) and fits(path, glob) for glob, words in self._by_glob.items()
        )

    def _settled(self, key: str, words: Sequence[str], glob: str | None = None) -> list[_Word]:
        """Return the words of a setting; what is wrong with one is a finding."""
        path: Path = (key,) if glob is None else (key, glob)
        ignoring = "ignore" in key
        settled: list[_Word] = []
        first = {word: index for index, word in reversed([*enumerate(words)])}
        for word in dict.fromkeys(words):
            codes = _codes(word, self._names)
            place = self._settings.place(*path, first[word])
            if codes is None:
                close = _near(word, self._names) if len(self.findings) < MAX_SUGGESTIONS else []
                hint = f"did you mean '{close[0]}'?" if close else "see: factbase rule"
                self.findings.append(BadSetting.at(place, f"no rule '{shown(word)}'", hint=hint))
            elif ignoring and not codes.startswith(IGNORABLE):
                message = f"'{shown(word)}' cannot be ignored"
                self.findings.append(BadSetting.at(place, message, hint=_CANNOT))
            else:
                settled.append(_Word(codes, by_call=False))
        return settled

    def _wanted(self, words: Sequence[str], *, ignoring: bool = False) -> list[_Word]:
        """Return the words of the caller; raises `UnknownNameError`."""
        wanted = []
        for word in words:
            codes = _codes(word, self._names)
            if codes is None:
                raise UnknownNameError("rule", word, self._names, _near(word, self._names))
            if ignoring and not codes.startswith(IGNORABLE):
                raise UnknownNameError("rule that can be ignored", word, IGNORABLE)
            wanted.append(_Word(codes, by_call=True))
        return wanted


_CANNOT = "faults of files, fields and settings are always told; mend them"


def fits(path: str, glob: str) -> bool:
    """Tell whether a *path*, or a folder that it lies in, fits a *glob*.

    ``*`` stands for any text within a name, ``**`` for any folders; a *glob* without a slash
    fits a name at any depth.

    >>> fits("facts/old/a.yaml", "facts/*/a.yaml"), fits("facts/old/a.yaml", "facts/old/")
    (True, True)
    >>> fits("facts/old/a.yaml", "a.*"), fits("facts/old/a.yaml", "facts/*.yaml")
    (True, False)
    """
    start, parts = _parsed(glob)
    if not path.startswith(start):
        return False
    reached = {0}
    for name in path.split("/"):
        # "**" is reached and passed over at once: it stands for no folder, too.
        reached = _passed(reached, parts)
        if len(parts) in reached:
            return True
        reached = {
            at if parts[at] == "**" else at + 1
            for at in reached
            if parts[at] == "**" or fnmatchcase(name, parts[at])
        }
    return len(parts) in _passed(reached, parts)


@lru_cache(maxsize=MAX_PATHS)
def _parsed(glob: str) -> tuple[str, list[str]]:
    """Return how every path begins that fits a *glob*, and the names it is made of."""
    parts = ["**"] if "/" not in glob.rstrip("/") else []
    for part in glob.strip("/").split("/"):
        if part != "**" or parts[-1:] != ["**"]:
            parts.append(part)
    return re.split(r"[*?\[]", "/".join(parts))[0], parts


def _passed(reached: set[int], parts: list[str]) -> set[int]:
    return reached | {at + 1 for at in reached if parts[at : at + 1] == ["**"]}


def _weight(words: Iterable[_Word], code: str) -> tuple[int, bool] | None:
    """Return the weight of the weightiest of the *words* that mean a code."""
    return max((word.weight for word in words if code.startswith(word.codes)), default=None)


def _codes(word: str, names: Mapping[str, str]) -> str | None:
    """Return the code, or the beginning of codes, that a *word* means."""
    upper = word.strip().upper()
    if upper.startswith(_EVERYTHING) and any(code.startswith(upper) for code in names):
        return upper
    return next((code for code, name in names.items() if name == word.strip().lower()), None)


def _near(word: str, names: Mapping[str, str]) -> list[str]:
    return nearest(word, [*names, *names.values()])
