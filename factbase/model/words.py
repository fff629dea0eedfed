"""Words of a vocabulary: kinds, units, topics, places; what a base adds comes as an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from factbase import normalize, places
from factbase.model.ids import ID_SCHEMA, id_text
from factbase.model.refusal import refuse
from factbase.model.texts import at_most, one_line
from factbase.quantity.units import UnitTable
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What one fact base adds to the built-in words; topics are None where none are listed."""

    units: UnitTable = field(default_factory=UnitTable)
    topics: Mapping[str, Mapping[str, Any]] | None = None


def _one_of(known: tuple[str, ...], what: str) -> tuple[Any, Any]:
    def check(value: Any) -> str:
        text = one_line(value)
        if text not in known:
            close = nearest(text, known)
            hint = f"did you mean '{close[0]}'?" if close else "write one of: " + ", ".join(known)
            raise refuse("FB204", f"'{normalize.shown(text)}' is no {what}", hint)
        return text

    return BeforeValidator(check), WithJsonSchema({"enum": list(known)})


FACT_KINDS = ("statistic", "event", "law", "assessment")
STATS = tuple("count share rate ratio change amount mean median index rank".split())
BASES = ("measured", "estimate", "provisional", "projection", "target")
URL_STATES = ("live", "dead", "lost", "paywalled")
FIGURES = ("unchecked", "same", "other")
CSL_TYPES = tuple(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event
    figure graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software
    song speech standard thesis treaty webpage""".split()
)
"""The item types of CSL 1.0.2, appendix III."""

FactKind = Annotated[str, *_one_of(FACT_KINDS, "kind of fact")]
Stat = Annotated[str, *_one_of(STATS, "stat")]
Basis = Annotated[str, *_one_of(BASES, "basis")]
UrlStatus = Annotated[str, *_one_of(URL_STATES, "url_status")]
Figures = Annotated[str, *_one_of(FIGURES, "word for figures")]
CslType = Annotated[str, *_one_of(CSL_TYPES, "CSL type")]


def _unit(value: Any, info: ValidationInfo) -> str:
    text = one_line(value)
    units = vocabularies(info).units
    if units.find(text) is None:
        # "parents" is no slip of "percent".
        close = nearest(text, [*units.known(), *units.names()], likeness=75)
        advice = (
            "write a known unit, 'count', 'per 100,000 <noun>' or '<unit> per <unit>', "
            "or add it to schemas/units.yaml"
        )
        hint = f"did you mean '{close[0]}'?" if close else advice
        raise refuse("FB204", f"'{normalize.shown(text)}' is no known unit", hint)
    return text


UnitText = Annotated[
    str,
    BeforeValidator(_unit),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 160}),
]


def _topic(value: Any, info: ValidationInfo) -> str:
    text = id_text(value)
    known = vocabularies(info).topics
    if known is not None and text not in known:
        close = nearest(text, known)
        advice = "add it to schemas/topics.yaml, or use a topic listed there"
        hint = f"did you mean '{close[0]}'?" if close else advice
        raise refuse("FB204", f"'{text}' is no listed topic", hint)
    return text


Topic = Annotated[str, BeforeValidator(_topic), WithJsonSchema(ID_SCHEMA)]


def vocabularies(info: ValidationInfo) -> Vocabularies:
    """Return the vocabularies of the base whose file is validated."""
    context = info.context or {}
    found = context.get("vocabularies")
    return found if isinstance(found, Vocabularies) else Vocabularies()


PLACE_LENGTH = 500


def _place(value: Any) -> str:
    text = at_most(PLACE_LENGTH)(one_line(value))
    try:
        return places.parse_place(text)
    except places.PlaceError as error:
        advice = "write an ISO 3166 code, 'world', or the place's name in words"
        hint = f"write {error.instead}" if error.instead else advice
        raise refuse("FB204", str(error), hint, instead=error.instead) from None


_CODES = "|".join(sorted(places.NAMES))
Place = Annotated[
    str,
    BeforeValidator(_place),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": PLACE_LENGTH,
            "anyOf": [
                {"pattern": f"^({_CODES})(-[A-Z0-9]{{1,3}})?$"},
                {"not": {"pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}},
            ],
        }
    ),
]
