"""Queries made from claims, for which the answer is known: the fact of the claim."""

from __future__ import annotations

import random
import re
import string
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST = 4
"""A word of fewer letters is neither asked for alone nor misspelled."""
COMMON_WORDS = frozenset(
    "from than that this were with have among between them they their which when under said".split()
)
LONG_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
MISSPELLED = 0.3


class Known(NamedTuple):
    """A query and the fact that it was made from."""

    text: str
    fact: str


def make_queries(
    claims: Sequence[tuple[str, str]], count: int, *, seed: int = 1
) -> dict[str, list[Known]]:
    """Return queries of each sort from *count* of the claims (id, claim), the same each time."""
    rng = random.Random(seed)  # noqa: S311  # no secret
    usable = [(one, claim) for one, claim in claims if len(content_words(claim)) >= 3]  # noqa: PLR2004
    chosen = rng.sample(usable, min(count, len(usable)))
    queries: dict[str, list[Known]] = {
        name: []
        for name in ("full claims", "three words", "one of three misspelled", "30 % misspelled")
    }
    for one, claim in chosen:
        three = rng.sample(content_words(claim), 3)
        wrong = [misspell(three[0], rng), *three[1:]]
        some = LONG_WORD.sub(
            lambda match: misspell(match[0], rng) if rng.random() < MISSPELLED else match[0],
            claim,
        )
        texts = (claim, " ".join(three), " ".join(wrong), some)
        for name, text in zip(queries, texts, strict=True):
            queries[name].append(Known(text, one))
    return queries


def content_words(claim: str) -> list[str]:
    """Return the words of a claim that somebody might look for, each once."""
    words = dict.fromkeys(LONG_WORD.findall(claim))
    return [word for word in words if word.lower() not in COMMON_WORDS]


def misspell(word: str, rng: random.Random) -> str:
    """Return *word* with one slip: a letter swapped, left out, doubled or another one."""
    at = rng.randrange(1, len(word) - 1)
    slip = rng.choice(("swap", "drop", "double", "other"))
    if slip == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip == "drop":
        return word[:at] + word[at + 1 :]
    if slip == "double":
        return word[:at] + word[at] + word[at:]
    letter = rng.choice([one for one in string.ascii_lowercase if one != word[at]])
    return word[:at] + letter + word[at + 1 :]
