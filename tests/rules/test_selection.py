"""What is selected is told, what is ignored is counted, and no broken file passes unseen."""

from __future__ import annotations

import pytest

import factbase
from factbase import UnknownNameError
from factbase.diagnostics import Severity
from factbase.rules.all_rules import ALL_KINDS, ALL_RULES
from factbase.rules.ignores import IGNORABLE
from factbase.rules.selection import fits
from tests.bases import FACT, SOURCE, TODAY, findings, make_base, places

FAULTY = FACT.replace("period: 2020", "period: 2051/2050")
"""Two findings in line 4: FB301 and FB303."""
BOTH = ["4:9 FB301", "4:9 FB303"]
FIRST, SECOND = BOTH[:1], BOTH[1:]


def told(folder, text=FAULTY, settings="", **wanted):
    """Return the findings as places, and how many were ignored."""
    make_base(folder, {"facts/example-fact.yaml": text, "factbase.toml": settings})
    report = factbase.validate(folder, today=TODAY, **wanted)
    assert [one for one in report if one.location.path == "factbase.toml"] == []
    return places(report), report.ignored


@pytest.mark.parametrize(
    ("settings", "expected", "ignored"),
    [
        pytest.param("", BOTH, 0, id="nothing set"),
        pytest.param('select = ["FB301"]', FIRST, 0, id="a code"),
        pytest.param('select = ["fb301"]', FIRST, 0, id="in small letters"),
        pytest.param('select = ["period-ends-before-start"]', FIRST, 0, id="a name"),
        pytest.param('select = ["FB30"]', BOTH, 0, id="the beginning of codes"),
        pytest.param('select = ["FB4"]', [], 0, id="another family"),
        pytest.param("select = []", [], 0, id="none"),
        pytest.param('select = ["FB4"]\nextend-select = ["FB301"]', FIRST, 0, id="one more"),
        pytest.param('ignore = ["FB301"]', SECOND, 1, id="ignored"),
        pytest.param('ignore = ["FB3"]', [], 2, id="a family ignored"),
        pytest.param('ignore = ["FB3"]\nselect = ["FB"]', [], 2, id="the longer ignores"),
        pytest.param(
            'ignore = ["FB3"]\nextend-select = ["FB301"]', FIRST, 1, id="the longer tells"
        ),
        pytest.param('ignore = ["FB301"]\nselect = ["FB301"]', [], 1, id="at equal length"),
        pytest.param('per-file-ignores."facts/*.yaml" = ["FB303"]', FIRST, 1, id="in a file"),
        pytest.param(
            'per-file-ignores."facts/sources/*" = ["FB303"]', BOTH, 0, id="in another file"
        ),
        pytest.param(
            'extend-select = ["FB303"]\nper-file-ignores."*.yaml" = ["FB3"]', [], 2, id="all in it"
        ),
    ],
)
def test_by_settings(settings, expected, ignored, tmp_path):
    assert told(tmp_path, settings=settings + "\n") == (expected, ignored)


@pytest.mark.parametrize(
    ("wanted", "expected", "ignored"),
    [
        pytest.param({}, [], 2, id="the settings alone"),
        pytest.param({"select": ["FB3"]}, BOTH, 0, id="at equal length, the caller"),
        pytest.param({"select": ["FB301"]}, FIRST, 0, id="longer than what the settings ignore"),
        pytest.param({"select": "FB301"}, FIRST, 0, id="one text is one code"),
        pytest.param({"extend_select": ["FB301"]}, FIRST, 1, id="one more"),
        pytest.param({"select": ["FB4"]}, [], 0, id="another family: the rules did not run"),
        pytest.param(
            {"extend_select": ["FB3"], "ignore": ["FB301"]}, SECOND, 1, id="select and ignore"
        ),
        pytest.param({"extend_select": ["FB301"], "ignore": ["FB30"]}, FIRST, 1, id="the longer"),
    ],
)
def test_the_caller_outweighs_the_settings(wanted, expected, ignored, tmp_path):
    assert told(tmp_path, settings='ignore = ["FB3"]\n', **wanted) == (expected, ignored)


@pytest.mark.parametrize("wanted", [{"select": ["FB4"]}, {"select": []}, {"ignore": ["FB212"]}])
def test_a_broken_file_is_told_whatever_is_selected(wanted, tmp_path):
    assert told(tmp_path, "id: [", **wanted) == (["1:6 FB106"], 0)
    assert told(tmp_path, FACT.replace("id:", "\ufeffid:", 1), **wanted) == (["1:1 FB112"], 0)


def test_a_record_that_no_rule_sees_is_always_told(tmp_path):
    text = FACT.replace("value: 12", "value: 12:30")
    assert told(tmp_path, text, select=["FB4"]) == (["6:38 FB203"], 0)
    comment = "# factbase: ignore FB203 -- in a hurry"
    ignoring = text.replace("unit: people}", f"unit: people}}  {comment}")
    assert told(tmp_path, ignoring) == (["6:38 FB203", "6:60 FB903"], 0)


@pytest.mark.parametrize("url", ["https://wh\u043e.int/", "http:/x"])
def test_of_an_address_only_the_doubt_can_be_ignored(url, tmp_path):
    comment = "# factbase: ignore FB211 -- that is its name"
    source = f"{SOURCE.replace('example', 'other')}URL: {url}  {comment}\n"
    make_base(tmp_path, {"facts/sources/other.yaml": source})
    expected = (["5:6 FB211"], 0) if url == "http:/x" else ([], 1)
    assert told(tmp_path, FACT, select=["FB2"]) == expected


def test_what_can_be_ignored_is_what_does_not_keep_the_rules_away():
    warnings = [
        code
        for code, kind in ALL_KINDS.items()
        if code.startswith("FB2")
        and Severity.WARNING in (kind.severity, getattr(kind, "doubt", kind.severity))
    ]
    assert (*warnings, "FB3", "FB4", "FB5") == IGNORABLE


def test_a_warning_about_a_field_can_be_left_out(tmp_path):
    text = FACT.replace("An example", "An\u200b example")
    assert told(tmp_path, text) == (["2:8 FB212"], 0)
    assert told(tmp_path, text, select=["FB4"]) == ([], 0)


@pytest.mark.parametrize("code", "FB106 FB1 FB0 FB FB2 FB203 FB902 yaml-syntax".split())
def test_what_cannot_be_ignored(code, tmp_path):
    with pytest.raises(UnknownNameError, match=f"no rule that can be ignored '{code}'"):
        told(tmp_path, ignore=[code])


@pytest.mark.parametrize("key", ["select", "ignore", "extend_select"])
def test_an_unknown_code_is_refused(key, tmp_path):
    with pytest.raises(UnknownNameError, match="no rule 'FB3O1'; did you mean 'FB301'") as caught:
        told(tmp_path, **{key: ["FB3O1"]})
    assert caught.value.nearest == ("FB301",)


COMMENT = "# factbase: ignore FB301, FB302 -- so printed"
UNUSED = f"4:{len('period: 2051/2050') + 3} FB902"


@pytest.mark.parametrize(
    ("wanted", "expected", "ignored"),
    [
        pytest.param({}, [*SECOND, UNUSED], 1, id="FB302 is unused"),
        pytest.param({"select": ["FB301"]}, [], 1, id="FB302 did not run"),
        pytest.param({"select": ["FB302"]}, [UNUSED], 0, id="FB301 did not run"),
        pytest.param({"ignore": ["FB3"]}, [UNUSED], 2, id="ignored twice, and still used"),
    ],
)
def test_a_comment_is_unused_only_where_its_rule_ran(wanted, expected, ignored, tmp_path):
    text = FAULTY.replace("2051/2050", f"2051/2050  {COMMENT}")
    assert told(tmp_path, text, **wanted) == (expected, ignored)


def test_a_comment_in_a_record_that_no_rule_sees_is_not_unused(tmp_path):
    text = FAULTY.replace("2051/2050", f"2051/2050  {COMMENT}").replace("value: 12", "value: 12:30")
    assert told(tmp_path, text) == (["6:38 FB203"], 0)


def test_a_comment_on_a_rule_that_the_caller_left_out_is_not_unused(tmp_path):
    text = FACT.replace("value: 12,", "value: 12, # factbase: ignore FB305 -- so printed\n    ")
    make_base(tmp_path, {"facts/example-fact.yaml": text})
    assert findings(tmp_path) == []
    assert places(findings(tmp_path, rules=ALL_RULES)) == ["6:42 FB902"]


def test_a_comment_on_a_quote_without_a_copy_is_not_unused(tmp_path):
    comment = "# factbase: ignore FB309 -- misprinted there"
    use = f"at: p. 3, quote: We counted 12 people., {comment}\n     "
    text = FACT.replace("at: p. 3,", use)
    assert told(tmp_path, text, ignore=["FB306"]) == ([], 0)
    unquoted = FACT.replace("at: p. 3,", f"at: p. 3, {comment}\n     ")
    assert [one.split()[1] for one in told(tmp_path, unquoted)[0]] == ["FB902"]


def test_what_is_ignored_elsewhere_is_not_counted(tmp_path):
    make_base(tmp_path, {"facts/a/example-fact.yaml": FAULTY, "factbase.toml": "ignore=['FB3']\n"})
    (tmp_path / "facts" / "b").mkdir()
    second = FACT.replace("example-fact", "another-fact")
    (tmp_path / "facts" / "b" / "another-fact.yaml").write_text(second, encoding="utf-8")
    assert factbase.validate(tmp_path / "facts" / "b", today=TODAY).ignored == 0
    assert factbase.validate(tmp_path / "facts" / "a", today=TODAY).ignored == 2


@pytest.mark.parametrize(
    ("glob", "fitting"),
    [
        ("a.yaml", ["a.yaml", "facts/a.yaml", "facts/x/a.yaml", "facts/x/y/a.yaml"]),
        ("facts", ["facts/a.yaml", "facts/x/a.yaml", "facts/x/y/a.yaml", "facts/x/y/b.yaml"]),
        ("facts/", ["facts/a.yaml", "facts/x/a.yaml", "facts/x/y/a.yaml", "facts/x/y/b.yaml"]),
        ("facts/*.yaml", ["facts/a.yaml"]),
        ("facts/*/a.yaml", ["facts/x/a.yaml"]),
        ("facts/x/", ["facts/x/a.yaml", "facts/x/y/a.yaml", "facts/x/y/b.yaml"]),
        ("facts/**/a.yaml", ["facts/a.yaml", "facts/x/a.yaml", "facts/x/y/a.yaml"]),
        ("**/y/**", ["facts/x/y/a.yaml", "facts/x/y/b.yaml"]),
        ("**/**/b.yaml", ["facts/x/y/b.yaml"]),
        ("facts/?/?/[bc].yaml", ["facts/x/y/b.yaml"]),
        ("Facts/*.yaml", []),
        ("acts/a.yaml", []),
        ("/", []),
    ],
)
def test_a_glob_fits(glob, fitting):
    paths = ["a.yaml", "facts/a.yaml", "facts/x/a.yaml", "facts/x/y/a.yaml", "facts/x/y/b.yaml"]
    assert [path for path in paths if fits(path, glob)] == fitting
