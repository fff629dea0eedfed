"""The data tables of ../shared/data as rows, each with all that a fact needs to be made of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factbase.places import place_code, place_name
from tests.quality.measures import (
    AIR,
    DISPLACED,
    FOSSIL,
    GAPMINDER,
    GINI,
    IN_PERCENT,
    POPULATION,
    STATES,
    Measure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[3] / "shared" / "data"
"""Where the tables lie in a working copy; they are no part of the repository."""

FIRST_YEAR = 1950


class Key(NamedTuple):
    """What a number is about: two facts with one key would answer the same question."""

    measure: str
    place: str
    origin: str
    period: str


@dataclass(frozen=True)
class Row:
    """One number of a table; *number* as it is written there."""

    measure: Measure
    key: Key
    number: str
    file: str
    line: int
    column: str


STATE_CODES = dict(
    pair.rsplit(" ", 1)
    for pair in (
        "Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,"
        "Delaware DE,District of Columbia DC,Florida FL,Georgia GA,Hawaii HI,Idaho ID,"
        "Illinois IL,Indiana IN,Iowa IA,Kansas KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,"
        "Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,Missouri MO,Montana MT,"
        "Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New York NY,"
        "North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,"
        "Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,"
        "Vermont VT,Virginia VA,Washington WA,West Virginia WV,Wisconsin WI,Wyoming WY"
    ).split(",")
)
STATE_NAMES = {f"US-{code}": name for name, code in STATE_CODES.items()}
CARBON_NAMES = {
    "UNITED STATES OF AMERICA": "US",
    "CHINA (MAINLAND)": "CN",
    "ISLAMIC REPUBLIC OF IRAN": "IR",
    "SWAZILAND": "SZ",
    "RUSSIAN FEDERATION": "RU",
    "REPUBLIC OF KOREA": "KR",
    "SYRIAN ARAB REPUBLIC": "SY",
    "TURKEY": "TR",
    "VIET NAM": "VN",
    "REPUBLIC OF SUDAN": "SD",
    "FRANCE (INCLUDING MONACO)": "FR",
    "ITALY (INCLUDING SAN MARINO)": "IT",
    "MYANMAR (FORMERLY BURMA)": "MM",
}
"""Nations that the table of emissions calls by another name than ISO 3166."""


def read_rows() -> Iterator[Row]:
    """Yield every number of the tables that has a year, a place and a measure."""
    codes = {
        row["ISO3166-1-Alpha-3"]: row["ISO3166-1-Alpha-2"]
        for row in _read("country-codes/data/country-codes.csv")
    } | {"WLD": "world"}
    for path, measure in (("population", POPULATION), ("gini-index", GINI)):
        file = f"{path}/data/{path}.csv"
        for line, row in enumerate(_read(file), 1):
            place = codes.get(row["Country Code"])
            yield from _row(measure, (place, "", row["Year"]), row, (file, line, "Value"))
    yield from _carbon_rows()
    yield from _air_rows()
    yield from _displaced_rows(codes)
    yield from _state_rows()
    for name, measure in GAPMINDER.items():
        file = f"gapminder-ddf-slice/ddf--datapoints--{name}--by--geo--time.csv"
        for line, row in enumerate(_read(file), 1):
            place = codes.get(row["geo"].upper())
            yield from _row(measure, (place, "", row["time"]), row, (file, line, name))


def _carbon_rows() -> Iterator[Row]:
    file = "co2-fossil-by-nation/data/fossil-fuel-co2-emissions-by-nation.csv"
    for line, row in enumerate(_read(file), 1):
        name = row["Country"]
        place = CARBON_NAMES.get(name) or place_code(name)
        if place != name:
            for column, measure in FOSSIL.items():
                yield from _row(measure, (place, "", row["Year"]), row, (file, line, column))


def _air_rows() -> Iterator[Row]:
    for name, place, measure in AIR:
        file = f"co2-ppm/data/{name}"
        for line, row in enumerate(_read(file), 1):
            column = "Mean" if "Mean" in row else "Annual Increase"
            yield from _row(measure, (place, "", row["Year"]), row, (file, line, column))


def _displaced_rows(codes: dict[str, str]) -> Iterator[Row]:
    file = "unhcr-population-subset/data/population.csv"
    for line, row in enumerate(_read(file), 1):
        origin, place = codes.get(row["coo_iso"], ""), codes.get(row["coa_iso"])
        for column, measure in DISPLACED.items():
            inside = "{origin}" not in measure.claims[0]
            if inside == (origin == place) and (inside or origin):
                about = (place, "" if inside else origin, row["year"])
                yield from _row(measure, about, row, (file, line, column))


def _state_rows() -> Iterator[Row]:
    file = "fivethirtyeight-hate-crimes/hate_crimes.csv"
    for line, row in enumerate(_read(file), 1):
        place = f"US-{STATE_CODES[row['state']]}"
        for column, (period, measure) in STATES.items():
            if row[column] and column in IN_PERCENT:
                row[column] = f"{float(row[column]) * 100:.3g}"
            yield from _row(measure, (place, "", period), row, (file, line, column))


def _row(
    measure: Measure,
    about: tuple[str | None, str, str],
    row: dict[str, str],
    where: tuple[str, int, str],
) -> Iterator[Row]:
    place, origin, period = about
    file, line, column = where
    number = row[column]
    if place and int(period[:4]) >= FIRST_YEAR and number and float(number) > 0:
        yield Row(measure, Key(measure.text, place, origin, period), number, file, line, column)


def _read(path: str) -> Iterator[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def spoken(place: str) -> str:
    """Return the name of a place as it stands in a sentence."""
    name = STATE_NAMES.get(place) or ("the world" if place == "world" else place_name(place))
    plural = name.startswith(("United ", "Netherlands", "Philippines", "Maldives", "Bahamas"))
    return f"the {name}" if plural else name
