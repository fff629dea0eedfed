"""``factbase validate``: its options do what the library's parameters do."""

from __future__ import annotations

import inspect
import json

import pytest

import factbase
import factbase.dates
from factbase.cli.main import run
from factbase.cli.validate import command
from tests.bases import FACT, make_base

FAULTY = FACT.replace("period: 2020", "period: 2051/2050\nplace: NO")
LOOKED_AT = "1 fact and 1 source in 2 files checked"


@pytest.fixture
def base(tmp_path, monkeypatch):
    """Make a base with two errors and a warning the working directory."""
    make_base(tmp_path, {"facts/example-fact.yaml": FAULTY})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys, *arguments, code=0):
    """Run the command and return what it prints to stdout and stderr."""
    assert run(["validate", *arguments]) == code
    return capsys.readouterr()


def codes(capsys, *arguments, code=1):
    out, err = said(capsys, *arguments, "--json", code=code)
    assert err == ""
    return [one["code"] for one in json.loads(out)["diagnostics"]]


def test_options_and_parameters_have_the_same_names():
    parameters = set(inspect.signature(factbase.validate).parameters) - {"today", "on_file"}
    options = {str(one.name) for one in command.params}
    assert parameters <= options
    printed = {"outputs", "statistics", "facts", "as_json", "quiet", "no_color"}
    assert {name for name in options - parameters if name != "db"} <= printed | {"help"}


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ["FB301", "FB303", "FB111"], id="all"),
        pytest.param(["--select", "FB301"], ["FB301", "FB111"], id="a file's warning stays"),
        pytest.param(["--select", "FB301,FB303"], ["FB301", "FB303", "FB111"], id="a list"),
        pytest.param(
            ["--select", "FB301", "--select", "in-future"],
            ["FB301", "FB303", "FB111"],
            id="twice, and by name",
        ),
        pytest.param(["--select", " FB301 , "], ["FB301", "FB111"], id="spaces and a comma"),
        pytest.param(["--ignore", "FB301"], ["FB303", "FB111"], id="ignored"),
        pytest.param(
            ["--ignore", "FB3", "--extend-select", "FB301"], ["FB301", "FB111"], id="one more"
        ),
    ],
)
def test_what_is_selected_is_told(arguments, expected, capsys):
    assert codes(capsys, *arguments) == expected


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "FB3O1"], "no rule 'FB3O1'; did you mean 'FB301'?"),
        (["--ignore", "in-futur"], "no rule 'in-futur'; did you mean 'in-future'?"),
        (["--extend-select", "x"], "no rule 'x' (known: FB001,"),
        (
            ["--ignore", "FB203"],
            "no rule that can be ignored 'FB203' (known: FB211, FB212, FB3, FB4, FB5)",
        ),
        (["--statistics", "--output", "full"], "one report at a time on the screen"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else None,
)
def test_wrong_use(arguments, words, capsys):
    out, err = said(capsys, *arguments, code=2)
    assert words in err
    assert out == ""


@pytest.mark.usefixtures("base")
def test_what_is_ignored_is_counted(capsys):
    out, _ = said(capsys, "--ignore", "FB3", "--output", "concise")
    assert out.splitlines()[-1] == f"1 warning (1 fixable with --fix), 2 ignored; {LOOKED_AT}"
    out, _ = said(capsys, "--ignore", "FB3", "--json")
    assert json.loads(out)["ignored"] == 2


@pytest.mark.parametrize(
    ("settings", "option", "code"),
    [
        ("", [], 0),
        ("", ["--strict"], 1),
        ("strict = true\n", [], 1),
        ("strict = true\n", ["--no-strict"], 0),
    ],
)
def test_strict(settings, option, code, base, capsys):
    (base / "factbase.toml").write_text('ignore = ["FB3"]\n' + settings, encoding="utf-8")
    said(capsys, *option, code=code)


def test_statistics_count_what_is_hidden_too(base, capsys):
    text = FACT.replace("period: 2020", "period: 2020\nplace: NO")
    text += "".join(f"unheard-of-{number}: 1\n" for number in range(25))
    (base / "facts" / "example-fact.yaml").write_text(text, encoding="utf-8")
    out, _ = said(capsys, "--statistics", code=1)
    table, _, last = out.rstrip().rpartition("\n")
    assert table == "     25  FB202  error    unknown-field\n      1  FB111  warning  yaml-1.1-trap"
    assert last == f"20 errors and 6 more not shown; {LOOKED_AT}"
    out, _ = said(capsys, "--statistics", "--json", code=1)
    assert json.loads(out)["statistics"] == [
        {"code": "FB202", "name": "unknown-field", "severity": "error", "count": 25, "fixable": 0},
        {"code": "FB111", "name": "yaml-1.1-trap", "severity": "warning", "count": 1, "fixable": 0},
    ]
    report = factbase.validate(base)
    assert [(one.code, one.count) for one in report.statistics] == [("FB202", 25), ("FB111", 1)]


def test_statistics_beside_a_report_in_a_file(base, capsys):
    out, _ = said(capsys, "--statistics", "--output", "json=report.json", code=1)
    assert "FB301  error" in out
    assert json.loads((base / "report.json").read_text(encoding="utf-8"))["ignored"] == 0


SLIPS = FACT.replace("period: 2020", "place: NO\nperiod: 2020-1").replace("2020.", "2020 ...")


@pytest.fixture
def slips(tmp_path, monkeypatch):
    """Make a base with two findings that can be fixed and one that cannot the working directory."""
    text = SLIPS.replace("read: 2026-11-20", "read: 2051-11-20")
    make_base(tmp_path, {"facts/example-fact.yaml": text})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_fix_says_what_is_fixed_and_what_is_left(slips, capsys):
    out, err = said(capsys, "--fix", "--output", "concise", code=1)
    assert err == ""
    today = factbase.dates.latest_today()
    what = f"FB303 source read on 2051-11-20, after today ({today}); mend the date"
    assert out.splitlines() == [
        f"facts/example-fact.yaml:9:36: {what}",
        f"2 fixed, 1 left: 1 error; {LOOKED_AT}",
    ]
    path = slips / "facts" / "example-fact.yaml"
    after = path.read_text(encoding="utf-8")
    assert 'place: "NO"\nperiod: 2020-01\n' in after
    path.write_text(after.replace("2051", "2026").replace('"NO"', "NO"), encoding="utf-8")
    out, _ = said(capsys, "--fix")
    assert out == f"1 fixed, 0 left; {LOOKED_AT}\n"
    out, _ = said(capsys, "--fix")
    assert out == f"no finding; {LOOKED_AT}\n"


@pytest.mark.usefixtures("slips")
def test_fix_answers_in_json(capsys):
    out, _ = said(capsys, "--fix", "--json", code=1)
    answer = json.loads(out)
    assert [(one["code"], one["fix"]["text"]) for one in answer["fixed"]] == [
        ("FB207", "2020-01"),
        ("FB111", '"NO"'),
    ]
    assert [one["code"] for one in answer["diagnostics"]] == ["FB303"]


DIFF = """\
--- a/facts/example-fact.yaml
+++ b/facts/example-fact.yaml
@@ -1,8 +1,8 @@
 id: example-fact
 claim: An example counted 12 people in 2020 ...
 topics: [example]
-place: NO
-period: 2020-1
+place: "NO"
+period: 2020-01
 values:
   - {measure: people counted, value: 12, unit: people}
 sources:
"""


def test_diff_prints_and_writes_nothing(slips, capsys):
    path = slips / "facts" / "example-fact.yaml"
    before = path.read_bytes()
    for arguments in (["--diff"], ["--diff", "--fix"], ["facts", "--diff"]):
        out, err = said(capsys, *arguments, code=1)
        assert (out, err) == (DIFF, "2 would be fixed, 1 left; see: factbase validate\n")
    assert path.read_bytes() == before
    path.write_bytes(before.replace(b"2051", b"2026"))
    out, err = said(capsys, "--diff", "--quiet", code=1)
    assert (out, err) == (DIFF, "")
    said(capsys, "--fix")
    assert said(capsys, "--diff") == ("", "nothing to fix, 0 left\n")


@pytest.mark.usefixtures("slips")
@pytest.mark.parametrize("other", [["--json"], ["--output", "full"], ["--statistics"]])
def test_a_diff_is_no_report(other, capsys):
    _, err = said(capsys, "--diff", *other, code=2)
    assert "--diff prints a diff and no report" in err
