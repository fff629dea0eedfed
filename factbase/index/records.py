"""Facts and sources as reading gives them: frozen, light, with the attributes of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Self

Written = Decimal | str
"""A number, or a share written ``x in y``."""


def attribute(key: str) -> str:
    """Return the Python name of a key of a file.

    >>> attribute("container-title"), attribute("URL"), attribute("for")
    ('container_title', 'url', 'for_')
    """
    name = key.lower() if key.isupper() else key.replace("-", "_")
    return f"{name}_" if name in ("for", "copy") else name


def _arguments(kind: type, document: Mapping[str, Any]) -> dict[str, Any]:
    known = {f.name for f in fields(kind)}
    found: dict[str, Any] = {}
    extensions = {}
    for key, value in document.items():
        if key.startswith("x-"):
            extensions[key] = value
        elif (name := attribute(key)) in known:
            found[name] = tuple(value) if isinstance(value, list) else value
    if extensions:
        found["extensions"] = extensions
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRecord:
    """One number of a fact; *text* is the number in words, *stat* also where it was derived.

    *comparator* is a sign, one of ``= ~ <~ > >= < <=`` or ``..`` for a range; *numbers* holds
    what was written, two for a range. *lo* and *hi* bound what the value stands for, in its
    own unit; None says nothing about that side.
    """

    measure: str
    text: str
    comparator: str
    numbers: tuple[Written, ...]
    value: Written | None = None
    about: Written | None = None
    nearly: Written | None = None
    more_than: Written | None = None
    at_least: Written | None = None
    less_than: Written | None = None
    at_most: Written | None = None
    range: tuple[Decimal, Decimal] | None = None
    lo: Decimal | None = None
    hi: Decimal | None = None
    lo_open: bool = False
    hi_open: bool = False
    unit: str | None = None
    of: str | None = None
    stat: str | None = None
    than: str | None = None
    than_text: str | None = None
    part_of: str | None = None
    out_of: Decimal | None = None
    margin_of_error: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    confidence: Decimal | None = None
    sample: Decimal | None = None
    basis: str = "measured"
    prices: str | None = None
    per: str | None = None
    calculated: str | None = None
    method: str | None = None
    id: str | None = None
    period: str | None = None
    place: str | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Mapping[str, Any], reading: Mapping[str, Any]) -> Self:
        """Return the record of a value as it stands in its file, with how it was read."""
        derived = {**reading, "numbers": tuple(reading["numbers"])}
        return cls(**{**_arguments(cls, document), **derived})

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One publication, in the variables of CSL; names are dicts of family, given or literal."""

    id: str
    type: str
    title: str
    issued: str
    path: str = ""
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    author: tuple[Mapping[str, str], ...] = ()
    editor: tuple[Mapping[str, str], ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    url: str | None = None
    doi: str | None = None
    issn: str | None = None
    isbn: str | None = None
    number: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    genre: str | None = None
    version: str | None = None
    accessed: str | None = None
    language: str | None = None
    url_status: str | None = None
    archive_url: str | None = None
    archive_date: str | None = None
    license: str | None = None
    copies: tuple[Mapping[str, Any], ...] = ()
    note: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Mapping[str, Any], *, path: str = "") -> Self:
        """Return the record of a source as it stands in its file."""
        return cls(**_arguments(cls, document), path=path, document=document)

    def to_dict(self) -> dict[str, Any]:
        """Return the source as it stands in its file."""
        return dict(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRecord:
    """How a fact uses a source.

    *source* and *named* are the records of the work that was read and of the work that it
    names as its origin.
    """

    ref: str
    source: SourceRecord
    grade: str
    named: SourceRecord | None = None
    at: str | None = None
    quote: str | None = None
    read: str | None = None
    copy_: str | None = None
    original: str | Mapping[str, str] | None = None
    original_note: str | None = None
    for_: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Mapping[str, Any], **resolved: Any) -> Self:
        """Return the record of a use as it stands in its fact, with the sources it names."""
        return cls(**_arguments(cls, document), **resolved)

    @property
    def figures(self) -> str | None:
        """Return unchecked, same or other where the source names its original, else None."""
        if self.named is None:
            return None
        original = self.original
        return (
            original.get("figures", "unchecked") if isinstance(original, Mapping) else "unchecked"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One fact with its derived grade, status and hash, its sources resolved.

    *pin* is the hash that it was asked for by, as in ``id@0c2ad474``; where that is not its
    *hash*, the fact has changed since.
    """

    id: str
    claim: str
    kind: str
    topics: tuple[str, ...]
    sources: tuple[UseRecord, ...]
    grade: str
    status: str
    hash: str
    path: str
    document: Mapping[str, Any] = field(repr=False, compare=False)
    pin: str | None = field(default=None, compare=False)
    values: tuple[ValueRecord, ...] = ()
    said_by: str | None = None
    period: str | None = None
    place: str | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    series: str | None = None
    recheck: str | None = None
    recheck_due: str | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    retracted: Mapping[str, str] | None = None
    also: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    note: str | None = None
    lang: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_document(
        cls,
        document: Mapping[str, Any],
        *,
        values: tuple[ValueRecord, ...],
        sources: tuple[UseRecord, ...],
        **derived: Any,
    ) -> Self:
        """Return the record of a fact as it stands in its file, with what is derived from it."""
        arguments = _arguments(cls, document)
        arguments.setdefault("kind", "statistic")
        arguments |= {**derived, "values": values, "sources": sources}
        return cls(**arguments, document=document)

    def __str__(self) -> str:
        return self.claim

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as it stands in its file."""
        return dict(self.document)
