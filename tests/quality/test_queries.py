"""The query set is what it says: enough of each class, known facts, distractors beside them."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quality import distractors
from tests.quality.distractors import COUNT, choose, document, shipped_facts, shipped_keys
from tests.quality.queries import ABSENT, read_queries
from tests.quality.tables import DATA, read_rows

needs_tables = pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data to make facts of")


def test_there_are_enough_queries_of_each_class_and_none_twice():
    queries = read_queries()
    assert len(queries) >= 150
    assert min(Counter(query.kind for query in queries).values()) >= 15
    assert len({query.text.casefold() for query in queries}) == len(queries)


def test_queries_name_shipped_facts_and_only_the_absent_name_none():
    ids = {fact["id"] for fact in shipped_facts()}
    for query in read_queries():
        assert set(query.facts) <= ids, query
        assert bool(query.facts) == (query.kind != ABSENT), query


def test_almost_every_shipped_fact_is_asked_for():
    asked = {one for query in read_queries() for one in query.facts}
    ids = {fact["id"] for fact in shipped_facts()}
    assert len(asked & ids) >= 0.95 * len(ids)


@needs_tables
def test_no_distractor_can_stand_for_a_shipped_fact():
    shipped = shipped_keys()
    rows = choose()
    assert len({row.key for row in rows}) == COUNT
    for row in rows:
        same = [key.period for key in shipped if key[:3] == row.key[:3]]
        assert row.key not in shipped
        assert all(row.key.period < max(same) for _ in same), row


@needs_tables
def test_what_shipped_facts_took_from_tables_is_told_by_its_measure():
    """The check above would be empty if tables and facts called a measure by other names."""
    measures = {row.key.measure for row in choose()}
    tables = {row.measure.source for row in choose()}
    for fact in shipped_facts():
        if fact["sources"][0]["ref"] in tables:
            stated = [value for value in fact["values"] if "calculated" not in value]
            assert {value["measure"] for value in stated} & measures, fact["id"]


@needs_tables
@pytest.mark.slow
def test_the_order_of_the_tables_does_not_choose(monkeypatch):
    backwards = list(read_rows())[::-1]
    monkeypatch.setattr(distractors, "read_rows", lambda: backwards)
    assert choose.__wrapped__() == choose()


@needs_tables
def test_distractors_have_ids_and_claims_of_their_own():
    first = [document(row) for row in choose()]
    assert len({text.split("\n")[0] for text in first}) == COUNT  # the ids
    claims = {fact["claim"] for fact in shipped_facts()}
    assert not any(f'claim: "{claim}"' in text for claim in claims for text in first)
