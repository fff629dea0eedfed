"""Citations and references in a citation style, with the honest words around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.cite.entries import entries
from factbase.cite.evidence import (
    chain,
    cited_uses,
    cited_works,
    evidence,
    is_calculated,
    locator,
    namer,
    read_text,
    warnings,
)
from factbase.cite.item import as_one_number, to_item
from factbase.cite.reference import entry, listed
from factbase.csl import Cite, Cluster, Processor
from factbase.csl.formats import find_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factbase.cite.base import Markup
    from factbase.cite.entries import Entry
    from factbase.cite.styles import Chosen
    from factbase.index.records import Record, SourceRecord, UseRecord

_LABELS = {
    "p": "page", "pp": "page", "page": "page", "pages": "page",
    "para": "paragraph", "paragraph": "paragraph", "paragraphs": "paragraph",
    "ch": "chapter", "chap": "chapter", "chapter": "chapter", "chapters": "chapter",
    "sec": "section", "section": "section", "sections": "section",
    "table": "table", "tables": "table", "fig": "figure", "figure": "figure", "figures": "figure",
    "note": "note", "notes": "note", "line": "line", "lines": "line",
}  # fmt: skip
_LOCATOR = re.compile(r"([A-Za-z]+)\.? ?((?:\w*\d\w*|[ivxlc]+)(?: ?[-–,&] ?\w*\d\w*)*)")  # noqa: RUF001
_LIST_START = re.compile(r"^(\d+)([.)])")


class StyledCiter:
    """Words the citations of *facts* in a style; *sources* are works cited without a fact.

    *output* is a form of output of the CSL processor, *markup* how the format beside it writes.
    All is made as one text: works that look alike are told apart in every citation of it.
    """

    def __init__(
        self,
        facts: Sequence[Record],
        chosen: Chosen,
        *,
        output: str,
        markup: Markup,
        sources: Iterable[SourceRecord] = (),
    ) -> None:
        self._chosen = chosen
        self._output = output
        self._markup = markup
        self._escape = find_format(output).escape
        self._name = namer(facts)
        self._works = {one.source.id: one for one in entries(facts)}
        layout = chosen.style.citation.child("layout")
        affixes = (layout.get("prefix"), layout.get("suffix")) if layout is not None else ("", "")
        self._in_brackets = affixes == ("(", ")")
        self._processor = self._make_processor()
        self._register(facts, sources)
        self._texts = self._cite_all(facts, sources)

    def cited(self, fact: Record) -> str:
        """Return the citation that stands in the sentence, with chain and warnings."""
        told = self._named(fact)
        words = [self._markup.text(word) for word in self._words_in_text(fact)]
        if is_calculated(fact) and told:
            told[0] = f"our calculation from {told[0]}"
        if self._in_brackets:
            return "(" + "; ".join(dict.fromkeys((*told, *words))) + ")"
        cited = "; ".join(dict.fromkeys(told))
        return f"{cited} {self._bracket(words)}" if words else cited

    def reference(self, fact: Record) -> str:
        """Return the entry of each work that is cited, one a line, with what to know of it."""
        uses: dict[str, list[UseRecord]] = {}
        for use in cited_uses(fact):
            uses.setdefault(use.ref, []).append(use)
        made = self._entries(list(uses))
        lines = []
        for number, (ref, text) in enumerate(made, start=1):
            words = [locator(*uses[ref])]
            words += [read_text(use) for use in uses[ref] if use.copy_ and use.read]
            if number == len(made):
                words += evidence(fact, name=self._name)
            told = [self._markup.text(word) for word in dict.fromkeys(filter(None, words))]
            shown = text or entry(*uses[ref], markup=self._markup)
            lines.append(f"{shown} {self._bracket(told)}" if told else shown)
        return "\n".join(lines)

    def listed(self, works: Sequence[Entry], *, noted: bool = True) -> list[tuple[Entry, str]]:
        """Return *works* in the order of the style's bibliography, each with its entry."""
        by_id = {work.source.id: work for work in works}
        rows = []
        for ref, text in self._entries(list(by_id)):
            work = by_id[ref]
            shown = text or listed(work, markup=self._markup, noted=False)
            note = f" {self._bracket([self._markup.text(work.note)])}" if work.note else ""
            rows.append((work, shown + note if noted else shown))
        return rows

    def _make_processor(self) -> Processor:
        style, locale, locales = self._chosen
        return Processor(style, locale, locales=locales, output=self._output)

    def _register(self, facts: Sequence[Record], sources: Iterable[SourceRecord]) -> None:
        items = {key: to_item(work.source, read=work.read) for key, work in self._works.items()}
        for source in sources:
            items.setdefault(source.id, to_item(source))
        if self._in_brackets:
            for use in (use for fact in facts for use in cited_uses(fact) if _names_original(use)):
                if use.named is not None:
                    items.setdefault(use.named.id, to_item(use.named))
        self._items = {key: as_one_number(item) for key, item in items.items()}
        self._processor.register(self._items.values())

    def _cite_all(
        self, facts: Sequence[Record], sources: Iterable[SourceRecord]
    ) -> dict[tuple[object, ...], str]:
        """Return every citation of the text by what it cites; numbers and notes run through."""
        asked = [key for fact in facts for key in self._clusters(fact)]
        asked += [(None, source.id) for source in sources]
        notes = self._chosen.style.in_notes
        clusters = [
            Cluster([_cite(one) for one in key[1:]], note=number if notes else 0)
            for number, key in enumerate(asked, start=1)
        ]
        made = self._processor.cite(clusters)
        # What is cited again in a later note stands as it was first.
        texts: dict[tuple[object, ...], str] = {}
        for key, text in zip(asked, made, strict=True):
            texts.setdefault(key, self._inner(text) if self._in_brackets else text.strip())
        return texts

    def _clusters(self, fact: Record) -> Iterator[tuple[object, ...]]:
        """Yield what a citation of *fact* is made of: the fact, then one or several works."""
        together = []
        for uses in cited_works(fact):
            cited = (uses[0].ref, *_place(uses))
            if _names_original(uses[0]) and uses[0].named is not None and self._in_brackets:
                yield (fact.id, (uses[0].named.id, "", ""))
                yield (fact.id, cited)
            elif _names_original(uses[0]) or _words_of_place(uses):
                yield (fact.id, cited)
            else:
                together.append(cited)
        if together:
            yield (fact.id, *together)

    def _named(self, fact: Record) -> list[str]:
        """Return the works that *fact* rests on as the style names them."""
        told = []
        together: list[object] = []
        for uses in cited_works(fact):
            use, where = uses[0], _words_of_place(uses)
            cited = (use.ref, *_place(uses))
            if not _names_original(use) and not where:
                together.append(cited)
                continue
            text = self._texts[fact.id, cited]
            if where and self._in_brackets:
                text = f"{_with_comma(text)} {self._markup.text(where)}"
            if _names_original(use) and use.named is not None:
                checked = "" if use.figures == "same" else " (original not checked)"
                text = f"{self._original(fact, use.named)}, as cited in {text}{checked}"
            told.append(text)
        return [self._texts[fact.id, *together], *told] if together else told

    def _original(self, fact: Record, source: SourceRecord) -> str:
        if self._in_brackets:
            return self._texts[fact.id, (source.id, "", "")]
        # A number or a note would stand for a work that the bibliography does not have.
        return self._markup.text(self._name(source))

    def _words_in_text(self, fact: Record) -> Iterator[str]:
        """Yield what the citation in the sentence says besides the works."""
        for uses in cited_works(fact):
            if not self._in_brackets and _words_of_place(uses):
                yield _words_of_place(uses)
        for use in cited_uses(fact):
            if not _names_original(use) and (words := chain(use)):
                yield words
        yield from warnings(fact)

    def _entries(self, refs: Sequence[str]) -> list[tuple[str, str]]:
        """Return the entries of *refs* in the order of the style.

        A work that the style lists nowhere gets its note where the style has notes, else "".
        """
        if not refs:
            return []
        made = [
            (one.id, self._linked(one.id, one.text)) for one in self._processor.bibliography(refs)
        ]
        there = {ref for ref, _ in made}
        return [*made, *((ref, self._instead(ref)) for ref in refs if ref not in there)]

    def _instead(self, ref: str) -> str:
        if not self._chosen.style.in_notes:
            return ""
        processor = self._make_processor()
        processor.register([self._items[ref]])
        return self._linked(ref, processor.cite([Cluster([Cite(ref)], note=1)])[0])

    def _linked(self, ref: str, text: str) -> str:
        """Return an entry with its address as a link of the format."""
        item = self._items[ref]
        for address in (item.get("URL"), f"https://doi.org/{item.get('DOI')}"):
            if address:
                text = text.replace(self._escape(address), self._markup.url(address), 1)
        text = " ".join(text.split())
        return _LIST_START.sub(r"\1\\\2", text) if self._output == "markdown" else text

    def _inner(self, text: str) -> str:
        return text[1:-1] if text.startswith("(") and text.endswith(")") else text

    def _bracket(self, words: Sequence[str]) -> str:
        return f"{self._escape('[')}{'; '.join(words)}{self._escape(']')}"


def _with_comma(text: str) -> str:
    """Return *text* with a comma behind, inside American quotation marks."""
    quote = "\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{text[:-1]},{quote}" if text.endswith(quote) else f"{text},"


def _names_original(use: UseRecord) -> bool:
    return use.named is not None and use.figures != "other"


def _cite(key: object) -> Cite:
    if isinstance(key, tuple):
        ref, where, label = key
        return Cite(ref, locator=where, label=label or "page")
    return Cite(str(key))


def _place(uses: Sequence[UseRecord]) -> tuple[str, str]:
    """Return locator and label of a place that CSL has a word for, else two empty texts.

    >>> from types import SimpleNamespace as Use
    >>> _place([Use(at="pp. 3-4", data=None)]), _place([Use(at="Health", data=None)])
    (('3-4', 'page'), ('', ''))
    """
    found = _LOCATOR.fullmatch(locator(*uses, cell=False))
    label = _LABELS.get(found[1].lower()) if found else None
    return (found[2], label) if found and label else ("", "")


def _words_of_place(uses: Sequence[UseRecord]) -> str:
    """Return the place in the work where it is one that CSL has no word for."""
    return "" if _place(uses)[0] else locator(*uses, cell=False)
