"""Numbers in fields: what counts as one, plurals, page ranges, ordinals, Roman numerals."""

from __future__ import annotations

from factbase.csl.record import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from factbase.csl.locale import Locale

_NUMBER = r"(?:[^\W\d_]{0,12}\d+[^\W\d_]{0,12}|[ivxl]{1,12}\b)"
_JOINT = r"\s*(?:,|&|\\-|--?|\u2013)\s*"
_NUMERIC = lazy(rf"^(?!.*\d,\d{{3}}(?!\d))\s*{_NUMBER}(?:{_JOINT}{_NUMBER})*\s*$")
_ROMAN = lazy(r"^[ivxlcdm]+$", "i")
_SEVERAL = lazy(rf"\s*{_NUMBER}\s*(?:[,&;\u2013]|--?)\s*{_NUMBER}")
_RANGE = lazy(
    r"(?<![\w\-])(\d*[A-Za-z]+0*)?(\d{1,30})\s*(?:\u2013|(?<!\\)-)\s*(\d*[A-Za-z]+0*)?(\d{1,30})(?![\w])"
)
_PLAIN = lazy(r"^\d+[a-z]*$")
_HEAD = lazy(r"^[^\W\d_]+(?=\d)")
_HYPHEN = lazy(r"(\w+)\s*(?<![\\-])-(?!-)\s*(\w+)")
_SEPARATOR = lazy(r"(\s*(?:,|&|\\-|--?|\u2013)\s*)")

_ROMAN_LETTERS = frozenset("ivxl")
MAX_LENGTH = 1000
"""Text that is longer is no number, whatever stands in it."""
MAX_ROMAN = 3999
_ROMAN_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_numeric(text: str) -> bool:
    """Whether *text* consists of numbers only, as CSL's ``is-numeric`` has it.

    >>> is_numeric("2nd"), is_numeric("2, 3"), is_numeric("second"), is_numeric("2nd edition")
    (True, True, False, False)
    """
    if len(text) > MAX_LENGTH:
        return False
    if text.isdecimal():
        return True
    # Without a digit only small Roman numerals are left; most words are told at a glance.
    if text.isalpha() and not _ROMAN_LETTERS.issuperset(text):
        return False
    return bool(text) and bool(_NUMERIC.match(text))


def has_range(text: str) -> bool:
    """Whether *text* is all numbers, so that a hyphen in it may stand for a range.

    >>> has_range("12-15"), has_range("IV-V"), has_range("Pub. L. 117-58")
    (True, True, False)
    """
    return "-" in text and is_numeric(text.lower())


def is_plural(text: str, joiners: tuple[str, ...] = ("and",)) -> bool:
    r"""Whether *text* names several numbers; *joiners* are words for "and".

    >>> is_plural("3-5"), is_plural("3 & 5"), is_plural("12"), is_plural("P60\\-282")
    (True, True, False, False)
    """
    if len(text) > MAX_LENGTH or text.isalnum():
        return False
    if _SEVERAL.match(text):
        return True
    words = text.split()
    return len(words) > 2 and any(word in joiners for word in words[1:-1])  # noqa: PLR2004


def roman(number: int) -> str:
    """Return *number* in small Roman numerals, in digits where it has none.

    >>> roman(1994)
    'mcmxciv'
    """
    if not 0 < number <= MAX_ROMAN:
        return str(number)
    out = ""
    for value, letters in _ROMAN_PARTS:
        count, number = divmod(number, value)
        out += letters * count
    return out


def format_number(text: str, form: str, locale: Locale, gender: str) -> str:
    """Return the numbers in *text* in *form*: numeric, ordinal, long-ordinal or roman."""
    dash = locale.term("page-range-delimiter") or "\u2013"
    if not is_numeric(text):
        return text
    parts = _SEPARATOR.split(text.strip())
    out = [_one(part, form, locale, gender) for part in parts[::2]]
    text = out[0]
    for number, (mark, shown) in enumerate(zip(parts[1::2], out[1:], strict=True)):
        joint = {",": ", ", "&": " & ", "\\-": "-", "--": "--"}.get(mark.strip(), "")
        if not joint:
            joint = dash if _alike(parts[2 * number], parts[2 * number + 2]) else "-"
        text += joint + shown
    return text


def _one(part: str, form: str, locale: Locale, gender: str) -> str:
    if not part.isdecimal() or len(part) > 12:  # noqa: PLR2004
        return part
    number = int(part)
    if form == "roman":
        return roman(number)
    if form == "long-ordinal":
        words = locale.long_ordinal(number, gender) if number <= 10 else ""  # noqa: PLR2004
        if words:
            return words
    if form in ("ordinal", "long-ordinal"):
        return f"{number}{locale.ordinal_suffix(number, gender)}"
    return part


def format_pages(text: str, style: str, delimiter: str) -> str:
    """Return page ranges in *text* in a page-range-format of CSL, "" leaves the digits alone.

    >>> format_pages("321-328", "minimal", "–"), format_pages("321-28", "expanded", "–")
    ('321–8', '321–328')
    """
    if len(text) > MAX_LENGTH or ("-" not in text and "\u2013" not in text):
        return text

    def one(match: re.Match[str]) -> str:
        first_mark, first, last_mark, last = match.groups(default="")
        if first_mark != last_mark:
            return f"{first_mark}{first}-{last_mark}{last}"
        end = _range_end(first, last, style) if style else last
        again = last_mark if style in ("", "expanded") else ""
        return f"{first_mark}{first}{delimiter}{again}{end}"

    text = _RANGE.sub(one, text)

    def other(match: re.Match[str]) -> str:
        first, last = match.groups()
        return f"{first}{delimiter if _alike(first, last) else '-'}{last}"

    return _HYPHEN.sub(other, text).replace("\\-", "-")


def _alike(first: str, last: str) -> bool:
    """Whether a dash makes a range of *first* and *last*; else a hyphen joins them to one."""
    if _ROMAN.match(first) and _ROMAN.match(last):
        return True
    if _PLAIN.match(first) and _PLAIN.match(last):
        return True
    head, other = _HEAD.match(first), _HEAD.match(last)
    return bool(head and other) and head[0] == other[0]  # type: ignore[index]


def _range_end(first: str, last: str, style: str) -> str:
    """Return *last* shortened or lengthened against *first*."""
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if len(whole) != len(first) or whole == first or int(whole) < int(first):
        return last if style != "expanded" else whole
    if style == "expanded":
        return whole
    if style in ("chicago", "chicago-15", "chicago-16"):
        return _chicago(first, whole, style)
    return _shorten(first, whole, 2 if style == "minimal-two" else 1)


def _chicago(first: str, last: str, style: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:  # noqa: PLR2004
        return last
    if number % 100 < 10:  # noqa: PLR2004
        return _shorten(first, last, 1)
    short = _shorten(first, last, 2)
    three_of_four = len(first) == 4 and len(short) == 3  # noqa: PLR2004
    return last if three_of_four and style != "chicago-16" else short


def _shorten(first: str, last: str, least: int) -> str:
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]
