"""A fact as one line of JSON: what a set of claims from elsewhere can say of itself."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from factbase.model.fact import Fact
from factbase.model.refusal import refuse
from factbase.model.source import GRADES
from factbase.model.texts import at_most, one_line, text_of
from factbase.model.words import Topic
from factbase.normalize import shown

_ID = re.compile(r"[^\s@]{1,200}\Z")
_LONGEST = 20_000


def _id(value: Any) -> str:
    text = text_of(value)
    if not _ID.match(text):
        hint = "an id has 1 to 200 characters, without spaces and @"
        raise refuse("FB205", f"'{shown(text)}' cannot be an id", hint)
    return text


def _claim(value: Any) -> str:
    return at_most(_LONGEST)(one_line(value))


class LineFact(Fact):
    """A fact of which only id and claim have to be known.

    The id is that of the set it comes from, the claim as long as it is there. Nobody has read
    its source for this base, so its grade is ``unread``; a source that is not said is unstated.
    """

    id: Annotated[str, BeforeValidator(_id)] = Field(description="Any text without spaces.")
    claim: Annotated[str, BeforeValidator(_claim)] = Field(description="What is claimed.")
    topics: tuple[Topic, ...] = Field((), description="For browsing and filters.")

    @model_validator(mode="after")
    def _what_the_kind_demands(self) -> Self:
        return self

    @property
    def grade(self) -> str:
        """Return the grade of what nobody has read."""
        return GRADES[-1]

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as readers expect it, also without topics."""
        return {"topics": [], **super().to_dict()}
