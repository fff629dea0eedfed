"""A few things that the standard library has, made cheap to import.

A citation on the command line starts a new process each time. ``re``, ``typing``, ``functools``
and ``collections`` cost it more than the citation itself; most works need none of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Any
    from typing import NamedTuple as Record
else:

    class _RecordMeta(type):
        def __new__(cls, name, bases, body):  # noqa: ANN001, ANN204
            fields = tuple(body.get("__annotations__", ())) if bases else ()
            defaults = {field: body.pop(field) for field in fields if field in body}
            body = {**body, "__slots__": fields, "_fields": fields, "_defaults": defaults}
            return super().__new__(cls, name, bases, body)

    class Record(metaclass=_RecordMeta):
        """A record with named fields, compared by value: ``NamedTuple`` without its imports."""

        def __init__(self, *values: Any, **named: Any) -> None:
            fields = self._fields
            given = dict(zip(fields, values, strict=False))
            if len(values) > len(fields) or given.keys() & named.keys():
                raise TypeError(f"{type(self).__name__} takes each of {fields} once")
            for field, value in {**self._defaults, **given, **named}.items():
                setattr(self, field, value)
            missing = [field for field in fields if not hasattr(self, field)]
            if missing:
                raise TypeError(f"{type(self).__name__} lacks {', '.join(missing)}")

        def __iter__(self) -> Any:
            return (getattr(self, field) for field in self._fields)

        def __eq__(self, other: object) -> bool:
            return type(other) is type(self) and tuple(self) == tuple(other)

        def __hash__(self) -> int:
            return hash(tuple(self))

        def __repr__(self) -> str:
            parts = ", ".join(f"{field}={getattr(self, field)!r}" for field in self._fields)
            return f"{type(self).__name__}({parts})"

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**{**dict(zip(self._fields, self, strict=True)), **changes})


class _Lazy:
    def __init__(self, pattern: str, flags: str) -> None:
        self.source = f"(?{flags}){pattern}" if flags else pattern

    def __getattr__(self, name: str) -> Any:
        import re  # noqa: PLC0415 - that is the point

        found = getattr(re.compile(self.source), name)
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: str = "") -> re.Pattern[str]:
    """Return the regular expression *pattern*, compiled on first use; *flags* as in ``(?i)``."""
    return _Lazy(pattern, flags)  # type: ignore[return-value]


def remembered(make: Callable[[str], Any], limit: int) -> Callable[[str], Any]:
    """Return *make* with a memory of up to *limit* answers; it starts anew when that is full."""
    known: dict[str, Any] = {}

    def ask(text: str) -> Any:
        if text not in known:
            if len(known) >= limit:
                known.clear()
            known[text] = make(text)
        return known[text]

    return ask


def is_object(value: object) -> bool:
    """Whether *value* is a mapping, as JSON's objects are."""
    return isinstance(value, dict) or hasattr(value, "keys")


__all__ = ["Record", "is_object", "lazy", "remembered"]
