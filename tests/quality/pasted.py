"""Text as people paste it: whole claims, and sentences of articles, documentation and quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.quality.distractors import ROOT, choose, document, shipped_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.quality.scoring import Found

SEEDS = ROOT.parent / "shared" / "seeds"
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n[-*•|] ?")
NO_PROSE = re.compile(r"(?ms)^```.*?^```|^[#|<].*?$")
"""Blocks of code, headings, rows of tables, comments."""
WORDS = 6
"""A pasted sentence has so many words at least."""


class Pasted(NamedTuple):
    """What became of pasted sentences."""

    sentences: int
    errors: int
    answered: int

    @property
    def share(self) -> float:
        """Return the share that found anything."""
        return self.answered / self.sentences


def claims_first(search: Callable[[str], Iterable[Found]]) -> tuple[int, list[str]]:
    """Return how many claims of shipped facts were pasted, and the facts not found first.

    Unread facts are left out: they are found only when asked for.
    """
    facts = [fact for fact in shipped_facts() if any("read" in use for use in fact["sources"])]
    missed = [
        fact["id"]
        for fact in facts
        if next((one.id for one in search(fact["claim"])), None) != fact["id"]
    ]
    return len(facts), missed


def paste(search: Callable[[str], Iterable[object]], sentences: Iterable[str]) -> Pasted:
    """Search for each sentence as it stands."""
    errors = answered = total = 0
    for sentence in sentences:
        total += 1
        try:
            answered += any(True for _ in search(sentence))
        except Exception:  # noqa: BLE001  # any at all is what is counted
            errors += 1
    return Pasted(total, errors, answered)


def prose() -> Iterator[str]:
    """Yield sentences of the seeds, of the documentation, of quotes, and of distractors."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield from sentences_of(path.read_text("utf-8"))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield from sentences_of(NO_PROSE.sub("", path.read_text("utf-8")))
    for fact in shipped_facts():
        yield from (use["quote"] for use in fact["sources"] if "quote" in use)
    for row in choose()[::10]:
        yield document(row).split("claim: ")[1].split("\n")[0]


def sentences_of(text: str) -> Iterator[str]:
    """Yield what stands between full stops, with the line breaks that are in it."""
    for part in SENTENCE_END.split(text):
        if len(part.split()) >= WORDS:
            yield part.strip()
