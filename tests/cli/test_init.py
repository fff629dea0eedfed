"""``factbase init`` makes a base that validates, and whose CI and pre-commit hook really run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest
import yaml

import factbase
from factbase.cli.main import run
from factbase.csl.shipped import STYLES, style_path
from tests.histories import commit, git

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    ".github/workflows/facts.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "factbase.toml",
    "facts/examples/example-lighthouse-steps.yaml",
    "facts/sources/example-lighthouse-guide.yaml",
    "schemas/fact.schema.json",
    "schemas/source.schema.json",
    "schemas/topics.yaml",
}


def test_a_base_is_made_that_validates_searches_and_cites(tmp_path, capsys):
    assert run(["init", str(tmp_path / "mine"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["written"]) == FILES
    assert answer["kept"] == []
    report = factbase.validate(tmp_path / "mine")
    assert (list(report), report.checked.facts) == ([], 1)
    with factbase.FactBase.open(tmp_path / "mine") as kb:
        assert [hit.id for hit in kb.search("lighthouse")] == ["example-lighthouse-steps"]


def test_what_stands_there_is_kept(tmp_path, capsys):
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert "kept as it is: README.md" in capsys.readouterr().err
    assert run(["init", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == []


def test_a_file_in_the_way_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["init", str(tmp_path / "file")]) == 2
    assert "Error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("install", "expected"),
    [
        pytest.param(None, "factbase-kb", id="the name, while there is no repository"),
        pytest.param("factbase-kb==0.1.0", "factbase-kb==0.1.0", id="what was asked for"),
    ],
)
def test_ci_and_hook_install_what_was_asked_for(tmp_path, install, expected):
    run(["init", str(tmp_path), "--quiet", *(["--install", install] if install else [])])
    steps = read(tmp_path / ".github/workflows/facts.yml")["jobs"]["validate"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [
        f'pip install "{expected}"',
        "factbase validate --output github",
        'factbase diff "origin/$GITHUB_BASE_REF" --format markdown >> "$GITHUB_STEP_SUMMARY"',
    ]
    hook = read(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [expected]


def test_a_published_package_is_installed_by_address_and_tag(tmp_path, monkeypatch):
    published = Message()
    published["Project-URL"] = "Changelog, https://forge.example/kb/changes"
    published["Project-URL"] = "Repository, https://forge.example/kb"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _name: published)
    run(["init", str(tmp_path), "--quiet"])
    spec = f"factbase-kb @ git+https://forge.example/kb@v{factbase.__version__}"
    steps = read(tmp_path / ".github/workflows/facts.yml")["jobs"]["validate"]["steps"]
    assert f'pip install "{spec}"' in [step.get("run") for step in steps]
    hook = read(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [spec]


@pytest.mark.parametrize("spec", ['"', "'", "$(x)", "`x`", "a\\b", "a\nb", "a: b", "a #b"])
def test_what_a_shell_or_yaml_would_read_is_refused(tmp_path, spec, capsys):
    assert run(["init", str(tmp_path / "mine"), "--install", f"factbase-kb{spec}"]) == 2
    assert "in its own way" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


def test_the_hook_is_the_one_that_the_repository_offers(tmp_path):
    run(["init", str(tmp_path), "--quiet"])
    hook = read(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    (offered,) = read(ROOT / ".pre-commit-hooks.yaml")
    assert hook.pop("additional_dependencies") == ["factbase-kb"]
    # A base in a folder of a repository is the business of the offered one.
    assert offered.pop("files") == hook.pop("files").replace("^(", "(^|/)(")
    assert offered.pop("description")
    assert hook == offered


def test_a_base_inside_a_repository_is_told_what_has_no_effect(tmp_path, capsys):
    (tmp_path / ".git").mkdir()
    assert run(["init", str(tmp_path / "kb")]) == 0
    assert "check with: factbase validate kb" in capsys.readouterr().err
    assert run(["init", str(tmp_path / "kb")]) == 0
    assert "factbase validate kb" not in capsys.readouterr().err
    assert run(["init", str(tmp_path)]) == 0
    assert "factbase validate ." not in capsys.readouterr().err


@pytest.mark.slow
def test_the_hook_and_the_workflow_run_with_a_wheel(tmp_path):
    wheels = tmp_path / "wheels"
    sh([sys.executable, "-m", "build", "--wheel", "--outdir", str(wheels), str(ROOT)], cwd=ROOT)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        room = [one for one in archive.infolist() if one.filename.startswith("factbase/csl/")]
    assert {"factbase/py.typed", "factbase/schemas/fact.schema.json"} <= held
    assert {style_path(name)[len(str(ROOT)) + 1 :] for name in STYLES} <= held
    assert {f"factbase/csl/locales/locales-{code}.xml" for code in ("en-GB", "en-US")} <= held
    assert sum(one.compress_size for one in room) < 300_000
    base = tmp_path / "base"
    assert run(["init", str(base), "--quiet", "--install", str(wheel)]) == 0
    sh(["git", "init", "--quiet"], cwd=base)
    sh(["git", "add", "--all"], cwd=base)
    hook = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    passed = sh(hook, cwd=base, env=env)
    assert "factbase validate" in passed
    assert "Passed" in passed

    fact = base / "facts/examples/example-lighthouse-steps.yaml"
    fact.write_text(fact.read_text("utf-8").replace("period: 2020", "period: 2020-13"), "utf-8")
    refused = subprocess.run(hook, cwd=base, env=env, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert f"{fact.relative_to(base)}:5:9: error FB207" in refused.stdout

    # The steps of the workflow, in an environment of their own.
    steps = read(base / ".github/workflows/facts.yml")["jobs"]["validate"]["steps"]
    commands = " && ".join(step["run"] for step in steps if "run" in step and "if" not in step)
    sh([sys.executable, "-m", "venv", "ci"], cwd=tmp_path)
    path = f"{tmp_path / 'ci' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    script = ["sh", "-c", commands]
    in_ci = subprocess.run(
        script,
        cwd=base,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert in_ci.returncode == 1
    (annotation,) = (line for line in in_ci.stdout.splitlines() if line.startswith("::"))
    assert annotation.startswith(
        "::error file=facts/examples/example-lighthouse-steps.yaml,line=5,endLine=5,col=9,"
        "title=FB207 bad-date::there is no month 13"
    )

    # The last one, in a pull request.
    commit(base)
    git(base, "update-ref", "refs/remotes/origin/main", "HEAD")
    fact.write_text(fact.read_text("utf-8").replace("period: 2020-13", "period: 2021"), "utf-8")
    commit(base)
    (last,) = (step["run"] for step in steps if "if" in step)
    summary = tmp_path / "summary.md"
    pull_request = {"GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary), "PATH": path}
    sh(["sh", "-c", last], cwd=base, env={**os.environ, **pull_request})
    assert "example-lighthouse-steps" in summary.read_text("utf-8")


def read(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def sh(command: list[str], *, cwd: Path, env: dict[str, str] | None = None) -> str:
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
