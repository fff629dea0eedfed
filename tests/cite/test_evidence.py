"""The honest words stand in every citation: where the number comes from, what to beware of."""

from __future__ import annotations

import re

import pytest

from factbase import FactNotFoundError, UnknownNameError
from factbase.cite.all_formats import ALL_FORMATS
from tests.readers import fact, open_base, source, use, value, write_base

ORIGIN = source(
    "origin", title="The Origin", author=[{"family": "Oak", "given": "O."}], issued=2001
)
OTHER = source("other", title="Other", issued=2002)
CLAIM = "An example counted 12 people in 2020."


def _named(figures=None):
    return {"ref": "origin", "figures": figures} if figures else "origin"


CASES = [
    ("self", {}, "", ""),
    ("same", {"sources": [use(original=_named("same"))]},
     "(Oak, 2001, as cited in Example, 2021, p. 3)", "as cited in Example, 2021"),
    ("unchecked", {"sources": [use(original=_named())]},
     "(Oak, 2001, as cited in Example, 2021, p. 3 (original not checked))",
     "as cited in Example, 2021 (original not checked)"),
    ("other", {"sources": [use(original=_named("other"))]},
     "(Example, 2021, p. 3; the source it names gives other figures)",
     "the source it names gives other figures"),
    ("lost", {"sources": [use(original="lost")]},
     "(Example, 2021, p. 3; original not preserved)", "original not preserved"),
    ("none", {"sources": [use(original="none")]},
     "(Example, 2021, p. 3; names no source)", "names no source"),
    ("no word on the original", {"sources": [use()]}, "(Example, 2021, p. 3)", ""),
    ("unread", {"sources": [use(read=None)]},
     "(Example, 2021, p. 3; not read by us)", "not read by us"),
    ("estimate", {"values": [value(basis="estimate")]},
     "(Example, 2021, p. 3; estimate)", "estimate"),
    ("provisional", {"values": [value(basis="provisional")]},
     "(Example, 2021, p. 3; provisional)", "provisional"),
    ("projection", {"values": [value(basis="projection")]},
     "(Example, 2021, p. 3; projection)", "projection"),
    ("target", {"values": [value(basis="target")]}, "(Example, 2021, p. 3; target)", "target"),
    ("two bases", {"values": [value(basis="target"), value(), value(basis="estimate")]},
     "(Example, 2021, p. 3; estimate; target)", "estimate; target"),
    ("calculated",
     {"values": [value(id="a"), value(value=24, id="b"), value(value=36, calculated="a + b")]},
     "(our calculation from Example, 2021, p. 3)", "our calculation from Example, 2021"),
    ("calculated from two works",
     {"values": [value(id="a"), value(value=24, calculated="a + a")],
      "sources": [use(original="self"), use("other", original="self")]},
     "(our calculation from Example, 2021, p. 3; Other, 2002, p. 3)",
     "our calculation from Example, 2021 and Other, 2002"),
    ("calculated, as cited",
     {"values": [value(id="a"), value(value=24, calculated="a + a")],
      "sources": [use(original=_named())]},
     "(our calculation from Oak, 2001, as cited in Example, 2021, p. 3 (original not checked))",
     "our calculation from Example, 2021; as cited in Example, 2021 (original not checked)"),
    ("stale", {"recheck": "2025-01-01"},
     "(Example, 2021, p. 3; due for a recheck since 2025-01-01)",
     "due for a recheck since 2025-01-01"),
    ("stale by span", {"recheck": "1y", "sources": [use(read="2024-02-29", original="self")]},
     "(Example, 2021, p. 3; due for a recheck since 2025-02-28)",
     "due for a recheck since 2025-02-28"),
    ("never read, to be rechecked", {"recheck": "1y", "sources": [use(read=None)]},
     "(Example, 2021, p. 3; not read by us; due for a recheck)",
     "not read by us; due for a recheck"),
    ("disputes", {"disputes": ["beside"]},
     "(Example, 2021, p. 3; disputed: see beside)", "disputed: see beside"),
    ("retracted", {"retracted": {"on": "2026-01-02", "why": "Geese\nwere counted."}},
     "(Example, 2021, p. 3; retracted 2026-01-02: Geese were counted.)",
     "retracted 2026-01-02: Geese were counted."),
    ("everything",
     {"values": [value(basis="estimate")], "sources": [use(original="lost")],
      "disputes": ["beside"], "retracted": {"on": "2026-01-02", "why": "Wrong."}},
     ("(Example, 2021, p. 3; original not preserved; estimate; disputed: see beside; "
      "retracted 2026-01-02: Wrong.)"),
     "original not preserved; estimate; disputed: see beside; retracted 2026-01-02: Wrong."),
    ("the best grade is cited",
     {"sources": [use("other", original="lost"), use(original="self"), use(read=None)]}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "in_text", "note"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_words(tmp_path, fields, in_text, note):
    facts = [fact("one", **{"claim": CLAIM, "sources": [use(original="self")], **fields})]
    folder = write_base(tmp_path, [*facts, fact("beside")], [ORIGIN, OTHER])
    with open_base(folder) as kb:
        (plain,) = kb.cite("one", style="plain")
        (citation,) = kb.cite("one")
        assert citation.note == plain.note == note
        assert citation.in_text == plain.in_text == (in_text or "(Example, 2021, p. 3)")
        words = "; ".join(word for word in note.split("; ") if word != "not read by us")
        # The reference names the original too, since its entry is that of the work read.
        words = words.replace("as cited in", "Oak, 2001, as cited in")
        assert plain.reference.endswith(f".{f' [{words}]' if words else ''}")
        assert ("not read by us." in plain.reference) == ("not read by us" in note)
        words = "; ".join(filter(None, ["p. 3", note])).replace("as cited", "Oak, 2001, as cited")
        assert citation.reference.splitlines()[-1].endswith(f" [{words}]")
        assert str(kb.cite("one")) == f"{CLAIM} {citation.in_text}\n\n{citation.reference}"
        assert str(kb.cite("one", in_text=True)) == f"{CLAIM} {citation.in_text}"
        assert str(kb.cite("one", only="citation", in_text=True)) == citation.in_text
        assert str(kb.cite("one", only="citation")) == citation.reference
        assert str(kb.cite("one", only="claim")) == CLAIM
        for name in ("markdown", "pandoc", "bibtex", "csl-json"):
            pasted = " ".join(str(kb.cite("one", format=name)).split())
            for word in note.split("; "):
                if not word.startswith("our calculation"):
                    assert word in pasted.replace("\\", ""), name
            assert ("our calculation from" in pasted) == ("our calculation" in note)


def test_superseded_and_disputed_by_another(tmp_path):
    facts = [
        fact("old"),
        fact("new", supersedes=["old"]),
        fact("doubted"),
        fact("doubter", disputes=["doubted"]),
    ]
    with open_base(write_base(tmp_path, facts)) as kb:
        notes = {
            citation.id: (citation.status, citation.note) for citation in kb.cite(list_ids(kb))
        }
    assert notes == {
        "old": ("superseded", "superseded by new"),
        "new": ("current", ""),
        "doubted": ("disputed", "disputed: see doubter"),
        "doubter": ("disputed", "disputed: see doubted"),
    }


def list_ids(kb):
    return [one.id for one in kb]


def test_a_pin_tells_whether_the_fact_has_changed(tmp_path):
    folder = write_base(tmp_path, [fact("one", formerly=["earlier"])])
    with open_base(folder) as kb:
        pin = kb["one"].hash
        assert kb[f"one@{pin}"] == kb["one"]
        assert f"one@{pin}" in kb
        assert kb.cite(f"one@{pin}")[0].note == ""
        assert kb.cite(f"earlier@{pin}")[0].id == "one"
    write_base(tmp_path, [fact("one", values=[value(value=13)], formerly=["earlier"])])
    with open_base(folder) as kb:
        assert kb[f"one@{pin}"].hash != pin
        assert kb.cite(f"one@{pin}")[0].note == "changed since"
        assert "; changed since)" in str(kb.cite(f"one@{pin}"))
        assert kb.cite("one")[0].note == ""


@pytest.mark.parametrize(
    ("form", "mark"), [("markdown", r"^\[\^(.+?)\]: "), ("wikipedia", r'<ref name="(.+?)">')]
)
def test_a_pin_out_of_date_has_a_footnote_of_its_own(tmp_path, form, mark):
    with open_base(write_base(tmp_path, [fact("one")])) as kb:
        now = f"one@{kb['one'].hash}"
        told = str(kb.cite([now, "one@00000000"], format=form))
    assert re.findall(mark, told, re.MULTILINE) == ["one", "one-00000000"]


@pytest.mark.parametrize(
    "name", ["one@", "one@1234567", "one@123456789", "one@ABCDEF00", "@12345678"]
)
def test_what_only_looks_like_a_pin_is_no_id(tmp_path, name):
    with open_base(write_base(tmp_path, [fact("one")])) as kb:
        assert name not in kb
        with pytest.raises(FactNotFoundError):
            kb.cite(name)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(
            {"format": "bibtext"}, "no format 'bibtext'; did you mean 'bibtex'?", id="format"
        ),
        pytest.param({"style": "appa"}, "no style 'appa'; did you mean 'apa'?", id="style"),
    ],
)
def test_a_mistyped_name(tmp_path, options, words):
    with (
        open_base(write_base(tmp_path, [fact("one")])) as kb,
        pytest.raises(UnknownNameError) as caught,
    ):
        kb.cite("one", **options)
    assert str(caught.value).startswith(words)


FORMATS = sorted(ALL_FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_the_original(tmp_path, form):
    cited = fact("one", sources=[use(original=ORIGIN["id"])])
    with open_base(write_base(tmp_path, [cited], [ORIGIN])) as kb:
        assert "Oak, 2001, as cited in Example, 2021 (original not checked)" in str(
            kb.cite("one", format=form)
        ).replace("\\", "")


def test_two_works_of_one_body_are_told_apart(tmp_path):
    body = {"author": [{"literal": "Pond Trust"}]}
    first, second = source("census", title="Census", **body), source("atlas", title="Atlas", **body)
    cited = fact("one", sources=[use("atlas", original="census")])
    with open_base(write_base(tmp_path, [cited], [first, second])) as kb:
        (citation,) = kb.cite("one", style="plain")
    assert citation.in_text.startswith("(Pond Trust, Census, 2021, as cited in Pond Trust, Atlas, ")


@pytest.mark.parametrize(
    ("fields", "first", "second"),
    [
        pytest.param({}, "Ponds", "Lakes", id="titles"),
        pytest.param({"title": "Lakes"}, "Lakes, 2021, lakes-a", "Lakes, 2021, lakes-b", id="ids"),
    ],
)
def test_works_of_one_name_are_told_apart(tmp_path, fields, first, second):
    body = {"author": [{"literal": "Pond Trust"}]}
    works = [
        source("lakes-a", **{"title": "Ponds", **body, **fields}),
        source("lakes-b", **{"title": "Lakes", **body, **fields}),
    ]
    facts = [
        fact("one", claim="One.", sources=[use("lakes-a", original="self")]),
        fact("two", claim="Two.", sources=[use("lakes-b", original="lakes-a")]),
        fact("three", claim="Three.", sources=[use("lakes-b", original="lost")]),
    ]
    with open_base(write_base(tmp_path, facts, works)) as kb:
        # Alone, a fact needs no more than the name.
        assert kb.cite("one")[0].in_text == "(Pond Trust, 2021, p. 3)"
        cited = kb.cite(["one", "three"], style="plain")
        names = [one.in_text for one in cited]
        pasted = str(cited).split("\n\n")
        two = kb.cite("two", style="plain")[0].in_text
    a, b = (name if "2021" in name else f"{name}, 2021" for name in (first, second))
    assert names == [
        f"(Pond Trust, {a}, p. 3)",
        f"(Pond Trust, {b}, p. 3; original not preserved)",
    ]
    assert pasted[:2] == [f"One. {names[0]}", f"Three. {names[1]}"]
    assert two == (f"(Pond Trust, {a}, as cited in Pond Trust, {b}, p. 3 (original not checked))")


def test_several_facts_share_one_sorted_bibliography(tmp_path):
    works = [
        source("zebra", title="The Élan of lakes", issued="2001"),
        source("oak", title="Trees", author=[{"family": "Oak", "given": "O."}], issued="2002"),
    ]
    facts = [
        fact("one", claim="One.", sources=[use("oak", original="self")]),
        fact("two", claim="Two.", sources=[use("zebra", original="lost", copy="stored text")]),
        fact("three", claim="Three.", sources=[use("oak", at="p. 9", original="self")]),
    ]
    with open_base(write_base(tmp_path, facts, works)) as kb:
        whole = str(kb.cite(["one", "two", "three"], style="plain"))
        references = str(kb.cite(["one", "two", "three"], style="plain", only="citation"))
    assert whole == (
        "One. (Oak, 2002, p. 3)\n\n"
        "Two. (The Élan of lakes, 2001, p. 3; original not preserved)\n\n"
        "Three. (Oak, 2002, p. 9)\n\n"
        '"The Élan of lakes", 2001.\n'
        'Oak, O., "Trees", 2002, read on 2026-11-20.'
    )
    assert references == (
        '"The Élan of lakes", 2001. [two: p. 3; copy read 2026-11-20; original not preserved]\n'
        'Oak, O., "Trees", 2002, read on 2026-11-20. [one: p. 3. three: p. 9]'
    )
