"""What a check finds: a kind of finding, a place, words, a remedy; and all of them together."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from factbase.errors import InvalidFactsError
from factbase.normalize import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


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

    *end_line* and *end_column* name the place just behind the text that is meant. *record* is
    the id of the fact or source, *field* the way to the value in it, such as
    ``values.0.unit``: unlike the line, they stay when the text around them changes.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None
    record: str = field(default="", compare=False)
    field: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{escaped(self.path)}:{self.line}:{self.column}"

    def to_dict(self) -> dict[str, int]:
        """Return lines and columns as ``factbase validate --json`` writes them."""
        return {
            "line": self.line,
            "column": self.column,
            "end_line": self.line if self.end_line is None else self.end_line,
            "end_column": self.column if self.end_column is None else self.end_column,
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file: what stands at *location*, from its start to its end, becomes *text*.

    A byte order mark is no part of line 1; its place is column 0 of that line.
    """

    location: Location
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return the edit as ``factbase validate --json`` writes it."""
        return {**self.location.to_dict(), "text": self.text}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, what to write instead; *fix* where that is certain.

    *related* are the other places that it speaks of.
    """

    code: str
    name: str
    severity: Severity
    location: Location
    message: str
    hint: str | None = None
    fix: Edit | None = None
    related: tuple[Location, ...] = ()

    @property
    def fixable(self) -> bool:
        """Tell whether ``factbase validate --fix`` mends it."""
        return self.fix is not None

    @property
    def is_error(self) -> bool:
        """Tell whether the finding alone makes a check fail."""
        return self.severity is Severity.ERROR

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as ``factbase validate --json`` writes it."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "path": self.location.path,
            **self.location.to_dict(),
            "message": self.message,
            "hint": self.hint,
            "fixable": self.fixable,
            "fix": self.fix and self.fix.to_dict(),
            "related": [{"path": place.path, **place.to_dict()} for place in self.related],
            "id": self.location.record or None,
            "field": self.location.field or None,
        }


class Kind:
    """One kind of finding; the docstring of a subclass is its page in the docs."""

    code: ClassVar[str]
    """Stable for ever, never reused: ``FB`` and three digits."""

    name: ClassVar[str]
    """The same in words, for people and for settings."""

    severity: ClassVar[Severity] = Severity.ERROR
    fixable: ClassVar[bool] = False
    """Whether ``--fix`` mends such findings, all or some of them."""

    @classmethod
    def at(
        cls,
        location: Location,
        message: str,
        *,
        hint: str | None = None,
        severity: Severity | None = None,
        fix: Edit | None = None,
        related: Iterable[Location] = (),
    ) -> Diagnostic:
        """Return a finding of this kind; *severity* where it differs from the usual one."""
        level = cls.severity if severity is None else severity
        return Diagnostic(cls.code, cls.name, level, location, message, hint, fix, tuple(related))


@dataclass(frozen=True, slots=True)
class Checked:
    """How much a check has looked at; a quote is not checked where no copy of its source is."""

    files: int = 0
    facts: int = 0
    sources: int = 0
    quotes: int = 0
    quotes_not_checked: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """With what a base was compared: a *revision*, such as "main (c347afe)".

    *changed* fact and source files differ from it, of which *deleted* are gone; the base has
    *files* now.
    """

    revision: str
    changed: int
    deleted: int
    files: int

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as ``factbase validate --json`` writes it."""
        return {
            "revision": self.revision,
            "changed": self.changed,
            "deleted": self.deleted,
            "files": self.files,
        }


@dataclass(frozen=True, slots=True)
class Count:
    """How often a code was found, those left out of the report included."""

    code: str
    name: str
    severity: Severity
    count: int
    fixable: int
    """So many of them carry a fix."""

    def to_dict(self) -> dict[str, Any]:
        """Return the count as ``factbase validate --json`` writes it."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "count": self.count,
            "fixable": self.fixable,
        }


def statistics(findings: Iterable[Diagnostic]) -> tuple[Count, ...]:
    """Return how often each code and severity is found, the commonest first."""
    counted = Counter((one.code, one.name, one.severity, one.fixable) for one in findings)
    return joined(
        [Count(code, name, severity, count, count * fixable)]
        for (code, name, severity, fixable), count in counted.items()
    )


def joined(counted: Iterable[Iterable[Count]]) -> tuple[Count, ...]:
    """Return the sums of several statistics."""
    sums: dict[tuple[str, Severity], Count] = {}
    for one in (count for counts in counted for count in counts):
        known = sums.get((one.code, one.severity))
        count, fixable = (known.count, known.fixable) if known else (0, 0)
        sums[one.code, one.severity] = replace(
            one, count=one.count + count, fixable=one.fixable + fixable
        )
    return tuple(sorted(sums.values(), key=lambda one: (-one.count, one.code, -one.severity)))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in the order of files and lines.

    *hidden* tells for a path how many findings were left out because the file had
    too many to be of use; *ignored* is the number of those that comments, settings or the
    caller took back. With *strict*, warnings make the check fail as errors do. *fixed* are the
    findings that were mended, or with a *diff* would be; the others are what is left then.
    *compared* tells with what the base was compared, where only a change was looked at; *kinds*
    says what each code means.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    checked: Checked = field(default_factory=Checked)
    hidden: Mapping[str, int] = field(default_factory=dict)
    ignored: int = 0
    strict: bool = False
    statistics: tuple[Count, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    diff: str = ""
    compared: Comparison | None = None
    kinds: Mapping[str, type[Kind]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def failing(self) -> tuple[Diagnostic, ...]:
        """Return the findings that make the check fail: errors, and warnings if *strict*."""
        level = Severity.WARNING if self.strict else Severity.ERROR
        return tuple(finding for finding in self.diagnostics if finding.severity >= level)

    @property
    def ok(self) -> bool:
        """Tell whether no finding makes the check fail."""
        return not self.failing

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def raise_for_errors(self) -> None:
        """Raise `InvalidFactsError` when a finding makes the check fail."""
        if not self.ok:
            raise InvalidFactsError(self)
