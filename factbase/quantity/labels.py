"""Numbers that name or order: ids, ordinals, ranks."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from factbase.quantity.numeral import read_mixed, read_numeral
from factbase.quantity.suffix import is_plural
from factbase.quantity.tokens import (
    FRACTION,
    MONTH,
    NUMBER,
    NUMBER_WORD,
    ORDINAL,
    SCALE,
    WORD,
    NumberLocale,
    Tokens,
)
from factbase.quantity.words import (
    CAPITAL_LABELS,
    CODES,
    COMMON_CAPITALS,
    DASHES,
    FUNCTION_WORDS,
    LABELS,
    NUMBER_WORDS,
    ORDINALS,
    RANK_WORDS,
    SUPERLATIVES,
    WEEKDAYS,
    word_set,
)

ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_PREFIXES = word_set(
    "in out of for by with mid pre post early late non sub under over top sept age plus minus "
    "twenty and to or a an year one two three six half number near since some"
)
_LONGEST_CHAIN = 8
_CHAIN_PARTS = 3
_QUOTES = frozenset({'"', "'", "\u2018", "\u2019", "\u201c", "\u00ab"})
_KNOWN_IDS = frozenset(
    {("401", "k"), ("403", "b"), ("501", "c"), ("4", "x"), ("1080", "p"), ("720", "p")}
)
_LONGEST_PLAIN = 28
_TENTHS = 10
_YEARS = range(1900, 2041)
_JOINS = frozenset({"and", "or", "to", ",", "&", *DASHES})
_KNOWN_SLASHES = frozenset({(9, 11), (24, 7), (7, 7)})
_WORDS = frozenset({WORD, FRACTION})
_CALLS = frozenset({"call", "calls", "called", "dial", "dialed", "dialled"})
_LABEL_MARKS = frozenset({".", ":", "#", "\u2116"})
_NOTE_MARKS = frozenset({".", ",", "\u201d", '"'})
_RANK_LINKS = frozenset({":", "at", "as", "is", "was"})
_COMPASS = frozenset("nsew")
_DATED = frozenset({"report", "season", "series", "game"})
_STAGES = frozenset({"day", "week", "month", "year"})
_STAGE_LEADS = word_set("at by in on from to and or until between of after before through since")
_REPORTERS = frozenset({"u.s.c.", "u.s.c", "usc", "cfr", "c.f.r.", "u.s.", "s", "stat"})
_CITATION_PARTS = frozenset({".", "ct", "\u00a7"})
_STREETS = word_set(
    "street st avenue ave road rd boulevard blvd lane drive plaza square court terrace parkway"
)
_ROUND = frozenset({100, 1000, 10000, 100000, 1000000})
_INCHES = frozenset({"foot", "feet", "ft"})
_RETURNS = frozenset({"seats", "votes"})
_LONG_LIST = 24
_MARKER_LEADS = frozenset({"[", "(", "#"})
_VOTES = frozenset({"vote", "votes", "voted", "voting"})


class Label(NamedTuple):
    """A number that claims no amount: its kind, span in tokens, and value if it has one."""

    kind: str
    first: int
    stop: int
    value: Decimal | None = None
    out_of: Decimal | None = None


def read_id(t: Tokens, i: int) -> Label | None:
    """Return the label of which the number at token *i* is a part."""
    before, after = t.low[i - 1], t.low[i + 1]
    found: Label | None = None
    if t.joined(i):
        found = _read_prefixed(t, i)
    if found is None and t.joined(i + 1):
        found = _read_suffixed(t, i) or _read_chain(t, i) or _read_pages(t, i)
    if found is not None:
        return found
    if _is_code(t.raw[i], t.locale) or (t.raw[i] == "911" and before in _CALLS):
        return Label("id", i, i + 1)
    if t.classes[i - 1] in _WORDS or before in _LABEL_MARKS:
        found = _read_labelled(t, i)
    if found is None and t.raw[i + 1] != after:
        found = _read_address(t, i)
    if found is None and (after in _REPORTERS or before == "\u00a7"):
        found = _read_citation(t, i)
    if found is None and (after in _COMPASS or t.low[i + 2] in _COMPASS):
        found = _read_coordinate(t, i)
    if found is None and (before in _MARKER_LEADS or _opens_line(t, i)):
        found = _read_marker(t, i)
    return found


def _read_citation(t: Tokens, i: int) -> Label | None:
    """Return 28 U.S.C. 2415, 8 CFR \u00a7 214.2, 127 S. Ct. 638, and the \u00a7 12 alone."""
    if t.low[i - 1] == "\u00a7":
        return Label("id", i, i + 1)
    if t.low[i + 1] == "s" and t.low[i + 3] != "ct":
        return None
    for k in range(i + 2, i + 6):
        if t.classes[k] == NUMBER:
            return Label("id", i, k + 1 + (t.joined(k + 1) and t.classes[k + 1] == WORD))
        if t.low[k] not in _CITATION_PARTS:
            return None
    return None


def _read_address(t: Tokens, i: int) -> Label | None:
    """Return the number of "14 Elm Street"."""
    if not t.raw[i].isdigit():
        return None
    for k in range(i + 2, i + 5):
        if t.low[k] in _STREETS and t.raw[k][0].isupper():
            return Label("id", i, i + 1)
        if not t.raw[k][:1].isupper():
            return None
    return None


def _is_code(raw: str, locale: NumberLocale) -> bool:
    """Return whether digits are 1.2.3, 007, or more than any number has."""
    if len(raw) == 1:
        return False
    return (
        (raw[0] == "0" and raw.isdigit())
        or (raw.count(".") > 1 and not locale.decimal_comma)
        or (len(raw) > _LONGEST_PLAIN and len(raw.replace(",", "")) > _LONGEST_PLAIN)
    )


def _read_prefixed(t: Tokens, i: int) -> Label | None:
    """Return AB2031, S22, COVID-19, over-65s, #5, (555) 010-4477, and a note's mark."""
    before = t.low[i - 1]
    if t.classes[i - 1] in {WORD, MONTH}:
        is_money_or_year = before in CODES or (before == "fy" and len(t.raw[i]) > len("23"))
        return None if is_money_or_year else Label("id", i - 1, i + 1)
    if before in DASHES and t.joined(i - 1) and t.classes[i - 2] == WORD:
        return _read_hyphened(t, i)
    if before == "(":
        return _read_phone(t, i)
    if before == "+":
        return _read_world_phone(t, i)
    if before == "/" and t.joined(i - 1) and t.classes[i - 2] == WORD:
        return Label("id", i, _chain(t, i)[0] + 1)
    if before == "#" or (before in _NOTE_MARKS and _is_note(t, i)):
        return Label("id", i, i + 1)
    return None


def _read_hyphened(t: Tokens, i: int) -> Label | None:
    raw, word = t.raw[i], t.raw[i - 2]
    if t.low[i - 2] in {"over", "under"}:
        value = Decimal(raw) if raw.isdigit() else None
        return Label("qual", i - 2, i + 1 + (t.low[i + 1] == "s"), value)
    if t.low[i - 2] in _INCHES:
        return Label("id", i, i + 1)  # The inches of "6-foot-4".
    is_letter = len(word) == 1 and word.isupper()
    if is_letter or t.low[i - 2] not in _PREFIXES:
        return Label("id", i - 2, _chain(t, i)[0] + 1)
    return None


def _read_phone(t: Tokens, i: int) -> Label | None:
    area = len(t.raw[i]) == len("202") and t.low[i + 1] == ")" and t.classes[i + 2] == NUMBER
    if area and t.low[i + 3] in DASHES and t.classes[i + 4] == NUMBER:
        return Label("id", i - 1, i + 5)
    return None


def _read_world_phone(t: Tokens, i: int) -> Label | None:
    """Return +44 20 7946 0123, which has three groups at least."""
    k = i
    while t.classes[k + 1] == NUMBER and k < i + _LONGEST_CHAIN:
        k += 1
    return Label("id", i - 1, k + 1) if k >= i + 2 else None


def _is_note(t: Tokens, i: int) -> bool:
    """Return whether a number sticks to the end of a sentence, as a note's mark does."""
    return t.classes[i - 2] == WORD and t.joined(i - 1) and t.raw[i].isdigit()


def _read_suffixed(t: Tokens, i: int) -> Label | None:
    """Return 5G, 401k, 1080p, and the 20s of a life."""
    if t.classes[i + 1] != WORD or not t.raw[i].isdigit():
        return None
    raw, after = t.raw[i], t.raw[i + 1]
    if after == "ers":
        return Label("id", i, i + 2)  # The 49ers.
    if after == "s" and len(raw) == len("20") and t.low[i - 1] not in _QUOTES:
        return Label("qual", i, i + 2, Decimal(raw))
    is_model = after in {"G", "D", "P"} or (after == "p" and len(raw) > len("99"))
    if is_model or (raw, after.lower()) in _KNOWN_IDS:
        return Label("id", i, i + 2)
    return None


def _read_chain(t: Tokens, i: int) -> Label | None:
    """Return digits that hyphens or slashes chain: phone numbers, ISSNs, 24/7, scores."""
    if t.low[i + 1] not in {"/", *DASHES} or read_mixed(t, i) is not None:
        return None
    k, parts = _chain(t, i)
    if parts >= _CHAIN_PARTS or (parts > 1 and _names(t, i, k)):
        return Label("id", i, k + 1)
    return None


def _chain(t: Tokens, i: int) -> tuple[int, int]:
    """Return the last token of the chain that begins with token *i*, and its parts."""
    k, parts = i, 1
    while (
        t.low[k + 1] in {"/", *DASHES}
        and t.joined(k + 1)
        and t.joined(k + 2)
        and (t.classes[k + 2] == NUMBER or (t.classes[k + 2] == WORD and t.raw[k + 2].isupper()))
        and parts < _LONGEST_CHAIN
    ):
        k, parts = k + 2, parts + 1
    return k, parts


def _names(t: Tokens, i: int, k: int) -> bool:
    """Return whether the two numbers of a chain are no range: 0042-7311, 9/11, 3-1."""
    first, second = t.raw[i], t.raw[k]
    if not (first.isdigit() and second.isdigit()):
        return False
    if first[0] == "0" and len(first) > 1:
        return True
    x, y = int(first), int(second)
    if x in _YEARS and len(second) == len("13") and y > x % 100:
        return False
    if t.low[i + 1] == "/":
        return (x, y) in _KNOWN_SLASHES or (x not in _YEARS and y > _TENTHS and y not in _ROUND)
    if (len(first), len(second)) == (3, 4) or (x == 1 and len(second) == len("800")):
        return True
    return x >= y and not _has_unit(t, k + 1) and not _VOTES & set(t.low[i - 8 : k + 8])


def _has_unit(t: Tokens, i: int) -> bool:
    return t.low[i] in {"%", "percent", "per", "million", "billion"} or t.low[i] in DASHES


def _read_labelled(t: Tokens, i: int) -> Label | None:
    """Return the number of a label before it: H.R. 4970, Table 3, No. 744, iPhone 14."""
    k = i - 1
    if (t.low[k] == "." and t.joined(k)) or t.low[k] in {"#", ":", "№"}:
        k -= 1
    elif t.raw[k] == t.low[k] and t.low[k] not in LABELS:
        return Label("id", k, i + 1) if _is_stage(t, k) else None
    low, raw = t.low[k], t.raw[k]
    if t.classes[k] not in _WORDS or t.low[i + 1] in {"%", "percent"} or t.classes[i + 1] == SCALE:
        return None
    dotted = t.low[i - 1] == "."
    if not dotted and t.low[i - 1] not in {low, ":"}:
        return None
    numbered = dotted and (raw[0].isupper() or t.low[k - 1] == ",")
    if low in {"no", "nos"} and not numbered and not raw.isupper():
        return None
    if "." in t.raw[i][:-2] and low not in LABELS:
        return None
    if low in {"number", "no"} and (k == i - 1 or dotted):
        return _read_number_one(t, i, k)
    dated = low in _DATED and t.raw[i].isdigit() and int(t.raw[i]) in _YEARS
    listed = not dated and (low in LABELS or (raw != low and low in CAPITAL_LABELS))
    may_be_word = low in {"act", "level", "stage", "note", "bill", "p"} and raw[0].islower()
    if listed and (not may_be_word or (low == "p" and dotted)):
        return Label("id", k, _after_label(t, i + 1, low), None)
    if dotted and low not in LABELS:
        return None
    named = t.low[i - 1] == low and _names_it(t, i)
    return Label("id", i, _after_label(t, i + 1, "")) if named else None


def _is_stage(t: Tokens, k: int) -> bool:
    """Return whether token *k* and the number after it name a time: "in week 3", "by day 28"."""
    return (
        t.low[k] in _STAGES
        and t.low[k - 1] in _STAGE_LEADS
        and len(t.raw[k + 1]) <= len("365")
        and (t.classes[k + 2] != WORD or t.low[k + 2] in FUNCTION_WORDS)
    )


def _after_label(t: Tokens, k: int, label: str) -> int:
    """Return the token after "article 5(2)", "Sections 2 and 3", "Page 1 of 19"."""
    if t.low[k] in DASHES and t.joined(k) and t.joined(k + 1) and t.classes[k + 1] == NUMBER:
        return k + 2
    if label == "page" and t.low[k] == "of" and t.classes[k + 1] == NUMBER:
        return k + 2
    if label.endswith("s") and t.low[k] in _JOINS and t.classes[k + 1] == NUMBER:
        return k + 2
    if t.low[k] == "(" and t.joined(k) and t.classes[k + 1] == NUMBER and t.low[k + 2] == ")":
        return k + 3
    return k


def _read_number_one(t: Tokens, i: int, k: int) -> Label:
    is_rank = t.low[k - 1] in RANK_WORDS | {"the", "is", "as", "at"} or is_plural(t.low[i + 1])
    value = Decimal(t.raw[i].replace(",", "")) if t.raw[i].replace(",", "").isdigit() else None
    if is_rank and value:
        return Label("rank", k, i + 1, value)
    return Label("id", k, _chain(t, i)[0] + 1)


def _names_it(t: Tokens, i: int) -> bool:
    """Return whether a capitalised word before the bare number at *i* makes a name of both."""
    raw = t.raw[i - 1]
    if not t.raw[i].isdigit() or not raw[0].isupper() or len(t.raw[i]) > len("9999"):
        return False
    if (
        t.low[i - 1] in FUNCTION_WORDS
        or t.low[i - 1] in WEEKDAYS
        or (_opens_sentence(t, i - 1) and not (raw.isupper() and len(raw) > 1))
    ):
        return False
    if len(t.raw[i]) == len("2012") and t.raw[i].startswith(("19", "20")):
        return False
    if (
        t.low[i - 1] in NAMES_NOTHING
        or t.low[i - 1] in CODES
        or (t.joined(i + 1) and t.classes[i + 1] == WORD)
    ):
        return False
    # "Seats by party: Greens 21, Liberals 19".
    if not _RETURNS.isdisjoint(t.low[max(i - _LONG_LIST, 0) : i]):
        return False
    # "In Arizona 12 people died": what is counted follows.
    following = t.low[i + 1]
    counts = t.classes[i + 1] == WORD and following not in FUNCTION_WORDS
    return (
        not counts
        and following not in DASHES
        and following not in {"%", "in", "out", "to", "of", "per"}
    )


NAMES_NOTHING = word_set(
    "ad about approximately nearly almost over roughly around some only total population top "
    "earned scored won lost muslim christian catholic protestant female male percent other "
    "approx circa est age ages aged urban rural years since under est. men women"
)


def _opens_sentence(t: Tokens, i: int) -> bool:
    return t.classes[i - 1] != WORD and t.low[i - 1] not in {",", "&", "'", "\u2019", "-", "("}


def _opens_line(t: Tokens, i: int) -> bool:
    start = t.start[i]
    return start == 0 or t.text[start - 1] == "\n"


def _read_marker(t: Tokens, i: int) -> Label | None:
    """Return the number of a list item or of a note: "1.", "(2)", "[12]"."""
    before, after = t.low[i - 1], t.low[i + 1]
    if before == "[" and after[:1] in {"]", ",", "\u2013", "-"} and t.raw[i].isdigit():
        return Label("id", i, i + 1)
    if before == "#" and "." in t.raw[i] and t.raw[i + 1][:1].isupper():
        return Label("id", i, i + 1)  # "## 2.1 Methods".
    if len(t.raw[i]) > len("99") or not t.raw[i].isdigit():
        return None
    if before == "#":
        return Label("id", i, i + 1) if after in {".", ")"} else None
    if before == "(" and after == ")" and t.joined(i - 1) and t.joined(i):
        return Label("id", i, i + 1)  # "Section 212(a)(9)".
    opens_line = _opens_line(t, i - (before == "(" and t.joined(i)))
    if opens_line and t.raw[i + 1][:1].isupper() and after in FUNCTION_WORDS:
        return Label("id", i, i + 1)
    if opens_line and after in {".", ")"} and t.joined(i + 1) and not t.joined(i + 2):
        return Label("id", i, i + 1)
    return None


def _read_coordinate(t: Tokens, i: int) -> Label | None:
    """Return 49 00 N or 32 00 E."""
    if t.raw[i + 2] in {"N", "S", "E", "W"} and t.classes[i + 1] == NUMBER:
        return Label("id", i, i + 3)
    if t.raw[i + 1] in {"N", "S", "E", "W"} and t.low[i + 2] in {",", ")", ";"}:
        return Label("id", i, i + 2)
    return None


def _read_pages(t: Tokens, i: int) -> Label | None:
    """Return the volume and pages of a journal: 12:345-351, 12(3):45."""
    k = i + 1
    if t.low[k] == "(" and t.joined(k) and t.classes[k + 1] == NUMBER and t.low[k + 2] == ")":
        k += 3
    if t.low[k] != ":" or not t.joined(k) or t.classes[k + 1] != NUMBER:
        return None
    if k == i + 1 and (not t.joined(k + 1) or len(t.raw[k + 1]) <= len("30")):
        return None
    k += 2
    if t.low[k] in DASHES and t.classes[k + 1] == NUMBER:
        k += 2
    return Label("id", i, k)


def read_title(t: Tokens, i: int, stop: int) -> bool:
    """Return whether the bare numeral from token *i* belongs to a name: "100 Women March"."""
    raw, low = t.raw[stop], t.low[stop]
    if not raw[:1].isupper() or (raw.isupper() and len(raw) > 1):
        return False
    if t.low[i - 1] in _QUOTES:
        return t.raw[stop + 1][:1].isupper()
    if low not in COMMON_CAPITALS:
        return False
    return t.raw[stop + 1][:1].isupper() or t.low[i - 1] == "the" or t.low[stop + 1] in {",", ":"}


def read_ordinal(t: Tokens, i: int) -> Label | None:
    """Return the ordinal or rank at token *i*: 20th, third, twenty-first, 46th of 163."""
    if t.classes[i] == NUMBER:
        if t.low[i + 1] not in ORDINAL_SUFFIXES or not t.joined(i + 1):
            return None
        value, stop = Decimal(t.raw[i].replace(",", "")), i + 2
    elif t.classes[i] == ORDINAL:
        value, stop = Decimal(ORDINALS[t.low[i]]), i + 1
    elif t.low[i + 1] in DASHES and t.classes[i + 2] == ORDINAL and t.joined(i + 2):
        if t.classes[i] != NUMBER_WORD or NUMBER_WORDS[t.low[i]] < 20:  # noqa: PLR2004
            return None
        value, stop = Decimal(NUMBER_WORDS[t.low[i]] + ORDINALS[t.low[i + 2]]), i + 3
    else:
        return None
    out_of, end = _read_out_of(t, stop)
    if out_of is not None and out_of >= value:
        return Label("rank", i, end, value, out_of)
    return Label("rank" if _is_ranked(t, i, stop) else "ordinal", i, stop, value)


def read_rank(t: Tokens, i: int) -> Label | None:
    """Return the bare number of "ranked 46 of 163" or "rank: 46"."""
    lead = t.low[i - 1]
    compared = lead == ":" and "comparison" in t.low[i - 6 : i]
    if lead in _RANK_LINKS:
        lead = t.low[i - 2]
    if not compared and (lead not in RANK_WORDS or lead == "placed"):
        return None
    numeral = read_numeral(t, i)
    if numeral is None or numeral.scale != 1 or t.low[numeral.stop] in {"%", "percent"}:
        return None
    out_of, stop = _read_out_of(t, numeral.stop)
    return Label("rank", i, stop, numeral.value, out_of)


def _read_out_of(t: Tokens, stop: int) -> tuple[Decimal | None, int]:
    k = stop
    # "46th place of 163", "46th out of 163 countries".
    k += t.low[k] in {"place", "rank"}
    if t.low[k] in {"out", "among"}:
        k += 1
    elif t.low[k] != "of":
        return None, stop
    k += t.low[k] == "of"
    k += t.low[k] == "the"
    total = read_numeral(t, k) if t.classes[k] in {NUMBER, NUMBER_WORD} else None
    return (None, stop) if total is None else (total.value, total.stop)


def _is_ranked(t: Tokens, first: int, stop: int) -> bool:
    if t.low[first - 1] in _JOINS and t.classes[first - 2] == ORDINAL:
        first -= 2  # "Ranked second and third."
    before = {t.low[first - 1], t.low[first - 2]} & RANK_WORDS
    k = stop + 1 if t.low[stop] in DASHES else stop
    following = t.low[k]
    return bool(before) or following in SUPERLATIVES or t.low[stop] in {"place", "rank"}
