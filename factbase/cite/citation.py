"""What citing gives back: one citation a fact, and the text that is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, overload

from factbase.cite import reference
from factbase.cite.all_formats import find_format
from factbase.cite.evidence import namer, note

if TYPE_CHECKING:
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record


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

    def __init__(self, citations: Sequence[Citation], text: str) -> None:
        self._citations = tuple(citations)
        self._text = text

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
    in_text: bool = False,
    only: str | None = None,
) -> Citations:
    """Return the citations of *facts*, rendered in *format*; raises KeyError for an unknown one."""
    text = find_format(format).render(facts, only=only, in_text=in_text)
    name = namer(facts)
    return Citations([_citation(fact, name) for fact in facts], text)


def cite_in_posts(facts: Sequence[Record], max_length: int) -> Citations:
    """Return the citations of *facts*, each as a post of at most *max_length* characters.

    Raises `LengthError`.
    """
    from factbase.cite.post import post  # noqa: PLC0415  # reads numbers, for this alone

    made = [replace(_citation(fact, namer([fact])), post=post(fact, max_length)) for fact in facts]
    return Citations(made, "\n\n".join(str(one.post) for one in made))


def _citation(fact: Record, name: Namer) -> Citation:
    return Citation(
        id=fact.id,
        claim=fact.claim,
        in_text=reference.in_text(fact, name=name),
        reference=reference.reference(fact, name=name),
        grade=fact.grade,
        status=fact.status,
        note=note(fact, name=name),
    )
