"""The rule on what must not stand in a fact base: keys to something, data of private persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from factbase.diagnostics import Severity
from factbase.normalize import shown
from factbase.rules.base import Rule
from factbase.secretscan import find_personal_numbers, find_secrets, may_hold_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from factbase.corpus import Corpus
    from factbase.diagnostics import Diagnostic, Location
    from factbase.secretscan import Found
    from factbase.yamlfile import Path, YamlFile

REVOKE = "delete it, and revoke it: what was once committed is known"
LEAVE_OUT = "leave it out; if it is an office's and public, ignore the finding and say so"

NOT_WORDS = frozenset(
    """id ref value about nearly more_than at_least less_than at_most range interval sha256
    URL archive_url DOI ISSN ISBN number volume issue page version data copies formerly
    supersedes disputes series topics for read taken on issued accessed archive_date period
    recheck""".split()
)
"""Fields in which many digits are what they should be."""


class SecretInText(Rule):
    """Nothing in a fact base opens a door or names how to reach a private person.

    Told are keys and tokens of known forms, private keys, addresses with `token=`, `signature=` or
    a password in them, e-mail addresses, telephone, card and account numbers (with their check
    digits) and social security numbers. A secret that was once committed stays in the history:
    revoke it. A number that is public on purpose, such as the hotline of an office, may stay with
    an ignore and the reason.
    """

    code: ClassVar[str] = "FB504"
    name: ClassVar[str] = "secret-in-text"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(self, corpus: Corpus, *, today: date) -> Iterator[Diagnostic]:  # noqa: ARG002
        # Bases repeat their words: each is looked at once for what a secret is known by.
        all_words: set[str] = set()
        for file in corpus.files:
            all_words.update(file.text.split())
        patterns = may_hold_secrets(all_words)
        for file in corpus.files:
            for found in find_secrets(file.text, patterns):
                place = file.span(found.start, found.end)
                yield self._told(found, file.text[found.start : found.end], place)
            # Most files hold nothing: their words are looked through at once.
            told: list[str] = []
            _collect(file.data, told)
            if any(True for _ in find_personal_numbers("\n".join(told))):
                for path, text in _texts(file.data, ()):
                    for found in find_personal_numbers(text):
                        words = text[found.start : found.end]
                        yield self._told(found, words, _place(file, path, words))

    def _told(self, found: Found, words: str, place: Location) -> Diagnostic:
        # Enough to find it, not enough to use it: reports are kept and sent about.
        begin = shown(words[: min(4, len(words) // 2)])
        hint = LEAVE_OUT if found.is_personal else REVOKE
        return self.at(place, f"{found.what}: '{begin}…'", hint=hint)


def _collect(data: Any, texts: list[str]) -> None:
    """Add what `_texts` yields to *texts*, without the paths."""
    if isinstance(data, str):
        texts.append(data)
    elif isinstance(data, dict):
        for key, item in data.items():
            if key not in NOT_WORDS:
                _collect(item, texts)
    elif isinstance(data, list):
        for item in data:
            _collect(item, texts)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each text that people write in words, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, item in data.items():
            if key not in NOT_WORDS:
                yield from _texts(item, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _texts(item, (*path, index))


def _place(file: YamlFile, path: Path, words: str) -> Location:
    """Return where *words* stand in the text at *path*, or the text where it is folded."""
    text = file.locate(path)
    start = file.text.find(words)
    while start >= 0:
        exact = file.span(start, start + len(words))
        here, end = (exact.line, exact.column), (text.end_line, text.end_column)
        if here >= (text.line, text.column) and (None in end or here < end):
            return exact
        start = file.text.find(words, start + 1)
    return text
