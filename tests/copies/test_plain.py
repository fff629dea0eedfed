"""A file becomes the text that a person reads in it, or it is said why not."""

from __future__ import annotations

import pytest

from factbase.copies import MAX_BYTES, plain_text
from factbase.errors import ForeignFileError

READ = [
    pytest.param(b"one\r\ntwo\rthree\n", "a.txt", "one\ntwo\nthree\n", id="line ends"),
    pytest.param(b"\xef\xbb\xbfone", "a.txt", "one", id="byte order mark"),
    pytest.param(b"a < b & c > d <p>", "a.txt", "a < b & c > d <p>", id="a text with signs"),
    pytest.param(b"<p>one<p>two", "A.HTM", "one\ntwo", id="a page by its name"),
    pytest.param(
        b"<?xml version='1.0'?>\n<!-- x --><!-- y -->\n<!DOCTYPE html><p>one",
        "-",
        "one",
        id="a page by how it begins",
    ),
    pytest.param(
        b"<html><head><title>T</title><style>p{}</style><script>if (a<b) x='</p>'</script></head>"
        b"<body><p>46,<b>000</b> parents<br>of&nbsp;children</p><td>a<td>b</body>",
        "-",
        "T\n46,000 parents\nof children\na\nb",
        id="inline, blocks, scripts",
    ),
    pytest.param(
        b"<html>parents<sup><a href='#1'>3</a></sup> of 10<sup>6</sup>",
        "-",
        "parents[3] of 106",
        id="the mark of a note",
    ),
    pytest.param(
        b"<html><meta charset='iso-8859-1'>caf\xe9", "-", "café", id="the charset of a page"
    ),
    pytest.param(b"<html><meta charset='nonsense'>caf\xc3\xa9", "-", "café", id="no charset"),
    pytest.param(b"<html><p>one\ntwo   three", "-", "one two three", id="line breaks of a page"),
    pytest.param(b"<html><p>one</script></style></sup> two", "-", "one two", id="ends of nothing"),
]

REFUSED = [
    pytest.param(b"%PDF-1.7\n", "a PDF; turn it into text first, with pdftotext for example"),
    pytest.param(b"caf\xe9", "its text is not in utf-8; save it as UTF-8"),
    pytest.param(b"<html><meta charset='zlib'>a", "its text is not in zlib; save it as UTF-8"),
    pytest.param(b"a\0b", "it holds no text; save the words themselves, or the page"),
    pytest.param(b" \n", "it holds no text; save the words themselves, or the page"),
    pytest.param(
        b"<html><script>a</script>", "it holds no text; save the words themselves, or the page"
    ),
    pytest.param(
        b"a" * (MAX_BYTES + 1),
        "more than 20,000,000 bytes; keep only the part that is quoted",
        id="large",
    ),
]


@pytest.mark.parametrize(("content", "name", "text"), READ)
def test_read(content, name, text):
    assert plain_text(content, name) == text


@pytest.mark.parametrize(("content", "why"), REFUSED)
def test_refused(content, why):
    with pytest.raises(ForeignFileError) as error:
        plain_text(content, "a file")
    assert str(error.value) == f"a file: {why}"
