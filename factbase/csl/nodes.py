"""The output tree: text, and spans that format it, quote it or say what it is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

Node: TypeAlias = "str | Span"
Formatting: TypeAlias = "tuple[tuple[str, str], ...]"

PLAIN: Formatting = ()


class Span:
    """Nodes in a row, with what holds for all of them.

    *formatting* are CSL attributes with their values, *quotes* asks for quotation marks,
    *display* is a block, and *role* says what the span is to later steps.
    """

    __slots__ = ("children", "display", "formatting", "quotes", "role", "value")

    def __init__(
        self,
        children: Sequence[Node],
        formatting: Formatting = PLAIN,
        *,
        quotes: bool = False,
        display: str = "",
        role: str = "",
        value: object = None,
    ) -> None:
        self.children = children
        self.formatting = formatting
        self.quotes = quotes
        self.display = display
        self.role = role
        self.value = value

    def like(self, children: Sequence[Node]) -> Span:
        """Return the same span around other *children*."""
        return Span(
            children,
            self.formatting,
            quotes=self.quotes,
            display=self.display,
            role=self.role,
            value=self.value,
        )


def join(nodes: Sequence[Node], delimiter: str) -> Node:
    """Return *nodes* as one, with *delimiter* between them."""
    if len(nodes) == 1:
        return nodes[0]
    if not delimiter:
        return Span(nodes)
    out: list[Node] = []
    for node in nodes:
        out += (delimiter, node)
    return Span(out[1:])


def plain_text(node: Node | None) -> str:
    """Return the words of *node* without any formatting."""
    if node is None:
        return ""
    if isinstance(node, str):
        return node
    if node.quotes:
        return "“" + "".join(map(plain_text, node.children)) + "”"
    return "".join(map(plain_text, node.children))


def find_role(node: Node | None, role: str) -> Span | None:
    """Return the first span of *role* in *node*, in reading order."""
    return next(all_of_role(node, role), None)


def all_of_role(node: Node | None, role: str) -> Iterator[Span]:
    """Yield the spans of *role* in *node*, in reading order, outermost first."""
    if isinstance(node, Span):
        if node.role == role:
            yield node
        for child in node.children:
            yield from all_of_role(child, role)


def replace(node: Node, new: Mapping[int, Node]) -> Node:
    """Return *node* with others in the place of some spans, which *new* has by their ``id()``."""
    if isinstance(node, str):
        return node
    if id(node) in new:
        return new[id(node)]
    return node.like([replace(child, new) for child in node.children])
