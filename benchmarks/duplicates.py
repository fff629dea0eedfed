#!/usr/bin/env python3
"""What the rule on near-duplicate claims (FB403) finds, wrongly tells, and costs.

    benchmarks/duplicates.py [FACTS [PLANTED [SEED]]]

Makes FACTS facts (100,000) that all say different things, and PLANTED (500) paraphrases of some of
them by independent kinds of edits; prints how many are found by kind, how many pairs of different
facts are told, and the CPU time of the rule alone. The same is done with facts of one sentence, one
place and one year. Then the pairs of `paraphrases.tsv`, written by hand, are judged one by one; no
word was chosen by the last set of them. The exit code is 1 where a bar of the design is missed.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

from factbase.corpus import Corpus, Entry
from factbase.layout import Layout
from factbase.model.fact import Fact
from factbase.places import NAMES
from factbase.rules.duplicates import NearDuplicateClaim
from factbase.yamlfile import YamlFile

HERE = os.path.dirname(os.path.abspath(__file__))
TODAY = date(2026, 11, 22)
PLACES = 60
SMALL, THOUSAND, MILLION = 120, 1000, 1_000_000
RECALL, FALSE_PER_1000, CPU_S = 0.95, 1.0, 60.0

DIMENSIONS = (
    ({}, ""),
    ({}, ""),
    ({"residence": "rural"}, " in rural areas"),
    ({"residence": "urban"}, " in towns and cities"),
    ({"age": "15-24"}, " aged 15 to 24"),
    ({"age": "65+"}, " aged 65 or over"),
    ({"sex": "female"}, ", counting only women and girls,"),
    ({"sex": "male"}, ", counting only men and boys,"),
)

SYNONYMS = """\
married wed|lived resided|deported removed|died perished|killed slain|bought purchased
owned possessed|homes dwellings|houses homes|physicians doctors|doctors physicians|cars automobiles
children kids|adults grown-ups|pupils students|workers employees|employees workers|forest woodland
dollars USD|tonnes tons|recorded registered|harvested gathered|prison jail|abroad overseas
tourists visitors|finished completed|completed finished|staff personnel|supplied provided
emitted released|spent expended|sold purchased|mothers women|infants babies|account deposit
belonged adhered|smoked puffed|seats places|murders killings|applied asked|roads streets
"""

OPENINGS = ("According to official figures, ", "Statistics show that ", "It is reported that ")
CLOSINGS = (", according to the statistics office.", ", the government said.", ", a report found.")


@cache
def measures() -> list[list[str]]:
    """Return for each measure: unit, least, most, a claim, and the same by another writer."""
    with open(os.path.join(HERE, "measures.tsv"), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def number_text(number: Decimal, unit: str, *, other: bool = False) -> str:
    """Return the number as a claim writes it; *other*: as another writer would."""
    if unit == "percent":
        return f"{number} {'per cent' if other else 'percent'}"
    if other and number >= MILLION:
        return f"{number / MILLION:f} million".replace(".000000", "")
    if other and number >= THOUSAND and number % 100 == 0:
        return f"{(number / THOUSAND).normalize():f} thousand"
    return f"{number:,}"


def draw_number(least: int, most: int, chance: random.Random) -> Decimal:
    """Return a number such as statistics have: few digits for shares, more for counts."""
    if most <= SMALL:
        tenths = chance.choice((True, True, False))
        return (
            Decimal(chance.randint(least * 10, most * 10)) / 10
            if tenths
            else Decimal(chance.randint(least, most))
        )
    size = Decimal(round(10 ** chance.uniform(len(str(least)) - 1, len(str(most)) - 1)))
    size = max(size, Decimal(least))
    digits = chance.choice((2, 3, 3, 4, 9))
    cut = max(len(str(size)) - digits, 0)
    return Decimal(f"{size.scaleb(-cut).to_integral_value().scaleb(cut):f}")


def make_facts(count: int, chance: random.Random) -> list[dict]:
    """Return *count* facts that say different things, as dicts of the model's fields."""
    rows, codes = measures(), sorted(NAMES)[:PLACES]
    made, seen = [], set()
    while len(made) < count:
        row = chance.randrange(len(rows))
        place, year = chance.choice(codes), chance.randint(1995, 2024)
        dimensions, words = chance.choice(DIMENSIONS)
        if "{d}" not in rows[row][4]:
            dimensions, words = {}, ""
        key = row, place, year, words
        if key in seen:
            continue
        seen.add(key)
        measure, unit, least, most = rows[row][:4]
        number = draw_number(int(least), int(most), chance)
        fields = {"n": number_text(number, unit), "p": NAMES[place], "y": year, "d": words}
        claim = capitalised(rows[row][4].format(**fields))
        made.append(
            {
                "id": f"fact-{len(made)}",
                "claim": claim,
                "topics": ["example"],
                "place": place,
                "period": str(year),
                "dimensions": dimensions,
                "values": [{"measure": measure, "value": number, "unit": unit}],
                "sources": [{"ref": f"source-{row}", "read": "2026-11-20"}],
                "_row": row,
                "_fields": fields,
            }
        )
    return made


def capitalised(text: str) -> str:
    """Return *text* as a sentence begins."""
    return text[0].upper() + text[1:]


def reorder(fact: dict, _chance: random.Random) -> None:
    """Move the time to the other end of the sentence."""
    year, claim = fact["period"], fact["claim"].rstrip(".")
    for before in (f"In {year}, ", f"In {year} ", f"By {year}, "):
        if claim.startswith(before):
            fact["claim"] = capitalised(f"{claim.removeprefix(before)} in {year}.")
            return
    without = re.sub(rf",? (?:in|by) {year}\b", "", claim)
    fact["claim"] = f"In {year} {without[0].lower()}{without[1:]}."


def synonyms(fact: dict, chance: random.Random) -> None:
    """Put other words of the same meaning, up to two."""
    pairs = [pair.split() for line in SYNONYMS.splitlines() for pair in line.split("|")]
    fitting = [pair for pair in pairs if re.search(rf"\b{pair[0]}\b", fact["claim"])]
    for word, other in chance.sample(fitting, min(2, len(fitting))):
        fact["claim"] = re.sub(rf"\b{word}\b", other, fact["claim"])


def number_form(fact: dict, _chance: random.Random) -> None:
    """Write the number in another form: %, per cent, millions."""
    value = fact["values"][0]
    old = number_text(value["value"], value["unit"])
    new = number_text(value["value"], value["unit"], other=True)
    if new == old or value["unit"] == "percent":
        new = old.replace(" percent", "%")
    fact["claim"] = fact["claim"].replace(old, new)


def rounded(fact: dict, _chance: random.Random) -> None:
    """Give the number to three digits, with "about"."""
    value = fact["values"][0]
    number = value.get("value")
    if number is None or number < THOUSAND:
        return
    cut = number.adjusted() - 2
    short = Decimal(f"{number.scaleb(-cut).to_integral_value().scaleb(cut):f}")
    fact["claim"] = fact["claim"].replace(f"{number:,}", f"about {short:,}")
    fact["values"] = [{**value, "about": short}]
    del fact["values"][0]["value"]


def articles(fact: dict, _chance: random.Random) -> None:
    """Drop the articles."""
    fact["claim"] = capitalised(re.sub(r"\b(?:the|a|an|The|A|An) ", "", fact["claim"]))


def another_writer(fact: dict, _chance: random.Random) -> None:
    """Say it as another writer would: passive, another verb, another order."""
    fields = dict(fact["_fields"])
    fact["claim"] = capitalised(measures()[fact["_row"]][5].format(**fields))


def slip(fact: dict, chance: random.Random) -> None:
    """Leave out or double a letter of a long word."""
    words = re.findall(r"\b[a-z]{6,}\b", fact["claim"])
    if words:
        word = chance.choice(words)
        at = chance.randrange(2, len(word) - 1)
        wrong = word[:at] + chance.choice(("", word[at] * 2)) + word[at + 1 :]
        fact["claim"] = fact["claim"].replace(word, wrong, 1)


def attribution(fact: dict, chance: random.Random) -> None:
    """Say who says so."""
    claim = fact["claim"]
    if chance.choice((True, False)):
        opening = chance.choice(OPENINGS)
        fact["claim"] = opening + (claim if claim[:2].isupper() else claim[0].lower() + claim[1:])
    else:
        fact["claim"] = claim.rstrip(".") + chance.choice(CLOSINGS)


def typography(fact: dict, _chance: random.Random) -> None:
    """Change spaces and the last full stop; nothing that a reader hears."""
    fact["claim"] = fact["claim"].replace(", ", " ").rstrip(".").replace("'", "\u2019")


def measure_words(fact: dict, chance: random.Random) -> None:
    """Name the measure in other words."""
    value = fact["values"][0]
    before = chance.choice(("share of ", "number of ", "total ", "reported "))
    fact["values"] = [{**value, "measure": before + value["measure"]}]


GROUPS = (
    "nurses teachers farmers students pensioners carers refugees tenants commuters apprentices "
    "fishers miners artists drivers volunteers jurors patients widows orphans migrants"
).split()
SECTORS = ("rural areas", "the capital", "coastal towns", "border districts", "large cities")
AGES = range(16, 90)
DEEDS = (
    "had moved house|had lost their jobs|went on strike|spoke a second language|owned a bicycle|"
    "had visited a clinic|had received a vaccine|belonged to a union|had applied for asylum|"
    "had crossed a border|had paid a fine|had appeared in court|lived alone|were married|"
    "had adopted a child|went without heating|ate fish every week"
).split("|")


EDITS = (
    reorder,
    synonyms,
    number_form,
    rounded,
    articles,
    another_writer,
    slip,
    attribution,
    typography,
    measure_words,
)


def plant(facts: list[dict], count: int, chance: random.Random) -> list[tuple[dict, str, set[str]]]:
    """Return paraphrases of *count* facts, each with the id of its original and the edits."""
    planted = []
    for number, fact in enumerate(chance.sample(facts, count)):
        edits = {EDITS[number % len(EDITS)], *chance.sample(EDITS, chance.choice((0, 1, 1, 2)))}
        copy = {
            **fact,
            "id": f"planted-{number}",
            "sources": [{"ref": "other", "read": "2026-11-20"}],
        }
        # The wording first, then what is done to it.
        for edit in sorted(edits, key=lambda one: (one is not another_writer, EDITS.index(one))):
            edit(copy, chance)
        planted.append((copy, fact["id"], {edit.__name__ for edit in edits}))
    return planted


def corpus_of(facts: list[dict]) -> Corpus:
    """Return a corpus of *facts*, as if each stood in a file of its own."""
    corpus = Corpus(Layout(os.curdir))
    for fact in facts:
        fields = {key: value for key, value in fact.items() if not key.startswith("_")}
        entry = Entry(Fact.model_validate(fields), YamlFile(f"facts/{fact['id']}.yaml"))
        corpus.facts.append(entry)
    return corpus


def told_pairs(corpus: Corpus) -> tuple[set[frozenset[str]], float]:
    """Return the pairs of ids that the rule tells, and the seconds of CPU that it took."""
    begun = time.process_time()
    found = list(NearDuplicateClaim().check(corpus, today=TODAY))
    seconds = time.process_time() - begun
    pairs = set()
    for one in found:
        [other] = re.findall(r" '([a-z0-9-]+)' \(", one.message)
        pairs.add(frozenset((one.location.path[6:-5], other)))
    return pairs, seconds


def judge_generated(count: int, planted: int, seed: int) -> bool:
    """Print what is found among generated facts; return whether the bars are reached."""
    chance = random.Random(seed)  # noqa: S311  # made-up facts are no secrets
    facts = make_facts(count, chance)
    copies = plant(facts, planted, chance)
    everything = [*facts, *(copy for copy, _, _ in copies)]
    chance.shuffle(everything)
    pairs, seconds = told_pairs(corpus_of(everything))
    wanted = {frozenset((copy["id"], original)): edits for copy, original, edits in copies}
    made, found = Counter(), Counter()
    for pair, edits in wanted.items():
        for edit in edits:
            made[edit] += 1
            found[edit] += pair in pairs
    hits = len(pairs & set(wanted))
    false = len(pairs - set(wanted))
    print(f"{count:,} facts, {planted} planted, seed {seed}")
    print(f"  found            {hits} of {planted} ({hits / planted:.1%}; bar {RECALL:.0%})")
    for edit in EDITS:
        print(f"    {edit.__name__:<15}{found[edit.__name__]} of {made[edit.__name__]}")
    print(f"  false pairs      {1000 * false / count:.2f} per 1,000 facts (bar {FALSE_PER_1000})")
    print(f"  CPU of the rule  {seconds:.1f} s (bar {CPU_S:.0f} s)")
    if "-v" in sys.argv:
        by_id = {fact["id"]: fact for fact in everything}
        for pair in [*(pairs - set(wanted)), *(set(wanted) - pairs)]:
            claims = [by_id[one]["claim"] for one in sorted(pair)]
            print("false" if pair in pairs else "missed", *claims, sep="\n    ")
    return hits >= RECALL * planted and 1000 * false <= FALSE_PER_1000 * count and seconds <= CPU_S


def judge_one_template(count: int, planted: int, seed: int) -> bool:
    """Print the same for facts of one sentence, one place and one year; return as above."""
    chance = random.Random(seed)  # noqa: S311
    facts = []
    for number, (who, where, age, deed) in enumerate(
        chance.sample([*product(GROUPS, SECTORS, AGES, DEEDS)], count)
    ):
        share = Decimal(chance.randint(11, 900)) / 10
        people = f"{share} percent of {who} aged {age}"
        facts.append(
            {
                "id": f"fact-{number}",
                "claim": f"{people} in {where} of Kenya said in a survey in 2011 that they {deed}.",
                "topics": ["example"],
                "place": "KE",
                "period": "2011",
                "values": [{"measure": f"{who} who {deed}", "value": share, "unit": "percent"}],
                "sources": [{"ref": "source"}],
                "_other": f"In 2011, {people} from Kenya's {where} reported that they {deed}.",
            }
        )
    copies = [
        {**fact, "id": f"planted-{number}", "claim": fact["_other"], "sources": [{"ref": "other"}]}
        for number, fact in enumerate(chance.sample(facts, planted))
    ]
    original = {fact["_other"]: fact["id"] for fact in facts}
    wanted = {frozenset((copy["id"], original[copy["claim"]])) for copy in copies}
    pairs, seconds = told_pairs(corpus_of([*facts, *copies]))
    hits, false = len(pairs & wanted), len(pairs - wanted)
    print(f"{count:,} facts of one sentence, place and year, {planted} planted")
    print(f"  found            {hits} of {planted} ({hits / planted:.1%})")
    print(f"  false pairs      {1000 * false / count:.2f} per 1,000 facts")
    print(f"  CPU of the rule  {seconds:.1f} s")
    return hits >= RECALL * planted and 1000 * false <= FALSE_PER_1000 * count and seconds <= CPU_S


KEYS = {"=": "value", "~": "about", ">": "more_than"}
POWERS = {"million": 6, "billion": 9}


def written_value(measure: str, text: str) -> dict:
    """Return the value that *text* writes: ">46000 people", "=3.4 million people", "=1 in 4"."""
    if " in " in text:
        return {"measure": measure, KEYS[text[0]]: text[1:]}
    number, unit = text[1:].split(" ", 1)
    power = POWERS.get(unit.split()[0], 0)
    return {
        "measure": measure,
        KEYS[text[0]]: Decimal(f"{Decimal(number).scaleb(power):f}"),
        "unit": unit.split(" ", 1)[1] if power else unit,
    }


def judge_written() -> dict[tuple[str, str], tuple[int, int]]:
    """Print and return how many pairs of each set and kind are told, of how many."""
    with open(os.path.join(HERE, "paraphrases.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    facts = []
    for number, (_, _, place, period, *sides) in enumerate(rows):
        for side, (measure, value, claim) in enumerate((sides[:3], sides[3:])):
            facts.append(
                {
                    "id": f"pair-{number}-{side}",
                    "claim": claim,
                    "topics": ["example"],
                    "place": place,
                    "period": period,
                    "dimensions": {"pair": str(number)},
                    "values": [written_value(measure, value)],
                    "sources": [{"ref": f"source-{number}-{side}"}],
                }
            )
    pairs, _ = told_pairs(corpus_of(facts))
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        is_told = frozenset((f"pair-{number}-0", f"pair-{number}-1")) in pairs
        hits, total = counted.get((row[0], row[1]), (0, 0))
        counted[row[0], row[1]] = hits + is_told, total + 1
        if f"-{row[0]}" in sys.argv and is_told != (row[1] == "same"):
            print("told" if is_told else "missed", row[6], row[9], sep="\n    ")
    for (which, kind), (hits, total) in counted.items():
        print(f"{which} set by hand, {kind}: {hits} of {total} told")
    return counted


def main() -> int:
    """Print everything; return 1 where a bar is missed."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    count, planted, seed = [*numbers, *(100_000, 500, 4)[len(numbers) :]]
    good = judge_generated(count, planted, seed)
    good &= judge_one_template(count, planted, seed)
    judge_written()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
