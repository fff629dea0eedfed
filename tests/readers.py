"""A base made for the read side: a fact of every status, grade, place and time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase import FactBase
from tests.bases import make_base

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
"""This repository, itself a fact base."""

TODAY = "2026-11-22"
READ = "2026-11-20"


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in fields.items() if item is not None}


def source(ref: str = "example", **fields: Any) -> dict[str, Any]:
    """Return a source record with these *fields*; None leaves one out."""
    return _without_none(
        {"id": ref, "type": "report", "title": "Example", "issued": 2021, **fields}
    )


def use(ref: str = "example", **fields: Any) -> dict[str, Any]:
    """Return a source use that was read, with a locator."""
    return _without_none({"ref": ref, "at": "p. 3", "read": READ, **fields})


def value(**fields: Any) -> dict[str, Any]:
    """Return a value."""
    return _without_none({"measure": "people counted", "value": 12, "unit": "people", **fields})


def fact(fact_id: str, **fields: Any) -> dict[str, Any]:
    """Return a fact without a fault."""
    return _without_none(
        {
            "id": fact_id,
            "claim": f"An example counted 12 people for {fact_id}.",
            "topics": ["example"],
            "period": "2020",
            "values": [value()],
            "sources": [use(original="self")],
            **fields,
        }
    )


def write_base(
    folder: Path,
    facts: Iterable[dict[str, Any]],
    sources: Iterable[dict[str, Any]] = (),
    **files: str,
) -> Path:
    """Write a base at *folder*; JSON is YAML, too. *files* are topics or units in YAML."""
    known = {record["id"]: record for record in (source(), *sources)}
    written: dict[str, str | bytes] = {
        f"facts/sources/{ref}.yaml": json.dumps(record) for ref, record in known.items()
    }
    written |= {f"facts/{one['id']}.yaml": json.dumps(one) for one in facts}
    written |= {f"schemas/{name}.yaml": text for name, text in files.items()}
    return make_base(folder, written, source=False)


def open_base(folder: Path, **options: Any) -> FactBase:
    """Open the base at *folder* on `TODAY`."""
    return FactBase.open(folder, today=TODAY, **options)


TOPICS = """\
animals: {label: Animals}
birds: {label: Birds, broader: animals, also: [feathered creatures]}
example: {label: Example}
"""

VARIED = [
    fact("ducks-us-2010", claim="In 2010, 40 ducks swam in the United States.", topics=["birds"],
         place="US", period="2010"),
    fact("ducks-us-az-2012", claim="In 2012, 41 ducks swam in Arizona.", topics=["birds"],
         place="US-AZ", period="2011/2012"),
    fact("ducks-gb-2015", claim="In 2015, 42 ducks swam in Great Britain.", topics=["birds"],
         place="GB", period="2015", sources=[use("lake-2016", original="lost")]),
    fact("horses-from-iran", claim="Horses from Iran galloped.", topics=["animals"], place="AF",
         dimensions={"origin": "IR"}, period="2018/..", sources=[use(original="none")]),
    fact("fish-undated", claim="Fish were counted at no stated time.", topics=["animals"],
         period="unstated", sources=[use("lake-2016", original={"ref": "pond-2009"})]),
    fact("cats-event", claim="On May 2, 2019, a cat was crowned.", kind="event", values=None,
         topics=["animals"], period="2019-05-02"),
    fact("unread-ducks", claim="An unread count says 99 ducks.", topics=["birds"], period="2021",
         sources=[use(read=None, at=None)]),
    fact("old-ducks", claim="A superseded count says 98 ducks.", topics=["birds"], period="2020"),
    fact("new-ducks", claim="A corrected count says 97 ducks.", topics=["birds"], period="2020",
         supersedes=["old-ducks"]),
    fact("wrong-ducks", claim="A retracted count says 96 ducks.", topics=["birds"], period="2020",
         retracted={"on": "2026-01-02", "why": "Geese were counted."}),
    fact("stale-ducks", claim="A stale count says 95 ducks.", topics=["birds"], period="2020",
         recheck="2025-01-01"),
    fact("first-ducks", claim="One side says 94 ducks.", topics=["birds"], period="2020",
         disputes=["second-ducks"]),
    fact("second-ducks", claim="The other side says 93 ducks.", topics=["birds"], period="2020"),
    *(fact(f"geese-{year}", claim="Geese were counted by the lake.", topics=["birds"],
           period=str(year), series="geese", formerly=[f"ganders-{year}"])
      for year in (2021, 2023, 2022)),
    fact("us-who", claim="The WHO counted doctors in the US.", place="US", period="2019",
         topics=["example"]),
]  # fmt: skip

VARIED_SOURCES = [
    source("lake-2016", title="The Lake", author=[{"family": "Waters", "given": "Ann"}],
           issued="2016-05-01", publisher="Lake Press"),
    source("pond-2009", title="The Pond", issued="2009"),
]  # fmt: skip


def varied_base(folder: Path) -> Path:
    """Write the base of `VARIED` facts."""
    return write_base(folder, VARIED, VARIED_SOURCES, topics=TOPICS)
