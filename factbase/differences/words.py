"""What is said of a diff in one line, the same in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.reporters.base import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbase.differences.compare import Diff, FactChange, FieldChange, SourceChange

_KEPT_WORDS = 6
"""So many words stand around what changed."""

_KINDS = ("added", "changed", "removed", "unreadable")


def headline(diff: Diff) -> str:
    """Return how much is otherwise, and since when."""
    told = [*_counts("fact", diff.facts), *_counts("source", diff.sources)]
    total = f"{plural(diff.total, 'fact')} in the base"
    if not told:
        return f"no fact or source changed since {diff.since}; {total}"
    return f"{', '.join(told)} since {diff.since}; {total}"


def pair(field: FieldChange) -> tuple[str | None, str | None]:
    r"""Return the text before and now, without most of what a long one has in common.

    >>> from factbase.differences.compare import FieldChange
    >>> words = "so long a sentence that nobody would look for the one word that has changed in it"
    >>> print(*pair(FieldChange("note", words, words.replace("one", "only"))), sep="\n")
    … that nobody would look for the one word that has changed in it
    … that nobody would look for the only word that has changed in it
    """
    old, new = field.before, field.after
    if old is None or new is None:
        return old, new
    first, second = old.split(), new.split()
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    return _cut(first, start, end), _cut(second, start, end)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _cut(words: Sequence[str], start: int, end: int) -> str:
    """Return *words* without all but a few of the *start* first and the *end* last ones."""
    first = max(start - _KEPT_WORDS, 0)
    last = len(words) - max(end - _KEPT_WORDS, 0)
    before = ["…"] if first else []
    after = ["…"] if last < len(words) else []
    return " ".join([*before, *words[first:last], *after])


def title(change: SourceChange) -> str:
    """Return the id of a source with its title and the number of facts that rest on it."""
    used = f", used by {plural(change.facts, 'fact')}" if change.facts else ""
    return f"{change.id} ({change.source.title}{used})"


def _counts(noun: str, changes: Sequence[FactChange | SourceChange]) -> list[str]:
    counts = {kind: sum(change.kind == kind for change in changes) for kind in _KINDS}
    return [f"{plural(count, noun)} {kind}" for kind, count in counts.items() if count]
