"""Rules on source records: each is used, and each work has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from factbase.dates import UNSTATED
from factbase.diagnostics import Severity
from factbase.model.source import Named, Source
from factbase.rules.base import Rule
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry
    from factbase.diagnostics import Diagnostic

_TRACKING = re.compile(r"utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga")
"""Parameters that campaigns add to an address; the page is the same without them."""

_SLIPS = 200
"""Of so many mistyped references the source that was meant counts as used."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_DOI_HOSTS = ("doi.org", "dx.doi.org")
_TELL_APART = ("volume", "issue", "page", "number", "version", "doi", "isbn")
"""Two works of one title, author and date differ in one of these."""


class SourceNeverUsed(Rule):
    """A source record supports a fact, or is the original that a source of a fact names.

    A record that nothing points to was left behind by an edit, or its fact was never written.
    While a file of facts cannot be read nothing is told: it may use any record.
    """

    code: ClassVar[str] = "FB407"
    name: ClassVar[str] = "source-never-used"
    severity: ClassVar[Severity] = Severity.NOTE

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        if any(not refused.data and not refused.is_source for refused in corpus.refused):
            return
        used = {name for refused in corpus.refused for _, name in refused.references}
        for found in corpus.source_uses:
            used.add(found.use.ref)
            if isinstance(found.use.original, Named):
                used.add(found.use.original.ref)
        known = {entry.id for entry in corpus.sources}
        for slip in sorted(used - known)[:_SLIPS]:
            used.update(nearest(slip, known))  # the reference is told, FB405
        for entry in corpus.sources:
            if entry.id not in used:
                yield self.at(
                    entry.place("id"),
                    f"no fact uses the source '{entry.id}'",
                    hint="write the fact that it supports, or delete the record",
                )


class SourceRecordedTwice(Rule):
    """A work has one record: one URL, one DOI, one title of one author and date.

    For a work without an author its publisher or journal counts. URLs are compared as browsers
    would open them: without `www.`, `#…`, a last slash and what campaigns add. Works of one title,
    author and date that differ in volume, issue, page, number, version or DOI are two. Keep one
    record, and let the facts use it.
    """

    code: ClassVar[str] = "FB409"
    name: ClassVar[str] = "source-recorded-twice"
    severity: ClassVar[Severity] = Severity.NOTE

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        first: dict[Hashable, Entry[Source]] = {}
        by_title: dict[Hashable, list[Entry[Source]]] = {}
        for entry in corpus.sources:
            field, other = self._same_address(entry, first)
            if other is None:
                field, other = "title", self._same_title(entry, by_title)
            if other is not None and other.id != entry.id:
                what = "title, author and date of issue" if field == "title" else field
                there = other.place(field)
                yield self.at(
                    entry.place(field),
                    f"the source '{other.id}' has the same {what} ({there})",
                    hint="keep one of the two records, and write its id in every 'ref'",
                    related=[there],
                )

    def _same_address(
        self, entry: Entry[Source], first: dict[Hashable, Entry[Source]]
    ) -> tuple[str, Entry[Source] | None]:
        """Return the field by which an earlier record is this work, and that record."""
        found: tuple[str, Entry[Source] | None] = ("", None)
        for field, key in _addresses(entry.record):
            other = first.setdefault(key, entry)
            if other is not entry and found[1] is None:
                found = field, other
        return found

    def _same_title(
        self, entry: Entry[Source], by_title: dict[Hashable, list[Entry[Source]]]
    ) -> Entry[Source] | None:
        source = entry.record
        authors = tuple(_plain(one.literal or one.family or "") for one in source.author)
        # A work without an author is told from its namesakes by who published it.
        publisher = "" if authors else _plain(source.container_title or source.publisher or "")
        if not authors and not publisher:
            return None
        key = (_plain(source.title), authors, str(source.issued), publisher)
        known = by_title.setdefault(key, [])
        other = next((one for one in known if not _are_two(one.record, source)), None)
        if other is None:
            known.append(entry)
        return other


def _addresses(source: Source) -> Iterator[tuple[str, Hashable]]:
    """Yield the DOI and the URL of a source in the form in which they are compared."""
    if source.doi:
        yield "DOI", ("doi", source.doi.casefold())
    if source.url and source.url != UNSTATED:
        yield "URL", same_page(source.url)


def same_page(url: str) -> tuple[str, ...]:
    """Return a key that is equal for two addresses of one page.

    >>> same_page("http://www.Example.org:80/a%7Eb/?utm_source=x#top")
    ('example.org', '/a~b', '')
    >>> same_page("https://doi.org/10.5555/ABC")
    ('doi', '10.5555/abc')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold().rstrip(".").removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    if host in _DOI_HOSTS and path.startswith("/10."):
        return "doi", path[1:].casefold()
    if parts.port not in (None, _DEFAULT_PORTS.get(parts.scheme)):
        host = f"{host}:{parts.port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in asked if not _TRACKING.fullmatch(pair[0].casefold())))
    if parts.fragment.startswith(("!", "/")):
        query += f"#{parts.fragment}"  # such pages are told apart by what stands behind the #
    return host, path, query


def _are_two(one: Source, other: Source) -> bool:
    """Tell whether a field that both records have says that they are two works."""
    pairs = ((getattr(one, field), getattr(other, field)) for field in _TELL_APART)
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return True
    return one.issued == UNSTATED and bool(one.url and other.url and one.url != other.url)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
