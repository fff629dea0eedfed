"""Cites that look the same are told apart: more names, given names, a condition, a suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.csl.context import Hints
from factbase.csl.nameparts import render_name
from factbase.csl.nodes import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.csl.context import Shown
    from factbase.csl.document import Document
    from factbase.csl.items import Item
    from factbase.csl.nameparts import NameStyle
    from factbase.csl.personal import Name

MAX_NAMES = 60
"""So many names are added to a cite at most: beyond that no reader would look."""

INITIALS, FULL = 1, 2


def disambiguate(document: Document) -> None:
    """Set the hints of *document* so that its cites differ, as far as the style allows."""
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
            work.resolve_names(group, add_names=add_names, keep=not suffixes)
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
        """Show more of the names in *group* until its cites differ, or all are shown."""
        base = {item.id: self.hints(item).copy() for item in group}
        rest = self._expand(group) if self.by_cite else group
        if len(rest) < 2 or not add_names:  # noqa: PLR2004
            self._leave(rest, base, keep=False)
            return
        most = min(MAX_NAMES, max(_longest(item) for item in rest))
        start = max(1, *(self._count(item) for item in rest))
        best = {item.id: self.hints(item).copy() for item in rest}
        for count in range(start + 1, most + 1):
            for item in rest:
                self.hints(item).names = count
            if self.everywhere:
                self.expand_everywhere(rest)
            left = self._expand(rest) if self.by_cite else self._unresolved(rest)
            if len(left) < len(rest):
                best = {item.id: self.hints(item).copy() for item in left}
            rest = left
            if len(rest) < 2:  # noqa: PLR2004
                return
        if len(rest) == len(group):
            self._leave(rest, base, keep=keep)
        elif not keep:
            self._leave(rest, best, keep=False)

    def _leave(self, items: list[Item], hints: dict[str, Hints], *, keep: bool) -> None:
        if not keep:
            for item in items:
                self.document.hints[item.id] = hints[item.id]

    def _count(self, item: Item) -> int:
        return len({index for _, index, _, _ in self.shown(item)})

    def _unresolved(self, items: list[Item]) -> list[Item]:
        """Return those of *items* whose cite is still that of another one."""
        return [item for group in self.ambiguous(items) for item in group]

    def _expand(self, items: list[Item]) -> list[Item]:
        """Expand given names one after the other; return the items that stay ambiguous."""
        rest = self._unresolved(items)
        position = 0
        while len(rest) > 1:
            slots = [(item, self.shown(item)) for item in rest]
            if all(position >= len(shown) for _, shown in slots):
                break
            rest = self._expand_at(slots, position, rest)
            position += 1
        return rest

    def _expand_at(
        self,
        slots: list[tuple[Item, list[Shown]]],
        position: int,
        rest: list[Item],
    ) -> list[Item]:
        before = {item.id: self.hints(item).copy() for item in rest}
        parts = len({self.text(item) for item in rest})
        for level in (INITIALS, FULL):
            for item, shown in slots:
                if position < len(shown):
                    variable, index, _, _ = shown[position]
                    self.hints(item).givens[variable, index] = level
            if len({self.text(item) for item in rest}) > parts:
                return self._unresolved(rest)
        for item in rest:
            self.document.hints[item.id] = before[item.id]
        return rest

    def try_condition(self, group: list[Item]) -> None:
        """Let the ``disambiguate`` condition hold for *group*, if that tells any apart."""
        for item in group:
            self.hints(item).condition = True
        if len({self.text(item) for item in group}) == 1:
            for item in group:
                self.hints(item).condition = False


def _longest(item: Item) -> int:
    return max((len(names) for names in item.names.values()), default=0)


def _bare(name: Name, style: NameStyle, level: int) -> str:
    return plain_text(render_name(name, style, inverted=False, level=level))


def _level(name: Name, people: set[Name], style: NameStyle, limit: int) -> int:
    """Return the least level that tells *name* from all other *people*, 0 where none does."""
    others = [other for other in people if other != name]
    if not others:
        return 0
    base = _bare(name, style, 0)
    for level in range(INITIALS, limit + 1):
        mine = _bare(name, style, level)
        if mine != base and all(_bare(other, style, level) != mine for other in others):
            return level
    return 0
