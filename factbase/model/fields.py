"""The kinds of field that the models are made of, and the words for what is wrong in one.

A validator raises the code of the finding as pydantic's error type; `faults` turns
pydantic's list into ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from factbase import dates, normalize, places
from factbase.quantity.number import (
    MAX_DIGITS,
    NumberFormError,
    NumberRangeError,
    Ratio,
    parse_number,
    parse_ratio,
    plain,
)
from factbase.quantity.units import UnitTable
from factbase.spelling import nearest
from factbase.yamlfile import NULLS, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ID_LENGTH = 80
RESERVED_IDS = frozenset(("self", "lost", "none", "unstated", "world", "sources"))
_ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*\Z")
ID_PATTERN = "^[a-z0-9]+(-+[a-z0-9]+)*$"
_NO_FILE_NAMES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What one fact base adds to the built-in words; topics are None where none are listed."""

    units: UnitTable = field(default_factory=UnitTable)
    topics: Mapping[str, Mapping[str, Any]] | None = None


def refuse(code: str, message: str, hint: str | None = None, **where: str) -> PydanticCustomError:
    """Return the error of a validator: the *code* of the finding, its words, its remedy.

    ``field="than"`` places it at a field when the model as a whole is refused.
    """
    braces = str.maketrans({"{": "{{", "}": "}}"})
    context: dict[str, Any] = {"hint": hint, **where}
    # pydantic formats the template with the context; what people wrote may hold braces.
    return PydanticCustomError(code, message.translate(braces), context)


class Model(BaseModel):
    """The root of the models: frozen, and strict about keys but for ``x-…``."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    extensions: dict[str, Any] = Field(
        default_factory=dict,
        alias="x-",
        description="Fields of your own; each key begins with x-.",
    )

    @model_validator(mode="before")
    @classmethod
    def _gather_extensions(cls, data: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise refuse("FB203", f"{_kind_of(data)} stands where fields are expected")
        extra = {key: value for key, value in data.items() if key.startswith("x-")}
        if not extra:
            return data
        rest = {key: value for key, value in data.items() if key not in extra}
        return {**rest, "x-": _unmark(extra)}

    def to_dict(self) -> dict[str, Any]:
        """Return the model as it stands in a file: only what was written, by its written names."""
        data = self.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
        expanded: dict[str, Any] = _expand(data)
        return expanded


def _expand(data: Any) -> Any:
    if isinstance(data, dict):
        flat = {key: _expand(value) for key, value in data.items() if key != "x-"}
        return {**flat, **data.get("x-", {})}
    if isinstance(data, list | tuple):
        return [_expand(item) for item in data]
    return data


def _unmark(value: Any) -> Any:
    """Return *value* with the reader's `Plain` scalars as ordinary text."""
    if isinstance(value, dict):
        return {str(key): _unmark(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unmark(item) for item in value]
    return str(value) if isinstance(value, Plain) else value


def _kind_of(value: Any) -> str:
    if isinstance(value, Plain) and value in NULLS:
        return "nothing"
    names = {
        str: "a text",
        Plain: "a text",
        dict: "a mapping",
        list: "a list",
        type(None): "nothing",
    }
    return names.get(type(value), "a number" if not isinstance(value, bool) else "true or false")


# Texts


def _text(value: Any) -> str:
    if isinstance(value, Plain) and value in NULLS:
        hint = "quote a text that contains ' #', or leave the field out"
        raise refuse("FB203", "nothing is written here", hint)
    if not isinstance(value, str):
        raise refuse("FB203", f"{_kind_of(value)} stands where a text is expected")
    return _clean(str(value))


def _bare_text(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return _text(value)


def _clean(text: str) -> str:
    control = normalize.CONTROL.search(text)
    if control:
        code = f"U+{ord(control[0]):04X}"
        raise refuse("FB209", f"the control character {code} stands in this text", "delete it")
    bidi = normalize.BIDI.search(text)
    if bidi:
        code = f"U+{ord(bidi[0]):04X}"
        hint = "delete it and type the words anew"
        raise refuse("FB210", f"the character {code} turns the reading direction", hint)
    text = text.strip()
    if not text:
        raise refuse("FB203", "the text is empty", "write it, or leave the field out")
    return text


def _one_line(value: Any) -> str:
    return normalize.collapse(_text(value))


def _at_most(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) > limit:
            message = f"{len(text)} characters, at most {limit} are allowed"
            raise refuse("FB206", message, "shorten it")
        return text

    return check


def _text_type(
    limit: int, base: Callable[[Any], str] = _one_line, **schema: Any
) -> tuple[Any, Any]:
    check = _at_most(limit)
    json_schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": limit, **schema}
    if schema.get("type") == ["string", "number"]:
        json_schema = {"type": ["string", "number"], "minLength": 1, "maxLength": limit}
    return BeforeValidator(lambda value: check(base(value))), WithJsonSchema(json_schema)


Claim = Annotated[str, *_text_type(400)]
Phrase = Annotated[str, *_text_type(160)]
Quote = Annotated[str, *_text_type(600)]
Title = Annotated[str, *_text_type(500)]
Note = Annotated[str, *_text_type(2000, _text)]
Words = Annotated[str, *_text_type(500)]
Bare = Annotated[str, *_text_type(500, _bare_text, type=["string", "number"])]
"""A text that often looks like a number: volume 12, version 2.10, page 7."""


# Dimensions


def _dimensions(value: Any) -> Any:
    if isinstance(value, dict):
        for key in value:
            if not re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", str(key)):
                hint = "write keys in lower case: origin, sex, age"
                raise refuse("FB203", f"'{key!s:.40}' cannot name a dimension", hint)
    return value


Dimensions = Annotated[
    dict[str, Bare],
    BeforeValidator(_dimensions),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_-]{0,79}$"},
            "additionalProperties": {"type": ["string", "number"]},
        }
    ),
]


# Ids


def _id(value: Any) -> str:
    text = _one_line(value)
    if len(text) > ID_LENGTH:
        message = f"the id has {len(text)} characters, at most {ID_LENGTH} are allowed"
        raise refuse("FB206", message, "shorten it to place, subject and time")
    if not _ID.match(text):
        hint = "use a-z, 0-9 and single hyphens"
        suggestion = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        if suggestion and suggestion not in RESERVED_IDS:
            hint += f": {suggestion[:ID_LENGTH].strip('-')}"
        raise refuse("FB205", f"'{normalize.shown(text)}' cannot be an id", hint)
    return text


def _record_id(value: Any) -> str:
    text = _id(value)
    if text in RESERVED_IDS or _NO_FILE_NAMES.match(text):
        why = "it means something else in a fact" if text in RESERVED_IDS else "no file may bear it"
        raise refuse("FB205", f"'{text}' cannot be an id: {why}", "choose another id")
    return text


_ID_SCHEMA = {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH}
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(_ID_SCHEMA)]
RecordId = Annotated[
    str,
    BeforeValidator(_record_id),
    WithJsonSchema({**_ID_SCHEMA, "not": {"enum": sorted(RESERVED_IDS)}}),
]


def _value_reference(value: Any) -> str:
    fact_id, hash_sign, value_id = _one_line(value).partition("#")
    return f"{_id(fact_id)}#{_id(value_id)}" if hash_sign else _id(fact_id)


ValueReference = Annotated[
    str,
    BeforeValidator(_value_reference),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+(#[a-z0-9-]+)?$"}),
]


# Words of a vocabulary


def _one_of(known: tuple[str, ...], what: str) -> tuple[Any, Any]:
    def check(value: Any) -> str:
        text = _one_line(value)
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
    text = _one_line(value)
    units = vocabularies(info).units
    if units.find(text) is None:
        close = nearest(text, [*units.known(), *units.names()])
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
    text = _id(value)
    known = vocabularies(info).topics
    if known is not None and text not in known:
        close = nearest(text, known)
        advice = "add it to schemas/topics.yaml, or use a topic listed there"
        hint = f"did you mean '{close[0]}'?" if close else advice
        raise refuse("FB204", f"'{text}' is no listed topic", hint)
    return text


Topic = Annotated[str, BeforeValidator(_topic), WithJsonSchema(_ID_SCHEMA)]


def vocabularies(info: ValidationInfo) -> Vocabularies:
    """Return the vocabularies of the base whose file is validated."""
    context = info.context or {}
    found = context.get("vocabularies")
    return found if isinstance(found, Vocabularies) else Vocabularies()


def _place(value: Any) -> str:
    text = _one_line(value)
    try:
        return places.parse_place(text)
    except places.PlaceError as error:
        advice = "write an ISO 3166 code, 'world', or the place's name in words"
        hint = f"write {error.instead}" if error.instead else advice
        raise refuse("FB204", str(error), hint) from None


_CODES = "|".join(sorted(places.NAMES))
Place = Annotated[
    str,
    BeforeValidator(_place),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "anyOf": [
                {"pattern": f"^({_CODES})(-[A-Z0-9]{{1,3}})?$"},
                {"not": {"pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}},
            ],
        }
    ),
]


# Dates


def _dated(parse: Callable[[str], Any], *, unstated: bool) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if isinstance(value, dates.PartialDate | dates.Interval):
            return value
        text = str(value) if type(value) is int else _one_line(value)
        if unstated and text == dates.UNSTATED:
            return text
        try:
            return parse(text)
        except dates.DateError as error:
            raise refuse("FB207", str(error), error.hint) from None

    return check


_DATE_PATTERN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?"


def _date_type(parse: Callable[[str], Any], pattern: str, *, unstated: bool, number: bool) -> Any:
    options: list[dict[str, Any]] = [{"type": "string", "pattern": f"^({pattern})$"}]
    if unstated:
        options.append({"const": dates.UNSTATED})
    if number:
        options.append({"type": "integer", "minimum": 1000, "maximum": 9999})
    return (
        BeforeValidator(_dated(parse, unstated=unstated)),
        PlainSerializer(str),
        WithJsonSchema({"anyOf": options} if len(options) > 1 else options[0]),
    )


_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INTERVAL = f"{_DATE_PATTERN}|({_DATE_PATTERN}|\\.\\.)/({_DATE_PATTERN}|\\.\\.)"
Day = Annotated[Any, *_date_type(dates.parse_day, _DAY, unstated=False, number=False)]
Date = Annotated[Any, *_date_type(dates.parse_date, _DATE_PATTERN, unstated=False, number=True)]
DateOrUnstated = Annotated[
    Any, *_date_type(dates.parse_period, _INTERVAL, unstated=True, number=True)
]


# Numbers


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise refuse("FB203", f"{_kind_of(value)} stands where a number is expected")
    if isinstance(value, str) and not isinstance(value, Plain):
        try:
            parse_number(value)
        except ValueError:
            raise _not_a_number(value) from None
        message = f"the number {normalize.shown(value)} is written as a text"
        raise refuse("FB203", message, "write it without quotes")
    text = str(value) if isinstance(value, str) else repr(value)
    if text in NULLS:
        raise refuse("FB203", "nothing is written here", "write the number")
    try:
        return parse_number(text)
    except NumberFormError:
        raise _not_a_number(text) from None
    except NumberRangeError:
        message = f"'{normalize.shown(text)}' is no finite number of at most {MAX_DIGITS} digits"
        raise refuse("FB208", message, "write the figure as the source prints it") from None


_SCALE = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6}
_SCALE |= {"bn": 9, "mn": 6, "tn": 12}
_FRACTIONS = {"½": "1 in 2", "¼": "1 in 4", "¾": "3 in 4", "⅓": "1 in 3", "⅔": "2 in 3"}


def _not_a_number(text: str) -> PydanticCustomError:
    return refuse("FB203", f"'{normalize.shown(text)}' is not a number", _number_hint(text.strip()))


def _number_hint(text: str) -> str:
    """Return what to write for a number that is not in the JSON grammar."""
    comparison = re.match(r"([<>]=?|~)\s*(.+)\Z", text)
    if comparison:
        keys = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about"}
        return f"use '{keys[comparison[1]]}: {comparison[2]}'"
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
        return f"write {text.replace(',', '')}"
    if re.fullmatch(r"-?[0-9]{1,3}([_ .\u00a0\u202f'][0-9]{3}){2,}", text) or re.fullmatch(
        r"-?[0-9]{1,3}([_ \u00a0\u202f'][0-9]{3})+", text
    ):
        return "write " + re.sub(r"[^0-9-]", "", text)
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return f"write {text.replace(',', '.')}, with a point"
    if text.lower().lstrip("-+.") in ("inf", "infinity", "nan"):
        return "write the figure as the source prints it"
    if match := re.fullmatch(r"([0-9.,]+)\s*(%|percent|per cent)", text):
        return f"write {match[1].replace(',', '')} and 'unit: percent'"
    if match := re.fullmatch(r"([$€£¥])\s*([0-9.,]+)", text):
        code = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}[match[1]]
        return f"write {match[2].replace(',', '')} and 'unit: {code}'"
    if match := re.fullmatch(r"([0-9.,]+)\s*([a-z]+)", text.lower()):
        zeros = _SCALE.get(match[2])
        if zeros:
            number = Decimal(match[1].replace(",", "")).scaleb(zeros)
            return f"write {plain(number.to_integral() if number % 1 == 0 else number)}"
    if text in _FRACTIONS:
        return f"write '{_FRACTIONS[text]}'"
    if text.isdigit() and not text.isascii():
        return f"write {int(text)}"
    return _number_form_hint(text)


def _number_form_hint(text: str) -> str:
    try:
        if re.fullmatch(r"0[xob][0-9a-fA-F_]+", text):
            return f"write {int(text, 0)}"
    except ValueError:
        pass
    if re.fullmatch(r"[-+]?0+[0-9]+(\.[0-9]+)?", text):
        sign = "-" if text.startswith("-") else ""
        return f"write {sign}{text.lstrip('+-0') or '0'}, without leading zeros"
    if re.fullmatch(r"\+[0-9.]+", text):
        return f"write {text[1:]}, without the plus sign"
    if re.fullmatch(r"-?\.[0-9]+", text):
        return f"write {text.replace('.', '0.')}"
    if re.fullmatch(r"-?[0-9]+\.", text):
        return f"write {text[:-1]}"
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", text):
        return "write one number, and the unit it is in"
    return "write digits with at most one point, such as 46000 or 3.7"


def _figure(value: Any) -> Decimal | Ratio:
    if isinstance(value, Ratio):
        return value
    if isinstance(value, str):
        try:
            ratio = parse_ratio(value)
        except (NumberFormError, NumberRangeError):
            message = f"'{normalize.shown(value)}' is no share"
            hint = "write 'x in y' with x not above y, such as '1 in 4'"
            raise refuse("FB203", message, hint) from None
        if ratio:
            return ratio
    return _number(value)


def _write(number: Decimal | Ratio) -> str | int | Decimal:
    return number if isinstance(number, Decimal) else str(number)


Number = Annotated[
    Decimal, BeforeValidator(_number), PlainSerializer(_write), WithJsonSchema({"type": "number"})
]
Figure = Annotated[
    Any,
    BeforeValidator(_figure),
    PlainSerializer(_write),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^[0-9][0-9.eE+-]* in [0-9][0-9.eE+-]*$"},
            ]
        }
    ),
]


def _pair(value: Any) -> Any:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004
        raise refuse("FB203", "two numbers are expected", "write [lowest, highest]")
    return value


Pair = Annotated[
    tuple[Number, Number],
    BeforeValidator(_pair),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
]


# URLs


def _url(value: Any) -> str:
    text = _text(value)
    fault = _url_fault(text)
    if fault:
        hint = "write the whole address, beginning with https:// or http://"
        raise refuse("FB211", f"'{normalize.shown(text)}' is no web address: {fault}", hint)
    return text


def _url_fault(url: str) -> str | None:
    """Return what is wrong with *url*, or None; only http and https with a host will do."""
    if re.search(r"[\s\"<>\\^`{|}]", url) or normalize.ZERO_WIDTH.search(url):
        return "a space, a quotation mark or another character that no URL holds"
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname
    except ValueError:
        return "its host or port cannot be read"
    if parts.scheme not in ("http", "https") or not url.lower().startswith(f"{parts.scheme}://"):
        return "it does not begin with http:// or https://"
    if not host or port == 0:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name or a password"
    if "%" in parts.netloc or not (host.isascii() or _punycode(host)):
        return "its host cannot be read"
    return None


def _punycode(host: str) -> str | None:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def punycode_host(url: str) -> str | None:
    """Return the host of *url* as punycode when it is not written in ASCII, else None."""
    host = urlsplit(url).hostname or ""
    return None if host.isascii() else _punycode(host)


def _url_or_unstated(value: Any) -> str:
    return dates.UNSTATED if value == dates.UNSTATED else _url(value)


_URL_SCHEMA = {"type": "string", "pattern": '^[hH][tT][tT][pP][sS]?://[^\\s"<>]+$'}
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(_URL_SCHEMA)]
UrlOrUnstated = Annotated[
    str,
    BeforeValidator(_url_or_unstated),
    WithJsonSchema({"anyOf": [_URL_SCHEMA, {"const": dates.UNSTATED}]}),
]
