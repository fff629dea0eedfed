"""How the hits of a search are printed: for a person, as Markdown, as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.cli.output import paint
from factbase.normalize import escaped, escaped_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.api import FactBase
    from factbase.cli.output import Page
    from factbase.search.results import Hit, Hits

FORMATS = ("text", "markdown", "csv")

PERIOD_WORDS = {"unstated": "date not stated"}
GRADE_WORDS = {
    "primary": "primary: the source made the number",
    "secondary": "secondary: the source names another",
    "orphan": "orphan: the origin is not known",
    "unread": "not read by us",
}
GRADE_COLOR = {"primary": "32", "secondary": "32", "orphan": "33", "unread": "31"}

COLUMNS = (
    "id", "claim", "score", "value", "lo", "hi", "unit", "stat", "kind", "place", "period",
    "topics", "grade", "status", "citation",
)  # fmt: skip
"""The columns of CSV; lo, hi, unit and stat are those of a fact's first value."""

_MOST_VALUES = 3
_MOST_OF_FACET = 5
_BEGIN, _END = "\ue000", "\ue001"
"""Private characters that stand for colour while lines are broken."""


def for_people(hits: Hits, kb: FactBase, page: Page) -> str:
    """Return the hits as a person reads them: claim, numbers, grade, warnings, how to cite."""
    return "\n\n".join("\n".join(_lines(hit, kb, page)) for hit in hits)


def _lines(hit: Hit, kb: FactBase, page: Page) -> Iterator[str]:
    claim = _with_numbers(hit) if page.color else hit.claim
    for line in page.set(claim, hang=0):
        yield line.replace(_BEGIN, "\x1b[1;36m").replace(_END, "\x1b[0m")
    period = PERIOD_WORDS.get(hit.period or "", hit.period)
    about = [period, hit.place, *(value["text"] for value in hit.values[:_MOST_VALUES])]
    if hit.series and page.width:
        about.append(_course(hit.series, kb))
    shown = " · ".join(part for part in about if part)
    yield from page.set(shown, 2) if shown else ()
    grade = paint(GRADE_WORDS[hit.grade], GRADE_COLOR[hit.grade], color=page.color)
    status = "" if hit.status == "current" else paint(f"{hit.status} · ", "31", color=page.color)
    yield f"  {escaped(hit.citation)} {status}{grade}"
    for words in _warnings(hit, kb):
        yield from page.set(f"! {words}", 2, code="31")
    yield paint(f"  factbase cite {escaped(hit.id)}", "2", color=page.color)


def _course(series: str, kb: FactBase) -> str:
    """Return how a series goes, for whoever looks at a terminal."""
    from factbase.cli.sparkline import of_editions

    editions = sorted(kb.facts(series=series), key=lambda one: (one.period or "", one.id))
    return of_editions(editions)


def _with_numbers(hit: Hit) -> str:
    """Return the claim with its numbers between the marks for colour."""
    pieces, position = [], 0
    for start, stop in hit.numbers:
        pieces += [hit.claim[position:start], _BEGIN, hit.claim[start:stop], _END]
        position = stop
    return "".join([*pieces, hit.claim[position:]])


def _warnings(hit: Hit, kb: FactBase) -> Iterator[str]:
    """Yield what to beware of; a fact is read whole only where there is something."""
    is_sure = all(value["basis"] == "measured" for value in hit.values)
    if (is_sure and hit.status == "current") or hit.grade == "unread":
        return
    from factbase.cite.evidence import warnings

    yield from warnings(kb[hit.id])


def as_markdown(hits: Hits, kb: FactBase) -> str:
    """Return the hits as a list in Markdown, each with its citation in the sentence and its id."""
    cited = (kb.cite(hit.id, format="markdown", in_text=True) for hit in hits)
    return "\n".join(
        f"- {escaped_lines(str(one))} (`{hit.id}`)" for hit, one in zip(hits, cited, strict=True)
    )


def as_csv(hits: Hits) -> str:
    """Return the hits as CSV (RFC 4180) with a header."""
    import csv
    import io

    from factbase.formats.csv import guarded

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        first = hit.values[0] if hit.values else {}
        row = {
            **hit.to_dict(),
            **{key: first.get(key) for key in ("lo", "hi", "unit", "stat")},
            "value": "; ".join(value["text"] for value in hit.values),
            "topics": " ".join(hit.topics),
        }
        cells = (row[column] for column in COLUMNS)
        writer.writerow([guarded(escaped(c)) if isinstance(c, str) else c for c in cells])
    return text.getvalue().rstrip("\n")


def facet_lines(hits: Hits, page: Page) -> Iterator[str]:
    """Yield a line a facet: its most frequent values with the number of facts."""
    for name, values in (hits.facets or {}).items():
        told = " · ".join(f"{value} {count}" for value, count in values[:_MOST_OF_FACET])
        if told:
            more = " · …" if len(values) > _MOST_OF_FACET else ""
            yield from page.set(f"{name}: {told}{more}", hang=2, code="2")
