"""XML read into light nodes that know their line; a document type is refused unread."""

from __future__ import annotations

from xml.parsers import expat

from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE = "http://purl.org/net/xbiblio/csl"
MAX_BYTES = 4_000_000
MAX_DEPTH = 200


class Element:
    """One XML element: its *tag* without the CSL namespace, attributes, children, text, line."""

    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""
        self.line = line

    def get(self, name: str, default: str = "") -> str:
        """Return the attribute *name*, or *default*."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> Element | None:
        """Return the first child called *tag*."""
        return next(self.all(tag), None)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield every child called *tag*."""
        return (child for child in self.children if child.tag == tag)


class _Builder:
    """Turns expat's events into elements."""

    def __init__(self, name: str, encoding: str | None) -> None:
        self.name = name
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(encoding, " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        namespace, _, local = tag.rpartition(" ")
        # Elements of other namespaces keep theirs, so that no one takes them for CSL.
        name = local if namespace in (NAMESPACE, "") else tag
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name, plain, line)
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)
        if len(self.open) > MAX_DEPTH:
            raise StyleError(f"elements nest deeper than {MAX_DEPTH}", path=self.name, line=line)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        self.open[-1].text += text

    def doctype(self, *_: object) -> None:
        raise StyleError(
            "it declares a document type; CSL needs none, and entities are not read: delete it",
            path=self.name,
            line=self.parser.CurrentLineNumber,
        )


def read_xml(source: str | bytes, name: str) -> Element:
    """Return the root of the XML in *source*; *name* is what errors call it.

    Raises StyleError on text that is no XML, too large, too deep, or with a document type.
    """
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > MAX_BYTES:
        why = f"{len(raw):,} bytes are too many for a style or locale (at most {MAX_BYTES:,})"
        raise StyleError(why, path=name)
    # What a declaration says about the encoding is no longer true of decoded text.
    builder = _Builder(name, "utf-8" if isinstance(source, str) else None)
    try:
        builder.parser.Parse(raw, True)  # noqa: FBT003
    except expat.ExpatError as error:
        why = f"not well-formed XML: {expat.errors.messages[error.code]}"
        raise StyleError(why, path=name, line=error.lineno) from None
    if builder.root is None:
        raise StyleError("not well-formed XML: no element found", path=name)
    return builder.root
