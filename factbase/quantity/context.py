"""What the words around a number say of it: its bound, its change, its being a limit."""

from __future__ import annotations

from factbase.quantity.suffix import is_plural
from factbase.quantity.tokens import CURRENCY, GAP, MARK, NUMBER, WORD, Tokens
from factbase.quantity.words import (
    COMPARATORS_AFTER,
    COMPARATORS_BEFORE,
    DASHES,
    FALLS,
    FUNCTION_WORDS,
    INDEX_NAMES,
    POPULATION,
    RISES,
    THRESHOLD_LEADS,
    WEAK_CHANGES,
    word_set,
)

_FILLERS = word_set("a an the another their its additional only merely us every")
_WINDOW = 7
_LONG_WINDOW = 24
_SENTENCE_ENDS = frozenset(".!?;")
_OPENERS = frozenset({"\u201c", '"', "("})
_AFTER_STARTS = frozenset({"+", "plus", "odd", "ish", "or", "and", "at"})
_BOUNDS = frozenset({">", ">=", "<", "<="})
_DURATION_LEADS = word_set(
    "for well just lasted lasts lasting took takes taking after spent spends spend is was were "
    "of averaged aged with worked work served ran"
)
_BETWEEN_CHANGE = word_set(
    "by about a an the further another more than nearly almost over some roughly approximately "
    "at least up down as much many to rate of unrevised revised total estimated around "
    "additional only just average annual net record modest sharp mere whopping under less fewer "
    "no most slightly well annualised annualized steady combined astonishing staggering"
)
_LEVEL_WORDS = frozenset({"to", "from", "at", "till", "until"})
_AGE_WORDS = frozenset({"age", "aged", "ages"})
_AGE_BETWEEN = word_set(
    "between of the from over under above below at least about is group groups and to or ( - "
    "\u2013 than more less older younger up"
)
_AVERAGES = frozenset({"median", "average", "mean"})
_OLD = frozenset({"old", "olds", "old's", "old\u2019s"})
_AGE_NOUNS = frozenset({"group", "groups", "bracket", "range", "cohort", "category"})
_AFTER_POPULATION = frozenset({"under", "over", "below", "above", "younger", "older"})
# "Fell below 50 %" ends at a level.
_LEVELS = frozenset({"below", "above", "under", "beyond"})
_RELATIVE = frozenset({"percent", "pp", "ratio"})
_OLDEST = 120
_LARGEST_RATIO = 10
_RATIO_SIGNS = frozenset({"OR", "HR", "RR", "aOR", "aHR"})
_VALUE_LEADS = frozenset({"at", "of", "was", "is", "to", "from", ":", "=", "ratio"})
_EMPLOY = word_set(
    "making earning make earn live lives lived living subsist income incomes salaries"
)


def comparator_before(t: Tokens, first: int) -> tuple[str, int]:
    """Return the sign of the phrase before token *first*, and where that phrase begins."""
    sign, begin = _phrase_before(t, first)
    if sign == "~":
        # "More than about 5" is bounded all the same.
        outer, outer_begin = _phrase_before(t, begin)
        if outer in _BOUNDS:
            return outer, outer_begin
    return sign, begin


def _phrase_before(t: Tokens, first: int) -> tuple[str, int]:
    k = first
    while t.low[k - 1] in _FILLERS and first - k < len(_FILLERS):
        k -= 1
    if t.low[k - 1] in _OPENERS and t.low[k - 2] == "estimated":
        k -= 1
    for before, sign in COMPARATORS_BEFORE.get(t.low[k - 1], ()):
        begin = k - 1 - len(before)
        if begin >= 0 and (not before or tuple(t.low[begin : k - 1]) == before):
            # "Up 21 percent over the 76 million of 1900" compares.
            compares = sign == ">" and t.low[begin] == "over" and t.low[k] == "the"
            return ("", first) if compares else (sign, begin)
    return "", first


def is_lapse(t: Tokens, first: int, begin: int) -> bool:
    """Return whether "over" before a length of time means "during"."""
    return (
        t.low[begin] == "over"
        and first - begin <= 2  # noqa: PLR2004
        and t.low[begin - 1] not in _DURATION_LEADS
    )


def comparator_after(t: Tokens, stop: int) -> tuple[str, int]:
    """Return the sign of the phrase at token *stop*, and the token after that phrase."""
    k = stop + 1 if t.low[stop] in DASHES and t.joined(stop) else stop
    low = t.low[k]
    if low not in _AFTER_STARTS:
        return "", stop
    if low == "+" and t.joined(k):
        return ">=", k + 1
    if low == "plus":
        more = t.classes[k + 1] in {NUMBER, CURRENCY}
        return ("", stop) if more else (">=", k + 1)
    if low in {"odd", "ish"} and k > stop:
        return "~", k + 1
    if low in {"or", "and", "at"}:
        sign = COMPARATORS_AFTER.get(f"{low} {t.low[k + 1]}", "")
        if sign and t.low[k + 2] != "than" and t.classes[k + 2] != NUMBER:
            return sign, k + 2
    return "", stop


def direction(t: Tokens, begin: int, stop: int, kind: str) -> int:
    """Return +1 or -1 where the words around say that the number is a change, else 0.

    *begin* is where its comparator begins, *stop* the token after its unit.
    """
    if t.low[begin] in _LEVELS:
        return 0
    for k in range(begin - 1, begin - _WINDOW, -1):
        low = t.low[k]
        if t.low[k - 1] in DASHES:
            break  # The "up" of a follow-up rises no more than the "down" of a shut-down falls.
        if low in RISES or low in FALLS:
            weak = low in WEAK_CHANGES and kind not in _RELATIVE and "by" not in t.low[k:begin]
            return 0 if weak else _sign(t, k, begin)
        links = low in _BETWEEN_CHANGE and low not in _LEVEL_WORDS
        is_adverb = low.endswith("ly") and len(low) > len("only")
        if not (links or is_adverb or _is_rate_of_change(t, k)):
            break
    return _direction_after(t, stop) if kind in _RELATIVE else 0


def _sign(t: Tokens, k: int, begin: int) -> int:
    low = t.low[k]
    # "Up to 5" is a bound; "lost 5 men" and "the 5 added" count.
    if low == "up" and t.low[k + 1] == "to":
        return 0
    if low in {"up", "down"} and (t.low[k - 1] in RISES or t.low[k - 1] in FALLS):
        return 1 if t.low[k - 1] in RISES else -1
    if low == "add" and k + 1 == begin:
        return 1
    return 1 if low in RISES else -1


def _is_rate_of_change(t: Tokens, k: int) -> bool:
    return t.low[k] == "at" and t.low[k + 1] in {"a", "an"} and "rate" in t.low[k + 2 : k + 6]


def _direction_after(t: Tokens, stop: int) -> int:
    k = stop
    for _ in range(3):
        low = t.low[k]
        if low in {"up", "down"} and t.low[k + 1] in {"from", "on", "by", "to", ",", "."}:
            return 0
        if low in RISES and low not in {"up", "widened", "edged"}:
            return 1
        if low in FALLS and low not in {"down", "lost", "loss", "cut", "dive"}:
            return -1
        if t.classes[k] != WORD or low in FUNCTION_WORDS or is_plural(low):
            return 0
        k += 1
    return 0


def is_age(t: Tokens, first: int, begin: int, stop: int) -> bool:
    """Return whether the number at tokens *first* to *stop* is the age that limits a group."""
    k = stop + 1 if t.low[stop] in DASHES else stop
    low, after = t.low[k], t.low[k + 1]
    if low in {"year", "years"} and (after in _OLD or (after == "of" and t.low[k + 2] == "age")):
        return not _is_average(t, begin)
    if low in {"year", "years"} and after in DASHES and t.low[k + 2] in _OLD:
        return True
    if low in {"age", "age-group"} or (low in _AGE_NOUNS and t.low[k - 1] == "age"):
        return True
    for j in range(first - 1, first - _WINDOW, -1):
        if t.low[j] in _AGE_WORDS:
            return not _is_average(t, j)
        if t.low[j] not in _AGE_BETWEEN:
            break
    return False


def _is_average(t: Tokens, k: int) -> bool:
    return any(t.low[j] in _AVERAGES for j in range(k - 4, k + 1))


def is_age_bound(t: Tokens, begin: int, stop: int, number: float) -> bool:
    """Return whether a bare bounded number limits people: "children under 12"."""
    if number > _OLDEST or t.low[begin - 1] not in POPULATION:
        return False
    low = t.low[stop]
    if low in {"year", "years"}:
        low = t.low[stop + 1]
    return t.classes[stop] != WORD or low in FUNCTION_WORDS or not is_plural(low)


def is_age_aside(t: Tokens, first: int, stop: int, number: float) -> bool:
    """Return whether the number is the age of "a man, 34, was arrested" or "before 15"."""
    if number > _OLDEST or not t.raw[first].isdigit():
        return False
    if t.low[first - 1] == "," and t.low[stop] == ",":
        return t.classes[first - 2] == WORD
    return t.low[first - 1] == "before" and t.classes[stop] != WORD


def is_age_after(t: Tokens, stop: int) -> bool:
    """Return whether "and older" or "or younger" follows, perhaps after "years"."""
    k = stop + (t.low[stop] in {"year", "years"})
    if t.low[k] in DASHES and t.low[k + 2] in DASHES:
        return t.low[k + 1] in {"and", "or"} and t.low[k + 3] in _AFTER_POPULATION
    return t.low[k] in {"and", "or"} and t.low[k + 1] in {"older", "younger"}


def is_threshold(t: Tokens, begin: int, stop: int, kind: str) -> bool:
    """Return whether a bound whose phrase begins at *begin* limits who is meant."""
    lead = t.low[begin - 1]
    if lead in {"on", "of", "as", "from", "at"}:
        lead = t.low[begin - 2]
    if lead in {"threshold", "cutoff", "cut-off"}:
        return True
    if lead == "defined" or _is_defined(t, begin):
        return True
    if lead in _EMPLOY:
        return kind == "money" and (lead not in {"make", "earn"} or t.low[begin - 2] == "who")
    if lead in {"with", "having", "employing", "worth"} and lead in THRESHOLD_LEADS:
        holder = t.low[begin - 2] if t.low[begin - 1] == lead else t.low[begin - 3]
        return is_plural(holder) and kind in {"count", "money", "measure"} and stop > begin
    return False


def _is_defined(t: Tokens, begin: int) -> bool:
    for k in range(begin - 1, begin - _WINDOW - 1, -1):
        if t.low[k] == "defined":
            return True
        if t.classes[k] == GAP or t.low[k] in _SENTENCE_ENDS:
            return False
    return False


def is_confidence(t: Tokens, first: int, stop: int) -> bool:
    """Return whether a percentage is a level of confidence, or p a level of significance."""
    k = stop + 1 if t.low[stop] in DASHES else stop
    if t.low[k] in {"confidence", "credible", "ci", "certainty", "uncertainty"}:
        return True
    if t.low[k] in {"significance", "level"} and t.low[first - 1] == "the":
        return True
    if t.low[first - 1] in {"<", "=", ">", "≤", "≥"} and t.low[first - 2] == "p":
        return True
    window = t.low[first - 5 : first]
    return "confidence" in window and ("level" in window or "interval" in window or "of" in window)


def index_nearby(t: Tokens, first: int) -> bool:
    """Return whether an index or average is named before token *first* in the sentence."""
    for k in range(first - 1, max(first - _LONG_WINDOW, 0), -1):
        low = t.low[k]
        if low in INDEX_NAMES or (low == "p" and t.low[k - 1] == "&"):
            return True
        if t.classes[k] == GAP or (low == "." and not t.joined(k + 1)):
            return False
    return False


def rate_nearby(t: Tokens, first: int, number: float) -> str:
    """Return the kind of a bare value: "the fatality rate, at 24.1", "a hazard ratio of 0.8"."""
    lead = t.low[first - 1]
    if t.raw[first - 1] in _RATIO_SIGNS or t.raw[first - 2] in _RATIO_SIGNS:
        return "ratio"
    if lead not in _VALUE_LEADS and not (lead == "," and t.low[first - 2] == "ratio"):
        return ""
    found = ""
    for k in range(first - 1, first - 12, -1):
        if t.low[k] in {"rate", "rates", "per"}:
            return "rate"
        if t.low[k] in {"ratio", "ratios"}:
            # "The maternal mortality ratio was 239" is per 100,000 births.
            found = "ratio" if number < _LARGEST_RATIO else "rate"
        if t.classes[k] in {GAP, NUMBER} or t.low[k] in _SENTENCE_ENDS:
            break
    return found


def percent_nearby(t: Tokens, first: int) -> bool:
    """Return whether percentages are spoken of around token *first*, so that points are pp."""
    return any(
        t.low[k] in {"percent", "%", "cent", "percentage"}
        for k in range(max(first - _LONG_WINDOW, 0), min(first + _WINDOW, len(t.low)))
    )


def said_respectively(t: Tokens, stop: int) -> bool:
    """Return whether "respectively" follows in the sentence: a list, not a range."""
    for k in range(stop, min(stop + _LONG_WINDOW, len(t.low))):
        if t.low[k] == "respectively":
            return True
        if t.classes[k] == GAP or (t.classes[k] == MARK and t.low[k] in _SENTENCE_ENDS):
            return False
    return False
