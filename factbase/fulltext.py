"""The words and numbers by which a fact is found: what a search looks into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbase.index.mentions import place_keys, places_named
from factbase.index.tables import FTS_COLUMNS
from factbase.index.words import STOP_WORDS, joined_names, words_of
from factbase.places import containing, place_code, place_name
from factbase.quantity.keys import base_amounts, keys_of_fact, scale_of
from factbase.quantity.stated import scale_of_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from factbase.model.fact import Fact
    from factbase.model.words import Vocabularies
    from factbase.quantity import Quantity
    from factbase.quantity.stated import Scale
    from factbase.quantity.units import UnitTable


def texts(
    fact: Fact, in_claim: Sequence[Quantity], vocabularies: Vocabularies, works: Sequence[str]
) -> tuple[str, ...]:
    """Return the texts of a fact in the order of `FTS_COLUMNS`, cut into words.

    *in_claim* are the statistics and limits of the claim, *works* the labels of its sources.
    """
    by_column = {
        "claim": fact.claim,
        "also": "\n".join(fact.also),
        "measures": "\n".join(_measures(fact)),
        "tags": "\n".join(_tags(fact, vocabularies)),
        "quotes": "\n".join(use.quote for use in fact.sources if use.quote),
        "works": "\n".join(works),
        "note": "\n".join(filter(None, (fact.note, fact.said_by))),
    }
    cut = {column: " ".join(words_of(text)) for column, text in by_column.items()}
    cut["keys"] = " ".join(dict.fromkeys(_keys(fact, in_claim, vocabularies.units)))
    return tuple(cut[column] for column in FTS_COLUMNS)


def number_rows(
    fact: Fact, in_claim: Sequence[Quantity], units: UnitTable
) -> Iterator[tuple[Any, ...]]:
    """Yield the numbers that a search filters by; of a fact without values, those of the claim."""
    for value in fact.values:
        stated = value.stated(units)
        scale = scale_of_fact(stated, units)
        yield _number(stated.numbers, value.unit, value.stat_in(units), scale)
    if not fact.values:
        for mention in in_claim:
            if mention.statistic:
                yield _number(mention.values, mention.unit, None, scale_of(mention, units))


def places_of(fact: Fact) -> list[str]:
    """Return every place that a filter may name to find the fact."""
    return list(dict.fromkeys(part for place in own_places_of(fact) for part in containing(place)))


def own_places_of(fact: Fact) -> list[str]:
    """Return the places that the fact is told of, without those around them."""
    named = [fact.place, fact.dimensions.get("origin")]
    for value in fact.values:
        named += [value.place, value.dimensions.get("origin")]
    return list(dict.fromkeys(place_code(place) for place in named if place))


def edition_of(fact: Fact) -> str | None:
    """Return what a fact measures where: those of which this is the same tell of other times."""
    if not fact.values:
        return None
    first = fact.values[0]
    dimensions = [
        f"{key}={text}" for key, text in sorted((fact.dimensions | first.dimensions).items())
    ]
    measure = " ".join(words_of(f"{first.measure} {first.of or ''}"))
    return "; ".join([measure, first.unit or "", first.place or fact.place or "", *dimensions])


def _number(
    numbers: Sequence[Decimal], unit: str | None, stat: str | None, scale: Scale
) -> tuple[Any, ...]:
    base = base_amounts(numbers, scale)
    own_ends = float(min(numbers)), float(max(numbers))
    base_ends = float(min(base)), float(max(base))
    return (*own_ends, unit, stat, *base_ends, scale.dimension)


def _measures(fact: Fact) -> Iterator[str]:
    for value in fact.values:
        yield value.measure
        yield str(value)
        yield from filter(None, (value.of, value.unit, value.than_text))


def _tags(fact: Fact, vocabularies: Vocabularies) -> Iterator[str]:
    # Of a slug the words alone: the "us" that it begins with is a key, and as a word another.
    for slug in (fact.id, fact.series or ""):
        yield " ".join(word for word in slug.split("-") if word not in STOP_WORDS)
    yield from fact.topics
    yield str(fact.period or "")
    labels = vocabularies.topics or {}
    for topic in fact.topics:
        entry = labels.get(topic, {})
        yield str(entry.get("label", ""))
        yield from (str(also) for also in entry.get("also", []))
    for place in places_of(fact):
        code, _, part = place.partition("-")
        yield f"{place_name(code)} {part}"
    yield from (f"{key} {value}" for key, value in fact.dimensions.items())


def _keys(fact: Fact, in_claim: Sequence[Quantity], units: UnitTable) -> Iterator[str]:
    """Yield the words for places, numbers and bills, which are the same however written."""
    for place in own_places_of(fact):
        yield from place_keys(place)
    quotes = (use.quote for use in fact.sources if use.quote)
    for text in (fact.claim, *fact.also, *quotes):
        yield from (key for _, _, key in places_named(words_of(text)))
        yield from joined_names(text)
    for value in fact.values:
        stated = value.stated(units)
        yield from keys_of_fact(stated.numbers, scale_of_fact(stated, units))
    for mention in in_claim:
        yield from keys_of_fact(mention.values, scale_of(mention, units))
