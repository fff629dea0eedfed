"""Line 71: keys and personal data in a fact are told, not repeated, and nothing stops."""

from __future__ import annotations

import pytest

from factbase.rules.secrets import SecretInText
from tests.bases import FACT, SOURCE, findings, make_base

TOKEN = "ghp" + "_0123456789abcdefghijABCDEFGHIJ012345"
KEY = "AKIA" + "IOSFODNN7EXAMPLE"

IN_A_FACT = [
    pytest.param(f"note: {TOKEN}", TOKEN, "9:7", id="token in a note"),
    pytest.param(f"note: Ask for {KEY}.", KEY, "9:15", id="key in a note"),
    pytest.param(f"# {TOKEN}", TOKEN, "9:3", id="token in a comment"),
    pytest.param(f"x-own: {{deep: [{TOKEN}]}}", TOKEN, "9:16", id="token in a field of one's own"),
    pytest.param(f"colour: {TOKEN}", TOKEN, "9:9", id="token in an unknown field"),
    pytest.param("note: jane.doe@example.org", "jane.doe@example.org", "9:7", id="e-mail"),
    pytest.param("note: Call 202-555-0143", "202-555-0143", "9:12", id="telephone"),
    pytest.param("note: >-\n  Call\n  202-555-0143", "202-555-0143", "11:3", id="folded"),
    pytest.param("note: see https://x/?token=abcdef", "abcdef", "9:28", id="address in a note"),
    pytest.param("also: [a, +49 30 1234567]", "+49 30 1234567", "9:11", id="list"),
]


def told(folder, files):
    found = findings(make_base(folder, files), rules=[SecretInText()])
    return [one for one in found if one.code == "FB504"]


@pytest.mark.parametrize(("line", "secret", "place"), IN_A_FACT)
def test_in_a_fact(line, secret, place, tmp_path):
    (found,) = told(tmp_path, {"facts/example-fact.yaml": f"{FACT}{line}\n"})
    assert f"{found.location.line}:{found.location.column}" == place
    assert str(found.severity) == "warning"
    assert secret not in found.message


@pytest.mark.parametrize(
    "field", ["quote", "at", "copy", "original_note"], ids=lambda field: f"in {field}"
)
def test_in_a_use(field, tmp_path):
    fact = FACT.replace("ref: example, ", "ref: example, ").replace("at: p. 3, ", "")
    fact = fact.replace("read:", f"{field}: call 202-555-0143, read:")
    (found,) = told(tmp_path, {"facts/example-fact.yaml": fact})
    assert found.location.line == 8


@pytest.mark.parametrize(
    "line",
    [
        "URL: https://x.org/?token=abc",
        "URL: https://x.org/?a=1&sig=abc",
        "archive_url: https://x.org/?X-Goog-Signature=abc",
        "author: [{literal: jane@example.org}]",
        "note: tel. 202-555-0143",
    ],
)
def test_in_a_source(line, tmp_path):
    record = SOURCE.replace("id: example", "id: another")
    (found,) = told(tmp_path, {"facts/sources/another.yaml": f"{record}{line}\n"})
    assert found.location.line == 5


def test_in_a_file_that_cannot_be_read(tmp_path):
    (found,) = told(tmp_path, {"facts/broken.yaml": f"id: [{TOKEN}\n"})
    assert (found.location.line, found.location.column) == (1, 6)
