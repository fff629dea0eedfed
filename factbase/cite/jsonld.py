"""JSON-LD: each fact as a schema.org Claim with its Observations and the works it cites."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factbase.cite.evidence import chain, cited_works, evidence, locator, namer, read_text
from factbase.cite.item import full_name, live_url, parsed
from factbase.dates import UNSTATED, Interval
from factbase.jsontext import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factbase.cite.entries import Entry
    from factbase.cite.evidence import Namer
    from factbase.index.records import Record, SourceRecord, UseRecord, ValueRecord

    Node = dict[str, Any]

CONTEXT = "https://schema.org"

_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""CSL type → schema.org type; the rest is CreativeWork."""

_GRADES = {
    "primary": "primary source",
    "secondary": "secondary source",
    "orphan": "origin not known",
    "unread": "",
}


def render(facts: Sequence[Record], *, only: str | None = None, in_text: bool = False) -> str:  # noqa: ARG001
    """Return the facts as one graph, safe inside a script element of a page."""
    name = namer(facts)
    return _script_safe({"@context": CONTEXT, "@graph": [_claim(fact, name) for fact in facts]})


def references(works: Sequence[Entry]) -> str:
    """Return the works as one graph."""
    graph = [_work(work.source) | _filled({"description": work.note}) for work in works]
    return _script_safe({"@context": CONTEXT, "@graph": graph})


def _script_safe(data: Node) -> str:
    # JSON may spell any character of a text as a number; "</script" would end the element.
    text = to_json(data, indent=2)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _claim(fact: Record, name: Namer) -> Node:
    words = [_GRADES[fact.grade], *evidence(fact, whole=False, name=name)]
    return _filled(
        {
            "@type": "Claim",
            "@id": f"#{fact.id}",
            "identifier": fact.id,
            "version": fact.hash,
            "text": fact.claim,
            "inLanguage": fact.lang or "en",
            "author": {"@type": "Thing", "name": fact.said_by} if fact.said_by else None,
            "keywords": [fact.kind, *fact.topics],
            "temporalCoverage": _stated(fact.period),
            "spatialCoverage": _place(fact.place),
            "creativeWorkStatus": fact.status,
            "description": "; ".join(filter(None, words)),
            "mainEntity": [_observation(value, fact) for value in fact.values],
            "citation": [_citation(uses, name) for uses in cited_works(fact)],
        }
    )


def _observation(value: ValueRecord, fact: Record) -> Node:
    about = {**fact.dimensions, **value.dimensions}
    period, place = value.period or fact.period, value.place or fact.place
    return _filled(
        {
            "@type": "Observation",
            "name": value.text,
            "variableMeasured": _filled(
                {
                    "@type": "StatisticalVariable",
                    "name": value.measure,
                    "statType": value.stat,
                    "measurementDenominator": value.of,
                }
            ),
            **_number(value),
            "unitText": value.unit,
            "marginOfError": _margin(value),
            "observationAbout": _place(place),
            **_time(period),
            "measurementMethod": value.method,
            "measurementQualifier": None if value.basis == "measured" else value.basis,
            "additionalProperty": [
                {"@type": "PropertyValue", "name": key, "value": text}
                for key, text in about.items()
            ],
        }
    )


def _number(value: ValueRecord) -> Node:
    """Return the number where there is one, else the bounds that are known."""
    if value.lo is not None and value.lo == value.hi:
        return {"value": value.lo}
    if value.comparator in ("~", "<~") and isinstance(value.numbers[0], Decimal):
        return {"value": value.numbers[0]}
    return {"minValue": value.lo, "maxValue": value.hi}


def _margin(value: ValueRecord) -> Node | None:
    lo, hi = value.interval or (None, None)
    if lo is None and value.margin_of_error is None:
        return None
    margin = {"value": value.margin_of_error, "minValue": lo, "maxValue": hi}
    return _filled({"@type": "QuantitativeValue", **margin, "unitText": value.unit})


def _time(period: str | None) -> Node:
    """Return the day, month or year of an observation; of a span its start and its length."""
    when = parsed(period)
    if not isinstance(when, Interval):
        return {"observationDate": when and when.text.rstrip("~?")}
    if when.start is None or when.end is None:
        return {}
    start, end = when.start, when.end
    years, months = end.first.year - start.first.year, end.first.month - start.first.month
    if (start.precision, end.precision) == ("year", "year"):
        length = f"P{years + 1}Y"
    elif (start.precision, end.precision) == ("month", "month"):
        length = f"P{12 * years + months + 1}M"
    else:
        length = f"P{(end.last - start.first).days + 1}D"
    return {"observationDate": start.text.rstrip("~?"), "observationPeriod": length}


def _citation(uses: tuple[UseRecord, ...], name: Namer) -> Node:
    use = uses[0]
    words = (locator(*uses), read_text(use), chain(use, name=name))
    node = _work(use.source) | {"description": "; ".join(filter(None, words))}
    if use.named is not None and use.figures != "other":
        node["isBasedOn"] = _work(use.named)
    return node


def _work(source: SourceRecord) -> Node:
    numbers = {"number": source.number, "volume": source.volume, "issue": source.issue}
    return _filled(
        {
            "@type": _TYPES.get(source.type, "CreativeWork"),
            "@id": f"#{source.id}",
            "name": source.title,
            "author": [_agent(name) for name in source.author],
            "editor": [_agent(name) for name in source.editor],
            "datePublished": _stated(source.issued),
            "isPartOf": _filled({"@type": "CreativeWork", "name": source.container_title})
            if source.container_title
            else None,
            "publisher": {"@type": "Organization", "name": source.publisher}
            if source.publisher
            else None,
            "url": live_url(source),
            "archivedAt": source.archive_url,
            "sameAs": f"https://doi.org/{source.doi}" if source.doi else None,
            "isbn": source.isbn,
            "issn": source.issn,
            "identifier": [
                {"@type": "PropertyValue", "name": key, "value": text}
                for key, text in numbers.items()
                if text
            ],
            "pagination": source.page,
            "genre": source.genre,
            "version": source.version,
            "inLanguage": source.language,
            "license": source.license,
        }
    )


def _agent(name: Mapping[str, str]) -> Node:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    person = {"givenName": name.get("given"), "familyName": family}
    return _filled({"@type": "Person", "name": full_name(name), **person})


def _place(place: str | None) -> Node | None:
    return {"@type": "Place", "name": place} if place else None


def _stated(date: str | None) -> str | None:
    return None if date == UNSTATED else date


def _filled(node: Node) -> Node:
    """Return *node* without what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
