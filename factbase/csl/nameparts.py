"""One name: its parts in order, initials, particles, and the formatting of each part."""

from __future__ import annotations

from factbase.csl.formatting import decorated
from factbase.csl.nodes import Node, Span
from factbase.csl.record import Record, lazy
from factbase.csl.richtext import parse_rich

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.formatting import Decorate
    from factbase.csl.personal import Name

# Scripts that put the given name first: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic.
_GIVEN_FIRST = lazy(r"[A-Za-z\u0080-\u024f\u0370-\u058f\u0590-\u06ff\u1e00-\u1fff]")
MAX_LENGTH = 500
_PIECE = lazy(r"<[^<>]+>|[^\s.<>]+\.?|\.")


class NameStyle(Record):
    """How single names look: what cs:name and cs:name-part say, with what is inherited."""

    form: str
    initialize: bool
    initialize_with: str | None
    sort_order: str
    sort_separator: str
    demote: str
    articles: bool
    hyphen: bool
    family: Decorate | None
    family_affixes: tuple[str, str]
    given: Decorate | None
    given_affixes: tuple[str, str]


def is_given_first(name: Name) -> bool:
    """Whether the script of *name* puts the given name first."""
    text = name.family + name.given
    return bool(text) if text.isascii() else bool(_GIVEN_FIRST.search(text))


def initials(given: str, mark: str, *, full: bool, hyphen: bool) -> str:
    """Return *given* with *mark* after each initial; unless *full*, names become initials.

    >>> initials("John Edward", ". ", full=False, hyphen=True)
    'J. E.'
    >>> initials("Jean-Luc M", ".", full=False, hyphen=True)
    'J.-L.M.'
    >>> initials("James T Kirk", ".", full=True, hyphen=True)
    'James T. Kirk'
    """
    if len(given) > MAX_LENGTH:
        return given
    if given.isalpha():
        return given if full else (_initial(given, full=False) + mark).rstrip()
    words = given.replace("\u2019", "'").replace("-", " - ")
    pieces = _pieces(words)
    out = ""
    for number, raw in enumerate(pieces):
        word = raw.rstrip(".")
        if raw.startswith("<"):
            # The space after an initial stands outside the markup.
            closes = raw.startswith("</") and out.endswith(" ")
            out = f"{out.rstrip()}{raw} " if closes else out + raw
        elif word == "-":
            out = _with_hyphen(out, pieces, number, mark, full=full, hyphen=hyphen)
        elif not word or (word[0].islower() and not full and out.endswith("-")):
            out = out.removesuffix("-")  # a part in small letters after a hyphen has no initial
        elif word[0].islower() and not full:
            out = f"{out.rstrip()} {raw} ".lstrip()
        elif (full and not _is_initial(raw)) or (raw != word and len(word) > 1):
            space = " " if full and out and out[-1] not in " ->" else ""
            out += space + word + (" " if raw == word else mark)
        else:
            out += _initial(word, full=full) + mark
    return out.rstrip()


def _pieces(words: str) -> list[str]:
    """Return the parts of a given name, a full stop with the part before it, tags apart."""
    if "<" in words or ">" in words:
        return _PIECE.findall(words)
    return [piece for piece in words.replace(".", ". ").split() if piece]


def _with_hyphen(
    out: str, pieces: list[str], at: int, mark: str, *, full: bool, hyphen: bool
) -> str:
    """Return *out* with what joins the parts of a compound name."""
    around = pieces[max(0, at - 1) : at + 2]
    between_initials = all(_is_initial(part) or part == "-" for part in around)
    if full and not between_initials:
        return out.rstrip() + "-"
    if full or not hyphen:
        return out.rstrip() + (" " if mark.endswith(" ") else "")
    return out.rstrip() + "-"


def _is_initial(raw: str) -> bool:
    word = raw.rstrip(".")
    return len(word) == 1 and word.isupper()


def _initial(word: str, *, full: bool) -> str:
    if full:
        return word
    capitals = len(word) - len(word.lstrip("".join(c for c in word if c.isupper())))
    # "TSerendorjiin" has the initial "Ts": capitals before small letters belong together.
    rest = word[1:capitals] if capitals < len(word) else ""
    return word[0] + rest.lower()


def given_text(name: Name, style: NameStyle, level: int) -> str:
    """Return the given name as *style* has it; *level* 2 shows it in full."""
    given = name.given
    mark = style.initialize_with
    if mark is None or not given or not name.family or level > 1:
        return given
    if not is_given_first(name):
        return given
    return initials(given, mark, full=not style.initialize, hyphen=style.hyphen)


def render_name(name: Name, style: NameStyle, *, inverted: bool, level: int = 0) -> Node:
    """Return *name* as nodes; *level* 1 or more shows the given name even in the short form."""
    if not name.is_personal:
        return decorated(style.family, parse_rich(name.literal), "en") or ""
    if style.form == "short" and not level:
        return _short(name, style)
    given = given_text(name, style, level)
    if not is_given_first(name):
        return _family_first(name, style, given, "")
    if name.static:
        return _family_first(name, style, given, " ")
    if inverted and name.family:
        return _inverted(name, style, given)
    return _straight(name, style, given)


def _family(name: Name, style: NameStyle, *, particle: bool) -> Node | None:
    family: list[Node | None] = []
    if particle and name.non_dropping:
        node = decorated(style.family, parse_rich(name.non_dropping), "en")
        family.append(node or "")
        family.append(_space_after(name.non_dropping))
    if name.family:
        family.append(decorated(style.family, parse_rich(name.family), "en") or "")
    return _row(family)


def _short(name: Name, style: NameStyle) -> Node:
    family = _family(name, style, particle=True)
    if family is None:
        given = decorated(style.given, parse_rich(name.given), "en")
        return _affixed(given, style.given_affixes) or ""
    return _affixed(family, style.family_affixes) or ""


def _family_first(name: Name, style: NameStyle, given: str, space: str) -> Node:
    family = _affixed(_family(name, style, particle=True), style.family_affixes)
    rest = _affixed(decorated(style.given, parse_rich(given), "en"), style.given_affixes)
    return _row([family, space if family and rest else "", rest]) or ""


def _straight(name: Name, style: NameStyle, given: str) -> Node:
    before = decorated(style.given, parse_rich(given), "en") if given else None
    particle = decorated(style.given, parse_rich(name.dropping), "en") if name.dropping else None
    family = _family(name, style, particle=True)
    suffix = _suffix(name, style)
    link = ", " if name.comma_suffix else " "
    # The affixes of the family part go round the particles before it and the suffix after it.
    surname = _row(
        [
            particle,
            _space_after(name.dropping) if particle and family else "",
            family,
            link if suffix and family else "",
            suffix,
        ]
    )
    surname = _affixed(surname, style.family_affixes)
    before = _affixed(before, style.given_affixes)
    space = "" if style.given_affixes[1][-1:].isspace() else " "
    return _row([before, space if before and surname else "", surname]) or ""


def _inverted(name: Name, style: NameStyle, given: str) -> Node:
    demote = style.demote == "display-and-sort"
    family = _affixed(_family(name, style, particle=not demote), style.family_affixes)
    dropping = decorated(style.given, parse_rich(name.dropping), "en") if name.dropping else None
    demoted = None
    if demote and name.non_dropping:
        demoted = decorated(style.family, parse_rich(name.non_dropping), "en")
    rest: list[Node | None] = []
    for part in (decorated(style.given, parse_rich(given), "en") if given else None,
                 dropping, demoted):  # fmt: skip
        if part is not None:
            rest += [" ", part] if rest else [part]
    given_part = _affixed(_row(rest), style.given_affixes)
    suffix = _suffix(name, style)
    separator = style.sort_separator
    return (
        _row(
            [
                family,
                separator if given_part else "",
                given_part,
                separator if suffix else "",
                suffix,
            ]
        )
        or ""
    )


def _suffix(name: Name, style: NameStyle) -> Node | None:
    """Return "Jr." or the like; a style of bare initials ("King ML") takes its full stop away."""
    bare = style.initialize_with is not None and "." not in style.initialize_with
    text = name.suffix.removesuffix(".") if bare else name.suffix
    return parse_rich(text) if text else None


def _space_after(particle: str) -> str:
    return "" if particle.endswith(("'", "’", "-", "\u2010", "\u2011", " ")) else " "


def _affixed(node: Node | None, affixes: tuple[str, str]) -> Node | None:
    if node is None or affixes == ("", ""):
        return node
    return Span([piece for piece in (affixes[0], node, affixes[1]) if piece])


def _row(nodes: list[Node | None]) -> Node | None:
    kept = [node for node in nodes if node]
    if not kept:
        return None
    if all(isinstance(node, str) for node in kept):
        return "".join(str(node) for node in kept)
    return kept[0] if len(kept) == 1 else Span(kept)
