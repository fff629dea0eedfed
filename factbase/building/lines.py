"""An index made from JSON lines: one fact a line, for sets of claims that are kept elsewhere.

A line has an id and a claim, and may have what a fact has (topics, place, period, values …) and
the text of its source. Lines are read one after another and never held all at once.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from factbase.building.draft import Draft
from factbase.building.result import BuildResult, result_of
from factbase.building.writer import demand_ours, writing
from factbase.diagnostics import Location
from factbase.errors import ForeignFileError
from factbase.model.faults import UnknownField, faults
from factbase.model.line import LineFact
from factbase.model.source import Source
from factbase.model.words import Vocabularies
from factbase.normalize import shown
from factbase.rows import Rows, count_words
from factbase.rules.repository import IdUsedTwice
from factbase.yamlfile import MAX_BYTES, Plain
from factbase.yamlfile.kinds import DuplicateKey, NotUtf8, TooDeep, TooLarge, WrongRoot, YamlSyntax

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factbase.diagnostics import Diagnostic

STDIN = "-"
BATCH = 1000
"""So many facts are written at a time."""

MOST_FAULTS = 1000
"""Where more lines are at fault, and more than are not, the file holds something else."""

UNSTATED = "Unstated"
"""The source of a line that names none; no fact is without one."""

FIELDS = ("id", "claim", "topics", "place", "period", "values", "source")
_OF_FILES = ("sources", "supersedes", "disputes", "formerly")


def build_from_lines(
    path: str, db: str, *, on_line: Callable[[int], None] | None = None
) -> BuildResult:
    """Make the index *db* of the facts in the JSON lines at *path*, ``-`` for standard input.

    A line that cannot be used is left out and told in *skipped*. Raises `ForeignFileError` where
    the file cannot be read or holds no fact, and `IndexFileError` where *db* cannot be written.
    *on_line* is told how many lines have been read.
    """
    demand_ours(db)
    if path == STDIN:
        return _build(sys.stdin.buffer, "<stdin>", db, on_line)
    try:
        handle = open(path, "rb")  # noqa: SIM115  # an error of reading is not one of opening
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ForeignFileError(path, f"the file cannot be read: {why}") from None
    with handle:
        return _build(handle, path, db, on_line)


def _build(
    handle: IO[bytes], name: str, db: str, on_line: Callable[[int], None] | None
) -> BuildResult:
    with writing(db), Draft(db) as draft:
        lines = _Lines(draft, name)
        for number, line in _numbered(handle):
            lines.add(number, line)
            if on_line and number % BATCH == 0:
                on_line(number)
        lines.write()
        if not lines.kept:
            raise lines.foreign()
        draft.finish(words=lines.words, root="", fingerprint="")
        changed, removed = draft.changes()
        draft.publish()
        return result_of(db, changed=changed, removed=removed)


def _numbered(handle: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers; None stands for one that is too long to be read."""
    number = 0
    while line := handle.readline(MAX_BYTES + 1):
        number += 1
        is_whole = line.endswith(b"\n") or len(line) <= MAX_BYTES
        while not line.endswith(b"\n") and not is_whole:
            line = handle.readline(MAX_BYTES)
            if not line:
                break
        if not is_whole:
            yield number, None
        elif line.strip():
            yield number, line


class _FaultError(Exception):
    """A line cannot be used, for the findings it carries."""

    def __init__(self, *findings: Diagnostic) -> None:
        super().__init__()
        self.findings = findings


class _LineRows(Rows):
    """Rows of facts that nobody has read for this base: hidden, all would be."""

    hides_unread = False


class _Lines:
    """Lines on their way into a draft, of which only a batch is held."""

    def __init__(self, draft: Draft, name: str) -> None:
        self.kept = self.left_out = 0
        self.words: Counter[str] = Counter()
        self._draft = draft
        self._name = name
        self._vocabularies = Vocabularies()
        self._rows = _LineRows(self._vocabularies)
        self._ids: set[str] = set()
        self._seen: set[int] = set()
        self._first: Diagnostic | None = None

    def add(self, number: int, line: bytes | None) -> None:
        """Take one line, or note what is wrong with it."""
        place = Location(self._name, number)
        try:
            data = _parsed(line, place)
            work = _source(data, place)
            fact = self._fact(data, place)
            self._add(fact, work, place)
        except _FaultError as fault:
            self._leave_out(fault.findings)
        if len(self._ids) + len(self._rows.tables["skipped"]) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write what has been taken since."""
        self._draft.add(self._rows.tables)
        self.words.update(count_words(self._rows.tables))
        self._rows = _LineRows(self._vocabularies)
        self._ids.clear()

    def foreign(self) -> ForeignFileError:
        """Return the error of a file that holds something else than facts."""
        why = "the file is empty"
        if self._first:
            why = f"no facts as JSON lines: line {self._first.location.line}: {self._first.message}"
        example = '{"id": "lakes-2015", "claim": "In 2015, there were 1,204 lakes."}'
        return ForeignFileError(self._name, f"{why}; write a fact a line: {example}")

    def _fact(self, data: dict[str, Any], place: Location) -> LineFact:
        for key in _OF_FILES:
            if key in data:
                hint = "write the text of the source under 'source'" if key == "sources" else None
                message = f"the field '{key}' names what stands in other files"
                raise _FaultError(UnknownField.at(place, message, hint=hint or "leave it out"))
        data["sources"] = [{"ref": _ref(data.pop("source", UNSTATED))}]
        try:
            return LineFact.model_validate(data, context={"vocabularies": self._vocabularies})
        except ValidationError as error:
            raise _FaultError(*_findings(error, FIELDS, place)) from None

    def _add(self, fact: LineFact, work: Source, place: Location) -> None:
        # An id is in the draft only if its hash is known, so that few have to be looked for.
        mark = hash(fact.id)
        if mark in self._seen and (fact.id in self._ids or self._draft.holds("facts", fact.id)):
            message = f"the id '{shown(fact.id)}' stands in an earlier line"
            hint = "delete one of the two lines, or give this one another id"
            raise _FaultError(IdUsedTwice.at(place, message, hint=hint))
        if work.id not in self._rows.sources:
            self._rows.add_source(work, self._name)
            if self._draft.holds("sources", work.id):
                self._rows.tables["sources"].pop()
        self.kept += 1
        self._ids.add(fact.id)
        self._seen.add(mark)
        self._rows.add_fact(self.kept, fact, self._name, place.line)

    def _leave_out(self, findings: Iterable[Diagnostic]) -> None:
        self.left_out += 1
        for finding in findings:
            self._first = self._first or finding
            self._rows.add_skipped(finding)
        if self.left_out > max(MOST_FAULTS, self.kept):
            raise self.foreign()


def _parsed(line: bytes | None, place: Location) -> dict[str, Any]:
    """Return the fields of a line as the reader of YAML gives them; null is a field left out."""
    if line is None:
        message = f"the line has more than {MAX_BYTES:,} bytes"
        raise _FaultError(TooLarge.at(place, message, hint="quote less in it"))
    try:
        text = line.decode("utf-8-sig" if place.line == 1 else "utf-8")
        data = _DECODER.decode(text.strip())
        if "\\u" in text:
            repr(data).encode()  # half of a pair of surrogates is no character
    except UnicodeError:
        hint = "save the file as UTF-8"
        message = "the line holds bytes or half characters that are no text"
        raise _FaultError(NotUtf8.at(place, message, hint=hint)) from None
    except RecursionError:
        message = "the line nests too deeply"
        raise _FaultError(TooDeep.at(place, message, hint="write one fact a line")) from None
    except json.JSONDecodeError as error:
        at = Location(place.path, place.line, error.colno)
        message = f"the line is no JSON: {error.msg.lower()}"
        raise _FaultError(YamlSyntax.at(at, message, hint='write {"id": …, "claim": …}')) from None
    except _SameKeyError as error:
        message = f"the field '{shown(str(error))}' stands twice"
        raise _FaultError(DuplicateKey.at(place, message, hint="keep one")) from None
    if not isinstance(data, dict):
        message = "the line is no JSON object"
        raise _FaultError(WrongRoot.at(place, message, hint='write {"id": …, "claim": …}'))
    return {key: value for key, value in data.items() if value is not None}


class _SameKeyError(Exception):
    """An object has a key twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _SameKeyError(next(key for key in keys if keys.count(key) > 1))
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Plain, parse_int=Plain, parse_constant=Plain
)
"""Numbers stay as they are written; their field decides what they are."""


def _source(data: dict[str, Any], place: Location) -> Source:
    """Return the work that the text of a line's source stands for."""
    text = data.get("source", UNSTATED)
    record = {"id": _ref(text), "type": "document", "title": text, "issued": "unstated"}
    try:
        return Source.model_validate(record)
    except ValidationError as error:
        found = (replace(one, message=f"source: {one.message}")
                 for one in _findings(error, ("title",), place))  # fmt: skip
        raise _FaultError(*found) from None


def _ref(text: Any) -> str:
    """Return the id of the source record for a text: the same text is the same source."""
    content = str(text).encode("utf-8", "replace")
    return "source-" + hashlib.blake2b(content, digest_size=8).hexdigest()


def _findings(
    error: ValidationError, fields: tuple[str, ...], place: Location
) -> Iterator[Diagnostic]:
    for fault in faults(error, fields):
        yield fault.kind.at(place, fault.message, hint=fault.hint)
