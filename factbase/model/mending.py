"""Which faults can be mended for certain: each remedy is tried on the data before it is offered."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from factbase.diagnostics import Edit
from factbase.model.cutting import cut, is_cut_off
from factbase.model.faults import Fault, FaultKey, UnknownField, faults
from factbase.model.numbers import sure_number
from factbase.yamlfile import Path, Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from factbase.model.fields import Model
    from factbase.yamlfile import YamlFile

MAX_REMEDIES = 20
"""A record with more slips than this was not typed by a person."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model makes of the *data* of a record; *fields* are the names that it knows."""

    model: type[Model]
    data: Mapping[str, Any]
    fields: Collection[str]
    context: dict[str, Any]

    def refused(self, data: Mapping[str, Any]) -> dict[FaultKey, Fault]:
        """Return everything that the model refuses of *data*."""
        try:
            self.model.model_validate(data, context=self.context)
        except ValidationError as error:
            found = faults(error, self.fields)
            return {fault.key: fault for fault in found}
        return {}


@dataclass(frozen=True, slots=True)
class _Remedy:
    """What to write at *path* instead: a value, or with *at_key* the name of a field.

    *rest* are keys behind it that are no keys but the rest of its text, cut off at a comma.
    """

    path: Path
    text: str
    at_key: bool = False
    if_said: str | None = None
    rest: tuple[str, ...] = ()


def sure_edits(
    found: Collection[Fault], file: YamlFile, at: Path, *, trial: Trial
) -> dict[Path, Edit]:
    """Return the edits that mend faults of the record at *at* for certain, by their paths.

    Certain is what can only be meant, and after which the model refuses nothing that it did
    not refuse before.
    """
    remedies: dict[Path, _Remedy] = {}
    for fault in found:
        own = (*at, *fault.path)
        if at and not file.holds(own[: len(at) + 1]):
            continue  # what a file shares is not mended for the sake of one record
        if fault.kind is UnknownField and is_cut_off(file, own):
            remedy = _joined(file, at, fault.path)
        else:
            remedy = _meant(fault)
        if remedy:
            remedies[fault.path] = remedy
    before = {fault.key for fault in found}
    certain = _certain([*remedies.values()], trial, before)
    edits = {path: _edit(file, at, one) for path, one in remedies.items() if one in certain}
    return {path: edit for path, edit in edits.items() if edit}


def _meant(fault: Fault) -> _Remedy | None:
    if fault.instead is None:
        return None
    return _Remedy(fault.path, fault.instead, fault.at_key, fault.if_said)


def _joined(file: YamlFile, at: Path, path: Path) -> _Remedy | None:
    """Return the number that a comma in ``{…}`` cut in two, where *path* is the rest of it."""
    key, rest = cut(file, (*at, *path))
    begun = file.value((*at, *path[:-1], key)) if key else None
    if key is None or not isinstance(begun, Plain):
        return None
    number, if_said = sure_number(",".join([begun, *rest]))
    return _Remedy((*path[:-1], key), number, if_said=if_said, rest=rest) if number else None


def _certain(remedies: Sequence[_Remedy], trial: Trial, before: set[FaultKey]) -> Sequence[_Remedy]:
    """Return those of the *remedies* after which nothing new is refused."""
    words = _words(trial.data)
    likely = [one for one in remedies if _is_said(one, words)]
    if not likely or len(likely) > MAX_REMEDIES:
        return ()
    # A key can be the wrong guess; then the others are tried without it.
    for tried in (likely, [one for one in likely if not one.at_key]):
        if tried and _settles(tried, trial, before, words):
            return tried
    return ()


def _settles(remedies: Sequence[_Remedy], trial: Trial, before: set[FaultKey], words: str) -> bool:
    """Tell whether the *remedies* leave nothing new to refuse, or only what can be mended next.

    A field whose name is mended is read for the first time: its value may have a slip of its own.
    """
    data = _mended(trial.data, remedies)
    for _ in range(2):
        if data is None:
            return False
        after = trial.refused(data)
        new = [after[one] for one in after.keys() - before]
        if not new:
            return len(after) < len(before)
        following = [remedy for fault in new if (remedy := _meant(fault))]
        if len(following) < len(new) or not all(_is_said(one, words) for one in following):
            return False
        data = _mended(data, following)
    return False


def _mended(data: Mapping[str, Any], remedies: Sequence[_Remedy]) -> Mapping[str, Any] | None:
    """Return *data* with the *remedies*, or None where two of them want the same place."""
    mended = dict(data)
    for remedy in remedies:
        around: Any = mended
        for step in remedy.path[:-1]:
            around[step] = copy.copy(around[step])
            around = around[step]
        last = remedy.path[-1]
        if not remedy.at_key:
            around[last] = Plain(remedy.text)
        elif remedy.text in around:
            return None
        else:
            around[remedy.text] = around.pop(last)
        for key in remedy.rest:
            del around[key]
    return mended


def _words(data: Mapping[str, Any]) -> str:
    """Return the claim and the quotes of a fact, in which its numbers are said."""
    uses = data.get("sources")
    uses = uses if isinstance(uses, list) else []
    quotes = [use.get("quote") for use in uses if isinstance(use, dict)]
    return "\n".join(text for text in (data.get("claim"), *quotes) if isinstance(text, str))


def _is_said(remedy: _Remedy, words: str) -> bool:
    """Tell whether the *words* have the number without which a remedy is not certain."""
    if remedy.if_said is None:
        return True
    number = re.escape(remedy.if_said)
    return re.search(rf"(?<![0-9.,]){number}(?![0-9]|[.,][0-9])", words) is not None


def _edit(file: YamlFile, at: Path, remedy: _Remedy) -> Edit | None:
    """Return the change of the text that a *remedy* is."""
    path = (*at, *remedy.path)
    place = file.locate(path, key=remedy.at_key)
    end = place.end_column
    if end is None or place.end_line != place.line:
        return None
    if remedy.rest:
        last = file.locate((*path[:-1], remedy.rest[-1]), key=True)
        place = replace(place, end_line=last.end_line, end_column=last.end_column)
    elif remedy.at_key and end - place.column == len(str(path[-1])) + 2:
        # A key stays in its quotation marks: JSON may have no space behind the colon.
        place = replace(place, column=place.column + 1, end_column=end - 1)
    return Edit(place, remedy.text)
