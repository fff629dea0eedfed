"""Text made comparable in the order of a dictionary: letters first, then accents, then case."""

from __future__ import annotations

from factbase.csl.record import remembered

_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        **dict.fromkeys("\"'“”‘’«»„‚‹›ʾʿ`´,.()[]", None),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
        "\u00a0": " ",
    }
)  # fmt: skip


def collation_key(text: str) -> tuple[str, str]:
    """Return what *text* sorts by; quotation marks and apostrophes do not count.

    >>> sorted(["Zola", "émile", "Emil", "O'Neil", "Onex"], key=collation_key)
    ['Emil', 'émile', "O'Neil", 'Onex', 'Zola']
    """
    key: tuple[str, str] = _key(text)
    return key


def _make_key(text: str) -> tuple[str, str]:
    folded = text.casefold().translate(_LETTERS)
    if folded.isascii():
        return folded, ""
    import unicodedata  # noqa: PLC0415 - two milliseconds, and most names are ASCII

    split = unicodedata.normalize("NFKD", folded)
    primary = "".join(c for c in split if not unicodedata.combining(c)).translate(_LETTERS)
    return primary, split


_key = remembered(_make_key, 8192)
