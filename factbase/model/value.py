"""One number of a fact: what is counted, how much, how it is bounded, and how sure it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.json_schema import WithJsonSchema

from factbase.model.fields import Model
from factbase.model.ids import Id, ValueReference
from factbase.model.numbers import Figure, Number, Pair
from factbase.model.refusal import refuse
from factbase.model.texts import Dimensions, Phrase, Words
from factbase.model.times import DateOrUnstated
from factbase.model.words import Basis, Place, Stat, UnitText, vocabularies
from factbase.quantity.expression import Expression, ExpressionError, parse_expression
from factbase.quantity.number import COMPARATORS, Bounds, Ratio, bounds
from factbase.quantity.stated import Stated
from factbase.quantity.wording import value_text

if TYPE_CHECKING:
    from decimal import Decimal

    from factbase.quantity.units import UnitTable

FLOWS = ("year", "quarter", "month", "week", "day", "hour")


def _prices(value: Any) -> str:
    text = str(value)
    if text != "current" and not (len(text) == 4 and text.isdigit()):  # noqa: PLR2004
        raise refuse("FB204", f"'{text[:40]}' is no price basis", "write 'current' or a year")
    return text


def _per(value: Any) -> str:
    if value not in FLOWS:
        raise refuse("FB204", f"'{value!s:.40}' is no stretch of time", "write " + ", ".join(FLOWS))
    return str(value)


def _calculated(value: Any) -> str:
    try:
        parse_expression(str(value))
    except ExpressionError as error:
        hint = "write value ids, numbers, + - * / and brackets, such as: a / (a + b)"
        raise refuse("FB203", str(error), hint) from None
    return str(value)


Prices = Annotated[
    str,
    BeforeValidator(_prices),
    WithJsonSchema(
        {"anyOf": [{"const": "current"}, {"type": ["string", "integer"], "pattern": "^[0-9]{4}$"}]}
    ),
]
Per = Annotated[str, BeforeValidator(_per), WithJsonSchema({"enum": list(FLOWS)})]
Sum = Annotated[
    str,
    BeforeValidator(_calculated),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1}),
]


def _value_schema(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema which keys go together."""
    schema["oneOf"] = [{"required": [key]} for key in COMPARATORS]
    in_words = [
        {"required": [key], "properties": {key: {"type": "string"}}}
        for key in COMPARATORS
        if key != "range"
    ]
    rank = {"required": ["stat"], "properties": {"stat": {"const": "rank"}}}
    schema["anyOf"] = [{"required": ["unit"]}, rank, *in_words]
    schema["allOf"] = [
        {"not": {"required": ["unit"], "anyOf": [rank, *in_words]}},
        {"not": {"required": ["margin_of_error", "interval"]}},
        {"not": {"required": ["than", "than_text"]}},
    ]


class Value(Model):
    """One number of a fact, with exactly one of the eight comparators."""

    model_config = ConfigDict(json_schema_extra=_value_schema)

    measure: Phrase = Field(
        description="What is counted, as a noun phrase.",
        examples=["parents of U.S.-citizen children deported"],
    )
    value: Figure | None = Field(
        None,
        description="The number itself: 46000, 3.70, or '1 in 4'.",
        examples=[46000, 3.70, "1 in 4"],
    )
    about: Figure | None = Field(None, description="About this number (~).", examples=[2500])
    nearly: Figure | None = Field(
        None, description="A little less than this number (<~).", examples=[12000, "1 in 3"]
    )
    more_than: Figure | None = Field(
        None, description="More than this number (>).", examples=[46000]
    )
    at_least: Figure | None = Field(None, description="This number or more (>=).", examples=[150])
    less_than: Figure | None = Field(None, description="Less than this number (<).", examples=[0.5])
    at_most: Figure | None = Field(None, description="This number or less (<=).", examples=[40])
    range: Pair | None = Field(
        None, description="From the first to the second number (..).", examples=[[4, 6]]
    )
    unit: UnitText | None = Field(
        None,
        description="people, percent, percentage points, times, USD, 'per 100,000 live births', "
        "'index 0-100', count …; left out for 'x in y' and for a rank.",
        examples=["people", "percent", "per 100,000 live births"],
    )
    of: Phrase | None = Field(
        None,
        description="The group that a share is a share of.",
        examples=["women who were employed"],
    )
    stat: Stat | None = Field(
        None, description="What kind of statistic it is, where the unit does not say it."
    )
    than: ValueReference | None = Field(
        None,
        description="The value it is compared with: an id of this fact, or fact-id#value-id.",
        examples=["before", "us-population-1990#people"],
    )
    than_text: Phrase | None = Field(
        None,
        description="The baseline, where it has no number.",
        examples=["the average of the ten years before"],
    )
    part_of: ValueReference | None = Field(
        None,
        description="The value it is a part of: an id of this fact, or fact-id#value-id.",
        examples=["all", "us-population-2020#people"],
    )
    out_of: Number | None = Field(
        None, description="How many are ranked; goes with stat: rank.", examples=[163]
    )
    margin_of_error: Number | None = Field(
        None, description="Plus or minus, in the unit of the value.", examples=[0.12, 3]
    )
    interval: Pair | None = Field(
        None, description="The interval of uncertainty: [low, high].", examples=[[11.2, 13.9]]
    )
    confidence: Number | None = Field(
        None, description="The level of the margin or interval, in percent.", examples=[95]
    )
    sample: Number | None = Field(
        None, description="How many were asked or measured.", examples=[1024]
    )
    basis: Basis = Field("measured", description="How the number was come by.")
    prices: Prices | None = Field(
        None,
        description="current, or the year whose constant prices are meant.",
        examples=["current", 2017],
    )
    per: Per | None = Field(None, description="The stretch of time that a flow is counted over.")
    calculated: Sum | None = Field(
        None, description="Our own sum over value ids.", examples=["women / (women + men)"]
    )
    method: Words | None = Field(
        None,
        description="How the source defines or measures it.",
        examples=["asked by telephone; two or more jobs count once"],
    )
    id: Id | None = Field(
        None, description="A name for this value within the fact.", examples=["before"]
    )
    period: DateOrUnstated | None = Field(
        None, description="Where it differs from the fact's.", examples=[2010, "2010-01/2010-06"]
    )
    place: Place | None = Field(
        None, description="Where it differs from the fact's.", examples=["US-AZ"]
    )
    dimensions: Dimensions = Field(
        default_factory=dict,
        description="Where they differ from the fact's.",
        examples=[{"sex": "female", "age": "15-49"}],
    )

    @model_validator(mode="after")
    def _keys_that_go_together(self, info: ValidationInfo) -> Self:
        written = [key for key in COMPARATORS if getattr(self, key) is not None]
        if not written:
            hint = "write one of: " + ", ".join(COMPARATORS)
            raise refuse("FB201", "this value has no number", hint)
        if len(written) > 1:
            both = " and ".join(f"'{key}'" for key in written)
            raise refuse("FB203", f"{both} stand in one value", "keep one", at=(written[1],))
        self._check_unit(written[0])
        self._check_order(vocabularies(info).units)
        return self

    def _check_unit(self, key: str) -> None:
        if isinstance(getattr(self, key), Ratio) or self.stat == "rank":
            if self.unit is not None:
                what = "a rank" if self.stat == "rank" else "a share written as 'x in y'"
                raise refuse("FB203", f"{what} has no unit", "leave 'unit' out", at=("unit",))
        elif self.unit is None:
            hint = "write people, percent, USD, times, count …"
            raise refuse("FB201", "the field 'unit' is missing", hint)

    def _check_order(self, units: UnitTable) -> None:
        for name in ("range", "interval"):
            pair = getattr(self, name)
            if pair and pair[0] > pair[1]:
                message = f"the {name} runs from {pair[0]} down to {pair[1]}"
                raise refuse("FB203", message, "write the lower number first", at=(name,))
        if self.margin_of_error is not None and self.interval is not None:
            message = "'margin_of_error' and 'interval' stand in one value"
            raise refuse("FB203", message, "keep one", at=("interval",))
        if self.than is not None and self.than_text is not None:
            raise refuse("FB203", "'than' and 'than_text' stand in one value", "keep one")
        if self.out_of is not None and self.stat_in(units) != "rank":
            hint = "write 'stat: rank', or use 'of' for the group"
            raise refuse("FB203", "'out_of' goes with a rank", hint, at=("out_of",))
        if self.confidence is not None and not 1 <= self.confidence < 100:  # noqa: PLR2004
            message = "a confidence level lies between 1 and 100 percent"
            raise refuse("FB203", message, "write 95 for 95 %", at=("confidence",))
        if self.margin_of_error is not None and self.margin_of_error < 0:
            message = "a margin of error is not negative"
            raise refuse("FB203", message, "write it without the sign", at=("margin_of_error",))

    @cached_property
    def key(self) -> str:
        """Return the comparator key that is written, such as ``value`` or ``about``."""
        return next(key for key in COMPARATORS if getattr(self, key) is not None)

    @property
    def comparator(self) -> str:
        """Return the comparator's sign."""
        return COMPARATORS[self.key]

    @cached_property
    def numbers(self) -> tuple[Decimal | Ratio, ...]:
        """Return the number as written, or both ends of a range."""
        written = getattr(self, self.key)
        return tuple(written) if isinstance(written, tuple) else (written,)

    @property
    def bounds(self) -> Bounds:
        """Return the interval of numbers that the value stands for, in its own unit."""
        points = [n.fraction if isinstance(n, Ratio) else n for n in self.numbers]
        return bounds(self.comparator, *points)

    @property
    def expression(self) -> Expression | None:
        """Return the sum that the value is calculated by."""
        return parse_expression(self.calculated) if self.calculated else None

    def stat_in(self, units: UnitTable) -> str | None:
        """Return the kind of statistic: as written, else as number form and unit make plain."""
        if self.stat is not None:
            return str(self.stat)
        if isinstance(self.numbers[0], Ratio):
            return "share"
        unit = units.find(self.unit) if self.unit else None
        return unit.stat if unit else None

    def stated(self, units: UnitTable) -> Stated:
        """Return the value as the agreement rule compares it with a number in a text."""
        parts = self.numbers[0] if isinstance(self.numbers[0], Ratio) else None
        return Stated(
            self.comparator,
            tuple(n.fraction if isinstance(n, Ratio) else n for n in self.numbers),
            unit=self.unit or "",
            parts=(parts.part, parts.whole) if parts else None,
            stat=self.stat_in(units) or "",
            basis=self.basis,
            prices=self.prices or "",
            per=self.per or "",
            margin=self.margin_of_error,
            interval=self.interval,
            out_of=self.out_of,
        )

    def __str__(self) -> str:
        return value_text(
            self.comparator,
            [str(n) if isinstance(n, Ratio) else n for n in self.numbers],
            self.unit,
            stat=self.stat,
            out_of=self.out_of,
            margin=self.margin_of_error,
            interval=self.interval,
        )
