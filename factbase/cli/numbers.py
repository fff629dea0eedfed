"""``factbase numbers``: the statistics in a text, as the checks read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

import click

from factbase.cli.output import common_options, paint, print_json, print_text, use_color
from factbase.normalize import escaped
from factbase.quantity import find_quantities
from factbase.quantity.wording import COMPARATOR_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from factbase.quantity import Quantity

_UNIT_OF_KIND = {"percent": "percent", "pp": "percentage points", "times": "times"}


@click.command(
    "numbers",
    epilog="""\b
Examples:
  factbase numbers draft.md
  echo "One in four of 46 thousand parents" | factbase numbers --json
""",
)
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@click.option(
    "--jsonl-field",
    metavar="FIELD",
    help='Read JSON lines with "id" and FIELD, and print {"id", "predictions"} lines.',
)
@common_options("json", "no-color")
def command(file: TextIO, *, as_json: bool, jsonl_field: str | None, no_color: bool) -> None:
    """Find the numbers in FILE, or in what is piped in, and say how each one is read.

    Years, dates, ranks, ages that limit a group, and numbers in names are found too, but
    they claim no amount: only --json and --jsonl-field print them.
    """
    if jsonl_field is not None:
        for line in _predictions(file, jsonl_field):
            print_text(line)
        return
    text = file.read()
    found = find_quantities(text)
    if as_json:
        print_json({"quantities": [quantity.to_dict() for quantity in found]})
        return
    statistics = [quantity for quantity in found if quantity.statistic]
    print_text("\n".join(_for_people(text, statistics, color=use_color(no_color))))


def _predictions(file: TextIO, field: str) -> Iterator[str]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        record = _record(line, number, field)
        found = [quantity.to_dict() for quantity in find_quantities(record[field])]
        yield json.dumps({"id": record["id"], "predictions": found}, ensure_ascii=False)


def _record(line: str, number: int, field: str) -> dict[str, str]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise click.UsageError(f"line {number} is not JSON: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get(field), str):
        raise click.UsageError(f"line {number} has no text {field!r}; is --jsonl-field right?")
    if "id" not in record:
        raise click.UsageError(f'line {number} has no "id"')
    return record


def _for_people(text: str, found: list[Quantity], *, color: bool) -> Iterator[str]:
    """Yield the text with its statistics in brackets, then a line for each of them."""
    if not found:
        yield "no statistic found"
        return
    yield _marked(text, found, color=color).rstrip("\n")
    yield ""
    width = max(len(quantity.text) for quantity in found)
    for number, quantity in enumerate(found, start=1):
        yield f"{number:>4}  {escaped(quantity.text):<{width}}  {escaped(reading(quantity))}"


def _marked(text: str, found: list[Quantity], *, color: bool) -> str:
    pieces, position = [], 0
    for number, quantity in enumerate(found, start=1):
        mark = paint(f"[{_lines(quantity.text)}]", "1", color=color)
        pieces += [_lines(text[position : quantity.start]), mark, f"({number})"]
        position = quantity.end
    return "".join([*pieces, _lines(text[position:])])


def _lines(text: str) -> str:
    """Return *text* escaped line by line, since a draft keeps its lines."""
    return "\n".join(escaped(line) for line in text.split("\n"))


def reading(quantity: Quantity) -> str:
    """Return how the lexer reads the number: "count, more than 46,000 parents".

    >>> [found] = find_quantities("They deported more than 46 thousand parents.")
    >>> reading(found)
    'count, more than 46,000 parents'
    """
    values = [_plain(value) for value in quantity.values]
    if quantity.parts is not None:
        part, whole = quantity.parts
        values = [f"{_plain(part)} in {_plain(whole)}"]
    unit = _UNIT_OF_KIND.get(quantity.kind, quantity.unit)
    change = {1: ", a rise", -1: ", a fall"}.get(quantity.direction, "")
    bound = COMPARATOR_WORDS[quantity.comparator]
    return f"{quantity.kind}, {bound}{' to '.join(values)} {unit}".rstrip() + change


def _plain(value: Decimal) -> str:
    digits = f"{value:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
