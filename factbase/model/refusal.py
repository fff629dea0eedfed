"""How a validator refuses: the code of the finding is pydantic's error type.

`faults` turns pydantic's list of them into findings.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from factbase.yamlfile import NULLS, Plain


def refuse(
    code: str,
    message: str,
    hint: str | None = None,
    at: tuple[str | int, ...] = (),
    *,
    instead: str | None = None,
    if_said: str | None = None,
) -> PydanticCustomError:
    """Return the error of a validator: the *code* of the finding, its words, its remedy.

    *at* places it at an inner field when the model as a whole is refused. *instead* is what
    the value can only mean; with *if_said*, only where the words of the fact have that number.
    """
    context: dict[str, Any] = {"hint": hint, "at": at, "instead": instead, "if_said": if_said}
    # pydantic puts the context into the template, key by key: what people wrote, which may hold
    # a key in braces, goes in last.
    return PydanticCustomError(code, "{message}", {**context, "message": message})


def kind_of(value: Any) -> str:
    """Return in words what stands where something else is expected."""
    if isinstance(value, Plain) and value in NULLS:
        return "nothing"
    names = {
        str: "a text",
        Plain: "a text",
        dict: "a mapping",
        list: "a list",
        type(None): "nothing",
    }
    return names.get(type(value), "a number" if not isinstance(value, bool) else "true or false")
