"""Reports of earlier checks, kept in ``.factbase/`` and found again by all that they depend on.

A report is given again where the code, the question asked and the content of every file that
bears on it are the same. The cache is data that can be deleted at any time, and it is believed
only where this user's key has signed it: neither a file that came with a clone nor one that
another user wrote can turn a bad fact good.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import inspect
import json
import os
import stat
import sys
import time
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from factbase import diagnostics
from factbase.layout import watched
from factbase.textfile import MAX_BYTES, UnreadableError, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from factbase.diagnostics import Kind, Report
    from factbase.layout import Layout

NAME = "checks.json"
MAX_REPORTS = 16
MAX_CACHE_BYTES = 256_000_000
MAX_COPY_BYTES = 32_000_000
"""More than the copies of sources have that a rule reads; a larger one is known by its size."""

SETTLED_NS = 2_000_000_000
"""A file may be written twice in one tick of its clock (2 s on FAT); one that is older was not."""

FORM = b"factbase 1"
"""Raised when the form of the file changes: signatures of another form are not valid."""

_KEY_BYTES = 32

Stamps = dict[str, list[Any]]
"""Path → digest of the content and, once it has settled, size, mtime, ctime (ns) and inode."""


@dataclass(slots=True)
class Kept:
    """What the cache holds: the files as they were read, and reports (JSON) by key."""

    files: Stamps = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)


class Cache:
    """The reports of one base.

    Without *by_stat*, every file is read, also one whose size, times and inode are as recorded.
    """

    def __init__(self, layout: Layout, *, by_stat: bool = True) -> None:
        self.layout, self.by_stat = layout, by_stat
        self.path = os.path.join(layout.root, ".factbase", NAME)

    def report(self, question: Mapping[str, Any], check: Callable[[], Report]) -> Report:
        """Return the report that *check* gives, or gave when all was as it is now.

        *question* is everything that *check* was asked besides the files of the base, the day
        included, as JSON can write it.
        """
        secret = own_secret()
        if secret is None:
            return check()
        kept = self._load(secret)
        files = self.look(kept.files, by_stat=self.by_stat)
        key = key_of(question, files)
        if key in kept.reports:
            if files != kept.files:
                self._store(Kept(files, kept.reports), secret)
            return decode(kept.reports[key])
        report = check()
        # What was saved while it was checked is not what the report is about.
        after = self.look(files, by_stat=True)
        if key_of(question, after) == key:
            latest = list(kept.reports.items())[1 - MAX_REPORTS :]
            self._store(Kept(after, dict([*latest, (key, encode(report))])), secret)
        return report

    def look(self, known: Stamps, *, by_stat: bool) -> Stamps:
        """Return the state of each file that a report depends on, reading what may be new."""
        newest = time.time_ns() - SETTLED_NS
        files: Stamps = {}
        copies = set(_copies(self.layout.copies))
        for path in (*watched(self.layout), *sorted(copies)):
            name = self.layout.shown(path)
            try:
                now = os.lstat(path)
            except OSError:
                files[name] = [""]
                continue
            stamp = [now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino]
            before = known.get(name, ())
            if by_stat and stamp == before[1:]:
                files[name] = known[name]
                continue
            settled = stat.S_ISREG(now.st_mode) and max(now.st_mtime_ns, now.st_ctime_ns) < newest
            digest = _digest(path, MAX_COPY_BYTES if path in copies else MAX_BYTES)
            files[name] = [digest, *stamp] if settled else [digest]
        return files

    def _load(self, secret: bytes) -> Kept:
        try:
            content = _read(self.path)
            signature, _, data = content.partition(b"\n")
            if hmac.compare_digest(signature, sign(data, secret)):
                read = json.loads(data)
                return Kept(read["files"], read["reports"])
        except (OSError, ValueError):
            pass
        return Kept()

    def _store(self, kept: Kept, secret: bytes) -> None:
        text = json.dumps({"files": kept.files, "reports": kept.reports}, separators=(",", ":"))
        data = text.encode()
        draft = f"{self.path}.new"
        # A cache that cannot be kept is no fault; two writers that meet spoil the signature only.
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(draft, flags, 0o600), "wb") as handle:
                handle.write(sign(data, secret) + b"\n" + data)
            os.replace(draft, self.path)
            return
        with contextlib.suppress(OSError):
            os.unlink(draft)


def _read(path: str) -> bytes:
    """Return the content of a regular file of at most `MAX_CACHE_BYTES`; raises `OSError`."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as handle:
        found = os.fstat(handle.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_CACHE_BYTES:
            raise OSError(path)
        return handle.read()


def _digest(path: str, limit: int) -> str:
    """Return what stands for the content of a file, or for the reason why it is not read."""
    try:
        return hashlib.blake2b(read_bytes(path, limit), digest_size=16).hexdigest()
    except UnreadableError as error:
        return f"unread: {error.message}"


def key_of(question: Mapping[str, Any], files: Stamps) -> str:
    """Return the digest of everything that a report depends on."""
    contents = [(name, stamp[0]) for name, stamp in files.items()]
    text = json.dumps([rules_version(), question, contents], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def rules_version() -> str:
    """Return a digest of our code, and of what else is installed beside it.

    Any rule, model or reader that changes, and any other release of PyYAML, pydantic or
    rapidfuzz, makes another one. Nothing of them is loaded for it.
    """
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in _below(os.path.dirname(os.path.abspath(__file__))):
        if path.endswith((".py", ".json", ".yaml")):
            with open(path, "rb") as handle:
                digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + handle.read())
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names = os.listdir(folder or ".")
            installed = sorted(n for n in names if n.endswith((".dist-info", ".egg-info")))
            digest.update("\n".join(installed).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _copies(folder: str) -> Iterator[str]:
    """Yield every copy of a source, ``<source id>/<day>.txt``."""
    for ref in _names(folder):
        for name in _names(os.path.join(folder, ref)):
            yield os.path.join(folder, ref, name)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _below(folder: str) -> Iterator[str]:
    """Yield every file below *folder*, in a steady order, without following links."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(path, name)


def own_secret() -> bytes | None:
    """Return the key with which this user's caches are signed, made on first use.

    In the user's cache folder (XDG Base Directory Specification). None where there can be none,
    or where others could know it.
    """
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(cache, "factbase", "key")
    with contextlib.suppress(OSError):
        if not os.path.lexists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            draft = f"{path}.{os.getpid()}"
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
                handle.write(os.urandom(_KEY_BYTES))
            os.replace(draft, path)
        return _own_key(path)
    return None


def _own_key(path: str) -> bytes | None:
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as handle:
        found = os.fstat(handle.fileno())
        is_ours = not hasattr(os, "getuid") or (
            found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
        )
        key = handle.read(_KEY_BYTES + 1)
    return key if is_ours and len(key) == _KEY_BYTES else None


def sign(data: bytes, secret: bytes) -> bytes:
    """Return the signature of the rest of a cache file (a keyed BLAKE2, RFC 7693)."""
    return hashlib.blake2b(data, key=secret, person=FORM, digest_size=32).hexdigest().encode()


def encode(report: Report) -> str:
    """Return a report as JSON; tuples, mappings and our types keep their names."""
    return json.dumps(_named(report), separators=(",", ":"))


def decode(text: str) -> Report:
    """Return the report that `encode` was given; its kinds of findings as far as they are told."""
    report: Report = _rebuilt(json.loads(text))
    return report


def _named(value: Any) -> Any:
    if isinstance(value, type) and issubclass(value, diagnostics.Kind):
        told = [value.code, value.name, int(value.severity), value.fixable, inspect.getdoc(value)]
        return {"type": "Kind", "of": told}
    if is_dataclass(value):
        parts = [_named(getattr(value, one.name)) for one in fields(value)]
        return {"type": type(value).__name__, "of": parts}
    if isinstance(value, diagnostics.Severity):
        return {"type": "Severity", "of": [int(value)]}
    if isinstance(value, dict):
        return {"type": "dict", "of": [[_named(k), _named(v)] for k, v in value.items()]}
    if isinstance(value, tuple | list):
        return {"type": "tuple", "of": [_named(item) for item in value]}
    return value


def _rebuilt(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value["type"] == "dict":
        return {_rebuilt(key): _rebuilt(item) for key, item in value["of"]}
    parts = [_rebuilt(part) for part in value["of"]]
    if value["type"] == "tuple":
        return tuple(parts)
    if value["type"] == "Kind":
        return _kind(parts)
    return getattr(diagnostics, value["type"])(*parts)


def _kind(told: list[Any]) -> type[Kind]:
    """Return a kind of finding that says of itself what was *told* of another."""
    parts = dict(zip(("code", "name", "severity", "fixable", "__doc__"), told, strict=True))
    parts["severity"] = diagnostics.Severity(parts["severity"])
    return type(parts["code"], (diagnostics.Kind,), parts)
