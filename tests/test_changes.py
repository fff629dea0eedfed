"""`--changed-since` tells what a change does: in the files that differ, and what it breaks."""

from __future__ import annotations

import json

import pytest

import factbase
from factbase.cli.main import run
from factbase.diagnostics import Comparison
from tests.bases import FACT, SOURCE, TODAY
from tests.histories import commit, committed, git

PATH = "facts/example-fact.yaml"
OTHER_PATH = "facts/other-fact.yaml"
OTHER = (
    FACT.replace("example-fact", "other-fact")
    .replace("12", "7")
    .replace("people counted", "dogs counted")
    .replace("12 people", "7 dogs")
    .replace("An example counted 7 people", "An example counted 7 dogs")
)
WRONG = OTHER.replace("value: 7", "value: 8")
"""A fact with a fault of its own: FB305."""

SOURCE_PATH = "facts/sources/example.yaml"


@pytest.fixture
def base(tmp_path):
    return committed(tmp_path, {PATH: FACT, OTHER_PATH: WRONG})


def put(base, files):
    """Write files and, where the content is None, delete them."""
    for path, content in files.items():
        if content is None:
            (base / path).unlink()
        else:
            (base / path).parent.mkdir(parents=True, exist_ok=True)
            (base / path).write_text(content, encoding="utf-8")


def changed(base, since="HEAD", **options):
    return factbase.validate(base, today=TODAY, changed_since=since, **options)


def told(report):
    return sorted((one.location.path, one.code) for one in report)


def test_what_was_wrong_before_is_not_told(base):
    assert told(factbase.validate(base, today=TODAY)) == [(OTHER_PATH, "FB305")]
    put(base, {PATH: FACT.replace("p. 3", "p. 4")})
    report = changed(base)
    assert told(report) == []
    assert (report.checked.files, report.checked.facts, report.checked.sources) == (1, 1, 0)
    assert report.compared == Comparison(f"HEAD ({git(base, 'rev-parse', 'HEAD')[:7]})", 1, 0, 3)


CASES = [
    pytest.param({OTHER_PATH: WRONG + "note: x\n"}, [(OTHER_PATH, "FB305")], id="in the file"),
    pytest.param(
        {"facts/new.yaml": WRONG.replace("other-fact", "new")},
        [("facts/new.yaml", "FB305"), (OTHER_PATH, "FB403")],
        id="in a new file, and beside it",
    ),
    pytest.param(
        {SOURCE_PATH: None},
        [(PATH, "FB405"), (OTHER_PATH, "FB405")],
        id="a deleted source is missed elsewhere",
    ),
    pytest.param(
        {"facts/sources/second.yaml": SOURCE.replace("example", "second")},
        [("facts/sources/second.yaml", "FB407")],
        id="a new source without a fact",
    ),
    pytest.param({PATH: None}, [(PATH, "FB410")], id="a deleted fact"),
    pytest.param(
        {PATH: FACT.replace("value: 12", "value: twelve")},
        [(PATH, "FB203")],
        id="what cannot be read is not gone",
    ),
    pytest.param(
        {PATH: FACT.replace("id: example-fact", "id: other-fact")},
        [(PATH, "FB402"), (PATH, "FB410"), (OTHER_PATH, "FB401")],
        id="an id that another file has",
    ),
    pytest.param(
        {"factbase.toml": "ignore = ['FB4']\n"},
        [(OTHER_PATH, "FB305")],
        id="settings bear on everything",
    ),
    pytest.param({"factbase.toml": "# a comment\n"}, [], id="settings that demand the same"),
    pytest.param(
        {"schemas/topics.yaml": "example: {label: Example}\n"},
        [(OTHER_PATH, "FB305")],
        id="a vocabulary bears on everything",
    ),
    pytest.param({"facts/README.md": "no fact"}, [], id="a file that is no fact"),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
@pytest.mark.parametrize("is_committed", [False, True], ids=["edited", "committed"])
def test_what_a_change_takes_part_in_is_told(base, files, expected, is_committed):
    put(base, files)
    git(base, "checkout", "--quiet", "-b", "work")
    if is_committed:
        commit(base)
    assert told(changed(base, "main")) == expected


def test_a_finding_that_names_a_changed_file_is_told_where_it_stood_before(tmp_path):
    """Of two copies the later one bears the finding, whichever was edited."""
    copy = FACT.replace("example-fact", "later-fact")
    base = committed(tmp_path, {PATH: FACT, "facts/later-fact.yaml": copy})
    put(base, {PATH: FACT + "note: Edited.\n"})
    assert told(changed(base)) == [("facts/later-fact.yaml", "FB403")]
    (finding,) = changed(base)
    assert [place.path for place in finding.related] == [PATH]


def test_nothing_changed(base, capsys):
    report = changed(base)
    assert (list(report), report.ok, report.checked.files) == ([], True, 0)
    assert run(["validate", "--facts", str(base), "--changed-since", "main"]) == 0
    here = git(base, "rev-parse", "HEAD")[:7]
    assert capsys.readouterr().out == (
        f"no fact changed since main ({here}); 3 files in the base\n"
    )


def test_changed_settings_are_no_unchanged_base(base, capsys):
    """What they take back is counted, and that all was checked is said."""
    put(base, {"factbase.toml": 'ignore = ["FB305"]\n'})
    assert run(["validate", "--facts", str(base), "--changed-since", "main"]) == 0
    here = git(base, "rev-parse", "HEAD")[:7]
    assert capsys.readouterr().out == (
        "no finding, 1 ignored; 2 facts and 1 source in 3 files checked, for settings or "
        f"vocabularies changed since main ({here}); 3 files in the base\n"
    )


def test_the_report_says_with_what_it_compared(base, capsys):
    put(base, {PATH: None})
    here = git(base, "rev-parse", "HEAD")[:7]
    arguments = ["validate", "--facts", str(base), "--changed-since", "main"]
    assert run([*arguments, "--output", "concise"]) == 1
    assert capsys.readouterr().out == (
        f"{PATH}:1:1: FB410 the id 'example-fact', a fact in main ({here}), is gone; keep the fact "
        "and write 'retracted:' with 'on' and 'why', or write 'formerly: [example-fact]' in the "
        "fact that takes its place\n"
        f"1 error; 0 facts and 0 sources in 0 files checked, changed since main ({here}), "
        "1 deleted; 2 files in the base\n"
    )
    run([*arguments, "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["changed_since"] == {
        "revision": f"main ({here})",
        "changed": 1,
        "deleted": 1,
        "files": 2,
    }


def test_an_id_may_be_let_go_by_the_settings(base):
    put(base, {PATH: None})
    report = changed(base, ignore=["FB410"])
    assert (told(report), report.ignored) == ([], 1)


def test_a_fix_mends_what_changed_only(base):
    trap = FACT.replace("topics: [example]", "topics: [example]\nplace: NO")
    put(base, {PATH: trap})
    report = changed(base, fix=True)
    assert [one.location.path for one in report.fixed] == [PATH]
    assert 'place: "NO"' in (base / PATH).read_text(encoding="utf-8")
    assert (base / OTHER_PATH).read_text(encoding="utf-8") == WRONG


def test_only_the_named_files_of_a_change(base):
    put(base, {PATH: FACT.replace("value: 12", "value: 13"), "facts/a/new.yaml": "id: new\n"})
    report = factbase.validate(base / PATH, today=TODAY, changed_since="HEAD")
    assert {path for path, _ in told(report)} == {PATH}


@pytest.mark.parametrize("name", ["nope", "--upload-pack=touch planted", "-O", "--"])
def test_an_unknown_revision_is_a_mistake_of_the_call(base, name, capsys):
    assert run(["validate", "--facts", str(base), f"--changed-since={name}"]) == 2
    assert f"cannot compare with '{name}'" in capsys.readouterr().err
    assert not (base / "planted").exists()
