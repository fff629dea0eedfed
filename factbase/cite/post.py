"""A fact as a post of limited length: the claim with the shortest attribution that is honest.

Characters are counted as Unicode code points of the composed text (NFC), as Mastodon does; X
counts Chinese, Japanese, Korean and emoji twice, Bluesky counts what a reader sees as one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from factbase.cite.evidence import chain, cited_works, is_calculated, namer, warnings
from factbase.cite.item import short_name, short_title, year_text
from factbase.errors import LengthError
from factbase.quantity.lexer import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.index.records import Record, SourceRecord, UseRecord

_CLAUSE = re.compile(
    r"(?:, (?:which|whose|whom?|where|while|whereas|making|leaving)\b(?=[^,;]*\Z)"
    r"|; (?=[^;]*\Z)| [\u2013\u2014] (?=[^\u2013\u2014]*\Z))"
)
"""Where a last clause begins that the sentence stands without: it runs to the end."""

_CAVEAT = re.compile(
    r"\b(?:about|according|adjusted|alleged\w*|almost|although|approximate\w*|but|by|compared|"
    r"disputed|estimate\w*|except\w*|exclud\w+|however|if|includ\w+|margin|nearly|no|none|nor|not|"
    r"only|per|preliminary|projected|provisional|reported\w*|roughly|sa(?:id|ys?)|some|than|though|"
    r"uncertain\w*|unless|without|yet)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words that limit what is said, or say whose it is: a clause with one of them stays."""

_SPEAKER = re.compile(r"(?:, according to [^;]+)?\Z")
"""Who says so, at the end of a sentence: what stands before may go, this may not."""

_SHORTER = (
    (re.compile(r"original not preserved"), "original lost"),
    (re.compile(r"the source it names gives other figures"), "its source gives other figures"),
    (re.compile(r"due for a recheck( since .*)?"), "recheck due"),
    (re.compile(r"disputed: see .*"), "disputed"),
    (re.compile(r"superseded by .*"), "superseded"),
    (re.compile(r"retracted .*"), "retracted"),
)


def post(fact: Record, limit: int) -> str:
    """Return the claim with its attribution in at most *limit* characters.

    The whole claim goes before a long attribution. Raises `LengthError` where even the shortest
    form is longer.
    """
    ends = _attributions(fact)
    posts = [
        unicodedata.normalize("NFC", f"{claim} {end}")
        for claim in shortened(fact.claim)
        for end in ends
    ]
    for text in posts:
        if len(text) <= limit:
            return text
    raise LengthError(fact.id, limit, min(map(len, posts)))


def shortened(claim: str) -> Iterator[str]:
    """Yield *claim*, then what is left of it when one clause after the other goes from its end.

    A clause stays that holds a number, limits what is said, or says whose words they are.

    >>> list(shortened("Some 400 cats live here, which surprised the town."))
    ['Some 400 cats live here, which surprised the town.', 'Some 400 cats live here…']
    >>> list(shortened("Some 400 cats live here, which is 3 percent of all."))
    ['Some 400 cats live here, which is 3 percent of all.']
    """
    yield claim
    last_number = max((found.end for found in find_quantities(claim)), default=0)
    speaker = _SPEAKER.search(claim)
    end = speaker[0] if speaker else ""
    left = claim.removesuffix(end)
    while match := _CLAUSE.search(left):
        clause = left[match.start() :]
        if match.start() < last_number or _CAVEAT.search(clause) or re.search(r"\d", clause):
            return
        left = left[: match.start()]
        yield f"{left}…{end}"


def _attributions(fact: Record) -> list[str]:
    """Return the attribution in full, but for the place in the work; then in few words."""
    name = namer([fact])
    works = cited_works(fact)
    told = list(warnings(fact))
    whole = _joined(fact, [_named(use[0], name(use[0].source)) for use in works], told)
    brief = _named(works[0][0], f"{_brief(works[0][0].source)}, {year_text(works[0][0].source)}")
    shortest = _joined(fact, [brief], told)
    for words, fewer in _SHORTER:
        shortest = [words.sub(fewer, one) for one in shortest]
    return [f"({'; '.join(words)})" for words in (whole, shortest)]


def _joined(fact: Record, works: list[str], told: list[str]) -> list[str]:
    first = f"our calculation from {works[0]}" if is_calculated(fact) else works[0]
    words = [chain(uses[0]) for uses in cited_works(fact) if not _names_original(uses[0])]
    return list(dict.fromkeys([first, *works[1:], *filter(None, words), *told]))


def _named(use: UseRecord, work: str) -> str:
    """Return the work that was read, behind the one it names: "Tam via The Post, 2013"."""
    if use.named is None or not _names_original(use):
        return work
    unchecked = "" if use.figures == "same" else "; original not checked"
    original = _brief(use.named)
    # Where one body made both, its name stands once.
    via = "" if original == _brief(use.source) else f"{original} via "
    return f"{via}{work}{unchecked}"


def _names_original(use: UseRecord) -> bool:
    return use.named is not None and use.figures != "other"


def _brief(source: SourceRecord) -> str:
    """Return who speaks: the authors, else the outlet or the title, whichever is shorter."""
    if source.author or source.editor:
        return short_name(source)
    outlets = [source.container_title, source.publisher, short_title(source.title)]
    return min(filter(None, outlets), key=len)
