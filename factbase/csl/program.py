"""A style compiled for a locale: once in a process, then looked up."""

from __future__ import annotations

from factbase.csl.checking import check_style
from factbase.csl.elements import Compiler, gather
from factbase.csl.formatting import formatting_of
from factbase.csl.locale import FALLBACK, Locale, build_locale
from factbase.csl.nodes import Node, Span
from factbase.csl.sorting import Key, compile_sort
from factbase.csl.writer import Quotes
from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.context import Context, Render
    from factbase.csl.locale import LocaleSource
    from factbase.csl.style import Style
    from factbase.csl.xmlreader import Element


class Layout:
    """The layout of a cs:citation or cs:bibliography, and the options beside it."""

    def __init__(self, style: Style, locale: Locale, area: Element) -> None:
        layout = area.child("layout")
        if layout is None:
            raise StyleError(f"<{area.tag}> needs a <layout>", path=style.name, line=area.line)
        compiler = Compiler(style, locale, area)
        self.options = area.attributes
        self.children: list[Render] = compiler.children(layout.children)
        self.sort: list[Key] = compile_sort(area, compiler)
        self.prefix = layout.get("prefix")
        self.suffix = layout.get("suffix")
        self.delimiter = layout.get("delimiter")
        self.formatting = formatting_of(layout)

    def render(self, ctx: Context) -> list[Node]:
        """Return what the elements of the layout make of the item."""
        return gather(self.children, ctx)

    def wrap(self, nodes: list[Node]) -> Node:
        """Return *nodes* with the affixes and the formatting of the layout."""
        parts = [part for part in (self.prefix, *nodes, self.suffix) if part]
        return Span(parts, self.formatting)


class Program:
    """What a processor runs: both layouts of a style in one locale."""

    def __init__(self, style: Style, locale: Locale) -> None:
        elements = check_style(style)
        self.style = style
        self.locale = locale
        self.quotes = Quotes(locale)
        self.entries: dict[tuple[str, str], tuple[str, str]] = {}
        self.citation = Layout(style, locale, style.citation)
        area = style.bibliography
        self.bibliography = Layout(style, locale, area) if area is not None else None
        self.explicit_suffix = any(
            e.get("variable") == "year-suffix" and e.tag == "text" for e in elements
        )
        self.has_label = any(e.get("variable") == "citation-label" for e in elements)
        self.default_lang = (style.default_locale or "en").lower()
        self.has_condition = any(e.get("disambiguate") == "true" for e in elements)


MAX_PROGRAMS = 64
_programs: dict[tuple[int, str, object], tuple[Style, LocaleSource | None, Program]] = {}


def compile_program(style: Style, lang: str, source: LocaleSource | None) -> Program:
    """Return *style* compiled for *lang*, from the cache where it was asked for before."""
    lang = lang or style.default_locale or FALLBACK
    key = (id(style), lang, source if isinstance(source, str) else id(source))
    found = _programs.get(key)
    # The cache holds what the ids stand for, so that no other object can take them over.
    if found is not None:
        return found[2]
    program = Program(style, build_locale(lang, style.locales, source))
    if len(_programs) >= MAX_PROGRAMS:
        _programs.clear()
    _programs[key] = (style, source, program)
    return program
