"""Write data as YAML in the form that people keep facts in: quotes only where needed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_PLAIN = re.compile(r"[^\W_][^\n\t:#{}\[\]&*!|>%@`\"\\]*\Z")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}[~?]?(/(\.\.|[0-9]{4}(-[0-9]{2}){0,2}[~?]?))?\Z")
_NUMBER_LIKE = re.compile(r"[0-9][0-9_,.:eExXobaA-F+-]*\Z")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
INLINE_WIDTH = 96


def to_yaml(data: Mapping[str, Any]) -> str:
    """Return *data* as YAML; what is empty is left out.

    >>> print(to_yaml({"place": "NO", "period": "2011", "note": "a: b", "topics": ["a", "b"]}))
    place: "NO"
    period: 2011
    note: "a: b"
    topics: [a, b]
    <BLANKLINE>
    """
    return "".join(f"{line}\n" for line in _mapping(data, 0))


def _mapping(data: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        if value in (None, "", [], (), {}):
            continue
        start = " " * indent + f"{key}:"
        inline = _inline(value)
        # A list of mappings reads best one a line; the rest inline where it fits.
        one_line = not _is_records(value) and len(start) + len(inline) < INLINE_WIDTH
        if one_line or isinstance(value, str | int | Decimal):
            lines.append(f"{start} {inline}")
        elif isinstance(value, Mapping):
            lines += [start, *_mapping(value, indent + 2)]
        else:
            lines += [start, *(line for item in value for line in _item(item, indent + 2))]
    return lines


def _item(item: Any, indent: int) -> list[str]:
    inline = _inline(item)
    if not isinstance(item, Mapping) or indent + len(inline) < INLINE_WIDTH:
        return [" " * indent + f"- {inline}"]
    lines = _mapping(item, indent + 2)
    return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]]


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inner(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inner(item) for item in value) + "]"
    return _scalar(value)


def _inner(value: Any) -> str:
    # Inside brackets a comma divides.
    text = _inline(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "," in text else text


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = (
        _PLAIN.match(value)
        and value.casefold() not in _WORDS
        and not value.endswith(" ")
        and (_DATE.match(value) or not _NUMBER_LIKE.match(value))
    )
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _is_records(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)
