"""Numbers as people write them: units, comparators, bounds and their wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factbase.quantity.agreement import Agreement, Grade, agree, agree_facts, explain
    from factbase.quantity.lexer import find_quantities
    from factbase.quantity.mention import Quantity
    from factbase.quantity.stated import Stated

__all__ = [
    "Agreement",
    "Grade",
    "Quantity",
    "Stated",
    "agree",
    "agree_facts",
    "explain",
    "find_quantities",
]

_HOMES = {
    "Agreement": "factbase.quantity.agreement",
    "Grade": "factbase.quantity.agreement",
    "Quantity": "factbase.quantity.mention",
    "Stated": "factbase.quantity.stated",
    "agree": "factbase.quantity.agreement",
    "agree_facts": "factbase.quantity.agreement",
    "explain": "factbase.quantity.agreement",
    "find_quantities": "factbase.quantity.lexer",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Bounds and units are needed far more often than the lexer and its tables.
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
