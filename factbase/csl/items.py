"""CSL-JSON items made fit for use: names, dates and texts of known types.

What an item says is checked here once; later steps need no doubts.
"""

from __future__ import annotations

from factbase.csl.datevalues import Date, read_date
from factbase.csl.personal import Name, read_name
from factbase.csl.record import is_object, lazy
from factbase.csl.variables import DATES, NAMES
from factbase.errors import ItemError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

MAX_TEXT = 100_000
MAX_NAMES = 5_000

_NOTE_LINE = lazy(r"^([A-Za-z][-_ A-Za-z]*):\s*(.+)$")
_NOTE_BRACES = lazy(r"\{:([A-Za-z][-_A-Za-z]*):\s*([^{}]*)\}")


class Item:
    """One work: *texts* by variable, *names* by variable, *dates* by variable."""

    __slots__ = ("dates", "id", "lang", "names", "texts", "type")

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read *data*, a CSL-JSON item; raises ItemError."""
        if not is_object(data):
            raise ItemError(f"an item is a JSON object, not {_kind(data)}")
        found = data.get("id")
        if isinstance(found, bool) or not isinstance(found, (str, int, float)):
            raise ItemError(f"an item needs an id, a text or a number, not {_kind(found)}")
        self.id = str(found)
        self.texts: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        for key, value in data.items():
            if value is not None and key != "id":
                self._read(str(key), value)
        self.type = self.texts.pop("type", "")
        note = self.texts.get("note", "")
        if ":" in note:
            self._read_note(note)
        self.lang = self.texts.get("language", "").strip().replace("_", "-").lower()

    def _read(self, key: str, value: Any) -> None:
        if key in NAMES:
            self.names[key] = self._read_names(key, value)
        elif key in DATES:
            date = read_date(value, key, self.id)
            if date is not None:
                self.dates[key] = date
        elif isinstance(value, bool):
            raise ItemError(f"{key} is {str(value).lower()}, not a text", item_id=self.id)
        elif isinstance(value, (str, int, float)):
            text = _number_text(value) if isinstance(value, (int, float)) else value
            if len(text) > MAX_TEXT:
                why = f"{key} has {len(text):,} characters (at most {MAX_TEXT:,})"
                raise ItemError(why, item_id=self.id)
            if text.strip() or key == "language":
                self.texts[key] = text
        elif key in ("custom", "categories") or (isinstance(value, list) or is_object(value)):
            if key in _PLAIN_TEXTS:
                raise ItemError(f"{key} is {_kind(value)}, not a text", item_id=self.id)
        else:
            raise ItemError(f"{key} is {_kind(value)}, not a text", item_id=self.id)

    def _read_names(self, key: str, value: Any) -> tuple[Name, ...]:
        if is_object(value):
            value = [value]
        if not isinstance(value, (list, tuple)):
            raise ItemError(f"{key} is {_kind(value)}, not a list of names", item_id=self.id)
        if len(value) > MAX_NAMES:
            why = f"{key} has {len(value):,} names (at most {MAX_NAMES:,})"
            raise ItemError(why, item_id=self.id)
        names = (read_name(name, key, self.id) for name in value)
        return tuple(name for name in names if name is not None)

    def _read_note(self, note: str) -> None:
        """Take variables that the note carries, where the item has none of that name."""
        found: list[tuple[str, str]] = _NOTE_BRACES.findall(note)
        rest = _NOTE_BRACES.sub("", note)
        lines = rest.split("\n")
        kept = list(lines)
        for number, line in enumerate(lines):
            match = _NOTE_LINE.match(line.strip())
            if match:
                found.append((match[1], match[2]))
                kept[number] = ""
            elif line.strip() and number:
                break
        names: dict[str, list[Name]] = {}
        taken = False
        for label, value in found:
            key = label.strip().lower().replace(" ", "-").replace("_", "-")
            key = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN"}.get(key, key)
            key = {"pmid": "PMID", "pmcid": "PMCID"}.get(key, key)
            taken = self._take(key, value.strip(), names) or taken
        for key, people in names.items():
            self.names[key] = tuple(people)
        if taken:
            text = "\n".join(line for line in kept if line.strip())
            self.texts["note"] = text
            if not text:
                del self.texts["note"]

    def _take(self, key: str, value: str, names: dict[str, list[Name]]) -> bool:
        if key == "type":
            self.type = value
        elif key in NAMES:
            if not self.names.get(key):
                family, _, given = value.partition("||")
                data = {"family": family.strip(), "given": given.strip()}
                person = read_name(data if given else {"literal": value}, key, self.id)
                if person:
                    names.setdefault(key, []).append(person)
        elif key in DATES:
            date = read_date({"raw": value}, key, self.id)
            if date is not None and key not in self.dates:
                self.dates[key] = date
        elif key not in self.texts:
            self.texts[key] = value
        return True

    def has(self, variable: str) -> bool:
        """Whether the item says anything for *variable*."""
        return bool(
            self.texts.get(variable) or self.names.get(variable) or self.dates.get(variable)
        )


_PLAIN_TEXTS = frozenset(
    """
    title container-title publisher publisher-place page volume issue number edition type URL DOI
    ISBN ISSN genre medium note section title-short container-title-short collection-title
    abstract archive authority event event-title event-place language locator source version
    """.split()
)


def _number_text(value: float) -> str:
    """Return a JSON number as text; Python refuses to print integers of thousands of digits."""
    try:
        text = str(value)
    except ValueError:
        raise ItemError("a number has too many digits to be printed") from None
    return text.removesuffix(".0")


def _kind(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return "true or false"
    if is_object(value):
        return "an object"
    kinds: Sequence[tuple[tuple[type, ...], str]] = (
        ((str,), "a text"),
        ((int, float), "a number"),
        ((list, tuple), "a list"),
    )
    return next((name for types, name in kinds if isinstance(value, types)), type(value).__name__)
