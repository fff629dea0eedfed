"""A fact base of any size, made up from a seed: facts of about 1.1 kB, their sources, topics.

    python -m benchmarks.generator FOLDER [--facts 1000] [--seed 1] [--broken 0.1]

An unbroken base validates without a finding: claim, quote and values say the same. With
--broken, that share of the facts gets one fault each, of the kinds of `breakage.KINDS` in
turn; what is expected of a check is written to FOLDER/expected.json and, by the module's
`broken_base`, returned. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.breakage import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.breakage import Broken, Expected

FACTS_PER_SOURCE = 10
STRIDE = 104_729
"""A prime, so that neighbouring facts differ in place, year, group and sector."""

YEARS = range(1960, 2019)
READ = "2026-10-05"

PLACES = dict(
    pair.split(" ", 1)
    for pair in (
        "AR Argentina,AT Austria,AU Australia,BD Bangladesh,BE Belgium,BG Bulgaria,BO Bolivia,"
        "BR Brazil,CA Canada,CL Chile,CM Cameroon,CO Colombia,CR Costa Rica,CU Cuba,CY Cyprus,"
        "DE Germany,DK Denmark,DZ Algeria,EC Ecuador,EE Estonia,EG Egypt,ES Spain,ET Ethiopia,"
        "FI Finland,FR France,GE Georgia,GH Ghana,GR Greece,GT Guatemala,HN Honduras,HR Croatia,"
        "HU Hungary,ID Indonesia,IE Ireland,IN India,IS Iceland,IT Italy,JM Jamaica,JO Jordan,"
        "JP Japan,KE Kenya,KZ Kazakhstan,LB Lebanon,LT Lithuania,LV Latvia,MA Morocco,"
        "MG Madagascar,MN Mongolia,MT Malta,MW Malawi,MX Mexico,MY Malaysia,NG Nigeria,"
        "NO Norway,NP Nepal,NZ New Zealand,PA Panama,PE Peru,PK Pakistan,PL Poland,PT Portugal,"
        "RO Romania,RW Rwanda,SE Sweden,SI Slovenia,SK Slovakia,SN Senegal,TN Tunisia,"
        "TR Turkey,UA Ukraine,UG Uganda,UY Uruguay,VN Vietnam,ZA South Africa,ZM Zambia"
    ).split(",")
)
GROUPS = (
    "nurses teachers farmers students pensioners carers refugees tenants commuters apprentices "
    "fishers miners artists drivers volunteers jurors patients widows orphans migrants "
    "graduates cooks builders clerks weavers sailors"
).split()
DEEDS = {
    "moved house": "housing",
    "lost their jobs": "work",
    "took part in a strike": "work",
    "learned a second language": "education",
    "finished a course": "education",
    "visited a clinic": "health",
    "received a vaccine": "health",
    "joined a union": "work",
    "applied for asylum": "migration",
    "crossed a border": "migration",
    "paid a fine": "law",
    "appeared in court": "law",
    "lived alone": "families",
    "married": "families",
    "adopted a child": "families",
    "went without heating": "housing",
}
GOODS = "bread rent insulin electricity rice school-books water milk firewood medicine".split()
TOPICS = (*sorted(set(DEEDS.values())), "prices")
SECTORS = ("rural areas", "the capital", "coastal towns", "border districts", "large cities")


class Subject(NamedTuple):
    """What a fact is about; drawn for each anew."""

    place: str
    year: int
    group: str
    deed: str
    where: str
    good: str
    random: random.Random

    @property
    def setting(self) -> str:
        """Return place and time in words."""
        return f"in {self.where} of {PLACES[self.place]} in {self.year}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with its numbers, as a fact says it and as a source does."""

    shape: str
    claim: str
    quote: str
    values: tuple[str, ...] = ()
    extra: str = ""
    topic: str = ""


def _count(s: Subject) -> Statement:
    number = s.random.randrange(1_000, 4_000_000)
    who = f"{s.group} who {s.deed}"
    return Statement(
        "count",
        f"More than {number:,} {who} were counted {s.setting} by the office of statistics.",
        f"We counted more than {number:,} {who}.",
        (f"{{measure: {who}, more_than: {number}, unit: people}}",),
    )


def _share(s: Subject) -> Statement:
    percent = f"{s.random.randrange(11, 900) / 10:.1f}"
    margin = f"{s.random.randrange(5, 40) / 10:.1f}"
    return Statement(
        "share",
        f"{percent} percent of {s.group} {s.setting} said in a survey that they had {s.deed}.",
        f"In the survey {percent}% of {s.group} answered yes.",
        (
            f"{{measure: {s.group} who had {s.deed}, value: {percent}, unit: percent,",
            f"   of: {s.group} who were asked, margin_of_error: {margin}, confidence: 95,",
            "   basis: estimate, method: survey of households}",
        ),
    )


def _rate(s: Subject) -> Statement:
    rate = s.random.randrange(20, 900)
    base = f"per 100,000 {s.group}"
    return Statement(
        "rate",
        f"About {rate} {base} died {s.setting}, among those who {s.deed}.",
        f"The rate was about {rate} {base}.",
        (
            f'{{measure: deaths among {s.group} who {s.deed}, about: {rate}, unit: "{base}",',
            f"   interval: [{rate - 9}, {rate + 12}], confidence: 95}}",
        ),
    )


def _money(s: Subject) -> Statement:
    price = f"{s.random.randrange(100, 99_000) / 100:.2f}"
    return Statement(
        "money",
        f"Households of {s.group} {s.setting} spent on average $ {price} a month on {s.good}.",
        f"The mean expenditure on {s.good} was ${price} a month.",
        (
            f"{{measure: mean expenditure of households of {s.group} on {s.good},",
            f"   value: {price}, unit: USD, stat: mean, per: month, prices: {s.year}}}",
        ),
        topic="prices",
    )


def _fraction(s: Subject) -> Statement:
    whole = s.random.randrange(3, 10)
    words = dict(enumerate("three four five six seven eight nine".split(), 3))
    return Statement(
        "fraction",
        f"One in {words[whole]} {s.group} {s.setting} {s.deed}, the ministry reported.",
        f"1 in {whole} {s.group} {s.deed}.",
        (f"{{measure: {s.group} who {s.deed}, value: 1 in {whole}, of: {s.group}}}",),
    )


def _change(s: Subject) -> Statement:
    percent = s.random.randrange(2, 60)
    who = f"{s.group} who {s.deed}"
    return Statement(
        "change",
        f"The number of {who} fell by {percent} percent {s.setting} against the year before.",
        f"Their number fell by {percent} percent.",
        (
            f"{{measure: change in the number of {who}, value: -{percent}, unit: percent,",
            "   stat: change, than_text: the year before}",
        ),
    )


def _rank(s: Subject) -> Statement:
    whole = s.random.randrange(90, 190)
    rank = s.random.randrange(4, 20)
    return Statement(
        "rank",
        f"{PLACES[s.place]} ranked {rank}th of {whole} countries in {s.year} "
        f"by the share of {s.group} in {s.where} who {s.deed}.",
        f"{PLACES[s.place]} comes {rank}th of {whole} countries.",
        (
            f"{{measure: rank by the share of {s.group} who {s.deed},",
            f"   value: {rank}, stat: rank, out_of: {whole}}}",
        ),
    )


def _median(s: Subject) -> Statement:
    low = s.random.randrange(3, 60)
    high = low + s.random.randrange(4, 30)
    return Statement(
        "range",
        f"{s.group.capitalize()} {s.setting} waited {low} to {high} days before they {s.deed}.",
        f"The median wait was {low} to {high} days.",
        (
            f"{{measure: median wait of {s.group} before they {s.deed}, range: [{low}, {high}],",
            "   unit: days, stat: median}",
        ),
    )


def _part(s: Subject) -> Statement:
    whole = s.random.randrange(400, 90_000)
    part = s.random.randrange(100, whole)
    return Statement(
        "part",
        f"Of {whole:,} {s.group} whom the inspectors met {s.setting}, {part:,} had {s.deed}.",
        f"Inspectors met {whole:,} {s.group}; {part:,} of them had {s.deed}.",
        (
            f"{{id: met, measure: {s.group} met by inspectors, value: {whole}, unit: people}}",
            f"{{id: had, measure: {s.group} who had {s.deed}, value: {part}, unit: people,",
            "   part_of: met}",
        ),
    )


def _sum(s: Subject) -> Statement:
    women, men = s.random.randrange(100, 9_000), s.random.randrange(100, 9_000)
    return Statement(
        "sum",
        f"{women + men:,} {s.group} {s.setting} {s.deed}: {women:,} women and {men:,} men.",
        f"{women:,} women and {men:,} men {s.deed}.",
        (
            f"{{id: women, measure: women among {s.group}, value: {women}, unit: women}}",
            f"{{id: men, measure: men among {s.group}, value: {men}, unit: men}}",
            f"{{id: both, measure: {s.group} who {s.deed}, value: {women + men}, unit: people,",
            "   calculated: women + men}",
        ),
    )


def _index(s: Subject) -> Statement:
    points = f"{s.random.randrange(2_000, 7_000) / 100:.2f}"
    return Statement(
        "index",
        f"The index of hardship among {s.group} who {s.deed} stood at {points} {s.setting}.",
        f"The index of hardship stood at {points}.",
        (
            f"{{measure: index of hardship among {s.group} who {s.deed}, value: {points},",
            "   unit: index 0-100}",
        ),
    )


def _law(s: Subject) -> Statement:
    return Statement(
        "law",
        f"The parliament of {PLACES[s.place]} passed a law in {s.year} for {s.group} "
        f"in {s.where} who {s.deed}.",
        f"The law on {s.group} was passed by both chambers.",
        extra="kind: law\n",
        topic="law",
    )


def _opinion(s: Subject) -> Statement:
    return Statement(
        "assessment",
        f"The state did too little for {s.group} who {s.deed} {s.setting}.",
        f"Too little was done for {s.group}.",
        extra=f"kind: assessment\nsaid_by: Ombudsman of {PLACES[s.place]}\n",
    )


SHAPES: tuple[Callable[[Subject], Statement], ...] = (
    *(_count, _share, _rate, _money, _fraction, _change, _rank),
    *(_median, _part, _sum, _index, _law, _opinion),
)


def base(facts: int, *, seed: int = 1) -> dict[str, str]:
    """Return the files of a base with so many facts: path → text."""
    files = {
        "factbase.toml": "",
        "schemas/topics.yaml": "".join(
            f"{topic}: {{label: {topic.capitalize()}}}\n" for topic in TOPICS
        ),
    }
    for number in range(-(-facts // FACTS_PER_SOURCE)):
        files[f"facts/sources/{source_id(number)}.yaml"] = _source(number, seed)
    for number in range(facts):
        path, text, _shape = fact(number, seed)
        files[path] = text
    return files


def broken_base(
    facts: int, *, seed: int = 1, share: float = 0.1
) -> tuple[dict[str, str | bytes], list[Expected]]:
    """Return such a base with a *share* of its facts broken, and what is to be found in it."""
    files: dict[str, str | bytes] = dict(base(facts, seed=seed))
    expected: list[Expected] = []
    wanted = round(facts * share)
    pending: list[Broken] = []
    for number in range(facts):
        if len(expected) == wanted:
            break
        path, text, shape = fact(number, seed)
        pending = pending or list(KINDS)
        kind = next((one for one in pending if one.fits(shape)), None)
        if kind is None:
            continue
        pending.remove(kind)
        broken, found = kind.apply(path, text)
        files[path] = broken
        expected.append(found)
    return files, expected


def fact(number: int, seed: int) -> tuple[str, str, str]:
    """Return path, text and shape of one fact."""
    # A generator a fact: the thousandth fact is the same in a base of any size.
    rng = random.Random(f"{seed} {number}")  # noqa: S311  # no secret
    # No two facts are about the same people, place and year: none contradicts another.
    rest = number * STRIDE
    rest, sector = divmod(rest, len(SECTORS))
    rest, group = divmod(rest, len(GROUPS))
    rest, year = divmod(rest, len(YEARS))
    place = list(PLACES)[rest % len(PLACES)]
    subject = Subject(
        place,
        YEARS[year],
        GROUPS[group],
        rng.choice(list(DEEDS)),
        SECTORS[sector],
        rng.choice(GOODS),
        rng,
    )
    statement = SHAPES[number % len(SHAPES)](subject)
    fact_id = f"{place.lower()}-{subject.group}-{statement.shape}-{subject.year}-{number:06}"
    topic = statement.topic or DEEDS[subject.deed]
    values = "".join(
        f"  {'-' if value.startswith('{') else ' '} {value.strip()}\n" for value in statement.values
    )
    text = f"""\
id: {fact_id}
claim: >-
  {statement.claim}
{statement.extra}topics: [{topic}]
place: {"'NO'" if place == "NO" else place}
period: {subject.year}
dimensions: {{sector: {subject.where}, occupation: {subject.group}}}
{"values:" if values else ""}
{values}sources:
  - ref: {source_id(number // FACTS_PER_SOURCE)}
    at: table {number % 40 + 1}, row {rng.randrange(2, 90)}
    quote: >-
      {statement.quote}
    read: {READ}
    copy: stored text of the yearbook
    original: self
    original_note: The yearbook describes in annex B how its own office collected the figures.
recheck: never
series: {place.lower()}-{subject.group}-{statement.shape}
also:
  - {subject.group} and those who {subject.deed}
  - {subject.group} in {subject.where} of {PLACES[place]}, survey of the office of statistics
note: >-
  The figures cover {subject.where} only; the office revised its frame of addresses in that year and
  asks readers not to compare them with those of earlier surveys. Answers were weighted by age.
""".replace("\n\n", "\n")
    return f"facts/{topic}/{fact_id}.yaml", text, statement.shape


def source_id(number: int) -> str:
    """Return the id of a source record."""
    return f"yearbook-{number:05}"


def _source(number: int, seed: int) -> str:
    rng = random.Random(f"{seed} source {number}")  # noqa: S311  # no secret
    country = rng.choice(list(PLACES.values()))
    subject = " and ".join(rng.sample(GROUPS, 2))
    return f"""\
id: {source_id(number)}
type: report
title: "Statistical Yearbook, Volume {number}: {subject.capitalize()}"
author: [{{literal: Office of Statistics of {country}}}]
issued: {rng.randrange(2019, 2026)}-{rng.randrange(1, 13):02}
publisher: Office of Statistics of {country}
number: SY-{number}
URL: https://example.org/yearbooks/{number}
language: en
license: CC BY 4.0
"""


def write(files: dict[str, str | bytes] | dict[str, str], folder: str) -> None:
    """Write *files* under *folder*."""
    for path, content in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as handle:
            handle.write(content.encode() if isinstance(content, str) else content)


def main() -> None:
    """Write the base that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--facts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", type=float, default=0.0, metavar="SHARE")
    arguments = parser.parse_args()
    files, expected = broken_base(arguments.facts, seed=arguments.seed, share=arguments.broken)
    write(files, arguments.folder)
    if expected:
        with open(os.path.join(arguments.folder, "expected.json"), "w", encoding="utf-8") as handle:
            json.dump([asdict(one) for one in expected], handle, indent=1)
    print(f"{len(files):,} files, {len(expected):,} of them broken: {arguments.folder}")


if __name__ == "__main__":
    main()
