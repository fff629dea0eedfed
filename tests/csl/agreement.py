"""How far a style prints, through our processor, what its golden says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from factbase.csl import Cite, Cluster, Processor
from tests.csl.matrix import locator_of, make_items, make_texts

if TYPE_CHECKING:
    from tests.csl.goldens import Golden

SHARED = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "csl")


class Outcome(NamedTuple):
    """One text as the golden has it and as we print it; *place* is item or text, then its part."""

    place: str
    wanted: str
    got: str


def outcomes(style: str, golden: Golden, *, seed: str = "", **options: Any) -> list[Outcome]:
    """Return every text of *golden* beside what *style*, a name or path, prints.

    *options* are those of Processor. Each item stands alone; each text of the golden is made as
    a whole.
    """
    return [
        *_alone(Processor(style, **options), golden, seed),
        *_texts(Processor(style, **options), golden),
    ]


def _alone(processor: Processor, golden: Golden, seed: str) -> list[Outcome]:
    found = []
    for item in make_items(seed):
        label, locator = locator_of(item, seed)
        wanted = golden.alone[item["id"]]
        processor.forget()
        processor.register([item])
        cite = Cite(item["id"], locator=locator, label=label or "page")
        [cluster] = processor.cite([Cluster([cite])])
        entry = "".join(one.text.strip() for one in processor.bibliography())
        found.append(Outcome(f"{item['id']} in text", wanted[0], cluster))
        found.append(Outcome(f"{item['id']} entry", wanted[1], entry))
    return found


def _texts(processor: Processor, golden: Golden) -> list[Outcome]:
    found = []
    for text in make_texts():
        wanted = golden.texts[text["name"]]
        processor.forget()
        processor.register(text["items"])
        in_notes = processor.style.in_notes
        clusters = processor.cite(
            [
                Cluster([Cite(**cite) for cite in cluster], note=index if in_notes else 0)
                for index, cluster in enumerate(text["clusters"], 1)
            ]
        )
        entries = [entry.text.strip() for entry in processor.bibliography()]
        for part, theirs, mine in (
            ("in text", wanted["clusters"], clusters),
            ("entries", wanted["entries"], entries),
        ):
            found.append(Outcome(f"{text['name']} {part}", "\n".join(theirs), "\n".join(mine)))
    return found
