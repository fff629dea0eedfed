"""The attributes that every rendering element may carry, compiled to one function."""

from __future__ import annotations

from factbase.csl.nodes import PLAIN, Formatting, Node, Span
from factbase.csl.record import lazy
from factbase.csl.text_case import apply_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from factbase.csl.xmlreader import Element

    Decorate: TypeAlias = "Callable[[Node, str], Node]"

_FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


_STOP = lazy(r"\.(?![a-z])")


def formatting_of(element: Element) -> Formatting:
    """Return the formatting attributes of *element*."""
    attributes = element.attributes
    return tuple((key, attributes[key]) for key in _FORMATTING if key in attributes) or PLAIN


def strip_periods(node: Node) -> Node:
    """Return *node* without its full stops; one inside a word ("pond.org") stays."""
    if isinstance(node, str):
        return _STOP.sub("", node)
    return node.like([strip_periods(child) for child in node.children])


def decoration(element: Element, *, affixes: bool = True) -> Decorate | None:
    """Return the function that gives a node what *element* asks for; None for nothing at all.

    Its second argument is the item's language, which title case depends on.
    """
    attributes = element.attributes
    case = attributes.get("text-case", "")
    formatting = formatting_of(element)
    quotes = attributes.get("quotes") == "true"
    periods = attributes.get("strip-periods") == "true"
    display = attributes.get("display", "")
    prefix = attributes.get("prefix", "") if affixes else ""
    suffix = attributes.get("suffix", "") if affixes else ""
    if not (case or formatting or quotes or periods or display or prefix or suffix):
        return None
    inner = bool(formatting or quotes)

    def decorate(node: Node, lang: str) -> Node:
        if periods:
            node = strip_periods(node)
        if case:
            node = apply_case(node, case, lang)
        if inner:
            node = Span((node,), formatting, quotes=quotes)
        if prefix or suffix:
            node = Span([part for part in (prefix, node, suffix) if part])
        if display:
            node = Span((node,), display=display)
        return node

    return decorate


def decorated(decorate: Decorate | None, node: Node | None, lang: str) -> Node | None:
    """Return *node* with its decoration; nothing stays nothing."""
    if node is None or decorate is None:
        return node
    return decorate(node, lang)
