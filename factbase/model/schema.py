"""The JSON Schemas (2020-12) of fact and source files, made from the models."""

from __future__ import annotations

from typing import Any

from factbase.model.fact import SHARED_KEYS, Fact
from factbase.model.source import Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EXTENSION = {"^x-": {"description": "A field of your own."}}


def fact_schema() -> dict[str, Any]:
    """Return the schema of a fact file: one fact, or many with what they share."""
    made = _made(Fact)
    definitions = made.pop("$defs")
    fact = {key: value for key, value in made.items() if key != "title"}
    own = fact["properties"]
    partial = {**fact, "required": []}
    partial.pop("allOf")
    shared = {
        "type": "object",
        "additionalProperties": False,
        "description": "Fields for every fact of the file that lacks them.",
        "properties": {key: own[key] for key in SHARED_KEYS},
        "patternProperties": _EXTENSION,
    }
    many = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "shared": shared,
            "facts": {"type": "array", "items": partial, "description": "The facts."},
            "sources": {
                "type": "array",
                "items": {"type": "object"},
                "description": "Source records; source.schema.json describes one.",
            },
        },
        "patternProperties": _EXTENSION,
    }
    return {
        "$schema": DIALECT,
        "title": "factbase fact",
        "description": "One fact, or a file of many under 'facts:'.",
        "type": "object",
        "if": {"anyOf": [{"required": ["facts"]}, {"required": ["shared"]}]},
        "then": many,
        "else": fact,
        "examples": [_EXAMPLE],
        "$defs": definitions,
    }


def source_schema() -> dict[str, Any]:
    """Return the schema of a source record."""
    return {"$schema": DIALECT, **_made(Source)}


SCHEMAS = {"fact": fact_schema, "source": source_schema}
"""Name → the function that makes the schema."""

_EXAMPLE = {
    "id": "us-parents-deported-2011h1",
    "claim": "From January to June 2011, the United States deported more than 46,000 parents of "
    "U.S.-citizen children.",
    "topics": ["immigration", "deportation"],
    "place": "US",
    "period": "2011-01/2011-06",
    "values": [
        {
            "measure": "parents of U.S.-citizen children deported",
            "more_than": 46000,
            "unit": "people",
        }
    ],
    "sources": [{"ref": "srivastava-imhere", "read": "2026-11-22", "original": "lost"}],
}


def _made(model: type[Fact | Source]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    tidied: dict[str, Any] = _tidy(schema)
    return tidied


def _tidy(schema: Any) -> Any:
    """Return *schema* with ``x-…`` allowed, and without the nulls and titles that pydantic adds."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {
        key: value if key == "examples" else _tidy(value)
        for key, value in schema.items()
        if key != "title" or _is_top(schema)
    }
    options = tidy.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        del tidy["anyOf"]
        tidy.pop("default", None)
        tidy = {**(rest[0] if len(rest) == 1 else {"anyOf": rest}), **tidy}
    properties = tidy.get("properties")
    if isinstance(properties, dict) and "x-" in properties:
        del properties["x-"]
        tidy["patternProperties"] = _EXTENSION
    return tidy


def _is_top(schema: dict[str, Any]) -> bool:
    # A property called "title" is a mapping of properties, not the title of a schema.
    return not isinstance(schema.get("title"), str) or str(schema["title"]).startswith("factbase")
