"""Units of measure: the built-in table, and the forms that make new ones.

A unit is written in one of three ways: a symbol or name of the table (``people``,
``percent``, ``USD``); ``per <number> <noun>`` (``per 100,000 live births``); or
``<unit> per <unit>`` (``USD per year``). An index names its scale: ``index 0-100``.
A fact base adds symbols in ``schemas/units.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_STAT_OF_DIMENSION = {
    "count": "count",
    "share": "share",
    "share change": "change",
    "ratio": "ratio",
    "money": "amount",
    "mass": "amount",
    "rate": "rate",
    "index": "index",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of measure.

    *factor* turns a number of this unit into the base unit of its *dimension*
    (percent → 0.01 of the whole); *lo* and *hi* are the bounds of what is plausible,
    None where there is none. A change may leave them.
    """

    symbol: str
    dimension: str
    names: tuple[str, ...] = ()
    plural: str = ""
    factor: Decimal = Decimal(1)
    lo: Decimal | None = None
    hi: Decimal | None = None

    @property
    def stat(self) -> str | None:
        """Return the kind of statistic that the unit makes plain, else None."""
        return _STAT_OF_DIMENSION.get(self.dimension)


def _table(*rows: tuple[str, str, str, str, str | None, str | None]) -> dict[str, Unit]:
    return {
        symbol: Unit(
            symbol,
            dimension,
            tuple(name.strip() for name in names.split(",") if name.strip()),
            factor=Decimal(factor),
            lo=None if lo is None else Decimal(lo),
            hi=None if hi is None else Decimal(hi),
        )
        for symbol, dimension, names, factor, lo, hi in rows
    }


BUILT_IN: Mapping[str, Unit] = _table(
    # symbol, dimension, other names, factor, min, max
    ("count", "count", "", "1", "0", None),
    ("people", "count", "person, persons", "1", "0", "20000000000"),
    ("households", "count", "household", "1", "0", None),
    ("families", "count", "family", "1", "0", None),
    ("children", "count", "child", "1", "0", "20000000000"),
    ("women", "count", "woman", "1", "0", "20000000000"),
    ("men", "count", "man", "1", "0", "20000000000"),
    ("births", "count", "birth", "1", "0", None),
    ("deaths", "count", "death", "1", "0", None),
    ("countries", "count", "country", "1", "0", None),
    ("votes", "count", "vote", "1", "0", None),
    ("percent", "share", "%, per cent, pct", "0.01", "0", "100"),
    ("per mille", "share", "‰, permille", "0.001", "0", "1000"),
    ("percentage points", "share change", "percentage point, pp", "0.01", "-100", "100"),
    ("times", "ratio", "time, fold, x", "1", "0", None),
    ("ppm", "concentration", "parts per million", "0.000001", "0", "1000000"),
    ("ppb", "concentration", "parts per billion", "0.000000001", "0", "1000000000"),
    ("seconds", "time", "second, s, sec, secs", "1", "0", None),
    ("minutes", "time", "minute, min, mins", "60", "0", None),
    ("hours", "time", "hour, h, hr, hrs", "3600", "0", None),
    ("days", "time", "day", "86400", "0", None),
    ("weeks", "time", "week", "604800", "0", None),
    ("months", "time", "month", "2629746", "0", None),
    ("years", "time", "year, yr, yrs", "31556952", "0", None),
    ("decades", "time", "decade", "315569520", "0", None),
    ("centuries", "time", "century", "3155695200", "0", None),
    ("nm", "length", "nanometres, nanometre, nanometers, nanometer", "0.000000001", None, None),
    (
        "µm",
        "length",
        "micrometres, micrometre, micrometers, micrometer, microns, micron, μm",
        "0.000001",
        None,
        None,
    ),
    ("mm", "length", "millimetres, millimetre, millimeters, millimeter", "0.001", None, None),
    ("cm", "length", "centimetres, centimetre, centimeters, centimeter", "0.01", None, None),
    ("m", "length", "metres, metre, meters, meter", "1", None, None),
    ("km", "length", "kms, kilometres, kilometre, kilometers, kilometer", "1000", None, None),
    ("in", "length", "inches, inch", "0.0254", None, None),
    ("ft", "length", "feet, foot", "0.3048", None, None),
    ("yd", "length", "yards, yard", "0.9144", None, None),
    ("mi", "length", "miles, mile", "1609.344", None, None),
    ("nmi", "length", "nautical miles, nautical mile", "1852", None, None),
    ("light years", "length", "light year", "9460730472580800", None, None),
    (
        "m2",
        "area",
        "m², square metres, square metre, square meters, square meter, sq m",
        "1",
        "0",
        None,
    ),
    ("ha", "area", "hectares, hectare", "10000", "0", None),
    (
        "km2",
        "area",
        "km², square kilometres, square kilometre, square kilometers, square kilometer, sq km",
        "1000000",
        "0",
        None,
    ),
    ("acres", "area", "acre", "4046.8564224", "0", None),
    ("sq ft", "area", "square feet, square foot, ft²", "0.09290304", "0", None),
    ("sq mi", "area", "square miles, square mile, mi²", "2589988.110336", "0", None),
    ("ml", "volume", "millilitres, millilitre, milliliters, milliliter, mL", "0.000001", "0", None),
    ("l", "volume", "litres, litre, liters, liter, L", "0.001", "0", None),
    (
        "m3",
        "volume",
        "m³, cubic metres, cubic metre, cubic meters, cubic meter, cu m",
        "1",
        "0",
        None,
    ),
    ("km3", "volume", "km³, cubic kilometres, cubic kilometers, cu km", "1000000000", "0", None),
    ("cu ft", "volume", "cubic feet, cubic foot", "0.028316846592", "0", None),
    ("gal", "volume", "US gallons, gallons, gallon", "0.003785411784", "0", None),
    ("bbl", "volume", "barrels, barrel", "0.158987294928", "0", None),
    ("µg", "mass", "micrograms, microgram, mcg, μg", "0.000000001", "0", None),
    ("mg", "mass", "milligrams, milligram", "0.000001", "0", None),
    ("g", "mass", "grams, gram, grammes", "0.001", "0", None),
    ("kg", "mass", "kilograms, kilogram, kilos, kilo, kgs", "1", "0", None),
    ("t", "mass", "tonnes, tonne, metric tons, metric ton, metric tonnes", "1000", "0", None),
    (
        "kt",
        "mass",
        "kilotonnes, kilotons, thousand tonnes, thousand metric tons",
        "1000000",
        None,
        None,
    ),
    (
        "Mt",
        "mass",
        "megatonnes, megatons, million tonnes, million metric tons",
        "1000000000",
        None,
        None,
    ),
    (
        "Gt",
        "mass",
        "gigatonnes, gigatonne, gigatons, gigaton, billion tonnes, billion metric tons",
        "1000000000000",
        None,
        None,
    ),
    ("lb", "mass", "pounds, pound, lbs", "0.45359237", "0", None),
    ("oz", "mass", "ounces, ounce", "0.028349523125", "0", None),
    ("short tons", "mass", "short ton, US tons", "907.18474", "0", None),
    ("tons", "mass of some ton", "ton", "1", "0", None),
    ("kcal", "energy", "kilocalories, calories, calorie", "4184", None, None),
    ("BTU", "energy", "Btu, British thermal units", "1055.05585262", None, None),
    ("J", "energy", "joules, joule", "1", None, None),
    ("kWh", "energy", "kilowatt hours, kilowatt-hours", "3600000", None, None),
    ("MWh", "energy", "megawatt hours, megawatt-hours", "3600000000", None, None),
    ("GWh", "energy", "gigawatt hours, gigawatt-hours", "3600000000000", None, None),
    ("TWh", "energy", "terawatt hours, terawatt-hours", "3600000000000000", None, None),
    ("W", "power", "watts, watt", "1", None, None),
    ("kW", "power", "kilowatts, kilowatt", "1000", None, None),
    ("MW", "power", "megawatts, megawatt", "1000000", None, None),
    ("GW", "power", "gigawatts, gigawatt", "1000000000", None, None),
    ("TW", "power", "terawatts, terawatt", "1000000000000", None, None),
    ("hp", "power", "horsepower", "745.69987158227", None, None),
    ("V", "voltage", "volts, volt", "1", None, None),
    ("kV", "voltage", "kilovolts, kilovolt", "1000", None, None),
    ("Hz", "frequency", "hertz", "1", "0", None),
    ("kHz", "frequency", "kilohertz", "1000", "0", None),
    ("MHz", "frequency", "megahertz", "1000000", "0", None),
    ("GHz", "frequency", "gigahertz", "1000000000", "0", None),
    ("hPa", "pressure", "hectopascals, millibars, mb, mbar", "100", "0", None),
    ("dB", "level", "decibels, decibel", "1", None, None),
    (
        "°C",
        "temperature",
        "degrees Celsius, degree Celsius, celsius, degrees Centigrade, degrees C",
        "1",
        "-274",
        None,
    ),
    ("degrees", "degrees", "degree, °", "1", None, None),
    ("K", "temperature in K", "kelvins, kelvin", "1", "0", None),
    (
        "°F",
        "temperature in °F",
        "degrees Fahrenheit, degree Fahrenheit, fahrenheit, degrees F",
        "1",
        "-460",
        None,
    ),
    ("bytes", "information", "byte, B", "1", "0", None),
    ("kB", "information", "kilobytes, kilobyte, KB", "1000", "0", None),
    ("MB", "information", "megabytes, megabyte", "1000000", "0", None),
    ("GB", "information", "gigabytes, gigabyte", "1000000000", "0", None),
    ("TB", "information", "terabytes, terabyte", "1000000000000", "0", None),
    ("Mbit/s", "data rate", "Mbps, megabits per second", "1000000", "0", None),
    (
        "km/h",
        "speed",
        "kilometres per hour, kilometers per hour, kph, kmh",
        "0.2777777778",
        "0",
        None,
    ),
    ("mph", "speed", "miles per hour", "0.44704", "0", None),
    ("m/s", "speed", "metres per second, meters per second", "1", "0", None),
    ("knots", "speed", "knot", "0.5144444444", "0", None),
    ("mpg", "consumption", "miles per gallon", "1", "0", None),
)
"""Symbol → unit. Lengths, masses and so on convert exactly (SI Brochure; NIST SP 811)."""

CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VED",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
        "DEM",
        "FRF",
        "ITL",
        "ESP",
        "NLG",
    ]
)
"""ISO 4217 codes of money in use, with the five that the euro replaced most often in print."""

MOST_FOUND = 1000
"""A table remembers so many texts that it was asked for: a base writes few units, and often."""

_PER_NOUN = re.compile(r"per (?P<base>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+) (?P<noun>[^\d\s][^\d]*)\Z")
_INDEX = re.compile(r"index(?: (?P<lo>-?[0-9.]+)-(?P<hi>[0-9.]+))?\Z")
_NOUN = re.compile(r"[^\W\d_][\w' .-]*\Z")


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units that a fact base knows: the built-in ones and its own *added* ones."""

    added: Mapping[str, Unit] = field(default_factory=dict)
    _found: dict[str, Unit | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def find(self, text: str) -> Unit | None:
        """Return the unit that *text* writes, or None where it is not one.

        >>> table = UnitTable()
        >>> table.find("%").symbol, table.find("EUR").dimension
        ('percent', 'money')
        >>> table.find("per 100,000 live births").factor
        Decimal('0.00001')
        >>> table.find("USD per year").stat
        'amount'
        >>> table.find("furlongs") is None
        True
        """
        if text not in self._found:
            if len(self._found) >= MOST_FOUND:  # of nouns in a long text, there is no end
                self._found.clear()
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Unit | None:
        return self._head(text) or self._per_noun(text) or self._index(text) or self._quotient(text)

    def known(self) -> list[str]:
        """Return every symbol of the table, for "did you mean"."""
        return sorted({*BUILT_IN, *self.added})

    def names(self) -> list[str]:
        """Return every other name of a unit, for "did you mean"."""
        units = (*BUILT_IN.values(), *self.added.values())
        return sorted({name for unit in units for name in (*unit.names, unit.plural) if name})

    def _head(self, text: str) -> Unit | None:
        unit = self.added.get(text) or BUILT_IN.get(text)
        if unit is None:
            unit = _by_name(self.added).get(text) or _BUILT_IN_BY_NAME.get(text)
        if unit is None and text in CURRENCIES:
            unit = Unit(text, "money")
        return unit

    def _per_noun(self, text: str) -> Unit | None:
        match = _PER_NOUN.match(text)
        if not match:
            return None
        base = Decimal(match["base"].replace(",", ""))
        return Unit(text, "rate", factor=1 / base, lo=Decimal(0)) if base else None

    def _index(self, text: str) -> Unit | None:
        match = _INDEX.match(text)
        if not match:
            return None
        if match["lo"] is None:
            return Unit(text, "index")
        try:
            lo, hi = Decimal(match["lo"]), Decimal(match["hi"])
        except ArithmeticError:
            return None
        return Unit(text, "index", factor=1 / (hi - lo), lo=lo, hi=hi) if lo < hi else None

    def _quotient(self, text: str) -> Unit | None:
        head_text, _, base_text = text.partition(" per ")
        head = self._head(head_text)
        if head is None or not _NOUN.match(base_text):
            return None
        # Money a year stays an amount, births a woman and deaths a day are rates.
        dimension = "money" if head.dimension == "money" else "rate"
        return Unit(text, dimension, factor=head.factor, lo=head.lo)


def _by_name(units: Mapping[str, Unit]) -> dict[str, Unit]:
    return {
        name: unit
        for unit in units.values()
        for name in (*unit.names, unit.plural)
        if name and name not in units
    }


_BUILT_IN_BY_NAME = _by_name(BUILT_IN)
