"""The bibliography: entries, repeated names, the field in the margin."""

from __future__ import annotations

from factbase.csl.nodes import Node, Span, all_of_role, find_role, plain_text, replace
from factbase.csl.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.csl.document import Document
    from factbase.csl.items import Item
    from factbase.csl.program import Layout


class Entry(Record):
    """One reference: the *id* of the item and the *text* in the form that was asked for."""

    id: str
    text: str


class BibliographyLayout(Record):
    """How the style wants its bibliography set."""

    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1


def layout_of(options: dict[str, str]) -> BibliographyLayout:
    """Return what the attributes of cs:bibliography say about setting it."""

    def number(name: str) -> int:
        text = options.get(name, "1")
        return int(text) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004

    return BibliographyLayout(
        options.get("hanging-indent") == "true",
        options.get("second-field-align", ""),
        number("line-spacing"),
        number("entry-spacing"),
    )


def entry_nodes(document: Document, layout: Layout, items: Sequence[Item]) -> list[Node]:
    """Return the entries of *items* as nodes, repeated names replaced."""
    rows = [layout.render(document.entry_context(item)) for item in items]
    if "subsequent-author-substitute" in layout.options:
        rows = _replace_repeated(rows, layout.options)
    return [_entry(row, layout) for row in rows]


def _entry(nodes: list[Node], layout: Layout) -> Node:
    if not nodes:
        return ""
    if layout.options.get("second-field-align") and len(nodes) > 1:
        first = Span(nodes[:1], display="left-margin")
        rest = Span([*nodes[1:], layout.suffix], display="right-inline")
        return Span([part for part in (layout.prefix, first, rest) if part], layout.formatting)
    last = nodes[-1]
    if layout.suffix and isinstance(last, Span) and last.display:
        # The suffix of the layout belongs to the last block, not after it.
        nodes = [*nodes[:-1], last.like([*last.children, layout.suffix])]
        return Span([part for part in (layout.prefix, *nodes) if part], layout.formatting)
    return layout.wrap(nodes)


def _replace_repeated(rows: list[list[Node]], options: dict[str, str]) -> list[list[Node]]:
    mark = options["subsequent-author-substitute"]
    rule = options.get("subsequent-author-substitute-rule", "complete-all")
    done: list[list[Node]] = []
    before: list[str] = []
    for row in rows:
        names = find_role(Span(row), "names")
        now = _people(names) if names is not None else []
        same = _same(before, now)
        if names is not None and before and now:
            node = _substitute(names, mark, rule, same, complete=before == now)
            row = [replace(part, {id(names): node}) for part in row]  # noqa: PLW2901
        done.append(row)
        before = now
    return done


def _people(names: Span) -> list[str]:
    found = [plain_text(name) for name in all_of_role(names, "name")]
    return found or [plain_text(names)]


def _same(before: list[str], now: list[str]) -> int:
    """Return how many names from the first on are those of the entry before."""
    count = 0
    for first, second in zip(before, now, strict=False):
        if first != second:
            break
        count += 1
    return count


def _substitute(names: Span, mark: str, rule: str, same: int, *, complete: bool) -> Node:
    people = list(all_of_role(names, "name"))
    if rule == "complete-all" or (complete and not people):
        return _instead_of_lists(names, mark) if complete else names
    if rule == "complete-each":
        count = len(people) if complete else 0
    elif rule == "partial-each":
        count = same
    else:
        count = min(same, 1)
    return replace(names, {id(person): mark for person in people[:count]})


def _instead_of_lists(names: Span, mark: str) -> Node:
    lists = list(all_of_role(names, "name-list"))
    if not lists:
        return mark
    return replace(names, {id(one): "" if number else mark for number, one in enumerate(lists)})
