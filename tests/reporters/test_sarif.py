"""SARIF 2.1.0: places, identity, limits, and the schema of OASIS."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import replace
from urllib.parse import unquote_to_bytes, urlsplit

import jsonschema
import pytest

from factbase.diagnostics import Edit, Location, Severity
from factbase.reporters import sarif
from factbase.rules.all_rules import ALL_KINDS
from factbase.validation import validate
from tests.bases import FACT, TODAY, make_base
from tests.reporters.reports import finding, no_lines, one_line, report


def run_of(*findings, lines=no_lines, **options):
    log = json.loads(sarif.render(report(*findings), lines=lines, **options))
    (run,) = log["runs"]
    return run


def regions(*findings, lines=no_lines):
    places = (result["locations"][0] for result in run_of(*findings, lines=lines)["results"])
    return [place["physicalLocation"]["region"] for place in places]


def fingerprints(run):
    return [result["partialFingerprints"][sarif.FINGERPRINT] for result in run["results"]]


def test_a_result_whole():
    place = Location("facts/a b.yaml", 3, 7, 3, 9, "some-fact", "values.0.unit")
    run = run_of(finding(place, "no {unit}, see [here](1)"), folder="kb")
    (result,) = run["results"]
    assert result.pop("partialFingerprints").keys() == {"recordAndField/v1"}
    assert result == {
        "ruleId": "FB203",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "no {{unit}}, see [here] (1); mend it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "kb/facts/a%20b.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 9},
                },
                "logicalLocations": [
                    {"fullyQualifiedName": "some-fact.values.0.unit", "kind": "property"}
                ],
            }
        ],
    }
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(
            Location("f.yaml", 1, 9, 1, 10),
            {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 11},
            id="replaced",
        ),
        pytest.param(
            Location("f.yaml", 1, 9),
            {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 10},
            id="inserted",
        ),
        pytest.param(Location("f.yaml", 1, 0, 1, 1), None, id="a byte order mark"),
    ],
)
def test_a_fix_is_offered(place, expected):
    wrong = replace(finding(Location("f.yaml", 1, 1)), fix=Edit(place, '"NO"'))
    (result,) = run_of(wrong, lines=one_line("claim: 😀x"))["results"]
    changes = [change for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
    replacement = {"deletedRegion": expected, "insertedContent": {"text": '"NO"'}}
    artifact = {"uri": "f.yaml", "uriBaseId": "%SRCROOT%"}
    assert changes == (
        [{"artifactLocation": artifact, "replacements": [replacement]}] if expected else []
    )


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        pytest.param("claim: x", 8, 9, (8, 9), id="ASCII"),
        pytest.param("claim: 😀x", 9, 10, (10, 11), id="behind an emoji"),
        pytest.param("claim: 😀x", 8, 9, (8, 10), id="an emoji"),
        pytest.param("難民: x", 5, 6, (5, 6), id="wide, one unit each"),
        pytest.param("e\u0301: 🇫🇷x", 7, 8, (9, 10), id="a flag is two characters, four units"),
        pytest.param("x", 2, 9, (2, 9), id="behind the end of the line"),
    ],
)
def test_columns_are_counted_in_utf16(line, start, end, expected):
    (region,) = regions(finding(Location("f.yaml", 1, start, 1, end)), lines=one_line(line))
    assert (region["startColumn"], region["endColumn"]) == expected


@pytest.mark.parametrize(
    "path",
    [
        "facts/a b.yaml",
        "facts/a:b#c?d%e.yaml",
        "facts/難民.yaml",
        "facts/a\nb.yaml",
        os.fsdecode(b"facts/\xff\xfe.yaml"),
    ],
)
def test_the_uri_is_a_relative_reference_to_the_file(path):
    (result,) = run_of(finding(Location(path)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote_to_bytes(uri) == os.fsencode(path)


def test_every_rule_is_described(tmp_path):
    found = validate([str(make_base(tmp_path, {"facts/example-fact.yaml": FACT}))], today=TODAY)
    (run,) = json.loads(sarif.render(found, lines=no_lines))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(ALL_KINDS)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == str(ALL_KINDS[rule["id"]].severity)
        texts = (rule["shortDescription"]["text"], rule["help"]["text"], rule["help"]["markdown"])
        assert all(texts)
        assert "\n" not in texts[0]
    assert run["results"] == []


BROKEN = FACT.replace("people}", "peopl}").replace("2026-11-20", "2026-13-20")
"""Two faults: a unit that is not known, a month that there is not."""


def broken_run(tmp_path, text, path="facts/example-fact.yaml"):
    base = make_base(tmp_path, {path: text})
    found = validate([str(base)], today=TODAY, rules=())

    def lines(file, number):
        return (base / file).read_text("utf-8").splitlines()[number - 1]

    (run,) = json.loads(sarif.render(found, lines=lines))["runs"]
    return run


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param("# one more line\n\n" + BROKEN, id="lines above"),
        pytest.param(BROKEN.replace("12 people", "12 persons"), id="another field"),
        pytest.param(BROKEN.replace("  - {measure", "  -    {measure"), id="indented"),
        pytest.param(
            "facts:\n- " + BROKEN.replace("\n", "\n  ").rstrip(), id="into a file of many"
        ),
    ],
)
def test_the_fingerprint_survives_what_moves_a_line(tmp_path, moved):
    before = broken_run(tmp_path / "before", BROKEN)
    after = broken_run(tmp_path / "after", moved)
    assert len(set(fingerprints(before))) == len(before["results"]) == 2
    assert sorted(fingerprints(after)) == sorted(fingerprints(before))


def test_another_fact_or_field_is_another_finding(tmp_path):
    one = broken_run(tmp_path / "1", BROKEN)
    other = broken_run(tmp_path / "2", BROKEN.replace("id: example-fact", "id: other-fact"))
    assert not {*fingerprints(one)} & {*fingerprints(other)}


def test_equal_findings_are_told_apart():
    place = Location("facts/a.yaml", 3, 7, record="some-fact", field="claim")
    run = run_of(finding(place), finding(replace(place, line=9)), finding(place, code="FB209"))
    assert len(set(fingerprints(run))) == 3


def test_a_finding_without_a_record_is_known_by_file_and_line_text():
    def told(path, line, text):
        return fingerprints(run_of(finding(Location(path, line)), lines=one_line(text)))

    assert told("facts/a.yaml", 3, " - [") == told("facts/a.yaml", 9, "- [")
    assert told("facts/a.yaml", 3, "- [") != told("facts/b.yaml", 3, "- [")
    assert told("facts/a.yaml", 3, "- [") != told("facts/a.yaml", 3, "- {")


def test_the_gravest_are_kept_and_what_is_left_out_is_said():
    levels = [Severity.NOTE, Severity.WARNING, Severity.ERROR] * 2000
    run = run_of(*(finding(Location("f.yaml", n + 1), severity=s) for n, s in enumerate(levels)))
    found = [result["level"] for result in run["results"]]
    assert {level: found.count(level) for level in set(found)} == {
        "error": 2000,
        "warning": 2000,
        "note": 1000,
    }
    invocation = run["invocations"][0]
    assert invocation["properties"]["findings"] == 6000
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "1,000 findings left out, the least grave: a run holds 5,000"
    ]


@pytest.fixture(scope="session")
def schema(tmp_path_factory):
    """Return the JSON Schema of SARIF 2.1.0, which no package of Python ships: from npm's."""
    folder = tmp_path_factory.mktemp("sarif")
    npm = shutil.which("npm")
    packed = npm and subprocess.run(
        [npm, "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if not packed or packed.returncode:
        pytest.skip("NOT CHECKED against the schema of SARIF: npm cannot fetch it here")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json")
        assert member is not None
        return json.load(member)


@pytest.mark.slow
def test_what_is_written_is_valid_sarif(schema, tmp_path):
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    cases = [
        broken_run(tmp_path / "broken", BROKEN),
        broken_run(tmp_path / "refused", "id: [", "facts/a b\n.yaml"),
        run_of(),
        run_of(
            finding(Location("a", 1, 1, 2, 1, "some-fact", "claim")),
            replace(finding(Location("a")), fix=Edit(Location("a", 1, 3), "x")),
            *(finding(Location("f"), severity=level) for level in [*Severity] * 1700),
        ),
    ]
    for run in cases:
        log = {"$schema": "x:y", "version": "2.1.0", "runs": [run]}
        assert [error.message for error in checker.iter_errors(log)] == []
        run["results"].append({"level": "grave"})
        assert len([*checker.iter_errors(log)]) == 2, "a planted fault is not seen"
