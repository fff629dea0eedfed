"""What is told of a quote, with a copy of its source, with another, and without one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from factbase.copies import figures
from factbase.corpus import read_corpus
from factbase.layout import Layout
from factbase.reporters.base import summary
from factbase.rules.all_rules import ALL_RULES
from factbase.rules.quotes import QuoteNotInCopy
from factbase.rules.secrets import SecretInText
from factbase.validation import validate
from tests.bases import FACT, SOURCE, TODAY, findings, make_base

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-20"
TEXT = "In 2020 the office counted 12 people.\n"
QUOTE = "the office counted 12 people"
SHA = figures(TEXT, DAY).sha256
COPY = f".factbase/copies/example/{DAY}.txt"


def base(folder: Path, quote: str = QUOTE, *, text: str | None = TEXT, record: str = "") -> Path:
    """Return a base with one *quote*, a copy that holds *text*, and what is recorded of it."""
    recorded = record or f"copies:\n  - {figures(TEXT, DAY).as_yaml()}\n"
    fact = FACT.replace("at: p. 3", f'at: p. 3, quote: "{quote}"')
    files = {
        "facts/example-fact.yaml": fact,
        "facts/sources/example.yaml": SOURCE + recorded,
    }
    return make_base(folder, files if text is None else {**files, COPY: text})


def told(folder: Path) -> list[tuple[str, str, str, str | None]]:
    return [
        (str(one.severity), f"{one.location.line}:{one.location.column}", one.message, one.hint)
        for one in findings(folder, rules=[QuoteNotInCopy()])
    ]


def counted(folder: Path, **options: object) -> tuple[int, int]:
    checked = validate([str(folder)], today=TODAY, **options).checked  # type: ignore[arg-type]
    return checked.quotes, checked.quotes_not_checked


def test_a_quote_in_the_copy_is_checked(tmp_path):
    assert told(base(tmp_path)) == []
    assert counted(tmp_path) == (1, 0)


def test_a_quote_that_the_copy_does_not_hold(tmp_path):
    base(tmp_path, "the office counted 21 people")
    hint = 'the nearest passage in the copy: "the office counted 12 people."'
    message = f"the quote does not stand in the copy of 'example' taken on {DAY}"
    assert told(tmp_path) == [("error", "8:37", message, hint)]
    assert counted(tmp_path) == (1, 0)


def test_a_quote_like_nothing_in_the_copy(tmp_path):
    base(tmp_path, "Whales sing at night.")
    hint = "nothing like it stands there; is it the right source, in the right edition?"
    assert [one[3] for one in told(tmp_path)] == [hint]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param("", id="recorded, but not here"),
        pytest.param("language: en\n", id="never taken"),
    ],
)
def test_without_a_copy_a_quote_is_not_checked(record, tmp_path):
    base(tmp_path, "Whales sing at night.", text=None, record=record)
    assert told(tmp_path) == []
    assert counted(tmp_path) == (1, 1)


@pytest.mark.parametrize(
    ("text", "record", "place", "message", "hint"),
    [
        pytest.param(
            TEXT.replace("12", "21"),
            "",
            "6:14",
            f"the copy {COPY} is another text than the one recorded",
            f"its figures are {figures(TEXT.replace('12', '21'), DAY).as_yaml()}; "
            "quotes are not checked against it",
            id="other words",
        ),
        pytest.param(
            TEXT,
            f"copies: [{{sha256: {SHA}, taken: {DAY}, characters: 12}}]\n",
            "5:19",
            f"the copy {COPY} is another text than the one recorded",
            f"its figures are {figures(TEXT, DAY).as_yaml()}; quotes are not checked against it",
            id="another length",
        ),
        pytest.param(
            TEXT,
            "language: en\n",
            "1:5",
            f"the copy {COPY} is not recorded",
            f"write under 'copies': {figures(TEXT, DAY).as_yaml()}",
            id="not recorded",
        ),
    ],
)
def test_a_copy_that_is_not_the_one_recorded_is_told(  # noqa: PLR0917
    text, record, place, message, hint, tmp_path
):
    base(tmp_path, "Whales sing at night.", text=text, record=record)
    assert told(tmp_path) == [("warning", place, message, hint)]
    assert counted(tmp_path) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In  2020 the office\ncounted 12 people.", id="white space"),
        pytest.param("In\u00a02020 the office counted 12 people.\r\n", id="line ends"),
    ],
)
def test_the_same_words_are_the_same_copy(text, tmp_path):
    assert told(base(tmp_path, text=text)) == []
    assert counted(tmp_path) == (1, 0)


def link_to_the_outside(path: Path) -> None:
    secret = path.parents[4] / "secret"
    secret.write_text(TEXT, encoding="utf-8")
    path.symlink_to(secret)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(link_to_the_outside, id="link"),
        pytest.param(os.mkfifo, id="pipe"),
        pytest.param(Path.mkdir, id="folder"),
        pytest.param(lambda path: path.write_bytes(b"\xff"), id="not UTF-8"),
    ],
)
def test_a_copy_that_cannot_be_read_is_told(make, tmp_path):
    base(tmp_path, text=None)
    path = tmp_path / COPY
    path.parent.mkdir(parents=True)
    make(path)
    message = f"the copy {COPY} cannot be read"
    assert told(tmp_path) == [("warning", "6:14", message, "delete it, or put it there anew")]
    assert counted(tmp_path) == (1, 1)


def test_who_leaves_the_rule_out_has_checked_nothing(tmp_path):
    base(tmp_path)
    assert counted(tmp_path, rules=[SecretInText()]) == (1, 1)


def test_only_the_quotes_of_the_named_files_count(tmp_path):
    base(tmp_path)
    (tmp_path / "facts" / "other").mkdir()
    shutil.copy(tmp_path / "facts" / "example-fact.yaml", tmp_path / "facts" / "other" / "b.yaml")
    report = validate([str(tmp_path / "facts" / "other")], today=TODAY)
    assert report.checked.quotes == 1


@pytest.mark.parametrize(
    ("text", "quotes", "words"),
    [
        pytest.param(TEXT, [QUOTE], "; 1 quote checked against copies", id="checked"),
        pytest.param(None, [QUOTE], "; 1 quote not checked: no copy of the source here", id="none"),
        pytest.param(TEXT, [], "", id="no quote"),
    ],
)
def test_the_last_line_of_a_report_says_so(text, quotes, words, tmp_path):
    base(tmp_path, text=text)
    if not quotes:
        (tmp_path / "facts" / "example-fact.yaml").write_text(FACT, encoding="utf-8")
    report = validate([str(tmp_path)], today=TODAY, rules=[QuoteNotInCopy()])
    assert summary(report) == f"no finding; 1 fact and 1 source in 2 files checked{words}"


def test_the_quotes_of_this_base_stand_in_their_copies(tmp_path):
    texts = ROOT.parent / "shared" / "seeds"
    if not texts.is_dir():
        pytest.skip("the stored texts are not beside this repository")
    by_figures = {}
    for path in texts.glob("*.txt"):
        text = path.read_text("utf-8")
        by_figures[figures(text, "").sha256] = text
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "factbase.toml").touch()
    corpus = read_corpus(Layout(str(tmp_path)))
    for source in corpus.sources:
        for copy in source.record.copies:
            corpus.copies.add(source.id, str(copy.taken), by_figures[copy.sha256])
    report = validate([str(tmp_path)], today=TODAY, rules=ALL_RULES)
    assert [one.message for one in report] == []
    assert report.checked.quotes == 25
    assert report.checked.quotes_not_checked == 0
