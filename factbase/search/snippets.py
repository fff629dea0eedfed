"""Snippets: a passage of a fact with what was found in it marked."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from factbase.index.mentions import places_named
from factbase.index.words import words_in_place
from factbase.jsontext import from_json
from factbase.normalize import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.search.terms import Term

MARK = "**"
"""Stands before and after what was found."""

MOST_WORDS = 24
"""A passage that is not the claim is cut to so many words."""

_ONLY_BETWEEN = re.compile(r"[\s-]+")

Span = tuple[int, int]


def snippet(row: Any, terms: Sequence[Term]) -> str:
    """Return the claim with what was found marked, or else the passage that holds most of it."""
    if not terms:
        return collapse(row["claim"])
    claim = unicodedata.normalize("NFC", row["claim"])
    numbers = {form for term in terms if term.is_number for form in term.forms}
    # The lexer reads only what holds a number that is meant.
    has_numbers = bool(numbers) and not numbers.isdisjoint(row["keys"].split())
    spans = found_in(claim, terms, has_numbers=has_numbers)
    if spans:
        return collapse(_marked(claim, spans))
    best, most = row["claim"], 0
    for passage in (*_passages(from_json(row["document"])), row["citation"], row["tags"]):
        spans = found_in(passage, terms, has_numbers=has_numbers)
        if len(spans) > most:
            best, most = _window(passage, spans), len(spans)
    return collapse(best)


def found_in(text: str, terms: Sequence[Term], *, has_numbers: bool) -> list[Span]:
    """Return where the terms stand in *text*: words, words in a row, and numbers of any form.

    *has_numbers* tells whether the fact holds a number that is meant.
    """
    places = list(words_in_place(text))
    words = [word for _, _, word in places]
    forms = {form for term in terms for form in term.forms}
    spans = {(start, stop) for start, stop, word in places if word in forms}
    for (start, _, word), (_, stop, other) in pairwise(places):
        if word + other in forms:
            spans.add((start, stop))
    for first, after, key in places_named(words):
        if key in forms:
            spans.add((places[first][0], places[after - 1][1]))
    for row in (row for term in terms for row in term.rows):
        for first in range(len(words) - len(row) + 1):
            in_a_row = places[first : first + len(row)]
            if all(word in meant for (_, _, word), meant in zip(in_a_row, row, strict=True)):
                spans.update((start, stop) for start, stop, _ in in_a_row)
    if has_numbers:
        spans.update(_numbers_in(text, forms))
    return _joined(text, sorted(spans))


def _numbers_in(text: str, forms: set[str]) -> Iterator[Span]:
    from factbase.quantity import find_quantities  # noqa: PLC0415  # loaded for the query already
    from factbase.quantity.keys import keys_of_fact, scale_of  # noqa: PLC0415
    from factbase.quantity.units import UnitTable  # noqa: PLC0415

    for mention in find_quantities(text):
        scale = scale_of(mention, UnitTable())
        is_meant = mention.statistic or mention.kind == "qual"
        if is_meant and not forms.isdisjoint(keys_of_fact(mention.values, scale)):
            yield mention.start, mention.end


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with those that touch or have only space between them made one."""
    joined: list[Span] = []
    for start, stop in spans:
        if joined and (
            start <= joined[-1][1] or _ONLY_BETWEEN.fullmatch(text, joined[-1][1], start)
        ):
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _marked(text: str, spans: Sequence[Span]) -> str:
    pieces, position = [], 0
    for start, stop in spans:
        pieces += [text[position:start], MARK, text[start:stop], MARK]
        position = stop
    return "".join([*pieces, text[position:]])


def _window(text: str, spans: Sequence[Span]) -> str:
    """Return the words of *text* around the first that were found, marked."""
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    if len(starts) <= MOST_WORDS:
        return _marked(text, spans)
    first = sum(start < spans[0][0] for start in starts)
    begin = max(0, min(first - MOST_WORDS // 4, len(starts) - MOST_WORDS))
    stop = begin + MOST_WORDS
    left = starts[begin]
    right = starts[stop] if stop < len(starts) else len(text)
    inside = [(a - left, b - left) for a, b in spans if a >= left and b <= right]
    before, after = "…" if begin else "", "…" if right < len(text) else ""
    return before + _marked(text[left:right], inside).rstrip() + after


def _passages(document: dict[str, Any]) -> Iterator[str]:
    """Yield the texts of a fact but for its claim, the most telling first."""
    texts = [
        *document.get("also", ()),
        *(
            f"{value.get('measure', '')} {value.get('of', '')}"
            for value in document.get("values", ())
        ),
        *(use.get("quote") for use in document.get("sources", ())),
        document.get("note"),
        document.get("said_by"),
    ]
    yield from (unicodedata.normalize("NFC", text) for text in texts if text)
