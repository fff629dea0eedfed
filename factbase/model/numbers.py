"""Numbers as fields, and what to write for a number in another form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from factbase import normalize
from factbase.model.refusal import kind_of, refuse
from factbase.quantity.number import (
    MAX_DIGITS,
    NumberFormError,
    NumberRangeError,
    Ratio,
    parse_number,
    parse_ratio,
    plain,
)
from factbase.yamlfile import NULLS, Plain

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise refuse(
            "FB203", f"{kind_of(value)} stands where a number is expected", "write the number"
        )
    if isinstance(value, str) and not isinstance(value, Plain):
        try:
            parse_number(value)
        except (ValueError, ArithmeticError):
            raise _not_a_number(value) from None
        message = f"the number {normalize.shown(value)} is written as a text"
        raise refuse("FB203", message, "write it without quotes", instead=value)
    text = str(value) if isinstance(value, str) else repr(value)
    if text in NULLS:
        raise refuse("FB203", "nothing is written here", "write the number")
    try:
        return parse_number(text)
    except NumberFormError:
        raise _not_a_number(text) from None
    except (NumberRangeError, ArithmeticError):  # the latter: an exponent of many digits
        message = f"'{normalize.shown(text)}' is no finite number of at most {MAX_DIGITS} digits"
        raise refuse("FB208", message, "write the figure as the source prints it") from None


_SCALE = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6}
_SCALE |= {"bn": 9, "mn": 6, "tn": 12}
_COMPARATOR_WORDS = {
    **dict.fromkeys(("about", "around", "approximately", "some", "circa", "ca."), "about"),
    **dict.fromkeys(("nearly", "almost"), "nearly"),
    **dict.fromkeys(("more than", "over", "above"), "more_than"),
    **dict.fromkeys(("less than", "under", "below", "fewer than"), "less_than"),
    "at least": "at_least",
    **dict.fromkeys(("at most", "up to"), "at_most"),
}
_FRACTIONS = {"½": "1 in 2", "¼": "1 in 4", "¾": "3 in 4", "⅓": "1 in 3", "⅔": "2 in 3"}


def _not_a_number(text: str) -> PydanticCustomError:
    message, hint = f"'{normalize.shown(text)}' is not a number", number_hint(text.strip())
    number, if_said = sure_number(text.strip())
    return refuse("FB203", message, hint, instead=number, if_said=if_said)


_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(?:([,._ \u00a0\u202f'])[0-9]{3})(?:\1[0-9]{3})*\Z")
_WITH_POINT = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+\Z")
_SIGNED_OR_CUT = re.compile(r"\+?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\Z|-?(?:\.[0-9]+|[0-9]+\.)\Z")


def sure_number(text: str) -> tuple[str | None, str | None]:
    """Return the number that *text* can only mean, and what must be said to be sure of it.

    One group behind a comma, a point or a space may be decimals or a slip: 46,000 is sure where
    the words of the fact say 46,000. Two groups can only be thousands.

    >>> sure_number("1,234,567"), sure_number("46,000"), sure_number("12,5"), sure_number("+.5")
    (('1234567', None), ('46000', '46,000'), (None, None), ('0.5', None))
    """
    if match := _GROUPS.match(text):
        number = re.sub(r"[^0-9-]", "", text)
        is_sure = len(re.findall(r"[^0-9-]", text)) > 1 or match[1] not in ",. "
        if match[1] == "." and not is_sure:
            return None, None
        return number, None if is_sure else f"{int(number.lstrip('-')):,}"
    if _WITH_POINT.match(text):
        return text.replace(",", ""), None
    if _SIGNED_OR_CUT.match(text):
        sign = "-" if text.startswith("-") else ""
        whole, _, rest = text.lstrip("+-").partition(".")
        number = f"{sign}{whole or '0'}" + (f".{rest}" if rest else "")
        return (number, None) if _is_number(number) else (None, None)
    return None, None


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except (ValueError, ArithmeticError):
        return False
    return True


def number_hint(text: str) -> str:
    """Return what to write for a number that is not in the JSON grammar."""
    comparison = re.match(r"([<>]=?|~)\s*(.+)\Z", text)
    if comparison:
        keys = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about"}
        return f"use '{keys[comparison[1]]}: {comparison[2]}'"
    if match := re.fullmatch(r"(\D+?) ([0-9].*)", text.lower()):
        key = _COMPARATOR_WORDS.get(match[1])
        if key:
            return f"use '{key}: {match[2]}'"
    if match := re.fullmatch(r"([0-9.]+) ?(?:-|\u2013|to) ?([0-9.]+)", text):
        return f"use 'range: [{match[1]}, {match[2]}]'"
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
    if match := re.fullmatch(r"(-?[0-9.,]+)\s*(%|percent|per cent)", text):
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
    return _form_hint(text)


def _form_hint(text: str) -> str:
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
        except (ValueError, ArithmeticError):
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
