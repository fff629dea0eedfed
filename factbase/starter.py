"""The files of a new fact base: what the command ``init`` writes."""

from __future__ import annotations

from factbase.layout import FACTS, SOURCES


def base_files(install: str | None, day: str, version: str) -> dict[str, str]:
    """Return the files of a new fact base by their path; *day* is today, YYYY-MM-DD.

    *install* is what pip installs in CI and pre-commit; without it the name of the
    distribution, with a comment on what to put.
    """
    spec = install or "factbase-kb"
    advice = (
        ""
        if install
        else "{indent}# What pip installs: put the version, the wheel or the Git address that you\n"
        f"{{indent}}# trust, such as factbase-kb=={version}.\n"
    )
    return {
        "factbase.toml": "# Marks the root of a fact base. Settings go here.\n",
        ".gitignore": "# The index is made from the facts and rebuilt by itself.\n.factbase/\n",
        "README.md": _README,
        "schemas/topics.yaml": _TOPICS,
        f"{FACTS}/examples/example-lighthouse-steps.yaml": _FACT.format(day=day),
        f"{FACTS}/{SOURCES}/example-lighthouse-guide.yaml": _SOURCE,
        ".github/workflows/facts.yml": _WORKFLOW.format(
            spec=spec, advice=advice.format(indent=" " * 6)
        ),
        ".pre-commit-config.yaml": _PRE_COMMIT.format(
            spec=spec, advice=advice.format(indent=" " * 8)
        ),
        ".vscode/settings.json": _EDITOR,
        ".vscode/extensions.json": '{\n  "recommendations": ["redhat.vscode-yaml"]\n}\n',
    }


_README = """\
# A fact base

Facts stand in `facts/<topic>/<id>.yaml`, the publications that state them in `facts/sources/`.

    factbase new                 asks for a fact and its source, and writes both
    factbase validate            checks everything; each finding names its remedy
    factbase search lighthouse   finds facts
    factbase cite ID             prints a claim and its citation, ready to paste

The example about a lighthouse is made up: delete its two files when you have facts of your own.
"""

_TOPICS = """\
# What facts are about. A fact may only use topics that are listed here.
examples: {label: Examples}
"""

_FACT = """\
# yaml-language-server: $schema=../../schemas/fact.schema.json
id: example-lighthouse-steps
claim: The lighthouse of this example has 199 steps.
topics: [examples]
period: 2020
values:
  - {{measure: steps in the lighthouse of this example, value: 199, unit: count}}
sources:
  - ref: example-lighthouse-guide
    at: p. 3
    quote: From the door to the lamp there are 199 steps.
    read: {day}
    original: self
recheck: never
note: Made up, to show the form of a fact.
"""

_SOURCE = """\
# yaml-language-server: $schema=../../schemas/source.schema.json
id: example-lighthouse-guide
type: pamphlet
title: A Guide to the Lighthouse of This Example
author: [{literal: Society of Examples}]
issued: 2020
note: Made up, to show the form of a source.
"""

_WORKFLOW = """\
name: facts
on: [push, pull_request]
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
{advice}      - run: pip install "{spec}"
      - run: factbase validate --output github
      - if: always() && github.event_name == 'pull_request'
        run: factbase diff "origin/$GITHUB_BASE_REF" --format markdown >> "$GITHUB_STEP_SUMMARY"
"""

_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: factbase-validate
        name: factbase validate
        language: python
{advice}        additional_dependencies: ["{spec}"]
        entry: factbase validate
        files: ^(facts/.+\\.ya?ml|schemas/(topics|units)\\.yaml|factbase\\.toml)$
        exclude: (^|/)\\.
        require_serial: true
"""

_EDITOR = """\
{
  "yaml.schemas": {
    "./schemas/fact.schema.json": ["facts/**/*.y*ml", "!facts/sources/**/*.y*ml"],
    "./schemas/source.schema.json": "facts/sources/**/*.y*ml"
  }
}
"""
