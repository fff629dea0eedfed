"""The door of the room: a style and items go in, citations and references come out."""

from __future__ import annotations

from factbase.csl.bibliography import BibliographyLayout, Entry, entry_nodes, layout_of
from factbase.csl.citations import CitationMaker, Cluster, place
from factbase.csl.context import Cite
from factbase.csl.disambiguation import make_document
from factbase.csl.formats import find_format
from factbase.csl.items import Item
from factbase.csl.program import compile_program
from factbase.csl.style import Style
from factbase.csl.writer import Writer
from factbase.errors import ItemError, StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from factbase.csl.document import Abbreviations, Document
    from factbase.csl.locale import LocaleSource
    from factbase.csl.nodes import Node


MAX_PATH = 4096
MAX_ENTRIES = 4096
"""So many single references are remembered for a style, a locale and a form of output."""


class Processor:
    """A CSL style at work on a set of items.

    *style* is a path, the XML itself, or a Style; *locale* a language code, by default that of
    the style; *locales* where locale files come from (a folder with ``locales-xx-XX.xml``, a
    mapping or a function from code to XML), by default those shipped; *output* is html,
    markdown, latex or text. *abbreviations* give short forms by variable and long form.

    Raises StyleError for a style or locale that cannot be used, UnknownNameError for an
    unknown *output*, OSError for a file that cannot be read.
    """

    def __init__(
        self,
        style: str | os.PathLike[str] | Style,
        locale: str = "",
        *,
        locales: LocaleSource | None = None,
        output: str = "html",
        abbreviations: Abbreviations | None = None,
    ) -> None:
        self.style = _style(style)
        self._form = find_format(output)
        self._program = compile_program(self.style, locale, locales)
        self._abbreviations = abbreviations or {}
        self._items: dict[str, Item] = {}
        self._cited: list[str] = []
        self._document: Document | None = None

    @property
    def layout(self) -> BibliographyLayout:
        """How the style wants its bibliography set."""
        layout = self._program.bibliography
        return layout_of(layout.options) if layout else BibliographyLayout()

    def register(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Make CSL-JSON *items* known, in this order; one of a known id takes its place.

        Raises ItemError for an item that cannot be used; those before it are registered.
        """
        for data in items:
            item = Item(data)
            self._items[item.id] = item
        self._document = None

    def forget(self) -> None:
        """Forget all items and what was cited."""
        self._items.clear()
        self._cited = []
        self._document = None

    def cite(
        self,
        clusters: Sequence[Cluster | Sequence[Cite | str] | str],
        *,
        also: Iterable[str] = (),
    ) -> list[str]:
        """Return the citations of a whole text, one for each of *clusters*, in their order.

        A cluster may be shortened to a list of cites, a cite to the id of its item. Each call
        stands for the text as it now is: positions and numbers start anew. The bibliography
        has the items cited; *also* names more of them, which come first in number.

        Raises ItemError for a cite of an item that is not registered.
        """
        text = [_cluster(cluster) for cluster in clusters]
        distance = self._program.citation.options.get("near-note-distance", "5")
        near = int(distance) if distance.isdecimal() and len(distance) < 9 else 5  # noqa: PLR2004
        rows, notes = place(text, self._items, near)
        cited = (cite.id for cluster in text for cite in cluster.cites)
        self._cited = list(dict.fromkeys((*also, *cited)))
        document = self._prepare()
        document.first_notes = notes
        maker = CitationMaker(document)
        return [self._write(maker.render(row)) for row in rows]

    def bibliography(self, ids: Iterable[str] | None = None) -> list[Entry]:
        """Return the references, sorted as the style says.

        They are those of *ids*, else of what was cited, else of all that is registered. A style
        without a bibliography gives none.

        Raises ItemError for an id that is not registered.
        """
        layout = self._program.bibliography
        if layout is None:
            return []
        document = self._prepare()
        items = document.sorted_items
        if ids is not None:
            wanted = set(ids)
            for one in wanted:
                if one not in self._items:
                    raise ItemError("no item of this id is registered", item_id=one)
            if not wanted <= {item.id for item in items}:
                document = self._make([item.id for item in items], wanted)
                items = document.sorted_items
            items = [item for item in items if item.id in wanted]
        nodes = entry_nodes(document, layout, items)
        texts = ((item.id, self._write(node)) for item, node in zip(items, nodes, strict=True))
        return [Entry(one, text) for one, text in texts if text]

    def entry(self, item: Mapping[str, Any]) -> Entry:
        """Return the reference of one CSL-JSON *item* by itself, whatever is registered.

        Raises ItemError, and StyleError for a style without a bibliography.
        """
        layout = self._program.bibliography
        if layout is None:
            why = "it has no <bibliography>: it can cite, but makes no references"
            raise StyleError(why, path=self.style.name)
        known = self._program.entries
        key = (self._form.name, "" if self._abbreviations else _written(item))
        found = known.get(key)
        if found is None:
            read = Item(item)
            document = make_document(self._program, [read], self._abbreviations)
            found = (read.id, self._write(entry_nodes(document, layout, [read])[0]))
            if len(known) >= MAX_ENTRIES:
                known.clear()
            if key[1]:
                known[key] = found
        return Entry(*found)

    def _prepare(self) -> Document:
        """Return the document of what is cited, or of everything where nothing is."""
        ids = self._cited or list(self._items)
        if self._document is None or [i.id for i in self._document.items] != ids:
            self._document = self._make(ids)
        return self._document

    def _make(self, ids: Iterable[str], more: Iterable[str] = ()) -> Document:
        order = dict.fromkeys((*ids, *(one for one in self._items if one in set(more))))
        return make_document(
            self._program, [self._items[one] for one in order], self._abbreviations
        )

    def _write(self, node: Node) -> str:
        return Writer(self._form, self._program.quotes).write(node)


def _style(style: str | os.PathLike[str] | Style) -> Style:
    if isinstance(style, Style):
        return style
    if isinstance(style, str) and style.lstrip("\ufeff \t\r\n").startswith("<"):
        return Style.parse(style)
    if isinstance(style, str) and ("\n" in style or "\0" in style or len(style) > MAX_PATH):
        raise StyleError("a style is the path of a file, XML that begins with <, or a Style")
    return Style.read(style)


def _cluster(cluster: Cluster | Sequence[Cite | str] | str) -> Cluster:
    if isinstance(cluster, Cluster):
        return cluster
    if isinstance(cluster, str):
        return Cluster([Cite(cluster)])
    cites = [Cite(cite) if isinstance(cite, str) else cite for cite in cluster]
    for cite in cites:
        if not isinstance(cite, Cite):
            raise ItemError(f"a cite is the id of an item or a Cite, not {cite!r:.60}")
    return Cluster(cites)


def _written(item: Mapping[str, Any]) -> str:
    """Return *item* as a key of the cache, "" for one that Python refuses to write down."""
    try:
        return repr(item)
    except (ValueError, RecursionError):
        return ""
