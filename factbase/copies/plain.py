"""A file as the text that a person reads in it: plain text, or a web page without its markup."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from factbase.errors import ForeignFileError

MAX_BYTES = 20_000_000

_BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main
    menu nav ol option optgroup p pre section select summary table tbody td textarea tfoot th
    thead title tr ul""".split()
)
"""Elements that a browser sets apart from the text around them."""

_PAGES = (".html", ".htm", ".xhtml")
_UNSEEN = frozenset(("script", "style", "template"))
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n[ \n]*")


def plain_text(content: bytes, name: str) -> str:
    r"""Return the text of the file *name*; a web page is known by its name or how it begins.

    Scripts and styles are left out, blocks become lines. Raises `ForeignFileError`.

    >>> plain_text(b"<html><style>b{}</style><p>46,<b>000</b> parents&shy;<p>were deported", "a")
    '46,000 parents\xad\nwere deported'
    """
    if len(content) > MAX_BYTES:
        why = f"more than {MAX_BYTES:,} bytes; keep only the part that is quoted"
        raise ForeignFileError(name, why)
    if content.startswith(b"%PDF-"):
        why = "a PDF; turn it into text first, with pdftotext for example"
        raise ForeignFileError(name, why)
    content = content.removeprefix(codecs.BOM_UTF8)
    is_page = name.lower().endswith(_PAGES) or bool(_HTML.match(content[:2000]))
    encoding = _charset(content) if is_page else "utf-8"
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError):
        why = f"its text is not in {encoding}; save it as UTF-8"
        raise ForeignFileError(name, why) from None
    text = _text_of(text) if is_page else text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or not text.strip():
        raise ForeignFileError(name, "it holds no text; save the words themselves, or the page")
    return text


def _charset(page: bytes) -> str:
    """Return the encoding that a web page names, else UTF-8 (HTML standard, 4.2.5.4)."""
    named = _CHARSET.search(page[:1024])
    try:
        return codecs.lookup(named[1].decode()).name if named else "utf-8"
    except LookupError:
        return "utf-8"


def _text_of(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = _LINES.sub("\n", _SPACES.sub(" ", "".join(reader.parts)))
    return lines.strip()


class _Reader(HTMLParser):
    """Gathers what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0
        self.raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.unseen += tag in _UNSEEN
        self.raised += tag == "sup"
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "a" and self.raised:
            # A raised link is the mark of a note, not a part of the word or number before it.
            self.parts.append("[")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        elif tag == "a" and self.raised:
            self.parts.append("]")
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data.replace("\n", " "))
