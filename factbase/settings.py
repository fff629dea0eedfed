"""The settings of a fact base: ``factbase.toml``, or ``[tool.factbase]`` in pyproject.toml."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from factbase import tomltext
from factbase.diagnostics import Diagnostic, Kind, Location
from factbase.layout import MARKS
from factbase.normalize import shown
from factbase.spelling import nearest
from factbase.yamlfile import YamlFile, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factbase.layout import Layout

DEMANDS = ("primary", "secondary", "orphan")
"""The grades that can be demanded, from the best; unread is what every fact reaches."""

MAX_PATHS = 500
"""Each path is compared with each file."""

MAX_LENGTH = 500
"""So many characters a path of the settings may have."""

MAX_DOTS = 1000
"""tomllib takes time by the square of the parts of a dotted key."""

_SETTINGS, _PROJECT = MARKS
_NOTHING = re.compile(r"(?:\s|#[^\n]*)*\Z")


class BadSetting(Kind):
    """A setting is unknown, or its value has the wrong form.

    Settings stand in `factbase.toml`, or under `[tool.factbase]` in `pyproject.toml`, not in
    both: `select`, `extend-select`, `ignore`, `[per-file-ignores]`, `strict`, `grade`. A setting
    at fault is left out; the others hold. Errors of files, fields and configuration (FB0xx,
    FB1xx, FB2xx, FB9xx) cannot be ignored.
    """

    code: ClassVar[str] = "FB901"
    name: ClassVar[str] = "bad-setting"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a fact base demands of the check; by default every rule runs and nothing is ignored.

    *select* (None for every rule), *extend_select*, *ignore* and *per_file_ignores* (glob →
    codes) hold codes, their beginnings (``FB4``) and names of rules as they were written.
    *grade* is the lowest that a fact may have.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strict: bool = False
    grade: str | None = None
    findings: tuple[Diagnostic, ...] = ()
    _places: Mapping[tomltext.Path, Location] = field(default_factory=dict)

    def place(self, *path: str | int) -> Location:
        """Return where the setting at *path* stands: its name, or an item of its list."""
        while path not in self._places and path:
            path = path[:-1]
        return self._places.get(path, Location(_SETTINGS))


def read_settings(layout: Layout) -> Settings:
    """Return the settings of a base; what is wrong with them is in their *findings*.

    With ``factbase.toml`` beside it, ``[tool.factbase]`` is not read, and must be empty.
    """
    own, project = (os.path.join(layout.root, name) for name in MARKS)
    if not os.path.lexists(own):
        return _read(project, _PROJECT, ("tool", "factbase")) if os.path.lexists(project) else _NONE
    settings = _read(own, _SETTINGS, ())
    if not os.path.isfile(project):
        return settings
    left_over = _left_over(_read(project, _PROJECT, ("tool", "factbase")))
    return replace(settings, findings=settings.findings + left_over) if left_over else settings


_NONE = Settings()


def _read(file: str, name: str, table: tomltext.Path) -> Settings:
    """Return the settings in the *table* of a file, which findings call *name*."""
    read = read_text(file, name)
    if any(finding.is_error for finding in read.findings):
        return Settings(findings=tuple(read.findings))
    if _NOTHING.match(read.text) or (table and "factbase" not in read.text):
        return _NONE
    crowded = next(
        (n for n, line in enumerate(read.text.split("\n"), 1) if _is_crowded(line)), None
    )
    if crowded:
        message, hint = f"a line with more than {MAX_DOTS:,} dots", "break it into several lines"
        place = Location(name, crowded)
        return Settings(findings=(BadSetting.at(place, message, hint=hint),))
    import tomllib  # noqa: PLC0415  # most bases have no settings, and a check is to start fast

    try:
        data: Any = tomllib.loads(read.text)
        spans = tomltext.places(read.text)
    except (ValueError, RecursionError) as error:
        return Settings(findings=(_syntax_error(error, read),))
    for step in table:
        data = data.get(step, {}) if isinstance(data, dict) else {}
    places = {(): Location(name)} | {
        path[len(table) :]: read.span(*span)
        for path, span in spans.items()
        if path[: len(table)] == table
    }
    if not isinstance(data, dict):
        what = "'factbase' is not a table"
        return Settings(findings=(BadSetting.at(places[()], what, hint="write [tool.factbase]"),))
    settings = _Taken(data, places).settings()
    return replace(settings, findings=(*read.findings, *settings.findings))


def _is_crowded(line: str) -> bool:
    return line.count(".") > MAX_DOTS


def _syntax_error(error: Exception, read: YamlFile) -> Diagnostic:
    """Return the finding for a file that is no TOML."""
    match = re.match(
        r"(.*?)(?: \(at line (\d+), column (\d+)\)| \(at end of document\))?\Z", str(error)
    )
    words = match[1] if match else str(error)
    place = Location(read.path)
    if match and match[2]:
        place = Location(read.path, int(match[2]), int(match[3]))
    elif "end of document" in str(error):
        place = read.span(len(read.text.rstrip()))
    if isinstance(error, RecursionError):
        words = "too many brackets"
    hint = 'texts stand in quotation marks, lists in […]: ignore = ["FB304"]'
    return BadSetting.at(
        place, f"not TOML here: {shown(words[:1].lower() + words[1:], 120)}", hint=hint
    )


def _left_over(project: Settings) -> tuple[Diagnostic, ...]:
    """Return a finding where *project*, beside ``factbase.toml``, has settings of its own."""
    if not any(project._places):  # noqa: SLF001
        return ()
    message = "the settings stand in factbase.toml; this table is not read"
    return (BadSetting.at(project.place(), message, hint="move them to factbase.toml"),)


class _Taken:
    """Takes settings out of a table of TOML, and notes what is wrong with them."""

    def __init__(self, data: Mapping[str, Any], places: Mapping[tomltext.Path, Location]) -> None:
        self.data, self.places = data, places
        self.findings: list[Diagnostic] = []

    def settings(self) -> Settings:
        takes: dict[str, Callable[[Any, str], Any]] = {
            "select": self._words,
            "extend-select": self._words,
            "ignore": self._words,
            "per-file-ignores": self._words_by_glob,
            "strict": self._switch,
            "grade": self._grade,
        }
        taken = {}
        for key, value in self.data.items():
            if key in takes:
                taken[key.replace("-", "_")] = takes[key](value, key)
                continue
            close = nearest(key.replace("_", "-"), takes)
            hint = f"did you mean '{close[0]}'?" if close else "known: " + ", ".join(takes)
            self._find((key,), f"no setting '{shown(key)}'", hint)
        good = {key: value for key, value in taken.items() if value is not None}
        return Settings(**good, findings=tuple(self.findings), _places=self.places)

    def _find(self, path: tomltext.Path, message: str, hint: str) -> None:
        place = Settings(_places=self.places).place(*path)
        self.findings.append(BadSetting.at(place, message, hint=hint))

    def _words(self, value: Any, *path: str) -> tuple[str, ...] | None:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        hint = f'write a list of codes: {path[-1]} = ["FB304", "FB4"]'
        if len(path) > 1:
            hint = f'write a list of codes: "{shown(path[-1])}" = ["FB304", "FB4"]'
        self._find(path, f"'{shown(path[-1])}' is not a list of texts", hint)
        return None

    def _words_by_glob(self, value: Any, key: str) -> dict[str, tuple[str, ...]] | None:
        if not isinstance(value, dict):
            hint = 'write [per-file-ignores] and below it: "facts/old/*.yaml" = ["FB304"]'
            self._find((key,), f"'{key}' is not a table", hint)
            return None
        if len(value) > MAX_PATHS:
            what = f"'{key}' has {len(value):,} paths, at most {MAX_PATHS} are read"
            self._find((key,), what, "name folders instead of files")
            return None
        taken = {}
        for glob, codes in value.items():
            if len(glob) > MAX_LENGTH:
                what = f"a path of {len(glob):,} characters, at most {MAX_LENGTH} are read"
                self._find((key, glob), what, "shorten it")
            else:
                taken[glob] = self._words(codes, key, glob)
        return {glob: codes for glob, codes in taken.items() if codes is not None}

    def _switch(self, value: Any, key: str) -> bool | None:
        if isinstance(value, bool):
            return value
        self._find((key,), f"'{key}' is neither true nor false", f"write {key} = true")
        return None

    def _grade(self, value: Any, key: str) -> str | None:
        if value in DEMANDS:
            return str(value)
        close = nearest(value, DEMANDS) if isinstance(value, str) else []
        hint = f"did you mean '{close[0]}'?" if close else "write one of: " + ", ".join(DEMANDS)
        self._find((key,), f"'{shown(str(value))}' is no grade that can be demanded", hint)
        return None
