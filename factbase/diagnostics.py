"""What a check finds: a kind of finding, a place, words, a remedy; and all of them together."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from factbase.errors import InvalidFactsError
from factbase.normalize import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Severity(enum.IntEnum):
    """How grave a finding is; the names are the levels of SARIF 2.1.0."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text file; lines and columns count from 1, in characters.

    *end_line* and *end_column* name the place just behind the text that is meant.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{escaped(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to write instead."""

    code: str
    name: str
    severity: Severity
    location: Location
    message: str
    hint: str | None = None
    fixable: bool = False

    @property
    def is_error(self) -> bool:
        """Tell whether the finding alone makes a check fail."""
        return self.severity is Severity.ERROR

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as ``factbase validate --json`` writes it."""
        place = self.location
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "end_line": place.line if place.end_line is None else place.end_line,
            "end_column": place.column if place.end_column is None else place.end_column,
            "message": self.message,
            "hint": self.hint,
            "fixable": self.fixable,
        }


class Kind:
    """One kind of finding; the docstring of a subclass is its page in the docs."""

    code: ClassVar[str]
    """Stable for ever, never reused: ``FB`` and three digits."""

    name: ClassVar[str]
    """The same in words, for people and for settings."""

    severity: ClassVar[Severity] = Severity.ERROR
    fixable: ClassVar[bool] = False

    @classmethod
    def at(
        cls,
        location: Location,
        message: str,
        *,
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Return a finding of this kind; *severity* where it differs from the usual one."""
        level = cls.severity if severity is None else severity
        return Diagnostic(cls.code, cls.name, level, location, message, hint, cls.fixable)


@dataclass(frozen=True, slots=True)
class Checked:
    """How much a check has looked at."""

    files: int = 0
    facts: int = 0
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in the order of files and lines.

    *hidden* tells for a path how many findings were left out because the file had
    too many to be of use.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    checked: Checked = field(default_factory=Checked)
    hidden: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether no finding is of error level."""
        return not any(finding.is_error for finding in self.diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def raise_for_errors(self) -> None:
        """Raise `InvalidFactsError` when a finding is of error level."""
        if not self.ok:
            raise InvalidFactsError(self)
