"""The loop that somebody would write by hand: PyYAML's C loader, pydantic models, no rules.

    python handwritten.py FOLDER

It knows the fields of a fact and of a source and their types, and nothing else: no lines, no
agreement of numbers and texts, no references, no vocabulary.
"""

from __future__ import annotations

import glob
import os
import sys
from datetime import date
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

Slug = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Number = int | float
Figure = int | float | str
Day = date
Period = int | date | str
Url = Annotated[str, Field(pattern="^https?://")]


class Model(BaseModel):
    """No field but the known ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(Model):
    """One number."""

    id: Slug | None = None
    measure: Annotated[str, Field(max_length=160)]
    value: Figure | None = None
    about: Figure | None = None
    nearly: Figure | None = None
    more_than: Figure | None = None
    at_least: Figure | None = None
    less_than: Figure | None = None
    at_most: Figure | None = None
    range: tuple[Number, Number] | None = None
    unit: Text | None = None
    of: Text | None = None
    stat: (
        Literal[
            *("count", "share", "rate", "ratio", "change"),
            *("amount", "mean", "median", "index", "rank"),
        ]
        | None
    ) = None
    than: Text | None = None
    than_text: Text | None = None
    part_of: Text | None = None
    out_of: Number | None = None
    margin_of_error: Number | None = None
    interval: tuple[Number, Number] | None = None
    confidence: Annotated[float, Field(ge=1, lt=100)] | None = None
    sample: Number | None = None
    basis: Literal["measured", "estimate", "provisional", "projection", "target"] = "measured"
    prices: int | str | None = None
    per: Literal["year", "quarter", "month", "week", "day", "hour"] | None = None
    calculated: Text | None = None
    method: Text | None = None
    period: Period | None = None
    place: Text | None = None
    dimensions: dict[str, str] = {}


class Use(Model):
    """How a fact uses a source."""

    ref: Slug
    at: str | None = None
    quote: Annotated[str, Field(max_length=600)] | None = None
    read: Day | None = None
    copy_: Text | None = Field(None, alias="copy")
    original: str | dict[str, str] | None = None
    original_note: Text | None = None
    for_: list[Slug] = Field(default_factory=list, alias="for")


class Fact(Model):
    """One statement."""

    id: Slug
    claim: Annotated[str, Field(max_length=400)]
    kind: Literal["statistic", "event", "law", "assessment"] = "statistic"
    said_by: Text | None = None
    values: list[Value] = []
    period: Period | None = None
    place: Text | None = None
    dimensions: dict[str, str] = {}
    topics: Annotated[list[Slug], Field(min_length=1)]
    sources: Annotated[list[Use], Field(min_length=1)]
    series: Slug | None = None
    recheck: date | str | None = None
    supersedes: list[Slug] = []
    disputes: list[Slug] = []
    also: list[Text] = []
    formerly: list[Slug] = []
    note: Text | None = None
    lang: Text | None = None


class Name(Model):
    """A person or a body."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Source(Model):
    """One publication."""

    id: Slug
    type: Literal["report", "webpage", "article-journal", "article-newspaper", "book", "dataset"]
    title: Annotated[str, Field(max_length=500)]
    author: list[Name] = []
    editor: list[Name] = []
    issued: Period
    container_title: Text | None = Field(None, alias="container-title")
    publisher: Text | None = None
    url: Url | None = Field(None, alias="URL")
    doi: Text | None = Field(None, alias="DOI")
    number: int | str | None = None
    volume: int | str | None = None
    issue: int | str | None = None
    page: int | str | None = None
    language: Text | None = None
    license: Text | None = None
    note: Text | None = None


def main() -> int:
    """Check every file below the folder; return 1 where one is refused."""
    read = refused = 0
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "**", "*.yaml"), recursive=True)):
        read += 1
        model = Source if "/sources/" in path else Fact
        try:
            with open(path, encoding="utf-8") as handle:
                model.model_validate(yaml.load(handle, yaml.CSafeLoader))  # a safe one
        except (ValidationError, ValueError, yaml.YAMLError) as error:
            refused += 1
            print(f"{path}: {error}")
    print(f"{read} files, {refused} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
