"""Texts: sentences, phrases, quotes, and the words of a dimension."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from factbase import normalize
from factbase.model.refusal import kind_of, refuse
from factbase.yamlfile import NULLS, Plain

if TYPE_CHECKING:
    from collections.abc import Callable


def text_of(value: Any) -> str:
    """Return *value* when it is a text that says something."""
    if isinstance(value, Plain) and value in NULLS:
        hint = "write it, or leave the field out; a text that contains ' #' is quoted"
        raise refuse("FB203", "nothing is written here", hint)
    if not isinstance(value, str):
        raise refuse("FB203", f"{kind_of(value)} stands where a text is expected")
    return _clean(str(value))


def _bare_text(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return text_of(value)


def _clean(text: str) -> str:
    if not text.isprintable():
        _check_characters(text)
    text = text.strip()
    if not text:
        raise refuse("FB203", "the text is empty", "write it, or leave the field out")
    return text


def _check_characters(text: str) -> None:
    control = normalize.CONTROL.search(text)
    if control:
        code = f"U+{ord(control[0]):04X}"
        raise refuse("FB209", f"the control character {code} stands in this text", "delete it")
    bidi = normalize.BIDI.search(text)
    if bidi:
        code = f"U+{ord(bidi[0]):04X}"
        hint = "delete it and type the words anew"
        raise refuse("FB210", f"the character {code} turns the reading direction", hint)


def one_line(value: Any) -> str:
    """Return *value* when it is such a text, in one line."""
    if isinstance(value, str) and value.isprintable() and "  " not in value:
        # Nothing to refuse or to mend, unless the text is short: most are told here at one glance.
        text = str(value).strip()
        if len(text) >= _LONGER_THAN_NULL:
            return text
    return normalize.collapse(text_of(value))


_TEXTS = (str, Plain)
_LONGER_THAN_NULL = 1 + max(map(len, NULLS))


def at_most(limit: int) -> Callable[[str], str]:
    """Return a check that a text has no more than *limit* characters."""

    def check(text: str) -> str:
        if len(text) > limit:
            message = f"{len(text)} characters, at most {limit} are allowed"
            raise refuse("FB206", message, "shorten it")
        return text

    return check


def _text_type(limit: int, base: Callable[[Any], str] = one_line, **schema: Any) -> tuple[Any, Any]:
    check = at_most(limit)
    json_schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": limit, **schema}
    if schema.get("type") == ["string", "number"]:
        json_schema = {"type": ["string", "number"], "minLength": 1, "maxLength": limit}

    def text(value: Any) -> str:
        if type(value) in _TEXTS and value.isprintable() and "  " not in value:
            # Nothing to refuse or to mend: most are told here at one glance.
            stripped = str(value).strip()
            if _LONGER_THAN_NULL <= len(stripped) <= limit:
                return stripped
        return check(base(value))

    return BeforeValidator(text), WithJsonSchema(json_schema)


Claim = Annotated[str, *_text_type(400)]
Phrase = Annotated[str, *_text_type(160)]
Quote = Annotated[str, *_text_type(600)]
Title = Annotated[str, *_text_type(500)]
Note = Annotated[str, *_text_type(2000, text_of)]
Words = Annotated[str, *_text_type(500)]
Bare = Annotated[str, *_text_type(500, _bare_text, type=["string", "number"])]
"""A text that often looks like a number: volume 12, version 2.10, page 7."""


def _dimensions(value: Any) -> Any:
    if isinstance(value, dict):
        for key in value:
            if not re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", str(key)):
                hint = "write keys in lower case: origin, sex, age"
                raise refuse("FB203", f"'{key!s:.40}' cannot name a dimension", hint)
    return value


Dimensions = Annotated[
    dict[str, Bare],
    BeforeValidator(_dimensions),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_-]{0,79}$"},
            "additionalProperties": {"type": ["string", "number"]},
        }
    ),
]
