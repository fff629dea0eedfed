"""What citing gives back: one citation a fact, and the text that is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from factbase.cite.all_formats import STYLED_FORMATS, find_format, find_styled_format
from factbase.cite.evidence import namer, note
from factbase.cite.reference import PlainCiter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbase.cite.base import Citer
    from factbase.cite.styles import Chosen
    from factbase.index.records import Record, SourceRecord


@dataclass(frozen=True, slots=True)
class Citation:
    """How one fact is cited; *note* holds the words on its chain and its warnings.

    *post* is claim and attribution in the length that was asked for, else None.
    """

    id: str
    claim: str
    in_text: str
    reference: str
    grade: str
    status: str
    note: str
    post: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as ``factbase cite --json`` writes it."""
        return {key: value for key, value in asdict(self).items() if value is not None}


class Citations(Sequence[Citation]):
    """The citations of some facts; ``str()`` of it is what a writer pastes."""

    def __init__(self, make: Callable[[], Sequence[Citation]], text: str) -> None:
        self._make = make
        self._text = text

    @cached_property
    def _citations(self) -> tuple[Citation, ...]:
        # Who pastes the text does not wait for the parts.
        return tuple(self._make())

    @overload
    def __getitem__(self, index: int) -> Citation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Citation]: ...
    def __getitem__(self, index: int | slice) -> Citation | Sequence[Citation]:
        return self._citations[index]

    def __len__(self) -> int:
        return len(self._citations)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Citations({', '.join(citation.id for citation in self)})"


def cite(
    facts: Sequence[Record],
    *,
    format: str = "text",  # noqa: A002  # the command's option, and the same word here
    style: Chosen | None = None,
    in_text: bool = False,
    only: str | None = None,
) -> Citations:
    """Return the citations of *facts*, rendered in *format*; raises KeyError for an unknown one.

    *style* words them where the format takes one; without it they are worded plainly.
    """
    if format in STYLED_FORMATS:
        citer = make_citer(facts, format=format, style=style)
        text = find_styled_format(format).render(facts, only=only, in_text=in_text, citer=citer)
    else:
        text = find_format(format).render(facts, only=only, in_text=in_text)

    def make() -> list[Citation]:
        words = make_citer(facts, format="text", style=style)
        return [_citation(fact, facts, words) for fact in facts]

    return Citations(make, text)


def make_citer(
    facts: Sequence[Record],
    *,
    format: str,  # noqa: A002
    style: Chosen | None,
    sources: Iterable[SourceRecord] = (),
) -> Citer:
    """Return what words the citations of *facts* and *sources* in a *format* that takes a style."""
    markup = find_styled_format(format).MARKUP
    if style is None:
        return PlainCiter(facts, markup)
    from factbase.cite.styled import StyledCiter  # noqa: PLC0415  # the CSL processor, for this alone

    return StyledCiter(facts, style, output=format, markup=markup, sources=tuple(sources))


def cite_in_posts(facts: Sequence[Record], max_length: int) -> Citations:
    """Return the citations of *facts*, each as a post of at most *max_length* characters.

    Raises `LengthError`.
    """
    from factbase.cite.post import post  # noqa: PLC0415  # reads numbers, for this alone

    made = [
        replace(_citation(fact, [fact], PlainCiter([fact])), post=post(fact, max_length))
        for fact in facts
    ]
    return Citations(lambda: made, "\n\n".join(str(one.post) for one in made))


def _citation(fact: Record, facts: Sequence[Record], citer: Citer) -> Citation:
    return Citation(
        id=fact.id,
        claim=fact.claim,
        in_text=citer.cited(fact),
        reference=citer.reference(fact),
        grade=fact.grade,
        status=fact.status,
        note=note(fact, name=namer(facts)),
    )
