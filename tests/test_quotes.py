"""Every quote that was read in a stored text is that text's own words, at a known place."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from factbase.corpus import read_corpus
from factbase.layout import find_layout
from factbase.normalize import comparable

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "data" / "quotes.csv"
STORED_TEXTS = ROOT.parent / "shared" / "seeds"
"""The texts lie beside the repository on the writers' machines, never in it."""


Key = tuple[str, int, str]
"""The fact, the number of its use from 0, and the source."""


class Row(NamedTuple):
    """One line of the table; offset and length count characters of the normalised text."""

    ref: str
    text_sha256: str
    offset: int
    length: int
    quote_sha256: str
    fact: str
    use: int

    @property
    def key(self) -> Key:
        return (self.fact, self.use, self.ref)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_table() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        header, *lines = csv.reader(handle)
    assert header == list(Row._fields)
    return [
        Row(ref, text, int(offset), int(length), quote, fact, int(use))
        for ref, text, offset, length, quote, fact, use in lines
    ]


@pytest.fixture(scope="module")
def quotes() -> dict[Key, str]:
    """Return the normalised quotes of the facts by fact, use and source."""
    return {
        (found.fact.id, found.index, found.use.ref): comparable(found.use.quote)
        for found in read_corpus(find_layout(str(ROOT))).source_uses
        if found.use.quote and (found.use.copy_ or "").startswith("stored text")
    }


ROWS = read_table()


def test_each_quote_has_one_row_and_each_row_a_quote(quotes: dict[Key, str]) -> None:
    keys = [row.key for row in ROWS]
    assert len(keys) == len(set(keys))
    assert sorted(keys) == sorted(quotes)
    assert keys


def test_each_source_is_one_text() -> None:
    assert len({row.ref for row in ROWS}) == len({(row.ref, row.text_sha256) for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.fact}-{row.use}")
def test_quote_has_the_recorded_words(row: Row, quotes: dict[Key, str]) -> None:
    quote = quotes[row.key]
    assert (len(quote), sha256(quote)) == (row.length, row.quote_sha256)


def test_quotes_stand_in_the_stored_texts(quotes: dict[Key, str]) -> None:
    if not STORED_TEXTS.is_dir():
        pytest.skip("the stored texts are not beside this repository; only the hashes are checked")
    found = (comparable(path.read_text("utf-8")) for path in STORED_TEXTS.glob("*.txt"))
    texts = {sha256(text): text for text in found}
    for row in ROWS:
        text = texts[row.text_sha256]
        assert text[row.offset : row.offset + row.length] == quotes[row.key], row.fact
