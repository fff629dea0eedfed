"""Cites that look the same are told apart: more names, given names, a condition, a suffix."""

from __future__ import annotations

from factbase.csl.context import SUBSEQUENT, Hints
from factbase.csl.document import Document
from factbase.csl.nameparts import render_name
from factbase.csl.nodes import plain_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.csl.context import Shown
    from factbase.csl.document import Abbreviations
    from factbase.csl.items import Item
    from factbase.csl.nameparts import NameStyle
    from factbase.csl.personal import Name
    from factbase.csl.program import Program

MAX_NAMES = 60
"""So many names are added to a cite at most: beyond that no reader would look."""

INITIALS, FULL = 1, 2


def make_document(
    program: Program, items: Sequence[Item], abbreviations: Abbreviations
) -> Document:
    """Return the document of *items*, its cites told apart as far as the style allows."""
    document = Document(program, items, abbreviations)
    if len(items) > 1:
        disambiguate(document)
    if program.explicit_suffix and any(hints.suffix for hints in document.hints.values()):
        document.arrange()  # the suffix may stand in a sort key
    return document


def disambiguate(document: Document) -> None:
    """Set the hints of *document* so that its cites differ."""
    options = document.program.citation.options
    add_names = options.get("disambiguate-add-names") == "true"
    add_givens = options.get("disambiguate-add-givenname") == "true"
    suffixes = options.get("disambiguate-add-year-suffix") == "true"
    condition = document.program.has_condition
    if not (add_names or add_givens or suffixes or condition):
        return
    rule = options.get("givenname-disambiguation-rule", "by-cite")
    work = _Disambiguation(document, rule, add_givens=add_givens)
    if add_givens and rule != "by-cite":
        work.expand_everywhere(document.items)
    if add_names or (add_givens and rule == "by-cite"):
        for group in work.ambiguous(document.items):
            work.resolve_names(group, add_names=add_names, keep=work.by_cite and not suffixes)
    if condition:
        for group in work.ambiguous(document.items):
            work.try_condition(group)
    if suffixes:
        order = {item.id: n for n, item in enumerate(document.sorted_items)}
        for group in work.ambiguous(document.items):
            group.sort(key=lambda item: order[item.id])
            for number, item in enumerate(group, start=1):
                work.hints(item).suffix = number


class _Disambiguation:
    def __init__(self, document: Document, rule: str, *, add_givens: bool) -> None:
        self.document = document
        self.rule = rule
        self.by_cite = add_givens and rule == "by-cite"
        self.everywhere = add_givens and rule != "by-cite"
        self.levels: dict[Name, int] = {}

    def hints(self, item: Item) -> Hints:
        return self.document.hints.setdefault(item.id, Hints())

    def text(self, item: Item) -> str:
        return plain_text(self.document.cite_node(item))

    def ambiguous(self, items: Iterable[Item]) -> list[list[Item]]:
        """Return the groups of *items* whose cites are the same."""
        groups: dict[str, list[Item]] = {}
        for item in items:
            groups.setdefault(self.text(item), []).append(item)
        return [group for group in groups.values() if len(group) > 1]

    def shown(self, item: Item) -> list[Shown]:
        """Return the names that the cite of *item* shows."""
        ctx = self.document.context(item)
        ctx.positions = SUBSEQUENT
        self.document.program.citation.render(ctx)
        return ctx.shown

    # Names everywhere in the text

    def expand_everywhere(self, items: Sequence[Item]) -> None:
        """Expand every name that another person's looks like, in all cites."""
        slots = [(item, slot) for item in items for slot in self.shown(item)]
        primary = self.rule.startswith("primary-name")
        limit = INITIALS if self.rule.endswith("with-initials") else FULL
        alike: dict[str, set[Name]] = {}
        styles: dict[Name, NameStyle] = {}
        for _, (_, _, name, style) in slots:
            if name.is_personal:
                styles[name] = style
                alike.setdefault(_bare(name, style, 0), set()).add(name)
        for people in alike.values():
            for name in people:
                self.levels[name] = _level(name, people, styles[name], limit)
        for item, (variable, index, name, _) in slots:
            level = self.levels.get(name, 0)
            if level and not (primary and index):
                self.hints(item).givens[variable, index] = level

    # Names of cites that are the same

    def resolve_names(self, group: list[Item], *, add_names: bool, keep: bool) -> None:
        """Show more of the names in *group* until its cites differ, or all are shown.

        What tells none of them apart is taken back, unless it is to be kept.
        """
        base = {item.id: self.hints(item).copy() for item in group}
        if self.by_cite and self._expand(group):
            return self._resolve_parts(group, add_names=add_names, keep=keep)
        if add_names:
            most = min(MAX_NAMES, max(_longest(item) for item in group))
            for count in range(self._most_shown(group) + 1, most + 1):
                for item in group:
                    self.hints(item).names = count
                if self.everywhere:
                    self.expand_everywhere(group)
                if self._parts(group) > 1 or (self.by_cite and self._expand(group)):
                    return self._resolve_parts(group, add_names=add_names, keep=keep)
        if not keep:
            self.document.hints.update(base)
        return None

    def _resolve_parts(self, group: list[Item], *, add_names: bool, keep: bool) -> None:
        for part in self.ambiguous(group):
            self.resolve_names(part, add_names=add_names, keep=keep)

    def _parts(self, items: list[Item]) -> int:
        """Return how many different cites *items* have."""
        return len({self.text(item) for item in items})

    def _most_shown(self, items: list[Item]) -> int:
        return max(1, *(self._count(item) for item in items))

    def _count(self, item: Item) -> int:
        return len({index for _, index, _, _ in self.shown(item)})

    def _expand(self, items: list[Item]) -> bool:
        """Expand the first given name that tells some of *items* apart; whether there is one."""
        slots = [(item, self.shown(item)) for item in items]
        for position in range(max(len(shown) for _, shown in slots)):
            before = {item.id: self.hints(item).copy() for item in items}
            for level in (INITIALS, FULL):
                for item, shown in slots:
                    if position < len(shown):
                        variable, index, _, _ = shown[position]
                        self.hints(item).givens[variable, index] = level
                if self._parts(items) > 1:
                    return True
            self.document.hints.update(before)
        return False

    def try_condition(self, group: list[Item]) -> None:
        """Let the ``disambiguate`` condition hold for *group*, if that tells any apart."""
        for item in group:
            self.hints(item).condition = True
        if self._parts(group) == 1:
            for item in group:
                self.hints(item).condition = False


def _longest(item: Item) -> int:
    return max((len(names) for names in item.names.values()), default=0)


def _bare(name: Name, style: NameStyle, level: int) -> str:
    return plain_text(render_name(name, style, inverted=False, level=level))


def _level(name: Name, people: set[Name], style: NameStyle, limit: int) -> int:
    """Return the least level that tells *name* from all other *people*.

    Where none does, the last level serves if it tells the name from some of them.
    """
    others = [other for other in people if other != name]
    base = _bare(name, style, 0)
    helps = 0
    for level in range(INITIALS, limit + 1):
        mine = _bare(name, style, level)
        same = sum(_bare(other, style, level) == mine for other in others)
        if mine == base or same == len(others):
            continue
        helps = level
        if not same:
            break
    return helps
