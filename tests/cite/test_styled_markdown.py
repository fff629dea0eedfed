"""What a title holds stays text in the Markdown and HTML of a style."""

from __future__ import annotations

import re

import pytest

from factbase.csl.shipped import STYLES
from tests.readers import fact, open_base, source, use, write_base

TITLES = (
    "x <script>alert(1)</script> y",
    "[a](javascript:alert(1)) and `code`",
    "**bold** _em_ ~~gone~~ $x$ {#id} @key a|b",
    "see https://evil.example or www.evil.example",
    "&lt;b&gt; &amp; & co",
    "1984. A list?",
    "# no heading",
)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", TITLES)
def test_nothing_is_made_of_a_title(tmp_path, style, title):
    works = [source(title=title, author=None, **{"container-title": title, "type": "webpage"})]
    works[0]["URL"] = "https://example.org/a_b"
    with open_base(
        write_base(tmp_path, [fact("one", sources=[use(original="self")])], works)
    ) as kb:
        markdown = str(kb.cite("one", style=style, format="markdown"))
        html = str(kb.cite("one", style=style, format="html"))
        references = str(kb.bibliography("[@one]", style=style, format="markdown"))
    for text in (markdown, references):
        bare = re.sub(r"\\.|<https://example\.org/a_b>|\[\^one\]:?", "", text)
        assert not re.search(r"<(?!https)|`|\]\(|\*\*|~~|\$|[{}|]|(?<!\w)@|://|www\.", bare), text
        assert not re.search(r"^(?:- )?(?:#|\d+\.) ", bare, re.MULTILINE), text
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"p", "i", "span", "a", "ul", "li", "div"}, html
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)', html))
