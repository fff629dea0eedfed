"""What must hold of a style before it runs: known elements, macros that exist and end."""

from __future__ import annotations

from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.style import Style
    from factbase.csl.xmlreader import Element

RENDERING = frozenset("text number label date names group choose".split())
HOLDERS = frozenset("macro layout group if else-if else substitute".split())
PARTS = {
    "choose": frozenset({"if", "else-if", "else"}),
    "names": frozenset({"name", "et-al", "label", "substitute", "institution"}),
    "name": frozenset({"name-part"}),
    "date": frozenset({"date-part"}),
    "sort": frozenset({"key"}),
}
NAMED = {
    "date-part": frozenset({"year", "month", "day"}),
    "name-part": frozenset({"family", "given"}),
}
SOURCES = ("variable", "macro", "term", "value")
MAX_MACRO_DEPTH = 60


def check_style(style: Style) -> list[Element]:
    """Return all elements of *style*; raises StyleError at the first that cannot be used."""
    calls: dict[str, list[Element]] = {}
    elements: list[Element] = []
    for root in style.root.children:
        if root.tag not in ("info", "locale") and " " not in root.tag:
            pending = [root]
            found: list[Element] = []
            while pending:
                element = pending.pop()
                found.append(element)
                _check(element, style)
                pending += [child for child in element.children if " " not in child.tag]
            elements += found
            if root.tag == "macro":
                calls[root.get("name")] = [e for e in found if "macro" in e.attributes]
    _check_macros(calls, elements, style)
    return elements


def _check(element: Element, style: Style) -> None:
    tag = element.tag
    allowed = RENDERING if tag in HOLDERS else PARTS.get(tag)
    if allowed is not None:
        for child in element.children:
            if child.tag not in allowed and " " not in child.tag:
                why = f"<{child.tag[:60]}> has no place in <{tag}>"
                raise StyleError(why, path=style.name, line=child.line)
    if tag in NAMED and element.get("name") not in NAMED[tag]:
        known = ", ".join(sorted(NAMED[tag]))
        why = f"a {tag} is one of {known}, not '{element.get('name')[:60]}'"
        raise StyleError(why, path=style.name, line=element.line)
    if tag == "text" and not any(source in element.attributes for source in SOURCES):
        why = "a <text> needs variable, macro, term or value"
        raise StyleError(why, path=style.name, line=element.line)
    if tag == "key" and not ("variable" in element.attributes or "macro" in element.attributes):
        why = "a sort key needs a variable or a macro"
        raise StyleError(why, path=style.name, line=element.line)


def _check_macros(calls: dict[str, list[Element]], elements: list[Element], style: Style) -> None:
    for element in elements:
        name = element.attributes.get("macro")
        if name is not None and name not in calls:
            why = f"no macro is called '{name[:80]}'"
            raise StyleError(why, path=style.name, line=element.line)
    depths: dict[str, int] = {}
    for name in calls:
        _depth(name, calls, depths, style)


def _depth(
    start: str, calls: dict[str, list[Element]], depths: dict[str, int], style: Style
) -> None:
    """Set how deep the macros under *start* nest; raises StyleError for a circle."""
    path = [start]
    while path:
        name = path[-1]
        if name in depths:
            path.pop()
            continue
        inner = [element for element in calls[name] if element.get("macro") not in depths]
        if not inner:
            depths[name] = 1 + max((depths[e.get("macro")] for e in calls[name]), default=0)
            if depths[name] > MAX_MACRO_DEPTH:
                why = f"macros call each other more than {MAX_MACRO_DEPTH} deep"
                raise StyleError(why, path=style.name, line=style.macros[name].line)
            path.pop()
            continue
        called = inner[0].get("macro")
        if called in path:
            circle = " → ".join([*path[path.index(called) :], called])
            why = f"macros call each other in a circle: {circle[:300]}"
            raise StyleError(why, path=style.name, line=inner[0].line)
        path.append(called)
