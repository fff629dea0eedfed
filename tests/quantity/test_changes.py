"""Changes are compared by size and direction: a fall below -5 is a fall of more than 5."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factbase.quantity import find_quantities
from factbase.quantity.agreement import agree, agree_facts
from factbase.quantity.stated import Stated


def change(sign, *numbers, unit="percent", **rest):
    return Stated(sign, tuple(Decimal(str(n)) for n in numbers), unit, stat="change", **rest)


@pytest.mark.parametrize(
    ("text", "fact", "grade"),
    [
        pytest.param("Prices fell by more than 5 percent.", change("<", -5), "exact", id="below"),
        pytest.param("Prices fell by more than 5 percent.", change(">", -5), "no", id="above"),
        pytest.param("Prices fell by at least 5 percent.", change("<=", -5), "exact", id="at most"),
        pytest.param("Prices shrank by at most 3 percent.", change(">=", -3), "exact", id="up to"),
        pytest.param("Prices rose by more than 5 percent.", change(">", 5), "exact", id="a rise"),
        pytest.param("Prices rose by more than 5 percent.", change("<", -5), "no", id="turned"),
        pytest.param("The change was -6 percent.", change("=", 6), "no", id="a written minus"),
        pytest.param("The change was -6 percent.", change("=", -6), "exact", id="the same minus"),
        pytest.param(
            "Prices fell 5.4 percent.", change("=", -6, margin=Decimal(1)), "loose", id="in margin"
        ),
        pytest.param(
            "Prices fell 4.4 percent.", change("=", -6, margin=Decimal(1)), "no", id="past margin"
        ),
        pytest.param(
            "Sales increased 3 times.", Stated("=", (Decimal(3),), "times"), "exact", id="times"
        ),
    ],
)
def test_a_change_in_a_text(text, fact, grade):
    (mention,) = find_quantities(text)
    assert agree(mention, fact).grade.value == grade


@pytest.mark.parametrize(
    "fact",
    [
        change("=", -28),
        change("=", 28),
        change("<", -5),
        change(">=", -5),
        change("~", "-2.5"),
        change("..", -6, -3),
        change("..", 3, 6),
        change("..", -6, 3),
        change("=", "-0.4", unit="percentage points"),
    ],
    ids=str,
)
def test_a_change_agrees_with_itself(fact):
    assert agree_facts(fact, fact).grade.value == "exact"


@pytest.mark.parametrize(
    ("a", "b", "holds"),
    [
        pytest.param(change("=", -5), change("<", -4), False, id="true, and says little"),
        pytest.param(change("=", -3), change("<", -4), False, id="a smaller fall"),
        pytest.param(change("=", -28), change("=", "-28.1"), True, id="rounded"),
        pytest.param(change("=", -28), change("=", 28), False, id="turned"),
    ],
)
def test_two_changes(a, b, holds):
    assert agree_facts(a, b).holds is holds


@pytest.mark.parametrize(
    ("text", "fact", "grade"),
    [
        pytest.param(
            "In all, 40 were found.", Stated("=", (Decimal(40),), "percent"), "no", id="%"
        ),
        pytest.param(
            "In all, 40 were found.", Stated("=", (Decimal(40),), "people"), "exact", id="n"
        ),
        pytest.param(
            "One in three left.", Stated("=", (Decimal(1),), stat="rank"), "no", id="no rank"
        ),
        pytest.param(
            "12 in 1,000 children died.",
            Stated("=", (Decimal(12),), "per 1,000 children"),
            "exact",
            id="a rate as a share",
        ),
        pytest.param(
            "13 in 1,000 children died.",
            Stated("=", (Decimal(12),), "per 1,000 children"),
            "no",
            id="another rate as a share",
        ),
    ],
)
def test_a_number_says_only_what_its_kind_says(text, fact, grade):
    (mention,) = find_quantities(text)
    assert agree(mention, fact).grade.value == grade
