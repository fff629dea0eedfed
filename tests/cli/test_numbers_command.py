"""The command prints the same numbers for people, as JSON and line by line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from factbase.cli.main import group

TEXT = "In 2011 the U.S. deported more than 46,000 parents, and fees rose 3% to $4.5bn."


def run(*arguments: str, text: str = TEXT) -> Result:
    return CliRunner().invoke(group, ["numbers", *arguments], input=text)


def test_for_people():
    result = run()
    assert result.output == (
        "In 2011 the U.S. deported more than [46,000](1) parents, "
        "and fees rose [3%](2) to [$4.5bn](3).\n"
        "\n"
        "   1  46,000  count, more than 46,000 parents\n"
        "   2  3%      percent, 3 percent, a rise\n"
        "   3  $4.5bn  money, 4,500,000,000 USD\n"
    )


def test_without_a_statistic():
    assert run(text="It opened in 2011.").output == "no statistic found\n"


def test_json():
    answer = json.loads(run("--json").output)
    assert answer["schema_version"] == 1
    assert [found["text"] for found in answer["quantities"]] == ["2011", "46,000", "3%", "$4.5bn"]


def test_file(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(str(path)).output == run("-").output


def test_json_lines():
    lines = '{"id": "a", "text": "5 people"}\n\n{"id": "b", "text": "none"}\n'
    result = run("--jsonl-field", "text", text=lines)
    [first, second] = [json.loads(line) for line in result.output.splitlines()]
    assert (first["id"], first["predictions"][0]["value"]) == ("a", [5.0])
    assert second == {"id": "b", "predictions": []}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "line 1 is not JSON", id="no-json"),
        pytest.param('{"id": "a"}', "line 1 has no text 'text'", id="no-field"),
        pytest.param('["text"]', "line 1 has no text 'text'", id="no-object"),
        pytest.param('{"text": "5"}', 'line 1 has no "id"', id="no-id"),
    ],
)
def test_faulty_line(line, message):
    result = run("--jsonl-field", "text", text=line)
    assert result.exit_code == 2
    assert message in result.output
