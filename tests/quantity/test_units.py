"""Every way of writing a unit finds it, and nothing else is one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factbase.quantity.units import BUILT_IN, CURRENCIES, Unit, UnitTable

FOUND = [
    pytest.param("people", "people", "count", "1", id="symbol"),
    pytest.param("persons", "people", "count", "1", id="name"),
    pytest.param("%", "percent", "share", "0.01", id="sign"),
    pytest.param("per cent", "percent", "share", "0.01", id="two-words"),
    pytest.param("percentage points", "percentage points", "share change", "0.01", id="points"),
    pytest.param("times", "times", "ratio", "1", id="times"),
    pytest.param("USD", "USD", "money", "1", id="currency"),
    pytest.param("DEM", "DEM", "money", "1", id="old-currency"),
    pytest.param("km", "km", "length", "1000", id="km"),
    pytest.param("square miles", "sq mi", "area", "2589988.110336", id="area"),
    pytest.param("sq km", "km2", "area", "1000000", id="abbreviated-area"),
    pytest.param("gigatons", "Gt", "mass", "1000000000000", id="gigatons"),
    pytest.param("hrs", "hours", "time", "3600", id="abbreviated-time"),
    pytest.param("decade", "decades", "time", "315569520", id="decade"),
    pytest.param("miles per gallon", "mpg", "consumption", "1", id="name-with-per"),
    pytest.param("per 1,000 births", "per 1,000 births", "rate", "0.001", id="per-number"),
    pytest.param("USD per year", "USD per year", "money", "1", id="money-per-time"),
    pytest.param("births per woman", "births per woman", "rate", "1", id="per-noun"),
    pytest.param("index", "index", "index", "1", id="index"),
    pytest.param("index 0-100", "index 0-100", "index", "0.01", id="scaled-index"),
]

UNKNOWN = ["furlongs", "", "per", "per 0 people", "per people", "index 5-1", "usd", "KM", "per 5 "]


@pytest.mark.parametrize(("text", "symbol", "dimension", "factor"), FOUND)
def test_found(text, symbol, dimension, factor):
    unit = UnitTable().find(text)
    assert unit is not None
    assert (unit.symbol, unit.dimension, unit.factor) == (symbol, dimension, Decimal(factor))


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown(text):
    assert UnitTable().find(text) is None


def test_base_adds_units_and_names():
    table = UnitTable({"rod": Unit("rod", "length", ("perch",), "rods", Decimal("5.0292"))})
    assert [table.find(text) for text in ("rod", "perch", "rods")] == [table.added["rod"]] * 3
    assert "rod" in table.known()
    assert UnitTable().find("rods") is None


def test_no_name_is_written_twice():
    names = [name for unit in BUILT_IN.values() for name in (unit.symbol, *unit.names)]
    assert sorted(names) == sorted(set(names))


def test_every_factor_is_positive():
    assert all(unit.factor > 0 for unit in BUILT_IN.values())


def test_currencies_are_no_units_of_the_table():
    assert not CURRENCIES & set(BUILT_IN)
