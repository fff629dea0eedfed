"""What follows from facts that name each other, worked out in the index itself.

A fact says whom it supersedes and disputes and what it was called before; that another is
superseded, disputed or meant by an old id follows. A whole build and an edit both ask here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from factbase.jsontext import to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_TARGETS = "SELECT DISTINCT target FROM fact_links"
_FORGET = "DELETE FROM former_ids WHERE former IN (SELECT value FROM json_each(?))"
# An earlier id that a fact bears leads to that fact; of two that bore it, to the first.
_REMEMBER = """
INSERT INTO former_ids
SELECT target, id FROM (
    SELECT l.target, f.id,
        row_number() OVER (PARTITION BY l.target ORDER BY f.path, f.position) AS turn
    FROM json_each(?) named JOIN fact_links l ON l.target = named.value
    JOIN facts f ON f.number = l.fact
    WHERE l.kind = 'formerly' AND NOT EXISTS (SELECT 1 FROM facts WHERE id = l.target)
) WHERE turn = 1
"""
_MEANT = """
SELECT f.number FROM json_each(?1) named JOIN facts f ON f.id = named.value
UNION
SELECT l.fact FROM json_each(?1) named JOIN fact_links l ON l.target = named.value
WHERE l.kind = 'formerly'
ORDER BY 1
"""
_FACT = "SELECT id, state, grade, superseded_by, disputed_by FROM facts WHERE number = ?"
_POINTING = """
SELECT l.kind, f.id FROM (
    SELECT ?1 AS name UNION SELECT former FROM former_ids WHERE id = ?1
) JOIN fact_links l ON l.target = name
JOIN facts f ON f.number = l.fact
WHERE l.kind <> 'formerly' ORDER BY f.path, f.position
"""
_DISPUTES = "SELECT 1 FROM fact_links WHERE fact = ? AND kind = 'disputes'"
_STATE = """
UPDATE facts SET superseded_by = ?, disputed_by = ?, state = ?, hidden = ? WHERE number = ?
"""
_HIDE = "INSERT OR IGNORE INTO hidden_facts VALUES (?)"
_SHOW = "DELETE FROM hidden_facts WHERE fact = ?"


def link_all(connection: sqlite3.Connection) -> None:
    """Work out all that follows from what facts say of each other."""
    link(connection, [row[0] for row in connection.execute(_TARGETS)])


def link(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Work out anew what follows for the facts that bear one of these *ids*, or bore it."""
    named = json.dumps(sorted(set(ids)))
    connection.execute(_FORGET, (named,))
    connection.execute(_REMEMBER, (named,))
    for (number,) in connection.execute(_MEANT, (named,)).fetchall():
        _link_fact(connection, number)


def _link_fact(connection: sqlite3.Connection, number: int) -> None:
    fact_id, state, grade, *before = connection.execute(_FACT, (number,)).fetchone()
    pointing: dict[str, dict[str, None]] = {"supersedes": {}, "disputes": {}}
    for kind, other in connection.execute(_POINTING, (fact_id,)):
        pointing[kind][other] = None
    lists = [to_json(list(others)) for others in pointing.values()]
    now = "current"
    if state == "retracted":
        now = state
    elif pointing["supersedes"]:
        now = "superseded"
    elif pointing["disputes"] or connection.execute(_DISPUTES, (number,)).fetchone():
        now = "disputed"
    if (lists, now) == (before, state):
        return
    is_hidden = now in ("retracted", "superseded") or grade == "unread"
    connection.execute(_STATE, (*lists, now, int(is_hidden), number))
    connection.execute(_HIDE if is_hidden else _SHOW, (number,))
