"""The works that a text cites, in order, with what follows from their being together."""

from __future__ import annotations

from factbase.csl.context import NO_HINTS, SUBSEQUENT, Cite, Context, Hints
from factbase.csl.labels import citation_label
from factbase.csl.nodes import Node, Span
from factbase.csl.sorting import sort_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from factbase.csl.items import Item
    from factbase.csl.program import Program

Abbreviations: TypeAlias = "Mapping[str, Mapping[str, str]]"


def suffix_letters(number: int) -> str:
    """Return the year suffix number *number*: a to z, then aa, ab and so on.

    >>> suffix_letters(1), suffix_letters(27), suffix_letters(52)
    ('a', 'aa', 'az')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


_LOCATOR_LABELS = {
    "bk.": "book", "ch.": "chapter", "chap.": "chapter", "col.": "column", "fig.": "figure",
    "fol.": "folio", "l.": "line", "n.": "note", "no.": "issue", "op.": "opus", "p.": "page",
    "para.": "paragraph", "pp.": "page", "pt.": "part", "sec.": "section", "vol.": "volume",
}  # fmt: skip


def read_locator(locator: str, label: str) -> tuple[str, str]:
    """Return *locator* and its kind; a kind written before the number is taken off.

    >>> read_locator("pp. 12-14", ""), read_locator(" 3", "chapter")
    (('12-14', 'page'), ('3', 'chapter'))
    """
    text = locator.strip()
    first, _, rest = text.partition(" ")
    if rest[:1].isdigit() and first in _LOCATOR_LABELS:
        return rest.strip(), _LOCATOR_LABELS[first]
    return text, (label or "page").replace("sub verbo", "sub-verbo")


class Document:
    """Items in the order of their first citation: numbers, disambiguation, sorting."""

    def __init__(
        self, program: Program, items: Sequence[Item], abbreviations: Abbreviations
    ) -> None:
        self.program = program
        self.items = list(items)
        self.abbreviations = abbreviations
        self.hints: dict[str, Hints] = {}
        self.numbers = {item.id: n for n, item in enumerate(self.items, start=1)}
        self.first_notes: dict[str, int] = {}
        self.sorted_items = self.items
        self.arrange()

    def arrange(self) -> None:
        """Put the items in the order of the bibliography, and number them in it."""
        layout = self.program.bibliography
        if layout is not None and layout.sort:
            self.sorted_items = sort_by(self.items, layout.sort, self.entry_context)
        self.numbers = {item.id: n for n, item in enumerate(self.sorted_items, start=1)}

    def context(
        self, item: Item, cite: Cite | None = None, positions: frozenset[str] = frozenset()
    ) -> Context:
        """Return what rendering *item* starts from."""
        hints = self.hints.get(item.id, NO_HINTS)
        ctx = Context(item, hints=hints, cite=cite)
        ctx.positions = positions
        program = self.program
        extras: dict[str, str] = {
            "citation-number": str(self.numbers.get(item.id, 0)),
        }
        if program.has_label:
            extras["citation-label"] = citation_label(item) + suffix_letters(hints.suffix)
        if hints.suffix:
            extras["year-suffix"] = suffix_letters(hints.suffix)
            ctx.suffix_done = program.explicit_suffix
        note = self.first_notes.get(item.id)
        if note and "first" not in positions:
            extras["first-reference-note-number"] = str(note)
        if cite is not None and cite.locator.strip():
            extras["locator"], extras["label"] = read_locator(cite.locator, cite.label)
        ctx.extras = extras
        ctx.abbreviations = self.abbreviations
        lang = item.lang or program.default_lang
        ctx.lang = "en" if lang.startswith("en") or not item.lang else lang
        if not item.lang and not program.default_lang.startswith("en"):
            ctx.lang = program.default_lang
        return ctx

    def entry_context(self, item: Item) -> Context:
        """Return what rendering the bibliography entry of *item* starts from."""
        ctx = self.context(item)
        ctx.in_bibliography = True
        return ctx

    def cite_node(self, item: Item) -> Node:
        """Return the bare cite of *item*, as disambiguation compares it."""
        ctx = self.context(item)
        ctx.looking = True
        ctx.positions = SUBSEQUENT
        return Span(self.program.citation.render(ctx))
