"""Numbers, dates, ids and fields as people and programs write them: what is refused, and the hint.

The numbers of the tables are those of the list of hostile inputs.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factbase.dates import latest_today
from factbase.rules.all_rules import ALL_RULES
from tests.bases import FACT, SOURCE, findings, make_base, places

ANY_DIGITS = "write the figure as the source prints it"
PLAIN_DIGITS = "write digits with at most one point, such as 46000 or 3.7"
A_SHARE = "write 'x in y' with x not above y, such as '1 in 4'"
DAY = "write it as YYYY-MM-DD"
DATE = "write YYYY, YYYY-MM or YYYY-MM-DD"
EMPTY = "write it, or leave the field out; a text that contains ' #' is quoted"
ID = "use a-z, 0-9 and single hyphens"

NUMBERS = [
    # 33 to 36: other forms
    *(
        pytest.param(text, "FB203", hint, id=f"number {text}")
        for text, hint in {
            "0755": "write 755, without leading zeros",
            "010": "write 10, without leading zeros",
            "-007.5": "write -7.5, without leading zeros",
            "0o17": "write 15",
            "0x1F": "write 31",
            "0b1": "write 1",
            "1_000": "write 1000",
            "12:30:45": "write one number, and the unit it is in",
            "+5": "write 5, without the plus sign",
            ".5": "write 0.5",
            "5.": "write 5",
            '"12.5"': "write it without quotes",
            '"12,5"': "write 12.5, with a point",
            '"46,000"': "write 46000",
            "1.234.567": "write 1234567",
            "1 000": "write 1000",
            "1'000'000": "write 1000000",
            "12 %": "write 12 and 'unit: percent'",
            "-5%": "write -5 and 'unit: percent'",
            "$5": "write 5 and 'unit: USD'",
            "5 million": "write 5000000",
            "2.5bn": "write 2500000000",
            "½": "write '1 in 2'",
            "\uff11\uff12": "write 12",
            "\u0661\u0662": "write 12",
            "~46000": "use 'about: 46000'",
            '"> 46000"': "use 'more_than: 46000'",
            "<= 5": "use 'at_most: 5'",
            "almost 5": "use 'nearly: 5'",
            "5-6": "use 'range: [5, 6]'",
            "a dozen": PLAIN_DIGITS,
            "5 in 4": A_SHARE,
            "0 in 0": A_SHARE,
            "1 in 1e999": A_SHARE,
            # 37: not finite
            ".inf": ANY_DIGITS,
            "-.inf": ANY_DIGITS,
            ".nan": ANY_DIGITS,
            "Infinity": ANY_DIGITS,
            # 40: no number at all
            "true": PLAIN_DIGITS,
            "null": "write the number",
            "~": "write the number",
            "": "write the number",
            "[]": "write the number",
            "{}": "write the number",
        }.items()
    ),
    # 37, 38: more than any number
    pytest.param("1e999", "FB208", ANY_DIGITS, id="number 1e999"),
    pytest.param("1e-400", "FB208", ANY_DIGITS, id="number 1e-400"),
    pytest.param("1" * 5000, "FB208", ANY_DIGITS, id="number of 5,000 digits"),
    pytest.param("0.1" + "0" * 400, "FB208", ANY_DIGITS, id="number with 400 zeros"),
    pytest.param("1e" + "9" * 400, "FB208", ANY_DIGITS, id="number with a long exponent"),
]


@pytest.mark.parametrize(("text", "code", "hint"), NUMBERS)
def test_no_number(text, code, hint, tmp_path):
    """33 to 40."""
    (found,) = told(tmp_path, FACT.replace("value: 12,", f"value: {text},"))
    assert (places([found]), found.hint) == ([f"6:38 {code}"], hint)


@pytest.mark.parametrize("text", ["1e3", "-0", "-0.0", "0.5", "3.70", "1E+2", "250"])
def test_a_number(text, tmp_path):
    assert told(tmp_path, FACT.replace("value: 12,", f"value: {text},")) == []


DATES = {
    # written: (hint for a day, hint for a period); None is a date
    "2024-02-30": ("", ""),
    "2023-02-29": ("", ""),
    "0000-01-01": (DAY, "years run from 0001 to 9999"),
    "2024-13-45": (DAY, "months run from 01 to 12"),
    "2024-01-05 12:30:00": ("write 2024-01-05", "write 2024-01-05"),
    "2024-01-05T00:00:00Z": ("write 2024-01-05", "write 2024-01-05"),
    "2024-1-5": ("write 2024-01-05", "write 2024-01-05"),
    "2024/01/05": ("write 2024-01-05", "write 2024-01-05"),
    "05/01/2024": (DAY, DAY),
    "Jan 2024": (DAY, "write 2024-01"),
    "5 January 2024": ("write 2024-01-05", "write 2024-01-05"),
    "20240105": ("write 2024-01-05", "write 2024-01-05"),
    "2024": (DAY, None),
    "2024-01": (DAY, None),
    "2024-01-05~": (DAY, None),
    "0": (DAY, DATE),
    "86400": (DAY, DATE),
    "true": (DAY, DATE),
    "../..": (DAY, "write unstated"),
}


@pytest.mark.parametrize("text", DATES)
@pytest.mark.parametrize("field", ["read", "period"])
def test_dates(field, text, tmp_path):
    """41 to 43."""
    written = {"read": "read: 2026-11-20", "period": "period: 2020"}[field]
    found = told(tmp_path, FACT.replace(written, f"{field}: {text}"))
    hint = DATES[text][field == "period"]
    place = {"read": "8:36", "period": "4:9"}[field]
    expected = [] if hint is None else [(f"{place} FB207", hint)]
    assert [(*places([one]), one.hint or "") for one in found] == expected


IDS = {
    "../../etc/passwd": ("FB205", f"{ID}: etc-passwd"),
    "CON": ("FB205", f"{ID}: con"),
    "con": ("FB205", "choose another id"),
    "lpt1": ("FB205", "choose another id"),
    "sources": ("FB205", "choose another id"),
    "a/b": ("FB205", f"{ID}: a-b"),
    "a\\b": ("FB205", f"{ID}: a-b"),
    "a" * 500: ("FB206", "shorten it to place, subject and time"),
    "US-2011": ("FB205", f"{ID}: us-2011"),
    "trailing-": ("FB205", f"{ID}: trailing"),
    "-leading": ("FB205", f"{ID}: leading"),
    "!": ("FB108", "remove the tag, or quote a text that begins with '!'"),
    "«»": ("FB205", ID),
    "another": ("FB402", "rename it to another.yaml"),
    "null": ("FB203", EMPTY),
}


@pytest.mark.parametrize("text", IDS, ids=lambda text: text[:20])
def test_ids(text, tmp_path):
    """28 and 45."""
    code, hint = IDS[text]
    (found,) = told(tmp_path, FACT.replace("id: example-fact", f"id: {text}"))
    assert (places([found]), found.hint) == ([f"1:5 {code}"], hint)


UNKNOWN = {
    # 47, 48
    "pubisher: A": "did you mean 'publisher'?",
    "Publisher: A": "did you mean 'publisher'?",
    "source.publisher: A": "did you mean 'publisher'?",
    "url: https://example.org": "did you mean 'URL'?",
    "container_title: A": "did you mean 'container-title'?",
    "schema_version: 2": "remove it, or begin its name with x-",
    "<ref>: A": "remove it, or begin its name with x-",
    "'[key]': A": "remove it, or begin its name with x-",
}


@pytest.mark.parametrize("line", UNKNOWN)
def test_unknown_fields_are_told_once(line, tmp_path):
    (found,) = source_told(tmp_path, line)
    assert (places([found]), found.hint) == (["5:1 FB202"], UNKNOWN[line])


@pytest.mark.parametrize(
    "line", ["publisher : A", "x-note: free", "x-: a", "volume: 2.10", "page: 7"]
)
def test_known_fields(line, tmp_path):
    assert source_told(tmp_path, line) == []


IN_CONTENT = [
    # 39, 41, 44: what only rules see
    pytest.param("value: 12, unit: people", "value: 250, unit: percent", "FB304", id="39 250 %"),
    pytest.param("value: 12,", "value: -12,", "FB304", id="39 negative count"),
    pytest.param("read: 2026-11-20", "read: 9999-12-31", "FB303", id="41 9999-12-31"),
    pytest.param("period: 2020", "period: 2020/2019", "FB301", id="44 end before start"),
    pytest.param("read: 2026-11-20", "read: 2020-12-31", "FB302", id="44 read before issued"),
    pytest.param("period: 2020", "period: 2027", "FB303", id="44 in the future"),
]


@pytest.mark.parametrize(("old", "new", "code"), IN_CONTENT)
def test_what_cannot_be_so(old, new, code, tmp_path):
    text = FACT.replace(old, new)
    base = make_base(tmp_path, {"facts/example-fact.yaml": text})
    assert code in [one.code for one in findings(base, rules=ALL_RULES) if one.is_error]


@pytest.mark.parametrize(("hour", "day"), [(9, "2026-11-22"), (10, "2026-11-23")])
def test_today_is_the_day_where_it_is_furthest_on(hour, day):
    """44: UTC+14, so that nobody is refused for their time zone."""
    assert str(latest_today(datetime(2026, 11, 22, hour, tzinfo=UTC))) == day


@pytest.mark.parametrize("code", [0x200B, 0x200D, 0xFEFF, 0x00AD])
def test_an_invisible_character_in_an_address_is_refused(code, tmp_path):
    """27."""
    (found,) = source_told(tmp_path, f'URL: "https://example.org/a\\u{code:04X}b"')
    assert places([found]) == ["5:6 FB210"]


URLS = [
    # 60, 61
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,a",
    "file:///etc/passwd",
    "//evil.example",
    "https:/one-slash",
    "https://",
    "https://user:pw@example.org",
    "https://example.org@evil.example",
    "https://a b",
    'https://x/"onmouseover=',
    "https://x/<b>",
    "https://example.org:99999",
    "https://example.org:0",
    "https://example.org:-1",
    "https://example.org:http",
    "https://[::1/",
    '"https://[::1]:x"',
    "https://a%20b.org/",
    '"java\\tscript:a"',
    '"https://example.org/a\\nb"',
    "https://" + "a" * 70 + ".org\\evil",
]


@pytest.mark.parametrize("url", URLS)
def test_no_urls(url, tmp_path):
    (found,) = source_told(tmp_path, f"URL: {url}")
    assert places([found]) == ["5:6 FB211"]
    assert len(found.message) < 200


@pytest.mark.parametrize(
    ("url", "severity"),
    [
        pytest.param("https://wh\u043e.int/", "warning", id="Cyrillic o"),
        pytest.param('"https://example.org/a\\u200Fb"', "error", id="right-to-left mark"),
    ],
)
def test_urls_that_imitate(url, severity, tmp_path):
    (found,) = source_told(tmp_path, f"URL: {url}")
    assert str(found.severity) == severity


def told(folder, text):
    return findings(make_base(folder, {"facts/example-fact.yaml": text}))


def source_told(folder, line):
    record = SOURCE.replace("id: example", "id: another")
    return findings(make_base(folder, {"facts/sources/another.yaml": f"{record}{line}\n"}))


def test_ids_are_unique_in_the_base(tmp_path):
    """46."""
    make_base(tmp_path, {"facts/example-fact.yaml": FACT, "facts/b/example-fact.yaml": FACT})
    (found,) = findings(tmp_path)
    assert found.code == "FB401"
    assert "facts/example-fact.yaml" in f"{found.location}{found.message}"
    assert "facts/b/example-fact.yaml" in f"{found.location}{found.message}"


@pytest.mark.parametrize("word", "y n yes no on off NO On TRUE False".split())
def test_words_that_others_read_as_true_or_false_are_text(word, tmp_path):
    """32."""
    (found,) = told(tmp_path, FACT.replace("period: 2020", f"period: 2020\nplace: {word}"))
    assert (places([found]), str(found.severity)) == (["5:8 FB111"], "warning")
    assert found.hint == f'quote it: "{word}"'
