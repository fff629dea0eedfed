"""Wikitext: the claim with a footnote in the citation templates of the English Wikipedia."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.escape import escape_wikitext as escape
from factbase.cite.evidence import NOT_READ, cited_works, evidence, label, locator, namer, read_text
from factbase.cite.item import family_name, full_name, live_url, parsed
from factbase.dates import Interval, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbase.cite.entries import Entry
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record, SourceRecord, UseRecord

    Pairs = Iterator[tuple[str, str | None]]

_TEMPLATES = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "news",
    "book": "book",
    "chapter": "book",
    "entry": "encyclopedia",
    "entry-dictionary": "encyclopedia",
    "entry-encyclopedia": "encyclopedia",
    "map": "map",
    "paper-conference": "conference",
    "report": "report",
    "review": "journal",
    "review-book": "journal",
    "speech": "speech",
    "thesis": "thesis",
}
"""CSL type → the template ``{{cite …}}``; the rest is ``{{cite web}}``, or without an address
``{{citation}}``."""

_CONTAINERS = {
    "book": "series",
    "conference": "book-title",
    "encyclopedia": "encyclopedia",
    "journal": "journal",
    "magazine": "magazine",
    "news": "newspaper",
    "report": "series",
    "speech": "event",
    "thesis": "series",
    "map": "work",
    "web": "website",
}
_STATES = {"live": "live", "paywalled": "live", "dead": "dead", "lost": "dead"}
_SNAPSHOT = re.compile(r"/web/(\d{4})(\d\d)(\d\d)\d{6}")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:
    """Return each claim with its footnote; *in_text* names the footnote alone."""
    if only == "claim":
        return "\n\n".join(escape(fact.claim) for fact in facts)
    name = namer(facts)
    say = _named if in_text else _footnote
    notes = [say(fact, name) for fact in facts]
    if only == "citation":
        return "\n\n".join(notes)
    return "\n\n".join(
        f"{escape(fact.claim)}{note}" for fact, note in zip(facts, notes, strict=True)
    )


def references(works: Sequence[Entry]) -> str:
    """Return the works as a list, each with what to know of the facts that rest on it."""
    return "\n".join(
        f"* {_template(work.source, read=work.read)}{_remark(work.note)}" for work in works
    )


def _named(fact: Record, name: Namer) -> str:  # noqa: ARG001
    return f'<ref name="{label(fact)}" />'


def _footnote(fact: Record, name: Namer) -> str:
    works = [_cited(*uses) for uses in cited_works(fact)]
    words = "; ".join(evidence(fact, name=name))
    return f'<ref name="{label(fact)}">{"; ".join(works)}{_remark(words)}</ref>'


def _remark(words: str) -> str:
    return f" &#91;{escape(words)}&#93;" if words else ""


def _cited(*uses: UseRecord) -> str:
    use = uses[0]
    read = None if use.copy_ else use.read
    template = _template(use.source, read=read, place=locator(*uses))
    # The template prints the day on which the work was read; that of a copy stands behind it.
    aside = read_text(use)
    return template if read or aside == NOT_READ else f"{template} ({escape(aside)})"


def _template(source: SourceRecord, *, read: str | None, place: str = "") -> str:
    name = _TEMPLATES.get(source.type) or ("web" if live_url(source) else "citation")
    fields = [*_who(source), *_what(source, name), *_where(source, read)]
    page = re.fullmatch(r"(pp?)\.? ?([\w–-]+)", place)  # noqa: RUF001  # an en dash
    if page:
        fields.append(("page" if page[1] == "p" else "pages", page[2]))
    elif place:
        fields.append(("at", place))
    elif source.page:
        fields.append(("pages" if re.search(r"[-–,]", source.page) else "page", source.page))  # noqa: RUF001
    if name == "citation":
        fields.append(("mode", "cs1"))
    told = [f"|{key}={_address(key, text)}" for key, text in fields if text]
    return "{{" + " ".join([name if name == "citation" else f"cite {name}", *told]) + "}}"


def _who(source: SourceRecord) -> Pairs:
    for role, people in (("", source.author), ("editor", source.editor)):
        for number, name in enumerate(people, start=1):
            count = str(number) if people[1:] else ""
            if "literal" in name:
                # Doubled parentheses: the template takes the name as it is.
                yield (role or "author") + count, f"(({name['literal']}))"
            else:
                dash = f"{role}-" if role else ""
                last = f"{family_name(name)} {name.get('suffix', '')}".rstrip()
                yield f"{dash}last{count}", last
                yield f"{dash}first{count}", name.get("given")


def _what(source: SourceRecord, name: str) -> Pairs:
    container = source.container_title
    if source.type == "chapter":
        yield "chapter", source.title
        yield "title", container or "n/a"
    else:
        yield "title", source.title
        yield _CONTAINERS.get(name, "work"), container
    yield "type", source.genre
    yield "id", source.number
    yield "volume", source.volume
    yield "issue", source.issue
    yield "version", source.version
    names = [full_name(person) for person in source.author]
    yield "publisher", None if source.publisher in (*names, container) else source.publisher
    yield "date", _date(source)


def _where(source: SourceRecord, read: str | None) -> Pairs:
    url = None if source.url == "unstated" else source.url
    kept, kept_on = source.archive_url, _kept_on(source)
    state = _STATES.get(source.url_status or "")
    yield "language", source.language
    yield "doi", source.doi
    yield "issn", source.issn
    yield "isbn", source.isbn
    if url and kept and kept_on:
        # The template refuses an archive without its date.
        yield from (("url", url), ("archive-url", kept), ("archive-date", kept_on))
        yield "url-status", state
    else:
        yield "url", live_url(source)
    if source.url_status == "paywalled":
        yield "url-access", "subscription"
    yield "access-date", read if live_url(source) else None


def _kept_on(source: SourceRecord) -> str | None:
    """Return the day of the archived copy, by its record or by the archive's address."""
    if source.archive_date:
        when = parsed(source.archive_date)
        return _words(when) if isinstance(when, PartialDate) else None
    found = _SNAPSHOT.search(source.archive_url or "")
    return "-".join(found.groups()) if found else None


def _date(source: SourceRecord) -> str:
    when = parsed(source.issued)
    if when is None:
        return "n.d."
    if isinstance(when, Interval):
        return _span(when)
    return _words(when)


def _span(when: Interval) -> str:
    """Return a span as the templates take it, which is never of days in figures."""
    if not (when.start and when.end):
        # The templates know no open interval; its one end is what is known.
        return "".join(_words(one) for one in (when.start, when.end) if one)
    first, last = _parts(when.start), _parts(when.end)
    # The dash has spaces around it where an end has one within.
    alike = len(first) == len(last)
    while alike and first[1:] and first[-1] == last[len(first) - 1]:
        first.pop()
    about = "c. " if _is_rough(when.start) or _is_rough(when.end) else ""
    dash = "\N{EN DASH}" if alike and not first[1:] else " \N{EN DASH} "
    return about + dash.join(map(" ".join, (first, last)))


def _is_rough(when: PartialDate) -> bool:
    return when.is_approximate or when.is_uncertain


def _parts(when: PartialDate) -> list[str]:
    """Return day, month and year in words, as far as they are known."""
    year, *rest = when.parts
    return [*map(str, rest[1:]), *(_MONTHS[month - 1] for month in rest[:1]), str(year)]


def _words(when: PartialDate) -> str:
    """Return a date as the templates take it: 2012, October 2012, 2012-10-01, c. 2012."""
    about = "c. " if _is_rough(when) else ""
    if when.precision == "month":
        return f"{about}{_MONTHS[when.first.month - 1]} {when.first.year}"
    return about + when.text.rstrip("~?")


def _address(key: str, text: str) -> str:
    if key not in ("url", "archive-url"):
        return escape(text, template=True)
    # In an address wikitext is percent-encoded: an entity would be part of it.
    return re.sub(r"[\s|{}\[\]<>\"']", lambda match: f"%{ord(match[0]):02X}", text)
