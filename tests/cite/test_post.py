"""A post of limited length keeps the number, the source and what makes it honest."""

from __future__ import annotations

import json
import unicodedata

import pytest

from factbase import FactBase, LengthError
from factbase.cite.post import shortened
from factbase.cli.main import run
from factbase.quantity import find_quantities
from tests.readers import ROOT, TODAY, fact, open_base, source, use, value, write_base

ORIGIN = source("origin", author=[{"family": "Oak", "given": "O."}], issued=2001)
LONG = source("long", title="A Very Long Title of a Very Long Report on Counting",
              publisher="Lake Press", issued=2012)  # fmt: skip
CLAIM = "An example counted 12 people in 2020, which surprised the town."

POSTS = [
    ("the claim whole", {}, 280, f"{CLAIM} (Example, 2021)"),
    ("just whole", {}, 79, f"{CLAIM} (Example, 2021)"),
    ("a clause less", {}, 78, "An example counted 12 people in 2020… (Example, 2021)"),
    ("just a clause less", {}, 53, "An example counted 12 people in 2020… (Example, 2021)"),
    ("original lost", {"sources": [use(original="lost")]}, 280,
     f"{CLAIM} (Example, 2021; original not preserved)"),
    ("original lost, in few words", {"sources": [use(original="lost")]}, 100,
     f"{CLAIM} (Example, 2021; original lost)"),
    ("an outlet for a title", {"sources": [use("long", original="self")]}, 90,
     f"{CLAIM} (Lake Press, 2012)"),
    ("unchecked", {"sources": [use(original="origin")]}, 280,
     f"{CLAIM} (Oak via Example, 2021; original not checked)"),
    ("the same figures", {"sources": [use(original={"ref": "origin", "figures": "same"})]}, 280,
     f"{CLAIM} (Oak via Example, 2021)"),
    ("other figures", {"sources": [use(original={"ref": "origin", "figures": "other"})]}, 280,
     f"{CLAIM} (Example, 2021; the source it names gives other figures)"),
    ("one of two works", {"sources": [use(original="self"), use("long", original="self")]}, 90,
     f"{CLAIM} (Example, 2021)"),
    ("unread", {"sources": [use(read=None)]}, 280, f"{CLAIM} (Example, 2021; not read by us)"),
    ("all warnings", {"recheck": "never", "disputes": ["beside"], "values": [value(basis="target")],
                      "retracted": {"on": "2026-01-02", "why": "Geese were counted."}}, 121,
     f"{CLAIM} (Example, 2021; target; disputed; retracted)"),
    ("stale", {"recheck": "2025-01-01"}, 100, f"{CLAIM} (Example, 2021; recheck due)"),
    ("calculated", {"values": [value(id="a"), value(value=24, calculated="a + a")]}, 280,
     f"{CLAIM} (our calculation from Example, 2021)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "limit", "text"), [row[1:] for row in POSTS], ids=[row[0] for row in POSTS]
)
def test_posts(tmp_path, fields, limit, text):
    one = fact("one", **{"claim": CLAIM, "sources": [use(original="self")], **fields})
    with open_base(write_base(tmp_path, [one, fact("beside")], [ORIGIN, LONG])) as kb:
        made = kb.cite("one", max_length=limit)
        assert str(made) == text
        assert made[0].post == text
        with pytest.raises(LengthError) as caught:
            kb.cite("one", max_length=20)
        # The least that is named is enough, and one less is not.
        needed = caught.value.needed
        assert len(str(kb.cite("one", max_length=needed))) == needed
        with pytest.raises(LengthError, match=f"takes at least {needed} characters"):
            kb.cite("one", max_length=needed - 1)


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("Some 400 cats live here, making it loud.", ["Some 400 cats live here…"]),
        ("Some 400 cats live here; the town is proud.", ["Some 400 cats live here…"]),
        ("Some 400 cats live here \u2014 a fine sight.", ["Some 400 cats live here…"]),
        ("Some 400 cats live here, while dogs hide, which is sad.",
         ["Some 400 cats live here, while dogs hide…", "Some 400 cats live here…"]),
        ("Some 400 cats live here, making it loud, according to the mayor.",
         ["Some 400 cats live here…, according to the mayor."]),
        # What stays:
        ("Some 400 cats live here, making up 3 percent.", []),
        ("Some 400 cats live here, making up half of all animals.", []),
        ("Some 400 cats live here, according to the mayor.", []),
        ("Some 400 cats live here, which the mayor estimated.", []),
        ("Some 400 cats live here, where only males were counted.", []),
        ("Some 400 cats live here, which isn't all.", []),
        ("Some 400 cats live here; others say fewer, but they did not count.", []),
        ("Cats, which are animals, are 400 here.", []),
        ("Cats, dogs, and 400 horses live here.", []),
        ("400 cats and many dogs live here, and horses do.", []),
        ("In 2020, 400 cats lived here.", []),
    ],
)  # fmt: skip
def test_what_may_go_from_a_claim(claim, kept):
    assert list(shortened(claim)) == [claim, *kept]


@pytest.fixture(scope="module")
def own():
    with FactBase.open(ROOT, today=TODAY) as kb:
        yield kb


@pytest.mark.parametrize("limit", [280, 300, 500])
def test_the_facts_of_this_base(own, limit):
    posted = 0
    for record in own:
        try:
            text = str(own.cite(record.id, max_length=limit))
        except LengthError:
            continue
        posted += 1
        assert len(text) <= limit
        numbers = [quantity.text for quantity in find_quantities(record.claim)]
        assert [quantity.text for quantity in find_quantities(text)][: len(numbers)] == numbers
        cited = [use for use in record.sources if use.grade == record.grade]
        if any(use.original == "lost" for use in cited):
            assert text.endswith(("; original lost)", "; original not preserved)"))
    assert posted >= 0.9 * len(own)


def test_letters_are_counted_composed(tmp_path):
    claim = unicodedata.normalize("NFD", "Café: 12 élèves were counted.")
    with open_base(write_base(tmp_path, [fact("one", claim=claim)])) as kb:
        text = str(kb.cite("one", max_length=45))
    assert text == "Café: 12 élèves were counted. (Example, 2021)"
    assert len(text) == 45


def test_a_post_is_plain_text(own):
    for options in ({"format": "html"}, {"in_text": True}, {"only": "claim"}):
        with pytest.raises(ValueError, match="plain text"):
            own.cite("us-parents-deported-2011h1", max_length=280, **options)


def test_the_command(tmp_path, monkeypatch, capsys):
    folder = write_base(tmp_path, [fact("one", claim=CLAIM), fact("two", claim="Two: 2 people.")])
    monkeypatch.chdir(folder)
    assert run(["cite", "one", "two", "--max-length", "79"]) == 0
    posts = [f"{CLAIM} (Example, 2021)", "Two: 2 people. (Example, 2021)"]
    assert capsys.readouterr().out == "\n\n".join(posts) + "\n"
    assert run(["cite", "one", "two", "--max-length", "79", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["post"] for one in answer["citations"]] == posts
    assert run(["cite", "one", "--max-length", "52"]) == 2
    assert capsys.readouterr().err == (
        "factbase: 'one' with its number and its source takes at least 53 characters, not 52\n"
    )
    assert run(["cite", "one", "--max-length", "280", "--format", "html"]) == 2
    assert "leave out --format" in capsys.readouterr().err
    assert run(["cite", "one", "--max-length", "0"]) == 2
