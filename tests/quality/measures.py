"""What the columns of ../shared/data count, and how people say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What one column of a table counts, and how people say it.

    *claims* are sentences with {place}, {year}, {number} and, where people come from somewhere,
    {origin}; *fields* is what the value has besides number and unit.
    """

    name: str
    text: str
    unit: str
    source: str
    topics: tuple[str, ...]
    claims: tuple[str, ...]
    original: str = "none"
    also: tuple[str, ...] = ()
    fields: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()


POPULATION = Measure(
    name="population",
    text="population",
    unit="people",
    source="datasets-population",
    original="world-bank-population-total",
    topics=("population",),
    claims=(
        "{place} had {number} inhabitants in {year}.",
        "In {year}, {number} people lived in {place}.",
        "The population of {place} was put at {number} for {year}.",
        "In {year} {place} had a population of {number}.",
    ),
    also=("people in {place}",),
    fields=", basis: estimate",
)
GINI = Measure(
    name="gini-index",
    text="Gini index of inequality",
    unit="index 0-100",
    source="datasets-gini-index",
    original="world-bank-gini-index",
    topics=("inequality", "income"),
    claims=(
        "The Gini index of {place} was {number} in {year}.",
        "Inequality in {place} came to {number} on the Gini index in {year}.",
        "In {year}, income in {place} was spread with a Gini index of {number}.",
    ),
    also=("income inequality",),
)


def _carbon(name: str, text: str, what: str) -> Measure:
    return Measure(
        name=name,
        text=text,
        unit="kt",
        source="datasets-co2-fossil-by-nation",
        original="hefner-marland-fossil-co2-2023",
        topics=("climate", "emissions", "fossil-fuels"),
        claims=(
            "{place} released {number} thousand metric tons of carbon from " + what + " in {year}.",
            "In {year}, " + what + " in {place} gave off {number} thousand metric tons of carbon.",
        ),
        also=("CO2 emissions of {place}",),
        fields=", stat: amount, per: year, basis: estimate",
    )


FOSSIL = {
    "Total": _carbon(
        "fossil-carbon-emissions",
        "carbon emitted from fossil fuels and cement production",
        "fossil fuels and cement production",
    ),
    "Solid Fuel": _carbon(
        "coal-carbon", "carbon emitted from solid fuels", "coal and other solids"
    ),
    "Liquid Fuel": _carbon("oil-carbon", "carbon emitted from liquid fuels", "oil products"),
    "Gas Fuel": _carbon("gas-carbon", "carbon emitted from gas fuels", "natural gas"),
    "Cement": _carbon("cement-carbon", "carbon emitted in cement production", "cement works"),
    "Per Capita": Measure(
        name="fossil-carbon-per-person",
        text="carbon emitted from fossil fuels and cement production per inhabitant",
        unit="t per person",
        source="datasets-co2-fossil-by-nation",
        original="hefner-marland-fossil-co2-2023",
        topics=("climate", "emissions", "fossil-fuels"),
        claims=(
            "Per head of population, {place} emitted {number} metric tons of carbon in {year}.",
            "In {year}, each inhabitant of {place} stood for {number} metric tons of carbon.",
        ),
        also=("CO2 per capita",),
        fields=", stat: rate, per: year, basis: estimate",
    ),
}


def _air(name: str, text: str, original: str, claim: str) -> Measure:
    return Measure(
        name=name,
        text=text,
        unit="ppm",
        source="datasets-co2-ppm",
        original=original,
        topics=("climate", "carbon-dioxide"),
        claims=(claim,),
        also=("CO2 in the air", "atmospheric carbon dioxide"),
        fields=", stat: change, than_text: the year before" if "increase" in text else "",
    )


AIR = (
    (
        "co2-annmean-mlo.csv",
        "US-HI",
        _air(
            "mauna-loa-co2",
            "annual mean concentration of carbon dioxide",
            "noaa-scripps-co2-mauna-loa",
            "In the mean of {year}, the air at Mauna Loa, Hawaii, had {number} ppm of CO2.",
        ),
    ),
    (
        "co2-gr-mlo.csv",
        "US-HI",
        _air(
            "mauna-loa-co2-increase",
            "increase of the carbon dioxide concentration from January 1 to December 31",
            "noaa-scripps-co2-mauna-loa",
            "Carbon dioxide over Mauna Loa, Hawaii, grew by {number} ppm in the course of {year}.",
        ),
    ),
    (
        "co2-annmean-gl.csv",
        "world",
        _air(
            "co2-concentration",
            "global annual mean concentration of carbon dioxide",
            "noaa-co2-global",
            "Around the globe, the air held {number} ppm of carbon dioxide on average in {year}.",
        ),
    ),
    (
        "co2-gr-gl.csv",
        "world",
        _air(
            "co2-increase",
            "global increase of the carbon dioxide concentration",
            "noaa-co2-global",
            "The carbon dioxide in the air of the world increased by {number} ppm in {year}.",
        ),
    ),
)


def _people(name: str, text: str, topic: str, *claims: str, also: tuple[str, ...] = ()) -> Measure:
    return Measure(
        name=name,
        text=text,
        unit="people",
        source="unhcr-refugees-r-package",
        original="unhcr-refugee-statistics-database",
        topics=(topic,),
        claims=claims,
        also=also,
    )


DISPLACED = {
    "refugees": _people(
        "refugees",
        "refugees under UNHCR's mandate",
        "refugees",
        "{place} was host to {number} refugees from {origin} in {year}.",
        "In {year}, {number} refugees from {origin} were living in {place}.",
        "{number} refugees from {origin} had found asylum in {place} in {year}.",
        also=("refugees from {origin}",),
    ),
    "asylum_seekers": _people(
        "asylum-seekers",
        "people who asked for asylum and waited for an answer",
        "refugees",
        "{number} people from {origin} were waiting for an answer on asylum in {place} in {year}.",
        "In {year}, {place} counted {number} asylum seekers from {origin}.",
        also=("asylum claims",),
    ),
    "idps": _people(
        "internally-displaced",
        "internally displaced people of concern to UNHCR",
        "displacement",
        "Within {place}, {number} people were internally displaced in {year}.",
        also=("IDPs", "displaced within their own country"),
    ),
    "returned_refugees": _people(
        "returned-refugees",
        "refugees who returned",
        "refugees",
        "{number} refugees went back to {origin} from {place} in {year}.",
    ),
    "stateless": _people(
        "stateless",
        "stateless people",
        "displacement",
        "In {year}, {number} people in {place} belonged to no state.",
        also=("people without a nationality",),
    ),
    "oip": _people(
        "people-in-need",
        "other people in need of international protection",
        "refugees",
        "Besides refugees, {number} people from {origin} in {place} needed protection in {year}.",
    ),
}


def _state(
    name: str, text: str, unit: str, claim: str, topic: str, *, original: str = "none"
) -> Measure:
    return Measure(
        name=name,
        text=text,
        unit=unit,
        source="fivethirtyeight-hate-crimes",
        original=original,
        topics=(topic,),
        claims=(claim,),
        also=("bias crimes",) if topic == "hate-crimes" else (),
        fields=", stat: amount" if unit == "USD" else "",
    )


STATES = {
    "median_household_income": (
        "2016",
        _state(
            "household-income",
            "median household income",
            "USD",
            "Half of the households of {place} had more than {number} dollars in {year}.",
            "income",
        ),
    ),
    "share_unemployed_seasonal": (
        "2016-09",
        _state(
            "unemployment",
            "people out of work",
            "percent",
            "In {place}, {number} percent of the population was out of work in September 2016.",
            "work",
        ),
    ),
    "share_population_in_metro_areas": (
        "2015",
        _state(
            "metro-areas",
            "people living in metropolitan areas",
            "percent",
            "{number} percent of the people of {place} lived in metropolitan areas in {year}.",
            "population",
        ),
    ),
    "share_population_with_high_school_degree": (
        "2009",
        _state(
            "high-school",
            "adults with a high-school degree",
            "percent",
            "{number} percent of adults in {place} had finished high school in {year}.",
            "population",
        ),
    ),
    "share_non_citizen": (
        "2015",
        _state(
            "non-citizens",
            "inhabitants who are not U.S. citizens",
            "percent",
            "In {place}, {number} percent of the inhabitants were not U.S. citizens in {year}.",
            "immigration",
        ),
    ),
    "share_white_poverty": (
        "2015",
        _state(
            "white-poverty",
            "white residents living in poverty",
            "percent",
            "{number} percent of white residents of {place} were poor in {year}.",
            "poverty",
        ),
    ),
    "gini_index": (
        "2015",
        _state(
            "gini",
            "Gini coefficient of inequality",
            "index 0-1",
            "{place} had a Gini coefficient of {number} in {year}.",
            "inequality",
            original="us-census-gini-b19083",
        ),
    ),
    "share_voters_voted_trump": (
        "2016",
        _state(
            "trump-voters",
            "voters who chose Donald Trump",
            "percent",
            "Donald Trump won {number} percent of the vote for president in {place} in {year}.",
            "law",
        ),
    ),
    "hate_crimes_per_100k_splc": (
        "2016-11-09/2016-11-18",
        _state(
            "hate-crimes-2016-11",
            "hate crimes counted by the Southern Poverty Law Center",
            "per 100,000 people",
            "After the election of 2016, {place} had {number} hate crimes per 100,000 people.",
            "hate-crimes",
            original="splc-ten-days-after",
        ),
    ),
    "avg_hatecrimes_per_100k_fbi": (
        "2010/2015",
        _state(
            "hate-crimes",
            "average annual hate crimes",
            "per 100,000 people",
            "By the FBI's figures, {place} had {number} hate crimes per 100,000 people a year"
            " from 2010 to 2015.",
            "hate-crimes",
            original="fbi-hate-crime",
        ),
    ),
}
IN_PERCENT = frozenset(name for name, (_, one) in STATES.items() if one.unit == "percent")


def _gapminder(name: str, text: str, unit: str, original: str, **rest: tuple[str, ...]) -> Measure:
    women = "women" in text
    return Measure(
        name=name,
        text=text,
        unit=unit,
        source="gapminder-systema-globalis",
        original=original,
        topics=rest["topics"],
        claims=rest["claims"],
        also=rest["also"],
        dimensions=(("sex", "female"),) if women else (),
        fields=", stat: mean" if unit == "years" else "",
    )


GAPMINDER = {
    "adults_with_hiv_percent_age_15_49": _gapminder(
        "adults-with-hiv",
        "adults aged 15 to 49 living with HIV",
        "percent",
        "gapminder-gd006-hiv",
        topics=("health", "hiv"),
        claims=(
            "{number} percent of adults aged 15 to 49 in {place} had HIV in {year}.",
            "In {year}, HIV was carried by {number} percent of adults under 50 in {place}.",
        ),
        also=("AIDS", "HIV prevalence"),
    ),
    "age_at_1st_marriage_women": _gapminder(
        "age-at-first-marriage-women",
        "age of women at their first marriage",
        "years",
        "gapminder-gd009-age-at-marriage",
        topics=("families", "marriage"),
        claims=(
            "Women in {place} first married at {number} years on average in {year}.",
            "In {year}, the mean age of first marriage was {number} years for women in {place}.",
        ),
        also=("marrying age",),
    ),
    "contraceptive_use_percent_of_women_ages_15_49": _gapminder(
        "contraceptive-use",
        "women who use contraception, or whose partners do",
        "percent",
        "world-bank-contraceptive-prevalence",
        topics=("health", "contraception"),
        claims=(
            "In {place}, {number} percent of women aged 15 to 49 used contraception in {year}.",
            "In {year}, {number} percent of the women of {place} used contraception.",
        ),
        also=("family planning", "birth control"),
    ),
    "extreme_poverty_percent_people_below_300_a_day": _gapminder(
        "extreme-poverty",
        "people living on less than $3.00 a day",
        "percent",
        "world-bank-poverty-headcount",
        topics=("poverty", "income"),
        claims=(
            "In {year}, {number} percent of the people of {place} lived on less than $3.00 a day.",
            "Extreme poverty in {place} stood at {number} percent in {year}.",
        ),
        also=("poverty rate",),
    ),
    "female_self_employed_percent_of_female_employment": _gapminder(
        "women-self-employed",
        "self-employed women",
        "percent",
        "ilostat",
        topics=("work", "women"),
        claims=(
            "Of the women at work in {place} in {year}, {number} percent were self-employed.",
            "In {place}, {number} percent of employed women worked for themselves in {year}.",
        ),
        also=("female self-employment",),
    ),
}
