"""The items that styles are judged by: what a fact base cites, made by code, always the same.

Every type by author (a person, a body, none) by date (whole, year, none) by address (URL, DOI,
none); what else the item has is drawn from the pools below by a digest of its id, so that
nothing depends on the random numbers of a Python version.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from typing import Any

Item = dict[str, Any]

AUTHORS = ("person", "body", "nobody")
DATES = ("day", "year", "undated")
ADDRESSES = ("url", "doi", "nowhere")

_ANN = {"family": "Waters", "given": "Ann"}
_CARL = {"family": "Brook", "given": "Carl David"}
_LEE = {"family": "Lee", "given": "J. K."}
_BERG = {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}
_KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
_PAUL = {"family": "Saint-Just", "given": "Jean-Paul", "dropping-particle": "de"}
_ZOE = {"family": "Müller-Ōta", "given": "Zoë"}
_ONE = {"family": "Sukarno"}
_OFFICE = {"literal": "Office of Lakes and Rivers"}
_TRUST = {"literal": "The Pond Trust"}
_UNHCR = {"literal": "UNHCR"}
_CROWD = [
    {"family": f"{start}{end}", "given": f"{start}a"}
    for end in ("ler", "mann")
    for start in ("An", "Ba", "Ca", "De", "El", "Fa", "Ga", "Ha", "In", "Ja", "Ka")
]

PEOPLE: tuple[list[Item], ...] = (
    [_ANN],
    [_CARL],
    [_BERG],
    [_KING],
    [_ONE],
    [_ANN, _CARL],
    [_PAUL, _ZOE],
    [_ANN, _LEE, _BERG],
    [_ANN, _CARL, _LEE, _KING],
    _CROWD[:7],
    _CROWD[:9],
    _CROWD,
)
BODIES: tuple[list[Item], ...] = (
    [_OFFICE],
    [_TRUST],
    [_UNHCR],
    [_OFFICE, _UNHCR],
    [_UNHCR, _ANN],
    [{"literal": "U.S. Bureau of Ponds"}],
)
EDITORS: tuple[list[Item], ...] = ([_LEE], [_ZOE, _CARL], [_ANN, _BERG, _KING], [_TRUST])
TITLES = (
    "The Lakes of Exampleland: A Census",
    "the state of ponds and rivers in the north-east, 1990-2020",
    "Who Counts the Ponds?",
    "“Deep Water” and Other Lies",
    "A Lake’s Life: What 46,000 Swimmers Say about It",
    "Lakes; or, How I Learned to Swim",
    "#ImHere: THE CALL",
    "Ponds, per-capita",
    "1,000 Lakes in Numbers!",
    "iLakes and the USA Today of Wetlands",
    "Lake Count 2019 (Provisional)",
    "Swimming up the River with <i>Salmo salar</i>",
)
CONTAINERS = (
    "Journal of Lake Studies",
    "The Daily Pond",
    "Lakes & Rivers Today",
    "Pond.org",
    "the handbook of still waters: a reader",
)
PUBLISHERS = (
    "Lake Press",
    "University of Exampleland",
    "Institute for Ponds, Lakes, and Rivers",
    "The Pond Company, Inc.",
)
DAYS = (
    [[2019, 5, 1]],
    [[2012, 10, 31]],
    [[2021, 9]],
    [[2004, 2, 29]],
    [[2016, 3, 30], [2016, 4, 2]],
    [[2020, 12, 24]],
)
YEARS: tuple[Item, ...] = (
    {"date-parts": [[2016]]},
    {"date-parts": [[1998]]},
    {"date-parts": [[2009], [2011]]},
    {"date-parts": [[2023]]},
    {"date-parts": [[2008]], "circa": True},
    {"date-parts": [[1999]]},
)
URLS = (
    "https://example.org/lakes/census",
    "https://www.example.com/2019/05/01/ponds.html?page=2&sort=a_b",
    "http://web.archive.org/web/2016/http://example.org/",
)
DOIS = ("10.5555/lakes.2016.12", "10.1000/182(99)1234-5")
PAGES = ("101-118", "7", "1199-1201", "A4", "12-15, 20")
VOLUMES = ("12", "IV", "3")
ISSUES = ("3", "4-5", "Spring")
LOCATORS = (
    ("page", "3"),
    ("page", "12-15"),
    ("section", "Results"),
    ("chapter", "4"),
    ("table", "2"),
    ("paragraph", "7"),
    ("figure", "1"),
)
POOLS: dict[str, tuple[Any, ...]] = {
    "container-title": CONTAINERS,
    "publisher": PUBLISHERS,
    "editor": EDITORS,
    "page": PAGES,
    "volume": VOLUMES,
    "issue": ISSUES,
    "version": ("2.10", "146bdc608e10", "3"),
    "ISSN": ("1234-5679",),
    "ISBN": ("978-3-16-148410-0",),
    "language": ("en", "en-GB", "de"),
}
NUMBERS = {
    "bill": ("H.R. 4970", "S. 12", "SB 1070"),
    "legislation": ("Pub. L. 117-58", "42", "c. 15"),
    "report": (r"LR\-2016\-07", "12", "Working Paper 5"),
    "dataset": ("ICPSR 1234", "5"),
    "thesis": ("1234567",),
    "legal_case": ("No. 12-345",),
}
GENRES = {
    "report": ("special report", "Working paper", "Fact sheet"),
    "thesis": ("PhD thesis", "Doctoral dissertation", "Master’s thesis"),
    "speech": ("Keynote address", "Speech"),
    "post": ("Tweet", "Status update"),
    "webpage": ("Press release",),
    "post-weblog": ("Guest post",),
    "dataset": ("Data set",),
}
FIELDS: dict[str, str] = {
    "webpage": "container-title+ publisher? genre- language-",
    "report": "publisher+ number? genre? container-title- language- ISBN-",
    "dataset": "publisher+ container-title- version? number- genre-",
    "article-newspaper": "container-title! page- ISSN- volume- issue- language-",
    "article-magazine": "container-title! volume? issue? page? ISSN-",
    "article-journal": "container-title! volume+ issue+ page+ ISSN- publisher- language-",
    "book": "publisher+ editor- volume- ISBN? version- language-",
    "chapter": "container-title! editor+ publisher+ page? volume- ISBN-",
    "bill": "number+ container-title- volume- page- publisher-",
    "legislation": "number? container-title? volume- page- publisher-",
    "legal_case": "container-title? volume? page? number- publisher-",
    "thesis": "publisher+ genre? number-",
    "speech": "container-title- publisher- genre?",
    "post": "container-title+ genre? publisher-",
    "post-weblog": "container-title+ publisher- genre- editor-",
    "entry-encyclopedia": "container-title! editor? publisher+ volume- page- version-",
}
"""Type → fields; ``!`` always, ``+`` three times in four, ``?`` in two, ``-`` one in eight."""

_ODDS = {"!": 8, "+": 6, "?": 4, "-": 1}


def make_items(seed: str = "") -> list[Item]:
    """Return the items of the matrix, in order; another *seed* draws other fields."""
    return [_item(seed, *cell) for cell in product(FIELDS, AUTHORS, DATES, ADDRESSES)]


def locator_of(item: Item, seed: str = "") -> tuple[str, str]:
    """Return label and locator with which *item* is cited, both empty for every other item."""
    draw = _draw(seed, item["id"], "locator", 2 * len(LOCATORS))
    return LOCATORS[draw] if draw < len(LOCATORS) else ("", "")


def _item(seed: str, kind: str, author: str, date: str, address: str) -> Item:
    item: Item = {"id": f"{kind}-{author}-{date}-{address}", "type": kind}
    _put(item, seed, "title", TITLES)
    if author != "nobody":
        _put(item, seed, "author", PEOPLE if author == "person" else BODIES)
    if date == "day":
        item["issued"] = {"date-parts": _pick(seed, item["id"], "issued", DAYS)}
    elif date == "year":
        item["issued"] = _pick(seed, item["id"], "issued", YEARS)
    for field in FIELDS[kind].split():
        name, odds = field[:-1], _ODDS[field[-1]]
        if _draw(seed, item["id"], f"has {name}", 8) < odds:
            _put(item, seed, name, _pool(name, kind))
    _put_address(item, seed, address)
    return item


def _pool(name: str, kind: str) -> tuple[Any, ...]:
    return {"number": NUMBERS, "genre": GENRES}.get(name, {}).get(kind) or POOLS[name]


def _put_address(item: Item, seed: str, address: str) -> None:
    if address == "url" or (address == "doi" and _draw(seed, item["id"], "both", 3) == 0):
        _put(item, seed, "URL", URLS)
    if address == "doi":
        _put(item, seed, "DOI", DOIS)
    if "URL" in item and _draw(seed, item["id"], "accessed", 4):
        item["accessed"] = {"date-parts": [[2026, 11, 22]]}


def _put(item: Item, seed: str, name: str, pool: tuple[Any, ...]) -> None:
    item[name] = _pick(seed, item["id"], name, pool)


def _pick(seed: str, key: str, name: str, pool: tuple[Any, ...]) -> Any:
    return pool[_draw(seed, key, name, len(pool))]


def _draw(seed: str, key: str, name: str, count: int) -> int:
    return int.from_bytes(sha256(f"{seed}/{key}/{name}".encode()).digest()[:4], "big") % count


def make_texts() -> list[Item]:
    """Return texts that cite several works: name, items, clusters.

    Works that look alike in a citation, repeated ones, several at one place.
    """
    return [
        _text("alike", _alike(), [["w-a"], ["w-b"], ["w-a", "w-c"], ["w-d"], ["w-a"], ["w-a"]]),
        _text(
            "namesakes", _namesakes(), [["n-ann"], ["n-carl"], ["n-two"], ["n-far"], ["n-three"]]
        ),
        _text("undated", _undated(), [["u-a"], ["u-b"], ["u-c", "u-a"], ["u-d"]]),
        _text(
            "repeats",
            _alike(),
            [["w-a"], [("w-a", "7")], [("w-a", "7")], ["w-d"], [("w-a", "9")], ["w-d", "w-b"]],
        ),
    ]


def _text(name: str, items: list[Item], clusters: list[list[Any]]) -> Item:
    named = [{**item, "id": f"{name}/{item['id']}"} for item in items]
    cites = [
        [
            {"id": f"{name}/{cite}"}
            if isinstance(cite, str)
            else {"id": f"{name}/{cite[0]}", "locator": cite[1], "label": "page"}
            for cite in cluster
        ]
        for cluster in clusters
    ]
    return {"name": name, "items": named, "clusters": cites}


def _work(key: str, title: str, authors: list[Item], year: int | None, **more: Any) -> Item:
    item: Item = {"id": key, "type": "report", "title": title, "publisher": "Lake Press", **more}
    if authors:
        item["author"] = authors
    if year:
        item["issued"] = {"date-parts": [[year]]}
    return item


def _alike() -> list[Item]:
    return [
        _work("w-a", "Ponds of the South", [_ANN], 2011),
        _work("w-b", "Lakes of the North", [_ANN], 2011),
        _work("w-c", "Rivers of the West", [_ANN], 2012),
        _work("w-d", "Springs", [_ANN, _CARL], 2011),
    ]


def _namesakes() -> list[Item]:
    ben = {"family": "Waters", "given": "Ben"}
    return [
        _work("n-ann", "A Census", [_ANN], 2010),
        _work("n-carl", "Another Census", [ben], 2010),
        _work("n-two", "Wells", [_LEE, _ANN, _CARL, _BERG], 2010),
        _work("n-far", "Springs", [_LEE, _CARL, _BERG, _ANN], 2010),
        _work("n-three", "Brooks", [_LEE, _ANN, _BERG, _CARL], 2010),
    ]


def _undated() -> list[Item]:
    page: Item = {"type": "webpage", "URL": URLS[0]}
    return [
        _work("u-a", "Pond Facts", [_OFFICE], None, **page),
        _work("u-b", "Lake Facts", [_OFFICE], None, **page),
        _work("u-c", "Well Facts", [], None, **page),
        _work("u-d", "Well Facts", [], 2014, **page),
    ]
