"""A report is given again only where everything that it depends on is as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import factbase
from benchmarks import generator
from factbase import cache, validation
from factbase.reporters.all_reporters import ALL_REPORTERS
from factbase.textfile import read_bytes, read_lines
from tests.bases import FACT, SOURCE, TODAY, make_base

BAD = FACT.replace("value: 12", "value: 250000000000000000000 in 3")
COPY = ".factbase/copies/example/2026-11-20.txt"
TOPICS = "example: {label: Example}\n"


@pytest.fixture
def checks(monkeypatch):
    """Give the list that grows by one whenever a base is really checked."""
    done: list[object] = []
    real = validation.validate

    def counted(*arguments, **named):
        done.append(arguments)
        return real(*arguments, **named)

    monkeypatch.setattr(validation, "validate", counted)
    return done


@pytest.fixture
def settled(monkeypatch):
    """Let a file count as settled as soon as it is written."""
    monkeypatch.setattr(cache, "SETTLED_NS", -(10**12))


@pytest.fixture
def base(tmp_path):
    files = {"facts/example-fact.yaml": FACT, "schemas/topics.yaml": TOPICS}
    return make_base(tmp_path / "base", files)


def ask(base, *, today=TODAY, **more):
    return factbase.validate(base, today=today, cache=True, **more)


def printed(report, base):
    """Return the report in every format, with the lines that it is about."""

    def line(path, number):
        lines = read_lines(os.path.join(base, path))
        return lines[number - 1] if number <= len(lines) else None

    return [member.render(report, lines=line) for member in ALL_REPORTERS.values()]


def test_the_same_report_is_given_without_a_check(tmp_path, checks):
    files, _ = generator.broken_base(130, share=0.5)
    many = {f"facts/many/bad-{n}.yaml": "".join(f"a{k}: 1\n" for k in range(50)) for n in range(2)}
    generator.write({**files, **many}, str(tmp_path))
    cold = ask(tmp_path)
    warm = ask(tmp_path)
    assert len(checks) == 1
    assert cold == warm == factbase.validate(tmp_path, today=TODAY)
    assert cold.hidden
    assert printed(cold, tmp_path) == printed(warm, tmp_path)


def test_the_library_keeps_nothing_unless_asked(base):
    factbase.validate(base, today=TODAY)
    assert not (base / ".factbase").exists()


def edited(base):
    (base / "facts" / "example-fact.yaml").write_text(BAD, encoding="utf-8")


def edited_in_secret(base):
    """Keep the size and the time of the file as they were."""
    path = base / "facts" / "example-fact.yaml"
    before = path.stat()
    path.write_text(FACT.replace("value: 12,", "value: 13,"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def added(base):
    (base / "facts" / "more.yaml").write_text(FACT, encoding="utf-8")


def renamed(base):
    (base / "facts" / "example-fact.yaml").rename(base / "facts" / "other.yaml")


def source_gone(base):
    (base / "facts" / "sources" / "example.yaml").unlink()


def source_edited(base):
    path = base / "facts" / "sources" / "example.yaml"
    path.write_text(SOURCE.replace("2021", "2030"), encoding="utf-8")


def link_instead(base):
    path = base / "facts" / "example-fact.yaml"
    path.rename(base / "elsewhere.yaml")
    path.symlink_to("../elsewhere.yaml")


def topics_changed(base):
    (base / "schemas" / "topics.yaml").write_text("other: {label: Other}\n", encoding="utf-8")


def units_added(base):
    (base / "schemas" / "units.yaml").write_text("lakes: {dimension: count}\n", encoding="utf-8")


def settings_changed(base):
    (base / "factbase.toml").write_text("# none yet\n", encoding="utf-8")


def project_added(base):
    (base / "pyproject.toml").write_text("[tool.factbase]\n", encoding="utf-8")


def copy_added(base):
    (base / COPY).parent.mkdir(parents=True)
    (base / COPY).write_text("a copy", encoding="utf-8")


def copy_edited(base):
    """Change a letter of a copy that is larger than a fact may be."""
    text = (base / COPY).read_text(encoding="utf-8")
    (base / COPY).write_text(f"{text[:-1]}!", encoding="utf-8")


CHANGES = [
    *(edited, edited_in_secret, added, renamed, source_gone, source_edited, link_instead),
    *(topics_changed, units_added, settings_changed, project_added, copy_added, copy_edited),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("by_stat", [True, False], ids=["by stat", "by content"])
@pytest.mark.usefixtures("settled")
def test_any_change_is_checked(change, by_stat, base, checks):
    if change is copy_edited:
        (base / COPY).parent.mkdir(parents=True)
        (base / COPY).write_text("a copy " * 50_000, encoding="utf-8")
    first = ask(base, stat=by_stat)
    assert ask(base, stat=by_stat) == first
    assert len(checks) == 1
    change(base)
    changed = ask(base, stat=by_stat)
    assert len(checks) == 2
    assert changed == factbase.validate(base, today=TODAY)
    assert ask(base, stat=by_stat) == changed
    assert len(checks) == 3  # the one without the cache


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"today": date(2026, 11, 23)}, id="another day"),
        pytest.param({"allow_empty": True}, id="another question"),
    ],
)
def test_another_question_is_checked(other, base, checks):
    ask(base)
    ask(base, **other)
    assert len(checks) == 2


def test_a_part_of_the_base_is_another_question(base, checks):
    ask(base)
    ask(base / "facts" / "example-fact.yaml")
    ask([base / "facts" / "example-fact.yaml"])
    assert len(checks) == 2


def test_a_finding_of_a_day_does_not_outlive_it(base):
    path = base / "facts" / "example-fact.yaml"
    path.write_text(FACT.replace("2026-11-20", "2026-11-23"), encoding="utf-8")
    days = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 22))
    assert [[one.code for one in ask(base, today=day)] for day in days] == [
        ["FB303"],
        [],
        ["FB303"],
    ]


def test_other_code_is_another_cache(base, checks, monkeypatch):
    ask(base)
    monkeypatch.setattr(cache, "rules_version", lambda: "another")
    ask(base)
    assert len(checks) == 2


def test_the_version_is_made_of_code_and_neighbours(tmp_path, monkeypatch):
    before = cache.rules_version()
    assert cache.rules_version() == before
    (tmp_path / "pydantic-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    other = cache.rules_version()
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "cache.py"))
    (tmp_path / "rules.py").write_text("a = 1", encoding="utf-8")
    first = cache.rules_version()
    (tmp_path / "rules.py").write_text("a = 2", encoding="utf-8")
    assert len({before, other, first, cache.rules_version()}) == 4


def read_in(base, monkeypatch, **more):
    """Return how many files are read for the cache."""
    read = []

    def counted(path, limit):
        read.append(path)
        return read_bytes(path, limit)

    monkeypatch.setattr(cache, "read_bytes", counted)
    ask(base, **more)
    monkeypatch.setattr(cache, "read_bytes", read_bytes)
    return len(read)


@pytest.mark.usefixtures("settled")
def test_what_is_as_recorded_is_not_read(base, monkeypatch):
    ask(base)
    assert read_in(base, monkeypatch) == 0
    assert read_in(base, monkeypatch, stat=False) == 4
    os.utime(base / "facts" / "example-fact.yaml", ns=(1, 1))
    assert read_in(base, monkeypatch) == 1
    assert read_in(base, monkeypatch) == 0


def test_what_is_just_written_is_read_again(base, monkeypatch):
    ask(base)
    assert read_in(base, monkeypatch) == 4


def test_what_changes_during_the_check_is_not_kept(base, checks, monkeypatch):
    real = validation.validate

    def disturbed(*arguments, **named):
        report = real(*arguments, **named)
        edited(base)
        return report

    monkeypatch.setattr(validation, "validate", disturbed)
    assert ask(base).ok
    (base / "facts" / "example-fact.yaml").write_text(FACT, encoding="utf-8")
    ask(base)
    assert len(checks) == 2


def test_only_the_latest_reports_are_kept(base, checks):
    for day in range(1, cache.MAX_REPORTS + 2):
        ask(base, today=date(2026, 12, day))
    ask(base, today=date(2026, 12, 2))
    assert len(checks) == cache.MAX_REPORTS + 1
    ask(base, today=date(2026, 12, 1))
    assert len(checks) == cache.MAX_REPORTS + 2


def command(base, *options, **environment):
    """Run the command in a process of its own; give what it prints and what it has loaded."""
    code = (
        "import sys; from factbase.cli.main import run; code = run(sys.argv[1:]); "
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "validate", str(base), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CI": "", **environment},
    )
    assert result.returncode in (0, 1), result.stderr
    return result.stdout, set(result.stderr.split())


HEAVY = {"yaml", "pydantic", "pydantic_core", "rapidfuzz", "sqlite_utils"}


@pytest.mark.parametrize("options", [[], ["--no-stat"], ["--output", "json"]], ids=str)
@pytest.mark.parametrize("text", [FACT, BAD], ids=["good", "bad"])
def test_a_warm_command_loads_neither_yaml_nor_pydantic(text, options, base):
    (base / "facts" / "example-fact.yaml").write_text(text, encoding="utf-8")
    cold, loaded = command(base, *options)
    assert {"yaml", "pydantic"} <= loaded
    warm, loaded = command(base, *options)
    assert loaded & HEAVY == set()
    assert warm == cold == command(base, "--no-cache", *options)[0]
    assert warm == command(base, *options, CI="true")[0]


def test_without_the_cache_nothing_is_kept(base):
    _, loaded = command(base, "--no-cache")
    assert {"yaml", "pydantic"} <= loaded
    assert not (base / ".factbase").exists()


@pytest.mark.parametrize(
    ("environment", "options", "by_stat"),
    [
        pytest.param("", (), True, id="at home"),
        pytest.param("true", (), False, id="in CI"),
        pytest.param("", ("--no-stat",), False, id="asked to read all"),
        pytest.param("true", ("--stat",), True, id="asked not to"),
    ],
)
def test_all_is_read_where_ci_is_set(environment, options, by_stat, base, monkeypatch):
    from factbase.cli.main import run

    asked = []
    monkeypatch.setenv("CI", environment)
    monkeypatch.setattr(
        cache.Cache, "__init__", lambda _self, _layout, *, by_stat: asked.append(by_stat)
    )
    monkeypatch.setattr(cache.Cache, "report", lambda _self, _question, check: check())
    run(["validate", "--quiet", str(base), *options])
    assert asked == [by_stat]


@pytest.mark.slow
def test_runs_at_once_do_no_harm(base):
    edited(base)
    with ThreadPoolExecutor(8) as pool:
        outputs = list(pool.map(lambda _: command(base)[0], range(16)))
    assert set(outputs) == {command(base, "--no-cache")[0]}
    assert command(base)[1] & HEAVY == set()
