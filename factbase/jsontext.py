"""JSON text that keeps a number as it was written: 3.70 stays 3.70."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def to_json(data: Any, *, indent: int | None = None) -> str:
    """Return *data* as JSON; a Decimal is written digit by digit, the rest as `json` does.

    >>> to_json({"value": Decimal("3.70"), "read": ["2026-11-22"]})
    '{"value": 3.70, "read": ["2026-11-22"]}'
    """
    return _write(data, indent, 0)


def from_json(text: str) -> Any:
    """Return what *text* holds, every number a Decimal.

    >>> from_json('{"value": 3.70}')
    {'value': Decimal('3.70')}
    """
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def _write(data: Any, indent: int | None, level: int) -> str:
    if isinstance(data, Decimal):
        return format(data, "f")
    if isinstance(data, dict):
        items = [f"{json.dumps(k, ensure_ascii=False)}: {_write(v, indent, level + 1)}"
                 for k, v in data.items()]  # fmt: skip
        return _wrap("{", items, "}", indent, level)
    if isinstance(data, list | tuple):
        return _wrap("[", [_write(item, indent, level + 1) for item in data], "]", indent, level)
    return json.dumps(data, ensure_ascii=False)


def _wrap(opening: str, items: list[str], closing: str, indent: int | None, level: int) -> str:
    if indent is None or not items:
        return opening + ", ".join(items) + closing
    inner = "\n" + " " * (indent * (level + 1))
    return opening + inner + ("," + inner).join(items) + "\n" + " " * (indent * level) + closing
