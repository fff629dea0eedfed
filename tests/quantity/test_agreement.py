"""A text's number agrees with a fact's exactly when the table of bounds says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from factbase.quantity import Quantity, find_quantities
from factbase.quantity.agreement import Grade, agree, agree_facts, agree_growth, explain
from factbase.quantity.stated import Stated
from factbase.quantity.units import Unit, UnitTable


def number(text: str) -> Quantity:
    [quantity] = [found for found in find_quantities(text) if found.kind not in {"year", "date"}]
    return quantity


def fact(spec: str, unit: str = "", **more: Any) -> Stated:
    """Return a fact's value: "46486", "> 46000", "3 .. 6", "1 in 4"."""
    sign, _, rest = spec.rpartition(" ") if spec[0] in "<>~" else ("=", "", spec)
    if " in " in rest:
        part, whole = (Decimal(piece) for piece in rest.split(" in "))
        return Stated(sign, (part / whole,), unit, parts=(part, whole), **more)
    if " .. " in rest:
        low, high = (Decimal(piece) for piece in rest.split(" .. "))
        return Stated("..", (low, high), unit, **more)
    return Stated(sign, (Decimal(rest),), unit, **more)


def bounded(sign: str, part: int, whole: int) -> Stated:
    return Stated(sign, (Decimal(part) / Decimal(whole),), parts=(Decimal(part), Decimal(whole)))


EQUAL = [
    pytest.param("46,486 people", fact("46486", "people"), "exact", id="same"),
    pytest.param("46,000 people", fact("46486", "people"), "rounded", id="rounded-down"),
    pytest.param("46,000 people", fact("46500", "people"), "rounded", id="tie-up"),
    pytest.param("46,000 people", fact("45500", "people"), "rounded", id="tie-down"),
    pytest.param("46,000 people", fact("46501", "people"), "no", id="past-the-tie"),
    pytest.param("46,000 people", fact("45499", "people"), "no", id="before-the-tie"),
    pytest.param("50,000 people", fact("52500", "people"), "rounded", id="five-percent"),
    pytest.param("50,000 people", fact("52501", "people"), "coarse", id="beyond-five-percent"),
    pytest.param("50,000 people", fact("55000", "people"), "coarse", id="coarse-tie"),
    pytest.param("50,000 people", fact("55001", "people"), "no", id="past-the-coarse-tie"),
    pytest.param("46 thousand people", fact("46486", "people"), "rounded", id="scale-word"),
    pytest.param("forty-six thousand people", fact("46486", "people"), "rounded", id="words"),
    pytest.param("1.35 million people", fact("1354999", "people"), "rounded", id="decimals"),
    pytest.param("1.35 million people", fact("1355001", "people"), "no", id="past-decimals"),
    pytest.param("6.5 percent", fact("6.54", "percent"), "rounded", id="percent"),
    pytest.param("6.5 percent", fact("6.56", "percent"), "no", id="percent-outside"),
    pytest.param("40 percent", fact("40.5", "percent"), "rounded", id="whole-percent-tie"),
    pytest.param("40 percent", fact("40.51", "percent"), "no", id="whole-percent-outside"),
    pytest.param("-140,000 jobs", fact("-140000", "count"), "exact", id="negative"),
    pytest.param("-140,000 jobs", fact("140000", "count"), "no", id="other-sign"),
    pytest.param("0 deaths", fact("0", "deaths"), "exact", id="zero"),
    pytest.param("0 deaths", fact("1", "deaths"), "no", id="not-zero"),
]

ABOUT = [
    pytest.param("about 46,000 people", fact("46000", "people"), "exact", id="same"),
    pytest.param("about 46,000 people", fact("47000", "people"), "rounded", id="a-step"),
    pytest.param("about 46,000 people", fact("45000", "people"), "rounded", id="a-step-below"),
    pytest.param("about 46,000 people", fact("47001", "people"), "no", id="past-a-step"),
    pytest.param("about 10 percent", fact("10.5", "percent"), "rounded", id="half-a-step"),
    pytest.param("about 10 percent", fact("10.6", "percent"), "no", id="past-half-a-step"),
    pytest.param("about 40 percent", fact("41", "percent"), "rounded", id="step-below-5-percent"),
    pytest.param("about 40 percent", fact("41.1", "percent"), "no", id="past-that-step"),
    pytest.param(
        "about 50,000 people", fact("55000", "people"), "coarse", id="half-of-a-wide-step"
    ),
]

NEARLY = [
    pytest.param("nearly 46,000 people", fact("45000", "people"), "rounded", id="a-step-below"),
    pytest.param("nearly 46,000 people", fact("44999", "people"), "no", id="past-a-step-below"),
    pytest.param("nearly 46,000 people", fact("46249", "people"), "rounded", id="a-bit-above"),
    pytest.param("nearly 46,000 people", fact("46250", "people"), "no", id="a-quarter-above"),
    pytest.param("almost 10 percent", fact("9.4", "percent"), "coarse", id="six-percent"),
    pytest.param("almost 10 percent", fact("9.39", "percent"), "no", id="past-six-percent"),
    pytest.param("almost 10 percent", fact("9.5", "percent"), "rounded", id="half-a-step-below"),
    pytest.param("almost half", fact("45", "percent"), "no", id="half-past-six-percent"),
    pytest.param("almost half", fact("47.5", "percent"), "rounded", id="half"),
    pytest.param("almost half", fact("51", "percent"), "rounded", id="half-a-bit-above"),
]

MORE = [
    pytest.param("more than 46,000 people", fact("46486", "people"), "rounded", id="above"),
    pytest.param("more than 46,000 people", fact("46000", "people"), "no", id="strict"),
    pytest.param("at least 46,000 people", fact("46000", "people"), "exact", id="not-strict"),
    pytest.param("at least 46,000 people", fact("45999", "people"), "no", id="below"),
    pytest.param("more than 46,000 people", fact("50600", "people"), "rounded", id="tenth"),
    pytest.param("more than 46,000 people", fact("50601", "people"), "loose", id="past-a-tenth"),
    pytest.param("more than 40,000 people", fact("48000", "people"), "rounded", id="fifth"),
    pytest.param("more than 40,000 people", fact("48001", "people"), "loose", id="past-a-fifth"),
    pytest.param("more than half", fact("55", "percent"), "rounded", id="half"),
    pytest.param("more than half", fact("55.1", "percent"), "loose", id="half-far"),
    pytest.param("more than half", fact("50", "percent"), "no", id="half-strict"),
    pytest.param("more than 1 in 4", fact("29", "percent"), "rounded", id="one-in-four"),
    pytest.param("more than 1 in 4", fact("31", "percent"), "loose", id="one-in-four-far"),
]

LESS = [
    pytest.param("fewer than 46,000 people", fact("45486", "people"), "rounded", id="below"),
    pytest.param("fewer than 46,000 people", fact("46000", "people"), "no", id="strict"),
    pytest.param("up to 46,000 people", fact("46000", "people"), "exact", id="not-strict"),
    pytest.param("up to 46,000 people", fact("46001", "people"), "no", id="above"),
    pytest.param("fewer than 46,000 people", fact("41400", "people"), "rounded", id="tenth"),
    pytest.param("fewer than 46,000 people", fact("41399", "people"), "loose", id="past-a-tenth"),
    pytest.param("less than a third", fact("29", "percent"), "rounded", id="third"),
    pytest.param("less than a third", fact("25", "percent"), "loose", id="third-far"),
]

RANGES = [
    pytest.param("3 to 6 times more", fact("4", "times"), "rounded", id="inside"),
    pytest.param("3 to 6 times more", fact("3", "times"), "rounded", id="lower-end"),
    pytest.param("3 to 6 times more", fact("6", "times"), "rounded", id="upper-end"),
    pytest.param("3 to 6 times more", fact("6.1", "times"), "no", id="outside"),
    pytest.param("3 to 6 times more", fact("3 .. 6", "times"), "exact", id="same-range"),
    pytest.param("3 to 6 times more", fact("3.5 .. 6.5", "times"), "coarse", id="rounded-range"),
    pytest.param("3 to 6 times more", fact("3 .. 7", "times"), "no", id="other-end"),
    pytest.param("4 times more", fact("3 .. 6", "times"), "loose", id="point-in-range"),
    pytest.param("7 times more", fact("3 .. 6", "times"), "no", id="point-out-of-range"),
    pytest.param("up to 6 times more", fact("3 .. 6", "times"), "exact", id="upper-bound"),
    pytest.param("at least 3 times more", fact("3 .. 6", "times"), "exact", id="lower-bound"),
    pytest.param("at least 2 times more", fact("3 .. 6", "times"), "loose", id="follows"),
    pytest.param("at least 5 times more", fact("3 .. 6", "times"), "no", id="says-more"),
    pytest.param("40 to 45 percent", fact("40 .. 45", "percent"), "exact", id="percent"),
]

SHARES = [
    pytest.param("one in four", fact("25", "percent"), "exact", id="same"),
    pytest.param("one in four", fact("0.25"), "exact", id="fraction"),
    pytest.param("one in four", fact("1 in 4"), "exact", id="both-in-words"),
    pytest.param("25 percent", fact("1 in 4"), "exact", id="percent-of-words"),
    pytest.param("one in four", fact("26.2", "percent"), "rounded", id="near"),
    pytest.param("one in four", fact("27.5", "percent"), "coarse", id="bound"),
    pytest.param("one in four", fact("27.6", "percent"), "no", id="past-the-bound"),
    pytest.param("one in four", fact("22.5", "percent"), "coarse", id="lower-bound"),
    pytest.param("one in four", fact("22.4", "percent"), "no", id="past-the-lower-bound"),
    pytest.param("a third", fact("33.3", "percent"), "rounded", id="third"),
    pytest.param("two-thirds", fact("66.7", "percent"), "rounded", id="two-thirds"),
    pytest.param("half", fact("52.5", "percent"), "rounded", id="half"),
    pytest.param("half", fact("52.6", "percent"), "no", id="half-outside"),
    pytest.param("one in 77", fact("0.013"), "rounded", id="wide"),
    pytest.param("one in 77", fact("1 in 77"), "exact", id="wide-same"),
    pytest.param("one in 77", fact("1 in 77.5"), "rounded", id="wide-bound"),
    pytest.param("one in 77", fact("1 in 78"), "no", id="wide-outside"),
    pytest.param("24 of the 47", fact("51.06", "percent"), "rounded", id="x-of-the-y"),
    pytest.param("nearly 1 in 5", bounded("<~", 1, 5), "exact", id="nearly-both"),
    pytest.param("40 percent", fact("40", "percentage points"), "no", id="points-are-no-percent"),
]

TIMES = [
    pytest.param("doubled", fact("2", "times"), "exact", id="doubled"),
    pytest.param("twice as likely", fact("2.4", "times"), "coarse", id="twice"),
    pytest.param("twice as likely", fact("2.6", "times"), "no", id="not-twice"),
    pytest.param("a tenfold rise", fact("10", "times"), "exact", id="fold"),
    pytest.param("doubled", fact("2", "percent"), "no", id="not-percent"),
]

RANKS = [
    pytest.param("ranked 46th", fact("46", stat="rank", out_of=Decimal(163)), "exact", id="same"),
    pytest.param("46th of 163", fact("46", stat="rank", out_of=Decimal(163)), "exact", id="total"),
    pytest.param(
        "46th of 160", fact("46", stat="rank", out_of=Decimal(163)), "no", id="other-total"
    ),
    pytest.param("ranked 47th", fact("46", stat="rank"), "no", id="other-rank"),
    pytest.param("46 of 163", fact("46", stat="rank", out_of=Decimal(163)), "exact", id="plain"),
    pytest.param("46 people", fact("46", stat="rank"), "no", id="count-is-no-rank"),
    pytest.param("ranked 46th", fact("46", "people"), "no", id="rank-is-no-count"),
]

CHANGES = [
    pytest.param("rose 28 percent", fact("28", "percent", stat="change"), "exact", id="rise"),
    pytest.param("fell 28 percent", fact("-28", "percent", stat="change"), "exact", id="fall"),
    pytest.param("fell 28 percent", fact("-27.6", "percent", stat="change"), "rounded", id="near"),
    pytest.param("fell 28 percent", fact("28", "percent", stat="change"), "no", id="other-way"),
    pytest.param("rose 28 percent", fact("-28", "percent", stat="change"), "no", id="other-way-up"),
    pytest.param("rose 28 percent", fact("28", "percent", stat="share"), "no", id="no-level"),
    pytest.param("rose 28 percent", fact("28", "percent"), "no", id="no-plain-level"),
    pytest.param("a 28 percent gap", fact("-28", "percent", stat="change"), "exact", id="unsigned"),
    pytest.param("fell 0.4 percentage point", fact("-0.4", "percentage points"), "exact", id="pp"),
    pytest.param("cut in half", fact("-50", "percent", stat="change"), "exact", id="half"),
    pytest.param("rose to 28 percent", fact("28", "percent"), "exact", id="level"),
]

UNITS = [
    pytest.param("2 km", fact("2000", "m"), "exact", id="metric"),
    pytest.param("6.6 ft", fact("2", "m"), "rounded", id="feet"),
    pytest.param("1,000 miles", fact("1609", "km"), "rounded", id="miles"),
    pytest.param("2 km", fact("2", "kg"), "no", id="length-is-no-mass"),
    pytest.param("$5 million", fact("5000000", "USD"), "exact", id="money"),
    pytest.param("$5 million", fact("5000000", "EUR"), "no", id="other-currency"),
    pytest.param("75 cents", fact("0.75", "USD"), "exact", id="cents"),
    pytest.param("24.1 per 100,000", fact("24.1", "per 100,000 people"), "exact", id="rate"),
    pytest.param("241 per million", fact("24.1", "per 100,000 people"), "exact", id="other-base"),
    pytest.param("2.1 children per woman", fact("2.1", "births per woman"), "exact", id="per-noun"),
    pytest.param("5 people", fact("5", "startups"), "exact", id="any-noun-counts"),
    pytest.param("5 people", fact("5", "years"), "no", id="count-is-no-time"),
    pytest.param("18 months", fact("1.5", "years"), "exact", id="months"),
    pytest.param("3 mm per year", fact("3", "mm per year"), "exact", id="measure-per-time"),
    pytest.param("3 mm per year", fact("3", "mm per month"), "no", id="other-time"),
    pytest.param("3 mm", fact("3", "mm per year"), "exact", id="one-says-no-time"),
    pytest.param("$900 a year", fact("900", "USD per year"), "exact", id="money-per-year"),
    pytest.param("$900 a month", fact("900", "USD per year"), "no", id="money-per-month"),
    pytest.param("$900 a year", fact("900", "USD", per="month"), "no", id="per-as-a-field"),
    pytest.param("$900", fact("900", "USD", per="month"), "exact", id="per-said-once"),
    pytest.param("a Gini index of 41.8", fact("41.8", "index 0-100"), "exact", id="gini-of-100"),
    pytest.param("a Gini index of 0.418", fact("0.418", "index 0-1"), "exact", id="gini-of-1"),
    pytest.param("417 ppm", fact("417000", "ppb"), "exact", id="concentration"),
]

BOUNDED_FACTS = [
    pytest.param("more than 46,000", fact("> 46000", "people"), "exact", id="same"),
    pytest.param("over 46,000", fact("> 46486", "people"), "rounded", id="rounded"),
    pytest.param("at least 46,000", fact("> 46000", "people"), "exact", id="at-least"),
    pytest.param("46,000 people", fact("> 46000", "people"), "no", id="point-says-more"),
    pytest.param("about 46,000", fact("> 46000", "people"), "no", id="about-says-more"),
    pytest.param("more than 60,000", fact("> 46000", "people"), "no", id="more-says-more"),
    pytest.param("more than 40,000", fact("> 46000", "people"), "loose", id="less-follows"),
    pytest.param("fewer than 46,000", fact("> 46000", "people"), "no", id="other-way"),
    pytest.param("up to 46,000", fact("<= 46000", "people"), "exact", id="at-most"),
    pytest.param("up to 60,000", fact("<= 46000", "people"), "loose", id="at-most-follows"),
    pytest.param("up to 40,000", fact("<= 46000", "people"), "no", id="at-most-says-more"),
    pytest.param("more than 1 in 4", bounded(">", 1, 4), "exact", id="share"),
    pytest.param("46,000 people", fact("~ 46000", "people"), "exact", id="about-is-a-point"),
    pytest.param("46,000 people", fact("<~ 46000", "people"), "exact", id="nearly-is-a-point"),
]

UNCERTAIN = [
    pytest.param("40 percent", fact("40", "percent", margin=Decimal(3)), "exact", id="written"),
    pytest.param("42 percent", fact("40", "percent", margin=Decimal(3)), "loose", id="in-margin"),
    pytest.param("43 percent", fact("40", "percent", margin=Decimal(3)), "loose", id="end"),
    pytest.param("44 percent", fact("40", "percent", margin=Decimal(3)), "no", id="outside"),
    pytest.param(
        "230 deaths per 100,000 births",
        fact("216", "per 100,000 births", interval=(Decimal(205), Decimal(235))),
        "loose",
        id="asymmetric-interval",
    ),
    pytest.param(
        "240 deaths per 100,000 births",
        fact("216", "per 100,000 births", interval=(Decimal(205), Decimal(235))),
        "no",
        id="outside-the-interval",
    ),
]

NO_STATISTICS = [
    pytest.param("aged 18", fact("18", "years"), "no", id="age"),
    pytest.param("Table 3", fact("3", "count"), "no", id="label"),
]

GROUPS = {
    "equal": EQUAL,
    "about": ABOUT,
    "nearly": NEARLY,
    "more": MORE,
    "less": LESS,
    "range": RANGES,
    "share": SHARES,
    "times": TIMES,
    "rank": RANKS,
    "change": CHANGES,
    "unit": UNITS,
    "bounded": BOUNDED_FACTS,
    "uncertain": UNCERTAIN,
    "none": NO_STATISTICS,
}
CASES = [
    pytest.param(*case.values, id=f"{name}-{case.id}")
    for name, cases in GROUPS.items()
    for case in cases
]


@pytest.mark.parametrize(("text", "stated", "grade"), CASES)
def test_grade(text, stated, grade):
    found = agree(number(text), stated)
    assert (found.grade, found.holds) == (Grade(grade), grade in {"exact", "rounded", "coarse"})


@pytest.mark.parametrize(
    ("text", "stated", "reason"),
    [
        pytest.param(
            "46,000 people", fact("46486", "people"), "46,486 rounds to 46,000", id="rounds"
        ),
        pytest.param(
            "47,000 people",
            fact("46486", "people"),
            "46,486 does not round to 47,000",
            id="does-not-round",
        ),
        pytest.param(
            "one in four",
            fact("27", "percent"),
            "0.27 rounds to 1 in 4, but is far from it",
            id="coarse",
        ),
        pytest.param(
            "more than 40,000",
            fact("> 46000", "people"),
            "more than 40,000 follows from more than 46,000, and says less",
            id="follows",
        ),
        pytest.param(
            "42 percent",
            fact("40", "percent", margin=Decimal(3)),
            "42 percent is within the margin, 37 to 43 percent",
            id="margin",
        ),
        pytest.param("$5", fact("5", "EUR"), "USD is not EUR", id="currency"),
        pytest.param(
            "rose 5 percent",
            fact("5", "percent"),
            "the text says a change, the fact a level",
            id="change",
        ),
        pytest.param(
            "$900 a month",
            fact("900", "USD per year"),
            "the text counts per month, the fact per year",
            id="per",
        ),
        pytest.param(
            "3 to 6 times more", fact("7", "times"), "7 times lies outside 3 to 6 times", id="range"
        ),
    ],
)
def test_reason(text, stated, reason):
    assert agree(number(text), stated).reason == reason


def test_explain():
    assert explain(number("46,000 people"), fact("46486", "people")) == (
        '"46,000" agrees (rounded): 46,486 rounds to 46,000.'
    )
    assert explain(number("47,000 people"), fact("46486", "people")) == (
        '"47,000" does not agree: 46,486 does not round to 47,000.'
    )


FACTS = [
    pytest.param(fact("46486", "people"), fact("46000", "people"), "rounded", id="one-rounds"),
    pytest.param(fact("46486", "people"), fact("47000", "people"), "no", id="neither-rounds"),
    pytest.param(fact("> 46000", "people"), fact("46486", "people"), "rounded", id="bound"),
    pytest.param(fact("1 in 4"), fact("25.4", "percent"), "rounded", id="share"),
    pytest.param(
        fact("5", "USD", prices="2017"), fact("5", "USD", prices="2010"), "no", id="prices-differ"
    ),
    pytest.param(fact("5", "USD", prices="2017"), fact("5", "USD"), "exact", id="prices-once"),
    pytest.param(
        fact("5", "people", basis="projection"),
        fact("5", "people", basis="measured"),
        "no",
        id="basis-differs",
    ),
    pytest.param(
        fact("5", "percent", stat="share"),
        fact("5", "percent", stat="change"),
        "no",
        id="stat-differs",
    ),
    pytest.param(
        fact("5", "USD", per="year"), fact("5", "USD", per="month"), "no", id="per-differs"
    ),
    pytest.param(
        fact("-28", "percent", stat="change"),
        fact("-27.8", "percent", stat="change"),
        "rounded",
        id="falls",
    ),
    pytest.param(
        fact("-28", "percent", stat="change"),
        fact("28", "percent", stat="change"),
        "no",
        id="fall-and-rise",
    ),
    pytest.param(fact("3 .. 6", "times"), fact("4", "times"), "rounded", id="point-in-a-range"),
    pytest.param(fact("46", stat="rank"), fact("46", stat="rank"), "exact", id="ranks"),
    pytest.param(fact("46", stat="rank"), fact("47", stat="rank"), "no", id="other-ranks"),
    pytest.param(fact("41.8", "index 0-100"), fact("0.418", "index 0-1"), "exact", id="two-scales"),
]


@pytest.mark.parametrize(("a", "b", "grade"), FACTS)
def test_facts(a, b, grade):
    assert agree_facts(a, b).grade is Grade(grade)
    assert agree_facts(b, a).grade is Grade(grade)


@pytest.mark.parametrize(
    ("text", "earlier", "later", "grade"),
    [
        pytest.param("doubled", fact("2.5", "count"), fact("5", "count"), "exact", id="doubled"),
        pytest.param(
            "more than doubled",
            fact("20", "count"),
            fact("56", "count"),
            "loose",
            id="more-than-doubled",
        ),
        pytest.param("tripled", fact("25", "count"), fact("56", "count"), "no", id="not-tripled"),
        pytest.param("doubled", fact("1", "km"), fact("2000", "m"), "exact", id="converted"),
        pytest.param("doubled", fact("1", "km"), fact("2", "kg"), "no", id="other-dimension"),
        pytest.param("doubled", fact("0", "count"), fact("2", "count"), "no", id="from-nothing"),
    ],
)
def test_growth(text, earlier, later, grade):
    assert agree_growth(number(text), earlier, later).grade is Grade(grade)


def test_units_of_a_base():
    units = UnitTable({"rod": Unit("rod", "length", ("rods",), factor=Decimal("5.0292"))})
    assert agree(number("503 m"), fact("100", "rods"), units=units).grade is Grade.ROUNDED
    assert agree(number("503 m"), fact("100", "rods")).grade is Grade.NO


def test_prices_of_the_text_are_unknown():
    stated = fact("5000000", "USD", prices="2017", basis="projection")
    assert agree(number("$5 million"), stated).grade is Grade.EXACT
