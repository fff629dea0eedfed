"""Read one amount, a range of two, or the x and y of "x in y"."""

from __future__ import annotations

from factbase.quantity import context
from factbase.quantity.draft import Draft
from factbase.quantity.labels import read_ordinal
from factbase.quantity.moments import read_date, read_year
from factbase.quantity.numeral import ONE, Numeral, read_numeral
from factbase.quantity.suffix import is_plural, read_noun, read_suffix
from factbase.quantity.tokens import (
    CURRENCY,
    NUMBER,
    NUMBER_WORD,
    SCALE,
    WORD,
    Tokens,
)
from factbase.quantity.words import (
    CODES,
    CURRENCY_SIGNS,
    DASHES,
    DOLLARS_OF,
    RANK_WORDS,
)

_SIGNS = {"-": -1, "\u2212": -1, "\u2013": -1, "+": 1}
_RANGE_WORDS = frozenset({"to", "-", "\u2013", "\u2014", "or", "and", "through"})
_LARGEST_OF = 1000
_WIDEST_RANGE = 20
_RATIO_PREPOSITIONS = frozenset({"in", "of", "out"})
_SMALL = 12


def read_amount(t: Tokens, i: int) -> Draft | None:
    """Return the numeral at token *i* with its sign, currency and unit."""
    first, k, currency = i, i, ""
    if t.classes[i] == CURRENCY:
        k = i + 1
        currency = CURRENCY_SIGNS[t.low[i]]
        prefix = t.low[i - 1]
        if currency == "USD" and prefix in DOLLARS_OF and _is_prefix(t, i):
            first, currency = i - 1, DOLLARS_OF[prefix]
    elif t.classes[i] == NUMBER:
        first, currency = _code_before(t, i)
    numeral = read_numeral(t, k, money=bool(currency))
    if numeral is None:
        return None
    if t.classes[k] == SCALE and first == i and t.low[i - 1] in {"a", "an", "another"}:
        first = i - 1
    sign = 1
    before = t.low[first - 1]
    if before in _SIGNS and t.joined(first) and not t.joined(first - 1):
        first, sign = first - 1, _SIGNS[before]
    elif before == "minus" and t.classes[i] == NUMBER and t.low[first - 2] != "or":
        first, sign = first - 1, -1
    draft = Draft(first, numeral.stop, [sign * numeral.value], [numeral])
    if currency:
        draft.kind, draft.unit = "money", currency
        doubled = t.low[numeral.stop] in {"dollars", "dollar", "pounds", "euros", "usd"}
        draft.stop += doubled
        return draft
    return with_suffix(t, draft)


def with_suffix(t: Tokens, draft: Draft) -> Draft:
    """Return the draft with the unit right after its numeral, where there is one."""
    suffix = read_suffix(t, draft.stop, draft.numerals[-1])
    if suffix is None:
        return draft
    draft.kind, draft.unit, draft.stop = suffix.kind, suffix.unit, suffix.stop
    draft.factor = suffix.factor
    if suffix.factor != 1:
        draft.values = [value * suffix.factor for value in draft.values]
    return draft


def as_ratio(t: Tokens, draft: Draft) -> Draft | None:
    """Return the draft as the x of "x in y", "x out of y" or "x of the y"."""
    one_dollar = draft.kind == "money" and t.low[draft.stop] == "out" and draft.factor == 1
    if not (draft.bare or one_dollar) or draft.values[0] <= 0 or draft.numerals[0].scale != 1:
        return _cents_on_the_dollar(t, draft)
    k = draft.stop + (t.low[draft.stop] in DASHES)
    with_noun = False
    if t.low[k] not in _RATIO_PREPOSITIONS and draft.values[0] < _SMALL:
        noun, noun_stop = read_noun(t, k)
        if noun and noun_stop - k <= 2 and t.low[noun_stop] in {"in", "out"}:  # noqa: PLR2004
            k, with_noun = noun_stop, True
    whole = _read_whole(t, k)
    if whole is None or whole.value < draft.values[0] or not _is_odds(t, draft, whole, k):
        return None
    if with_noun and (t.classes[whole.stop] == WORD and is_plural(t.low[whole.stop])):
        return None
    part = draft.values[0]
    if RANK_WORDS & set(t.low[draft.first - 6 : draft.first]):
        draft.kind, draft.out_of, draft.stop = "rank", whole.value, whole.stop
        return draft
    draft.kind, draft.parts = "ratio", (part, whole.value)
    draft.values = [part / whole.value]
    draft.stop = whole.stop
    return draft


def as_range(t: Tokens, draft: Draft) -> Draft:
    """Return the draft with the second end of a range, where one follows."""
    k = draft.stop
    word = t.low[k]
    between = _after_between(t, draft.first)
    if word not in _RANGE_WORDS or (word == "and" and not between):
        return draft
    if between and word not in {"and", "to", "-", "\u2013"}:
        return draft
    j = k + 1
    if t.low[j] == "to" and word == "-":
        j += 1
    other = _second_end(t, draft, j)
    if other is None or not _makes_range(t, draft, other, word, between=between):
        return _as_odds(draft, other) if other and t.low[j - 1] == "to" else draft
    draft.values.append(other.values[0])
    draft.numerals.append(other.numerals[0])
    if draft.kind == "count":
        draft.kind, draft.unit, draft.factor = other.kind, other.unit, other.factor
    draft.stop, draft.comparator = other.stop, ".."
    return draft


def _second_end(t: Tokens, draft: Draft, j: int) -> Draft | None:
    if t.classes[j] not in {NUMBER, NUMBER_WORD, CURRENCY, SCALE} and t.low[j] not in {
        "a",
        "an",
        "us",
    }:
        return None
    if t.low[j] in {"a", "an"} and t.classes[j + 1] != SCALE:
        return None
    j += t.low[j] in {"a", "an", "us"}
    if t.classes[j] == NUMBER and (
        read_date(t, j) or read_ordinal(t, j) or (read_year(t, j) and draft.bare)
    ):
        return None
    return read_amount(t, j)


def _makes_range(t: Tokens, a: Draft, b: Draft, word: str, *, between: bool) -> bool:
    """Return whether two amounts span a range, after giving the first the second's scale."""
    if not _are_alike(a, b):
        return False
    _share_scale(a, b)
    low = a.values[0] * (b.factor if a.kind == "count" else ONE)
    high = b.values[0]
    if low >= high:
        return False
    a.values[0] = low
    if word == "or":
        return _is_choice(a, b)
    if between or word in DASHES:
        return True
    return word in {"to", "through"} and not _is_change(t, a, b)


def _are_alike(a: Draft, b: Draft) -> bool:
    if a.kind == "count":
        return not a.unit
    same = a.kind == b.kind and (a.unit == b.unit or not a.unit or not b.unit)
    return same or (a.kind == "money" and b.kind == "count")


def _share_scale(a: Draft, b: Draft) -> None:
    """Make "20 and 50 million" two numbers of millions."""
    scale = b.numerals[0].scale
    if scale > a.numerals[0].scale == 1 and a.kind in {"count", "money"}:
        low, high = a.values[0], b.numerals[0].value / scale
        if abs(low) < abs(high):
            a.values[0] = low * scale
            a.numerals[0] = a.numerals[0]._replace(scale=scale)


def _is_prefix(t: Tokens, i: int) -> bool:
    return t.joined(i) or t.low[i - 1] in {"us", "u.s."}


def _code_before(t: Tokens, i: int) -> tuple[int, str]:
    """Return where a number begins and its currency, for "USD 5 million" and "Rs. 500"."""
    k = i - 2 if t.low[i - 1] == "." and t.low[i - 2] == "rs" else i - 1
    low = t.low[k]
    if low not in CODES or not (t.raw[k].isupper() or low == "rs"):
        return i, ""
    return k, {"rs": "INR", "rmb": "CNY"}.get(low, low.upper())


def _cents_on_the_dollar(t: Tokens, draft: Draft) -> Draft | None:
    """Return "77 cents on the dollar" as the ratio that it is."""
    if draft.unit != "USD" or draft.factor == 1:
        return None
    k = draft.stop
    if (
        t.low[k] in {"on", "to"}
        and t.low[k + 1] in {"the", "every", "a"}
        and t.low[k + 2] == "dollar"
    ):
        draft.kind, draft.parts, draft.stop = "ratio", (draft.values[0], ONE), k + 3
        return draft
    return None


def _read_whole(t: Tokens, k: int) -> Numeral | None:
    """Return the y of "in y", "out of every y", "of the y" at token *k*."""
    low = t.low[k]
    if low not in _RATIO_PREPOSITIONS:
        return None
    k += 2 if low == "out" and t.low[k + 1] == "of" else 1
    k += t.low[k] in DASHES
    k += t.low[k] in {"every", "each", "the", "all", "our", "its", "their", "his", "her"}
    k += t.low[k] in {"last", "past", "first"}
    k += t.classes[k] == CURRENCY
    if t.classes[k] not in {NUMBER, NUMBER_WORD} and not (
        t.low[k] == "a" and t.classes[k + 1] == SCALE
    ):
        return None
    if t.classes[k] == NUMBER and (read_date(t, k) or read_ordinal(t, k)):
        return None
    return read_numeral(t, k)


def _is_odds(t: Tokens, draft: Draft, whole: Numeral, k: int) -> bool:
    """Return whether "x in y" is a share: "five in 10 years" is none."""
    part, total = draft.values[0], whole.value
    if total == 1 or part != int(part) or total != int(total):
        return False
    # "46,000 of the 1.2 million" are two counts and no odds.
    if t.low[k] == "of" and total > _LARGEST_OF:
        return False
    following = t.low[whole.stop]
    if read_suffix(t, whole.stop, whole) is not None and following != "in":
        return False
    word = t.low[k]
    every = t.low[k + 1] in {"every", "each"}
    is_year = t.classes[whole.stop - 1] == NUMBER and 1900 <= total <= 2040 and total != 2000  # noqa: PLR2004
    if word == "of":
        return (part != 1 or every) and not is_year
    round_whole = total <= 10 or total in {100, 1000, 10000, 100000}  # noqa: PLR2004
    return word == "out" or (not is_year and (every or part == 1 or round_whole))


def _after_between(t: Tokens, first: int) -> bool:
    k = first - 1
    if t.low[k] in {"about", "around", "roughly", "approximately", "an", "estimated"}:
        k -= 1
    if t.low[k] == "of" and t.low[k - 1] in {"ages", "age"}:
        k -= 2
    elif t.low[k] in {"ages", "age"}:
        k -= 1
    k -= t.low[k] == "the"
    return t.low[k] == "between"


def _as_odds(draft: Draft, other: Draft) -> Draft:
    """Return "3 to 1" as the ratio that it is, and anything else as it was."""
    if other.values == [1] and other.bare and draft.bare and draft.values[0] > 1:
        draft.kind, draft.parts, draft.stop = "ratio", (draft.values[0], ONE), other.stop
    return draft


def _is_choice(a: Draft, b: Draft) -> bool:
    """Return whether "two or three" names neighbours, and so a range."""
    low, high = a.values[0], b.values[0]
    return high - low == 1 or (b.kind != "count" and high <= 2 * low)


def _is_change(t: Tokens, a: Draft, b: Draft) -> bool:
    """Return whether "A to B" goes from one to the other instead of spanning both."""
    k = context.comparator_before(t, a.first)[1]
    if t.low[k - 1] == "from":
        spans = {"range", "ranges", "ranged", "ranging", "anywhere", "vary", "varying", "varied"}
        return not spans & set(t.low[k - 4 : k - 1])
    if context.said_respectively(t, b.stop):
        return True
    own_unit = a.kind != "count"
    if own_unit and b.values[0] > _WIDEST_RANGE * a.values[0] > 0:
        return True
    # "Up 6 % to 7 %" spans both, "rose 2 % to 9 %" ends at the second.
    if a.kind == "percent" and b.values[0] <= 2 * a.values[0]:
        return False
    return own_unit and context.direction(t, k, a.first, "percent") != 0 and t.low[k - 1] != "by"
