"""A source record as a CSL-JSON item, the shape in which citing tools exchange works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from factbase.dates import UNSTATED, DateError, Interval, PartialDate, Period, parse_period
from factbase.normalize import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factbase.index.records import SourceRecord

Item = dict[str, Any]
"""One work in CSL-JSON (https://github.com/citation-style-language/schema)."""

_SAME_IN_CSL = (
    "container-title",
    "publisher",
    "DOI",
    "ISSN",
    "ISBN",
    "number",
    "volume",
    "issue",
    "page",
    "genre",
    "version",
    "language",
)


def to_item(source: SourceRecord, *, read: str | None = None) -> Item:
    """Return *source* as a CSL-JSON item; *read* is the day on which it was read.

    What is unstated is left out. A dead link gives way to its archived copy. A publisher or
    container that is the author, or a publisher that is the container, is left out too: every
    style would print the name twice.
    """
    document = source.document
    item: Item = {"id": source.id, "type": source.type, "title": source.title}
    for key in ("author", "editor"):
        if document.get(key):
            item[key] = [_name(name) for name in document[key]]
    issued = parsed(source.issued)
    if issued is not None:
        item["issued"] = csl_date(issued)
    repeats = _repeats(source)
    for key in _SAME_IN_CSL:
        if document.get(key) and key not in repeats:
            item[key] = str(document[key])
    url = live_url(source)
    if url:
        item["URL"] = url
    if read:
        item["accessed"] = csl_date(parse_period(read))
    return item


def as_one_number(item: Item) -> Item:
    r"""Return *item* as a citation processor must get it: a hyphen in its number is no range.

    CSL 1.0.2 reads the report number P60-282 as two numbers and prints "Nos."; a backslash
    before the hyphen, which processors print as a plain hyphen, makes it one.

    >>> print(as_one_number({"id": "a", "number": "P60-282"})["number"])
    P60\-282
    """
    if "-" not in item.get("number", ""):
        return item
    return {**item, "number": item["number"].replace("-", r"\-")}


def live_url(source: SourceRecord) -> str | None:
    """Return the address under which the work can be read, or None where none is known."""
    if source.url_status in ("dead", "lost") and source.archive_url:
        return source.archive_url
    return None if source.url in (None, UNSTATED) else source.url


def parsed(text: str | None) -> Period | None:
    """Return the date that *text* writes, or None where it is unstated."""
    if text is None or text == UNSTATED:
        return None
    try:
        return parse_period(text)
    except DateError:
        return None


def issued_on(source: SourceRecord) -> PartialDate | None:
    """Return the one date of issue that some formats hold: of a span its end, where it has one."""
    issued = parsed(source.issued)
    return (issued.end or issued.start) if isinstance(issued, Interval) else issued


def csl_date(when: Period) -> dict[str, Any]:
    """Return a date as a CSL-JSON date variable.

    >>> csl_date(parse_period("2011-06"))
    {'date-parts': [[2011, 6]]}

    CSL has no open intervals; they are given in words.
    """
    if isinstance(when, PartialDate):
        ends = [when]
    elif when.start and when.end:
        ends = [when.start, when.end]
    else:
        return {"literal": _in_words(when)}
    made: dict[str, Any] = {"date-parts": [list(end.parts) for end in ends]}
    if any(end.is_approximate or end.is_uncertain for end in ends):
        made["circa"] = True
    return made


def date_text(source: SourceRecord) -> str:
    """Return the date as a reference prints it: 2012-10-01, ca. 2012, 2011 to 2012 or n.d."""
    issued = parsed(source.issued)
    return "n.d." if issued is None else _in_words(issued)


def _in_words(when: Period) -> str:
    if isinstance(when, PartialDate):
        return f"ca. {when.text[:-1]}" if when.is_approximate else when.text
    if when.start and when.end:
        return f"{_in_words(when.start)} to {_in_words(when.end)}"
    return f"since {_in_words(when.start)}" if when.start else f"until {_in_words(_end(when))}"


def _end(when: Interval) -> PartialDate:
    if when.end is None:
        raise ValueError("an interval is open at one end only")
    return when.end


def year_text(source: SourceRecord) -> str:
    """Return the year as an in-text citation prints it: 2012, ca. 2012, 2011-2012 or n.d."""
    issued = parsed(source.issued)
    if issued is None:
        return "n.d."
    if isinstance(issued, PartialDate):
        return ("ca. " if issued.is_approximate else "") + _year(issued)
    years = [_year(end) if end else "" for end in (issued.start, issued.end)]
    return "-".join(dict.fromkeys(years))


def short_name(source: SourceRecord) -> str:
    """Return how an in-text citation names the work: by its authors, else by its title."""
    names = [_family(name) for name in source.author or source.editor]
    if not names:
        return short_title(source.title)
    if len(names) > 2:  # noqa: PLR2004
        return f"{names[0]} et al."
    return " and ".join(names)


def short_title(title: str) -> str:
    """Return a title without what an in-text citation can spare.

    >>> short_title("We Belong Together (campaign)")
    'We Belong Together'
    >>> short_title("Immigrant Women in the United States: A Portrait of Demographic Diversity")
    'Immigrant Women in the United States'
    """
    title = re.sub(r"\s+\([^()]*\)$", "", title)
    long = 40
    if len(title) > long:
        title = re.split(r"(?<=\w{3}): | \| ", title, maxsplit=1)[0]
    return title


def _year(when: PartialDate) -> str:
    return str(when.first.year) + ("?" if when.is_uncertain else "")


def _repeats(source: SourceRecord) -> set[str]:
    """Return the keys whose text says again who the author is, or what the work stands in."""
    names = {_folded(full_name(name)) for name in source.author}
    found = set()
    for key, text in (("container-title", source.container_title), ("publisher", source.publisher)):
        if text and _folded(text) in names:
            found.add(key)
        names |= {_folded(text)} if text else set()
    return found


def full_name(name: Mapping[str, str]) -> str:
    """Return a name in reading order: "Anna van der Berg", "Pond Trust".

    >>> full_name({"family": "King", "given": "Martin Luther", "suffix": "Jr."})
    'Martin Luther King Jr.'
    """
    if "literal" in name:
        return name["literal"]
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(name[part] for part in order if name.get(part))


def family_name(name: Mapping[str, str]) -> str:
    """Return the family name with its particles: "van der Berg", "von Humboldt"."""
    order = ("dropping-particle", "non-dropping-particle", "family")
    return " ".join(name[part] for part in order if name.get(part))


def _folded(text: str) -> str:
    return collapse(text).casefold()


def _name(name: Mapping[str, str]) -> dict[str, str]:
    return {key: str(value) for key, value in name.items() if not key.startswith("x-")}


def _family(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
