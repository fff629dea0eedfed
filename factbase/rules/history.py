"""What only a comparison with an earlier state of the base shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Kind, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.corpus import Corpus
    from factbase.diagnostics import Diagnostic


class IdGone(Kind):
    """The id of a fact is for ever: texts and pages cite it.

    A fact that turned out wrong stays and says `retracted:`; one that was renamed or merged
    leaves its id under `formerly:` of the fact that takes its place. Asked only with
    `--changed-since`, which names the state of the base to compare with.
    """

    code: ClassVar[str] = "FB410"
    name: ClassVar[str] = "id-gone"

    @classmethod
    def find(cls, before: Corpus, now: Corpus, *, since: str) -> Iterator[Diagnostic]:
        """Yield a finding for each fact of *before* whose id leads nowhere *now*."""
        known = now.facts_by_id()
        unreadable = {refused.file.path for refused in now.refused}
        for entry in before.facts:
            path = entry.file.path
            # What cannot be read now is told already, and is not gone.
            if entry.id in known or path in unreadable:
                continue
            message = f"the id '{entry.id}', a fact in {since}, is gone"
            hint = (
                "keep the fact and write 'retracted:' with 'on' and 'why', or write "
                f"'formerly: [{entry.id}]' in the fact that takes its place"
            )
            renamed = (fact for fact in now.facts if fact.is_alone and fact.file.path == path)
            here = next((fact.place("id") for fact in renamed), Location(path))
            yield cls.at(here, message, hint=hint)
