"""Find the quantities of a text: one pass over its tokens, each window around one bounded."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from factbase.quantity import context
from factbase.quantity.amounts import as_range, as_ratio, read_amount, with_suffix
from factbase.quantity.draft import Draft, finished, is_told
from factbase.quantity.kinds import classify, is_age_bound, read_after, take_per
from factbase.quantity.labels import ORDINAL_SUFFIXES, Label, read_id, read_ordinal, read_rank
from factbase.quantity.moments import Moment, clock_stop, read_date, read_year
from factbase.quantity.numeral import ONE, Numeral, read_fraction, read_numeral, scaled
from factbase.quantity.suffix import Suffix, read_per, read_suffix
from factbase.quantity.tokens import (
    FRACTION,
    GLYPH,
    LOCALES,
    MARK,
    MONTH,
    MULTIPLE,
    NUMBER,
    NUMBER_WORD,
    ORDINAL,
    SCALE,
    WORD,
    Tokens,
    tokenize,
)
from factbase.quantity.words import (
    DASHES,
    FUNCTION_WORDS,
    MULTIPLES,
    TIME_WORDS,
)

if TYPE_CHECKING:
    from factbase.quantity.mention import Quantity

_SHARED_KINDS = frozenset({"percent", "pp", "money", "measure", "times", "rate"})
_LIST_WORDS = frozenset({",", "and", "or", "to", "-", "\u2013", "&", "vs", "versus", "/"})
_PARTS_FOLLOW = frozenset({MARK, FRACTION, ORDINAL})
"""The classes that may make a fraction of the number before them: 2/3, 1-third, 3 quarters."""

_LARGEST_ODDS = 100
_INTERVALS = frozenset({"ci", "interval", "ui"})
_FROM_TO = 5
_DOWN_FROM = 5
_LEVELS = frozenset({"percent", "rate"})
_MINUTE = Decimal(60)


def find_quantities(text: str, *, locale: str = "en") -> list[Quantity]:
    """Return the numbers of *text* with their readings, in order.

    >>> [found] = find_quantities("Nearly 46 thousand parents were deported.")
    >>> found.text, found.values, found.comparator
    ('46 thousand', (Decimal('46000'),), '<~')

    *locale* names how digits are grouped (`tokens.LOCALES`); the words are English.
    Raises `ValueError` for a locale that is not known.
    """
    if locale not in LOCALES:
        raise ValueError(f"no number locale {locale!r}; known: {', '.join(LOCALES)}")
    return _Reader(tokenize(text, LOCALES[locale])).read()


class _Reader:
    """Reads the quantities of one tokenised text from left to right."""

    def __init__(self, tokens: Tokens) -> None:
        self._t = tokens
        self._drafts: list[Draft] = []

    def read(self) -> list[Quantity]:
        """Return what the text holds."""
        position = 0
        for i in self._t.active:
            if i >= position:
                position = self._read_at(i)
        self._share_units()
        return [finished(self._t, draft) for draft in self._drafts if is_told(self._t, draft)]

    def _read_at(self, i: int) -> int:
        """Read what begins at token *i* and return the token after it."""
        t = self._t
        kind = t.classes[i]
        if kind == NUMBER:
            return self._read_number(i)
        if kind == NUMBER_WORD:
            return self._add_label(read_ordinal(t, i)) or self._read_fraction(i) or self._read(i)
        if kind == MONTH:
            return self._add_moment(read_date(t, i)) or i + 1
        if kind == ORDINAL:
            return self._read_fraction(i) or self._add_label(read_ordinal(t, i)) or i + 1
        if kind in {FRACTION, GLYPH}:
            return self._read_fraction(i) or i + 1
        if kind == MULTIPLE:
            return self._read_multiple(i)
        return self._read(i)

    def _read_number(self, i: int) -> int:
        t = self._t
        after = t.low[i + 1]
        return (
            self._add_moment(read_date(t, i))
            or self._add_label(read_id(t, i))
            or (after in ORDINAL_SUFFIXES and self._add_label(read_ordinal(t, i)))
            or self._add_label(read_rank(t, i))
            or (after == ":" and self._read_minutes(i))
            or self._add_moment(read_year(t, i))
            or (t.classes[i + 1] in _PARTS_FOLLOW and self._read_fraction(i))
            or self._read(i)
        )

    def _add_moment(self, moment: Moment | None) -> int:
        if moment is None:
            return 0
        draft = Draft(moment.first, moment.stop, list(moment.values), [], moment.kind)
        draft.comparator = ".." if moment.is_range else "="
        self._drafts.append(draft)
        return moment.stop

    def _add_label(self, label: Label | None) -> int:
        if label is None:
            return 0
        values = [] if label.value is None else [label.value]
        # A label may reach back to its word, but not into what was read before.
        first = max(label.first, self._drafts[-1].stop if self._drafts else 0)
        draft = Draft(first, label.stop, values, [], label.kind, out_of=label.out_of)
        draft.comparator = "="
        self._drafts.append(draft)
        return label.stop

    def _read_minutes(self, i: int) -> int:
        """Read "5:22 mins" and "2:05 hours", lengths of time and not times of day."""
        t = self._t
        stop = clock_stop(t, i)
        if not stop:
            return self._read_odds(i)
        unit = t.low[stop]
        if unit not in TIME_WORDS:
            self._drafts.append(Draft(i, stop, [], [], "date", comparator="="))
            return stop
        value = Decimal(t.raw[i]) + Decimal(t.raw[i + 2]) / _MINUTE
        numeral = Numeral(value, "0.01", ONE, stop)
        suffix = read_suffix(t, stop, numeral)
        draft = Draft(i, suffix.stop if suffix else stop + 1, [value], [numeral], "measure")
        draft.unit = suffix.unit if suffix else unit
        return self._add(draft)

    def _read_odds(self, i: int) -> int:
        """Read "2:1" as a ratio."""
        t = self._t
        colon = t.low[i + 1] == ":" and t.joined(i + 1) and t.joined(i + 2)
        if not colon or t.classes[i + 2] != NUMBER or not t.raw[i + 2].isdigit():
            return 0
        part, whole = read_numeral(t, i), Decimal(t.raw[i + 2])
        if part is None or not part.value or not whole or max(part.value, whole) > _LARGEST_ODDS:
            return 0
        draft = Draft(i, i + 3, [part.value / whole], [part], "ratio")
        draft.parts = (part.value, whole)
        return self._add(draft)

    def _read_fraction(self, i: int) -> int:
        t = self._t
        fraction = read_fraction(t, i)
        if fraction is None or fraction.parts is None or not _is_share(t, i, fraction.stop):
            return 0
        first = i - 1 if t.low[i - 1] in {"a", "an"} and t.classes[i] in {FRACTION, ORDINAL} else i
        if t.low[first - 1] == "and" and t.low[first - 2] in TIME_WORDS and t.low[i] == "half":
            half = self._read_and_a_half(first, fraction)
            if half:
                return half
        amount = scaled(t, fraction)
        if amount is not None:
            draft = Draft(first, amount.stop, [amount.value], [amount])
            return self._add(as_range(self._t, with_suffix(self._t, draft)))
        draft = Draft(first, fraction.stop, [fraction.value], [fraction], "ratio")
        part = _unit_of_part(t, fraction)
        if part is not None:
            draft.kind, draft.unit, draft.stop = part.kind, part.unit, part.stop
            draft.values = [fraction.value * part.factor]
        else:
            draft.parts = fraction.parts
            draft.halving = t.low[first - 1] == "in"
        return self._add(draft)

    def _read_and_a_half(self, i: int, fraction: Numeral) -> int:
        """Read "a year and a half", whose half begins at token *i*."""
        t = self._t
        if t.low[i - 3] not in {"a", "an"} or t.low[i] != "a" or t.low[fraction.stop] == "of":
            return 0
        numeral = fraction._replace(value=ONE + fraction.value, digits="1.5", parts=None)
        draft = Draft(i - 3, fraction.stop, [numeral.value], [numeral], "measure")
        draft.unit = t.low[i - 2] + "s"
        return self._add(draft)

    def _read_multiple(self, i: int) -> int:
        t = self._t
        low = t.low[i]
        number = MULTIPLES[low]
        if not _multiplies(t, i):
            return i + 1
        if number == 0:
            parts = ONE, Decimal(2)
            half = Numeral(ONE / 2, "", ONE, i + 1, parts)
            draft = Draft(i, i + 1, [half.value], [half], "ratio", parts=parts, direction=-1)
        else:
            numeral = Numeral(Decimal(number), str(number), ONE, i + 1)
            draft = Draft(i, i + 1, [numeral.value], [numeral], "times", "times")
        return self._add(draft)

    def _read(self, i: int) -> int:
        """Read an amount, a range or an "x in y" that begins at token *i*."""
        draft = read_amount(self._t, i)
        if draft is None:
            return i + 1
        return self._add(as_ratio(self._t, draft) or as_range(self._t, draft))

    def _add(self, draft: Draft) -> int:
        """Read what surrounds the number, keep it, and return the token after it."""
        t = self._t
        first = draft.first - (draft.halving)
        sign, begin = context.comparator_before(t, first)
        if sign == ">" and (
            (
                draft.unit in TIME_WORDS
                and t.low[draft.stop] != "old"
                and context.is_lapse(t, first, begin)
            )
            or (t.low[draft.stop] in DASHES and t.classes[draft.stop + 1] == NUMBER)
        ):
            sign, begin = "", first  # "Over two years" of time; the bill that "passed 52-48".
        draft.begin = begin
        if sign and is_age_bound(self._t, draft):
            draft.kind, draft.unit, draft.comparator = "qual", "years of age", sign
            self._drafts.append(draft)
            return draft.stop
        after = read_after(self._t, draft)
        if draft.comparator != "..":
            draft.comparator = sign or after or "="
        if t.low[begin - 1] == "between" and draft.comparator == "..":
            begin -= 1
        draft.begin = begin
        if not draft.direction and draft.kind != "times":
            draft.direction = context.direction(t, begin, draft.stop, draft.kind)
            if draft.halving and not draft.direction:
                draft.direction = _halved(t, begin)
        classify(self._t, draft)
        if t.low[draft.first - 1] == "\u00b1" and t.classes[draft.first - 2] == NUMBER:
            draft.margin_of, draft.kind, draft.comparator = draft.kind, "qual", "="
        self._drafts.append(draft)
        return max(draft.stop, draft.noun_stop if draft.per else 0)

    def _share_units(self) -> None:
        """Give the units of a list's last member to the bare ones before it."""
        drafts = self._drafts
        if len(drafts) == 1:
            return
        for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            if 0 < b.first - a.stop <= 2:  # noqa: PLR2004
                self._share_unit(a, b, self._t.low[a.stop : b.first])
        # Years and levels of confidence stand between: "from 9 % in 2010 to 12", "0.8 (95 % CI
        # 0.6 to 1.1)".
        told = [draft for draft in drafts if draft.kind not in {"year", "qual"}]
        for a, b in itertools.pairwise(told):
            if b.bare and b.numerals and b.numerals[0].scale == 1 and self._is_alike(a, b):
                b.kind, b.unit, b.per = a.kind, a.unit, a.per

    def _share_unit(self, a: Draft, b: Draft, between: list[str]) -> None:
        if between == ["("] and self._share_per(a, b):
            return
        if between == ["\u00b1"] and a.bare:
            # The margin itself was made a limit; its kind and unit are the measure's.
            a.kind, a.unit = b.margin_of or "count", b.unit
        elif between == ["to"] and b.kind == "rate" and a.kind in {"money", "measure"}:
            # "From $7 to $9 per hour".
            if a.unit == b.unit and not a.per:
                a.kind, a.per = b.kind, b.per
        elif a.bare and b.kind in _SHARED_KINDS and _is_list(a, b, between):
            a.kind, a.unit, a.per = b.kind, b.unit, b.per
            a.values = [value * b.factor for value in a.values]
            a.direction = a.direction or b.direction

    def _share_per(self, a: Draft, b: Draft) -> bool:
        """Give "per year" of "4.2 mm (0.165 in) per year" to both measures."""
        t = self._t
        if a.kind != "measure" or b.kind != "measure" or t.low[b.stop] != ")":
            return False
        per = read_per(t, b.stop + 1)
        if per is not None:
            take_per(a, per)
            take_per(b, per)
        return True

    def _is_alike(self, a: Draft, b: Draft) -> bool:
        """Return whether the bare number *b* is of the kind and unit of the one before it."""
        t = self._t
        if b.comparator == ".." and not _INTERVALS.isdisjoint(t.low[b.begin - 3 : b.begin]):
            return b.begin - a.stop <= _DOWN_FROM + _FROM_TO
        if t.low[b.begin - 1] == "from" and t.low[b.begin - 2] in {"up", "down"}:
            return b.begin - max(a.stop, a.noun_stop) <= _DOWN_FROM and a.kind in _LEVELS
        return (
            t.low[b.begin - 1] == "to"
            and t.low[a.begin - 1] == "from"
            and b.begin - a.stop <= _FROM_TO
            and a.kind in {"percent", "rate", "measure"}
        )


def _is_list(a: Draft, b: Draft, between: list[str]) -> bool:
    """Return whether two numbers share a unit; in "1.6 million, or 1.4 percent" they do not."""
    if between == [",", "or"] or not set(between) <= _LIST_WORDS:
        return False
    return b.kind == "money" or a.numerals[0].scale == b.numerals[0].scale


def _is_share(t: Tokens, i: int, stop: int) -> bool:
    """Return whether a fraction at token *i* is a share, and not "the second half"."""
    if t.low[i] != "half":
        return True
    before, after = t.low[i - 1], t.low[stop]
    if t.classes[i - 1] == ORDINAL or before in {"last", "latter", "other", "better", "this"}:
        return False
    if before in {"next", "past", "previous", "that"} and after in {"of", ",", "."}:
        return False
    if before in DASHES and t.joined(i):
        return False
    return after not in {
        "time",
        "term",
        "way",
        "brother",
        "sister",
        "marathon",
        "century's",
    } and not (
        after in DASHES
        and t.joined(stop)
        and t.low[stop + 1] not in TIME_WORDS
        and t.classes[stop + 1] != SCALE
        and t.low[stop + 1] not in {"mile", "percent", "point"}
    )


def _unit_of_part(t: Tokens, fraction: Numeral) -> Suffix | None:
    """Return the unit of "half an hour", "a quarter of a percentage point"."""
    k = fraction.stop
    if t.low[k] == "of" and t.low[k + 1] in {"a", "an", "one", "1"}:
        k += 2
    elif t.low[k] in {"a", "an"} or t.low[k] in DASHES:
        k += 1
    elif t.low[k] not in {"mile", "century", "hour", "percent", "percentage", "point", "inch"}:
        return None
    if t.low[k] == "point":
        return Suffix("pp", "percentage points", ONE, k + 1)
    suffix = read_suffix(t, k, fraction)
    if suffix is None or suffix.kind not in {"measure", "percent", "pp", "money"}:
        return None
    return None if suffix.unit == "m" and suffix.stop - k == 1 and t.low[k] == "m" else suffix


def _multiplies(t: Tokens, i: int) -> bool:
    """Return whether "double" or "twice" multiplies here; a double room does not."""
    low, before, after = t.low[i], t.low[i - 1], t.low[i + 1]
    sign, _ = context.comparator_before(t, i)
    if low in {"double", "triple", "quadruple", "treble"}:
        if after in DASHES:
            return False
        if after in {
            "the",
            "that",
            "what",
            "its",
            "their",
            "those",
            "his",
            "her",
            "our",
            "current",
        }:
            return True
        ends = t.classes[i + 1] != WORD or after in FUNCTION_WORDS
        return ends and (
            bool(sign) or before in {"to", "will", "would", "could", "than", "is", "was", "are"}
        )
    if low in {"doubles", "triples"}:
        return after in {"the", "its", "in", "every", "to", "from", "over", "that", "their"}
    if low in {"twice", "thrice"}:
        return after in {"as", "the", "that", "what", "those", "its", "their", "more", "our"} or (
            bool(sign) and after not in {"a", "per", "weekly", "in"}
        )
    return True


def _halved(t: Tokens, begin: int) -> int:
    window = t.low[begin - 7 : begin]
    cuts = {"cut", "cuts", "cutting", "reduced", "reduce", "slashed", "fell", "dropped", "fallen"}
    return -1 if cuts & set(window) else 0
