"""A CSL style, read once: what it says of itself, its macros, its two layouts."""

from __future__ import annotations

import os

from factbase.csl.xmlreader import Element, read_xml
from factbase.errors import StyleError

NAME_OPTIONS = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)
RENAMED = {"name-form": "form", "name-delimiter": "delimiter", "names-delimiter": "names-delimiter"}


class Style:
    """A CSL 1.0.2 style.

    Make one with ``Style.read(path)`` or ``Style.parse(xml)``; both remember what they have read.
    """

    def __init__(self, root: Element, name: str) -> None:
        self.name = name
        self.root = root
        self.options = root.attributes
        self.in_notes = root.get("class") == "note"
        self.default_locale = root.get("default-locale")
        self.title = ""
        self.id = ""
        self.parent = ""
        for node in (child for info in root.all("info") for child in info.children):
            if node.tag == "title":
                self.title = node.text.strip()
            elif node.tag == "id":
                self.id = node.text.strip()
            elif node.tag == "link" and node.get("rel") == "independent-parent":
                self.parent = node.get("href")
        self.macros = {node.get("name"): node for node in root.all("macro")}
        self.locales = list(root.all("locale"))
        self.bibliography = root.child("bibliography")
        self.citation = self._citation()

    def _citation(self) -> Element:
        citation = self.root.child("citation")
        if citation is not None:
            return citation
        if self.parent:
            why = f"it only points to another style, {self.parent}: use that style"
            raise StyleError(why, path=self.name)
        raise StyleError("a style needs a <citation>", path=self.name, line=self.root.line)

    @classmethod
    def parse(cls, source: str | bytes, *, name: str = "style") -> Style:
        """Return the style in the XML *source*; *name* is what errors call it.

        Raises StyleError, also for a dependent style: its ``path`` names the parent to use.
        """
        return _parse(source, name)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Style:
        """Return the style in the file *path*; raises StyleError, and OSError as open() does."""
        name = os.fspath(path)
        with open(name, "rb") as file:
            return _parse(file.read(), name)

    def name_options(self, area: Element) -> dict[str, str]:
        """Return the name options that hold in *area*: the style's, then its own."""
        options: dict[str, str] = {}
        for element in (self.root, area):
            attributes = element.attributes
            options.update({key: attributes[key] for key in NAME_OPTIONS if key in attributes})
            for theirs, ours in RENAMED.items():
                if theirs in attributes:
                    options[ours] = attributes[theirs]
        return options


MAX_STYLES = 64
_styles: dict[tuple[str | bytes, str], Style] = {}


def _parse(source: str | bytes, name: str) -> Style:
    if (source, name) not in _styles:
        if len(_styles) >= MAX_STYLES:
            _styles.clear()
        _styles[source, name] = _parse_anew(source, name)
    return _styles[source, name]


def _parse_anew(source: str | bytes, name: str) -> Style:
    root = read_xml(source, name)
    if root.tag != "style":
        raise StyleError(f"the root is <{root.tag}>, not <style>", path=name, line=root.line)
    return Style(root, name)
