"""Words as the index has them: how a text is cut into them, and the stems they share.

The full-text index is fed words that are cut and folded here, parted by spaces; a query is cut
in the same way, so that whatever is folded finds itself. Some words bear a mark at their end,
after which no letter follows and no stemmer cuts:

- ``us@`` is a place, by its code, however it is named (US, U.S., USA, America), ``us@@`` the place
  that a fact is told of, not one that only lies around it;
- ``46000#`` is a number of a fact, ``46500~`` one that it rounds to (see `quantity.keys`);
- ``who^`` is a word that another word would be taken for: WHO is not who, nor US us or used, and
  one is not on, though the stemmer thinks so.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLACE, NUMBER, ROUNDED, ITSELF = "@#~^"

TOKENIZER = f"porter ascii tokenchars '{PLACE}{NUMBER}{ROUNDED}{ITSELF}%.-'"
"""FTS5's tokenizer for words that were cut here: it only stems them."""

MAX_LENGTH = 100
"""So much of a word is kept."""

STOP_WORDS = frozenset(
    """a about all also among an and any are as at be been between both but by can did do does
    during each every for from had has have he her his how i if in into is it its many me more
    most much my no nor not of on or our over per she so some such than that the their them then
    there these they this those through to under us versus vs was we were what when where which
    while who whom whose why will with within would you your""".split()
)
"""English words that say nothing about what is looked for."""

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.)+[A-Za-z](?![^\W_])\.?"  # U.S., H.R.
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+\.[0-9]+"  # 46,000 and 6.5
    r"|[^\W_]+(?:['\u2019\u02bc][^\W_]+)*"  # women's
)
_OTHER_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_NO_LETTER = re.compile(r"[\W_]")
_OWN_STEM = frozenset({"one", "ones", "news"})
"""Words that the stemmer takes for others: on, new."""

_ABBREVIATION_LENGTH = 6
_CACHED = 300_000


def words_of(text: str) -> list[str]:
    """Return the words of *text*, folded, in order.

    >>> words_of("The U.S. deported 46,000 parents; women\u2019s caf\u00e9s, WHO and one of us")
    ['the', 'us^', 'deported', '46000', 'parents', 'women', 'cafes', 'who^', 'and', 'one^', 'of', 'us']
    """  # noqa: E501
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return [form for token in _TOKEN.findall(text) if (form := _FORMS[token])]


def words_in_place(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of *text*, which is in NFC, begins and ends, and the word folded."""
    for match in _TOKEN.finditer(text):
        form = _FORMS[match[0]]
        if form:
            yield match.start(), match.end(), form


def joined_names(text: str) -> Iterator[str]:
    """Yield the names of *text* that are an abbreviation and a number, as one word.

    >>> list(joined_names("H.R. 4970, SB-1070 and COVID-19 in 2012"))
    ['hr4970', 'sb1070', 'covid19']
    """
    before = ""
    for token in _TOKEN.findall(text):
        if before and token.isdecimal():
            yield before + token
        letters = token.replace(".", "")
        is_short = 1 < len(letters) <= _ABBREVIATION_LENGTH
        before = letters.lower() if is_short and letters.isupper() else ""


def counted_words(columns: Iterable[str]) -> set[str]:
    """Return the words by which a row of fact_text counts in the table of words.

    >>> sorted(counted_words(["in 2012 41 ducks", "us@ 41# 41count#"]))
    ['ducks', 'in', 'us@']
    """
    return {word for word in set(" ".join(columns).split()) if is_counted(word)}


def is_counted(word: str) -> bool:
    """Tell whether *word* stands in the table of words: numbers do not."""
    return not word.isdecimal() and word[-1] not in (NUMBER, ROUNDED)


def stems_of(words: Iterable[str]) -> dict[str, str]:
    """Return word → stem, as the full-text index has it.

    >>> stems_of(["deported", "women"])
    {'deported': 'deport', 'women': 'women'}
    """
    return _STEMMER.stems(words)


class _Forms(dict[str, str]):
    """Token → word, remembered: the words of a language are few."""

    def __missing__(self, token: str) -> str:
        if len(self) > _CACHED:
            self.clear()
        form = self[token] = _folded(token)[:MAX_LENGTH]
        return form


def _folded(token: str) -> str:
    if token[0].isdecimal() and not token.isalnum():
        return token.replace(",", "")
    if "." in token:
        token = token.replace(".", "")
    if len(token) > 1 and token.isupper() and token.lower() in STOP_WORDS:
        return token.lower() + ITSELF
    word = token.casefold()
    if not word.isalnum():
        word = re.sub("['\u2019\u02bc]s$|['\u2019\u02bc]", "", word)
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word).translate(_OTHER_LETTERS).casefold()
        word = _NO_LETTER.sub("", plain)
    return word + ITSELF if word in _OWN_STEM else word


class _Stemmer:
    """SQLite's own stemmer, asked through an index of words in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        known = list(dict.fromkeys(words))
        with self._lock:
            connection = self._connection = self._connection or self._opened()
            connection.execute("DELETE FROM words")
            connection.executemany("INSERT INTO words(rowid, word) VALUES (?, ?)", enumerate(known))
            found = dict(connection.execute("SELECT doc, term FROM stems").fetchall())
        return {word: found.get(number, word) for number, word in enumerate(known)}

    @staticmethod
    def _opened() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.execute(f'CREATE VIRTUAL TABLE words USING fts5(word, tokenize="{TOKENIZER}")')
        connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
        return connection


_FORMS = _Forms()
_STEMMER = _Stemmer()
