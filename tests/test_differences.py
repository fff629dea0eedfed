"""`factbase diff` tells a reviewer what a change does to facts and sources."""

# ruff: noqa: E501  # tables of Markdown
from __future__ import annotations

import json
import os

import pytest

import factbase
from factbase.cli.main import run
from factbase.errors import RevisionError
from tests.bases import FACT
from tests.histories import commit, committed, git

PATH = "facts/example-fact.yaml"
OTHER = FACT.replace("example-fact", "other-fact").replace("12", "7")


@pytest.fixture
def base(tmp_path):
    return committed(tmp_path, {PATH: FACT, "facts/other-fact.yaml": OTHER})


def told(change):
    return {field.field: (field.before, field.after) for field in change.fields}


def edit(base, path, *pairs):
    file = base / path
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def test_nothing_changed(base):
    found = factbase.diff("main", base)
    assert (found.facts, found.sources, found.total, bool(found)) == ((), (), 2, False)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param(
            "value: 12, unit: people",
            "value: 13, unit: people",
            {"people counted": ("12 people", "13 people")},
            id="a number",
        ),
        pytest.param(
            "{measure: people counted, value: 12, unit: people}",
            "{measure: people counted, more_than: 12, unit: people, basis: estimate}",
            {
                "people counted": ("12 people", "more than 12 people"),
                "people counted, basis": (None, "estimate"),
            },
            id="what stands around a number",
        ),
        pytest.param(
            ", original: self",
            ", original: lost",
            {
                "source example": (
                    "Example, 2021, p. 3",
                    "Example, 2021, p. 3 (original not preserved)",
                ),
                "source example, original": ("self", "lost"),
                "evidence": ("primary", "orphan"),
            },
            id="the chain, and the grade with it",
        ),
        pytest.param("period: 2020", "period: 2019", {"period": ("2020", "2019")}, id="the period"),
        pytest.param(
            "topics: [example]",
            "topics: [example]\ndimensions: {sex: female}\nnote: Only on land.",
            {"dimensions sex": (None, "female"), "note": (None, "Only on land.")},
            id="fields that were not there",
        ),
        pytest.param("period: 2020", "period: 2020 # a comment", {}, id="only how it is written"),
    ],
)
def test_what_changed_of_a_fact(base, old, new, fields):
    edit(base, PATH, (old, new))
    found = factbase.diff("HEAD", base)
    assert [change.kind for change in found.facts] == (["changed"] if fields else [])
    assert [told(change) for change in found.facts] == ([fields] if fields else [])


def test_added_removed_and_what_cannot_be_read(base):
    (base / "facts" / "new-fact.yaml").write_text(FACT.replace("example-fact", "new-fact"))
    (base / "facts" / "other-fact.yaml").unlink()
    edit(base, PATH, ("value: 12", "value: twelve"))
    found = factbase.diff("main", base)
    assert [(change.kind, change.id) for change in found.facts] == [
        ("added", "new-fact"),
        ("unreadable", "example-fact"),
        ("removed", "other-fact"),
    ]


def test_a_fact_with_a_new_id_is_the_same_fact(base):
    (base / PATH).rename(base / "facts" / "better-name.yaml")
    edit(
        base,
        "facts/better-name.yaml",
        ("id: example-fact", "id: better-name\nformerly: [example-fact]"),
    )
    (change,) = factbase.diff("main", base).facts
    assert (change.kind, change.id) == ("changed", "better-name")
    assert told(change) == {
        "id": ("example-fact", "better-name"),
        "formerly": (None, "example-fact"),
    }


def test_a_source_is_told_once_with_the_facts_that_rest_on_it(base):
    edit(base, "facts/sources/example.yaml", ("issued: 2021", "issued: 2022"))
    found = factbase.diff("main", base)
    assert found.facts == ()
    assert [(one.id, one.kind, one.facts, told(one)) for one in found.sources] == [
        ("example", "changed", 2, {"issued": ("2021", "2022")})
    ]


def test_compared_is_where_the_work_set_out(base):
    """What others did on the branch since is not the work's own."""
    git(base, "checkout", "--quiet", "-b", "work")
    edit(base, PATH, ("p. 3", "p. 4"))
    commit(base)
    git(base, "checkout", "--quiet", "main")
    edit(base, "facts/other-fact.yaml", ("p. 3", "p. 9"))
    commit(base)
    git(base, "checkout", "--quiet", "work")
    assert [change.id for change in factbase.diff("main", base).facts] == ["example-fact"]


def test_a_base_may_lie_below_the_root_of_the_repository(tmp_path):
    inner = tmp_path / "a folder" / "base"
    committed(inner, {PATH: FACT})
    os.rename(inner / ".git", tmp_path / ".git")
    commit(tmp_path)
    edit(inner, PATH, ("p. 3", "p. 4"))
    assert [change.id for change in factbase.diff("HEAD", inner).facts] == ["example-fact"]


def test_the_settings_of_a_hook_do_not_lead_astray(base, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert factbase.diff("main", base).total == 2


@pytest.mark.parametrize(
    "name", ["nope", "", "--output=planted", "-x", "main\nmain", "main..", "\0"]
)
def test_an_unknown_revision_is_refused(base, name):
    with pytest.raises(RevisionError, match="cannot compare"):
        factbase.diff(name, base)
    assert not (base / "planted").exists()


def test_no_repository(tmp_path):
    (tmp_path / "facts").mkdir()
    with pytest.raises(RevisionError, match="not a git repository"):
        factbase.diff("main", tmp_path)


def test_a_shallow_clone_says_what_to_fetch(base, tmp_path_factory):
    commit(base)
    shallow = tmp_path_factory.mktemp("clone")
    git(shallow, "clone", "--quiet", "--depth=1", f"file://{base}", ".")
    with pytest.raises(RevisionError, match="fetch-depth: 0"):
        factbase.diff("HEAD~1", shallow)


def test_hostile_trees_are_not_followed(base, tmp_path_factory):
    """A link in the past is no file of facts, and a name cannot lead out of the folder."""
    secret = tmp_path_factory.mktemp("outside") / "secret.yaml"
    secret.write_text(FACT)
    (base / "facts" / "link.yaml").symlink_to(secret)
    commit(base)
    (base / "facts" / "link.yaml").unlink()
    assert factbase.diff("HEAD", base).facts == ()


TEXT = """\
1 fact added, 1 fact changed, 1 source changed since main ({commit}); 3 facts in the base

~ example-fact  primary, current
    An example counted 13 people in 2020.
    claim: An example counted 12 people in 2020. → An example counted 13 people in 2020.
    people counted: 12 people → 13 people
    source example: Example, 2021, p. 3 → Example [x](y) | z, 2021, p. 3

+ new-fact  primary, current
    An example counted 12 people in 2020.
    12 people (people counted)
    Example \\[x\\](y) | z, 2021, p. 3

~ source example (Example [x](y) | z, used by 3 facts)
    title: Example → Example [x](y) | z
"""

MARKDOWN = r"""## 1 fact added, 1 fact changed, 1 source changed since main ({commit}); 3 facts in the base

### Added

| Fact | Claim | Numbers | Source | Evidence |
| --- | --- | --- | --- | --- |
| new-fact | An example counted 12 people in 2020. | 12 people (people counted) | Example \[x\](y) \| z, 2021, p. 3 | primary, current |

### Changed

| Fact | What | Before | Now |
| --- | --- | --- | --- |
| example-fact | claim | An example counted 12 people in 2020. | An example counted 13 people in 2020. |
| example-fact | people counted | 12 people | 13 people |
| example-fact | source example | Example, 2021, p. 3 | Example \[x\](y) \| z, 2021, p. 3 |

### Sources

| Source | What | Before | Now |
| --- | --- | --- | --- |
| example (Example \[x\](y) \| z, used by 3 facts) | title | Example | Example \[x\](y) \| z |
"""


@pytest.mark.parametrize(
    ("form", "expected"), [("text", TEXT.replace("\\", "")), ("markdown", MARKDOWN)]
)
def test_what_a_reviewer_reads(base, capsys, form, expected):
    edit(base, PATH, ("counted 12", "counted 13"), ("value: 12", "value: 13"))
    edit(base, "facts/sources/example.yaml", ("title: Example", "title: Example [x](y) | z"))
    (base / "facts" / "new-fact.yaml").write_text(FACT.replace("example-fact", "new-fact"))
    here = git(base, "rev-parse", "--short=7", "HEAD")
    assert run(["diff", "main", "--facts", str(base), "--format", form]) == 0
    assert capsys.readouterr().out == expected.replace("{commit}", here)


def test_the_answer_in_json(base, capsys):
    edit(base, PATH, ("period: 2020", "period: 2019"))
    assert run(["diff", "main", "--facts", str(base), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"schema_version", "since", "facts", "sources", "total"}
    assert answer["facts"] == [
        {
            "kind": "changed",
            "id": "example-fact",
            "path": PATH,
            "claim": "An example counted 12 people in 2020.",
            "numbers": "12 people (people counted)",
            "sources": "Example, 2021, p. 3",
            "grade": "primary",
            "status": "current",
            "fields": [{"field": "period", "before": "2020", "after": "2019"}],
        }
    ]


def test_an_unknown_revision_ends_with_2(base, capsys):
    assert run(["diff", "nope", "--facts", str(base)]) == 2
    assert capsys.readouterr().err == (
        "factbase: cannot compare with 'nope': no such branch, tag or commit here, "
        "or none with a common history\n"
    )
