"""Facts that are not asked for: 5,000 of them, made from the tables, the same ones each time.

They stand near the shipped facts on purpose: earlier editions of the same series, the same
measure of other places, other measures of the same places, and other things of the same number.
None may answer a query in the place of a shipped fact, so a row is left out when a shipped fact
has a value of the same measure, place and origin for the same period, or only for earlier ones:
the shipped edition stays the newest.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.quality.tables import Key, read_rows, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.quality.tables import Row

ROOT = Path(__file__).parents[2]
COUNT = 5000
EDITIONS = 25
"""So many earlier editions of a shipped measure at most."""
SAME_NUMBER = 600
"""So many facts at most that share the digits of a shipped number."""
SAME_PLACE = 1200
"""So many facts at most on other measures of shipped places."""
IN_A_FILE = 250
MILLION = 1_000_000


def write_base(folder: Path) -> Path:
    """Write a base at *folder*: the shipped facts, and the distractors beside them."""
    shutil.copytree(ROOT / "facts", folder / "facts")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    (folder / "factbase.toml").touch()
    (folder / "facts" / "distractors").mkdir()
    by_measure: dict[str, list[str]] = defaultdict(list)
    for row in choose():
        by_measure[row.measure.name].append(document(row))
    for name, facts in by_measure.items():
        for first in range(0, len(facts), IN_A_FILE):
            path = folder / "facts" / "distractors" / f"{name}-{first}.yaml"
            path.write_text("facts:\n" + "".join(facts[first : first + IN_A_FILE]), "utf-8")
    return folder


def shipped_facts() -> Iterator[dict[str, Any]]:
    """Yield the facts of this repository as written, what a file shares given to each."""
    for path in sorted((ROOT / "facts").glob("*/*.yaml")):
        if path.parent.name != "sources":
            file = yaml.safe_load(path.read_text("utf-8"))
            for fact in file.get("facts", [file]):
                yield {**file.get("shared", {}), **fact}


def shipped_keys() -> dict[Key, str]:
    """Return what each value of a shipped fact is about, with the series of its fact."""
    keys = {}
    for fact in shipped_facts():
        for value in fact.get("values", []):
            origin = fact.get("dimensions", {}).get("origin", "")
            period = str(value.get("period", fact.get("period")))
            place = str(value.get("place", fact.get("place", "")))
            keys[Key(value["measure"], place, origin, period)] = fact.get("series", "")
    return keys


@cache
def choose() -> tuple[Row, ...]:
    """Return the rows of the distractors, in an order that depends on nothing but them."""
    shipped = shipped_keys()
    rows = sorted(allowed(read_rows(), shipped), key=lambda row: (_lot(row.key), row.line))
    series = {key[:3] for key in shipped}
    places = {key.place for key in shipped}
    numbers = set(shipped_numbers())
    chosen: dict[Key, Row] = {}
    editions: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        if row.key[:3] in series and editions[row.key[:3]] < EDITIONS:
            editions[row.key[:3]] += 1
            chosen[row.key] = row
    _add(chosen, (r for r in rows if digits(r.number) in numbers), SAME_NUMBER)
    _add(chosen, (r for r in rows if r.key.place in places), SAME_PLACE)
    _add(chosen, _in_turns(rows), COUNT - len(chosen))
    return tuple(chosen.values())


def allowed(rows: Iterable[Row], shipped: Iterable[Key]) -> Iterator[Row]:
    """Yield the rows that are no answer to what a shipped fact answers."""
    newest: dict[tuple[str, ...], str] = {}
    taken = set(shipped)
    for key in taken:
        newest[key[:3]] = max(newest.get(key[:3], ""), key.period)
    for row in rows:
        if row.key not in taken and row.key.period < newest.get(row.key[:3], "9999"):
            yield row


def shipped_numbers() -> Iterator[str]:
    """Yield the digits of every number in a value of a shipped fact."""
    for fact in shipped_facts():
        for value in fact.get("values", []):
            for key in ("value", "more_than", "at_least"):
                if isinstance(value.get(key), int | float):
                    yield digits(str(value[key]))


def digits(number: str) -> str:
    """Return the first three digits that count: 46000, 0.46 and 46.02 look alike to a reader."""
    return re.sub(r"\D", "", number.split("e", maxsplit=1)[0]).lstrip("0").ljust(3, "0")[:3]


def _add(chosen: dict[Key, Row], rows: Iterable[Row], count: int) -> None:
    for row in rows:
        if count <= 0:
            return
        if row.key not in chosen:
            chosen[row.key] = row
            count -= 1


def _in_turns(rows: list[Row]) -> Iterator[Row]:
    """Yield one row of each measure after the other, so that none is rare."""
    queues: dict[str, list[Row]] = defaultdict(list)
    for row in reversed(rows):
        queues[row.measure.name].append(row)
    while queues:
        for name in list(queues):
            yield queues[name].pop()
            if not queues[name]:
                del queues[name]


def _lot(key: Key) -> bytes:
    return hashlib.blake2b("|".join(key).encode(), digest_size=8).digest()


def document(row: Row) -> str:
    """Return the fact of a row as YAML, one of a list."""
    measure, key = row.measure, row.key
    lot = _lot(key)[0]
    words = {
        "place": spoken(key.place),
        "origin": spoken(key.origin) if key.origin else "",
        "year": key.period,
        "number": said(row.number, rounded=lot % 2 == 0),
    }
    claim = measure.claims[lot % len(measure.claims)].format(**words)
    dimensions = dict(measure.dimensions) | ({"origin": key.origin} if key.origin else {})
    fact = {
        "id": fact_id(row),
        "claim": claim[0].upper() + claim[1:],
        "topics": list(measure.topics),
        "place": key.place,
        "period": key.period,
        "dimensions": dimensions,
        "series": shipped_series().get(key[:3], fact_id(row, dated=False)),
        "also": [also.format(**words) for also in measure.also] if lot % 3 else [],
        "recheck": "never",
    }
    file, version = row.file.split("/", 1)[1], row.file.split("/", 1)[0]
    source = (
        f"  - {{ref: {measure.source}, data: {{file: {json.dumps(file)}, row: {row.line},"
        f" column: {json.dumps(row.column)}, version: {version}}},"
        f" read: 2026-11-22, original: {measure.original}}}"
    )
    value = (
        f"  - {{measure: {json.dumps(measure.text)}, value: {row.number},"
        f" unit: {json.dumps(measure.unit)}{measure.fields}}}"
    )
    lines = [
        f"{name}: {json.dumps(what, ensure_ascii=False)}" for name, what in fact.items() if what
    ]
    lines += ["values:", value, "sources:", source]
    return "- " + "\n  ".join(lines) + "\n"


@cache
def shipped_series() -> dict[tuple[str, ...], str]:
    """Return the series of what shipped facts measure, by measure, place and origin."""
    return {key[:3]: series for key, series in shipped_keys().items()}


def fact_id(row: Row, *, dated: bool = True) -> str:
    """Return the id of a distractor, or that of its series."""
    names = [spoken(row.key.place).removeprefix("the ")]
    if row.key.origin:
        names = [
            spoken(row.key.origin).removeprefix("the "),
            "origin",
            row.measure.name,
            "in",
            *names,
        ]
    else:
        names += [row.measure.name]
    if dated:
        names += [row.key.period]
    plain = unicodedata.normalize("NFKD", " ".join(names)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:76].strip("-")


def said(number: str, *, rounded: bool) -> str:
    """Return a number as a sentence has it: 1,109,357 or, rounded, 1.11 million."""
    amount = float(number)
    if amount < 1000:
        return f"{amount:.3g}" if "." in number and len(number) > 6 else number
    if rounded and amount >= MILLION:
        size, name = (
            (1000 * MILLION, "billion") if amount >= 1000 * MILLION else (MILLION, "million")
        )
        return f"{amount / size:.2f} {name}"
    return f"{amount:,.0f}"
