"""``factbase rule`` explains every code, ``factbase schema`` prints what the package carries."""

from __future__ import annotations

import json

import pytest

from factbase.cli.main import run
from factbase.model.schema import SCHEMAS
from factbase.rules.all_rules import ALL_KINDS


@pytest.mark.parametrize("code", sorted(ALL_KINDS))
def test_every_built_code_has_a_page(code, capsys):
    assert run(["rule", code]) == 0
    head, _, page = capsys.readouterr().out.partition("\n\n")
    assert head == f"{code} {ALL_KINDS[code].name} ({ALL_KINDS[code].severity})"
    assert page.strip().endswith((".", "`", "…", ")"))
    assert page.partition("\n")[0].rstrip().endswith("."), "the page opens with one sentence"


def test_no_code_or_name_is_given_away_twice():
    names = [kind.name for kind in ALL_KINDS.values()]
    assert len(names) == len(set(names))


def test_a_rule_is_found_by_its_name(capsys):
    assert run(["rule", "in-future", "--json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert (rule["code"], rule["built"], rule["severity"]) == ("FB303", True, "error")


def test_all_rules_are_listed(capsys):
    assert run(["rule"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(ALL_KINDS)


def test_an_unknown_rule_has_a_suggestion(capsys):
    assert run(["rule", "FB333"]) == 2
    assert "did you mean 'FB303'?" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_printed_as_the_model_makes_it(name, capsys):
    assert run(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMAS[name]()


def test_schemas_are_listed(capsys):
    assert run(["schema", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema_version": 1,
        "schemas": ["fact", "source"],
    }


def test_an_unknown_schema_has_a_suggestion(capsys):
    assert run(["schema", "fct"]) == 2
    assert "did you mean 'fact'?" in capsys.readouterr().err
