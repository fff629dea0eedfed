"""The words and numbers of a text, as a query looks for them: most queries are nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.index.words import ITSELF, STOP_WORDS, words_in_place, words_of
from factbase.search.query import Group, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.quantity import Quantity

MAX_WORDS = 64
"""A pasted page is searched for by so many of its first words."""

_YEAR = re.compile(r"[0-9]{4}\Z")
_NUMBER_WORDS = frozenset(
    """half halves third thirds quarter quarters fifth fifths sixth sixths seventh eighth eighths
    ninth tenth tenths twentieth hundredth once twice thrice double doubled doubles triple tripled
    triples quadrupled one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred hundreds thousand thousands million millions billion billions trillion
    dozen dozens""".split()
)
_DIGITS = frozenset("0123456789")
_DIGITS = frozenset("0123456789")


def plain_leaves(text: str) -> tuple[Leaf, ...]:
    """Return the words and numbers of *text*, stop words left out, as a query looks for them."""
    return without_stop_words(Group(should=tuple(plain_parts(text))), is_sentence=True).should  # type: ignore[return-value]


def plain_parts(text: str) -> Iterator[Leaf]:
    """Yield the words and numbers of *text*, each once, in order."""
    mentions = mentions_in(text)
    seen: set[str] = set()
    position = 0
    for start, stop, word in words_in_place(text):
        if start < position:
            continue
        mention = mentions.get(start)
        if mention is not None:
            position = mention.end
            leaf = number_leaf(mention)
        else:
            leaf = Leaf(text[start:stop], (word,))
        if leaf.text.casefold() not in seen:
            seen.add(leaf.text.casefold())
            yield leaf
        if len(seen) > 4 * MAX_WORDS:
            return


def number_leaf(mention: Quantity) -> Leaf:
    """Return what is looked for where a number stands."""
    return Leaf(mention.text, tuple(words_of(mention.text)), "number", mention)


def mentions_in(text: str) -> dict[int, Quantity]:
    """Return begin → statistic for the numbers of *text*."""
    words = text.lower().replace("-", " ").split()
    if _DIGITS.isdisjoint(text) and _NUMBER_WORDS.isdisjoint(words):
        return {}
    # The lexer and its tables cost a search two starts of Python: for numbers only.
    from factbase.quantity import find_quantities  # noqa: PLC0415

    # A number that may be a year is one; written 2,011 it is not.
    return {
        found.start: found
        for found in find_quantities(text)
        if found.statistic and not _YEAR.match(found.text)
    }


def without_stop_words(group: Group, *, is_sentence: bool) -> Group:
    """Return *group* without the stop words of its plain part, unless there is nothing else."""
    once: dict[object, Leaf | Group] = {}
    for part in group.should:
        once.setdefault(_same(part), part)
    parts = list(once.values())
    if group.must or not all(map(_is_stop_word, parts)):
        # Who types "us population" means the country.
        parts = [_country(part) if not is_sentence else part for part in parts]
        parts = [part for part in parts if not _is_stop_word(part)]
    return Group(group.must, tuple(parts[:MAX_WORDS]), group.must_not)


def _same(part: Leaf | Group) -> object:
    return (part.kind, part.words) if isinstance(part, Leaf) else part


def _is_stop_word(part: Leaf | Group) -> bool:
    return isinstance(part, Leaf) and part.kind == "word" and part.words[0] in STOP_WORDS


def _country(part: Leaf | Group) -> Leaf | Group:
    is_us = isinstance(part, Leaf) and part.words == ("us",)
    return Leaf("us", ("us" + ITSELF,)) if is_us else part
