"""The rule on quotes: they stand in the source, where a copy of it is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from factbase.copies import Figures, figures
from factbase.diagnostics import Severity
from factbase.normalize import shown
from factbase.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from factbase.corpus import Corpus, Entry, Use
    from factbase.diagnostics import Diagnostic
    from factbase.model.source import Source

PASSAGE_SHOWN = 200
"""At most so many characters of the nearest passage are shown."""


class QuoteNotInCopy(Rule):
    """A quote stands, word for word, in the copy of the source that was kept.

    Copies lie in `.factbase/copies/`, which is not committed; `factbase copy SOURCE FILE` puts one
    there and records its fingerprint, day and length under `copies`. White space, ligatures, curly
    quotes, dashes, hyphens at line ends and capitals make no difference; `…` and `[...]` leave
    words out, `[sic]` and `[the country]` put words in. Where no copy lies here, the quote is
    neither right nor wrong: the summary counts it as not checked. A copy that is not the one
    recorded is told as a warning, and nothing is compared with it.
    """

    code: ClassVar[str] = "FB309"
    name: ClassVar[str] = "quote-not-in-copy"
    doubt: ClassVar[Severity] = Severity.WARNING
    """Of a copy that cannot be used."""

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        sources = corpus.sources_by_id()
        for source in sources.values():
            yield from self._copies(corpus, source)
        # One source after another, so that each copy is read once.
        for found in sorted(corpus.source_uses, key=lambda found: found.use.ref):
            source_of_it = sources.get(found.use.ref)
            if source_of_it and outcome(corpus, found, source_of_it) == "not found":
                yield self._missing(corpus, found, source_of_it)

    def _missing(self, corpus: Corpus, found: Use, source: Entry[Source]) -> Diagnostic:
        recorded = _recorded(source)
        which = f"the copy of '{source.id}' taken on {recorded[0].taken}"
        if len(recorded) > 1:
            which = f"any of the {len(recorded)} copies of '{source.id}'"
        nearest = corpus.copies.nearest(found.use.quote or "", source.id, recorded)
        hint = "nothing like it stands there; is it the right source, in the right edition?"
        if nearest:
            hint = f'the nearest passage in the copy: "{shown(nearest, PASSAGE_SHOWN)}"'
        return self.at(found.place("quote"), f"the quote does not stand in {which}", hint=hint)

    def _copies(self, corpus: Corpus, source: Entry[Source]) -> Iterator[Diagnostic]:
        """Yield a warning for each copy here that is not one of those recorded."""
        days = corpus.copies.days(source.id)
        recorded = _recorded(source)
        for day in days:
            path = corpus.layout.shown(corpus.copies.path(source.id, day))
            of_the_day = [one for one in recorded if one.taken == day]
            text = corpus.copies.read(source.id, day)
            if text is None:
                message, hint = f"the copy {path} cannot be read", "delete it, or put it there anew"
            else:
                here = figures(text, day)
                if any(one.is_of(here) for one in of_the_day):
                    continue
                message = f"the copy {path} is not recorded"
                hint = f"write under 'copies': {here.as_yaml()}"
                if of_the_day:
                    message = f"the copy {path} is another text than the one recorded"
                    hint = f"its figures are {here.as_yaml()}; quotes are not checked against it"
            index = recorded.index(of_the_day[0]) if of_the_day else None
            place = source.place("id") if index is None else source.place("copies", index, "sha256")
            yield self.at(place, message, hint=hint, severity=self.doubt)


def outcome(corpus: Corpus, found: Use, source: Entry[Source] | None) -> str:
    """Return "found", "not found" or "not checked" for a quote; "" where nothing is quoted."""
    quote = found.use.quote
    if not quote:
        return ""
    if source is None or not source.record.copies:
        return "not checked"
    return corpus.copies.look_for(quote, source.id, _recorded(source))


def quotes_checked(corpus: Corpus, paths: Collection[str]) -> tuple[int, int]:
    """Return how many quotes the files at *paths* hold, and how many have not been checked."""
    sources = corpus.sources_by_id()
    told = [
        outcome(corpus, found, sources.get(found.use.ref))
        for found in sorted(corpus.source_uses, key=lambda found: found.use.ref)
        if found.fact.file.path in paths and found.use.quote
    ]
    return len(told), told.count("not checked")


def _recorded(source: Entry[Source]) -> list[Figures]:
    return [Figures(one.sha256, str(one.taken), one.characters) for one in source.record.copies]
