"""Made-up bases are what they say: sound, or broken in the places that they name."""

from __future__ import annotations

import pytest

from benchmarks import generator
from benchmarks.breakage import KINDS
from benchmarks.kinds import REMEDIES
from factbase.validation import validate
from tests.bases import TODAY

FACTS = 260
"""Twenty of each shape of statement."""


@pytest.mark.parametrize("seed", [1, 7])
def test_an_unbroken_base_has_no_finding(tmp_path, seed):
    generator.write(generator.base(FACTS, seed=seed), str(tmp_path))
    report = validate([str(tmp_path)], today=TODAY)
    assert [f"{one.location} {one.code} {one.message}" for one in report] == []
    assert report.checked.facts == FACTS


def test_each_kind_of_fault_is_found_where_it_was_planted(tmp_path):
    files, expected = generator.broken_base(FACTS, share=0.5)
    generator.write(files, str(tmp_path))
    report = validate([str(tmp_path)], today=TODAY)
    found = {(one.location.path, one.location.line, one.code) for one in report}
    planted = {(one.path, one.line, one.code) for one in expected}
    with_it = {(one.planted_in, code) for one in expected for code in one.others}
    assert {one.kind for one in expected} == {kind.name for kind in KINDS}
    assert planted - found == set()
    assert {(path, code) for path, _, code in found - planted} - with_it == set()


def test_a_remedy_is_asked_of_each_kind():
    assert sorted(REMEDIES) == sorted(kind.name for kind in KINDS)


def test_there_are_kinds_enough():
    assert len(KINDS) >= 20
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.code for kind in KINDS}) >= 20


def test_a_seed_gives_the_same_base_of_any_size():
    small, large = generator.base(20, seed=3), generator.base(40, seed=3)
    assert small.items() <= large.items()
    assert generator.base(20, seed=4) != small
