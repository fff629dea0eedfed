"""The CSL processor as a stranger would use it, under a strict type checker."""

from __future__ import annotations

from typing import assert_type

from factbase.csl import BibliographyLayout, Cite, Cluster, Entry, Processor, Style


def references(items: list[dict[str, object]]) -> list[str]:
    """Return the references of *items* in a style read once."""
    style = Style.read("my.csl")
    processor = Processor(style, "en-GB", locales={"en-GB": "<locale/>"}, output="text")
    processor.register(items)
    assert_type(processor.layout, BibliographyLayout)
    entries = processor.bibliography()
    assert_type(entries[0], Entry)
    return [entry.text for entry in entries]


def citations(processor: Processor) -> list[str]:
    """Return the citations of a text with one note."""
    cite = Cite("smith", locator="3", label="chapter", suppress_author=True)
    assert_type(cite.locator, str)
    return processor.cite([["smith", "doe"], Cluster([cite], note=1)])
