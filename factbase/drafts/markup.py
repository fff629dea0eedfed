"""Markdown with everything blanked that is no running text: code, comments, tags, addresses."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_ELSE = re.compile(
    r"<!--.*?(?:-->|\Z)"  # a comment
    r"|<[A-Za-z/!?][^<>\n]*>"  # a tag, an address in angle brackets
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"  # where a link leads
    r"|(?m:^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+)"  # where a reference link leads
    r"|\b[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s\]]+",  # an address in the text
    re.DOTALL,
)


def prose(text: str) -> str:
    """Return the Markdown *text* with what is no prose as blanks; places stay the same.

    >>> prose("a `b` <c> https://example.org d")
    'a                             d'
    """
    lines = _without_blocks(text.splitlines(keepends=True))
    return _ELSE.sub(_blank, _INLINE.sub(_blank, "".join(lines)))


def _without_blocks(lines: list[str]) -> list[str]:
    """Return *lines* with fenced and indented code blanked."""
    kept: list[str] = []
    fence = ""
    after_blank, in_list = True, False
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            if found and found["mark"].startswith(fence) and not found["info"].strip():
                fence = ""
            kept.append(_blanked(line))
            continue
        if found and not (found["mark"][0] == "`" and "`" in found["info"]):
            fence = found["mark"]
            kept.append(_blanked(line))
            continue
        # Under an item of a list four blanks go on with the item.
        is_code = after_blank and not in_list and _INDENTED.match(line)
        kept.append(_blanked(line) if is_code else line)
        if line.strip() and not is_code:
            in_list = bool(_ITEM.match(line)) or (in_list and line[:1] in " \t")
        after_blank = not line.strip() or bool(is_code)
    return kept


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
