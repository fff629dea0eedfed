"""Text made comparable, and text made safe to print."""

from __future__ import annotations

import re
import unicodedata

SHOWN_LIMIT = 60
"""A message quotes at most so many characters of what somebody wrote."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0, DEL and C1 but tab and newline (Unicode TR 36), and lone surrogates."""

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading direction (Unicode TR 9), as Trojan Source abuses them."""

ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
"""Characters that no reader sees."""

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def collapse(text: str) -> str:
    r"""Return *text* in one line, each run of white space one space.

    >>> collapse(" a\n  b ")
    'a b'
    """
    # No character but a space is both white and printable.
    if "  " not in text and text.isprintable():
        return text.strip()
    return _SPACE.sub(" ", text).strip()


def comparable(text: str) -> str:
    r"""Return *text* as quotes are compared: one line, straight quotation marks, NFC.

    >>> comparable("U.S.  citizens\u2019 \u201cclaim\u201d")
    'U.S. citizens\' "claim"'
    """
    return collapse(unicodedata.normalize("NFC", text).translate(_QUOTES))


def escaped(text: str) -> str:
    r"""Return *text* with control, bidi and invisible characters spelled out.

    What is printed to a terminal goes through here, so that no fact, file name or
    query can move the cursor or hide a word.

    >>> escaped("\x1b[2J" "deported\nparents")
    '\\x1b[2Jdeported\\nparents'
    """
    return ZERO_WIDTH.sub(_spell, BIDI.sub(_spell, _UNSAFE.sub(_spell, text)))


def escaped_lines(text: str) -> str:
    r"""Return *text* with its line breaks kept and what could steer a terminal spelled out.

    For answers that are pasted: characters that shape words, such as the zero-width
    non-joiner of Persian, stay as they are.

    >>> escaped_lines("one\x1b[2J\ntwo")
    'one\\x1b[2J\ntwo'
    """
    return BIDI.sub(_spell, CONTROL.sub(_spell, text))


def decoded(text: str) -> str:
    r"""Return *text* as proper Unicode, where the command line could not decode it.

    Under an ASCII locale each byte of a UTF-8 argument arrives as a lone surrogate (PEP 383).

    >>> decoded("caf\udcc3\udca9"), decoded("\ud800")
    ('café', '?')
    """
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()


def cells(text: str) -> int:
    r"""Return how many columns of a terminal *text* takes (Unicode TR 11).

    >>> cells("abc"), cells("難民"), cells("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    marks = sum(unicodedata.category(char) in ("Mn", "Me") for char in text)
    wide = sum(unicodedata.east_asian_width(char) in ("W", "F") for char in text)
    return len(text) + wide - marks


def shown(text: str, limit: int = SHOWN_LIMIT) -> str:
    """Return *text* escaped and cut at *limit* characters, as messages quote it.

    >>> shown("a" * 100, 8)
    'aaaaaaa…'
    """
    text = collapse(text[: limit + 200])
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return escaped(cut)


def _spell(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    return _SHORT_ESCAPES.get(char) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")  # noqa: PLR2004
