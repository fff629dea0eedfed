"""Our styles print what the official ones print through citeproc-js, but for what is listed."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
import yaml

from factbase.csl import Processor
from factbase.csl.shipped import STYLES as SHIPPED
from factbase.csl.shipped import style_path
from tests.csl.agreement import SHARED, Outcome, outcomes
from tests.csl.goldens import FOLDER, OURS, STYLES, digest, read_golden
from tests.csl.matrix import make_items, make_texts

ITEMS = {item["id"]: item for item in make_items()}
JUDGED = [name for name in STYLES if name.partition("@")[0] in OURS]
with open(os.path.join(FOLDER, "deviations.yaml"), encoding="utf-8") as _file:
    DEVIATIONS: list[dict[str, Any]] = yaml.safe_load(_file)


def _applies(deviation: dict[str, Any], style: str, one: Outcome) -> bool:
    key, _, part = one.place.partition(" ")
    item = ITEMS.get(key)
    if item is None or (deviation["style"], deviation["part"]) != (style, part):
        return False
    where = deviation["items"]
    return (
        item["type"] in where["type"]
        and all(name in item for name in where.get("has", ()))
        and not any(name in item for name in where.get("lacks", ()))
        and ("circa" not in where or item.get("issued", {}).get("circa", False) is where["circa"])
    )


def _explains(deviation: dict[str, Any], one: Outcome) -> bool:
    """Tell whether *deviation* is all that the two texts differ in."""
    theirs, ours = (re.findall(r"\w+", text) for text in (one.wanted, one.got))
    left = iter(theirs)
    wanted = next(left, None)
    for word in ours:
        if word == wanted:
            wanted = next(left, None)
        elif not re.fullmatch(deviation["adds"], word):
            return False
    return wanted is None


@pytest.mark.slow
@pytest.mark.parametrize("name", JUDGED)
def test_our_style_prints_what_the_official_one_prints(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    official, _, locale = name.partition("@")
    style = OURS[official]
    golden = read_golden(name)
    assert golden.items == digest(make_items(), make_texts()), "run scripts/goldens"
    found = outcomes(style_path(style), golden, locale=locale)
    different = [one for one in found if one.wanted != one.got]
    listed = [
        one
        for one in different
        if any(_applies(it, style, one) and _explains(it, one) for it in DEVIATIONS)
    ]
    equal = len(found) - len(different)
    with capsys.disabled():
        print(f"\n{name}: {equal} of {len(found)} equal, {len(listed)} listed", end="")  # noqa: T201
    assert [one for one in different if one not in listed] == []


@pytest.mark.parametrize(
    "deviation", DEVIATIONS, ids=lambda it: f"{it['style']}: {it['difference']}"
)
def test_a_deviation_is_one(deviation: dict[str, Any]) -> None:
    [official] = [theirs for theirs, ours in OURS.items() if ours == deviation["style"]]
    found = outcomes(style_path(deviation["style"]), read_golden(official))
    places = [one for one in found if _applies(deviation, deviation["style"], one)]
    assert any(one.wanted != one.got and _explains(deviation, one) for one in places)
    assert deviation["rule"]


@pytest.mark.slow
@pytest.mark.skipif(not os.path.isdir(SHARED), reason="the kit of official styles is not here")
@pytest.mark.parametrize("ours", ["our terms", "official terms"])
@pytest.mark.parametrize("name", STYLES)
def test_an_official_style_prints_what_citeproc_js_prints(name: str, ours: str) -> None:
    style, _, locale = name.partition("@")
    locales = None if ours == "our terms" else os.path.join(SHARED, "locales")
    path = os.path.join(SHARED, "styles", f"{style}.csl")
    found = outcomes(path, read_golden(name), locale=locale, locales=locales)
    different = [one.place for one in found if one.wanted != one.got]
    # citeproc-js does not put a dash for a title that is repeated in the place of names.
    known = ["undated entries"] if style == "modern-language-association" else []
    assert different == known


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("output", ["html", "markdown", "text", "latex"])
def test_a_bare_item_gets_a_text(name: str, output: str) -> None:
    processor = Processor(style_path(name), output=output)
    item = {"id": "a", "type": "webpage", "title": "A Census"}
    assert "A Census" in processor.entry(item).text
    processor.register([item])
    [cited] = processor.cite([["a"]])
    assert "A Census" in cited
