"""Texts that give something away: keys and tokens of known forms, data of private persons.

The forms are those that their issuers publish; numbers of cards and accounts prove themselves by
their check digits. Made so that figures, years, ISBNs, DOIs and report numbers are not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def _always(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of text that gives something away; *signs* are cheap to look for beforehand.

    The group ``it`` of *form* is what is told, if *holds* agrees.
    """

    what: str
    form: re.Pattern[str]
    signs: tuple[str, ...] = ()
    holds: Callable[[str], bool] = _always


def _pattern(what: str, form: str, *signs: str, holds: Callable[[str], bool] = _always) -> Pattern:
    return Pattern(what, re.compile(form if "(?P<it>" in form else f"(?P<it>{form})"), signs, holds)


def _luhn(text: str) -> bool:
    """Tell whether the check digit of a card number is right (ISO/IEC 7812-1)."""
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    """Tell whether the check digits of a bank account are right (ISO 13616, MOD 97-10)."""
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:  # noqa: PLR2004  # Norway's and the longest that ISO allows
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _international(text: str) -> bool:
    """Tell whether digits behind a plus are a telephone number (E.164), not an increase."""
    digits = sum(char.isdigit() for char in text)
    in_thousands = re.fullmatch(r"\+[0-9]{1,3}(?:[ .][0-9]{3})+", text)
    is_grouped = digits >= 10 or any(char in " -./(" for char in text)  # noqa: PLR2004
    return 8 <= digits <= 15 and is_grouped and not in_thousands  # noqa: PLR2004


def _dialled(text: str) -> bool:
    """Tell whether digits behind "call" or "tel." are a number to dial, not years or an amount."""
    groups = re.findall(r"[0-9]+", text)
    years = all(re.fullmatch(r"(?:1[5-9]|20)[0-9]{2}", group) for group in groups)
    return sum(map(len, groups)) >= 7 and not years  # noqa: PLR2004


def _opaque(text: str) -> bool:
    """Tell whether a value is a key rather than a word: letters and digits, no word breaks."""
    return bool(re.search(r"[0-9]", text) and re.search(r"[A-Za-z]", text))


SECRETS = (
    _pattern("a private key", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----", "PRIVATE"),
    _pattern(
        "a GitHub token",
        r"\bgh[oprsu]_[A-Za-z0-9]{16,}|\bgithub_pat_[A-Za-z0-9_]{20,}",
        *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
    ),
    _pattern("a GitLab token", r"\bglpat-[A-Za-z0-9_-]{16,}", "glpat-"),
    _pattern("an AWS access key", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", "AKIA", "ASIA"),
    _pattern(
        "a web token (JWT)",
        r"\beyJ[A-Za-z0-9_-]{5,}\.eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}",
        "eyJ",
    ),
    _pattern(
        "a Slack token",
        r"\bxox[a-z]-[A-Za-z0-9-]{10,}|\bhooks\.slack\.com/services/T\w+/B\w+/\w+",
        "xox",
        "hooks.slack",
    ),
    _pattern(
        "a Google key",
        r"\bAIza[A-Za-z0-9_-]{30,}|\bGOCSPX-[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9_-]{20,}",
        *("AIza", "GOCSPX-", "ya29."),
    ),
    _pattern(
        "a Stripe key",
        r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9]{20,}",
        *("k_live_", "k_test_", "whsec_"),
    ),
    _pattern(
        "a key of an AI service",
        r"\bsk-(?:[a-z]+-)*(?P<it>[A-Za-z0-9_]{20,})",
        "sk-",
        holds=_opaque,
    ),
    _pattern(
        "a package registry's token",
        r"\bnpm_[A-Za-z0-9]{30,}|\bpypi-AgE[\w-]{20,}",
        "npm_",
        "pypi-",
    ),
    _pattern(
        "a key in a web address",
        r"(?i)[?&;#](?:(?:access|auth|id|refresh|session|security|x-amz-security)?[_-]?token"
        r"|sig|(?:x-amz-|x-goog-)?signature|api[_-]?key|(?:client_)?secret|password|passwd|pwd"
        r"|jwt|awsaccesskeyid|x-amz-credential)=(?P<it>[^\s&;#\"'<>]+)",
        "=",
    ),
    _pattern(
        "a key in a web address",
        r"(?i)[?&;#](?:key|auth|sid|session_?id)=(?P<it>[a-z0-9-]{8,})(?![\w.%])",
        *("key=", "Key=", "auth=", "sid=", "id="),
        holds=_opaque,
    ),
    _pattern("a password in a web address", r"://[^\s/@:\"'<>]+:(?P<it>[^\s/@\"'<>]+)@", "://"),
    _pattern(
        "a password",
        r"(?i)\b(?:password|passwd|api[_-]?key|(?:aws_)?secret(?:_access)?_key|access_token)"
        r"[\"']?\s*[:=]\s*[\"']?(?P<it>[^\s\"',;]{8,})",
        *("assw", "ASSW", "_key", "_KEY", "-key", "apikey", "access_token"),
        holds=_opaque,
    ),
)
"""What opens something to whoever reads it."""

EMAIL = _pattern(
    "an e-mail address",
    r"(?<![\w.@+-])(?!git@)(?P<it>[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})\b",
    "@",
)

NUMBERS = (
    _pattern(
        "a telephone number",
        r"(?<![\w+])(?P<it>\+[1-9][0-9]{0,2}[ .\-/(]{0,2}[0-9](?:[ .\-/()]{0,2}[0-9]){5,13})"
        r"(?![\w,]*[0-9])",
        "+",
        holds=_international,
    ),
    _pattern(
        "a telephone number",
        r"(?<![\w./-])(?P<it>(?:1[-. ])?(?:\([2-9][0-9]{2}\) ?[2-9][0-9]{2}[-. ]"
        r"|[2-9][0-9]{2}(?P<mark>[-.])[2-9][0-9]{2}(?P=mark))[0-9]{4})(?![\w/-]|[.,][0-9])",
        *("-", ".", "("),
    ),
    _pattern(
        "a telephone number",
        r"(?i)\b(?:t[e\u00e9]l(?:e(?:ph|f)on[eo]?)?|phone|fax|mobile|cell|call|whatsapp|hotline)\b"
        r"(?: (?:no|number|us|me|him|her|them|at|on|is))*[.:]{0,2} {0,2}"
        r"(?P<it>\(?[0-9](?:[ .\-/()]{0,2}[0-9]){6,14})(?![\w,]*[0-9]|[ -]?(?:percent|people|%))",
        holds=_dialled,
    ),
    _pattern(
        "a bank account (IBAN)",
        r"(?<![\w-])(?P<it>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?![\w-])",
        holds=_iban,
    ),
    _pattern(
        "a payment card number",
        r"(?<![\w.,-])(?P<it>(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6(?:011|5[0-9]{2}))"
        r"(?:([ -]?)[0-9]{4})(?:\2[0-9]{4}){2}|3[47][0-9]{2}([ -]?)[0-9]{6}\3[0-9]{5})"
        r"(?![\w-]|[.,][0-9])",
        holds=_luhn,
    ),
    _pattern(
        "a social security number",
        r"(?<![\w./-])(?P<it>(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4})(?![\w/-])",
        "-",
    ),
)
"""What belongs to one person; in numbers, addresses and identifiers it would be anything."""

_MANY_DIGITS = re.compile(r"[0-9](?:[ A-Z./()-]{0,3}[0-9]){6}")
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.|doi:|\b10\.[0-9]{4,9}/)\S+")


@dataclass(frozen=True, slots=True)
class Found:
    """What a text gives away: the words from *start* to *end* of it."""

    what: str
    start: int
    end: int
    is_personal: bool


def may_hold_secrets(words: Iterable[str]) -> tuple[Pattern, ...]:
    """Return the patterns of keys, tokens and e-mail addresses that can fit somewhere in *words*.

    No sign of a pattern has white space in it: words do that many texts were split into.
    """
    return _likely((*SECRETS, EMAIL), "\n".join(words))


def find_secrets(text: str, patterns: tuple[Pattern, ...] = (*SECRETS, EMAIL)) -> Iterator[Found]:
    """Yield keys, tokens and e-mail addresses; *text* may be a whole file.

    >>> [found.what for found in find_secrets("see https://example.org/?token=abc123")]
    ['a key in a web address']
    """
    yield from _found(patterns, text)


def find_personal_numbers(text: str) -> Iterator[Found]:
    """Yield telephone, account and card numbers of a *text* in words; addresses are left alone.

    >>> [found.what for found in find_personal_numbers("Tel. +49 30 123456, ISBN 978-3-16-1484100")]
    ['a telephone number']
    """
    if _MANY_DIGITS.search(text):
        words = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
        yield from _found(NUMBERS, words)


def _found(patterns: tuple[Pattern, ...], text: str) -> Iterator[Found]:
    """Yield what *text* gives away; what lies within something told is not told again."""
    spans: list[tuple[int, int]] = []
    for pattern in _likely(patterns, text):
        for match in pattern.form.finditer(text):
            start, end = match.span("it")
            if pattern.holds(match["it"]) and not any(a < end and start < b for a, b in spans):
                spans.append((start, end))
                yield Found(pattern.what, start, end, pattern not in SECRETS)


def _likely(patterns: Iterable[Pattern], text: str) -> tuple[Pattern, ...]:
    return tuple(one for one in patterns if not one.signs or any(map(text.__contains__, one.signs)))
