"""A text in ``{…}`` that its own comma cut in two: the rest reads as a key without a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.model.numbers import number_hint
from factbase.yamlfile import Path, Plain

if TYPE_CHECKING:
    from factbase.yamlfile import YamlFile


def is_cut_off(file: YamlFile, path: Path) -> bool:
    """Tell whether the key at *path* is the rest of a text that a comma cut in two."""
    value = file.value(path)
    return isinstance(value, Plain) and not value and file.is_flow(path[:-1])


def cut(file: YamlFile, path: Path) -> tuple[str | None, tuple[str, ...]]:
    """Return the key whose text was cut, and the keys, from that at *path*, that are its rest."""
    keys = list(file.value(path[:-1]))
    at = keys.index(path[-1])
    rest = keys[at : at + 1]
    for key in keys[at + 1 :]:
        if not is_cut_off(file, (*path[:-1], key)):
            break
        rest.append(key)
    return keys[at - 1] if at else None, tuple(rest)


def cut_hint(file: YamlFile, path: Path) -> str:
    """Return what to write for the text whose rest, after a comma, stands at *path*."""
    key, rest = cut(file, path)
    begun = file.value((*path[:-1], key)) if key else ""
    if re.fullmatch(r"-?[0-9]+", str(begun)) and all(one[:1].isdigit() for one in rest):
        return number_hint(",".join([begun, *rest]))
    return "inside {…} a comma begins a new field; put the text in quotation marks"
