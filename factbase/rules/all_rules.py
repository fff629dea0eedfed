"""Every rule and every other kind of finding, listed; the list is the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase import settings, yamlfile
from factbase.drafts import bibliography
from factbase.model import faults, vocabulary
from factbase.rules.conflicts import FactsInConflict
from factbase.rules.content import PeriodEndsBeforeStart
from factbase.rules.duplicates import NearDuplicateClaim
from factbase.rules.file_names import FileNameIsNotId, FileNamesCollide
from factbase.rules.history import IdGone
from factbase.rules.ignores import BadIgnore, UnusedIgnore
from factbase.rules.numbers import (
    CalculationDiffers,
    ClaimAndValuesDiffer,
    ImplausibleForUnit,
    MultipleAboveWhole,
    PartLargerThanWhole,
    QuoteAndValuesDiffer,
)
from factbase.rules.origins import CircularOrigin, NoOriginalStated
from factbase.rules.quotes import QuoteNotInCopy
from factbase.rules.records import SourceNeverUsed, SourceRecordedTwice
from factbase.rules.repository import CircleInSupersedes, IdUsedTwice, UnknownReference
from factbase.rules.secrets import SecretInText
from factbase.rules.sources import EvidenceBelowDemand, InFuture, ReadBeforeIssued
from factbase.rules.upkeep import DeadLinkWithoutArchive, Stale

if TYPE_CHECKING:
    from factbase.diagnostics import Kind
    from factbase.rules.base import Rule

ALL_RULES: tuple[Rule, ...] = (
    PeriodEndsBeforeStart(),
    ReadBeforeIssued(),
    InFuture(),
    ImplausibleForUnit(),
    ClaimAndValuesDiffer(),
    QuoteAndValuesDiffer(),
    PartLargerThanWhole(),
    MultipleAboveWhole(),
    QuoteNotInCopy(),
    CalculationDiffers(),
    IdUsedTwice(),
    FileNameIsNotId(),
    NearDuplicateClaim(),
    FileNamesCollide(),
    UnknownReference(),
    FactsInConflict(),
    SourceNeverUsed(),
    CircleInSupersedes(),
    SourceRecordedTwice(),
    NoOriginalStated(),
    DeadLinkWithoutArchive(),
    Stale(),
    SecretInText(),
    EvidenceBelowDemand(),
    CircularOrigin(),
)

_KINDS: list[type[Kind]] = [
    *yamlfile.KINDS,
    *faults.KINDS,
    *(type(rule) for rule in ALL_RULES),
    IdGone,
    UnusedIgnore,
    BadIgnore,
    settings.BadSetting,
    *vocabulary.KINDS,
    *bibliography.KINDS,
]
ALL_KINDS: dict[str, type[Kind]] = {
    kind.code: kind for kind in sorted(_KINDS, key=lambda kind: kind.code)
}
"""Code → what it means: faults of files and fields, rules, configuration."""

NAMES: dict[str, str] = {code: kind.name for code, kind in ALL_KINDS.items()}
"""Code → name."""
