"""Every format of a report, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.reporters import concise, full, github, json, sarif, statistics

if TYPE_CHECKING:
    from factbase.reporters.base import Reporter

ALL_REPORTERS: dict[str, Reporter] = {
    "full": full,
    "concise": concise,
    "json": json,
    "github": github,
    "sarif": sarif,
    "statistics": statistics,
}
