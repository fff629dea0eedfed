"""Whatever stands in a file, a fix changes no number, adds no finding, and is done once."""

from __future__ import annotations

import difflib
import re
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import factbase
from factbase.model.fact import Fact
from factbase.yamlfile import Plain, parse_yaml
from tests.bases import STRUCTURE, TODAY, findings, make_base
from tests.laws.instances import facts
from tests.laws.test_forms import as_yaml

quick = settings(derandomize=True, max_examples=80, deadline=None, database=None)

NAME = "facts/example-fact.yaml"
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")

LINES = [
    "id: example-fact",
    "claim: An example counted 46,000 people in 2020.",
    "topics: [example]",
    "period: 2020",
    "values:",
    "  - {measure: people counted, value: 46000, unit: people}  # seen",
    "  - measure: share",
    "    range: [1.50, 2.50]",
    "    unit: percent",
    "sources:",
    "  - {ref: example, at: p. 3, read: 2026-11-20, original: self}",
    "note: >-",
    "  A note in",
    "  two lines.",
]

SLIPS = [
    ("period: 2020", "peroid: 2020"),
    ("period: 2020", "period: 2020-1"),
    ("period: 2020", "period: 2011-2012"),
    ("period: 2020", "place: NO\nperiod: 2020"),
    ("period: 2020", "place: 'UK'\nperiod: 2020"),
    ("topics: [example]", "topcis: [example]"),
    ("topics: [example]", "topics: [example, yes]"),
    ("topics: [example]", "topics: [example] # factbase: ignore FB301 -- no"),
    ("claim:", "Claim:"),
    ("An example", "An\u00ad exam\u200bple"),
    ("value: 46000", "value: 46,000"),
    ("value: 46000", "value: '46000.0'"),
    ("value: 46000", "value: 46_000"),
    ("value: 46000", "vlaue: +46000"),
    ("value: 46000", '"value":46000.'),
    ("range: [1.50, 2.50]", "range: ['1.50', 2.50]"),
    ("range: [1.50, 2.50]", "rnage: [1.50, +2.50]"),
    ("range: [1.50, 2.50]", "range:\n      - 1.50\n      - '2.50'"),
    ("unit: percent", "untis: percent"),
    ("unit: percent", "unit: per cents"),
    ("read: 2026-11-20", "read: 20 Nov 2026"),
    ("read: 2026-11-20", "raed: 2026-11-20"),
    ("original: self", "orignal: self"),
    ("note:", "x-no: no\nnote:"),
    ("note:", "colour: red\nnote:"),
    ("id: example-fact", "# factbase: ignore FB402 -- moved\nid: example-fact"),
    ("id:", "\ufeffid:"),
]


@st.composite
def slipped(draw):
    """Return a fact with some slips, as it would lie on the disk."""
    text = "\n".join(LINES) + "\n"
    for old, new in draw(st.lists(st.sampled_from(SLIPS), max_size=6, unique=True)):
        text = text.replace(old, new, 1)
    mark = "\ufeff" if "\ufeff" in text else ""
    text = mark + text.replace("\ufeff", "")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


def fix(folder: Path, content: bytes) -> tuple[bytes, factbase.Report]:
    make_base(folder, {NAME: content})
    report = factbase.validate(folder, today=TODAY, fix=True, ignore=["FB305", "FB306"])
    return (folder / NAME).read_bytes(), report


def numbers(content: bytes) -> list[str]:
    """Return every number that can be read, in the order of the file.

    A text that a comma in ``{…}`` cuts in two is none: the key behind it has no value.
    """
    found = []

    def walk(data):
        if isinstance(data, dict):
            for inner, after in zip_longest(data.values(), list(data.values())[1:]):
                if after != "":
                    walk(inner)
        elif isinstance(data, list):
            for inner in data:
                walk(inner)
        elif isinstance(data, Plain) and NUMBER.match(data):
            found.append(str(data))

    walk(parse_yaml(content, NAME).data)
    return found


def is_part(few: list[str], many: list[str]) -> bool:
    """Tell whether *few* stand among *many*, in their order."""
    rest = iter(many)
    return all(one in rest for one in few)


@quick
@given(slipped())
def test_no_number_changes_and_once_is_enough(content):
    with TemporaryDirectory() as folder:
        after, report = fix(Path(folder), content)
        # 2020-1 is a date, no number; what is read as a number stays one, and stays the same.
        assert is_part(numbers(content), numbers(after))
        again, second = fix(Path(folder), after)
    assert again == after
    assert second.fixed == ()
    assert [one.code for one in second] == [one.code for one in report]
    assert not any(one.fixable for one in report)


@quick
@given(slipped())
def test_only_the_slips_are_touched(content):
    with TemporaryDirectory() as folder:
        after, report = fix(Path(folder), content)
    before, now = (one.decode().splitlines(keepends=True) for one in (content, after))
    touched = [
        before[line]
        for tag, start, end, _, _ in difflib.SequenceMatcher(a=before, b=now).get_opcodes()
        for line in range(start, end)
        if tag != "equal"
    ]
    assert len(touched) <= len(report.fixed)
    untouched = {f"{line}\n" for line in LINES} | {f"{line}\r\n" for line in LINES}
    assert not untouched & set(touched)


@quick
@given(slipped())
def test_a_fix_adds_no_finding(content):
    with TemporaryDirectory() as folder:
        make_base(Path(folder), {NAME: content})
        before = {(one.code, one.message) for one in findings(Path(folder), rules=STRUCTURE)}
        after, _ = fix(Path(folder), content)
        left = {(one.code, one.message) for one in findings(Path(folder), rules=STRUCTURE)}
    assert left <= before
    if parse_yaml(content, NAME).data is not None:
        assert parse_yaml(after, NAME).data is not None


@settings(quick, max_examples=40)
@given(facts)
def test_a_fact_without_a_slip_stays_as_it_is(data):
    fact = Fact.model_validate({**data, "id": "example-fact"})
    content = as_yaml(fact.to_dict())
    with TemporaryDirectory() as folder:
        make_base(Path(folder), {NAME: content})
        told = findings(Path(folder), rules=STRUCTURE)
        after, report = fix(Path(folder), content)
    assert {one.code for one in report.fixed} <= {one.code for one in told}
    assert Fact.model_validate(parse_yaml(after, NAME).data) == fact


WORDS = st.sampled_from(
    [
        *"a b id claim value values sources : , [ ] { } - > # ' \" 1 0 12,000".split(),
        *(" ", "\n", "\r\n", "\n  ", "\n- ", ": ", " #", "\nid: ", "\nvalues: [{value: "),
        *("\u0085", "\u2028", "\ufeff", "\u200b", "\u00ad", "no", "12:30", "'12'", "+5", "}]"),
    ]
)


@settings(quick, max_examples=150)
@given(st.lists(WORDS, max_size=25).map("".join))
def test_anything_survives_a_fix(text):
    with TemporaryDirectory() as folder:
        after, _ = fix(Path(folder), text.encode())
        was = parse_yaml(text.encode(), NAME)
        if was.data is not None:
            assert parse_yaml(after, NAME).data is not None
            assert is_part(numbers(text.encode()), numbers(after))
        assert fix(Path(folder), after)[0] == after
