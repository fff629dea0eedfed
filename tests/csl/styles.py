"""Small styles and terms of our own for tests of the CSL room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.csl import Processor

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl"'

ENGLISH = f"""<locale {NAMESPACE} version="1.0" xml:lang="en-US">
  <style-options punctuation-in-quote="true"/>
  <date form="text">
    <date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/>
  </date>
  <terms>
    <term name="and">and</term><term name="et-al">et al.</term>
    <term name="no date" form="short">n.d.</term><term name="ibid">ibid.</term>
    <term name="page"><single>page</single><multiple>pages</multiple></term>
    <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
    <term name="editor"><single>editor</single><multiple>editors</multiple></term>
    <term name="month-03">March</term><term name="month-05">May</term>
    <term name="season-02">Summer</term>
    <term name="bc">BC</term><term name="ad">AD</term>
    <term name="ordinal">th</term><term name="ordinal-01">st</term>
    <term name="ordinal-02">nd</term><term name="ordinal-11">th</term>
    <term name="open-quote">“</term><term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
  </terms>
</locale>"""


def style(
    layout: str,
    *,
    macros: str = "",
    citation: str = "",
    bibliography: str = "",
    options: str = 'class="in-text"',
    sort: str = "",
) -> str:
    """Return a style whose citation and bibliography both have *layout*."""
    return (
        f'<style {NAMESPACE} version="1.0" {options}><info><title>t</title><id>t</id></info>'
        f"{macros}<citation {citation}>{sort}{layout}</citation>"
        f"<bibliography {bibliography}>{sort}{layout}</bibliography></style>"
    )


def processor(xml: str, *, output: str = "text") -> Processor:
    """Return a processor of the style *xml* with our few English terms."""
    return Processor(xml, locales={"en-US": ENGLISH}, output=output)


def entry(layout: str, item: Mapping[str, object], *, output: str = "text", **rest: str) -> str:
    """Return the entry that *layout* makes of *item*."""
    xml = style(f"<layout>{layout}</layout>", **rest)
    return processor(xml, output=output).entry({"id": "x", "type": "book", **item}).text
