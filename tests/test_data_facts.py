"""The facts read from published tables say what the cells say that they name.

The tables are not part of this repository. Where they stand beside it, in `shared/data`, every
cell is looked up; where they do not, that test is skipped, and the others still run.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbase.corpus import Corpus, read_corpus
from factbase.layout import find_layout
from factbase.model.source import Data, Named, SourceUse

if TYPE_CHECKING:
    from factbase.model.fact import Fact
    from factbase.model.value import Value

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT.parent / "shared" / "data"
FOLDERS = {
    "datasets-co2-fossil-by-nation": "co2-fossil-by-nation",
    "datasets-co2-ppm": "co2-ppm",
    "datasets-gini-index": "gini-index",
    "datasets-population": "population",
    "fivethirtyeight-hate-crimes": "fivethirtyeight-hate-crimes",
    "gapminder-systema-globalis": "gapminder-ddf-slice",
    "unhcr-refugees-r-package": "unhcr-population-subset",
}
"""Source record → the folder with the extract that was read."""

needs_tables = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the tables (shared/data beside the repository) are not here"
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(find_layout(str(ROOT)))


def table_uses(corpus: Corpus) -> list[tuple[Fact, SourceUse, Data]]:
    """Return every use of a table with its fact."""
    return [
        (entry.record, use, use.data)
        for entry in corpus.facts
        for use in entry.record.sources
        if use.data
    ]


def read_off(fact: Fact, use: SourceUse) -> list[Value]:
    """Return the values that the use supports and that are no sums of ours."""
    named = [value for value in fact.values if not use.for_ or value.id in use.for_]
    return [value for value in named if not value.calculated]


@cache
def rows(path: Path) -> list[dict[str, str]]:
    """Return the data rows; as everywhere, an empty line is none."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(ref: str, data: Data) -> dict[str, str]:
    folder = TABLES / FOLDERS[ref]
    # An extract may lie flat where the published repository has folders.
    path = next(p for p in (folder / data.file, folder / Path(data.file).name) if p.is_file())
    return rows(path)[data.row - 1]


def test_a_table_cell_supports_one_value(corpus):
    found = table_uses(corpus)
    assert len(found) >= 30
    assert [fact.id for fact, use, _ in found if len(read_off(fact, use)) != 1] == []


def test_what_was_read_from_a_table_says_which_copy_and_names_its_original(corpus):
    for fact, use, data in table_uses(corpus):
        assert use.read, fact.id
        assert use.copy_, fact.id
        assert data.version, fact.id
        assert isinstance(use.original, Named), fact.id
        assert fact.grade == "secondary", fact.id


def test_every_sum_comes_out(corpus):
    known = {
        f"{entry.id}#{value.id}": number
        for entry in corpus.facts
        for value in entry.record.values
        for number in value.numbers
        if value.id and isinstance(number, Decimal)
    }
    for fact in [entry.record for entry in corpus.facts]:
        for value in fact.values:
            if value.expression is None:
                continue
            written = value.numbers[0]
            assert isinstance(written, Decimal)
            operands = {
                name: known[name if "#" in name else f"{fact.id}#{name}"]
                for name in value.expression.names
            }
            result = value.expression.evaluate(operands)
            assert result.quantize(written) == written, f"{fact.id}#{value.id}: {result}"


@needs_tables
def test_the_cell_holds_the_number(corpus):
    wrong = []
    for fact, use, data in table_uses(corpus):
        row = row_of(use.ref, data)
        (value,) = read_off(fact, use)
        if Decimal(row[data.column]) != value.numbers[0]:
            wrong.append(f"{fact.id}: {value.numbers[0]}, the cell says {row[data.column]}")
        if value.margin_of_error is not None and Decimal(row["Uncertainty"]) != (
            value.margin_of_error
        ):
            wrong.append(f"{fact.id}: ± {value.margin_of_error}, not {row['Uncertainty']}")
    assert wrong == []


@needs_tables
def test_the_row_is_that_of_the_year(corpus):
    wrong = []
    for fact, use, data in table_uses(corpus):
        row = {key.lower(): text for key, text in row_of(use.ref, data).items()}
        (value,) = read_off(fact, use)
        year = row.get("year") or row.get("time")
        if year is not None and year != str(value.period or fact.period):
            wrong.append(f"{fact.id}: {value.period or fact.period}, the row says {year}")
    assert wrong == []


@needs_tables
def test_the_version_is_that_of_the_extract(corpus):
    listing = (TABLES / "README.md").read_text(encoding="utf-8").splitlines()
    for fact, use, data in table_uses(corpus):
        (line,) = [line for line in listing if line.startswith(f"| `{FOLDERS[use.ref]}/`")]
        assert f"@ {data.version}" in line, fact.id
