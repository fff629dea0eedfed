"""What a rendering element can ask while one cite or entry is made."""

from __future__ import annotations

from factbase.csl.record import Record
from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from factbase.csl.items import Item
    from factbase.csl.nameparts import NameStyle
    from factbase.csl.nodes import Node
    from factbase.csl.personal import Name

    Shown: TypeAlias = "tuple[str, int, Name, NameStyle]"
    Render: TypeAlias = "Callable[[Context], Node | None]"

MAX_STEPS = 200_000

FIRST = "first"
SUBSEQUENT = frozenset({"subsequent"})


class Hints:
    """What disambiguation decided for one item.

    *names* is the least number of names to show, *givens* the form of single names by variable
    and index (1 initials, 2 full), *suffix* the number of the year suffix (0 for none).
    """

    __slots__ = ("condition", "givens", "names", "suffix")

    def __init__(self) -> None:
        self.names = 0
        self.givens: dict[tuple[str, int], int] = {}
        self.condition = False
        self.suffix = 0

    def copy(self) -> Hints:
        """Return hints that may be changed without changing these."""
        other = Hints()
        other.names, other.givens = self.names, dict(self.givens)
        other.condition, other.suffix = self.condition, self.suffix
        return other


NO_HINTS = Hints()


class Cite(Record):
    """One work cited at one place: *id* of the item, and what the writer adds.

    *label* is the kind of the *locator* (CSL's locator terms), *prefix* and *suffix* are text
    with the markup of fields. *position* (first, subsequent, ibid, ibid-with-locator) overrides
    what the processor finds. With *suppress_author* the first names are left out, with
    *author_only* there is nothing else.
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    position: str = ""
    suppress_author: bool = False
    author_only: bool = False


class SortNames(Record):
    """How cs:key wants names abbreviated; None leaves the style's own numbers."""

    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class Context:
    """One item being rendered once."""

    __slots__ = (
        "abbreviations",
        "called",
        "cite",
        "extras",
        "filled",
        "hints",
        "in_bibliography",
        "item",
        "lang",
        "looking",
        "names_done",
        "positions",
        "quashed",
        "recording",
        "shown",
        "sort_names",
        "steps",
        "suffix_done",
        "suppress_names",
    )

    def __init__(self, item: Item, *, hints: Hints = NO_HINTS, cite: Cite | None = None) -> None:
        self.item = item
        self.hints = hints
        self.cite = cite
        self.extras: Mapping[str, str] = {}
        self.positions: frozenset[str] = frozenset()
        self.in_bibliography = False
        self.lang = item.lang
        self.abbreviations: Mapping[str, Mapping[str, str]] = {}
        self.sort_names: SortNames | None = None
        self.suppress_names = False
        self.looking = False  # only to compare cites: the day of access does not count
        # State of the rendering, changed by the elements as they are passed.
        self.quashed: set[str] = set()
        self.recording: set[str] | None = None
        self.called = 0
        self.filled = 0
        self.names_done = False
        self.suffix_done = False
        self.shown: list[Shown] = []
        self.steps = 0

    def abbreviate(self, variable: str, text: str) -> str:
        """Return the short form that the caller gave for *text* in *variable*, or ""."""
        return self.abbreviations.get(variable, {}).get(text, "")

    def is_quashed(self, variable: str) -> bool:
        """Whether *variable* has been rendered as a substitute and must not appear again."""
        if variable in self.quashed:
            return True
        return self.recording is not None and variable in self.recording

    def step(self) -> None:
        """Count a step; raises StyleError in a style that would never come to an end."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            why = f"one entry takes more than {MAX_STEPS:,} steps: its macros multiply each other"
            raise StyleError(why)

    def seen(self, variable: str, *, filled: bool) -> None:
        """Note that an element asked for *variable*: groups hang on that."""
        self.called += 1
        if filled:
            self.filled += 1
            if self.recording is not None:
                self.recording.add(variable)
