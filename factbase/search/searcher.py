"""Runs a query against the index: a ladder of steps, until something is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factbase.errors import FactBaseError
from factbase.index.database import Database, status_on
from factbase.index.tables import FTS
from factbase.index.words import words_of
from factbase.jsontext import from_json
from factbase.normalize import decoded
from factbase.search.candidates import FEW_WORDS, ORDERED_BY, Candidates
from factbase.search.facets import facets_of
from factbase.search.filters import Filters, options
from factbase.search.parser import MAX_READ, parse_query
from factbase.search.plain import plain_leaves
from factbase.search.query import Group, Query
from factbase.search.ranking import Found, newest_edition_first, rank
from factbase.search.results import Hit, Hits
from factbase.search.snippets import snippet
from factbase.search.terms import Term, make_terms, match_of, match_of_unwanted
from factbase.search.vocabulary import Vocabulary
from factbase.search.wording import nothing_found, read_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factbase.search.query import FieldValue, Leaf

MAX_LIMIT = 1_000_000
"""So many hits are given at most, whatever is asked for."""

_NEWEST = f"""
SELECT {ORDERED_BY} FROM facts f WHERE {{filters}} ORDER BY f.period_last DESC, f.id LIMIT ?
"""
_SHOWN = """
SELECT f.number, f.id, f.claim, f.kind, f.place, f.period, f.series, f.topics, f.readings, f.grade,
    f.state, f.recheck_due, f.citation, f.claim_numbers, f.document, t.keys, t.tags
FROM facts f JOIN fact_text t ON t.number = f.number
WHERE f.number IN ({numbers})
"""
_IS_THERE = f"SELECT 1 FROM {FTS} WHERE {FTS} MATCH ? LIMIT 1"
_YEARS = "SELECT fact, first, last FROM fact_years WHERE fact IN ({numbers})"


def search(
    database: Database,
    query: str,
    *,
    filters: Mapping[str, Any],
    limit: int = 10,
    facets: bool = False,
    all: bool = False,  # noqa: A002
    today: str,
) -> Hits:
    """Return the facts that *query* finds, the likeliest first, and how it was read.

    *filters* are the options of `FactBase.search`; what is None demands nothing. Without words
    the newest facts come first. No text raises; a bad value of an option does (`QueryError`,
    `UnknownNameError`).
    """
    with database.snapshot():
        run = _Run(database, parse_query(decoded(query)), all=all, today=today)
        run.demand(options(filters))
        return run.hits(min(max(limit, 0), MAX_LIMIT), facets=facets)


class _Run:
    """One search: the query, what it may find, and the terms that it makes."""

    def __init__(self, database: Database, query: Query, *, all: bool, today: str) -> None:  # noqa: A002
        self.database = database
        self.query = query
        self.today = today
        self.filters = Filters(all=all, today=today)
        self.doubts = list(query.doubts)
        self.root = self._with_fields(query)
        self.vocabulary = Vocabulary(database)
        self.terms: dict[Leaf, Term] = make_terms(self.root, self.vocabulary) if (
            any(self.root.wanted()) or self.root.must_not
        ) else {}  # fmt: skip

    def demand(self, fields: Iterable[FieldValue]) -> None:
        """Let only facts be found that pass *fields*."""
        for field in fields:
            self.filters.add(field)

    def hits(self, limit: int, *, facets: bool) -> Hits:
        wanted = list(self.root.wanted())
        match = match_of(self.root, self.terms) if wanted else None
        step = "as typed"
        if any(self.terms[leaf].is_corrected for leaf in wanted):
            step = "corrected"
        if match is not None and not self.root.is_plain and not self._is_there(match):
            # Decided without the filters, lest a stricter one find more.
            match = match_of(self._any_word(), self.terms)
            step = "any word"
        if match is None and self.root.must_not:
            unwanted = match_of_unwanted(self.root, self.terms)
            if unwanted:
                self.filters.exclude(unwanted, FTS)
        found = self._newest(limit) if match is None else self._ranked(match, limit)
        terms = self._wanted_terms()
        answer = Hits(
            self._shown(found[:limit], terms),
            query=self.query.text,
            read_as=read_as(self.query, self.root, self.terms),
            step=step if found or not limit else "nothing",
            doubts=self.doubts,
        )
        if not found and (wanted or self.query.fields):
            fields = [field for field in self.query.fields if field.name == "topic"]
            answer.did_you_mean, answer.topics = nothing_found(
                self.database, wanted, self.terms, topics=[v for one in fields for v in one.values]
            )
        if facets:
            answer.facets = facets_of(self.database, match, self.filters)
        return answer

    def _with_fields(self, query: Query) -> Group:
        """Demand what the fields of the query say; one that says nothing is words again."""
        root = query.root
        for field in query.fields:
            try:
                self.filters.add(field)
            except FactBaseError as error:
                self.doubts.append(f"{field} was read as words: {error}")
                leaves = [leaf for value in field.values for leaf in plain_leaves(value)]
                root = Group(root.must, (*root.should, *leaves), root.must_not)
        return root

    def _is_there(self, match: str) -> bool:
        return bool(self.database.rows(_IS_THERE, (match,)))

    def _any_word(self) -> Group:
        """Return the query without its demands; what must not be there stays out."""
        wanted = []
        for leaf in self.root.wanted():
            wanted += [leaf] if leaf.kind != "phrase" else list(plain_leaves(leaf.text))
        fresh = Group(should=tuple(dict.fromkeys(wanted)), must_not=self.root.must_not)
        self.terms |= make_terms(fresh, self.vocabulary)
        self.root = fresh
        return fresh

    def _wanted_terms(self) -> list[Term]:
        return list(dict.fromkeys(self.terms[leaf] for leaf in self.root.wanted()))

    def _ranked(self, match: str, limit: int) -> list[Found]:
        terms = self._wanted_terms()
        candidates = Candidates(self.database, self.filters, match)
        rows = candidates.best(terms, limit)
        names_year = any(term.year is not None for term in terms)
        asks_newest = not (names_year or self.filters.names_year)
        if len(terms) <= FEW_WORDS:
            rows = candidates.with_rare_words(rows, terms)
            rows = candidates.with_newest(rows) if asks_newest else rows
        found = rank(
            rows,
            terms,
            words=words_of(self.query.text[:MAX_READ]),
            years=self._years(rows) if names_year else {},
            today=self.today,
        )
        return newest_edition_first(found) if asks_newest else found

    def _newest(self, limit: int) -> list[Found]:
        filters, parameters = self.filters.given
        rows = self.database.rows(_NEWEST.format(filters=filters), [*parameters, limit])
        return [Found(row, 1.0, 0.0) for row in rows]

    def _years(self, rows: list[Any]) -> dict[int, list[tuple[int, int]]]:
        numbers = ", ".join(str(row["number"]) for row in rows)
        found: dict[int, list[tuple[int, int]]] = {}
        for fact, first, last in self.database.rows(_YEARS.format(numbers=numbers)):
            found.setdefault(fact, []).append((first, last))
        return found

    def _shown(self, found: list[Found], terms: list[Term]) -> list[Hit]:
        numbers = ", ".join(str(one.row["number"]) for one in found)
        rows = {row["number"]: row for row in self.database.rows(_SHOWN.format(numbers=numbers))}
        return [self._hit(rows[one.row["number"]], one.score, terms) for one in found]

    def _hit(self, row: Any, score: float, terms: list[Term]) -> Hit:
        keys = ("measure", "text", "lo", "hi", "unit", "stat", "basis")
        return Hit(
            id=row["id"],
            claim=row["claim"],
            score=score,
            snippet=snippet(row, terms),
            kind=row["kind"],
            place=row["place"],
            period=row["period"],
            topics=tuple(from_json(row["topics"])),
            values=tuple({key: value[key] for key in keys} for value in from_json(row["readings"])),
            grade=row["grade"],
            status=status_on(row["state"], row["recheck_due"], self.today),
            citation=row["citation"],
            series=row["series"],
            numbers=tuple((int(a), int(b)) for a, b in from_json(row["claim_numbers"])),
        )
