"""What stands after a numeral: its unit, its noun, and what it is counted per."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from factbase.quantity.numeral import ONE, Numeral, read_numeral
from factbase.quantity.tokens import (
    CURRENCY,
    MARK,
    NUMBER,
    NUMBER_WORD,
    ORDINAL,
    SCALE,
    WORD,
    Tokens,
)
from factbase.quantity.units import BUILT_IN
from factbase.quantity.words import (
    BASES,
    CENTS,
    CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DASHES,
    FUNCTION_WORDS,
    PERIOD_ADVERBS,
    PLURALS,
    TIME_WORDS,
    VERBS,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Suffix(NamedTuple):
    """A unit as written: the kind it makes, its symbol, its factor, the token after it."""

    kind: str
    unit: str
    factor: Decimal
    stop: int


class Per(NamedTuple):
    """What a number is counted by: "a year", "per 100,000 people"."""

    text: str
    is_time: bool
    spelled: bool
    stop: int


_KIND_OF_DIMENSION = {
    "share": "percent",
    "share change": "pp",
    "speed": "rate",
    "data rate": "rate",
    "consumption": "rate",
    "concentration": "rate",
}
# Too short to be a unit where a space or a small letter makes them a word or a name.
_WRITTEN_CLOSE = frozenset({"s", "h", "t", "l", "g", "b", "k", "j", "c", "f", "w", "v", "hp"})
_NEVER_ALONE = frozenset({"x", "time", "b", "in", "s"})
_LONGEST_NOUN = 6
_POUND = 100
_FEET = frozenset({"'", "\u2019", "\u2032"})
_INCHES = frozenset({'"', "\u201d", "\u2033"})
_HUNDREDTH = Decimal("0.01")
_CHANGING = word_set(
    "straight consecutive full more additional whole calendar fiscal working business long "
    "short successive further extra fewer solid entire lost odd school academic"
)


class _Phrase(NamedTuple):
    """A unit's name after its first word, and what it means; *cased* as it must be written."""

    rest: tuple[str, ...]
    kind: str
    symbol: str
    cased: str
    factor: Decimal


def _named_units() -> Iterator[tuple[str, str, str, Decimal]]:
    """Yield every name of a unit with its kind, symbol and factor."""
    for unit in BUILT_IN.values():
        if unit.dimension not in {"count", "ratio", "money"}:
            kind = _KIND_OF_DIMENSION.get(unit.dimension, "measure")
            for name in (unit.symbol, *unit.names):
                if name.lower() not in _NEVER_ALONE and not name.startswith(("%", "°")):
                    yield name, kind, unit.symbol, ONE
    for name in ("basis point", "basis points", "bps"):
        yield name, "pp", "percentage points", _HUNDREDTH
    for name in ("percentage pts", "ppts", "ppt", "per cent points", "percent points"):
        yield name, "pp", "percentage points", ONE
    for name, code in (*CURRENCY_WORDS.items(), ("us dollars", "USD"), ("u.s. dollars", "USD")):
        yield name, "money", code, ONE
    yield "pounds sterling", "money", "GBP", ONE
    for name, code in CENTS.items():
        yield name, "money", code, _HUNDREDTH


def _unit_phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Return the first word of each unit's name → the phrases it begins, longest first."""
    found: dict[str, list[_Phrase]] = {}
    for name, kind, symbol, factor in _named_units():
        head, *rest = name.lower().replace("-", " ").split()
        cased = name if len(name) <= len("kWh") and not name.islower() else ""
        found.setdefault(head, []).append(_Phrase(tuple(rest), kind, symbol, cased, factor))
    return {
        head: tuple(sorted(rows, key=lambda row: -len(row.rest))) for head, rows in found.items()
    }


_UNITS = _unit_phrases()
_STARTS = CODES | {"times", "fold", "x", "in", "p", "us", "c", "f", *_UNITS}


def read_suffix(t: Tokens, i: int, numeral: Numeral) -> Suffix | None:
    """Return the unit that begins at token *i*, right after *numeral*."""
    low = t.low[i]
    if low == "%":
        return Suffix("percent", "percent", ONE, i + 1)
    if t.classes[i] == MARK:
        return _read_after_mark(t, i, numeral)
    if low in _CHANGING and t.low[i + 1] in TIME_WORDS:
        return read_suffix(t, i + 1, numeral)
    if t.classes[i] == CURRENCY:
        # In "50 € a day" the sign stands behind, in "5 $20 notes" it opens the next.
        opens_next = t.classes[i + 1] == NUMBER
        return None if opens_next else Suffix("money", CURRENCY_SIGNS[low], ONE, i + 1)
    return _read_word(t, i, numeral)


def _read_after_mark(t: Tokens, i: int, numeral: Numeral) -> Suffix | None:
    low = t.low[i]
    if low in {"°", "º", "˚"}:
        letter = t.raw[i + 1]
        if letter in {"C", "F"}:
            return Suffix("measure", "°" + letter, ONE, i + 2)
        return Suffix("measure", "degrees", ONE, i + 1)
    if low in CENTS:
        return Suffix("money", CENTS[low], Decimal("0.01"), i + 1)
    if low == "\u00d7" and not t.joined(i + 1):
        return Suffix("times", "times", ONE, i + 1)
    if low in _FEET and t.joined(i) and t.classes[i + 1] == NUMBER and t.joined(i + 1):
        return Suffix("measure", "ft", ONE, i + 1)
    if low in _INCHES and t.joined(i) and t.low[i - 2] in _FEET and t.joined(i - 1):
        return Suffix("measure", "in", ONE, i + 1)
    if low == "‰":
        return Suffix("rate", "per mille", ONE, i + 1)
    if low in DASHES and t.classes[i + 1] in {WORD, ORDINAL} and t.joined(i + 1):
        return _read_word(t, i + 1, numeral)
    return None


def _read_word(t: Tokens, i: int, numeral: Numeral) -> Suffix | None:
    low = t.low[i]
    if low not in _STARTS:
        return None
    times = _read_times(t, i)
    if times is not None:
        return times
    for rest, kind, symbol, cased, factor in _UNITS.get(low, ()):
        stop = _match_rest(t, i + 1, rest)
        if stop and (rest or _is_unit_here(t, i, cased)):
            return _mended(t, Suffix(kind, symbol, factor, stop), numeral)
    if low in CODES and t.raw[i].isupper():
        return Suffix("money", "CNY" if low == "rmb" else low.upper(), ONE, i + 1)
    if low == "in" and (
        (t.joined(i) and t.classes[i - 1] == NUMBER)
        or (t.low[i + 1] == ")" and "." in numeral.digits)
        or t.low[i - 2] in {"ft", "feet", "foot"}
    ):
        return Suffix("measure", "in", ONE, i + 1)
    if t.raw[i] in {"C", "F"} and t.joined(i) and t.classes[i - 1] == NUMBER:
        return Suffix("measure", "\u00b0" + t.raw[i], ONE, i + 1)
    if low == "p" and t.joined(i) and t.raw[i] == "p" and numeral.value < _POUND:
        return Suffix("money", "GBP", _HUNDREDTH, i + 1)
    if low == "us" and t.low[i + 1] in {"dollars", "dollar", "cents"}:
        return read_suffix(t, i + 1, numeral)
    return None


def _match_rest(t: Tokens, i: int, rest: tuple[str, ...]) -> int:
    """Return the token after the words *rest*, with or without hyphens, or 0."""
    for word in rest:
        if t.low[i] in DASHES:
            i += 1
        if t.low[i] != word:
            return 0
        i += 1
    return i


def _is_unit_here(t: Tokens, i: int, cased: str) -> bool:
    low = t.low[i]
    if cased and t.raw[i] != cased:
        return False
    if (low in _WRITTEN_CLOSE or len(low) == 1) and t.low[i - 1] in DASHES:
        return False
    if low in _WRITTEN_CLOSE or len(low) == 1:
        # A letter belongs to digits: "5 m", "278kg", but never "five a".
        return t.classes[i - 1] in {NUMBER, SCALE, MARK} and (
            t.joined(i) or (low in {"m", "g", "w", "t", "l"} and t.raw[i] != "L")
        )
    return True


def _mended(t: Tokens, suffix: Suffix, numeral: Numeral) -> Suffix:
    """Return the unit after a look at what follows it: km², pounds of money, feet and inches."""
    stop = suffix.stop
    if suffix.unit in {"km", "m", "mi", "ft"}:
        power = t.raw[stop]
        if power in {"2", "3", "²", "³"} and t.joined(stop):
            area = {"km": "km", "m": "m", "mi": "sq mi", "ft": "sq ft"}[suffix.unit]
            digit = "2" if power in {"2", "²"} else "3"
            return suffix._replace(
                unit=area + digit if area in {"km", "m"} else area, stop=stop + 1
            )
    if suffix.unit == "lb" and t.low[stop - 1] == "pounds" and numeral.scale >= Decimal(10) ** 6:
        return suffix._replace(kind="money", unit="GBP")
    if suffix.unit == "degrees" and t.raw[stop] in {"C", "F"}:
        return suffix._replace(unit="°" + t.raw[stop], stop=stop + 1)
    return suffix


def _read_times(t: Tokens, i: int) -> Suffix | None:
    low = t.low[i]
    if low == "fold":
        return Suffix("times", "times", ONE, i + 1)
    if low == "x":
        following = t.classes[i + 1]
        return Suffix("times", "times", ONE, i + 1) if t.joined(i) and following != NUMBER else None
    if low != "times":
        return None
    if t.low[i + 1] in _TIMES_FOLLOWERS or t.low[i + 1] in _DEGREES:
        return Suffix("times", "times", ONE, i + 1)
    return Suffix("count", "times", ONE, i + 1)


_TIMES_FOLLOWERS = word_set(
    "more as the that those what less fewer its their his her our greater larger bigger than "
    "over current normal average global national u.s. ("
)
_DEGREES = word_set(
    "higher lower faster slower likelier longer richer poorer older younger heavier smaller "
    "stronger deadlier worse better cheaper warmer denser taller wider deeper quicker safer "
    "greater closer brighter earnings income revenue"
)


_PER_STARTS = frozenset({"per", "/", "a", "an", "each", "every", "for", *PERIOD_ADVERBS})


def read_per(t: Tokens, i: int, *, money: bool = False) -> Per | None:
    """Return the clause at token *i* that says what a number is counted by.

    After *money* an article is enough: "$71 a barrel".
    """
    low = t.low[i]
    if low not in _PER_STARTS:
        return None
    if low == "per" or (low == "/" and _is_slashed_base(t, i)):
        return _read_base(t, i + 1, spelled=True)
    if low in {"a", "an", "each", "every"} and t.low[i + 1] in TIME_WORDS:
        ago = t.low[i + 2] in {"ago", "earlier", "later", "before", "after"}
        return None if ago else Per(t.low[i + 1], is_time=True, spelled=True, stop=i + 2)
    if money and low in {"a", "an"} and t.low[i + 1] in BASES:
        return Per(t.low[i + 1], is_time=False, spelled=True, stop=i + 2)
    if low == "for" and t.low[i + 1] in {"every", "each"}:
        return _read_base(t, i + 2, spelled=True)
    period = PERIOD_ADVERBS.get(low)
    return Per(period, is_time=True, spelled=False, stop=i + 1) if period else None


def _is_slashed_base(t: Tokens, i: int) -> bool:
    """Return whether the slash at token *i* divides, as in "deaths/1,000" and "born/woman"."""
    if not (t.joined(i) and t.joined(i + 1)):
        return False
    low = t.low[i + 1]
    is_area = low == "m" and t.low[i + 2] in {"2", "3"}
    return t.classes[i + 1] == NUMBER or low in TIME_WORDS or low in BASES or is_area


def _read_base(t: Tokens, i: int, *, spelled: bool) -> Per | None:
    base = read_numeral(t, i) if t.classes[i] in {NUMBER, NUMBER_WORD, SCALE} else None
    if base is None:
        if t.classes[i] not in {WORD, SCALE, ORDINAL}:
            return None
        noun, stop = _base_noun(t, i)
        return Per(noun, noun.split()[-1] in TIME_WORDS, spelled, stop) if noun else None
    noun, stop = _base_noun(t, base.stop)
    number = format(base.value, ",f")
    return Per(
        f"{number} {noun}".strip(), is_time=False, spelled=spelled, stop=max(stop, base.stop)
    )


def _base_noun(t: Tokens, i: int) -> tuple[str, int]:
    if t.low[i] in {"square", "sq", "cubic", "live", "working"} and t.classes[i + 1] == WORD:
        return f"{t.low[i]} {t.low[i + 1]}", i + 2
    if t.low[i] in {"m", "km"} and t.low[i + 1] in {"2", "3"} and t.joined(i + 1):
        return t.low[i] + t.low[i + 1], i + 2
    if t.classes[i] in {WORD, ORDINAL, SCALE} and t.low[i] not in FUNCTION_WORDS:
        return t.low[i], i + 1
    return "", i


def read_noun(t: Tokens, i: int) -> tuple[str, int]:
    """Return the noun counted by the numeral before token *i*, and the token after it.

    The noun is the last plain word before a function word, or the first plural.
    """
    if t.low[i] == "of" and t.low[i + 1] in {"the", "our", "its", "their", "these", "those", "all"}:
        i += 2
    if t.classes[i] == NUMBER and t.low[i + 1] in DASHES and t.classes[i + 2] == WORD:
        i += 2  # "Two 3-pointers."
    words: list[str] = []
    stop = i
    for k in range(i, i + _LONGEST_NOUN):
        low = t.low[k]
        if low in DASHES and t.joined(k) and t.joined(k + 1) and t.classes[k + 1] == WORD:
            continue
        if t.classes[k] != WORD or low in FUNCTION_WORDS or low in VERBS:
            break
        words.append(t.raw[k])
        stop = k + 1
        if is_plural(low) and not is_plural(t.low[k + 1]) and t.low[k + 1] not in DASHES:
            break
    return (words[-1] if words else ""), stop


def is_plural(low: str) -> bool:
    """Return whether the word *low* looks like a plural noun.

    >>> is_plural("women"), is_plural("families"), is_plural("was"), is_plural("diabetes")
    (True, True, False, True)
    """
    if low in PLURALS:
        return True
    return (
        low.endswith("s")
        and len(low) > len("has")
        and not low.endswith(("ss", "us", "is", "'s", "\u2019s"))
        and low not in FUNCTION_WORDS
    )
