"""Citations in a text: positions, order, grouping, collapsing, affixes."""

from __future__ import annotations

from factbase.csl.nodes import Node, Span, all_of_role, find_role, plain_text
from factbase.csl.record import Record, lazy
from factbase.csl.richtext import parse_rich
from factbase.csl.sorting import sort_by
from factbase.csl.text_case import apply_case
from factbase.errors import ItemError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factbase.csl.context import Cite, Context
    from factbase.csl.document import Document
    from factbase.csl.items import Item


_SENTENCE = lazy(r"\s\S+[.?!]\s+$")


class Cluster(Record):
    """The works cited at one place of a text, in *note* (0: in the text itself).

    A cluster that stands *alone* is made as if there were no text around it: every cite of it
    is a first one.
    """

    cites: Sequence[Cite]
    note: int = 0
    alone: bool = False


_IMPLIED = {
    "ibid": frozenset({"ibid", "subsequent"}),
    "ibid-with-locator": frozenset({"ibid-with-locator", "ibid", "subsequent"}),
    "near-note": frozenset({"near-note", "subsequent"}),
}
"""Position → all the positions that it is."""


FIRST = frozenset({"first"})


class Placed:
    """A cite in its place, with what has been found out about it."""

    __slots__ = ("cite", "ctx", "item", "names", "node", "positions")

    def __init__(self, cite: Cite, item: Item, positions: frozenset[str]) -> None:
        self.cite = cite
        self.item = item
        self.positions = positions
        self.node: Node = ""
        self.names = ""


def place(
    clusters: Sequence[Cluster], items: Mapping[str, Item], distance: int
) -> tuple[list[list[Placed]], dict[str, int]]:
    """Return the cites of *clusters* with their positions, and the first note of each item.

    Raises ItemError for a cite of an unknown item.
    """
    placed: list[list[Placed]] = []
    series = (_Series(), _Series())  # citations in the text, and in notes
    for cluster in clusters:
        state = series[cluster.note > 0]
        row: list[Placed] = []
        for number, cite in enumerate(cluster.cites):
            item = items.get(cite.id)
            if item is None:
                raise ItemError("no item of this id is registered", item_id=cite.id)
            if cite.position:
                positions = _IMPLIED.get(cite.position, frozenset({cite.position}))
            elif cite.id not in state.last or cluster.alone:
                positions = FIRST
                state.first[cite.id] = cluster.note
            else:
                previous = state.previous(cluster, number)
                near = bool(cluster.note) and cluster.note - state.last[cite.id] <= distance
                positions = _positions(cite, previous, near=near)
            row.append(Placed(cite, item, positions))
            state.last[cite.id] = cluster.note
        placed.append(row)
        state.seen(cluster)
    return placed, series[1].first


class _Series:
    """Citations that follow each other: those of the text, or those of its notes."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.before: list[Cluster] = []  # the clusters of the last note, or the last one

    def seen(self, cluster: Cluster) -> None:
        """Note that *cluster* has passed."""
        if not (self.before and cluster.note and self.before[-1].note == cluster.note):
            self.before = []
        self.before.append(cluster)

    def previous(self, cluster: Cluster, number: int) -> Cite | None:
        """Return the cite that an ibid at *number* of *cluster* would refer to."""
        if number:
            return cluster.cites[number - 1]
        if not self.before or not self.before[-1].cites:
            return None
        last = self.before[-1]
        same_note = cluster.note and cluster.note == last.note
        if not same_note and cluster.note and len(self.before) > 1:
            return None  # several citations in one note: an ibid would point to no single one
        if len({cite.id for cite in last.cites}) > 1 or cluster.note - last.note > 1:
            return None
        return last.cites[-1]


def _positions(cite: Cite, previous: Cite | None, *, near: bool) -> frozenset[str]:
    found = {"subsequent"}
    if near:
        found.add("near-note")
    if previous is not None and previous.id == cite.id:
        mine = (cite.locator.strip(), cite.label) if cite.locator.strip() else None
        theirs = (previous.locator.strip(), previous.label) if previous.locator.strip() else None
        if mine == theirs:
            found.add("ibid")
        elif mine:
            found |= {"ibid", "ibid-with-locator"}
    return frozenset(found)


class CitationMaker:
    """Renders clusters of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.layout = document.program.citation
        self.before: Placed | None = None  # the cite that stands before the one being added
        options = self.layout.options
        self.collapse = options.get("collapse", "")
        grouping = "cite-group-delimiter" in options or self.collapse.startswith("year")
        self.grouping = grouping
        self.delimiter = self.layout.delimiter
        by_itself = ", " if not document.program.style.in_notes else self.delimiter
        if "after-collapse-delimiter" in options:
            by_itself = self.delimiter
        self.group_delimiter = options.get("cite-group-delimiter", by_itself)
        self.suffix_delimiter = options.get(
            "year-suffix-delimiter", options.get("cite-group-delimiter", self.delimiter)
        )
        self.after_collapse = options.get("after-collapse-delimiter", self.delimiter)
        self.suffixes = options.get("disambiguate-add-year-suffix") == "true"

    def render(self, row: Sequence[Placed]) -> Node:
        """Return the citation of *row* as nodes."""
        if self.layout.sort:  # cites that the keys cannot tell apart stand as in the bibliography
            ranks = self.document.numbers
            row = sorted(row, key=lambda placed: ranks[placed.item.id])
            row = sort_by(row, self.layout.sort, self._sort_context)
        self.before = None
        only = next((p for p in row if p.cite.author_only), None)
        if only is not None:
            return self._author(only)
        for number, placed in enumerate(row):
            placed.node = self._cite(placed, first=not number)
            names = find_role(placed.node, "names")
            placed.names = plain_text(names)
        if self.collapse == "citation-number":
            pieces = self._numbers(row)
        elif self.grouping:
            pieces = self._groups(row)
        else:
            pieces = self._plain(row)
        return self.layout.wrap(pieces)

    def _sort_context(self, placed: Placed) -> Context:
        """Return what sorting *placed* starts from: a year suffix does not count."""
        ctx = self._context(placed)
        ctx.extras = {key: text for key, text in ctx.extras.items() if key != "year-suffix"}
        return ctx

    def _context(self, placed: Placed) -> Context:
        return self.document.context(placed.item, placed.cite, placed.positions)

    def _cite(self, placed: Placed, *, suppress: bool = False, first: bool = False) -> Node:
        ctx = self._context(placed)
        ctx.suppress_names = suppress or placed.cite.suppress_author
        nodes = self.layout.render(ctx)
        if self.document.program.style.in_notes and _begins_sentence(placed.cite.prefix, first):
            nodes = _capitalized(nodes)
        return Span(nodes)

    def _author(self, placed: Placed) -> Node:
        node = self._cite(placed)
        return find_role(node, "names") or node

    def _affixed(self, placed: Placed, node: Node | None = None) -> Node:
        cite = placed.cite
        node = placed.node if node is None else node
        if not (cite.prefix or cite.suffix):
            return node
        prefix, suffix = cite.prefix, cite.suffix
        if prefix and (prefix[-1].isalnum() or prefix[-1] in ",;:.?!"):
            prefix += " "
        if suffix and (suffix[0].isalnum() or suffix[0] in "(["):
            suffix = " " + suffix
        parts = (parse_rich(prefix) if prefix else "", node, parse_rich(suffix) if suffix else "")
        return Span([part for part in parts if part])

    def _plain(self, row: Sequence[Placed]) -> list[Node]:
        pieces: list[Node] = []
        for placed in row:
            node = self._affixed(placed)
            if plain_text(node):
                pieces += self._link(pieces, placed, self.delimiter)
                pieces.append(node)
        return pieces

    def _link(self, pieces: Sequence[Node], placed: Placed, delimiter: str) -> list[Node]:
        """Return the delimiter before a cite; an affix beside it may take its place."""
        before, self.before = self.before, placed
        if not pieces or before is None:
            return []
        if placed.cite.prefix[:1] in tuple(",;:."):
            return []
        ending = before.cite.suffix.rstrip()[-1:]
        return [" " if delimiter and ending and ending in ".,;" else delimiter]

    def _numbers(self, row: Sequence[Placed]) -> list[Node]:
        pieces: list[Node] = []
        at = 0
        while at < len(row):
            first, run = row[at], self._run(row, at)
            node = self._affixed(first)
            if run >= 3:  # noqa: PLR2004
                node = Span((node, "\u2013", self._affixed(row[at + run - 1])))
            else:
                run = 1
            if plain_text(node):
                pieces += self._link(pieces, first, self.delimiter)
                pieces.append(node)
            at += run
        return pieces

    def _run(self, row: Sequence[Placed], at: int) -> int:
        """Return how many cites from *at* on are consecutive numbers and nothing else."""
        numbers = self.document.numbers
        count = 0
        for placed in row[at:]:
            cite = placed.cite
            plain = not (cite.locator or cite.suffix or (cite.prefix and count))
            if not plain or numbers[cite.id] != numbers[row[at].cite.id] + count:
                break
            if find_role(placed.node, "citation-number") is None:
                break
            count += 1
        return count

    def _groups(self, row: Sequence[Placed]) -> list[Node]:
        groups: dict[str, list[Placed]] = {}
        nameless = 0  # cites without names are grouped only where they stand together
        for placed in row:
            nameless += bool(placed.names)
            groups.setdefault(placed.names or f"\x00{nameless}", []).append(placed)
        pieces: list[Node] = []
        after = self.delimiter
        for group in groups.values():
            nodes = self._group(group)
            if not nodes:
                continue
            pieces += self._link(pieces, group[0], after)
            pieces += nodes
            collapsed = self.collapse.startswith("year") and len(group) > 1
            after = self.after_collapse if collapsed else self.delimiter
        return pieces

    def _group(self, group: list[Placed]) -> list[Node]:
        if not self.collapse.startswith("year"):
            pieces: list[Node] = []
            for placed in group:
                pieces += self._link(pieces, placed, self.group_delimiter)
                pieces.append(self._affixed(placed))
            return pieces
        pieces = [self._affixed(group[0])]
        self.before = group[0]
        at = 1
        years = self.collapse.startswith("year-suffix") and self.suffixes
        previous = group[0]
        letters: list[Placed] = [group[0]]
        while at < len(group):
            placed = group[at]
            if years and self._same_year(previous, placed):
                letters.append(placed)
            else:
                self._flush_letters(pieces, letters)
                pieces += self._link(pieces, placed, self.group_delimiter)
                node = self._cite(placed, suppress=True)
                pieces.append(self._affixed(placed, node))
                letters = [placed]
            previous = placed
            at += 1
        self._flush_letters(pieces, letters)
        return pieces

    def _same_year(self, first: Placed, second: Placed) -> bool:
        for placed in (first, second):
            cite = placed.cite
            if cite.locator or cite.prefix or cite.suffix:
                return False
            if find_role(placed.node, "year-suffix") is None:
                return False
        return _bare_year(first.node) == _bare_year(second.node)

    def _flush_letters(self, pieces: list[Node], letters: list[Placed]) -> None:
        """Add the suffixes of *letters* after the first, in ranges where the style wants them."""
        if len(letters) < 2:  # noqa: PLR2004
            return
        numbers = [self.document.hints[p.item.id].suffix for p in letters]
        texts = [plain_text(find_role(p.node, "year-suffix")) for p in letters]
        at = 0
        ranged = self.collapse == "year-suffix-ranged"
        while at < len(letters):
            end = at
            while ranged and end + 1 < len(letters) and numbers[end + 1] == numbers[end] + 1:
                end += 1
            if end - at < 2:  # noqa: PLR2004
                end = at
            if at:
                pieces += [self.suffix_delimiter, texts[at]]
            if end > at:
                pieces += ["\u2013", texts[end]]
            at = end + 1


def _bare_year(node: Node) -> str:
    """Return the years of a cite without their suffix."""
    years = []
    for year in all_of_role(node, "year"):
        kept = [c for c in year.children if not (isinstance(c, Span) and c.role == "year-suffix")]
        years.append("".join(map(plain_text, kept)))
    return "|".join(years)


def _begins_sentence(prefix: str, first: bool) -> bool:  # noqa: FBT001
    """Whether a cite after *prefix* begins a sentence; a single word before it is none."""
    if not prefix:
        return first
    return bool(_SENTENCE.search(prefix))


def _capitalized(nodes: list[Node]) -> list[Node]:
    """Return *nodes* with a capital where they begin with a term."""

    def visit(node: Node) -> Node:
        if isinstance(node, str):
            return node
        if node.role == "term":
            return apply_case(node, "capitalize-first")
        if not node.children or node.quotes:
            return node
        return node.like([visit(node.children[0]), *node.children[1:]])

    return [visit(nodes[0]), *nodes[1:]] if nodes else nodes
