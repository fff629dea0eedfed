"""Every exception that factbase raises on purpose.

A fault in the data is never raised, it is a diagnostic in a report; a fault in the
call is raised, as one of these::

    FactBaseError
    ├── InvalidFactsError (ValueError)
    ├── FactNotFoundError (LookupError)
    ├── QueryError (ValueError)
    ├── LengthError (ValueError)
    ├── UnknownNameError (LookupError)
    ├── ForeignFileError (ValueError)
    ├── StyleError (ValueError)
    ├── ItemError (ValueError)
    ├── BaseNotFoundError (FileNotFoundError)
    ├── RevisionError (LookupError)
    ├── IndexFileError (OSError)
    │   ├── IndexMissingError
    │   └── IndexVersionError
    └── MissingExtraError (ImportError)

Each keeps its parts as attributes and makes its message from them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any


def _did_you_mean(nearest: Sequence[str]) -> str:
    if not nearest:
        return ""
    return "; did you mean " + " or ".join(f"'{name}'" for name in nearest) + "?"


class FactBaseError(Exception):
    """The root of all errors of this package."""

    def __str__(self) -> str:
        # LookupError and OSError have words of their own for str(); ours are plainer.
        return str(self.args[0]) if self.args else ""


class InvalidFactsError(FactBaseError, ValueError):
    """Some facts have findings that make a check fail; *report* holds them all."""

    def __init__(self, report: Any) -> None:
        self.report = report
        findings = [f"{d.location}: {d.code} {d.message}" for d in report.failing]
        shown = "\n".join(findings[:5])
        more = f"\nand {len(findings) - 5} more" if len(findings) > 5 else ""  # noqa: PLR2004
        level = "warning or error" if report.strict else "error"
        super().__init__(f"{len(findings)} finding(s) of {level} level\n{shown}{more}")


class FactNotFoundError(FactBaseError, LookupError):
    """No fact has the id *fact_id*; *nearest* are ids that look like it.

    *left_out* is the finding that keeps a fact of this id out of the index, if there is one.
    """

    def __init__(self, fact_id: str, nearest: Sequence[str] = (), *, left_out: Any = None) -> None:
        self.fact_id = fact_id
        self.nearest = tuple(nearest)
        self.left_out = left_out
        message = f"no fact '{fact_id}'{_did_you_mean(self.nearest)}"
        if left_out is not None:
            place, words = left_out.location, left_out.message
            message = f"the fact '{fact_id}' cannot be read: {place}: {left_out.code} {words}"
        super().__init__(message)


class QueryError(FactBaseError, ValueError):
    """A search cannot be read: *query* goes wrong at *column*, counted from 1."""

    def __init__(self, query: str, column: int, why: str) -> None:
        self.query = query
        self.column = column
        super().__init__(f"{why} (column {column} of '{query[:60]}')")


class LengthError(FactBaseError, ValueError):
    """A fact cannot be told honestly in *limit* characters; the least that works is *needed*."""

    def __init__(self, fact_id: str, limit: int, needed: int) -> None:
        self.fact_id = fact_id
        self.limit = limit
        self.needed = needed
        super().__init__(
            f"'{fact_id}' with its number and its source takes at least {needed} characters, "
            f"not {limit}"
        )


class UnknownNameError(FactBaseError, LookupError):
    """No style, format, rule or other named thing of this *kind* is called *name*."""

    def __init__(
        self, kind: str, name: str, known: Iterable[str], nearest: Sequence[str] = ()
    ) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        self.nearest = tuple(nearest)
        few = 20
        listed = ", ".join(self.known[:few]) + (", …" if len(self.known) > few else "")
        known_ones = f"known: {listed}" if listed else f"no {kind} is built in yet"
        super().__init__(f"no {kind} '{name}'{_did_you_mean(self.nearest)} ({known_ones})")


class ForeignFileError(FactBaseError, ValueError):
    """A file that was to be imported is not what it claims to be."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: {why}")


class StyleError(FactBaseError, ValueError):
    """A CSL style or locale cannot be used: *why*, in the file *path* at *line* (0: the whole)."""

    def __init__(self, why: str, *, path: str = "", line: int = 0) -> None:
        self.why = why
        self.path = path
        self.line = line
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: {why}" if place else why)


class ItemError(FactBaseError, ValueError):
    """A CSL-JSON item or a citation of one cannot be used; *item_id* is its id, if it has one."""

    def __init__(self, why: str, *, item_id: str = "") -> None:
        self.why = why
        self.item_id = item_id
        super().__init__(f"item '{item_id[:80]}': {why}" if item_id else why)


class BaseNotFoundError(FactBaseError, FileNotFoundError):
    """No fact base lies at or above *path*."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(why)


class RevisionError(FactBaseError, LookupError):
    """The revision *name* of the Git repository around the base cannot be compared with."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(f"cannot compare with '{name[:60]}': {why}")


class IndexFileError(FactBaseError, OSError):
    """The index at *path* cannot be used."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: {why}")


class IndexMissingError(IndexFileError):
    """There is no index at *path*, and no facts beside it to build one from."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "no index here; build it with: factbase index")


class IndexVersionError(IndexFileError):
    """The index was written by another version of factbase."""

    def __init__(self, path: str, found: str, wanted: str) -> None:
        self.found = found
        self.wanted = wanted
        super().__init__(
            path,
            f"the index has version {found}, this factbase reads version {wanted}; "
            "build it anew with: factbase index",
        )


class MissingExtraError(FactBaseError, ImportError):
    """A feature needs packages that only an extra of the distribution installs."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(f'{feature} needs more packages: pip install "factbase-kb[{extra}]"')
