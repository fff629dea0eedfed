"""Keep a copy of a source, and record its figures: what the command ``copy`` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbase.copies import Figures, figures
from factbase.errors import ForeignFileError
from factbase.yamlfile import parse_yaml

if TYPE_CHECKING:
    from factbase.corpus import Corpus, Entry
    from factbase.model.source import Source


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a copy lies, its figures, and whether the source record holds them."""

    path: str
    figures: Figures
    recorded: bool


def keep_copy(corpus: Corpus, source: Entry[Source], text: str, *, taken: str, path: str) -> Kept:
    """Keep *text*, *taken* on a day, as a copy of *source*, whose file is at *path*.

    The figures are written into the record unless they stand there, under that day or another.
    Raises `ForeignFileError` where the record has another text of that day.
    """
    here = figures(text, taken)
    for copy in source.record.copies:
        if copy.sha256 == here.sha256:
            here = Figures(here.sha256, str(copy.taken), here.characters)
            return Kept(corpus.copies.add(source.id, here.taken, text), here, recorded=True)
    if any(str(copy.taken) == taken for copy in source.record.copies):
        why = f"another text is recorded as the copy of {taken}; give the day of this one: --taken"
        raise ForeignFileError(source.id, why)
    kept = corpus.copies.add(source.id, taken, text)
    edited = _with_copy(source, here)
    if edited is not None:
        with open(path, "w", encoding="utf-8", newline="") as handle:
            handle.write(edited)
    return Kept(kept, here, recorded=edited is not None)


def _with_copy(source: Entry[Source], copy: Figures) -> str | None:
    """Return the text of the record's file with one more copy, or None if it must be by hand."""
    file = source.file
    if not source.is_alone or file.data is None:
        return None
    item = f"- {copy.as_yaml()}"
    end = "\r\n" if "\r\n" in file.text else "\n"
    if "copies" not in file.data:
        gap = "" if file.text.endswith(("\n", "\r")) else end
        edited = f"{file.text}{gap}copies:{end}  {item}{end}"
    else:
        place = file.locate(("copies", 0))
        lines = file.text.splitlines(keepends=True)
        before, dash, _ = lines[place.line - 1][: place.column - 1].rpartition("- ")
        if before.strip() or not dash:
            return None
        lines.insert(place.line - 1, f"{before}{item}{end}")
        edited = "".join(lines)
    # A record in a form that was not foreseen is left to its writer.
    read = parse_yaml(edited.encode(), file.path).data
    added = {"sha256": copy.sha256, "taken": copy.taken, "characters": str(copy.characters)}
    expected = {**file.data, "copies": [added, *file.data.get("copies", [])]}
    return edited if read == expected else None
