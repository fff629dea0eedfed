"""One sourced statistic, event, law or assessment; and a file that holds many of them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import WithJsonSchema

from factbase import dates
from factbase.model.fields import Model
from factbase.model.ids import Id, RecordId
from factbase.model.refusal import refuse
from factbase.model.source import GRADES, SourceUse
from factbase.model.texts import Claim, Dimensions, Note, Phrase, Words
from factbase.model.times import DateOrUnstated, Day
from factbase.model.value import Value
from factbase.model.words import FactKind, Place, Topic
from factbase.quantity.number import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_RECHECK = re.compile(r"[1-9][0-9]{0,2}[my]\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def _recheck(value: Any) -> str:
    text = str(value)
    if text == "never" or _RECHECK.match(text):
        return text
    try:
        return dates.parse_day(text).text
    except dates.DateError as error:
        hint = error.hint if text[:4].isdigit() else None
        hint = hint or "write never, a date, or a span such as 6m or 1y"
        raise refuse("FB207", f"'{text[:40]}' is no time for a recheck", hint) from None


def _lang(value: Any) -> str:
    if not isinstance(value, str) or not _LANGUAGE.match(value):
        hint = "write a language tag such as en, de or pt-BR"
        raise refuse("FB204", f"'{value!s:.40}' is no language tag", hint)
    return str(value)


Recheck = Annotated[
    str,
    BeforeValidator(_recheck),
    WithJsonSchema(
        {"type": "string", "pattern": "^(never|[1-9][0-9]{0,2}[my]|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}
    ),
]
Lang = Annotated[
    str,
    BeforeValidator(_lang),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]


class Retraction(Model):
    """Why and when a fact was withdrawn; it stays visible."""

    on: Day = Field(description="The day of the retraction.", examples=["2026-03-02"])
    why: Note = Field(
        description="What was wrong.", examples=["Households were counted, not people."]
    )


def _fact_schema(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema what each kind of fact demands."""

    def kind_is(*kinds: str) -> dict[str, Any]:
        return {"required": ["kind"], "properties": {"kind": {"enum": list(kinds)}}}

    not_statistic = kind_is("event", "law", "assessment")
    values = {"required": ["values"], "properties": {"values": {"minItems": 1}}}
    schema["allOf"] = [
        {"if": kind_is("assessment"), "then": {"required": ["said_by"]}},
        {"if": not_statistic, "else": values},
        {"if": kind_is("assessment"), "else": {"required": ["period"]}},
    ]


class Fact(Model):
    """One statement with its numbers, its time and place, and its sources."""

    model_config = ConfigDict(title="factbase fact", json_schema_extra=_fact_schema)

    id: RecordId = Field(
        description="The permanent name: place, subject, time; never the value.",
        examples=["us-parents-deported-2011h1"],
    )
    claim: Claim = Field(
        description="One plain sentence of ours, which a writer can paste.",
        examples=["In 2015, Exampleland had 1,204 lakes of more than ten hectares."],
    )
    kind: FactKind = Field("statistic", description="statistic, event, law or assessment.")
    said_by: Words | None = Field(
        None,
        description="To whom an assessment is attributed.",
        examples=["Office of Lakes and Rivers"],
    )
    values: tuple[Value, ...] = Field(
        (),
        description="The numbers.",
        examples=[[{"measure": "lakes of more than ten hectares", "value": 1204, "unit": "count"}]],
    )
    period: DateOrUnstated | None = Field(
        None,
        description="The time that the number describes: 2011, 2011-06, 2011-01/2011-06, 2011~, "
        "2011/.., or unstated.",
        examples=["2011-01/2011-06", 2011],
    )
    place: Place | None = Field(
        None,
        description="ISO 3166-1 or -2 code, world, or a name in words.",
        examples=["US", "US-AZ", "world"],
    )
    dimensions: Dimensions = Field(
        default_factory=dict,
        description="What restricts the population: {origin: IR, sex: female, age: 0-17}.",
        examples=[{"origin": "IR", "sex": "female", "age": "0-17"}],
    )
    topics: tuple[Topic, ...] = Field(
        min_length=1,
        description="For browsing and filters.",
        examples=[["immigration", "families"]],
    )
    sources: tuple[SourceUse, ...] = Field(
        min_length=1,
        description="No fact without one.",
        examples=[
            [{"ref": "waters-lakes-2016", "at": "p. 3", "read": "2026-11-22", "original": "self"}]
        ],
    )
    series: Id | None = Field(
        None, description="Ties the editions of one measure together.", examples=["us-population"]
    )
    recheck: Recheck | None = Field(
        None,
        description="When to look again: never, a date, or 6m, 1y after the last reading.",
        examples=["1y", "6m", "2027-06-30", "never"],
    )
    supersedes: tuple[RecordId, ...] = Field(
        (),
        description="Facts that this one corrects (same measure, place and period).",
        examples=[["us-population-2024-provisional"]],
    )
    disputes: tuple[RecordId, ...] = Field(
        (), description="Facts that say otherwise.", examples=[["us-population-2024-census"]]
    )
    retracted: Retraction | None = Field(
        None,
        description="Set when the fact turned out wrong.",
        examples=[{"on": "2026-03-02", "why": "Households were counted, not people."}],
    )
    also: tuple[Phrase, ...] = Field(
        (),
        description="Other wordings by which it is looked for.",
        examples=[["head count", "number of inhabitants"]],
    )
    formerly: tuple[RecordId, ...] = Field(
        (), description="Earlier ids, which still resolve.", examples=[["us-people-2024"]]
    )
    note: Note | None = Field(
        None,
        description="What a reader should know.",
        examples=["Ponds that dry up in summer are not counted."],
    )
    lang: Lang | None = Field(
        None, description="Language of the claim, where not English.", examples=["de", "pt-BR"]
    )

    @model_validator(mode="after")
    def _what_the_kind_demands(self) -> Self:
        if self.kind == "assessment" and self.said_by is None:
            hint = "name who holds this opinion"
            raise refuse("FB201", "an assessment lacks 'said_by'", hint)
        if self.kind != "assessment" and self.period is None:
            hint = "write the time the fact describes, or 'period: unstated'"
            raise refuse("FB201", "the field 'period' is missing", hint)
        if self.kind == "statistic" and not self.values:
            hint = "write the numbers under 'values:', or 'kind: event'"
            raise refuse("FB201", "the field 'values' is missing", hint)
        known: set[str] = set()
        for index, value in enumerate(self.values):
            if value.id in known:
                message = f"two values have the id '{value.id}'"
                raise refuse("FB205", message, "rename one", at=("values", index, "id"))
            known.update([value.id] if value.id else [])
        return self

    @property
    def grade(self) -> str:
        """Return the best grade of all uses."""
        return min((use.grade for use in self.sources), key=GRADES.index)

    @property
    def last_read(self) -> date | None:
        """Return the newest day on which a source was read."""
        return max((use.read.first for use in self.sources if use.read), default=None)

    @property
    def recheck_due(self) -> date | None:
        """Return the day from which the fact is stale; the earliest there is when never read."""
        if self.recheck is None or self.recheck == "never":
            return None
        if not _RECHECK.match(self.recheck):
            return date.fromisoformat(self.recheck)
        if self.last_read is None:
            return date.min
        months = int(self.recheck[:-1]) * (12 if self.recheck.endswith("y") else 1)
        return _months_later(self.last_read, months)

    @property
    def hash(self) -> str:
        """Return the pin: the first 8 hexadecimal digits of SHA-256 over what the fact says."""
        return pin_of(self.to_dict(), kind=self.kind)


def pin_of(document: Mapping[str, Any], *, kind: str) -> str:
    """Return the hash of a fact of this *kind* from what `Fact.to_dict` gives."""
    keys = ("kind", "claim", "values", "period", "place", "dimensions", "said_by")
    said = {"kind": kind, **{key: value for key, value in document.items() if key in keys}}
    text = json.dumps(_canonical(said), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _canonical(value: Any) -> Any:
    """Return *value* as it is hashed: NFC text, numbers as normalised text."""
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, Decimal):
        return plain(value.normalize())
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = dates.parse_date(f"{year:04}-{month + 1:02}").last
    return min(last, last.replace(day=min(day.day, last.day)))


_OWN_KEYS = frozenset(("id", "claim", "formerly", "retracted", "supersedes", "x-"))
SHARED_KEYS = tuple(
    key
    for key in (field.alias or name for name, field in Fact.model_fields.items())
    if key not in _OWN_KEYS
)
"""What the facts of one file may have in common; a fact's own key wins."""


class FactFile(Model):
    """A file with many facts, what they have in common, and the sources beside them."""

    model_config = ConfigDict(title="factbase facts")

    shared: dict[str, Any] = Field(
        default_factory=dict, description="Fields for every fact of the file that lacks them."
    )
    facts: tuple[dict[str, Any], ...] = Field((), description="The facts.")
    sources: tuple[dict[str, Any], ...] = Field((), description="Source records.")
