"""The citations in a draft, as pandoc reads them: ``[see @key, p. 3; @other]``, ``@key``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.drafts.markup import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = re.compile(
    # Behind a letter or a digit it is an address, behind a backslash a plain character.
    r"(?<![\w\\@/])@"
    r"(?:\{(?P<braced>[^{}\s]+)\}"
    # Between two letters one sign may stand, at the end none: "@key." ends a sentence.
    r"|(?P<bare>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*(?:@[0-9a-f]{8}(?!\w))?))"
)


@dataclass(frozen=True, slots=True)
class CitedKey:
    """One citation key in a draft, such as ``us-parents-deported-2011h1``, pinned or not.

    *line* and *column* count from 1, in characters, and point to the key behind its ``@``.
    """

    key: str
    line: int
    column: int


def find_citations(text: str) -> Iterator[CitedKey]:
    r"""Yield every citation key of a Markdown *text*, in order.

    Keys in code, comments, tags and addresses are none, nor are e-mail addresses and ``\@key``.

    >>> [found.key for found in find_citations("As @oak-2001 says [see @elm, p. 3; -@ash].")]
    ['oak-2001', 'elm', 'ash']
    """
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    line = 0
    for match in _KEY.finditer(prose(text)):
        group = "braced" if match["braced"] else "bare"
        while line + 1 < len(starts) and starts[line + 1] <= match.start():
            line += 1
        yield CitedKey(match[group], line + 1, match.start(group) - starts[line] + 1)
