"""Laws of quotes: what a text says is found in it, however it is printed; what it lacks is not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.copies import figures
from factbase.copies.passages import Passages

quick = settings(max_examples=200, derandomize=True, deadline=None)

WORDS = st.lists(
    st.text(
        alphabet="abcdefgxyzéß\ufb01 46,.%-()[]'\"\u2019\u2026\u2014\u00ad", min_size=1, max_size=9
    ),
    min_size=1,
    max_size=30,
)
PLAIN = st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=4, max_size=40)


@quick
@given(WORDS)
def test_a_text_is_found_in_itself(words):
    # A hyphen at the end would take in the word behind it.
    text = " ".join([*words, "end."])
    assert text in Passages(text)
    assert text in Passages(f"Before. {text} Behind.")


@quick
@given(PLAIN, st.data())
def test_words_in_their_order_are_found(words, data):
    start = data.draw(st.integers(0, len(words) - 2))
    middle = data.draw(st.integers(start + 1, len(words) - 1))
    gap = data.draw(st.sampled_from([" … ", " [...] ", " (...) ", " . . . "]))
    copy = Passages("\n".join(words))
    assert " ".join(words[start : middle + 1]) in copy
    assert f"{words[start]}{gap}{words[middle]}" in copy


@quick
@given(PLAIN, st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True))
def test_a_word_that_is_not_there_is_not_found(words, foreign):
    copy = Passages(" ".join(words))
    assert f"{words[0]} {foreign}" not in copy
    assert f"{words[0]} … {foreign}" not in copy


@quick
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_number_is_found_only_as_itself(one, other):
    assert (f"{one:,} people" in Passages(f"There were {other:,} people.")) is (one == other)


@quick
@given(st.text(max_size=200))
def test_anything_has_figures_and_can_be_looked_for(text):
    assert figures(text, "2026-11-22").sha256
    assert Passages(text).nearest("some words") is None or text
    _ = text in Passages("a text")
