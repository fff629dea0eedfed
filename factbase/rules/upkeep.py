"""Rules on what ages: links that die, facts that are to be looked at again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Severity
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.corpus import Corpus
    from factbase.diagnostics import Diagnostic


class DeadLinkWithoutArchive(Rule):
    """A source whose link is dead names a kept copy on the web.

    Asked of what is recorded (`url_status: dead`); nothing is fetched. Look for the address in a
    web archive and write `archive_url` and `archive_date`. Where no archive holds it, write
    `url_status: lost`: then a reader knows that somebody has looked.
    """

    code: ClassVar[str] = "FB502"
    name: ClassVar[str] = "dead-link-without-archive"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        for entry in corpus.sources:
            if entry.record.url_status == "dead" and entry.record.archive_url is None:
                yield self.at(
                    entry.place("url_status"),
                    "the link is dead, and no kept copy is named",
                    hint="write the 'archive_url' of a copy in a web archive, or "
                    "'url_status: lost' where none is to be found",
                )


class Stale(Rule):
    """A fact is looked at again when its `recheck` says so.

    `recheck` is a day, or a span such as `1y` after the newest `read`; a fact that nobody has
    read is due at once. Open the source again: write the new day under `read` if it still says
    so, or record the new number as a fact of its own. Superseded and retracted facts rest.
    """

    code: ClassVar[str] = "FB503"
    name: ClassVar[str] = "stale"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:
        by_id = corpus.facts_by_id()
        superseded = {
            by_id[old].id
            for entry in corpus.facts
            for old in entry.record.supersedes
            if old in by_id and by_id[old] is not entry
        }
        for entry in corpus.facts:
            fact = entry.record
            due = fact.recheck_due
            if due is None or due >= today or fact.retracted or fact.id in superseded:
                continue
            message, hint = _overdue(due, fact.recheck)
            yield self.at(entry.place("recheck"), message, hint=hint)


def _overdue(due: date, recheck: str | None) -> tuple[str, str]:
    if due == date.min:
        return (
            f"to be rechecked every {recheck}, and no source has been read yet",
            "read one and write the day under 'read'",
        )
    again = "write the day under 'read'"
    if recheck == due.isoformat():
        again = "move 'recheck' to the next date"
    return f"due for a recheck since {due}", f"look at the source again and {again}"
