"""The conditions of cs:if and cs:else-if, compiled to one test."""

from __future__ import annotations

from factbase.csl.numbers import is_numeric
from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from factbase.csl.context import Context
    from factbase.csl.xmlreader import Element

    Test: TypeAlias = "Callable[[Context], bool]"

EXTRAS = frozenset(
    "locator citation-number first-reference-note-number year-suffix citation-label".split()
)


_ONE_VALUED = frozenset({"type", "locator"})


def compile_branch(element: Element) -> Test:
    """Return the test of cs:if, cs:else-if or cs:else."""
    if element.tag == "else":
        return lambda _: True
    if element.tag not in ("if", "else-if"):
        raise StyleError(f"<{element.tag}> has no place in <choose>", line=element.line)
    match = element.get("match", "all")
    tests: list[Test] = []
    for key, make in _CONDITIONS.items():
        values = [make(value) for value in element.get(key).split()]
        if match == "all" and key in _ONE_VALUED and len(values) > 1:
            # A work has one type: that it has all of several cannot be meant.
            values = [_any_of(values)]
        tests += values
    if not tests:
        return lambda _: False
    if match == "any":
        return lambda ctx: any(test(ctx) for test in tests)
    if match == "none":
        return lambda ctx: not any(test(ctx) for test in tests)
    if len(tests) == 1:
        return tests[0]
    return lambda ctx: all(test(ctx) for test in tests)


def _any_of(tests: list[Test]) -> Test:
    return lambda ctx: any(test(ctx) for test in tests)


def _type(value: str) -> Test:
    return lambda ctx: ctx.item.type == value


def _variable(value: str) -> Test:
    if value in EXTRAS:
        return lambda ctx: bool(ctx.extras.get(value))
    if value == "page-first":
        return lambda ctx: ctx.item.has("page") or ctx.item.has("page-first")
    return lambda ctx: ctx.item.has(value)


def _numeric(value: str) -> Test:
    if value in EXTRAS:
        return lambda ctx: is_numeric(ctx.extras.get(value, ""))
    return lambda ctx: is_numeric(ctx.item.texts.get(value, ""))


def _uncertain(value: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.item.dates.get(value)
        return date is not None and date.circa

    return test


def _locator(value: str) -> Test:
    wanted = value.replace("sub verbo", "sub-verbo")
    return lambda ctx: bool(ctx.extras.get("locator")) and ctx.extras.get("label") == wanted


def _position(value: str) -> Test:
    return lambda ctx: value in ctx.positions


def _disambiguate(value: str) -> Test:
    wanted = value == "true"
    return lambda ctx: ctx.hints.condition is wanted


_CONDITIONS: dict[str, Callable[[str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
