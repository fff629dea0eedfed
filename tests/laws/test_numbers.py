"""What holds for every number, however it is written."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.quantity import Quantity, find_quantities
from factbase.quantity.agreement import Grade, agree
from factbase.quantity.stated import Stated, as_text
from factbase.quantity.units import UnitTable

quick = settings(max_examples=150, derandomize=True, deadline=None)
counts = st.integers(min_value=1, max_value=10**12)

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """Return *number*, below a thousand, in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    return f"{ONES[hundreds]} hundred" + (f" and {spelled(rest)}" if rest else "")


def rounded(number: int, digits: int) -> int:
    """Return *number* with *digits* significant digits."""
    return int(Decimal(f"{Decimal(number):.{digits - 1}e}"))


def only(text: str) -> Quantity:
    [quantity] = find_quantities(text)
    return quantity


@quick
@given(counts, st.integers(1, 6))
def test_a_fact_agrees_with_its_rounding(number, digits):
    text = only(f"There were {rounded(number, digits):,} boats.")
    assert agree(text, Stated("=", (Decimal(number),), "count")).holds


@quick
@given(counts, st.integers(2, 9), st.sampled_from([-1, 1]))
def test_a_digit_changed_by_two_never_agrees(number, steps, sign):
    true = only(f"There were {number:,} boats.")
    wrong = int(true.values[0] + sign * steps * true.step)
    text = only(f"There were {abs(wrong):,} boats.")
    if text.step == true.step and wrong > 0:
        assert agree(text, Stated("=", (Decimal(number),), "count")).grade is Grade.NO


@quick
@given(st.integers(1, 999), counts)
def test_spelling_changes_nothing(thousands, fact):
    texts = [f"{thousands},000", f"{thousands} thousand", f"{spelled(thousands)} thousand"]
    found = [only(f"They counted {text} boats.") for text in texts]
    assert len({(quantity.values, quantity.step, quantity.kind) for quantity in found}) == 1
    stated = Stated("=", (Decimal(fact),), "count")
    assert len({agree(quantity, stated).grade for quantity in found}) == 1


numbers = st.decimals(min_value=-1000, max_value=10**9, places=2, allow_nan=False)
units = st.sampled_from(["people", "percent", "USD", "km", "per 100,000 people", "index 0-100"])


@quick
@given(numbers, units, st.sampled_from(["=", "~", "<~", ">", ">=", "<", "<="]))
def test_a_value_agrees_with_its_own_form(number, unit, comparator):
    stated = Stated(comparator, (number,), unit)
    assert agree(as_text(stated, UnitTable()), stated).grade is Grade.EXACT


@quick
@given(numbers, numbers, units)
def test_a_range_agrees_with_its_own_form(x, y, unit):
    stated = Stated("..", (min(x, y), max(x, y)), unit)
    assert agree(as_text(stated, UnitTable()), stated).grade is Grade.EXACT


@quick
@given(numbers, st.sampled_from(["percent", "percentage points"]))
def test_a_change_agrees_with_its_own_form(number, unit):
    stated = Stated("=", (number,), unit, stat="change")
    assert agree(as_text(stated, UnitTable()), stated).grade is Grade.EXACT


@quick
@given(st.integers(1, 999), st.integers(1, 999))
def test_a_share_agrees_with_its_own_form(x, y):
    part, whole = Decimal(min(x, y)), Decimal(max(x, y))
    stated = Stated("=", (part / whole,), parts=(part, whole))
    assert agree(as_text(stated, UnitTable()), stated).grade is Grade.EXACT


@quick
@given(st.text(max_size=200))
def test_spans_are_in_order_and_in_the_text(text):
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        position = quantity.end


PIECES = st.sampled_from(
    [
        "5",
        "46,000",
        "0.5",
        "2010",
        "1/2",
        "3-1",
        "$",
        "%",
        "-",
        ".",
        ",",
        "(",
        ")",
        ":",
        ";",
        "million",
        "half",
        "a",
        "the",
        "of",
        "in",
        "to",
        "and",
        "per",
        "year",
        "than",
        "more",
        "about",
        "twice",
        "third",
        "May",
        "9th",
        "hundred",
        "times",
        "aged",
        "between",
        "percent",
        "'",
        "±",
        "10:30",
        "No",
        "00",
        "1.2.3",
    ]
)


@quick
@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]))
def test_no_order_of_words_breaks_the_reading(pieces, glue):
    text = glue.join(pieces)
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        position = quantity.end
        assert quantity.to_dict()["text"] == quantity.text


HOSTILE = {
    "digits": "1",
    "numbers": "12 ",
    "commas": "1,",
    "groups": "111,",
    "spaced-groups": "111 ",
    "points": "1.",
    "dashes": "1-",
    "slashes": "1/",
    "colons": "10:",
    "scales": "hundred ",
    "ands": "one and ",
    "comparators": "about ",
    "ranges": "5 to ",
    "odds": "1 in ",
    "halves": "half a ",
    "letters": "a.",
    "apostrophes": "a'",
    "signs": "$",
    "brackets": "(5) ",
    "blank-lines": "\n \n",
    "spaces": " ",
    "links": "www.",
    "hosts": "a-b.c",
    "targets": "](a",
    "footnotes": "[^a",
    "citations": "[@a",
    "code": "`a",
    "fences": "```\n",
    "open-fences": "```a ",
    "tags": "<a ",
    "entities": "&a",
    "law-reports": "5 U.S.C. ",
    "names": "Ay 5, ",
    "feet": "5'",
    "weeks": "in week 5 and ",
}


def cpu_time(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        find_quantities(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear(piece):
    size = 4000
    small, large = (cpu_time(piece * (n // len(piece)) + "5") for n in (size, 8 * size))
    # Eight times the text takes eight times as long, or 64 times where it is quadratic.
    assert large < 24 * small + 0.02


@pytest.mark.slow
def test_a_line_of_five_megabytes():
    line = "In 2011, about 46,000 of the 1.2 million parents (3.8%) left home. " * 75_000
    begin = time.process_time()
    found = find_quantities(line)
    assert len(found) == 4 * 75_000
    assert time.process_time() - begin < 60
