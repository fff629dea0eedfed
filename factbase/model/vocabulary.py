"""What a fact base adds to the built-in words: ``schemas/topics.yaml``, ``schemas/units.yaml``."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from factbase.diagnostics import Diagnostic, Kind
from factbase.model.ids import ID_PATTERN
from factbase.model.words import Vocabularies
from factbase.normalize import shown
from factbase.quantity.number import parse_number
from factbase.quantity.units import Unit, UnitTable
from factbase.yamlfile import YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.layout import Layout

TOPICS, UNITS = "schemas/topics.yaml", "schemas/units.yaml"
_TOPIC_KEYS = ("label", "broader", "also")
_UNIT_KEYS = ("names", "plural", "dimension", "factor", "min", "max")


class BrokenVocabulary(Kind):
    """A vocabulary of the fact base cannot be used.

    `schemas/topics.yaml` maps a slug to `{label, broader, also}`; `schemas/units.yaml` maps a
    symbol to `{names, plural, dimension, factor, min, max}`. While one is broken, its words
    are unknown.
    """

    code: ClassVar[str] = "FB904"
    name: ClassVar[str] = "broken-vocabulary"


KINDS: tuple[type[Kind], ...] = (BrokenVocabulary,)


def read_vocabularies(layout: Layout) -> tuple[Vocabularies, list[Diagnostic]]:
    """Return the vocabularies of a base, and what is wrong with their files."""
    findings: list[Diagnostic] = []
    topics = _read(layout, TOPICS, findings)
    units = _read(layout, UNITS, findings)
    table: dict[str, Unit] = {}
    if units is not None and units.data is not None:
        for symbol, entry in units.data.items():
            try:
                table[symbol] = _unit(symbol, entry)
            except ValueError as error:
                findings.append(BrokenVocabulary.at(units.locate((symbol,)), str(error)))
    listed = None
    # A broken list is one fault; it does not make every topic of the base unknown.
    if topics is not None and topics.data is not None:
        listed = {slug: entry or {} for slug, entry in topics.data.items()}
        findings += _topic_faults(topics)
    return Vocabularies(UnitTable(table), listed), findings


def _read(layout: Layout, name: str, findings: list[Diagnostic]) -> YamlFile | None:
    path = os.path.join(layout.root, name)
    if not os.path.lexists(path):
        return None
    found = read_yaml(path, name)
    findings += found.findings
    return found


def _topic_faults(topics: YamlFile) -> Iterator[Diagnostic]:
    known = topics.data or {}
    for slug, entry in known.items():
        place = topics.locate((slug,), key=True)
        if not re.match(ID_PATTERN, slug):
            hint = "use a-z, 0-9 and single hyphens"
            yield BrokenVocabulary.at(place, f"'{shown(slug)}' cannot be a topic", hint=hint)
        if not isinstance(entry, dict):
            if entry:
                hint = "write {label: …, broader: …}"
                yield BrokenVocabulary.at(place, f"'{shown(slug)}' is not a mapping", hint=hint)
            continue
        for key in entry.keys() - set(_TOPIC_KEYS):
            hint = "write " + ", ".join(_TOPIC_KEYS)
            message = f"the field '{shown(key)}' is unknown"
            yield BrokenVocabulary.at(topics.locate((slug, key), key=True), message, hint=hint)
        broader = entry.get("broader")
        if broader is not None and broader not in known:
            place = topics.locate((slug, "broader"))
            hint = "list it as a topic of its own"
            yield BrokenVocabulary.at(place, f"no topic '{shown(str(broader))}'", hint=hint)


def _unit(symbol: str, entry: Any) -> Unit:
    if not isinstance(entry, dict):
        raise ValueError(f"'{shown(symbol)}' is not a mapping; write {{dimension: count, …}}")  # noqa: TRY004
    unknown = sorted(entry.keys() - set(_UNIT_KEYS))
    if unknown:
        known = ", ".join(_UNIT_KEYS)
        raise ValueError(f"the field '{shown(unknown[0])}' is unknown; write {known}")
    names = entry.get("names") or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"the names of '{shown(symbol)}' are not a list of texts")

    def number(key: str) -> Decimal | None:
        return parse_number(str(entry[key])) if key in entry else None

    try:
        factor = number("factor") or Decimal(1)
        lo, hi = number("min"), number("max")
    except (ValueError, ArithmeticError):
        raise ValueError(f"factor, min and max of '{shown(symbol)}' are plain numbers") from None
    return Unit(
        symbol,
        str(entry.get("dimension") or symbol),
        tuple(str(name) for name in names),
        str(entry.get("plural") or ""),
        factor,
        lo,
        hi,
    )
