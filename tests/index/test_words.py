"""The tables that a search reads besides the facts say the same as the facts."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest

import factbase
from factbase.index.tables import FTS_COLUMNS
from factbase.index.words import counted_words, stems_of, words_of
from tests.readers import ROOT, varied_base


@pytest.fixture(scope="module", params=["shipped", "varied"])
def index(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    base = ROOT if request.param == "shipped" else varied_base(folder)
    factbase.build(base, folder / "alone.db")
    connection = sqlite3.connect(folder / "alone.db")
    yield connection
    connection.close()


def test_the_words_counted_are_those_of_the_texts(index):
    texts = index.execute(f"SELECT {', '.join(FTS_COLUMNS)} FROM fact_text").fetchall()  # noqa: S608
    counted = Counter(word for row in texts for word in counted_words(row))
    assert dict(index.execute("SELECT word, df FROM words")) == counted
    stems = dict(index.execute("SELECT word, stem FROM words"))
    assert stems == stems_of(counted)
    assert all(
        length == len(word) for word, length in index.execute("SELECT word, length FROM words")
    )


def test_the_stems_are_those_of_the_full_text_index(index):
    index.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, fact_fts, row)")
    held = {row[0] for row in index.execute("SELECT term FROM terms")}
    stems = {row[0] for row in index.execute("SELECT stem FROM words")}
    assert stems <= held
    assert {term for term in held - stems if not term[0].isdecimal()} == set()


def test_a_hidden_fact_is_so_in_both_tables(index):
    hidden = index.execute("SELECT number FROM facts WHERE hidden ORDER BY 1").fetchall()
    assert index.execute("SELECT fact FROM hidden_facts ORDER BY 1").fetchall() == hidden


def test_a_text_cut_once_more_stays_as_it_is(index):
    for (claim,) in index.execute("SELECT claim FROM facts"):
        plain = [word for word in words_of(claim) if word.isalnum()]
        assert words_of(" ".join(plain)) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the U.S. and the US", ["the", "us^", "and", "the", "us^"], id="US"),
        pytest.param("it and IT, who and WHO", ["it", "and", "it^", "who", "and", "who^"],
                     id="capitals that are stop words"),
        pytest.param("one on ones", ["one^", "on", "ones^"], id="one is not on"),
        pytest.param("46,000 6.5 1,109,357.25 2,1", ["46000", "6.5", "1109357.25", "2", "1"],
                     id="numbers"),
        pytest.param("2010,2011 v1.2.3", ["2010", "2011", "v1", "2.3"], id="no numbers"),
        pytest.param("women's women\u2019s don't O'Brien", ["women", "women", "dont", "obrien"],
                     id="apostrophes"),
        pytest.param("Türkiye Ærø Łódź straße ﬁne", ["turkiye", "aero", "lodz", "strasse", "fine"],
                     id="letters"),
        pytest.param("e\u0301te\u0301 İstanbul ①", ["ete", "istanbul", "1"], id="marks apart"),
        pytest.param("a_b #ImHere @x", ["a", "b", "imhere", "x"], id="signs"),
        pytest.param("日本 12 ١٢", ["日本", "12", "١٢"], id="other scripts"),
        pytest.param("\0 … — ' \ue000", [], id="no words"),
    ],
)  # fmt: skip
def test_how_a_text_is_cut(text, words):
    assert words_of(text) == words
