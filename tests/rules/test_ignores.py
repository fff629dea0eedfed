"""A comment takes findings of its line back, with a reason; what it cannot do is told."""

from __future__ import annotations

import pytest

from factbase.rules.all_rules import ALL_KINDS
from factbase.rules.ignores import IGNORABLE
from tests.bases import FACT, findings, make_base, places

WRONG = "period: 2020-06/2020-05"
COLUMN = len(WRONG) + 3


def told(folder, line):
    text = FACT.replace("period: 2020", line)
    return findings(make_base(folder, {"facts/example-fact.yaml": text}))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("# factbase: ignore FB301 -- so printed", [], id="with a reason"),
        pytest.param("#factbase:ignore FB301 --so printed", [], id="close together"),
        pytest.param("# seen; # factbase: ignore FB301 -- so printed", [], id="behind a comment"),
        pytest.param(
            "# factbase: ignore FB301 FB302 -- so printed", [f"4:{COLUMN} FB902"], id="one unused"
        ),
        pytest.param(
            "# factbase: ignore FB302 -- so printed",
            ["4:9 FB301", f"4:{COLUMN} FB902"],
            id="another code",
        ),
        pytest.param(
            "# factbase: ignore FB301",
            ["4:9 FB301", f"4:{COLUMN} FB903"],
            id="no reason",
        ),
        pytest.param(
            "# factbase: ignore FB301 -- ", ["4:9 FB301", f"4:{COLUMN} FB903"], id="empty reason"
        ),
        pytest.param(
            "# factbase: ignore FB301 # so printed",
            ["4:9 FB301", f"4:{COLUMN} FB903"],
            id="reason as a comment",
        ),
        pytest.param(
            "# factbase: ignore FB301 because so printed",
            ["4:9 FB301", f"4:{COLUMN} FB903"],
            id="reason without hyphens",
        ),
        pytest.param("# factbase: ignore -- all", ["4:9 FB301", f"4:{COLUMN} FB903"], id="no code"),
        pytest.param(
            "# factbase: ignore FB999 -- so printed",
            ["4:9 FB301", f"4:{COLUMN} FB903"],
            id="unknown code",
        ),
        pytest.param(
            "# factbase: ignore FB301, FB999 -- so printed",
            [f"4:{COLUMN} FB903"],
            id="a known and an unknown code",
        ),
        pytest.param(
            "# factbase: ignored FB301 -- so printed", ["4:9 FB301"], id="another word: a remark"
        ),
    ],
)
def test_an_ignore(comment, expected, tmp_path):
    assert places(told(tmp_path, f"{WRONG}  {comment}")) == expected


@pytest.mark.parametrize("codes", ["FB301, FB303", "FB301 FB303", "FB303,FB301"])
def test_one_comment_takes_several_codes_back(codes, tmp_path):
    line = "period: 2051/2050"
    assert places(told(tmp_path, line)) == ["4:9 FB301", "4:9 FB303"]
    assert told(tmp_path, f"{line}  # factbase: ignore {codes} -- so printed") == []


def test_it_works_on_its_own_line_only(tmp_path):
    text = f"# factbase: ignore FB301 -- so printed\n{WRONG}"
    assert places(told(tmp_path, text)) == ["4:1 FB902", "5:9 FB301"]


@pytest.mark.parametrize("code", [code for code in ALL_KINDS if not code.startswith(IGNORABLE)])
def test_faults_of_files_fields_and_settings_cannot_be_ignored(code, tmp_path):
    (found,) = told(tmp_path, f"period: 2020  # factbase: ignore {code} -- no")
    assert (found.code, found.message) == ("FB903", f"{code} cannot be ignored")


def test_a_trap_is_told_though_the_line_ignores_it(tmp_path):
    found = told(tmp_path, "place: NO  # factbase: ignore FB111 -- Norway\nperiod: 2020")
    assert places(found) == ["4:8 FB111", "4:12 FB903"]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        pytest.param("FB30", "did you mean FB301?", id="a digit too few"),
        pytest.param("period-ends-before-start", "see: factbase rule", id="a name"),
    ],
)
def test_an_unknown_code_is_told_with_a_remedy(code, hint, tmp_path):
    (found,) = told(tmp_path, f"period: 2020  # factbase: ignore {code} -- so printed")
    assert (found.code, found.message) == ("FB903", f"no rule '{code}'")
    assert (found.hint or "").startswith(hint[:16])


def test_what_is_ignored_in_a_file_of_many_is_one_comment(tmp_path):
    fact = FACT.rstrip().replace("period: 2020\n", "").replace("\n", "\n    ")
    text = f"shared:\n  {WRONG}  # factbase: ignore FB301 -- so printed\nfacts:\n"
    text += f"  - {fact}\n  - {fact.replace('example-fact', 'another-fact')}\n"
    assert findings(make_base(tmp_path, {"facts/many.yaml": text})) == []
