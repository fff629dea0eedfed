"""Text made safe for the languages that several formats write."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~^$@{}]|(?<=:)//|(?<=\bwww)\.|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#+-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    r"""Return *text* so that Markdown (CommonMark, GFM, pandoc) shows it as it is.

    >>> print(escape_markdown("see [x](javascript:alert(1)) & `a|b`"))
    see \[x\](javascript:alert(1)) & \`a\|b\`
    >>> print(escape_markdown("# not a heading"), escape_markdown("1. not a list"))
    \# not a heading 1\. not a list
    """
    line = " ".join(text.split())
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    start = _LINE_START.match(line)
    if start and start[2].isdigit():
        return line[: start.end()] + "\\" + line[start.end() :]
    return line[: start.start(2)] + "\\" + line[start.start(2) :] if start else line
