"""cs:sort: the order of cites in a citation and of entries in a bibliography."""

from __future__ import annotations

from factbase.csl.collation import collation_key
from factbase.csl.context import SortNames
from factbase.csl.dates import sort_text
from factbase.csl.nodes import plain_text
from factbase.csl.record import Record
from factbase.csl.variables import DATES, NAMES
from factbase.csl.xmlreader import Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")
    from collections.abc import Callable, Sequence

    from factbase.csl.context import Context
    from factbase.csl.elements import Compiler

_ALL_PARTS = frozenset({"year", "month", "day"})


class Key(Record):
    """One cs:key: what it makes of an item, and its direction."""

    value: Callable[[Context], str]
    descending: bool


def compile_sort(area: Element, compiler: Compiler) -> list[Key]:
    """Return the sort keys of a cs:citation or cs:bibliography."""
    sort = area.child("sort")
    return [_compile_key(key, compiler) for key in sort.all("key")] if sort is not None else []


def _compile_key(element: Element, compiler: Compiler) -> Key:
    descending = element.get("sort") == "descending"
    names = SortNames(
        _count(element, "names-min"),
        _count(element, "names-use-first"),
        element.get("names-use-last") == "true" if "names-use-last" in element.attributes else None,
    )
    variable = element.get("variable")
    if variable in DATES:
        return Key(lambda ctx: _date(ctx, variable), descending)
    if variable in NAMES:
        attributes = {"variable": variable}
        node = Element("names", attributes, element.line)
        node.children = [Element("name", {"form": "long"}, element.line)]
    elif variable:
        node = Element("text", {"variable": variable}, element.line)
    else:
        node = Element("text", {"macro": element.get("macro")}, element.line)
    render = compiler.compile(node)

    def value(ctx: Context) -> str:
        ctx.sort_names = names
        text = plain_text(render(ctx))
        ctx.sort_names = None
        return text.strip()

    return Key(value, descending)


def _count(element: Element, name: str) -> int | None:
    text = element.get(name)
    return int(text) if text.isdecimal() and len(text) < 9 else None  # noqa: PLR2004


def _date(ctx: Context, variable: str) -> str:
    date = ctx.item.dates.get(variable)
    return sort_text(date, _ALL_PARTS) if date else ""


def sort_by(things: Sequence[T], keys: Sequence[Key], context: Callable[[T], Context]) -> list[T]:
    """Return *things* in the order of *keys*; those without a value come last either way."""
    ordered = list(things)
    if len(ordered) == 1:
        return ordered
    for key in reversed(keys):
        values = {id(thing): key.value(context(thing)) for thing in ordered}
        filled = [thing for thing in ordered if values[id(thing)]]
        empty = [thing for thing in ordered if not values[id(thing)]]
        filled.sort(key=lambda thing: collation_key(values[id(thing)]), reverse=key.descending)
        ordered = filled + empty
    return ordered
