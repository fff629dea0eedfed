"""The action and the pre-commit hook that others use: each is run as far as it can be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from factbase.cli.main import run
from tests.bases import FACT, make_base
from tests.histories import commit, committed, git

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bash and sh are run")

WRONG = FACT.replace("value: 12", "value: 12%")


# The action.


def test_no_input_is_code():
    """What stands in ${{ }} is put into the script before a shell reads it."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    passed = {value for step in STEPS.values() for value in step["env"].values()}
    assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} <= passed


def test_every_input_and_output_is_described():
    for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()):
        assert one["description"].endswith(".")
    assert all("default" in one for one in ACTION["inputs"].values())


def test_github_would_take_the_action_and_the_workflow_of_init(tmp_path):
    pytest.importorskip("check_jsonschema", reason="NOT CHECKED against the schemas of GitHub")
    assert run(["init", str(tmp_path), "--quiet"]) == 0
    workflow = tmp_path / ".github/workflows/facts.yml"
    for schema, file in (("actions", ROOT / "action.yml"), ("workflows", workflow)):
        sh(
            f"{sys.executable} -m check_jsonschema --builtin-schema vendor.github-{schema} {file}",
            tmp_path,
        )


class Runner:
    """Runs the steps of the action as the runner of GitHub does."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.folder, self.workspace = folder, workspace
        self.outputs: dict[str, str] = {}
        self.base_branch = ""
        folder.mkdir(exist_ok=True)

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        known = {key: str(one["default"]) for key, one in ACTION["inputs"].items()} | inputs
        files = {key: self.folder / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        script = self.folder / "script.sh"
        script.write_text(STEPS[name]["run"], encoding="utf-8")
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **os.environ,
                **{key: self.value(text, known) for key, text in STEPS[name]["env"].items()},
                **{key: str(file) for key, file in files.items()},
                "RUNNER_TEMP": str(self.folder),
                "GITHUB_ACTION_PATH": str(ROOT),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{name}.outputs.{key}"] = value
        return result

    @property
    def summary(self) -> str:
        return (self.folder / "GITHUB_STEP_SUMMARY").read_text("utf-8")

    @property
    def sarif(self) -> str:
        text: str = ACTION["outputs"]["sarif-file"]["value"]
        return self.value(text, {})

    def value(self, text: str, inputs: dict[str, str]) -> str:
        known = self.outputs | {f"inputs.{key}": value for key, value in inputs.items()}
        known["github.event.pull_request.base.sha"] = self.base_branch
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda match: known.get(match[1], ""), text)


@pytest.fixture
def runner(tmp_path):
    base = make_base(tmp_path / "work" / "kb", {"facts/example-fact.yaml": WRONG})
    (tmp_path / "work" / ".git").mkdir()
    runner = Runner(tmp_path / "temp", base.parent)
    runner.outputs["steps.install.outputs.command"] = str(Path(sys.executable).parent / "factbase")
    return runner


def test_findings_annotate_summarise_and_fail(runner):
    result = runner.step("validate", path="kb")
    assert result.returncode == 1, result.stderr
    assert result.stdout.startswith("::error file=kb/facts/example-fact.yaml,line=6,")
    (told,) = json.loads(Path(runner.sarif).read_text("utf-8"))["runs"]
    assert [one["ruleId"] for one in told["results"]] == ["FB203"]
    lines = runner.summary.splitlines()
    assert lines[0] == "### factbase validate"
    assert lines[2].startswith("1 error; ")
    assert lines[4].startswith("    facts/example-fact.yaml:6:38: FB203 ")


def test_a_sound_base_passes(runner):
    (runner.workspace / "kb/facts/example-fact.yaml").write_text(FACT, encoding="utf-8")
    result = runner.step("validate", path="kb", args="--quiet", strict="false")
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert "no finding; 1 fact and 1 source in 2 files checked" in runner.summary


def test_strict_is_passed_on(runner):
    warned = FACT.replace("12 people in 2020", "12 people in 2020, and 77 dogs")
    (runner.workspace / "kb/facts/example-fact.yaml").write_text(warned, encoding="utf-8")
    assert runner.step("validate", path="kb").returncode == 0
    assert runner.step("validate", path="kb", strict="true").returncode == 1


def test_arguments_may_stand_on_several_lines(runner):
    other = FACT.replace("value: 12,", "value: 13,")
    (runner.workspace / "kb/facts/example-fact.yaml").write_text(other, encoding="utf-8")
    result = runner.step("validate", path="kb", args="--select FB3\n--ignore FB305\n")
    assert result.stdout.startswith("no finding, 1 ignored;")
    assert runner.step("validate", path="kb", args="--quiet\n--no-such-option\n").returncode == 2


def test_a_long_summary_is_cut_and_says_so(runner):
    for number in range(30):
        lines = "\n".join(f"x{n}: 1" for n in range(30))
        text = WRONG.replace("example-fact", f"fact-{number}") + lines
        (runner.workspace / f"kb/facts/fact-{number}.yaml").write_text(text, encoding="utf-8")
    result = runner.step("validate", path="kb")
    assert result.returncode == 1
    assert runner.summary.endswith("\n\nThe log holds the rest.\n")
    assert len(runner.summary.splitlines()) < 510
    assert len(result.stdout.splitlines()) > 600


def test_nothing_checked_is_never_green(runner):
    result = runner.step("validate", path="nowhere")
    assert result.returncode == 2
    assert "no such file" in result.stderr
    assert "Nothing was checked" in runner.summary
    assert runner.sarif == ""


@pytest.mark.parametrize("name", ["path", "args", "strict", "version", "python"])
@pytest.mark.parametrize(
    "code", ["$(touch pwned)", "`touch pwned`", "; touch pwned", '"; touch pwned; "']
)
def test_an_input_is_never_run(runner, name, code):
    step = "install" if name in ("version", "python") else "validate"
    inputs = {"python": str(runner.folder / "no-python")} | {name: code}
    runner.step(step, **inputs)
    assert not list(runner.workspace.rglob("pwned"))


def test_markdown_of_a_finding_stays_text(runner):
    (runner.workspace / "kb/facts/example-fact.yaml").unlink()
    name = "```\n# ![](https:x) <img src=x>"
    (runner.workspace / "kb/facts").joinpath(f"{name.replace('/', '')}.yaml").write_text(WRONG)
    runner.step("validate", path="kb")
    assert all(line.startswith("    ") for line in runner.summary.splitlines()[4:])


def test_a_pull_request_is_told_what_it_changes(runner):
    base = committed(runner.workspace / "kb", {"facts/example-fact.yaml": FACT})
    runner.base_branch = git(base, "rev-parse", "HEAD")
    text = FACT.replace("12 people", "13 people").replace("value: 12", "value: 13")
    (base / "facts/example-fact.yaml").write_text(text, encoding="utf-8")
    commit(base)
    result = runner.step("changes", path="kb")
    assert result.returncode == 0, result.stderr
    assert "example-fact" in runner.summary
    assert "12 people" in runner.summary
    assert "13 people" in runner.summary
    assert result.stdout == ""


def test_a_clone_without_the_base_branch_is_told_how_to_get_it(runner):
    """A shallow clone is no fault of the facts: the check does not fail."""
    committed(runner.workspace / "kb", {})
    runner.base_branch = "0123456789012345678901234567890123456789"
    result = runner.step("changes", path="kb")
    assert result.returncode == 0
    assert result.stdout.startswith("::warning title=factbase diff::")
    assert result.stderr
    assert runner.summary == ""


@pytest.mark.slow
def test_the_action_runs_from_its_own_checkout(runner):
    """As ``uses: owner/factbase@ref`` without a version: what is installed is the checkout."""
    installed = runner.step("install", python=sys.executable)
    assert installed.returncode == 0, installed.stderr
    command = Path(runner.outputs["steps.install.outputs.command"])
    assert command.is_relative_to(runner.folder)
    result = runner.step("validate", path="kb")
    assert result.returncode == 1, result.stderr
    assert "FB203" in result.stdout


# The hook.


def test_pre_commit_takes_the_hook_and_the_configuration_of_init(tmp_path):
    assert run(["init", str(tmp_path), "--quiet"]) == 0
    check = f"{sys.executable} -m pre_commit"
    sh(f"{check} validate-manifest {ROOT / '.pre-commit-hooks.yaml'}", tmp_path)
    sh(f"{check} validate-config .pre-commit-config.yaml", tmp_path)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("facts/energy/some-fact.yaml", True),
        ("facts/sources/some-source.yml", True),
        ("kb/facts/some-fact.yaml", True),
        ("schemas/topics.yaml", True),
        ("schemas/units.yaml", True),
        ("factbase.toml", True),
        ("schemas/fact.schema.json", False),
        ("facts/README.md", False),
        ("facts/.hidden/some-fact.yaml", False),
        (".github/facts/some-fact.yaml", False),
        ("artefacts/some.yaml", False),
    ],
)
def test_the_hook_takes_what_is_checked(path, wanted):
    taken = re.search(HOOK["files"], path) and not re.search(HOOK["exclude"], path)
    assert bool(taken) == wanted


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param(["facts/example-fact.yaml"], ["example-fact"], id="one file"),
        pytest.param(["facts/sources/example.yaml"], [], id="a sound file"),
        pytest.param(["schemas/topics.yaml"], ["example-fact", "other"], id="a vocabulary"),
        pytest.param(["factbase.toml"], ["example-fact", "other"], id="the settings"),
    ],
)
def test_the_entry_reports_on_the_named_files(tmp_path, named, expected):
    base = make_base(
        tmp_path,
        {
            "facts/example-fact.yaml": WRONG,
            "facts/other.yaml": WRONG.replace("example-fact", "other"),
            "schemas/topics.yaml": "example: {label: Example}\n",
        },
    )
    command = [sys.executable, "-m", *HOOK["entry"].split(), "--output", "json", *named]
    result = subprocess.run(command, cwd=base, capture_output=True, text=True, check=False)
    assert result.returncode == bool(expected), result.stderr
    found = json.loads(result.stdout)["diagnostics"]
    assert [one["id"] for one in found] == expected


@pytest.mark.slow
def test_pre_commit_runs_the_hook_from_this_repository(tmp_path):
    source = tmp_path / "factbase"
    left_out = shutil.ignore_patterns(".*", "tests", "build", "dist")
    shutil.copytree(ROOT, source, ignore=left_out)
    for name in (".pre-commit-hooks.yaml", ".gitignore"):
        shutil.copy(ROOT / name, source)
    base = make_base(tmp_path / "base", {"facts/example-fact.yaml": FACT})
    for folder in (source, base):
        sh("git init --quiet && git add --all && git -c user.name=x -c user.email=x@x.example "
           "commit --quiet --no-verify -m x", folder)  # fmt: skip
    hook = f"{sys.executable} -m pre_commit try-repo {source} factbase-validate --verbose"
    passed = sh(f"{hook} --files facts/example-fact.yaml facts/sources/example.yaml", base)
    assert "Passed" in passed
    assert "1 fact and 1 source in 2 files checked" in passed
    (base / "facts/example-fact.yaml").write_text(WRONG, encoding="utf-8")
    refused = sh(f"{hook} --files facts/example-fact.yaml; true", base)
    assert "Failed" in refused
    assert "facts/example-fact.yaml:6:38: error FB203" in refused


def sh(command: str, folder: Path) -> str:
    env = {**os.environ, "PRE_COMMIT_HOME": str(folder.parent / "cache")}
    result = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
