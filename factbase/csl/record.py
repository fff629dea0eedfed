"""Two things that the standard library has, made cheap to import.

A citation on the command line starts a new process each time. ``typing``, ``dataclasses`` and
thirty compiled patterns cost it more than the citation itself, so records are built on
``namedtuple`` and patterns are compiled when they are first used.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    class _RecordMeta(type):
        def __new__(cls, name, bases, body):  # noqa: ANN001, ANN204
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = list(body.get("__annotations__", ()))
            defaults = [body.pop(field) for field in fields if field in body]
            base = namedtuple(name, fields, defaults=defaults)  # noqa: PYI024
            return type(name, (base,), {**body, "__slots__": ()})

    class Record(metaclass=_RecordMeta):
        """What ``typing.NamedTuple`` is, without importing ``typing``."""


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.source = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.source, self.flags), name)
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression *pattern*, compiled on first use."""
    return _Lazy(pattern, flags)  # type: ignore[return-value]


__all__ = ["Record", "lazy"]
