"""The facts read from published tables say what the cells say that they name.

The tables are not part of this repository. Where they stand beside it, in `shared/data`, every
cell is looked up; where they do not, that test is skipped, and the others still run.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factbase.corpus import Corpus, read_corpus
from factbase.layout import find_layout
from factbase.model.fact import Fact
from factbase.model.source import Data, Named, SourceUse
from factbase.places import WORLD, place_code

if TYPE_CHECKING:
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

NATIONS = {"CHINA (MAINLAND)": "CN", "UNITED STATES OF AMERICA": "US"}
"""Names in the table of emissions that are not those of `factbase.places` → the code."""

STATES = dict(
    line.split(" ", 1)[::-1]
    for line in """\
AL Alabama
AK Alaska
AZ Arizona
AR Arkansas
CA California
CO Colorado
CT Connecticut
DE Delaware
DC District of Columbia
FL Florida
GA Georgia
HI Hawaii
ID Idaho
IL Illinois
IN Indiana
IA Iowa
KS Kansas
KY Kentucky
LA Louisiana
ME Maine
MD Maryland
MA Massachusetts
MI Michigan
MN Minnesota
MS Mississippi
MO Missouri
MT Montana
NE Nebraska
NV Nevada
NH New Hampshire
NJ New Jersey
NM New Mexico
NY New York
NC North Carolina
ND North Dakota
OH Ohio
OK Oklahoma
OR Oregon
PA Pennsylvania
RI Rhode Island
SC South Carolina
SD South Dakota
TN Tennessee
TX Texas
UT Utah
VT Vermont
VA Virginia
WA Washington
WV West Virginia
WI Wisconsin
WY Wyoming""".splitlines()
)
"""Name of a state of the USA → the end of its code."""

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


@cache
def iso2() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 code → alpha-2 code; the World Bank's code of the world, too."""
    table = rows(TABLES / "country-codes" / "data" / "country-codes.csv")
    codes = {row["ISO3166-1-Alpha-3"]: row["ISO3166-1-Alpha-2"] for row in table}
    return {**codes, "WLD": WORLD}


def row_places(ref: str, data: Data, row: dict[str, str]) -> dict[str, str]:
    """Return the place that the row speaks of, and the origin where it speaks of refugees."""
    match ref:
        case "datasets-co2-ppm":
            # The station has a file of its own, as has the globe.
            return {"place": "US-HI" if data.file.endswith("-mlo.csv") else WORLD}
        case "datasets-co2-fossil-by-nation":
            name = row["Country"]
            return {"place": NATIONS.get(name) or place_code(name)}
        case "fivethirtyeight-hate-crimes":
            return {"place": f"US-{STATES[row['state']]}"}
        case "gapminder-systema-globalis":
            return {"place": code_of(row["geo"].upper())}
        case "unhcr-refugees-r-package":
            return {"place": code_of(row["coa_iso"]), "origin": code_of(row["coo_iso"])}
        case _:
            return {"place": code_of(row["Country Code"])}


def code_of(iso3: str) -> str:
    """Return the alpha-2 code; what is none (the code of a region) stays as it is."""
    return iso2().get(iso3, iso3)


def said_places(fact: Fact, value: Value, ref: str) -> dict[str, str]:
    """Return the place of which the fact says the value, and the origin of refugees.

    Who is displaced at home has the place for the origin.
    """
    place = str(value.place or fact.place)
    if ref != "unhcr-refugees-r-package":
        return {"place": place}
    return {
        "place": place,
        "origin": {"origin": place, **fact.dimensions, **value.dimensions}["origin"],
    }


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
def test_the_row_is_that_of_the_place(corpus):
    wrong = []
    for fact, use, data in table_uses(corpus):
        (value,) = read_off(fact, use)
        said = said_places(fact, value, use.ref)
        read = row_places(use.ref, data, row_of(use.ref, data))
        if said != read:
            wrong.append(f"{fact.id}: {said}, the row says {read}")
    assert wrong == []


def planted(**fields: Any) -> Fact:
    """Return a fact on Bulgaria, or on what *fields* say."""
    return Fact.model_validate(
        {
            "id": "planted",
            "claim": "A planted claim.",
            "topics": ["planted"],
            "place": "BG",
            "period": 2020,
            "values": [{"measure": "people", "value": 1, "unit": "people"}],
            "sources": [{"ref": "planted"}],
            **fields,
        }
    )


IRANIANS = {"place": "AF", "dimensions": {"origin": "IR"}}


@needs_tables
@pytest.mark.parametrize(
    ("ref", "row", "fields", "is_right"),
    [
        pytest.param("datasets-population", {"Country Code": "BGR"}, {}, True, id="population"),
        pytest.param("datasets-population", {"Country Code": "BRA"}, {}, False, id="its neighbour"),
        pytest.param("datasets-population", {"Country Code": "WLD"}, {}, False, id="the world"),
        pytest.param("datasets-gini-index", {"Country Code": "BRA"}, {}, False, id="Gini"),
        pytest.param(
            "datasets-co2-fossil-by-nation", {"Country": "BULGARIA"}, {}, True, id="a nation"
        ),
        pytest.param(
            "datasets-co2-fossil-by-nation", {"Country": "BRAZIL"}, {}, False, id="another nation"
        ),
        pytest.param("datasets-co2-ppm", {}, {}, False, id="a station"),
        pytest.param("gapminder-systema-globalis", {"geo": "bgr"}, {}, True, id="DDF"),
        pytest.param("gapminder-systema-globalis", {"geo": "bgd"}, {}, False, id="another geo"),
        pytest.param(
            "fivethirtyeight-hate-crimes", {"state": "Oregon"}, {"place": "US-OK"}, False,
            id="a state",
        ),
        pytest.param(
            "unhcr-refugees-r-package", {"coo_iso": "IRN", "coa_iso": "AFG"}, IRANIANS, True,
            id="an origin",
        ),
        pytest.param(
            "unhcr-refugees-r-package", {"coo_iso": "AFG", "coa_iso": "IRN"}, IRANIANS, False,
            id="the way back",
        ),
        pytest.param(
            "unhcr-refugees-r-package", {"coo_iso": "IRQ", "coa_iso": "AFG"}, IRANIANS, False,
            id="another origin",
        ),
        pytest.param(
            "unhcr-refugees-r-package", {"coo_iso": "IRQ", "coa_iso": "BGR"}, {}, False,
            id="an origin untold",
        ),
    ],
)  # fmt: skip
def test_a_row_of_another_place_is_found_out(ref, row, fields, is_right):
    fact = planted(**fields)
    data = Data(file="data/co2-annmean-mlo.csv", row=1, column="Mean")
    said = said_places(fact, fact.values[0], ref)
    assert (said == row_places(ref, data, row)) is is_right


@needs_tables
def test_the_version_is_that_of_the_extract(corpus):
    listing = (TABLES / "README.md").read_text(encoding="utf-8").splitlines()
    for fact, use, data in table_uses(corpus):
        (line,) = [line for line in listing if line.startswith(f"| `{FOLDERS[use.ref]}/`")]
        assert f"@ {data.version}" in line, fact.id
