"""How a query was read, in words; and what a person may have meant when nothing is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.search.query import NEWEST, Group, Leaf, Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbase.index.database import Database
    from factbase.search.terms import Term

_TOPICS = "SELECT DISTINCT topic FROM fact_topics UNION SELECT slug FROM topics"
_NEAR = "SELECT word, df FROM words WHERE length BETWEEN ? AND ? AND substr(word, 1, 1) = ?"
_MOST_TOPICS = 3
_LIKENESS = 60
_LENGTHS_APART = 3


def read_as(query: Query, root: Group, terms: dict[Leaf, Term]) -> str:
    """Return in words how a query was understood.

    As "any of: a, b", or with demands: 'all of: a, "b c"; without: d; topic:work'.
    """
    parts = []
    must = [_part(part, terms) for part in root.must]
    should = [_part(part, terms) for part in root.should]
    if must:
        parts.append(_several("all of", must))
        if should:
            parts.append(f"better with: {_unique(should)}")
    elif should:
        parts.append(_several("any of", should))
    if root.must_not:
        parts.append(f"without: {_unique(_part(part, terms) for part in root.must_not)}")
    parts += map(str, query.fields)
    return "; ".join(parts) or NEWEST


def _several(how: str, parts: list[str]) -> str:
    unique = list(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else f"{how}: {', '.join(unique)}"


def _unique(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(parts))


def _part(part: Leaf | Group, terms: dict[Leaf, Term]) -> str:
    if isinstance(part, Leaf):
        term = terms[part]
        if term.read_as:
            return term.read_as
        return f'"{term.text}"' if part.kind == "phrase" else term.text
    inside = []
    if part.must:
        inside.append(" AND ".join(_part(one, terms) for one in part.must))
    if part.should:
        inside.append(" OR ".join(_part(one, terms) for one in part.should))
    said = " with ".join(inside)
    if part.must_not:
        said += f" NOT {' NOT '.join(_part(one, terms) for one in part.must_not)}"
    return f"({said.strip()})"


def nothing_found(
    database: Database,
    wanted: Sequence[Leaf],
    terms: dict[Leaf, Term],
    *,
    topics: Sequence[str] = (),
) -> tuple[str | None, tuple[str, ...]]:
    """Return another query that finds something, and the topics that are nearest to this one.

    *topics* are those that the query names.
    """
    from factbase.spelling import nearest  # noqa: PLC0415  # rapidfuzz, for mistakes only

    known = [row[0] for row in database.rows(_TOPICS)]
    close = dict.fromkeys(topic for name in topics for topic in nearest(name, known))
    meant, is_other = [], False
    for leaf in wanted:
        close |= dict.fromkeys(nearest(leaf.text, known))
        if terms[leaf].facts:
            meant.append(leaf.text)
            continue
        word = leaf.words[0]
        ends = (len(word) - _LENGTHS_APART, len(word) + _LENGTHS_APART)
        rows = database.rows(_NEAR, (*ends, word[:1]))
        facts = {row[0]: row[1] for row in rows if row[0].isalpha()}
        near = nearest(word, facts, limit=3, likeness=_LIKENESS)
        if near:
            meant.append(near[0])
            is_other = True
    return (" ".join(meant) if is_other else None), tuple(close)[:_MOST_TOPICS]
