"""cs:names: lists of names, et al., labels, substitution."""

from __future__ import annotations

from factbase.csl.formatting import decorated, decoration, formatting_of
from factbase.csl.nameparts import NameStyle, given_text, is_given_first, render_name
from factbase.csl.nodes import Node, Span, join, plain_text
from factbase.csl.record import Record, lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from factbase.csl.context import Context, Render
    from factbase.csl.formatting import Decorate
    from factbase.csl.locale import Locale
    from factbase.csl.personal import Name
    from factbase.csl.xmlreader import Element

_BOTH = frozenset({"editor", "translator"})
# Scripts without spaces between words, and the Hebrew letter that is "and" before a word.
_UNSPACED = lazy(r"[\u05d5\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


_ARTICLE = lazy(r"^(?:the|a|an)\s+", "i")


class ListStyle(Record):
    """How the names of one variable are joined and abbreviated."""

    conjunction: str
    delimiter: str
    precedes_last: str
    precedes_et_al: str
    minimum: int
    use_first: int
    use_last: bool
    later_minimum: int
    later_use_first: int
    et_al: Node
    decorate: Decorate | None


class NamesParts(Record):
    """The children of a cs:names, which a substitute without children inherits."""

    name: Element | None
    et_al: Element | None
    label: Element | None
    label_first: bool


class Scope(Record):
    """What compiling needs to know around a cs:names."""

    locale: Locale
    options: dict[str, str]
    demote: str
    hyphen: bool


def read_parts(element: Element) -> NamesParts:
    """Return the children of the cs:names *element*, but for its substitute."""
    tags = [child.tag for child in element.children]
    label_first = "label" in tags and (
        "name" not in tags or tags.index("label") < tags.index("name")
    )
    return NamesParts(
        element.child("name"),
        element.child("et-al"),
        element.child("label"),
        label_first and "name" in tags,
    )


def compile_names(
    element: Element, scope: Scope, parts: NamesParts, substitutes: Callable[[], list[Render]]
) -> Render:
    """Return the function that renders the cs:names *element*, whose children are *parts*."""
    variables = element.get("variable").split()
    both = set(variables) == _BOTH
    style = _name_style(parts.name, scope)
    lists = _list_style(parts, scope)
    label = _compile_label(parts.label, scope.locale) if parts.label is not None else None
    delimiter = element.get("delimiter", scope.options.get("names-delimiter", ""))
    decorate = decoration(element)
    counting = style.form == "count"

    def own(ctx: Context) -> Node | None:
        found = [(variable, ctx.item.names.get(variable, ())) for variable in variables
                 if not ctx.is_quashed(variable)]  # fmt: skip
        found = [(variable, names) for variable, names in found if names]
        for variable, _ in found:
            ctx.seen(variable, filled=True)
        if not found:
            ctx.seen("", filled=False)
            return None
        if both and (label is None or _has_merged_term(scope.locale, parts.label)):
            found = _merge_roles(found)
        if counting:
            return _count(found, lists, ctx)
        nodes: list[Node] = []
        for variable, names in found:
            listed = render_list(variable, names, style, lists, ctx)
            if listed is None:
                continue
            if label is not None and ctx.sort_names is None:
                listed = _labelled(listed, label(variable, len(names)), first=parts.label_first)
            nodes.append(listed)
        return join(nodes, delimiter) if nodes else None

    def render(ctx: Context) -> Node | None:
        ctx.step()
        first = not ctx.names_done
        node = own(ctx)
        if node is not None:
            ctx.names_done = True
            if ctx.suppress_names and first:
                return None
            if not counting:
                node = Span((node,), role="names" if first else "")
            return decorated(decorate, node, ctx.lang)
        node = _substituted(substitutes(), ctx)
        if node is None:
            return None
        ctx.names_done = True
        if ctx.suppress_names and first:
            return None
        if first:
            node = Span((node,), role="names")
        return decorated(decorate, node, ctx.lang)

    return render


def _substituted(substitutes: list[Render], ctx: Context) -> Node | None:
    """Return what the first substitute gives; its variables are not rendered again."""
    outer = ctx.recording
    for candidate in substitutes:
        ctx.recording = set()
        suppress, ctx.suppress_names = ctx.suppress_names, False
        node = candidate(ctx)
        ctx.suppress_names = suppress
        used = ctx.recording
        ctx.recording = outer
        if node is not None:
            ctx.quashed |= used
            if outer is not None:
                outer |= used
            return node
    return None


def _labelled(names: Node, label: Node | None, *, first: bool) -> Node:
    if label is None:
        return names
    return Span((label, names) if first else (names, label))


_Found: TypeAlias = "list[tuple[str, tuple[Name, ...]]]"


def _has_merged_term(locale: Locale, label: Element | None) -> bool:
    form = label.get("form", "long") if label is not None else "long"
    term = locale.find("editortranslator", form) or locale.find("editor-translator", form)
    return term is not None and bool(term.single)


def _merge_roles(found: _Found) -> _Found:
    """Return editor and translator as one where they are the same people."""
    if len(found) == len(_BOTH):
        (_, names), (_, others) = found
        if names == others:
            return [("editortranslator", names)]
    return found


def _compile_label(element: Element, locale: Locale) -> Callable[[str, int], Node | None]:
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    decorate = decoration(element)

    def label(variable: str, count: int) -> Node | None:
        many = plural == "always" or (plural != "never" and count > 1)
        text = locale.term(variable, form, plural=many)
        if not text and variable == "editortranslator":
            text = locale.term("editor-translator", form, plural=many)
        return decorated(decorate, text or None, "en")

    return label


def _number(options: dict[str, str], key: str) -> int:
    text = options.get(key, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004


def _list_style(parts: NamesParts, scope: Scope) -> ListStyle:
    options = {**scope.options, **(parts.name.attributes if parts.name is not None else {})}
    locale = scope.locale
    kind = options.get("and", "")
    conjunction = {"text": locale.term("and"), "symbol": locale.term("and", "symbol")}.get(kind, "")
    if kind == "symbol":
        found = locale.terms.get(("and", "symbol"))
        conjunction = found.single if found else "&"
    return ListStyle(
        conjunction=conjunction if kind else "",
        delimiter=options.get("delimiter", ", "),
        precedes_last=options.get("delimiter-precedes-last", "contextual"),
        precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        minimum=_number(options, "et-al-min") if "et-al-use-first" in options else 0,
        use_first=_number(options, "et-al-use-first"),
        use_last=options.get("et-al-use-last") == "true",
        later_minimum=_number(options, "et-al-subsequent-min"),
        later_use_first=_number(options, "et-al-subsequent-use-first"),
        et_al=_et_al(parts.et_al, locale),
        decorate=decoration(parts.name) if parts.name is not None else None,
    )


def _et_al(element: Element | None, locale: Locale) -> Node:
    text = locale.term(element.get("term", "et-al") if element is not None else "et-al")
    if element is None or not text:
        return text
    formatting = formatting_of(element)
    node: Node = Span((text,), formatting) if formatting else text
    affixes = (element.get("prefix"), node, element.get("suffix"))
    return Span([piece for piece in affixes if piece]) if any(affixes[::2]) else node


def _name_style(element: Element | None, scope: Scope) -> NameStyle:
    options = {**scope.options, **(element.attributes if element is not None else {})}
    parts = {node.get("name"): node for node in element.all("name-part")} if element else {}
    family, given = parts.get("family"), parts.get("given")
    return NameStyle(
        form=options.get("form", "long"),
        initialize=options.get("initialize") != "false",
        initialize_with=options.get("initialize-with"),
        sort_order=options.get("name-as-sort-order", ""),
        sort_separator=options.get("sort-separator", ", "),
        demote=scope.demote,
        articles=scope.locale.lang.startswith("en"),
        hyphen=scope.hyphen,
        family=decoration(family, affixes=False) if family else None,
        family_affixes=(family.get("prefix"), family.get("suffix")) if family else ("", ""),
        given=decoration(given, affixes=False) if given else None,
        given_affixes=(given.get("prefix"), given.get("suffix")) if given else ("", ""),
    )


def _limits(lists: ListStyle, ctx: Context) -> tuple[int, int, bool]:
    """Return from how many names on they are abbreviated, to how many, and with the last."""
    minimum, first, last = lists.minimum, lists.use_first, lists.use_last
    if "subsequent" in ctx.positions:
        minimum = lists.later_minimum or minimum
        first = lists.later_use_first or first
    sort = ctx.sort_names
    if sort is not None:
        minimum = minimum if sort.minimum is None else sort.minimum
        first = first if sort.use_first is None else sort.use_first
        last = last if sort.use_last is None else sort.use_last
    return minimum, first, last


def _shown(count: int, lists: ListStyle, ctx: Context) -> tuple[int, bool]:
    """Return how many of *count* names are shown, and whether the last one is too."""
    minimum, first, use_last = _limits(lists, ctx)
    if not minimum or count < minimum or first >= count:
        return count, False
    shown = max(first, ctx.hints.names)
    if shown >= count:
        return count, False
    return shown, use_last and count >= shown + 2


def _count(found: _Found, lists: ListStyle, ctx: Context) -> Node | None:
    total = sum(_shown(len(names), lists, ctx)[0] for _, names in found)
    if ctx.sort_names is not None:
        return f"{total:05d}"
    return str(total) if total else None


def render_list(
    variable: str, names: tuple[Name, ...], style: NameStyle, lists: ListStyle, ctx: Context
) -> Node | None:
    """Return the *names* of one *variable*, joined and abbreviated."""
    count, with_last = _shown(len(names), lists, ctx)
    if not count:
        return None
    sorting = ctx.sort_names is not None
    order = "all" if sorting else style.sort_order
    nodes: list[Node] = []
    turned: list[bool] = []
    chosen = [*range(count), len(names) - 1] if with_last else list(range(count))
    givens = ctx.hints.givens
    for index in chosen:
        name = names[index]
        level = givens.get((variable, index), 0) if givens else 0
        inverted = order == "all" or (order == "first" and index == 0)
        node = (
            sort_name(name, style)
            if sorting
            else render_name(name, style, inverted=inverted, level=level)
        )
        node = decorated(lists.decorate, node, ctx.lang) or node
        nodes.append(Span((node,), role="name"))
        turned.append(inverted and name.is_personal and is_given_first(name))
        ctx.shown.append((variable, index, name, style))
    if sorting:
        return join(nodes, ", ")
    if lists.precedes_last != "contextual" and not names[chosen[-1]].is_personal:
        # citeproc-js joins an institution that comes last by its own, contextual rule.
        lists = lists._replace(precedes_last="contextual")
    listed = _joined(nodes, lists, turned, abbreviated=count < len(names), with_last=with_last)
    return Span((listed,), role="name-list", value=tuple(names))


def _after(rule: str, count: int, *, inverted: bool) -> bool:
    """Whether the delimiter stands after *count* names, the last *inverted*, before the end."""
    if rule == "always":
        return True
    if rule == "after-inverted-name":
        return inverted
    return rule == "contextual" and count > 1


def _joined(
    nodes: list[Node], lists: ListStyle, inverted: list[bool], *, abbreviated: bool, with_last: bool
) -> Node:
    if with_last:
        return Span((join(nodes[:-1], lists.delimiter), lists.delimiter, "… ", nodes[-1]))
    if abbreviated:
        head = join(nodes, lists.delimiter)
        if not lists.et_al:
            return head
        if _after(lists.precedes_et_al, len(nodes), inverted=inverted[-1]):
            return Span((head, lists.delimiter, lists.et_al))
        return Span((head, _space_at(plain_text(lists.et_al)[:1]), lists.et_al))
    if len(nodes) == 1 or not lists.conjunction:
        return join(nodes, lists.delimiter)
    head = join(nodes[:-1], lists.delimiter)
    word = lists.conjunction
    last = f"{word}{_space_at(word[-1])}"
    spaced = _space_at(word[0]) or lists.precedes_last != "contextual"
    if spaced and _after(lists.precedes_last, len(nodes) - 1, inverted=inverted[-2]):
        return Span((head, lists.delimiter, last, nodes[-1]))
    return Span((head, f"{_space_at(word[0])}{last}", nodes[-1]))


def _space_at(letter: str) -> str:
    """Return the space that a word beginning or ending in *letter* takes there."""
    if letter.isascii():
        return "" if letter.isspace() else " "
    return "" if letter.isspace() or _UNSPACED.match(letter) else " "


def sort_name(name: Name, style: NameStyle) -> str:
    """Return *name* as text to sort by: family, particles, given, suffix."""
    if not name.is_personal:
        if not style.articles:
            return name.literal
        return _ARTICLE.sub("", name.literal)
    particles = f"{name.dropping} {name.non_dropping}".strip()
    family = name.family
    if style.demote == "never":
        family = f"{name.non_dropping} {family}".strip()
        particles = name.dropping
    if style.form == "short":
        return family or name.given
    given = given_text(name, style, 0)
    return " ".join(part for part in (family, particles, given, name.suffix) if part)
