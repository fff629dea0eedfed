"""The honest words around a citation: where the number comes from, and what to beware of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from factbase.cite.item import short_name, short_title, year_text
from factbase.normalize import collapse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factbase.index.records import Record, SourceRecord, UseRecord

    Namer = Callable[[SourceRecord], str]

NOT_READ = "not read by us"
_BASES = ("estimate", "provisional", "projection", "target")


def cited_uses(fact: Record) -> tuple[UseRecord, ...]:
    """Return the uses that a citation rests on: those of the best grade, in file order."""
    return tuple(use for use in fact.sources if use.grade == fact.grade)


def cited_works(fact: Record) -> list[tuple[UseRecord, ...]]:
    """Return the uses that a citation rests on, those of one work and one chain together."""
    works: dict[tuple[Any, ...], list[UseRecord]] = {}
    for use in cited_uses(fact):
        key = (use.ref, str(use.original), use.read, use.copy_)
        works.setdefault(key, []).append(use)
    return [tuple(uses) for uses in works.values()]


def work(source: SourceRecord) -> str:
    """Return a work as an in-text citation names it, such as "Srivastava, n.d."."""
    return f"{short_name(source)}, {year_text(source)}"


def namer(facts: Sequence[Record]) -> Namer:
    """Return how the citations of *facts* name each work, so that no two works bear one name.

    Works of the same people from the same year are told apart by their titles, and where these
    are alike, too, by their ids.
    """
    sources: dict[str, SourceRecord] = {}
    for fact in facts:
        for use in cited_uses(fact):
            sources |= {one.id: one for one in (use.source, use.named) if one is not None}
    names: dict[str, str] = {}
    for say in (work, _work_by_title, _work_by_id):
        left = [source for source in sources.values() if source.id not in names]
        said = Counter(say(source) for source in left)
        names |= {source.id: say(source) for source in left if said[say(source)] == 1}
    return lambda source: names.get(source.id) or work(source)


def cited_in(*uses: UseRecord, place: str = "", name: Namer = work) -> str:
    """Return the original and the work that was read: "Tam, 2013, as cited in Lee, 2014".

    *place* is the locator in the work; *name* says how works are named. *uses* are of one work
    and one chain.
    """
    use = uses[0]
    if use.named is None:
        return name(use.source) + place
    checked = "" if use.figures == "same" else " (original not checked)"
    return f"{name(use.named)}, as cited in {name(use.source)}{place}{checked}"


def _work_by_title(source: SourceRecord) -> str:
    parts = (short_name(source), short_title(source.title), year_text(source))
    return ", ".join(dict.fromkeys(parts))


def _work_by_id(source: SourceRecord) -> str:
    return f"{_work_by_title(source)}, {source.id}"


def locator(*uses: UseRecord, cell: bool = True) -> str:
    """Return where in the work the numbers stand, or an empty text.

    Of a *cell* of a table an in-text citation names the row alone; the reference names all.
    """
    places = (", ".join(_place(use, cell=cell)) for use in uses)
    return " and ".join(dict.fromkeys(place for place in places if place))


def _place(use: UseRecord, *, cell: bool) -> Iterator[str]:
    if use.at:
        yield use.at
    data = use.data
    if data and not cell:
        if not use.at:
            yield f"{data['file'].rpartition('/')[2]}, row {data['row']}"
    elif data:
        yield f"{data['file']}, row {data['row']}, column {data['column']}"
        version = data.get("version")
        if version and str(version) != use.source.version:
            yield f"version {version}"


def read_text(use: UseRecord) -> str:
    """Return who has read the work when: "read on DATE", "copy read DATE", "not read by us"."""
    if use.read is None:
        return NOT_READ
    return f"copy read {use.read}" if use.copy_ else f"read on {use.read}"


def chain(use: UseRecord, *, whole: bool = True, name: Namer = work) -> str | None:
    """Return what is known of the work behind the one that is cited, in the agreed words.

    Where it is not the *whole* chain, the original's name is left to who prints it beside.
    *name* says how works are named.
    """
    if use.figures == "other":
        return "the source it names gives other figures"
    if use.named is not None:
        words = cited_in(use, name=name)
        return words if whole else words[words.index("as cited in ") :]
    if use.original == "lost":
        return "original not preserved"
    return "names no source" if use.original == "none" else None


def warnings(fact: Record) -> Iterator[str]:
    """Yield what a reader must know besides the chain: how sure, how fresh, how contested."""
    if fact.grade == "unread":
        yield NOT_READ
    bases = {value.basis for value in fact.values}
    yield from (basis for basis in _BASES if basis in bases)
    if fact.status == "stale":
        # A fact that was never read has been due from the beginning of days.
        since = "" if fact.grade == "unread" else f" since {fact.recheck_due}"
        yield f"due for a recheck{since}"
    for other in dict.fromkeys((*fact.disputes, *fact.disputed_by)):
        yield f"disputed: see {other}"
    for other in fact.superseded_by:
        yield f"superseded by {other}"
    if fact.retracted:
        yield f"retracted {fact.retracted['on']}: {collapse(fact.retracted['why'])}"
    if _has_changed(fact):
        yield "changed since"


def label(fact: Record) -> str:
    """Return the name of a fact's footnote; a pin that is out of date has a footnote of its own."""
    return f"{fact.id}-{fact.pin}" if _has_changed(fact) else fact.id


def _has_changed(fact: Record) -> bool:
    return fact.pin is not None and fact.pin != fact.hash


def evidence(fact: Record, *, whole: bool = True, name: Namer = work) -> list[str]:
    """Return the words on the chain of a fact, *whole* or not, and its warnings."""
    uses = cited_uses(fact)
    chains = [words for use in uses if (words := chain(use, whole=whole, name=name))]
    if is_calculated(fact):
        works = dict.fromkeys(name(use.source) for use in uses)
        chains.insert(0, f"our calculation from {' and '.join(works)}")
    return list(dict.fromkeys((*chains, *warnings(fact))))


def note(fact: Record, *, name: Namer = work) -> str:
    """Return the chain and the warnings of a fact, joined by semicolons."""
    return "; ".join(evidence(fact, whole=False, name=name))


def is_calculated(fact: Record) -> bool:
    """Tell whether a number of the fact is our own sum."""
    return any(value.calculated for value in fact.values)
