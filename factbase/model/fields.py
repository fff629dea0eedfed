"""The root of the models: what every fact, value and source has in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from factbase.model.refusal import kind_of, refuse
from factbase.yamlfile import Plain

_PAIRS = "write 'key: value' pairs"


class Model(BaseModel):
    """The root of the models: frozen, and strict about keys but for ``x-…``."""

    # Built when first used: most are only part of another, and need no validator of their own.
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )

    extensions: dict[str, Any] = Field(
        default_factory=dict,
        alias="x-",
        description="Fields of your own; each key begins with x-.",
    )

    @model_validator(mode="before")
    @classmethod
    def _gather_extensions(cls, data: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise refuse("FB203", f"{kind_of(data)} stands where fields are expected", _PAIRS)
        if None in data.values():
            _refuse_nothing(data)
        own = [key for key in data if key[:2] == "x-"]
        if not own:
            return data
        rest = {key: value for key, value in data.items() if key not in own}
        return {**rest, "x-": {key: _unmark(data[key]) for key in own}}

    def to_dict(self) -> dict[str, Any]:
        """Return the model as it stands in a file: only what was written, by its written names."""
        data = self.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
        expanded: dict[str, Any] = _expand(data)
        return expanded


def _refuse_nothing(data: dict[str, Any]) -> None:
    for key, value in data.items():
        if value is None and not key.startswith("x-"):
            hint = "write it, or leave the field out"
            raise refuse("FB203", "nothing is written here", hint, at=(key,))


def _expand(data: Any) -> Any:
    if isinstance(data, dict):
        flat = {key: _expand(value) for key, value in data.items() if key != "x-"}
        return {**flat, **data.get("x-", {})}
    if isinstance(data, list | tuple):
        return [_expand(item) for item in data]
    return data


def _unmark(value: Any) -> Any:
    """Return *value* with the reader's `Plain` scalars as ordinary text."""
    if isinstance(value, dict):
        return {str(key): _unmark(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unmark(item) for item in value]
    return str(value) if isinstance(value, Plain) else value
