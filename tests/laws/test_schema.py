"""The JSON Schemas refuse nothing that the models accept; what only the models refuse is listed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError, create_model

from factbase.corpus import FACT_FIELDS, SOURCE_FIELDS, read_corpus
from factbase.layout import Layout
from factbase.model.fact import Fact, Retraction
from factbase.model.faults import faults
from factbase.model.schema import SCHEMAS
from factbase.model.source import Copy, Data, Name, Named, Source, SourceUse
from factbase.model.value import Value
from factbase.quantity.number import COMPARATORS
from factbase.yamlfile import Plain, read_yaml
from tests.laws.instances import facts, mutated, sources

ROOT = Path(__file__).resolve().parents[2]
MODELS: dict[str, tuple[Any, Any]] = {
    "fact": (Fact, FACT_FIELDS),
    "source": (Source, SOURCE_FIELDS),
}
VALIDATORS = {name: jsonschema.Draft202012Validator(make()) for name, make in SCHEMAS.items()}

quick = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

ONLY_THE_MODEL: dict[str, tuple[str, ...]] = {
    "FB201": ("this value has no number",),
    "FB203": (
        # order and signs of numbers
        "runs from",
        "a margin of error is not negative",
        "a confidence level lies between",
        # fields that need the unit's table to be understood
        "'out_of' goes with a rank",
        # grammars that no pattern can hold
        "is no share",
        "is no value id and no number",
        "cannot stand here",
        "has no '('",
        "is not closed",
        "the sum",
        "is no DOI",
        # what is left when white space is gone
        "the text is empty",
    ),
    "FB204": ("is no known unit",),
    "FB205": ("two values have the id", "cannot be an id"),
    "FB206": ("characters, at most",),
    "FB207": (
        "there is no year 0000",
        "there is no month",
        "days, not",
        "an interval open at both ends",
        "is no time for a recheck",
    ),
    "FB208": ("is no finite number of at most",),
    "FB209": ("the control character",),
    "FB210": ("turns the reading direction",),
    "FB211": (
        "no URL holds the character",
        "its host or port cannot be read",
        "it holds a user name or a password",
        "it names no host",
        "its host cannot be read",
    ),
}
"""Code → what begins or stands in the messages of reasons that only the model knows.

FB203: the order of two bounds, signs, sums and shares; a text of nothing but spaces. FB204: the
table of units is open by form. FB205: value ids are compared; the names of devices are no file
names. FB206: length counts after white space is collapsed, ids too. FB207: the calendar. FB208:
how large a number may be. FB209, FB210: characters that nobody sees. FB211: host and port.
"""


def refusals(name: str, data: Any) -> list[tuple[str, str]]:
    """Return code and message of everything that the model refuses in *data*."""
    model, fields = MODELS[name]
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [(fault.kind.code, fault.message) for fault in faults(error, fields)]
    return []


def check_law(name: str, data: Any) -> None:
    accepted = VALIDATORS[name].is_valid(data)
    found = refusals(name, data)
    if not found:
        assert accepted, [error.message for error in VALIDATORS[name].iter_errors(data)]
    elif accepted:
        for code, message in found:
            assert any(part in message for part in ONLY_THE_MODEL.get(code, ())), (code, message)


@quick
@given(facts)
def test_both_accept_a_fact(data):
    assert refusals("fact", data) == []
    VALIDATORS["fact"].validate(data)


@quick
@given(sources)
def test_both_accept_a_source(data):
    assert refusals("source", data) == []
    VALIDATORS["source"].validate(data)


@settings(quick, max_examples=150)
@given(mutated(facts))
def test_the_law_on_changed_facts(data):
    check_law("fact", data)


@settings(quick, max_examples=150)
@given(mutated(sources))
def test_the_law_on_changed_sources(data):
    check_law("source", data)


VALUE = {"measure": "people", "value": 12, "unit": "people"}
GOOD: dict[str, Any] = {
    "id": "a",
    "claim": "A claim.",
    "topics": ["t"],
    "period": 2020,
    "values": [VALUE],
    "sources": [{"ref": "b"}],
}
RECORD = {"id": "b", "type": "report", "title": "T", "issued": 2020}


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def value(**fields: Any) -> dict[str, Any]:
    return {**GOOD, "values": [{**without(VALUE, "value", "unit"), **fields}]}


BOTH_REFUSE = [
    pytest.param("fact", value(unit="people"), id="no comparator"),
    *(
        pytest.param("fact", value(value=1, unit="people", **{key: 2}), id=f"value and {key}")
        for key in COMPARATORS
        if key not in ("value", "range")
    ),
    pytest.param("fact", value(value=1, range=[1, 2], unit="people"), id="value and range"),
    pytest.param("fact", value(value=1), id="no unit"),
    pytest.param("fact", value(value="1 in 4", unit="percent"), id="a share with a unit"),
    pytest.param("fact", value(value=4, stat="rank", unit="people"), id="a rank with a unit"),
    pytest.param(
        "fact",
        value(value=1, unit="people", margin_of_error=1, interval=[0, 2]),
        id="two uncertainties",
    ),
    pytest.param(
        "fact", value(value=1, unit="people", than="a", than_text="b"), id="two baselines"
    ),
    pytest.param("fact", {**GOOD, "kind": "assessment"}, id="assessment without said_by"),
    pytest.param("fact", without(GOOD, "period"), id="statistic without period"),
    pytest.param("fact", without(GOOD, "values"), id="statistic without values"),
    pytest.param("fact", {**GOOD, "values": []}, id="statistic with no value"),
    pytest.param("fact", {**GOOD, "kind": "law", "period": None}, id="law without period"),
    pytest.param(
        "fact", {**without(GOOD, "values", "period"), "kind": "event"}, id="event without period"
    ),
    pytest.param("fact", {**GOOD, "sources": []}, id="no source"),
    pytest.param("fact", {**GOOD, "topics": []}, id="no topic"),
    pytest.param("fact", {**GOOD, "new": 1}, id="unknown field"),
    pytest.param("fact", {**GOOD, "id": "self"}, id="reserved id"),
    pytest.param(
        "fact", {**GOOD, "sources": [{"ref": "b", "original": "world"}]}, id="reserved original"
    ),
    *(
        pytest.param("source", {**RECORD, "type": kind}, id=f"{kind} without URL")
        for kind in ("webpage", "post", "post-weblog")
    ),
    *(pytest.param("source", without(RECORD, key), id=f"no {key}") for key in RECORD),
    pytest.param("source", {**RECORD, "author": [{"given": "A"}]}, id="author without a name"),
    pytest.param("source", {**RECORD, "author": "A B"}, id="author as a text"),
]
BOTH_ACCEPT = [
    pytest.param("fact", GOOD, id="shortest"),
    pytest.param("fact", value(value="1 in 4"), id="share"),
    pytest.param("fact", value(value=46, stat="rank", out_of=163), id="rank"),
    pytest.param("fact", {**without(GOOD, "values"), "kind": "law"}, id="law without values"),
    pytest.param(
        "fact",
        {**without(GOOD, "values", "period"), "kind": "assessment", "said_by": "A"},
        id="assessment",
    ),
    pytest.param("fact", {**GOOD, "x-own": [1]}, id="own field"),
    pytest.param("source", RECORD, id="source"),
    pytest.param("source", {**RECORD, "type": "webpage", "URL": "unstated"}, id="webpage"),
]


@pytest.mark.parametrize(("name", "data"), BOTH_REFUSE)
def test_both_refuse(name, data):
    assert refusals(name, data) != []
    assert not VALIDATORS[name].is_valid(data)


@pytest.mark.parametrize(("name", "data"), BOTH_ACCEPT)
def test_both_accept(name, data):
    assert refusals(name, data) == []
    VALIDATORS[name].validate(data)


def as_json(data: Any) -> Any:
    """Return what a reader of YAML 1.2's core schema makes of our reader's data."""
    if isinstance(data, dict):
        return {key: as_json(item) for key, item in data.items()}
    if isinstance(data, list):
        return [as_json(item) for item in data]
    if isinstance(data, Plain):
        try:
            number = Decimal(data)
        except ArithmeticError:
            return str(data)
        if number.is_finite():
            return int(number) if number == number.to_integral() else float(number)
    return str(data)


FILES = sorted((ROOT / "facts").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_facts_of_this_base_fit_the_published_schema(path):
    name = "source" if path.parent.name == "sources" else "fact"
    data = as_json(read_yaml(str(path), path.name).data)
    VALIDATORS[name].validate(data)


def test_facts_and_records_were_read():
    corpus = read_corpus(Layout(str(ROOT)))
    assert len(corpus.files) == len(FILES) > 50


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_generated_copies_are_in_step(name):
    text = json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
    for folder in ("schemas", "factbase/schemas"):
        assert (ROOT / folder / f"{name}.schema.json").read_text(encoding="utf-8") == text


def properties(schema: Any) -> Any:
    """Yield every property of *schema* with its name."""
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            # In an "if" a property only names its condition.
            if isinstance(inner, dict) and set(inner) - {
                "enum",
                "const",
                "minItems",
                "type",
                "not",
            }:
                yield name, inner
        for key, inner in schema.items():
            if key not in ("if", "anyOf", "oneOf", "allOf", "not", "examples"):
                yield from properties(inner)
            elif key in ("anyOf", "oneOf") and isinstance(inner, list):
                for option in inner:
                    yield from properties(option)
    elif isinstance(schema, list):
        for inner in schema:
            yield from properties(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one_and_says_what_each_field_means(name):
    schema = SCHEMAS[name]()
    jsonschema.Draft202012Validator.check_schema(schema)
    found = list(properties(schema))
    assert len(found) > 20
    assert [field for field, inner in found if not inner.get("description")] == []
    assert schema["examples"]
    for example in schema["examples"]:
        VALIDATORS[name].validate(example)


def fields_of_models(schema: Any) -> Any:
    """Yield each model's field in *schema*: a name such as ``Value.unit``, and its own schema."""
    top = schema.get("else", schema)
    for owner, model in {**schema["$defs"], "": top}.items():
        for key, inner in model["properties"].items():
            yield f"{owner}.{key}", inner


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_field_has_examples_that_its_own_schema_accepts(name):
    schema = SCHEMAS[name]()
    found = dict(fields_of_models(schema))
    # A list of words is its own example.
    assert [
        key for key, inner in found.items() if "enum" not in inner and not inner.get("examples")
    ] == []
    for key, inner in found.items():
        own = jsonschema.Draft202012Validator({**inner, "$defs": schema["$defs"]})
        for example in inner.get("examples", ()):
            assert own.is_valid(example), (key, example)


@pytest.mark.parametrize(
    "model", [Name, Copy, Source, Named, Data, SourceUse, Value, Retraction, Fact]
)
def test_the_model_accepts_the_examples_of_its_fields(model):
    for field in model.model_fields.values():
        alone = create_model("alone", it=(field.annotation, field))
        for example in field.examples or ():
            alone.model_validate({field.alias or "it": example})
