"""What changed in a base since a revision, and the findings that the change takes part in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factbase.corpus import Corpus, read_corpus
from factbase.diagnostics import Comparison
from factbase.layout import MARKS, VOCABULARIES, fact_files
from factbase.revision import find_revision
from factbase.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factbase.diagnostics import Diagnostic
    from factbase.layout import Layout

OF_SEVERAL_FILES = ("FB4", "FB5")
"""Codes of findings that can come from another file than the one they are told for."""


@dataclass(frozen=True, slots=True)
class Change:
    """The fact and source files that differ from a revision, and how they were.

    *deleted* are those of the files that are gone. *is_of_all* tells that settings or
    vocabularies differ, on which every finding depends.
    """

    files: frozenset[str]
    deleted: frozenset[str]
    past: Corpus
    is_of_all: bool
    comparison: Comparison

    def __bool__(self) -> bool:
        return self.is_of_all or bool(self.files)

    def before(self, now: Corpus) -> Corpus:
        """Return the base as it was: *now*, but for the files that differ."""

        def is_same(file: str) -> bool:
            return file not in self.files

        past = self.past
        mixed = replace(
            now,
            files=[*(file for file in now.files if is_same(file.path)), *past.files],
            facts=[*(one for one in now.facts if is_same(one.file.path)), *past.facts],
            sources=[*(one for one in now.sources if is_same(one.file.path)), *past.sources],
            refused=[*(one for one in now.refused if is_same(one.file.path)), *past.refused],
        )
        mixed.files.sort(key=lambda file: _order(file.path))
        mixed.facts.sort(key=lambda entry: _order(entry.file.path))
        mixed.sources.sort(key=lambda entry: _order(entry.file.path))
        return mixed

    def concerning(
        self, now: Iterable[Diagnostic], before: Iterable[Diagnostic]
    ) -> Iterator[Diagnostic]:
        """Yield the findings that lie in files that differ, or that such a file takes part in.

        It takes part where the finding names it, or where the finding was not there *before*.
        """
        known = set(before)
        for finding in now:
            places = (finding.location, *finding.related)
            if (
                self.is_of_all
                or any(place.path in self.files or place.path in MARKS for place in places)
                or (finding.code.startswith(OF_SEVERAL_FILES) and finding not in known)
            ):
                yield finding


def read_change(layout: Layout, revision: str) -> Change:
    """Return what differs in a base from where the work in it set out from *revision*.

    Raises `RevisionError`.
    """
    import tempfile  # noqa: PLC0415  # not light, and seldom needed

    found = find_revision(layout, revision)
    differing = found.changed_files()
    with tempfile.TemporaryDirectory(prefix="factbase-") as folder:
        was = found.write_files(folder, {*differing, *VOCABULARIES, *MARKS})
        past = read_corpus(was)
        settings = read_settings(was)
    here = {layout.shown(entry.path) for entry in fact_files(layout)}
    deleted = (differing & {file.path for file in past.files}) - here
    files = (differing & here) | deleted
    is_of_all = not differing.isdisjoint(VOCABULARIES) or (
        not differing.isdisjoint(MARKS) and _demands(settings) != _demands(read_settings(layout))
    )
    comparison = Comparison(str(found), len(files), len(deleted), len(here))
    return Change(frozenset(files), frozenset(deleted), past, is_of_all, comparison)


def _demands(settings: Settings) -> Settings:
    """Return *settings* without where they stand."""
    return replace(settings, findings=(), _places={})


def _order(path: str) -> list[tuple[bool, str]]:
    """Return the place of a file in the base: those of a folder come before its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]
