"""The record of one publication, in the variables of CSL; and its use inside a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import WithJsonSchema

from factbase.dates import PartialDate
from factbase.model.fields import Model
from factbase.model.ids import RECORD_ID_SCHEMA, Id, RecordId
from factbase.model.refusal import refuse
from factbase.model.texts import Bare, Note, Phrase, Quote, Title, Words
from factbase.model.times import Date, DateOrUnstated, Day
from factbase.model.urls import Url, UrlOrUnstated
from factbase.model.words import CslType, Figures, UrlStatus

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_DIGEST = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
"""An example of a SHA-256."""

NEEDS_URL = ("webpage", "post", "post-weblog")


def _sha256(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise refuse("FB203", "not a SHA-256 in 64 small hexadecimal digits")
    return str(value)


def _doi(value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"10\.[0-9]{4,9}/[^\s]{1,200}", text):
        found = re.search(r"10\.[0-9]{4,9}/\S+", text)
        hint = f"write {found[0]}" if found else "a DOI begins with '10.', such as 10.1000/182"
        raise refuse("FB203", f"'{text[:60]}' is no DOI", hint)
    return text


def _issn(value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        raise refuse("FB203", f"'{text[:60]}' is no ISSN", "write it as 0190-8286")
    return text


def _whole(value: Any) -> int:
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch(r"[1-9][0-9]{0,9}", text):
        raise refuse("FB203", f"'{text[:40]}' is no whole number from 1", "write digits only")
    return int(text)


Sha256 = Annotated[
    str, BeforeValidator(_sha256), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})
]
Doi = Annotated[
    str,
    BeforeValidator(_doi),
    WithJsonSchema({"type": "string", "pattern": "^\\s*10\\.[0-9]{4,9}/"}),
]
Issn = Annotated[
    str,
    BeforeValidator(_issn),
    WithJsonSchema({"type": "string", "pattern": "^\\s*[0-9]{4}-[0-9]{3}[0-9X]\\s*$"}),
]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": "^[1-9][0-9]{0,9}$"},
            ]
        }
    ),
]


class Name(Model):
    """A person (family and given name) or a body (literal), as in CSL."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["family"]}, {"required": ["literal"]}]}
    )

    family: Phrase | None = Field(None, description="Family name.", examples=["Srivastava"])
    given: Phrase | None = Field(None, description="Given names.", examples=["Ishita"])
    literal: Phrase | None = Field(
        None, description="The name of a body, as printed.", examples=["Office of Lakes and Rivers"]
    )
    suffix: Phrase | None = Field(None, description="Jr., III.", examples=["Jr.", "III"])
    dropping_particle: Phrase | None = Field(
        None,
        alias="dropping-particle",
        description="A particle that sorting drops: 'de'.",
        examples=["de"],
    )
    non_dropping_particle: Phrase | None = Field(
        None,
        alias="non-dropping-particle",
        description="A particle kept when sorting: 'van'.",
        examples=["van"],
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.family is None and self.literal is None:
            hint = "write {family: …, given: …} for a person, {literal: …} for a body"
            raise refuse("FB201", "this name has neither 'family' nor 'literal'", hint)
        return self


class Copy(Model):
    """A copy of the source that was taken; only its fingerprint is kept."""

    sha256: Sha256 = Field(description="SHA-256 of the copy's normalised text.", examples=[_DIGEST])
    taken: Day = Field(
        description="The day on which it was taken or came to hand.", examples=["2026-11-22"]
    )
    characters: Whole | None = Field(
        None, description="The length of the normalised text.", examples=[18240]
    )


def _names(value: Any) -> Any:
    if isinstance(value, str):
        *given, family = value.split() or [""]
        hint = "write a list: [{literal: …}] for a body, [{family: …, given: …}] for a person"
        if given:
            person = f"{{family: {family}, given: {' '.join(given)}}}"
            hint = f"write [{person}] for a person, [{{literal: {value}}}] for a body"
        raise refuse("FB203", "a text stands where a list of names is expected", hint[:200])
    return value


Names = Annotated[tuple[Name, ...], BeforeValidator(_names)]


class Source(Model):
    """One publication that states a figure. The field names are CSL's where CSL has one."""

    model_config = ConfigDict(
        title="factbase source",
        json_schema_extra={
            "allOf": [
                {
                    "if": {
                        "properties": {"type": {"enum": list(NEEDS_URL)}},
                        "required": ["type"],
                    },
                    "then": {"required": ["URL"]},
                }
            ],
            "examples": [
                {
                    "id": "srivastava-imhere",
                    "type": "webpage",
                    "title": "#ImHere: THE CALL",
                    "author": [{"family": "Srivastava", "given": "Ishita"}],
                    "issued": "unstated",
                    "URL": "unstated",
                }
            ],
        },
    )

    id: RecordId = Field(
        description="The citation key: author, subject, year.", examples=["waters-lakes-2016"]
    )
    type: CslType = Field(description="The kind of publication, a CSL 1.0.2 item type.")
    title: Title = Field(
        description="As printed, without a full stop.",
        examples=["The Lakes of Exampleland: A Census"],
    )
    author: Names = Field(
        (),
        description="Who wrote it: persons or bodies.",
        examples=[
            [{"family": "Waters", "given": "Ann"}, {"literal": "Office of Lakes and Rivers"}]
        ],
    )
    editor: Names = Field(
        (), description="Who edited it.", examples=[[{"family": "Brook", "given": "Carl"}]]
    )
    issued: DateOrUnstated = Field(
        description="2012, 2012-10, 2012-10-01, or unstated.",
        examples=["2016-05-01", "2016-05", 2016, "unstated"],
    )
    container_title: Title | None = Field(
        None,
        alias="container-title",
        description="The newspaper, journal or site it stands in.",
        examples=["Journal of Lake Studies"],
    )
    publisher: Words | None = Field(None, description="Who published it.", examples=["Lake Press"])
    url: UrlOrUnstated | None = Field(
        None,
        alias="URL",
        description="The address, or unstated.",
        examples=["https://example.org/lakes/census"],
    )
    doi: Doi | None = Field(
        None,
        alias="DOI",
        description="Without https://doi.org/.",
        examples=["10.5555/lakes.2016.12"],
    )
    issn: Issn | None = Field(
        None, alias="ISSN", description="Of the journal or newspaper.", examples=["1234-5679"]
    )
    isbn: Bare | None = Field(
        None, alias="ISBN", description="Of the book.", examples=["978-3-16-148410-0"]
    )
    number: Bare | None = Field(
        None,
        description="Of a bill, report or law: 'H.R. 4970'.",
        examples=["H.R. 4970", "LR-2016-07"],
    )
    volume: Bare | None = Field(
        None, description="Volume of the journal or book.", examples=[12, "IV"]
    )
    issue: Bare | None = Field(None, description="Issue of the journal.", examples=[3])
    page: Bare | None = Field(None, description="The pages it fills.", examples=["101-118", 7])
    genre: Words | None = Field(
        None, description="The kind of report or thesis, in words.", examples=["special report"]
    )
    version: Bare | None = Field(
        None, description="Of a dataset or software.", examples=["2.10", "146bdc608e10"]
    )
    accessed: Date | None = Field(
        None,
        description="Only what the citing work reported: 'Retrieved 2015-11-11'.",
        examples=["2015-11-11"],
    )
    language: Phrase | None = Field(
        None, description="Language tag (BCP 47), such as en or de.", examples=["en", "pt-BR"]
    )
    url_status: UrlStatus | None = Field(
        None,
        description="What the URL does today: live, dead, lost (dead, and no copy is to be found) "
        "or paywalled.",
    )
    archive_url: Url | None = Field(
        None,
        description="A kept copy on the web.",
        examples=["https://archive.example.org/2016/lakes-census"],
    )
    archive_date: Date | None = Field(
        None, description="When that copy was made.", examples=["2016-06-02"]
    )
    license: Words | None = Field(
        None, description="The licence under which it may be reused.", examples=["CC BY 4.0"]
    )
    copies: tuple[Copy, ...] = Field(
        (),
        description="Copies that were read, by fingerprint.",
        examples=[[{"sha256": _DIGEST, "taken": "2026-11-22"}]],
    )
    note: Note | None = Field(
        None,
        description="What is known about the record itself.",
        examples=["The printed edition gives no month."],
    )

    @model_validator(mode="after")
    def _url_where_there_must_be_one(self) -> Self:
        if self.url is None and self.type in NEEDS_URL:
            message = f"the field 'URL' is missing; a {self.type} has one"
            raise refuse("FB201", message, "write the address, or 'URL: unstated'")
        return self

    @property
    def issued_date(self) -> PartialDate | None:
        """Return the date of issue where it is one date, else None."""
        return self.issued if isinstance(self.issued, PartialDate) else None


class Named(Model):
    """The work that the source names as the origin of its figure."""

    ref: RecordId = Field(
        description="The source record of that work.", examples=["brook-ponds-2009"]
    )
    figures: Figures = Field(
        "unchecked", description="Whether that work gives the same figures, if it was looked at."
    )

    @model_serializer
    def _as_written(self) -> Any:
        return (
            self.ref if self.figures == "unchecked" else {"ref": self.ref, "figures": self.figures}
        )


ORIGIN_WORDS = ("self", "lost", "none")


def _original_form(value: Any) -> str:
    return "<word>" if isinstance(value, str) and value in ORIGIN_WORDS else "<ref>"


def _original(value: Any) -> Any:
    if isinstance(value, str) and value not in ORIGIN_WORDS:
        return {"ref": value}
    return value


class _OrTheRefAlone:
    """Says in the JSON Schema that a source may be named by its id alone."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*handler(core_schema)["oneOf"], RECORD_ID_SCHEMA]}


Original = Annotated[
    Annotated[Literal["self", "lost", "none"], Tag("<word>")] | Annotated[Named, Tag("<ref>")],
    Discriminator(_original_form),
    BeforeValidator(_original),
    _OrTheRefAlone(),
]


class Data(Model):
    """The place in a published table from which the number was read."""

    file: Words = Field(
        description="The table's file name or path in the publication.", examples=["data/lakes.csv"]
    )
    row: Whole = Field(
        description="The data row, counted from 1 without the header.", examples=[58]
    )
    column: Bare = Field(description="The column's name.", examples=["Area"])
    version: Bare | None = Field(
        None, description="The version of the table: a commit, a date.", examples=["146bdc608e10"]
    )


class SourceUse(Model):
    """How a fact uses a source: where it stands there, who read it, whom the source names."""

    ref: RecordId = Field(
        description="The id of the source record.", examples=["waters-lakes-2016"]
    )
    at: Bare | None = Field(
        None,
        description="Where in the source: 'p. 3', 'table 2', 'section 4', a bullet.",
        examples=["p. 3", "table 2"],
    )
    quote: Quote | None = Field(
        None,
        description="The source's own words, one passage.",
        examples=["In 2015 we counted 1,204 lakes of more than ten hectares."],
    )
    read: Day | None = Field(
        None,
        description="The day on which the passage was read; absent = not read.",
        examples=["2026-11-22"],
    )
    copy_: Words | None = Field(
        None,
        alias="copy",
        description="Which copy was read, when it was not the live work.",
        examples=["extract at commit 146bdc608e10"],
    )
    original: Original | None = Field(
        None,
        description="self (the source made the number), the id of the source that it names, "
        "lost (it pointed at something that cannot be identified) or none (it names nothing).",
        examples=["self", "lost", "none", "brook-ponds-2009"],
    )
    original_note: Note | None = Field(
        None, description="How we know.", examples=["Footnote 4 names the census without a year."]
    )
    for_: tuple[Id, ...] = Field(
        (),
        alias="for",
        description="The ids of the values it supports; default all.",
        examples=[["before", "change"]],
    )
    data: Data | None = Field(
        None,
        description="The cell of a published table.",
        examples=[{"file": "data/lakes.csv", "row": 58, "column": "Area"}],
    )

    @property
    def grade(self) -> str:
        """Return how good the evidence of this use is: primary, secondary, orphan or unread."""
        if self.read is None:
            return "unread"
        if self.original == "self":
            return "primary" if self.quote or self.data or self.at else "secondary"
        return "secondary" if isinstance(self.original, Named) else "orphan"


GRADES = ("primary", "secondary", "orphan", "unread")
"""From the best to the weakest."""
