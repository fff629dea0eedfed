"""A quote is found whatever print and quoting did to it, and only if its words are there."""

from __future__ import annotations

import pytest

from factbase.copies.passages import Passages

TEXT = """\
In the six months between January and June 2011, the U.S. deported more than 46,000 parents of
U.S.-citizen children.[3] “It is the office\u2019s self-made figure,” she said — twice.

Of 146,000 cases 46.5 percent were closed; the balance fell by -46 points, from 1990\u20132010, and
the ﬁnal re\u00ad
port gives 9 %. [The office] knew²; others did not. WAIT... what? (see below)
"""

FOUND = [
    pytest.param("the U.S. deported more than 46,000 parents", id="as it stands"),
    pytest.param("the  U.S.\n deported\tmore\u00a0than 46,000 parents", id="white space"),
    pytest.param("of U.S.-citizen children.", id="over a line break"),
    pytest.param('"It is the office\'s self-made figure," she said', id="straight quotes"),
    pytest.param(
        "\u00abIt is the office\u2019s selfmade figure,\u00bb she said", id="hyphen, marks"
    ),
    pytest.param("the office's self-\nmade figure", id="hyphen at a line end"),
    pytest.param("self\u2010made figure", id="another hyphen"),
    pytest.param('figure," she said -- twice', id="another dash"),
    pytest.param("she said \u2014twice", id="spacing of a dash"),
    pytest.param("from 1990-2010", id="a span of years"),
    pytest.param("the final report gives 9%", id="ligature, soft hyphen, percent sign"),
    pytest.param("the \ufb01nal report gives 9\u202f%.", id="ligature in the quote"),
    pytest.param("IN THE SIX MONTHS", id="capitals"),
    pytest.param("wait\u2026 what?", id="an ellipsis of the source"),
    pytest.param("In the six months … the U.S. deported", id="ellipsis"),
    pytest.param("In the six months [...] the U.S. deported", id="ellipsis in brackets"),
    pytest.param("In the six months (…) the U.S. deported", id="ellipsis in round brackets"),
    pytest.param("In the six months . . . the U.S. deported", id="spaced ellipsis"),
    pytest.param("… the U.S. deported more than 46,000 parents …", id="ellipses around"),
    pytest.param("[the country] deported more than 46,000 parents", id="words in brackets"),
    pytest.param("2011, [the country] deported more", id="words in brackets for others"),
    pytest.param("more than 46,000 [sic] parents", id="sic"),
    pytest.param("[i]n the six months", id="another first letter"),
    pytest.param("[The office] knew", id="brackets of the source"),
    pytest.param('U.S.-citizen children. "It is', id="without the mark of a note"),
    pytest.param("[The office] knew; others", id="without the raised figure of a note"),
    pytest.param("46.5 percent", id="a whole number"),
    pytest.param("-46 points", id="a negative number"),
]

NOT_FOUND = [
    pytest.param("the U.S. deported more than 64,000 parents", id="another number"),
    pytest.param("the U.S. deported parents", id="words left out in silence"),
    pytest.param("46,000 cases", id="the end of a longer number"),
    pytest.param("Of 146", id="the beginning of a longer number"),
    pytest.param("5 percent were closed", id="digits behind a point"),
    pytest.param("Of 146,000 cases 46", id="digits before a point"),
    pytest.param("46 points", id="a number without its minus"),
    pytest.param("months between Janu", id="the beginning of a word"),
    pytest.param("ported more than 46,000 parents", id="the end of a word"),
    pytest.param("the U.S. deported … In the six months", id="another order"),
    pytest.param("In the six months … 46 points", id="a gap before a cut number"),
    pytest.param("In the six months [...] 64,000 parents", id="a gap before another number"),
    pytest.param("more than [46],000 parents", id="a number made of brackets"),
    pytest.param("…", id="nothing but an ellipsis"),
    pytest.param("[sic]", id="nothing but brackets"),
    pytest.param("?!", id="no word at all"),
]


@pytest.mark.parametrize("quote", FOUND)
def test_found(quote):
    assert quote in Passages(TEXT)


@pytest.mark.parametrize("quote", NOT_FOUND)
def test_not_found(quote):
    assert quote not in Passages(TEXT)


@pytest.mark.parametrize(
    ("quote", "between", "is_found"),
    [
        pytest.param("one … two", 990, True, id="ellipsis for a page"),
        pytest.param("one … two", 1010, False, id="ellipsis for more"),
        pytest.param("one [or so] two", 70, True, id="brackets for some words"),
        pytest.param("one [or so] two", 90, False, id="brackets for more"),
    ],
)
def test_how_much_may_be_left_out(quote, between, is_found):
    assert (quote in Passages(f"one {'x' * between} two")) is is_found


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        pytest.param(
            "the U.S. deported more than 64,000 parents",
            "the U.S. deported more than 46,000 parents",
            id="a number",
        ),
        pytest.param("Whales are the largest animals that live today.", None, id="nothing like it"),
        pytest.param("x" * 600, None, id="longer than the text"),
    ],
)
def test_nearest(quote, passage):
    assert Passages(TEXT[:200]).nearest(quote) == passage


def test_many_gaps_in_a_long_text():
    text = "a " * 10_000 + "b"
    assert " … ".join(["a"] * 100 + ["b"]) in Passages(text)
    assert " … ".join(["b"] + ["a"] * 100) not in Passages(text)
