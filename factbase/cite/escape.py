"""Text made safe for the languages that several formats write."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~^$@{}]|(?<=:)//|(?<=\bwww)\.|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#%+-]|\d+(?=[.)]))")


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


def escape_wikitext(text: str, *, template: bool = False) -> str:
    """Return *text* so that MediaWiki shows it as it is, also as a value of a *template*.

    >>> escape_wikitext("a|b {{c}} [[d]] ''e'' <ref>", template=True)
    'a{{!}}b &#123;&#123;c&#125;&#125; &#91;&#91;d&#93;&#93; &#39;&#39;e&#39;&#39; &lt;ref&gt;'
    >>> escape_wikitext("# no list"), escape_wikitext("See https://example.org")
    ('&#35; no list', 'See https&#58;//example.org')
    """
    line = _WIKI.sub(lambda match: "".join(map(_entity, match[0])), " ".join(text.split()))
    line = _SCHEME.sub(lambda match: match[0][:-1] + _entity(":"), line)
    # Where a line begins, these make a list, an indent or a heading.
    line = re.sub(r"^[*#:;=]|^-(?=---)", lambda match: _entity(match[0]), line)
    return line.replace("&#124;", "{{!}}") if template else line


def _entity(char: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(char) or f"&#{ord(char)};"


_WIKI = re.compile(
    r"[{}\[\]<>|]|''+|~~~+|__|&(?=#?\w+;)|:(?=//)|(?<=\bISBN) |(?<=\bRFC) |(?<=\bPMID) "
)
"""What wikitext reads as something else: templates, links, tags, tables, italics, signatures,
magic words, entities, addresses."""

_SCHEME = re.compile(
    r"\b(?:bitcoin|file|geo|magnet|mailto|matrix|news|sips?|sms|tel|urn|xmpp):", re.IGNORECASE
)
"""Schemes whose addresses are linked although no slashes follow."""
