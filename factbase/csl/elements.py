"""cs:text, number, label, group and choose, compiled to functions that render an item."""

from __future__ import annotations

from factbase.csl.conditions import compile_branch
from factbase.csl.dates import compile_date
from factbase.csl.formatting import decorated, decoration
from factbase.csl.names import NamesParts, Scope, compile_names, read_parts
from factbase.csl.nodes import Node, Span, join
from factbase.csl.numbers import (
    format_number,
    format_pages,
    has_range,
    is_numeric,
    is_plural,
)
from factbase.csl.record import lazy
from factbase.csl.richtext import parse_rich, strip_markup
from factbase.csl.variables import NUMBERS, SHORT_FORMS
from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbase.csl.context import Context, Render
    from factbase.csl.formatting import Decorate
    from factbase.csl.locale import Locale
    from factbase.csl.style import Style
    from factbase.csl.xmlreader import Element

_EXTRAS = frozenset(
    "citation-number first-reference-note-number year-suffix citation-label locator".split()
)
_VERBATIM = frozenset({"URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"})
_SORT_WIDTH = 9


_DIGITS = lazy(r"\d+")
_FIRST_PAGE = lazy(r"\s*([^\s,&\u2013-]+)")


class Compiler:
    """Compiles the elements of one area of a style, citation or bibliography, for a locale."""

    def __init__(self, style: Style, locale: Locale, area: Element) -> None:
        self.style = style
        self.locale = locale
        self.scope = Scope(
            locale,
            style.name_options(area),
            style.options.get("demote-non-dropping-particle", "display-and-sort"),
            style.options.get("initialize-with-hyphen") != "false",
        )
        self.macros: dict[tuple[str, int], list[Render]] = {}
        self.inherited: NamesParts | None = None  # what names inside a substitute start from
        self.joiners = ("and", locale.term("and"))
        self.page_format = style.options.get("page-range-format", "")
        self.page_delimiter = locale.term("page-range-delimiter") or "\u2013"
        self.makers: dict[str, Callable[[Element], Render]] = {
            "text": self.text,
            "number": self.number,
            "label": self.label,
            "group": self.group,
            "choose": self.choose,
            "names": self.names,
            "date": lambda element: compile_date(element, locale),
        }

    def compile(self, element: Element) -> Render:
        """Return the function that renders *element*; raises StyleError for unknown ones."""
        maker = self.makers.get(element.tag)
        if maker is None:
            why = f"<{element.tag}> is no rendering element of CSL 1.0.2"
            raise StyleError(why, path=self.style.name, line=element.line)
        return maker(element)

    def children(self, elements: Iterable[Element]) -> list[Render]:
        """Return the functions of *elements*; those of other namespaces are left out."""
        return [self.compile(element) for element in elements if " " not in element.tag]

    def text(self, element: Element) -> Render:
        """Return the function of a cs:text."""
        decorate = decoration(element)
        attributes = element.attributes
        if "variable" in attributes:
            return self.variable(element)
        if "macro" in attributes:
            return self.macro_text(element)
        if "term" in attributes:
            plural = attributes.get("plural") == "true"
            words = self.locale.term(
                element.get("term"), element.get("form", "long"), plural=plural
            )
            role = "term"
        else:
            words, role = attributes["value"], ""
        content: Node = Span((words,), role=role) if role else parse_rich(words)
        nothing = not words

        def render(ctx: Context) -> Node | None:
            return None if nothing else decorated(decorate, content, ctx.lang)

        return render

    def macro(self, name: str) -> list[Render]:
        """Return the functions of the macro *name*, compiled once."""
        key = (name, id(self.inherited) if self.inherited is not None else 0)
        if key not in self.macros:
            self.macros[key] = self.children(self.style.macros[name].children)
        return self.macros[key]

    def macro_text(self, element: Element) -> Render:
        """Return the function of a cs:text that calls a macro."""
        children = self.macro(element.get("macro"))
        decorate = decoration(element)

        return self.unit(children, "", decorate)

    def names(self, element: Element) -> Render:
        """Return the function of a cs:names."""
        if self.inherited is not None and not element.children:
            parts = self.inherited
        else:
            parts = read_parts(element)
        outer, self.inherited = self.inherited, parts
        substitute = element.child("substitute")
        substitutes = self.later(substitute.children if substitute is not None else [])
        self.inherited = outer
        return compile_names(element, self.scope, parts, substitutes)

    def variable(self, element: Element) -> Render:
        """Return the function of a cs:text that shows a variable."""
        variable = element.get("variable")
        fetch = self.fetcher(variable, short=element.get("form") == "short")
        decorate = decoration(element)
        verbatim = variable in _VERBATIM
        numeric = variable in NUMBERS
        marked = variable in ("citation-number", "year-suffix", "citation-label")

        def render(ctx: Context) -> Node | None:
            ctx.step()
            text = "" if ctx.is_quashed(variable) else fetch(ctx)
            if variable != "year-suffix":  # an addition, no reason for a group to vanish
                ctx.seen(variable, filled=bool(text))
            if not text:
                return None
            if ctx.sort_names is not None:
                return _sortable(text) if numeric else strip_markup(text)
            node: Node = text if verbatim else parse_rich(text)
            if marked:
                node = Span((node,), role=variable)
                if variable == "year-suffix":
                    ctx.suffix_done = True
            return decorated(decorate, node, ctx.lang)

        return render

    def fetcher(self, variable: str, *, short: bool = False) -> Callable[[Context], str]:
        """Return the function that gives the text of *variable*."""
        if variable in _EXTRAS:
            fetch = self.extra_field(variable)
        elif variable == "page":
            fetch = self.pages
        elif variable == "page-first":
            fetch = _page_first
        elif variable in SHORT_FORMS and (short or variable.endswith("-short")):
            fetch = _short_form(variable)
        elif short:
            fetch = _abbreviated(variable)
        elif variable in NUMBERS:
            fetch = self.plain_number(variable)
        else:

            def fetch(ctx: Context) -> str:
                return ctx.item.texts.get(variable, "")

        return fetch

    def extra_field(self, variable: str) -> Callable[[Context], str]:
        """Return the function that gives a variable which the place brings, not the item."""
        delimiter = self.page_delimiter

        def fetch(ctx: Context) -> str:
            text = ctx.extras.get(variable, "")
            if variable == "locator" and text:
                paged = ctx.extras.get("label", "page") == "page"
                return format_pages(text, self.page_format if paged else "", delimiter)
            return text

        return fetch

    def pages(self, ctx: Context) -> str:
        """Return the pages of the item in the style's format."""
        text = ctx.item.texts.get("page", "")
        return format_pages(text, self.page_format, self.page_delimiter) if text else ""

    def plain_number(self, variable: str) -> Callable[[Context], str]:
        """Return the function that gives a number variable as a cs:text shows it."""
        delimiter = self.page_delimiter

        def fetch(ctx: Context) -> str:
            text = ctx.item.texts.get(variable, "")
            return (
                format_pages(text, "", delimiter) if has_range(text) else text.replace("\\-", "-")
            )

        return fetch

    def number(self, element: Element) -> Render:
        """Return the function of a cs:number."""
        variable = element.get("variable")
        form = element.get("form", "numeric")
        fetch = self.fetcher(variable)
        pages = variable in ("page", "locator")
        locale = self.locale
        decorate = decoration(element)

        def render(ctx: Context) -> Node | None:
            ctx.step()
            text = "" if ctx.is_quashed(variable) else fetch(ctx)
            ctx.seen(variable, filled=bool(text))
            if not text:
                return None
            if ctx.sort_names is not None:
                return _sortable(text)
            if not pages:
                text = ctx.item.texts.get(variable, text)
            noun = ctx.extras.get("label", "page") if variable == "locator" else variable
            shown = format_number(text, form, locale, locale.gender(noun))
            node: Node = parse_rich(shown)
            if variable == "citation-number":
                node = Span((node,), role=variable)
            return decorated(decorate, node, ctx.lang)

        return render

    def label(self, element: Element) -> Render:
        """Return the function of a cs:label."""
        variable = element.get("variable")
        fetch = self.fetcher(variable)
        form = element.get("form", "long")
        plural = element.get("plural", "contextual")
        counted = variable in ("number-of-pages", "number-of-volumes")
        decorate = decoration(element)
        locale = self.locale

        def render(ctx: Context) -> Node | None:
            text = "" if variable in ctx.quashed else fetch(ctx)
            if text:
                text = ctx.extras.get(variable) or ctx.item.texts.get(variable, text)
            if not text or ctx.sort_names is not None:
                return None
            name = ctx.extras.get("label", "page") if variable == "locator" else variable
            many = plural == "always" or (
                plural != "never"
                and (_above_one(text) if counted else is_plural(text, self.joiners))
            )
            words = locale.term(name, form, plural=many)
            return decorated(decorate, words or None, ctx.lang)

        return render

    def group(self, element: Element) -> Render:
        """Return the function of a cs:group."""
        children = self.children(element.children)
        delimiter = element.get("delimiter")
        decorate = decoration(element)

        return self.unit(children, delimiter, decorate)

    def unit(self, children: list[Render], delimiter: str, decorate: Decorate | None) -> Render:
        """Return the function of a group or a macro: nothing where all its variables are empty."""

        def render(ctx: Context) -> Node | None:
            ctx.step()
            called, filled = ctx.called, ctx.filled
            ctx.called = ctx.filled = 0
            nodes = gather(children, ctx)
            if not nodes or (ctx.called and not ctx.filled):
                ctx.called, ctx.filled = called + ctx.called, filled
                return None
            # One that renders is as good as a variable that is filled.
            ctx.called, ctx.filled = called + 1, filled + 1
            return decorated(decorate, join(nodes, delimiter), ctx.lang)

        return render

    def choose(self, element: Element) -> Render:
        """Return the function of a cs:choose."""
        branches = [
            (compile_branch(child), self.later(child.children))
            for child in element.children
            if " " not in child.tag
        ]

        def render(ctx: Context) -> Node | None:
            ctx.step()
            for test, children in branches:
                if test(ctx):
                    nodes = gather(children(), ctx)
                    if not nodes:
                        return None
                    # The delimiter of the group around holds between these nodes too.
                    return nodes[0] if len(nodes) == 1 else Span(nodes, role="row")
            return None

        return render

    def later(self, elements: list[Element]) -> Callable[[], list[Render]]:
        """Return a function that gives the functions of *elements*, compiled when first asked.

        A style has hundreds of branches; one work takes a few of them.
        """
        inherited = self.inherited
        compiled: list[Render] | None = None

        def children() -> list[Render]:
            nonlocal compiled
            if compiled is None:
                outer, self.inherited = self.inherited, inherited
                compiled = self.children(elements)
                self.inherited = outer
            return compiled

        return children


def gather(children: list[Render], ctx: Context) -> list[Node]:
    """Return what *children* render, with the rows of cs:choose laid open."""
    nodes: list[Node] = []
    for child in children:
        node = child(ctx)
        if node is None:
            continue
        if isinstance(node, Span) and node.role == "row":
            nodes += node.children
        else:
            nodes.append(node)
    return nodes


def _sortable(text: str) -> str:
    found = _DIGITS.search(text)
    if not found or not is_numeric(text):
        return strip_markup(text)
    return _DIGITS.sub(lambda match: match[0].zfill(_SORT_WIDTH), text)


def _above_one(text: str) -> bool:
    return text.strip().isdecimal() and text.strip() not in ("0", "1")


def _page_first(ctx: Context) -> str:
    text = ctx.item.texts.get("page-first") or ctx.item.texts.get("page", "")
    found = _FIRST_PAGE.match(text)
    return found[1] if found else text


def _short_form(variable: str) -> Callable[[Context], str]:
    fields = SHORT_FORMS[variable]
    long = variable.removesuffix("-short")
    forced = variable.endswith("-short")

    def fetch(ctx: Context) -> str:
        texts = ctx.item.texts
        for name in fields:
            if texts.get(name):
                return texts[name]
        full = texts.get(long, "")
        short = ctx.abbreviate(long, full)
        return short or ("" if forced else full)

    return fetch


def _abbreviated(variable: str) -> Callable[[Context], str]:
    def fetch(ctx: Context) -> str:
        text = ctx.item.texts.get(variable, "")
        return ctx.item.texts.get(f"{variable}-short") or ctx.abbreviate(variable, text) or text

    return fetch
