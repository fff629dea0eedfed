"""cs:date: dates in a style's own order or in the locale's, and ranges of them."""

from __future__ import annotations

from factbase.csl.formatting import decorated, decoration
from factbase.csl.nodes import Node, Span
from factbase.csl.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.context import Context, Render
    from factbase.csl.datevalues import Date, Day
    from factbase.csl.formatting import Decorate
    from factbase.csl.locale import Locale
    from factbase.csl.xmlreader import Element

_SHOWN = {
    "year-month-day": ("year", "month", "day"),
    "year-month": ("year", "month"),
    "year": ("year",),
}
_RANK = {"year": 0, "month": 1, "day": 2}


class Part(Record):
    """One cs:date-part: what it shows and how."""

    name: str
    form: str
    prefix: str
    suffix: str
    range_delimiter: str
    decorate: Decorate | None


def compile_date(element: Element, locale: Locale) -> Render:
    """Return the function that renders the cs:date *element*."""
    variable = element.get("variable")
    parts, delimiter, wrap = _parts_of(element, locale)
    decorate = decoration(element)
    shown = frozenset(part.name for part in parts)

    def render(ctx: Context) -> Node | None:
        ctx.step()
        date = None if ctx.is_quashed(variable) else ctx.item.dates.get(variable)
        ctx.seen(variable, filled=date is not None)
        if date is None or (ctx.looking and variable == "accessed"):
            return None
        if ctx.sort_names is not None:
            return sort_text(date, shown)
        node = render_date(date, parts, delimiter, locale)
        if node is None:
            # A date that has none of the wanted parts is no value for the group around it.
            ctx.filled -= 1
            return None
        if ctx.hints.suffix and not ctx.suffix_done and variable == "issued":
            node = _with_year_suffix(node, ctx)
        if wrap is not None:
            node = wrap(node, ctx.lang)
        return decorated(decorate, node, ctx.lang)

    return render


def _with_year_suffix(node: Node, ctx: Context) -> Node:
    suffix = ctx.extras.get("year-suffix", "")
    if not suffix:
        return node
    done = False

    def visit(part: Node) -> Node:
        nonlocal done
        if done or isinstance(part, str):
            return part
        if part.role == "year":
            done = True
            return part.like([*part.children, Span((suffix,), role="year-suffix")])
        return part.like([visit(child) for child in part.children])

    found = visit(node)
    ctx.suffix_done = ctx.suffix_done or done
    return found


def _parts_of(element: Element, locale: Locale) -> tuple[list[Part], str, Decorate | None]:
    """Return the date parts in order, the delimiter, and what the locale wraps around them."""
    form = element.get("form")
    if not form:
        parts = [_part(node, {}, affixes=True) for node in element.all("date-part")]
        return parts, element.get("delimiter"), None
    theirs = locale.dates.get(form)
    if theirs is None:
        return [], "", None
    wanted = _SHOWN.get(element.get("date-parts"), _SHOWN["year-month-day"])
    overrides = {node.get("name"): node.attributes for node in element.all("date-part")}
    parts = [
        _part(node, overrides.get(node.get("name"), {}), affixes=True)
        for node in theirs.all("date-part")
        if node.get("name") in wanted
    ]
    return parts, theirs.get("delimiter"), decoration(theirs, affixes=False)


def _part(node: Element, overrides: dict[str, str], *, affixes: bool) -> Part:
    attributes = dict(node.attributes)
    attributes.update(
        {key: value for key, value in overrides.items() if key not in ("prefix", "suffix")}
    )
    merged = type(node)(node.tag, attributes, node.line)
    name = attributes.get("name", "")
    return Part(
        name,
        attributes.get("form", ""),
        attributes.get("prefix", "") if affixes else "",
        attributes.get("suffix", "") if affixes else "",
        attributes.get("range-delimiter", "\u2013"),
        decoration(merged, affixes=False),
    )


def render_date(date: Date, parts: list[Part], delimiter: str, locale: Locale) -> Node | None:
    """Return *date* as nodes; None when nothing of it is wanted."""
    if date.literal or date.start is None:
        return Span((date.literal,), role="year") if date.literal else None
    if date.end is None:
        return _join(_render_parts(date.start, parts, locale), delimiter)
    return _render_range(date.start, date.end, parts, delimiter, locale)


def _join(rendered: list[Node], delimiter: str) -> Node | None:
    if not rendered:
        return None
    out: list[Node] = []
    for node in rendered:
        if out and delimiter:
            out.append(delimiter)
        out.append(node)
    return Span(out)


def _render_parts(
    day: Day, parts: list[Part], locale: Locale, *, first: bool = True, last: bool = True
) -> list[Node]:
    """Return the parts that *day* has.

    Unless *first*, the prefix of the first one is left out; unless *last*, the suffix of the last.
    """
    found = [(part, text) for part in parts if (text := _text(day, part, locale))]
    nodes: list[Node] = []
    for number, (part, text) in enumerate(found):
        node: Node = Span((text,), role=part.name) if part.name == "year" else text
        node = decorated(part.decorate, node, "") or node
        suffix = part.suffix if last or number < len(found) - 1 else ""
        prefix = part.prefix if first or number else ""
        if prefix or suffix:
            node = Span([piece for piece in (prefix, node, suffix) if piece])
        nodes.append(node)
    return nodes


def _text(day: Day, part: Part, locale: Locale) -> str:
    if part.name == "year":
        return _year(day.year, part.form, locale)
    if part.name == "month":
        return _month(day, part.form, locale)
    return _day(day, part.form, locale)


def _year(year: int, form: str, locale: Locale) -> str:
    if year == 0:
        return ""
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    if form == "short" and year >= 1000:  # noqa: PLR2004
        return f"{year % 100:02d}"
    return f"{year}{locale.term('ad')}" if year < 1000 else str(year)  # noqa: PLR2004


def _month(day: Day, form: str, locale: Locale) -> str:
    if not day.month and form.startswith("numeric"):
        return ""
    if day.season and not day.month:
        return locale.term(f"season-{day.season:02d}")
    if not day.month:
        return day.period
    if form == "numeric":
        return str(day.month)
    if form == "numeric-leading-zeros":
        return f"{day.month:02d}"
    return locale.term(f"month-{day.month:02d}", form or "long")


def _day(day: Day, form: str, locale: Locale) -> str:
    if not day.day or not day.month:
        return ""
    if form == "numeric-leading-zeros":
        return f"{day.day:02d}"
    limited = locale.options.get("limit-day-ordinals-to-day-1") == "true"
    if form == "ordinal" and (day.day == 1 or not limited):
        gender = locale.gender(f"month-{day.month:02d}")
        return f"{day.day}{locale.ordinal_suffix(day.day, gender)}"
    return str(day.day)


def _render_range(
    start: Day, end: Day, parts: list[Part], delimiter: str, locale: Locale
) -> Node | None:
    shown = {part.name for part in parts}
    changed = [
        name
        for name in ("year", "month", "day")
        if name in shown and _value(start, name) != _value(end, name)
    ]
    if not changed:
        return _join(_render_parts(start, parts, locale), delimiter)
    rank = _RANK[changed[0]]
    differs = [number for number, part in enumerate(parts) if _RANK[part.name] >= rank]
    first, last = differs[0], differs[-1]
    middle = parts[first : last + 1]
    mark = next(part.range_delimiter for part in parts if part.name == changed[0])
    before = _render_parts(start, parts[:first], locale)
    left = _render_parts(start, middle, locale, last=False)
    right = _render_parts(end, middle, locale, first=False)
    after = _render_parts(start, parts[last + 1 :], locale)
    if not right:
        return _join(before + left + after, delimiter)
    joined = [_join(side, delimiter) for side in (left, right)]
    ranged = Span([node for node in (joined[0], mark, joined[1]) if node])
    return _join([*before, ranged, *after], delimiter)


def _value(day: Day, name: str) -> tuple[int, ...]:
    if name == "year":
        return (day.year,)
    return (day.month, day.season) if name == "month" else (day.day,)


def sort_text(date: Date, shown: frozenset[str]) -> str:
    """Return *date* as text that sorts: YYYYMMDD, years before Christ the other way round."""
    if date.start is None:
        return date.literal
    first = _sortable(date.start, shown)
    return f"{first}-{_sortable(date.end, shown)}" if date.end else first


def _sortable(day: Day, shown: frozenset[str]) -> str:
    month = day.month if "month" in shown else 0
    number = day.day if "day" in shown else 0
    year = day.year if "year" in shown else 0
    # A letter before the digits: "A" for years before Christ, counted down from a million.
    head = f"A{1_000_000 + year:07d}" if year < 0 else f"B{year:07d}"
    return f"{head}{month:02d}{number:02d}"
