"""Locales: terms, date formats and options of a language, in layers that override each other."""

from __future__ import annotations

import os

from factbase.csl.record import Record
from factbase.csl.xmlreader import Element, read_xml
from factbase.errors import StyleError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    LocaleSource: TypeAlias = (
        "Callable[[str], str | None] | str | os.PathLike[str] | Mapping[str, str]"
    )

FALLBACK = "en-US"
SHIPPED = os.path.join(os.path.dirname(__file__), "locales")

PRIMARY_DIALECTS = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB",
    "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
    "eu": "eu", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL",
    "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP",
    "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN",
    "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO",
    "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""Language → the dialect whose file stands in for the language as a whole."""

FORM_FALLBACKS = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
ALIASES = {"sub verbo": "sub-verbo"}


class Term(Record):
    """A localised word: singular, plural, and the gender of the noun (of its long form)."""

    single: str
    multiple: str
    gender: str = ""


class Ordinal(Record):
    """An ordinal suffix and when it matches: last-digit, last-two-digits or whole-number."""

    text: str
    match: str


class Layer(Record):
    """What one locale file, or one cs:locale of a style, defines."""

    lang: str
    terms: dict[tuple[str, str], Term]
    ordinals: dict[tuple[str, str], Ordinal]
    dates: dict[str, Element]
    options: dict[str, str]


def canonical(lang: str) -> str:
    """Return the language code *lang* as ``xx`` or ``xx-XX``.

    >>> canonical("de_at"), canonical("EN")
    ('de-AT', 'en')
    """
    parts = lang.strip().replace("_", "-").split("-")
    return "-".join([parts[0].lower(), *(part.upper() for part in parts[1:2])])


def primary_dialect(lang: str) -> str:
    """Return the dialect whose file serves *lang* where its own has nothing."""
    return PRIMARY_DIALECTS.get(lang.partition("-")[0], "")


def read_layer(element: Element) -> Layer:
    """Return what the cs:locale *element* defines."""
    terms: dict[tuple[str, str], Term] = {}
    ordinals: dict[tuple[str, str], Ordinal] = {}
    for holder in element.all("terms"):
        for node in holder.all("term"):
            _read_term(node, terms, ordinals)
    dates = {node.get("form"): node for node in element.all("date")}
    options: dict[str, str] = {}
    for node in element.all("style-options"):
        options.update(node.attributes)
    return Layer(canonical(element.get("lang")), terms, ordinals, dates, options)


def _read_term(
    node: Element,
    terms: dict[tuple[str, str], Term],
    ordinals: dict[tuple[str, str], Ordinal],
) -> None:
    name = node.get("name")
    name = ALIASES.get(name, name)
    if node.children:
        parts = {child.tag: child.text for child in node.children}
        term = Term(parts.get("single", ""), parts.get("multiple", ""), node.get("gender"))
    else:
        text = node.text if node.text.strip() else ""
        term = Term(text, text, node.get("gender"))
    if name.startswith("ordinal"):
        digits = name.removeprefix("ordinal-")
        usual = "last-digit" if digits < "10" else "last-two-digits"
        found = Ordinal(term.single, node.get("match", usual))
        ordinals[name, node.get("gender-form")] = found
    elif node.get("gender-form"):
        terms[f"{name}/{node.get('gender-form')}", node.get("form", "long")] = term
    else:
        terms[name, node.get("form", "long")] = term


class Locale:
    """Layers merged: later ones override earlier ones, term by term."""

    def __init__(self, lang: str, layers: Iterable[Layer]) -> None:
        self.lang = lang
        self.terms: dict[tuple[str, str], Term] = {}
        self.ordinals: dict[tuple[str, str], Ordinal] = {}
        self.dates: dict[str, Element] = {}
        self.options: dict[str, str] = {}
        for layer in layers:
            self.terms.update(layer.terms)
            if layer.ordinals:  # the suffixes form one system: they are replaced together
                self.ordinals = layer.ordinals
            self.dates.update(layer.dates)
            self.options.update(layer.options)

    def find(self, name: str, form: str = "long") -> Term | None:
        """Return the term *name* in *form* or the nearest form that it has."""
        name = ALIASES.get(name, name)
        for candidate in FORM_FALLBACKS.get(form, (form, "long")):
            term = self.terms.get((name, candidate))
            if term is not None:
                return term
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return the word for *name*, "" where the locale has none."""
        term = self.find(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def gender(self, name: str) -> str:
        """Return the gender of the noun *name*: masculine, feminine or ""."""
        term = self.terms.get((name, "long"))
        return term.gender if term else ""

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """Return what follows *number* as an ordinal: ``st`` after 1 in English."""
        two = f"ordinal-{number % 100:02d}"
        one = f"ordinal-{number % 10:02d}"
        whole = f"ordinal-{number:02d}"
        wanted = (
            (whole, "whole-number"),
            (two, "last-two-digits"),
            (one, "last-digit"),
        )
        for name, match in wanted:
            for form in (gender, ""):
                found = self.ordinals.get((name, form))
                if found and (found.match == match or name == whole):
                    return found.text
        for form in (gender, ""):
            found = self.ordinals.get(("ordinal", form))
            if found:
                return found.text
        return ""

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """Return *number* in words (``first``), "" beyond what the locale has."""
        name = f"long-ordinal-{number:02d}"
        return self.term(f"{name}/{gender}") or self.term(name)

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or full stop goes inside the closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"


MAX_LAYERS = 200
_layers: dict[tuple[object, str], tuple[LocaleSource | None, Layer | None]] = {}


def load_layer(lang: str, source: LocaleSource | None) -> Layer | None:
    """Return the locale file of *lang* from *source*, None where there is none."""
    key = (source if isinstance(source, str) else id(source), lang)
    if key in _layers:
        return _layers[key][1]
    text = _locale_text(lang, source)
    layer = None
    if text is not None:
        name = f"locale {lang}"
        root = read_xml(text, name)
        if root.tag != "locale":
            raise StyleError(f"the root is <{root.tag}>, not <locale>", path=name, line=root.line)
        layer = read_layer(root)
    if len(_layers) >= MAX_LAYERS:
        _layers.clear()
    _layers[key] = (source, layer)
    return layer


def _locale_text(lang: str, source: LocaleSource | None) -> str | bytes | None:
    if not lang.replace("-", "").isalnum():
        return None
    if callable(source):
        return source(lang)
    if source is not None and not isinstance(source, (str, os.PathLike)):
        return source.get(lang)
    folder = SHIPPED if source is None else os.fspath(source)
    path = os.path.join(folder, f"locales-{lang}.xml")
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def build_locale(lang: str, own: list[Element], source: LocaleSource | None) -> Locale:
    """Return the locale *lang*: en-US, the language, the dialect, then the style's *own* terms."""
    lang = canonical(lang) if lang.strip() else FALLBACK
    language = lang.partition("-")[0]
    files = dict.fromkeys((FALLBACK, primary_dialect(lang), lang))
    layers = [layer for name in files if name and (layer := load_layer(name, source))]
    mine = [read_layer(element) for element in own]
    for wanted in dict.fromkeys(("", language, lang)):
        layers += [layer for layer in mine if layer.lang == wanted]
    return Locale(lang, layers)
