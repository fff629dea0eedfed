"""What a model refuses, as findings: pydantic's list of errors turned into ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from factbase.diagnostics import Kind, Severity
from factbase.model.fact import Retraction
from factbase.model.source import Copy, Data, Name, Named, SourceUse
from factbase.model.value import Value
from factbase.normalize import shown
from factbase.spelling import meant, nearest
from factbase.yamlfile import BidiCharacter, ControlCharacter, Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pydantic import ValidationError

    from factbase.model.fields import Model


class MissingField(Kind):
    """A field that every fact or source of this kind needs is not there.

    A statistic needs `id claim topics sources values period`; an assessment needs `said_by`.
    What the source does not tell is written down as `unstated`, `lost` or `none`.
    """

    code: ClassVar[str] = "FB201"
    name: ClassVar[str] = "missing-field"


class UnknownField(Kind):
    """A field has no meaning here, often for a slip of the pen.

    Fields of your own begin with `x-`. In `{…}` a text with a comma needs quotation marks:
    `unit: "per 100,000 live births"`.
    """

    code: ClassVar[str] = "FB202"
    name: ClassVar[str] = "unknown-field"
    fixable: ClassVar[bool] = True


class WrongForm(Kind):
    """A value has the wrong form for its field: a text for a number, nothing for a text.

    Numbers are written as in JSON: digits, at most one point, no separators (`46000`, `3.7`),
    without quotes. A text that contains ` #` or begins with a special sign is quoted.
    """

    code: ClassVar[str] = "FB203"
    name: ClassVar[str] = "wrong-form"
    fixable: ClassVar[bool] = True


class NotInVocabulary(Kind):
    """A word is not in the list that its field allows: a unit, a topic, a type, a place code.

    A fact base adds units in `schemas/units.yaml` and topics in `schemas/topics.yaml`.
    """

    code: ClassVar[str] = "FB204"
    name: ClassVar[str] = "not-in-vocabulary"
    fixable: ClassVar[bool] = True


class BadId(Kind):
    """An id is made of small letters, digits and hyphens, and is none of the reserved words.

    Name place, subject and time, never the value: `us-parents-deported-2011h1`.
    """

    code: ClassVar[str] = "FB205"
    name: ClassVar[str] = "bad-id"


class TooLong(Kind):
    """A text is longer than its field allows.

    id 80, claim 400, measure, of and than_text 160, quote 600, title 500, note 2,000 characters.
    """

    code: ClassVar[str] = "FB206"
    name: ClassVar[str] = "too-long"


class BadDate(Kind):
    """A date is no date, or not in the form that its field allows.

    `2011`, `2011-06`, `2011-06-12`, `2011-01/2011-06`, `2011~` (about), `2011?` (uncertain),
    `2011/..` (open).
    """

    code: ClassVar[str] = "FB207"
    name: ClassVar[str] = "bad-date"
    fixable: ClassVar[bool] = True


class NotFinite(Kind):
    """A number is infinite, no number at all, or has hundreds of digits."""

    code: ClassVar[str] = "FB208"
    name: ClassVar[str] = "not-finite"


class BadUrl(Kind):
    """A web address begins with http:// or https://, names a host and holds no password.

    A host in other letters than a-z is shown as punycode, since it may imitate another.
    """

    code: ClassVar[str] = "FB211"
    name: ClassVar[str] = "bad-url"
    doubt: ClassVar[Severity] = Severity.WARNING
    """How grave a host in other letters is: it may well be the right one."""


KINDS: tuple[type[Kind], ...] = (
    MissingField,
    UnknownField,
    WrongForm,
    NotInVocabulary,
    BadId,
    TooLong,
    BadDate,
    NotFinite,
    BadUrl,
)
_RAISED: tuple[type[Kind], ...] = (*KINDS, ControlCharacter, BidiCharacter)
_BY_CODE = {kind.code: kind for kind in _RAISED}


_MARKS = frozenset(("<word>", "<ref>", "[key]"))
"""What stands in pydantic's paths beside fields: the tags of our union, its mark of a key."""

MAX_SUGGESTIONS = 100
"""A file with more unknown fields was not typed by a person."""

_MODELS: dict[str, type[Model]] = {
    "values": Value,
    "sources": SourceUse,
    "original": Named,
    "data": Data,
    "retracted": Retraction,
    "author": Name,
    "editor": Name,
    "copies": Copy,
}


FaultKey = tuple[type[Kind], Path, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a model refuses, at *path*; *at_key* where the key itself is meant.

    *instead* is what the text there can only mean; with *if_said*, only where the words of the
    fact have that number.
    """

    kind: type[Kind]
    path: Path
    message: str
    hint: str | None
    at_key: bool = False
    instead: str | None = None
    if_said: str | None = None

    @property
    def key(self) -> FaultKey:
        """Return what makes two faults of a record the same."""
        return self.kind, self.path, self.message


def faults(error: ValidationError, fields: Collection[str]) -> Iterator[Fault]:
    """Yield what *error* holds; *fields* are the names the outermost model knows.

    A key that looks like a missing field is one slip, not two faults.
    """
    items = error.errors(include_url=False, include_input=False)
    paths = [_path(item["loc"]) for item in items]
    unknown = [item["loc"] for item in items if item["type"] == "extra_forbidden"]
    missing: dict[Path, list[str]] = {}
    filled: set[Path] = set()
    around_unknown = {_path(loc[:-1]) for loc in unknown}
    for item, path in zip(items, paths, strict=True):
        if item["type"] == "missing" and path[:-1] in around_unknown:
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    if any(item["type"] == "too_short" for item in items):
        filled = {path[:length] for path in paths for length in range(len(path))}
    wanted: set[Path] = set()
    for number, loc in enumerate(unknown):
        key, around = str(loc[-1]), _path(loc[:-1])
        path = (*around, key)
        close: list[str] = []
        instead = None
        if number < MAX_SUGGESTIONS:
            # Among the missing fields first: they are the likeliest to be meant.
            known = fields if not around else _nested(path)
            close = nearest(key, missing.get(around, ())) or nearest(key, known)
            instead = meant(key, known) if close else None
        hint = f"did you mean '{close[0]}'?" if close else "remove it, or begin its name with x-"
        wanted.update((*around, name) for name in close)
        message = f"the field '{shown(key)}' is unknown"
        yield Fault(UnknownField, path, message, hint, at_key=True, instead=instead)
    for item, path in zip(items, paths, strict=True):
        if item["type"] == "too_short" and path in filled:
            continue  # pydantic counts an item that it refused as absent
        if item["type"] == "missing":
            if path not in wanted:
                yield Fault(MissingField, path, f"the field '{path[-1]}' is missing", None)
        elif item["type"] != "extra_forbidden":
            yield _fault(item, path)


def _path(loc: tuple[Any, ...]) -> Path:
    return loc if _MARKS.isdisjoint(loc) else tuple(step for step in loc if step not in _MARKS)


def _nested(path: Path) -> list[str]:
    """Return the fields that the model around *path* knows, by the name of its list."""
    names = [step for step in path[:-1] if isinstance(step, str)]
    model = _MODELS.get(names[-1]) if names else None
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _fault(item: Any, path: Path) -> Fault:
    kind = _BY_CODE.get(item["type"])
    context = item.get("ctx") or {}
    if kind is not None:
        inner = context.get("at", ())
        instead, if_said = context.get("instead"), context.get("if_said")
        hint = context.get("hint")
        return Fault(kind, (*path, *inner), item["msg"], hint, instead=instead, if_said=if_said)
    name = str(path[-1]) if path else "the file"
    match item["type"]:
        case "too_short":
            return Fault(MissingField, path, f"'{name}' holds nothing", "write at least one")
        case "tuple_type" | "list_type":
            hint = "write a list: [one, two], or one item a line after '- '"
            return Fault(WrongForm, path, f"'{name}' is not a list", hint)
        case "dict_type" | "model_type":
            return Fault(WrongForm, path, f"'{name}' is not a mapping", "write 'key: value' pairs")
        case _:
            return Fault(WrongForm, path, f"'{name}': {item['msg'].lower()}", None)
