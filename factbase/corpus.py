"""All facts and sources of a base in memory, each with the place of every value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from factbase.copies import Copies
from factbase.layout import SOURCES, Layout, fact_files
from factbase.model.cutting import cut_hint, is_cut_off
from factbase.model.fact import SHARED_KEYS, Fact, FactFile
from factbase.model.faults import BadUrl, Fault, UnknownField, faults
from factbase.model.mending import Trial, sure_edits
from factbase.model.source import ORIGIN_WORDS, Source, SourceUse
from factbase.model.urls import punycode_host
from factbase.model.vocabulary import read_vocabularies
from factbase.model.words import Vocabularies
from factbase.normalize import shown
from factbase.settings import Settings, read_settings
from factbase.spelling import nearest
from factbase.yamlfile import Path, YamlFile, parse_yaml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from factbase.diagnostics import Diagnostic, Edit, Location

R = TypeVar("R", Fact, Source)

FACT_FIELDS = tuple(field.alias or name for name, field in Fact.model_fields.items())
SOURCE_FIELDS = tuple(field.alias or name for name, field in Source.model_fields.items())


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A fact or source with the file it stands in, and where in it."""

    record: R
    file: YamlFile
    at: Path = ()

    @property
    def id(self) -> str:
        """Return the id of the record."""
        return self.record.id

    @property
    def is_alone(self) -> bool:
        """Tell whether the file holds nothing but this record."""
        return not self.at

    def place(self, *path: str | int, key: bool = False) -> Location:
        """Return where a value stands: with the record itself, else among what the file shares."""
        return _place(self.file, self.at, path, key=key)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that the model refuses, as it is written; without *data* where it is unreadable."""

    data: Mapping[str, Any]
    file: YamlFile
    at: Path = ()
    is_source: bool = False

    @property
    def id(self) -> str:
        """Return the id that is written, or else the one that the file is named after."""
        written = self.data.get("id")
        name = self.file.path.rpartition("/")[2].partition(".")[0]
        return written if isinstance(written, str) else name

    def place(self, *path: str | int) -> Location:
        """Return where a value stands, as `Entry.place` does."""
        return _place(self.file, self.at, path)

    @property
    def references(self) -> Iterator[tuple[Path, str]]:
        """Yield each id of a source or fact that the record names, with its path."""
        for path, name in self._named():
            if isinstance(name, str):
                yield path, name

    def _named(self) -> Iterator[tuple[Path, Any]]:
        for key in ("supersedes", "disputes"):
            for index, other in enumerate(_items(self.data.get(key))):
                yield (key, index), other
        for index, use in enumerate(_items(self.data.get("sources"))):
            if isinstance(use, dict):
                path: Path = ("sources", index)
                original = use.get("original")
                yield (*path, "ref"), use.get("ref")
                if isinstance(original, dict):
                    yield (*path, "original", "ref"), original.get("ref")
                elif original not in ORIGIN_WORDS:
                    yield (*path, "original"), original


def _place(file: YamlFile, at: Path, path: tuple[str | int, ...], *, key: bool = False) -> Location:
    own = file.locate((*at, *path), key=key)
    if not at or not path or file.holds((*at, path[0])):
        return own
    return file.locate(("shared", *path), key=key)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a source: which fact, which of its uses, and the words of it."""

    fact: Entry[Fact]
    index: int

    @property
    def use(self) -> SourceUse:
        """Return the use itself."""
        return self.fact.record.sources[self.index]

    def place(self, *path: str | int) -> Location:
        """Return where a value of the use stands."""
        return self.fact.place("sources", self.index, *path)


@dataclass(slots=True)
class Corpus:
    """What was read of a fact base; records that the model refuses are findings only."""

    layout: Layout
    vocabularies: Vocabularies = field(default_factory=Vocabularies)
    settings: Settings = field(default_factory=Settings)
    files: list[YamlFile] = field(default_factory=list)
    facts: list[Entry[Fact]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    """What the model refuses, and files that cannot be read, which count as one record."""
    copies: Copies = field(init=False)
    """The copies of sources that lie here; read only when a rule asks."""

    def __post_init__(self) -> None:
        self.copies = Copies(self.layout.copies)

    @property
    def source_uses(self) -> Iterator[Use]:
        """Yield every use of a source in the order of files."""
        for entry in self.facts:
            for index in range(len(entry.record.sources)):
                yield Use(entry, index)

    def facts_by_id(self) -> dict[str, Entry[Fact]]:
        """Return the facts by id and earlier id; where one stands twice, the first."""
        found: dict[str, Entry[Fact]] = {}
        for entry in self.facts:
            found.setdefault(entry.id, entry)
        for entry in self.facts:
            for old in entry.record.formerly:
                found.setdefault(old, entry)
        return found

    def sources_by_id(self) -> dict[str, Entry[Source]]:
        """Return the sources by id; where one stands twice, the first."""
        found: dict[str, Entry[Source]] = {}
        for entry in self.sources:
            found.setdefault(entry.id, entry)
        return found


def read_corpus(
    layout: Layout,
    *,
    files: Iterable[str] | None = None,
    contents: Mapping[str, bytes] | None = None,
    on_file: Callable[[int], None] | None = None,
) -> Corpus:
    """Read every file of the base, or these *files* of it; one bad file never hides the others.

    Files in *contents* (path, as findings name it → bytes) are taken from there. *on_file* is
    told how many files have been read, after each.
    """
    vocabularies, findings = read_vocabularies(layout)
    corpus = Corpus(layout, vocabularies, read_settings(layout), findings=findings)
    if files is None:
        files = (entry.path for entry in fact_files(layout))
    for number, file in enumerate(files, 1):
        path = layout.shown(file)
        content = contents.get(path) if contents else None
        read = read_yaml(file, path) if content is None else parse_yaml(content, path)
        read.release()
        corpus.files.append(read)
        if on_file:
            on_file(number)
    # Not each file at once: parser and models by turns would drive each other's code and data
    # out of the processor's caches, which takes a fifth of the time.
    for read in corpus.files:
        _Reading(corpus, read).add()
    return corpus


class _Reading:
    """Adds the records of one file to the corpus."""

    def __init__(self, corpus: Corpus, yaml_file: YamlFile) -> None:
        self.corpus = corpus
        self.file = yaml_file
        self.context = {"vocabularies": corpus.vocabularies}
        self.noted: set[Diagnostic] = set()

    def add(self) -> None:
        corpus, file = self.corpus, self.file
        in_sources = file.path.split("/")[1:2] == [SOURCES]
        if file.data is None:
            corpus.refused.append(Refused({}, file, is_source=in_sources))
        elif in_sources:
            self._source(file.data, ())
        elif "facts" in file.data or "shared" in file.data:
            self._many(file.data)
        else:
            self._fact(file.data, ())
        self._drop_echoes()
        corpus.findings += file.findings
        file.release()

    def _fact(self, data: Mapping[str, Any], at: Path) -> None:
        fact = self._record(Fact, FACT_FIELDS, data, at)
        if fact:
            self.corpus.facts.append(Entry(fact, self.file, at))

    def _source(self, data: Mapping[str, Any], at: Path) -> None:
        source = self._record(Source, SOURCE_FIELDS, data, at)
        if not source:
            return
        entry = Entry(source, self.file, at)
        self.corpus.sources.append(entry)
        for name in ("URL", "archive_url"):
            url = source.url if name == "URL" else source.archive_url
            host = punycode_host(url) if url else None
            if host:
                message = f"the host is '{host}' in plain letters"
                hint = "make sure that it is the site you mean"
                place = entry.place(name)
                finding = BadUrl.at(place, message, hint=hint, severity=BadUrl.doubt)
                self.file.findings.append(finding)

    def _many(self, data: Mapping[str, Any]) -> None:
        try:
            many = FactFile.model_validate(data)
        except ValidationError as error:
            self._note(faults(error, ("shared", "facts", "sources")), (), {})
            self.corpus.refused.append(Refused({}, self.file))
            return
        for key in many.shared:
            if key not in SHARED_KEYS and not key.startswith("x-"):
                close = nearest(key, SHARED_KEYS)
                hint = f"did you mean '{close[0]}'?" if close else "write it with each fact"
                place = self.file.locate(("shared", key), key=True)
                message = f"the field '{shown(key)}' cannot be shared"
                self.file.findings.append(UnknownField.at(place, message, hint=hint))
        shared = {k: v for k, v in many.shared.items() if k in SHARED_KEYS or k.startswith("x-")}
        for index, fact in enumerate(many.facts):
            self._fact({**shared, **fact}, ("facts", index))
        for index, source in enumerate(many.sources):
            self._source(source, ("sources", index))

    def _record(
        self, model: type[R], fields: tuple[str, ...], data: Mapping[str, Any], at: Path
    ) -> R | None:
        try:
            return model.model_validate(data, context=self.context)
        except ValidationError as error:
            found = list(faults(error, fields))
            tried = Trial(model, data, fields, self.context)
            self._note(found, at, sure_edits(found, self.file, at, trial=tried))
            self.corpus.refused.append(Refused(data, self.file, at, is_source=model is Source))
            return None

    def _note(self, found: Iterable[Fault], at: Path, edits: Mapping[Path, Edit]) -> None:
        split: set[Path] = set()
        for fault in found:
            path = (*at, *fault.path)
            own = (
                path if not at or self.file.holds(path[: len(at) + 1]) else ("shared", *fault.path)
            )
            hint = fault.hint
            if fault.kind is UnknownField and is_cut_off(self.file, own):
                if own[:-1] in split:
                    continue  # the rest of a text that was told already
                split.add(own[:-1])
                hint = cut_hint(self.file, own)
            elif own[:-1] in split and fault.message.endswith("no known unit"):
                continue
            place = self.file.locate(own, key=fault.at_key)
            fix = edits.get(fault.path)
            finding = fault.kind.at(place, fault.message, hint=hint, fix=fix)
            # What a file shares is wrong once, not once a fact.
            if finding not in self.noted:
                self.noted.add(finding)
                self.file.findings.append(finding)

    def _drop_echoes(self) -> None:
        """Leave out the warning of a YAML 1.1 trap where the value is refused anyway.

        While anything is refused, a field may be a number that nobody has looked at yet: what
        is quoted would then be one no more.
        """
        refused = {(f.location.line, f.location.column) for f in self.file.findings if f.is_error}
        self.file.findings = [
            replace(f, fix=None) if f.code == "FB111" and refused else f
            for f in self.file.findings
            if f.code != "FB111" or (f.location.line, f.location.column) not in refused
        ]
