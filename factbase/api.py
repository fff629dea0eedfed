"""The library: open a fact base, search it, read facts, cite them; and the write side.

Each door is a few lines that call one room. The write wing is loaded only when it is needed:
when facts changed since the index was made, or for `load`, `validate` and `build`.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Literal, Self

from factbase.errors import (
    BaseNotFoundError,
    FactNotFoundError,
    IndexFileError,
    StyleError,
    UnknownNameError,
)
from factbase.index.database import Database, open_current
from factbase.layout import Layout, cache_db, find_layout, fingerprint, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from types import TracebackType

    from factbase.building import BuildResult
    from factbase.cite.citation import Citations
    from factbase.cite.styles import Chosen
    from factbase.corpus import Corpus
    from factbase.diagnostics import Diagnostic, Report
    from factbase.differences.compare import Diff, Snapshot
    from factbase.drafts.bibliography import Bibliography
    from factbase.formats.export import Export
    from factbase.index.records import SourceRecord
    from factbase.index.statistics import Stats
    from factbase.record import FactRecord
    from factbase.search.results import Hits

Only = Literal["claim", "citation"]


class FactBase:
    """A fact base opened for reading; several threads may use it.

    >>> with FactBase.open("facts") as kb:
    ...     kb["us-parents-deported-2011h1"].place
    'US'
    """

    def __init__(self, database: Database, *, layout: Layout | None = None, today: str) -> None:
        self._database = database
        self._layout = layout
        self._today = today

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        db: str | os.PathLike[str] | None = None,
        strict: bool = False,
        today: date | str | None = None,
        on_file: Callable[[int], None] | None = None,
    ) -> Self:
        """Open the base that *path* names: its root, its facts folder, or an index file.

        By default the base around the working directory. The index is brought up to date first,
        in *db* or its usual place; a *db* that holds another base, or is all there is, is read
        as it stands. *today* (YYYY-MM-DD) decides what is stale; by default the day where it is
        furthest on. With *strict*, facts that had to be left out raise `InvalidFactsError`.
        *on_file* is told how many files have been read, where the index has to be built.
        Raises `BaseNotFoundError` and `IndexFileError`.
        """
        day = str(today or _latest_today())  # a date prints as YYYY-MM-DD
        named = None if path is None else os.fspath(path)
        file = None if db is None else os.fspath(db)
        if named is not None and _is_index(named):
            index, layout = _index_alone(named), None
        elif named is None and file is not None and _stands_alone(file):
            index, layout = _index_alone(file), None
        else:
            layout = find_layout(named)
            index = _current_index(layout, file, on_file)
        base = cls(index, layout=layout, today=day)
        if strict:
            from factbase.diagnostics import Report

            Report(tuple(base.skipped)).raise_for_errors()
        return base

    @property
    def db(self) -> str:
        """Return the path of the index that is read."""
        return self._database.path

    @property
    def root(self) -> str | None:
        """Return the folder of the base; None for an index that was made of lines."""
        return self._database.meta("root") or None

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the index lies in the user's cache, for want of a folder to write to."""
        usual = self._layout.db if self._layout else self.db
        return self._layout is not None and self.db != usual and self.db == cache_db(self._layout)

    def close(self) -> None:
        """Close the index."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def search(
        self,
        query: str = "",
        *,
        topic: str | None = None,
        place: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
        publisher: str | None = None,
        kind: str | None = None,
        grade: str | None = None,
        status: str | None = None,
        series: str | None = None,
        unit: str | None = None,
        min: str | float | None = None,  # noqa: A002  # the command's option, and the same word here
        max: str | float | None = None,  # noqa: A002  # the same
        limit: int = 10,
        facets: bool = False,
        all: bool = False,  # noqa: A002  # the same
    ) -> Hits:
        """Return the facts that *query* finds, the likeliest first, and how it was read.

        *topic* is a slug; *place* an ISO 3166 code or a name, and finds what lies in it; *year*
        is 2011 or "2010..2012"; *source* an id or words of its label, *publisher* words of its
        name; *kind*, *grade* and *status* as in the model. *min* and *max* bound a number of the
        fact: 40, "40%", "1.5 million"; *unit* is that of the number. With *all*, unread,
        superseded and retracted facts are found too; with *facets*, the answer counts all that
        was found by topic, place, year, source and kind. No text raises; a bad value of an
        option does (`QueryError`, `UnknownNameError`).
        """
        from factbase.search.searcher import search

        filters = {
            "topic": topic,
            "place": place,
            "year": year,
            "source": source,
            "publisher": publisher,
            "kind": kind,
            "grade": grade,
            "status": status,
            "series": series,
            "unit": unit,
            "min": min,
            "max": max,
        }
        return search(
            self._database,
            query,
            filters=filters,
            limit=limit,
            facets=facets,
            all=all,
            today=self._today,
        )

    def suggest(self, text: str, *, limit: int = 10) -> list[str]:
        """Return queries that *text* may be the begin of: its last word is completed.

        The words are those of the facts, the most frequent first.
        """
        from factbase.search.suggestions import suggest

        return suggest(self._database, text, limit=limit)

    def neighbours(self, fact_id: str, *, limit: int = 5) -> Hits:
        """Return the facts that say something near to what a fact says, the nearest first.

        Other editions of its series are left out. Raises `FactNotFoundError`.
        """
        from factbase.search.suggestions import neighbours

        fact = self[fact_id]
        return neighbours(
            self._database, fact.id, fact.claim, fact.series, limit=limit, today=self._today
        )

    def __getitem__(self, fact_id: str) -> FactRecord:
        """Return the fact with this id, pinned or not, or earlier id.

        The pinned form ``id@0c2ad474`` gives the fact as it is now, and its citation says so
        where it changed since. Raises `FactNotFoundError`.
        """
        from factbase.record import FactRecord

        fact = self._database.fact(fact_id, today=self._today, kind=FactRecord)
        if fact is None:
            from factbase.spelling import nearest

            close = nearest(fact_id, self._database.known_ids(), limit=2)
            raise FactNotFoundError(fact_id, close, left_out=self._left_out(fact_id))
        return fact

    def _left_out(self, fact_id: str) -> Diagnostic | None:
        """Return why the file that bears this id is not in the index, if there is one."""
        stems = ((os.path.basename(one.location.path).split(".")[0], one) for one in self.skipped)
        return next((one for stem, one in stems if stem == fact_id), None)

    def __contains__(self, fact_id: object) -> bool:
        return isinstance(fact_id, str) and self._database.has(fact_id)

    def __len__(self) -> int:
        return len(self._database.fact_ids())

    def __iter__(self) -> Iterator[FactRecord]:
        return self.facts()

    def facts(
        self,
        *,
        topic: str | None = None,
        place: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
        kind: str | None = None,
        grade: str | None = None,
        series: str | None = None,
    ) -> Iterator[FactRecord]:
        """Yield every fact that passes the filters of `search`, hidden ones too, file by file.

        *series* gives the editions of one measure.
        """
        for fact_id in self._ids(
            topic=topic,
            place=place,
            year=year,
            source=source,
            kind=kind,
            grade=grade,
            series=series,
            all=True,
        ):
            yield self[fact_id]

    def _ids(self, *, all: bool, **filters: Any) -> list[str]:  # noqa: A002  # as in search
        from factbase.search.filters import Filters, options

        made = Filters(all=all, today=self._today)
        for field in options(filters):
            made.add(field)
        return self._database.fact_ids(*made.given)

    @property
    def sources(self) -> Mapping[str, SourceRecord]:
        """Return every source record by id."""
        return self._database.sources()

    @property
    def skipped(self) -> Sequence[Diagnostic]:
        """Return a finding for everything that was left out of the index."""
        return self._database.skipped()

    def stats(self) -> Stats:
        """Return figures on the base: counts, grades, freshness, span; see `factbase stats`."""
        from factbase.index.statistics import statistics

        return statistics(self._database, today=self._today)

    @property
    def topics(self) -> Mapping[str, int]:
        """Return each topic with the number of facts that a search for it finds."""
        return self._database.topics()

    def cite(
        self,
        ids: str | Sequence[str],
        *,
        style: str | None = None,
        locale: str | None = None,
        format: str = "text",  # noqa: A002  # the command's option, and the same word here
        in_text: bool = False,
        only: Only | None = None,
        max_length: int | None = None,
    ) -> Citations:
        """Return the citation of one or several facts; ``str()`` of it is what a writer pastes.

        *format* is text, markdown, html, pandoc, bibtex, biblatex, ris, csl-json, wikipedia or
        jsonld; *only* leaves the claim or the citation; *in_text* leaves the reference out.
        *style* is a name or the path of a CSL style, *locale* a language code or the path of a
        CSL locale; both go with text, markdown and html, where APA is the style unless told.
        *max_length* gives a post of at most so many characters instead (code points), with the
        shortest attribution that is honest. Raises `FactNotFoundError`, `UnknownNameError`,
        `StyleError`, `MissingExtraError` and `LengthError`.
        """
        from factbase.cite.all_formats import ALL_FORMATS
        from factbase.cite.citation import cite, cite_in_posts

        if only not in (None, "claim", "citation"):
            raise UnknownNameError("part of a citation", only, ("claim", "citation"))
        _demand_known("format", format, ALL_FORMATS)
        facts = [self[one] for one in ([ids] if isinstance(ids, str) else ids)]
        if max_length is None:
            chosen = _style(style, locale, format)
            return cite(facts, format=format, style=chosen, in_text=in_text, only=only)
        if format != "text" or in_text or only or style or locale:
            raise ValueError("a post of limited length is plain text, claim and citation")
        return cite_in_posts(facts, max_length)

    def bibliography(
        self,
        draft: str,
        *,
        style: str | None = None,
        locale: str | None = None,
        format: str = "text",  # noqa: A002
        path: str = "<draft>",
    ) -> Bibliography:
        """Return the works that a Markdown *draft* cites, each once, with the findings on its keys.

        A citation is ``[@id]``, ``[see @id, p. 3; @other]`` or ``@id`` in a sentence; the id is
        that of a fact, pinned or not, or of a source. *style*, *locale* and *format* are those of
        `cite`; *path* is what findings name the draft. Raises what `cite` raises for them.
        """
        from factbase.cite.all_formats import ALL_FORMATS
        from factbase.drafts.bibliography import Shelf, bibliography
        from factbase.record import FactRecord

        _demand_known("format", format, ALL_FORMATS)
        sources = self.sources

        def fact(fact_id: str) -> FactRecord | None:
            return self._database.fact(fact_id, today=self._today, kind=FactRecord)

        def known() -> list[str]:
            return [*self._database.known_ids(), *sources]

        chosen = _style(style, locale, format)
        shelf = Shelf(fact, sources, known)
        return bibliography(draft, shelf, path=path, format=format, style=chosen)

    def export(
        self,
        ids: str | Sequence[str] = (),
        *,
        format: str,  # noqa: A002
        topic: str | None = None,
        place: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
        kind: str | None = None,
        grade: str | None = None,
        all: bool = False,  # noqa: A002
        formula_guard: bool = True,
    ) -> Export:
        """Return facts in the form of another program; ``str()`` of it is the text of the file.

        The facts are those with these *ids*, or without ids all that pass the filters of
        `search`. *format* is bibtex, biblatex, ris or csl-json (the works that the facts rest
        on), jsonld, csv or jsonl. *formula_guard* keeps spreadsheets from calculating texts of
        a csv. Raises `FactNotFoundError`, `UnknownNameError`, and `QueryError` for a bad year.
        """
        from factbase.formats.all_formats import ALL_FORMATS
        from factbase.formats.export import export

        _demand_known("format", format, ALL_FORMATS)
        if ids:
            wanted = [ids] if isinstance(ids, str) else ids
        else:
            wanted = self._ids(
                topic=topic, place=place, year=year, source=source, kind=kind, grade=grade, all=all
            )
        return export([self[one] for one in wanted], format=format, formula_guard=formula_guard)


def load(path: str | os.PathLike[str] | None = None) -> Corpus:
    """Read a fact base into memory, with the place of every value; faults are its findings."""
    from factbase.corpus import read_corpus

    return read_corpus(find_layout(None if path is None else os.fspath(path)))


def validate(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None = None,
    *,
    today: date | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    strict: bool | None = None,
    fix: bool = False,
    diff: bool = False,
    changed_since: str | None = None,
    allow_empty: bool = False,
    cache: bool = False,
    stat: bool = True,
    on_file: Callable[[int], None] | None = None,
) -> Report:
    """Check facts and sources and return all findings; by default the base one is in.

    *today* is a `datetime.date`, by default the day where it is furthest on. *select*,
    *ignore* and *extend_select* hold codes (``FB304``), their beginnings (``FB4``) or names of
    rules, and *strict* lets warnings fail; they come before the settings of the base. *fix*
    mends in the files what can only be meant otherwise; with *diff* the report says how, and no
    file is touched: its ``diff`` is a unified diff. With *changed_since*, a revision of the Git
    repository, only what changed since is told, and every finding elsewhere that it takes part
    in. With *cache*, the report on a base that has not changed is taken from ``.factbase/`` and a
    new one is kept there, but for *fix*, *diff* and *changed_since*; with *stat*, a file whose
    size, times and inode are as recorded is not read for that. *on_file* is told how many files
    have been read, after each. Raises `BaseNotFoundError` where there is nothing to check, unless
    *allow_empty*, `UnknownNameError` for a code that there is not, `RevisionError`, and `OSError`
    where a file cannot be written.
    """
    from factbase.dates import latest_today

    if paths is None:
        paths = find_layout().root
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    texts = [os.fspath(path) for path in named]
    today = today or latest_today()
    codes = (_codes(select), _codes(extend_select) or (), _codes(ignore) or ())

    def check() -> Report:
        from factbase.validation import Wanted
        from factbase.validation import validate as run

        wanted = Wanted(*codes, strict=strict, fix=fix, diff=diff, changed_since=changed_since)
        return run(texts, today=today, wanted=wanted, allow_empty=allow_empty, on_file=on_file)

    layouts = {find_layout(path) for path in texts}
    if fix or diff or changed_since is not None or not cache or len(layouts) != 1:
        return check()
    from factbase.cache import Cache

    layout = layouts.pop()
    question = {
        "paths": sorted({layout.shown(os.path.abspath(text)) for text in texts}),
        "today": str(today),
        "wanted": (*codes, strict),
        "allow_empty": allow_empty,
    }
    return Cache(layout, by_stat=stat).report(question, check)


def _codes(words: str | Sequence[str] | None) -> tuple[str, ...] | None:
    """Return codes as a tuple; a bare text is one code, not a sequence of letters."""
    return (words,) if isinstance(words, str) else words if words is None else tuple(words)


def diff(revision: str, path: str | os.PathLike[str] | None = None) -> Diff:
    """Return which facts and sources of a base are otherwise than at a *revision* of its Git.

    *revision* is a branch, tag or commit; compared is the commit at which the work in the
    folder set out from it (the merge base). Raises `RevisionError` and `BaseNotFoundError`.
    """
    import tempfile

    from factbase.differences.compare import compare
    from factbase.revision import find_revision

    layout = find_layout(None if path is None else os.fspath(path))
    found = find_revision(layout, revision)
    with tempfile.TemporaryDirectory(prefix="factbase-") as folder:
        before = _snapshot(found.write_files(folder).root)
    return compare(before, _snapshot(layout.root), since=str(found))


def _snapshot(root: str) -> Snapshot:
    from factbase.differences.compare import Snapshot

    with FactBase.open(root) as base:
        left_out = frozenset(finding.location.path for finding in base.skipped)
        return Snapshot({fact.id: fact for fact in base}, base.sources, left_out)


def build(
    path: str | os.PathLike[str] | None = None,
    db: str | os.PathLike[str] | None = None,
    *,
    full: bool = False,
    from_jsonl: str | os.PathLike[str] | None = None,
) -> BuildResult:
    """Bring the index of a base up to date and return what changed; see `factbase index`.

    With *from_jsonl*, a file of facts as JSON lines, the index *db* is made of these; each line
    has ``id`` and ``claim`` and may have ``topics``, ``place``, ``period``, ``values`` as in a
    fact file and ``source``, a text. Lines at fault are left out and told in *skipped* of the
    result. Raises `ForeignFileError` where the file cannot be read or holds no fact, and
    `IndexFileError` where the index cannot be written.
    """
    file = None if db is None else os.fspath(db)
    if from_jsonl is not None:
        from factbase.building import build_from_lines

        if file is None or path is not None:
            raise TypeError("with from_jsonl, name the index by db=, and no path of a base")
        return build_from_lines(os.fspath(from_jsonl), file)
    from factbase.building import build_index

    layout = find_layout(None if path is None else os.fspath(path))
    return build_index(layout, file, full=full)


def _current_index(
    layout: Layout, db: str | None, on_file: Callable[[int], None] | None
) -> Database:
    """Return the index of a base that holds its facts as they are now."""
    mark = fingerprint(layout)
    index = open_current(db or layout.db, mark)
    if index is None and db is None:
        index = open_current(cache_db(layout), mark)
    if index is not None:
        return index
    from factbase.building import build_index

    return Database(build_index(layout, db, on_file=on_file).db)


def _index_alone(path: str) -> Database:
    """Return the index at *path*, looked through: nothing is known of where it comes from."""
    index = Database(path)
    index.check()
    return index


def _is_index(path: str) -> bool:
    """Tell whether *path* means an index rather than a base or a part of it."""
    if os.path.lexists(path):
        return not os.path.isdir(path) and not path.endswith((".yaml", ".yml", ".toml"))
    return path.endswith(".db")


def _stands_alone(db: str) -> bool:
    """Tell whether *db* is to be read as it is: it holds another base than that around us."""
    try:
        layout = find_layout()
    except BaseNotFoundError:
        return True
    try:
        index = Database(db)
    except IndexFileError:
        return False
    try:
        root = index.meta("root") or ""
    finally:
        index.close()
    # The index of a base that has been moved is built anew where the base is now.
    return root != storable(layout.root) and (not root or os.path.isdir(root))


def _demand_known(kind: str, name: str, known: Mapping[str, str]) -> None:
    if name not in known:
        from factbase.spelling import nearest

        raise UnknownNameError(kind, name, known, nearest(name, known))


def _style(style: str | None, locale: str | None, form: str) -> Chosen | None:
    """Return the style that a format is worded in: APA unless told; None for none at all."""
    from factbase.cite.all_formats import STYLED_FORMATS

    if form not in STYLED_FORMATS:
        if style or locale:
            goes = ", ".join(STYLED_FORMATS)
            raise StyleError(f"a style goes with {goes}; {form} has a form of its own")
        return None
    if style == "plain" and not locale:
        return None
    from factbase.cite.styles import DEFAULT, choose

    return choose(style or DEFAULT, locale or "")


def _latest_today() -> str:
    # The same day as dates.latest_today, without loading datetime.
    hours_ahead = 14
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + hours_ahead * 3600))
