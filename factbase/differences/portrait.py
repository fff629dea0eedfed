"""A fact or source as labelled texts, in the words that a reviewer reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbase.cite.evidence import chain, locator, work
from factbase.jsontext import to_json
from factbase.normalize import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factbase.index.records import Record, SourceRecord, UseRecord, ValueRecord

Portrait = dict[str, str]
"""Label → text. What two portraits have in common is the same in both facts."""

_IN_THE_NUMBER = frozenset(
    (
        *("measure", "id", "unit", "value", "about", "nearly", "more_than", "at_least"),
        *("less_than", "at_most", "range", "margin_of_error"),
    )
)
"""Keys of a value that its number in words holds, or that name it."""


def fact_portrait(fact: Record) -> Portrait:
    """Return everything that a fact says, and the grade and status that follow from it."""
    document = dict(fact.document)
    told = {"id": fact.id, "claim": fact.claim}
    values = _named([value.id or value.measure for value in fact.values])
    for name, value, written in zip(values, fact.values, document.pop("values", []), strict=True):
        told |= _value(name, value, written)
    uses = _named([use.ref for use in fact.sources])
    sources = document.pop("sources")
    told |= {"evidence": fact.grade, "status": fact.status}
    for name, use, written in zip(uses, fact.sources, sources, strict=True):
        told |= _use(name, use, written)
    for label in ("superseded_by", "disputed_by"):
        told |= _field(label, list(getattr(fact, label)))
    for key, content in document.items():
        if key not in told:
            told |= _field(key, content)
    return told


def source_portrait(source: SourceRecord) -> Portrait:
    """Return everything that a source record says."""
    fields = (_field(key, content) for key, content in source.document.items() if key != "id")
    return {label: text for field in fields for label, text in field.items()}


def numbers(fact: Record) -> str:
    """Return the numbers of a fact, each with its measure."""
    return "; ".join(f"{value.text} ({value.measure})" for value in fact.values)


def works(fact: Record) -> str:
    """Return where the numbers were read, and what is known of the works behind."""
    alike: dict[tuple[str, str | None], list[UseRecord]] = {}
    for use in fact.sources:
        alike.setdefault((use.ref, chain(use)), []).append(use)
    return "; ".join(_source(*uses) for uses in alike.values())


def _value(name: str, value: ValueRecord, written: Mapping[str, Any]) -> Portrait:
    told = {name: value.text}
    for key, content in written.items():
        if key not in _IN_THE_NUMBER:
            told |= _field(f"{name}, {key}", content)
    margin = written.get("margin_of_error")
    return told if margin is None else told | {name: f"{value.text} ± {margin}"}


def _use(name: str, use: UseRecord, written: Mapping[str, Any]) -> Portrait:
    told = {f"source {name}": _source(use)}
    for key, content in written.items():
        if key not in ("ref", "at"):
            told |= _field(f"source {name}, {key}", content)
    return told


def _source(*uses: UseRecord) -> str:
    """Return a work, the places in it, and the chain behind it, in the words of a citation."""
    use, where = uses[0], locator(*uses)
    named = work(use.source) + (f", {where}" if where else "")
    return named + (f" ({words})" if (words := chain(use)) else "")


def _field(label: str, content: Any) -> Portrait:
    """Return a field as text; of a mapping each key is a field."""
    if isinstance(content, dict):
        fields = (_field(f"{label} {key}", item) for key, item in content.items())
        return {label: text for field in fields for label, text in field.items()}
    if isinstance(content, list | tuple):
        if all(isinstance(item, str) for item in content):
            content = ", ".join(content)
        else:
            content = to_json(content)
    text = collapse(str(content))
    return {label: text} if text else {}


def _named(names: list[str]) -> list[str]:
    """Return *names* with a number behind each that stands there again."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told
