"""A reader of BibTeX for tests, which counts braces as BibTeX does and undoes LaTeX's escapes."""

from __future__ import annotations

import re

_UNDONE = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "&%$#_"},
}
_ESCAPE = re.compile("|".join(re.escape(escape) for escape in _UNDONE))


def parse_bibtex(text: str) -> list[dict[str, str]]:
    """Return each entry as field → value, with ENTRYTYPE and ID; ValueError for a torn one."""
    entries = []
    position = 0
    while match := re.compile(r"\s*@(\w+)\{([^,\s]+),").match(text, position):
        entry = {"ENTRYTYPE": match[1], "ID": match[2]}
        position = match.end()
        while field := re.compile(r"\s*(\w+) = ").match(text, position):
            value, position = _value(text, field.end())
            entry[field[1]] = value
        closing = re.compile(r"\s*\}").match(text, position)
        if not closing:
            raise ValueError(f"no end of {entry['ID']} at {text[position:][:40]!r}")
        position = closing.end()
        entries.append(entry)
    if text[position:].strip():
        raise ValueError(f"more than entries: {text[position:][:40]!r}")
    return entries


def _value(text: str, start: int) -> tuple[str, int]:
    """Return a field's value and the position behind its comma."""
    if text[start] != "{":
        end = text.index(",", start)
        return text[start:end], end + 1
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            break
    else:
        raise ValueError(f"open braces from {text[start:][:40]!r}")
    if text[position + 1] != ",":
        raise ValueError(f"a torn field at {text[position:][:40]!r}")
    inner = text[start + 1 : position]
    if re.fullmatch(r"\{[^{}]*(?:\{\}[^{}]*)*\}", inner):
        inner = inner[1:-1]
    return _ESCAPE.sub(lambda match: _UNDONE[match[0]], inner), position + 2
