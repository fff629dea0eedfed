"""The forms of output: HTML, Markdown, LaTeX and plain text."""

from __future__ import annotations

from factbase.csl.record import lazy
from factbase.errors import UnknownNameError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_SUPERSCRIPTS = lazy(
    "[ªº²³¹\u06e5\u06e6\u02b0-\u02e4\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2070-\u207f"
    "\u2120\u2122\u2c7d\u3192-\u319f\ua69c-\ua69d\ua770\ua7f8-\ua7f9\uab5c-\uab5f]"
)


class Format:
    """A form of output: how text is escaped and what formatting is written as.

    *marks* gives for an attribute and its value the text before and after.
    """

    def __init__(
        self,
        name: str,
        escape: Callable[[str], str],
        marks: dict[tuple[str, str], tuple[str, str]],
    ) -> None:
        self.name = name
        self.escape = escape
        self.marks = marks


_UNDECOMPOSED = {"\u02c0": "ʔ", "\u02c1": "ʕ", "\u06e5": "و", "\u06e6": "ي"}


def _superscript(match: re.Match[str]) -> str:
    if match[0] in _UNDECOMPOSED:
        return f"<sup>{_UNDECOMPOSED[match[0]]}</sup>"
    import unicodedata  # noqa: PLC0415 - needed by few texts

    kind, _, codes = unicodedata.decomposition(match[0]).partition(" ")
    if kind != "<super>":
        return match[0]
    plain = "".join(chr(int(code, 16)) for code in codes.split())
    return f"<sup>{unicodedata.normalize('NFKC', plain)}</sup>"


def escape_html(text: str) -> str:
    """Return *text* for HTML; superscript letters become markup."""
    text = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    if not text.isascii():
        text = _SUPERSCRIPTS.sub(_superscript, text)
    return text.replace("  ", "\u00a0 ") if "  " in text else text


def _escape_text(text: str) -> str:
    return text


_MARKDOWN = lazy(r"([\\`*_\[\]<>^~#|$@{}]|(?<=:)//|(?<=\bwww)\.|&(?=#?\w+;))")


def escape_markdown(text: str) -> str:
    """Return *text* so that Markdown prints it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "&%$#_{}"},
}  # fmt: skip
_LATEX_MARK = lazy(r"[\\~^&%$#_{}]")


def escape_latex(text: str) -> str:
    """Return *text* so that LaTeX prints it as it is."""
    return _LATEX_MARK.sub(lambda match: _LATEX[match[0]], text)


def _span(style: str) -> tuple[str, str]:
    return f'<span style="{style}">', "</span>"


_HTML_MARKS = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): _span("font-style:normal;"),
    ("font-variant", "small-caps"): _span("font-variant:small-caps;"),
    ("font-variant", "normal"): _span("font-variant:normal;"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): _span("font-weight:normal;"),
    ("font-weight", "light"): _span("font-weight:lighter;"),
    ("text-decoration", "underline"): _span("text-decoration:underline;"),
    ("text-decoration", "none"): _span("text-decoration:none;"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): _span("baseline"),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}

_MARKDOWN_MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-style", "normal"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-weight", "normal"): ("**", "**"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
    ("display", "block"): ("\n", "\n"),
    ("display", "left-margin"): ("", " "),
    ("display", "right-inline"): ("", ""),
    ("display", "indent"): ("\n", "\n"),
}

_LATEX_MARKS = {
    ("font-style", "italic"): (r"\textit{", "}"),
    ("font-style", "oblique"): (r"\textsl{", "}"),
    ("font-style", "normal"): (r"\textup{", "}"),
    ("font-weight", "bold"): (r"\textbf{", "}"),
    ("font-weight", "normal"): (r"\textmd{", "}"),
    ("font-variant", "small-caps"): (r"\textsc{", "}"),
    ("font-variant", "normal"): (r"\textnormal{", "}"),
    ("text-decoration", "underline"): (r"\underline{", "}"),
    ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    ("vertical-align", "sub"): (r"\textsubscript{", "}"),
    ("display", "block"): ("\n\n", "\n"),
    ("display", "left-margin"): ("", " "),
    ("display", "right-inline"): ("", ""),
    ("display", "indent"): ("\n\n", "\n"),
}

_TEXT_MARKS = {
    ("display", "block"): ("\n", "\n"),
    ("display", "left-margin"): ("", " "),
    ("display", "indent"): ("\n", "\n"),
}

ALL_FORMATS = {
    "html": Format("html", escape_html, _HTML_MARKS),
    "latex": Format("latex", escape_latex, _LATEX_MARKS),
    "markdown": Format("markdown", escape_markdown, _MARKDOWN_MARKS),
    "text": Format("text", _escape_text, _TEXT_MARKS),
}


def find_format(name: str) -> Format:
    """Return the form of output called *name*; raises UnknownNameError."""
    try:
        return ALL_FORMATS[name]
    except KeyError:
        raise UnknownNameError("form of output", name, sorted(ALL_FORMATS)) from None
