"""Write a new fact and its source: what the command ``new`` does."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from factbase.corpus import FACT_FIELDS, SOURCE_FIELDS
from factbase.index.words import STOP_WORDS
from factbase.layout import SOURCES, Layout
from factbase.model.fact import Fact
from factbase.model.faults import Fault, faults
from factbase.model.ids import ID_LENGTH
from factbase.model.source import Source
from factbase.model.vocabulary import TOPICS, read_vocabularies
from factbase.quantity.lexer import find_quantities
from factbase.quantity.number import KEY_OF, parse_number, plain
from factbase.validation import validate
from factbase.yamlfile import parse_yaml
from factbase.yamltext import to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from factbase.diagnostics import Report

_SIGNS = {"<~": "nearly ", ">=": "at least ", "<=": "at most ", "..": " to "}
"""Signs that prose does not use → the words for them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is about to be written: where, as what text, and what is wrong with it."""

    path: str
    text: str
    faults: tuple[Fault, ...]


def parse_amount(text: str) -> dict[str, Any]:
    """Return the comparator key and the number that *text* writes, as a fact file has them.

    >>> parse_amount("more than 46,000")
    {'more_than': Decimal('46000')}
    >>> parse_amount("3 to 6"), parse_amount("1 in 4")
    ({'range': [Decimal('3'), Decimal('6')]}, {'value': '1 in 4'})
    >>> parse_amount("nearly half"), parse_amount("46 thousand people")
    ({'nearly': '1 in 2'}, {'value': Decimal('46000')})
    """
    text = text.strip()
    try:
        return {"value": parse_number(text)}
    except ValueError:
        prose = text
    for sign, words in _SIGNS.items():
        prose = prose.replace(sign, words)
    # A year is an amount where an amount is asked for.
    found = [one for one in find_quantities(prose) if one.statistic or one.kind == "year"]
    if len(found) != 1:
        return {"value": text}  # the model says what is wrong with it
    (amount,) = found
    if amount.comparator == "..":
        return {"range": list(amount.values)}
    in_words = amount.parts and " in ".join(map(plain, amount.parts))
    return {KEY_OF[amount.comparator]: in_words or amount.values[0]}


def suggest_id(*parts: str | None) -> str:
    """Return an id made of the words that say most in *parts*, such as place, subject and time.

    >>> suggest_id("US", "parents of U.S.-citizen children deported", "2011-01/2011-06")
    'us-parents-u-s-citizen-children-deported-2011'
    """
    words: list[str] = []
    for part in parts:
        cut = part.partition("/")[0][:4] if part and part[:4].isdigit() else part or ""
        found = re.findall(r"[a-z0-9]+", cut.lower())
        words += [word for word in found if word not in STOP_WORDS or len(found) == 1]
    words = [word for word in words if word != "unstated"]
    while len("-".join(words)) > ID_LENGTH:
        words.pop(-2)
    return "-".join(words)


def draft_source(layout: Layout, document: Mapping[str, Any]) -> Draft:
    """Return the file that would hold the source *document*."""
    path = os.path.join(layout.facts, SOURCES, f"{document.get('id', 'source')}.yaml")
    return _draft(layout, path, document, Source, SOURCE_FIELDS)


def draft_fact(layout: Layout, document: Mapping[str, Any], topics: Sequence[str] = ()) -> Draft:
    """Return the file that would hold the fact *document*, in the folder of its first topic.

    *topics* are those that the base is going to list.
    """
    folder = str((document.get("topics") or ["facts"])[0])
    path = os.path.join(layout.facts, folder, f"{document.get('id', 'fact')}.yaml")
    return _draft(layout, path, document, Fact, FACT_FIELDS, topics=topics)


def write(layout: Layout, drafts: Sequence[Draft], topics: Sequence[str], *, today: date) -> Report:
    """Write the files of *drafts*, list their new *topics*, and return what the rules find.

    Raises FileExistsError where a file stands there already.
    """
    for draft in drafts:
        os.makedirs(os.path.dirname(draft.path), exist_ok=True)
        with open(draft.path, "x", encoding="utf-8") as handle:
            handle.write(draft.text)
    if topics:
        with open(os.path.join(layout.root, TOPICS), "a", encoding="utf-8") as handle:
            handle.writelines(map(_topic_line, topics))
    return validate([draft.path for draft in drafts], today=today)


def unwrite(layout: Layout, drafts: Sequence[Draft], topics: Sequence[str]) -> None:
    """Take back what `write` has written."""
    for draft in drafts:
        os.unlink(draft.path)
        with contextlib.suppress(OSError):  # a folder that holds more stays
            os.rmdir(os.path.dirname(draft.path))
    if topics:
        path = os.path.join(layout.root, TOPICS)
        with open(path, encoding="utf-8") as handle:
            text = handle.read()
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text.removesuffix("".join(map(_topic_line, topics))))


def _topic_line(topic: str) -> str:
    return f"{topic}: {{label: {topic.replace('-', ' ').capitalize()}}}\n"


def modeline(layout: Layout, path: str, schema: str) -> str:
    """Return the comment that shows an editor the schema of the file at *path*, if there is one.

    The form is that of the YAML language server.
    """
    target = os.path.join(layout.root, "schemas", f"{schema}.schema.json")
    if not os.path.isfile(target):
        return ""
    relative = os.path.relpath(target, os.path.dirname(path)).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={relative}\n"


def _draft(
    layout: Layout,
    path: str,
    document: Mapping[str, Any],
    model: type[Fact | Source],
    fields: tuple[str, ...],
    *,
    topics: Sequence[str] = (),
) -> Draft:
    name = "fact" if model is Fact else "source"
    text = modeline(layout, path, name) + to_yaml(document)
    found = parse_yaml(text.encode(), path)
    vocabularies, _ = read_vocabularies(layout)
    if vocabularies.topics is not None:
        listed = {**vocabularies.topics, **{topic: {} for topic in topics}}
        vocabularies = replace(vocabularies, topics=listed)
    try:
        model.model_validate(found.data, context={"vocabularies": vocabularies})
    except ValidationError as error:
        return Draft(path, text, tuple(faults(error, fields)))
    return Draft(path, text, ())
