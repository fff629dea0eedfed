"""Read one numeral: digits or words, with its scale and its fraction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from factbase.quantity.tokens import (
    FRACTION,
    GLYPH,
    MARK,
    NUMBER,
    NUMBER_WORD,
    ORDINAL,
    SCALE,
    WORD,
    Tokens,
)
from factbase.quantity.words import (
    DASHES,
    FRACTION_FOLLOWERS,
    FRACTIONS,
    GLYPHS,
    LETTER_SCALES,
    NUMBER_WORDS,
    ORDINALS,
    PLURALS,
    SCALES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DIGITS = 28
"""A run of more digits is a code: arithmetic keeps 28 of them."""

ONE = Decimal(1)
_HUNDRED = 100
_MOST_WORDS = 16
_ARTICLES = frozenset({"a", "an"})
_BOUND_WORDS = frozenset({"than", "about", "nearly", "almost", "over", "roughly", "around", "by"})
_RACES = frozenset({"hurdles", "races", "sprints", "relays", "finals", "heats", "waves", "towers"})
_TEN = 10
_LARGEST_PART = 999
_LARGEST_DENOMINATOR = 100


class Numeral(NamedTuple):
    """A number without its unit, ending before token *stop*.

    *digits* are the digits as written, before the *scale* multiplies them.
    """

    value: Decimal
    digits: str
    scale: Decimal
    stop: int
    parts: tuple[Decimal, Decimal] | None = None


def read_numeral(t: Tokens, i: int, *, money: bool = False) -> Numeral | None:
    """Return the numeral that begins at token *i*, or None where there is none.

    *money* says that a currency stands before it, which makes m a million.
    """
    kind = t.classes[i]
    if kind == NUMBER:
        return _read_digits(t, i, money=money)
    if kind == NUMBER_WORD:
        return _read_words(t, i)
    if kind == SCALE and (t.low[i - 1] in _ARTICLES or t.low[i - 1] == "another"):
        return _read_words(t, i)
    if t.low[i] in _ARTICLES and t.classes[i + 1] == SCALE:
        return _read_words(t, i + 1)
    if kind in {FRACTION, GLYPH}:
        return _read_scaled_fraction(t, i)
    return None


def read_fraction(t: Tokens, i: int) -> Numeral | None:
    """Return the fraction written at token *i*: half, a third, two-thirds, 2/3, ¾."""
    if t.classes[i] == GLYPH:
        return _fraction(*GLYPHS[t.low[i]], i + 1)
    if t.low[i] == "half":
        return _fraction(1, 2, i + 1)
    if t.low[i] in _ARTICLES or (t.low[i - 1] in _ARTICLES and t.classes[i] in {FRACTION, ORDINAL}):
        return _read_article_fraction(t, i + 1 if t.low[i] in _ARTICLES else i)
    if t.classes[i] == NUMBER_WORD or (t.classes[i] == NUMBER and len(t.raw[i]) <= len("99")):
        return _read_counted_fraction(t, i)
    return None


def _fraction(part: int, whole: int, stop: int) -> Numeral:
    parts = Decimal(part), Decimal(whole)
    return Numeral(parts[0] / parts[1], "", ONE, stop, parts)


def _read_article_fraction(t: Tokens, i: int) -> Numeral | None:
    if t.low[i] == "half":
        return _fraction(1, 2, i + 1)
    if t.low[i] == "quarter":
        return _fraction(1, 4, i + 1) if _follows_fraction(t, i + 1) else None
    whole = ORDINALS.get(t.low[i], 0)
    bounded = t.low[i - 2] in _BOUND_WORDS
    if whole > 2 and (bounded or _follows_fraction(t, i + 1)):  # noqa: PLR2004
        return _fraction(1, whole, i + 1)
    return None


def _follows_fraction(t: Tokens, i: int) -> bool:
    """Return whether token *i* can follow a share, so that "a third way" is none."""
    low = t.low[i]
    return low in FRACTION_FOLLOWERS or not low[:1].isalnum() or t.classes[i] == SCALE


def _read_counted_fraction(t: Tokens, i: int) -> Numeral | None:
    if t.classes[i] == NUMBER and t.low[i + 1] == "/":
        return _read_slash(t, i)
    part = NUMBER_WORDS.get(t.low[i]) or (int(t.raw[i]) if t.raw[i].isdigit() else 0)
    k = i + 2 if t.low[i + 1] in DASHES else i + 1
    low = t.low[k]
    if not 0 < part < _LARGEST_PART:
        return None
    if t.classes[k] == FRACTION:
        # "One quarter" of a year has no share in it, "one quarter of the votes" has.
        if low == "quarter" and k == i + 1 and not _follows_fraction(t, k + 1):
            return None
        return _fraction(part, FRACTIONS[low], k + 1) if part < FRACTIONS[low] else None
    if part == 1 and ORDINALS.get(low, 0) > 2:  # noqa: PLR2004
        return _fraction(1, ORDINALS[low], k + 1)
    return None


def _read_slash(t: Tokens, i: int) -> Numeral | None:
    """Return 2/3 as a fraction, but not 9/11, 24/7 and 5/15."""
    part, whole = t.raw[i], t.raw[i + 2]
    if not (part.isdigit() and whole.isdigit() and t.joined(i + 1) and t.joined(i + 2)):
        return None
    if t.low[i + 3] == "/" or t.low[i - 1] == "/" or len(whole) > len("100"):
        return None
    x, y = int(part), int(whole)
    if 0 < x < y <= _TEN and y not in {7, 9}:
        return _fraction(x, y, i + 3)
    return None


def _read_scaled_fraction(t: Tokens, i: int) -> Numeral | None:
    """Return half a million, a quarter million, three-quarters of a billion."""
    fraction = read_fraction(t, i)
    return None if fraction is None else scaled(t, fraction)


def scaled(t: Tokens, fraction: Numeral) -> Numeral | None:
    """Return the *fraction* times the scale word after it, or None where none follows."""
    k = fraction.stop
    if t.low[k] == "of" and t.low[k + 1] in _ARTICLES:
        k += 2
    elif t.low[k] in _ARTICLES or t.low[k] in DASHES:
        k += 1
    if t.classes[k] != SCALE or t.low[k] == "hundred":
        return None
    scale = Decimal(SCALES[t.low[k]])
    return Numeral(fraction.value * scale, str(fraction.value), scale, k + 1)


def _read_digits(t: Tokens, i: int, *, money: bool) -> Numeral | None:
    digits = t.locale.plain(t.raw[i])
    if len(digits) > MAX_DIGITS or digits.count(".") > 1:
        return None
    if digits[0] == ".":
        digits = "0" + digits
    value, stop = Decimal(digits), i + 1
    following, low = t.classes[stop], t.low[stop]
    if following == WORD and low not in LETTER_SCALES:
        whole = Numeral(value, digits, ONE, stop)
        return _with_fraction(t, whole) if low == "and" and t.low[stop + 1] in _ARTICLES else whole
    if following in {GLYPH, NUMBER, MARK}:
        mixed = read_mixed(t, i)
        if mixed is not None:
            value += mixed.value
            digits, stop = str(value), mixed.stop
    scale, stop = _read_scale(t, stop, money=money)
    return Numeral(value * scale if scale != 1 else value, digits, scale, stop)


def read_mixed(t: Tokens, i: int) -> Numeral | None:
    """Return the fraction of 2½, 2 1/2 or 2-1/2."""
    k = i + 1
    if t.classes[k] == GLYPH:
        return read_fraction(t, k)
    if t.low[k] in DASHES and t.joined(k):
        k += 1
    if t.classes[k] == NUMBER and t.low[k + 1] == "/":
        return _read_slash(t, k)
    return None


def _read_scale(t: Tokens, k: int, *, money: bool) -> tuple[Decimal, int]:
    scale = ONE
    for _ in range(2):
        j = k + 1 if t.low[k] in DASHES and t.joined(k + 1) else k
        low = t.low[j]
        if t.classes[j] == SCALE:
            scale *= SCALES[low]
        elif low in LETTER_SCALES and j == k and scale == 1 and _is_letter_scale(t, j, money=money):
            scale *= LETTER_SCALES[low]
        else:
            break
        k = j + 1
    return scale, k


def _is_letter_scale(t: Tokens, j: int, *, money: bool) -> bool:
    low = t.low[j]
    if money:
        return t.joined(j) or low != "t"
    if not t.joined(j) or (t.joined(j + 1) and t.classes[j + 1] == NUMBER):
        return False
    # 46k people, but 10 m high and 5t of sand.
    following = t.low[j + 1]
    if low == "k":
        return True
    if following in _RACES:
        return False
    counted = following in PLURALS or (following.endswith("s") and len(following) > len("his"))
    return t.raw[j] in {"m", "M", "b"} and counted


def _read_words(t: Tokens, i: int) -> Numeral | None:
    total, current, room, stop = 0, 0, 0, i
    for j, number in _number_words(t, i):
        if j - i > _MOST_WORDS:
            break
        if number < 0:
            current = (current or 1) * -number
            room = -number
            if room > _HUNDRED:
                total, current = total + current, 0
        elif j == i:
            current, room = number, (_TEN if number >= 2 * _TEN else 0)
        elif number < room:
            current += number
            room = _TEN if number >= 2 * _TEN else 0
        else:
            break
        stop = j + 1
    value = Decimal(total + current)
    return _with_fraction(t, Numeral(value, str(value), ONE, stop)) if stop > i else None


def _number_words(t: Tokens, i: int) -> Iterator[tuple[int, int]]:
    """Yield each number word from token *i* with its number, scales as negative numbers."""
    j = i
    while True:
        kind, low = t.classes[j], t.low[j]
        if kind == NUMBER_WORD:
            yield j, NUMBER_WORDS[low]
        elif kind == SCALE:
            yield j, -SCALES[low]
        else:
            return
        j += 1
        # "One hundred and fifty", "forty-six".
        if t.low[j] in DASHES and t.joined(j) and t.joined(j + 1):
            j += t.classes[j + 1] in {NUMBER_WORD, SCALE}
        elif t.low[j] == "and" and low in {"hundred", "thousand"}:
            j += t.classes[j + 1] == NUMBER_WORD


def _with_fraction(t: Tokens, whole: Numeral) -> Numeral:
    """Return the number with the fraction of "two and a half", then with its scale."""
    k = whole.stop
    dashed = t.low[k] in DASHES
    k += dashed
    if t.low[k] != "and":
        return whole
    k += 1 + (t.low[k + 1] in DASHES)
    fraction = read_fraction(t, k) if t.low[k] in _ARTICLES or t.low[k] in NUMBER_WORDS else None
    if t.low[k] in _ARTICLES and t.low[k + 1] in DASHES and t.low[k + 2] == "half":
        fraction = _fraction(1, 2, k + 3)
    if fraction is None or fraction.parts is None:
        return whole
    value = whole.value + fraction.value
    scale, stop = _read_scale(t, fraction.stop, money=False)
    return Numeral(value * scale, str(value), scale, stop)
