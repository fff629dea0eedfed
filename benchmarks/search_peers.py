"""The peers of the search, each with the same texts: built, searched, edited in the same way.

They are not among the development tools; the benchmarks say what to install.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Protocol

import sqlite_utils
import tantivy

if TYPE_CHECKING:
    from collections.abc import Sequence

Document = tuple[str, str]
"""The id of a fact and all its text."""

WORD = re.compile(r"\w+")


class Peer(Protocol):
    """What every engine can do."""

    def build(self, documents: Sequence[Document], folder: str) -> None:
        """Make an index of all documents in *folder*."""

    def search(self, text: str, limit: int = 10) -> list[str]:
        """Return the ids of the best documents, the best first."""

    def edit(self, number: int, document: Document) -> None:
        """Replace the document of this number, from 1, and commit."""


class Fts5:
    """Plain FTS5: any of the words, each quoted, ordered by rank; triggers keep it in step."""

    def build(self, documents: Sequence[Document], folder: str) -> None:
        """Write all rows at once, then have the index built in one go."""
        self.db = sqlite3.connect(f"{folder}/fts5.db")
        self.db.executescript(
            "create table facts (number integer primary key, id text, text text);"
            "create virtual table found using fts5(text, content='facts',"
            " content_rowid='number', tokenize='porter unicode61');"
        )
        self.db.executemany("insert into facts (id, text) values (?, ?)", documents)
        self.db.execute("insert into found (found) values ('rebuild')")
        self.db.executescript(
            "create trigger changed after update on facts begin"
            " insert into found (found, rowid, text) values ('delete', old.number, old.text);"
            " insert into found (rowid, text) values (new.number, new.text); end;"
        )
        self.db.commit()

    def search(self, text: str, limit: int = 10) -> list[str]:
        """Return the ids of the best documents, the best first."""
        query = " OR ".join(f'"{word}"' for word in WORD.findall(text))
        rows = self.db.execute(
            "select id from found join facts on number = found.rowid"
            " where found match ? order by rank limit ?",
            (query, limit),
        )
        return [row[0] for row in rows]

    def edit(self, number: int, document: Document) -> None:
        """Replace one document and commit."""
        self.db.execute("update facts set id = ?, text = ? where number = ?", (*document, number))
        self.db.commit()


class SqliteUtils:
    """sqlite-utils: its table, its full-text search, its own quoting of the query."""

    def build(self, documents: Sequence[Document], folder: str) -> None:
        """Insert the rows, then enable full-text search with triggers."""
        self.db = sqlite_utils.Database(f"{folder}/sqlite-utils.db")
        rows = (
            {"number": n, "id": one, "text": text} for n, (one, text) in enumerate(documents, 1)
        )
        self.db["facts"].insert_all(rows, pk="number", batch_size=1000)
        self.db["facts"].enable_fts(["text"], tokenize="porter", create_triggers=True)

    def search(self, text: str, limit: int = 10) -> list[str]:
        """Return the ids of the best documents, the best first."""
        return [row["id"] for row in self.db["facts"].search(text, limit=limit, quote=True)]

    def edit(self, number: int, document: Document) -> None:
        """Replace one document; the library commits."""
        self.db["facts"].update(number, {"id": document[0], "text": document[1]})


class Tantivy:
    """tantivy with its English stemmer: any of the words; *distance* makes every word fuzzy."""

    def __init__(self, distance: int = 0) -> None:
        self.fuzzy = {"fuzzy_fields": {"text": (False, distance, True)}} if distance else {}

    def build(self, documents: Sequence[Document], folder: str) -> None:
        """Add every document, commit once, merge."""
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", tokenizer_name="en_stem")
        self.index = tantivy.Index(schema.build(), path=folder)
        writer = self.index.writer(num_threads=1)
        for one, text in documents:
            writer.add_document(tantivy.Document(id=one, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._reload()

    def _reload(self) -> None:
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, text: str, limit: int = 10) -> list[str]:
        """Return the ids of the best documents, the best first."""
        words = " ".join(WORD.findall(text.lower()))  # signs and AND would be read as operators
        query = self.index.parse_query(words, ["text"], **self.fuzzy)
        hits = self.searcher.search(query, limit).hits
        return [self.searcher.doc(address)["id"][0] for _, address in hits]

    def edit(self, number: int, document: Document) -> None:  # noqa: ARG002  # it goes by the id
        """Replace one document and commit."""
        writer = self.index.writer(num_threads=1)
        writer.delete_documents("id", document[0])
        writer.add_document(tantivy.Document(id=document[0], text=document[1]))
        writer.commit()
        self._reload()


PEERS: dict[str, Peer] = {
    "FTS5 porter": Fts5(),
    "sqlite-utils": SqliteUtils(),
    "tantivy en_stem": Tantivy(),
    "tantivy fuzzy 1": Tantivy(distance=1),
}
