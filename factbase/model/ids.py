"""Ids of facts, sources and values, and references to them."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from factbase import normalize
from factbase.model.refusal import refuse
from factbase.model.texts import one_line

ID_LENGTH = 80
RESERVED_IDS = frozenset(("self", "lost", "none", "unstated", "world", "sources"))
_ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*\Z")
ID_PATTERN = "^[a-z0-9]+(-+[a-z0-9]+)*$"
_NO_FILE_NAMES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")


def id_text(value: Any) -> str:
    """Return *value* when it has the form of an id."""
    text = one_line(value)
    if len(text) > ID_LENGTH:
        message = f"the id has {len(text)} characters, at most {ID_LENGTH} are allowed"
        raise refuse("FB206", message, "shorten it to place, subject and time")
    if not _ID.match(text):
        hint = "use a-z, 0-9 and single hyphens"
        suggestion = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        if suggestion and suggestion not in RESERVED_IDS:
            hint += f": {suggestion[:ID_LENGTH].strip('-')}"
        raise refuse("FB205", f"'{normalize.shown(text)}' cannot be an id", hint)
    return text


def _record_id(value: Any) -> str:
    text = id_text(value)
    if text in RESERVED_IDS or _NO_FILE_NAMES.match(text):
        why = "it means something else in a fact" if text in RESERVED_IDS else "no file may bear it"
        raise refuse("FB205", f"'{text}' cannot be an id: {why}", "choose another id")
    return text


ID_SCHEMA = {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH}
Id = Annotated[str, BeforeValidator(id_text), WithJsonSchema(ID_SCHEMA)]
RECORD_ID_SCHEMA = {**ID_SCHEMA, "not": {"enum": sorted(RESERVED_IDS)}}
RecordId = Annotated[str, BeforeValidator(_record_id), WithJsonSchema(RECORD_ID_SCHEMA)]


def _value_reference(value: Any) -> str:
    fact_id, hash_sign, value_id = one_line(value).partition("#")
    return f"{id_text(fact_id)}#{id_text(value_id)}" if hash_sign else id_text(fact_id)


ValueReference = Annotated[
    str,
    BeforeValidator(_value_reference),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+(#[a-z0-9-]+)?$"}),
]
