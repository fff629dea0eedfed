"""What is a citation in a draft, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.drafts.citations import find_citations
from factbase.drafts.markup import prose

FENCE = "```"


def found(text: str) -> list[str]:
    return [f"{one.line}:{one.column} {one.key}" for one in find_citations(text)]


CITED = [
    ("[@a-1]", ["1:3 a-1"]),
    ("[see @a, p. 3; @b]", ["1:7 a", "1:17 b"]),
    ("[-@a]", ["1:4 a"]),
    ("As @a says", ["1:5 a"]),
    ("@a [p. 3] says", ["1:2 a"]),
    ("@a.", ["1:2 a"]),
    ("(@a), \u201c@b\u201d", ["1:3 a", "1:9 b"]),
    ("*@a*", ["1:3 a"]),
    ("[@{a--b}]", ["1:4 a--b"]),
    ("[@a--b]", ["1:3 a"]),
    ("[@a@0c2ad474, p. 3]", ["1:3 a@0c2ad474"]),
    ("[@{a@0c2ad474}]", ["1:4 a@0c2ad474"]),
    ("[@a@0c2ad4741]", ["1:3 a"]),
    ("one\n\n  two [@a]\r\n@b", ["3:9 a", "4:2 b"]),
    ("caf\u00e9 \U0001f600 [@a]", ["1:10 a"]),
    ("text[^1]\n\n[^1]: See [@a].", ["3:13 a"]),
    ("- item [@a]\n\n    more [@b]", ["1:10 a", "3:12 b"]),
    ("[@a](https://example.org)", ["1:3 a"]),
    ("\u2014@a\u2014", ["1:3 a"]),
    (f"{FENCE} `x` [@a] {FENCE} @b", ["1:19 b"]),
    ("a ` b [@a]", ["1:9 a"]),
    ("1 < 2 [@a] > 0", ["1:9 a"]),
    ("\\` [@a] `", ["1:6 a"]),
    ("nocite: |\n  @a, @b", ["2:4 a", "2:8 b"]),
]
NOT_CITED = [
    "",
    "somebody@example.org",
    "<somebody@example.org>",
    "mailto:some.body+x@example.org",
    "\\@a",
    "`[@a]`",
    "`` ` [@a] ``",
    "`two\nlines @a`",
    f"{FENCE}\n[@a]\n{FENCE}",
    f"{FENCE}markdown\n[@a]",
    "~~~~\n~~~\n[@a]\n~~~~",
    f"> {FENCE}\n> [@a]\n> {FENCE}",
    f"- {FENCE}\n  [@a]\n  {FENCE}",
    "    [@a] in indented code",
    "text\n\n\t@a in indented code",
    "<!-- [@a] -->",
    "<!-- [@a]\n\n[@b]",
    '<a href="x" title="@a">x</a>',
    "https://example.org/@a",
    "[x](https://example.org/@a)",
    "[x](y(z)@a)",
    "[x]: y/@a",
    "twitter.com/@a",
    "@",
    "@ a",
    "@-a",
    "[@{}]",
]


@pytest.mark.parametrize(("text", "keys"), CITED)
def test_citations(text, keys):
    assert found(text) == keys


@pytest.mark.parametrize("text", NOT_CITED)
def test_no_citations(text):
    assert found(text) == []


@pytest.mark.parametrize("text", NOT_CITED)
def test_behind_what_is_none_a_citation_is_seen_again(text):
    if text.startswith((FENCE + "markdown", "<!-- [@a]\n")):
        return  # these two have no end
    keys = [one.key for one in find_citations(f"{text}\n\n[@after]")]
    assert keys == ["after"]


@settings(derandomize=True, max_examples=300, deadline=None, database=None)
@given(st.text(alphabet="`~<>!-@ab[](){}\\\n \t:/.;", max_size=60))
def test_blanks_keep_every_place(text):
    assert len(prose(text)) == len(text)
    for one in find_citations(text):
        lines = text.split("\n")
        assert lines[one.line - 1][one.column - 1 :].startswith(one.key)


@pytest.mark.parametrize(
    "piece", ["`", "` ", "<", "[@", "](", "](a(", "<!--", "@{", "a.", "a://", "~~~\n", "[@a; "]
)
def test_a_long_odd_draft_takes_no_long_time(piece):
    # What grows with the square of its length would take a minute here.
    assert sum(1 for _ in find_citations(f"@a{piece * 50_000}")) < 60_000
