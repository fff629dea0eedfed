"""Facts and sources that hypothesis makes up, as plain JSON data; and mutations of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from factbase.model.words import BASES, CSL_TYPES, FACT_KINDS, FIGURES, STATS, URL_STATES
from factbase.quantity.number import COMPARATORS

slugs = st.from_regex(r"[b-k][a-k0-9]{0,5}(-[a-k0-9]{1,4}){0,2}", fullmatch=True)
texts = st.text("abcdefg ,:'\"#-é", min_size=1, max_size=20).map(lambda text: f"a{text}b")
numbers = st.integers(0, 10**6) | st.sampled_from([0.5, 3.25, 41.8, 1e3, 46000])
ratios = st.tuples(st.integers(0, 9), st.integers(9, 99)).map(
    lambda pair: f"{pair[0]} in {pair[1]}"
)
pairs = st.tuples(numbers, numbers).map(sorted).map(list)
days = st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10))
_written = days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4] + "~")
dates = st.one_of(_written, st.integers(1000, 9999))
periods = dates | st.just("unstated") | days.map(lambda day: f"{day}/..")
places = st.sampled_from(["US", "US-AZ", "world", "GB", "Sahel"])
dimensions = st.dictionaries(st.sampled_from(["origin", "sex", "age"]), texts | st.integers(0, 99))


def some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def values_(draw: Any) -> dict[str, Any]:
    key = draw(st.sampled_from([*COMPARATORS]))
    share = key != "range" and draw(st.booleans())
    number = draw(pairs if key == "range" else ratios if share else numbers)
    made = draw(
        some(
            {"measure": texts},
            {
                "of": texts,
                "than_text": texts,
                "part_of": slugs,
                "confidence": st.integers(1, 99),
                "sample": numbers,
                "basis": st.sampled_from(BASES),
                "prices": st.sampled_from(["current", 2017, "2017"]),
                "per": st.sampled_from(["year", "month"]),
                "calculated": st.sampled_from(["a / (a + b)", "a - 1"]),
                "method": texts,
                "period": periods,
                "place": places,
                "dimensions": dimensions,
            },
        )
    )
    made[key] = number
    if not share:
        made["unit"] = draw(
            st.sampled_from(["people", "percent", "per 100,000 births", "USD", "index 0-100"])
        )
        made |= draw(some({}, {"interval": pairs}) | some({}, {"margin_of_error": numbers}))
        if draw(st.booleans()):
            made["stat"] = draw(st.sampled_from([one for one in STATS if one != "rank"]))
    return dict(made)


named = st.fixed_dictionaries({"ref": slugs}, optional={"figures": st.sampled_from(FIGURES)})
uses = some(
    {"ref": slugs},
    {
        "at": texts | st.integers(1, 99),
        "quote": texts,
        "read": days,
        "copy": texts,
        "original": st.sampled_from(["self", "lost", "none"]) | slugs | named,
        "original_note": texts,
        "for": st.lists(slugs, max_size=2),
        "data": some(
            {"file": texts, "row": st.integers(1, 99), "column": texts}, {"version": texts}
        ),
    },
)

_FACT_OPTIONS = {
    "place": places,
    "dimensions": dimensions,
    "series": slugs,
    "recheck": st.sampled_from(["never", "6m", "1y", "2027-01-01"]),
    "supersedes": st.lists(slugs, max_size=2),
    "disputes": st.lists(slugs, max_size=2),
    "retracted": some({"on": days, "why": texts}, {}),
    "also": st.lists(texts, max_size=2),
    "formerly": st.lists(slugs, max_size=2),
    "note": texts,
    "lang": st.sampled_from(["en", "de", "pt-BR"]),
    "x-own": st.dictionaries(slugs, texts, max_size=2),
}
facts = st.one_of(
    some(
        {
            "id": slugs,
            "claim": texts,
            "topics": st.lists(slugs, min_size=1, max_size=3),
            "period": periods,
            "values": st.lists(values_(), min_size=1, max_size=2),
            "sources": st.lists(uses, min_size=1, max_size=2),
        },
        {**_FACT_OPTIONS, "kind": st.just("statistic"), "said_by": texts},
    ),
    some(
        {
            "id": slugs,
            "claim": texts,
            "kind": st.sampled_from(["event", "law", "assessment"]),
            "topics": st.lists(slugs, min_size=1, max_size=3),
            "said_by": texts,
            "period": periods,
            "sources": st.lists(uses, min_size=1, max_size=2),
        },
        {**_FACT_OPTIONS, "values": st.lists(values_(), max_size=1)},
    ),
)

names = st.lists(
    some({"family": texts}, {"given": texts, "suffix": texts, "non-dropping-particle": texts})
    | some({"literal": texts}, {}),
    max_size=2,
)
urls = st.sampled_from(["https://example.org/a?b=c", "http://example.org:8080/", "HTTPS://E.org"])
sources = some(
    {
        "id": slugs,
        "type": st.sampled_from(CSL_TYPES),
        "title": texts,
        "issued": periods,
        "URL": urls | st.just("unstated"),
    },
    {
        "author": names,
        "editor": names,
        "container-title": texts,
        "publisher": texts,
        "DOI": st.just("10.1000/182"),
        "ISSN": st.sampled_from(["0190-8286", "1234-567X"]),
        "ISBN": texts,
        "number": texts | st.integers(0, 99),
        "volume": texts | st.integers(0, 99),
        "page": texts | st.sampled_from([7, 2.1]),
        "version": texts,
        "accessed": dates,
        "language": st.sampled_from(["en", "de"]),
        "url_status": st.sampled_from(URL_STATES),
        "archive_url": urls,
        "archive_date": dates,
        "license": texts,
        "copies": st.lists(
            some({"sha256": st.just("0a" * 32), "taken": days}, {"characters": st.integers(1, 99)}),
            max_size=1,
        ),
        "note": texts,
        "x-own": texts,
    },
)

ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        2.5,
        10**42,
        2011,
        "",
        " ",
        "text",
        "Text with 1 in 4",
        "1 in 4",
    ),
    *(
        "5 in 4",
        "0 in 0",
        "1 in 1e999",
        "46,000",
        "12.5",
        "2011-06-31",
        "2011-13",
        "0000",
        "2011/2010",
    ),
    *("../..", "unstated", "self", "world", "A B", "con", "-a", "a-", "a--b", "x" * 81, "x" * 700),
    *(
        "UK",
        "QQ",
        "US-ZZZZ",
        "https://",
        "https://user:a@b.org",
        "ftp://b.org",
        "https://b.org:99999",
    ),
    *(
        "https://a%20b.org",
        "10.1/x",
        "10.1000/1 8",
        "a\u202eb",
        "a\x00b",
        "a\u200bb",
        "never",
        "0m",
        "\n",
    ),
    *([], {}, [1, 2], [2, 1], [1], ["a"], [{}], {"a": 1}, {"ref": "a"}, {"A": "b"}, {"x-a": 1}),
    *(
        {"family": "A"},
        [{"given": "A"}],
        "self",
        ["self"],
        "a#b",
        "a#b#c",
        "1999.5",
        "current",
        "a +",
    ),
]
KEYS = [
    "x-",
    "x-new",
    "peroid",
    "stat",
    "unit",
    "value",
    "range",
    "out_of",
    "than",
    "than_text",
    "kind",
]
KEYS += ["period", "values", "said_by", "interval", "margin_of_error", "URL", "type", "confidence"]


def places_in(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    found = [path]
    for step, inner in steps:
        found += places_in(inner, (*path, step))
    return found


def changed(data: Any, path: tuple[Any, ...], change: Any) -> Any:
    """Return *data* with what stands at *path* replaced by what *change* makes of it."""
    if not path:
        return change(data)
    if isinstance(data, dict):
        return {k: changed(v, path[1:], change) if k == path[0] else v for k, v in data.items()}
    return [changed(v, path[1:], change) if i == path[0] else v for i, v in enumerate(data)]


@st.composite
def mutated(draw: Any, instances: st.SearchStrategy[dict[str, Any]]) -> Any:
    """Return an instance with one to three things replaced, left out or added."""
    data = draw(instances)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places_in(data)))
        odd = draw(st.sampled_from(ODD))
        key = draw(st.sampled_from(KEYS))
        match draw(st.sampled_from(["replace", "drop", "add"])):
            case "replace" if path:
                data = changed(data, path, lambda _old, new=odd: new)
            case "drop" if path and isinstance(path[-1], str):
                gone = path[-1]
                data = changed(
                    data,
                    path[:-1],
                    lambda old, out=gone: {k: v for k, v in old.items() if k != out},
                )
            case "add":
                data = changed(
                    data,
                    path,
                    lambda old, k=key, new=odd: {**old, k: new} if isinstance(old, dict) else old,
                )
    return data


__all__ = ["FACT_KINDS", "facts", "mutated", "sources"]
