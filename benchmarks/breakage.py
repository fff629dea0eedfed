"""The ways in which a made-up fact is broken, each with what a check should find, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be found, and where; *others* are codes that may come with it.

    *path* is the file of the finding, *planted_in* the one that was broken.
    """

    kind: str
    path: str
    line: int
    code: str
    planted_in: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """One way to break a fact: the first match of *old* becomes *new*.

    The fault is in the line where *old* began, or where *at* matches in the broken text. It can
    be planted in statements of some *shapes*, or in all. Where the finding stands in another
    file, *found_in* is its path.
    """

    name: str
    code: str
    old: str
    new: str
    shapes: tuple[str, ...] = ()
    at: str = ""
    found_in: str = ""
    others: tuple[str, ...] = ()

    def fits(self, shape: str) -> bool:
        """Tell whether the fault can be planted in a statement of this shape."""
        return not self.shapes or shape in self.shapes

    def apply(self, path: str, text: str) -> tuple[bytes, Expected]:
        """Return the broken file and what is to be found in it."""
        match = re.search(self.old, text, re.MULTILINE)
        if match is None:
            raise ValueError(f"'{self.name}' cannot be planted in {path}")
        broken = text[: match.start()] + match.expand(self.new) + text[match.end() :]
        start = re.search(self.at, broken, re.MULTILINE).start() if self.at else match.start()  # type: ignore[union-attr]  # the table's own
        line = broken.count("\n", 0, start) + 1
        found_in = match.expand(self.found_in) if self.found_in else path
        # Characters up to U+00FF that stand for a lone byte: the one fault that is no text.
        content = broken.encode("latin-1" if self.code == "FB003" else "utf-8")
        return content, Expected(self.name, found_in, line, self.code, path, self.others)


NUMBER = r"(value|more_than|about): (-?[0-9.]+)"
COUNT = ("count",)
HAS_NUMBER = ("count", "share", "rate", "money", "change", "index")

KINDS: tuple[Broken, ...] = (
    Broken("not UTF-8", "FB003", "office of", "o\xe9fice of", COUNT),
    Broken("key twice", "FB101", "^period: ", r"place: SE\n\g<0>"),
    Broken("anchor", "FB103", "^(topics): ", r"\1: &all "),
    Broken("nested too deep", "FB104", r"^(also):\n", r"\1: " + "[" * 40 + "]" * 40 + r"\nx-a:\n"),
    Broken("second document", "FB105", "^sources:", r"---\n\g<0>"),
    Broken("tab as indentation", "FB106", "^    at: ", r"\tat: "),
    Broken("merge conflict", "FB106", "^place: ", r"<<<<<<< ours\n\g<0>"),
    Broken("colon in a text", "FB106", "^claim: >-\n  ", "claim: Counted: ", ("count", "share")),
    Broken("tag", "FB108", "^(recheck): ", r"\1: !!str "),
    Broken("country read as false", "FB111", "^place: .*", "place: NO"),
    Broken("claim missing", "FB201", r"^claim: >-\n.*\n", "", at="^id"),
    Broken("no number", "FB201", f"{NUMBER}, ", "", COUNT),
    Broken("field misspelt", "FB202", "^recheck:", "rechek:"),
    Broken("text cut by a comma", "FB202", r"unit: people", "unit: people, nurses", COUNT),
    Broken("thousands comma", "FB202", NUMBER, r"\1: 46,000", COUNT),
    Broken("number in quotes", "FB203", NUMBER, r'\1: "\2"', HAS_NUMBER),
    Broken("number with its unit", "FB203", NUMBER, r"\1: \2 percent", ("share",)),
    Broken("leading zero", "FB203", NUMBER, r"\1: 0755", COUNT, others=("FB111",)),
    Broken("nothing written", "FB203", "^period: .*", "period:"),
    Broken("unknown unit", "FB204", "unit: people", "unit: poeple", COUNT),
    Broken("unlisted topic", "FB204", r"^topics: \[", "topics: [helth, "),
    Broken("unknown kind", "FB204", "^kind: law", "kind: statute", ("law",), others=("FB201",)),
    Broken("old country code", "FB204", "^place: .*", "place: UK"),
    Broken("bad reference", "FB205", "ref: yearbook-", "ref: Yearbook "),
    Broken("claim too long", "FB206", "^  (.*)\n", "  " + r"\1 " * 8 + "\n", at="^claim"),
    Broken("impossible day", "FB207", "read: .*", "read: 2026-06-31"),
    Broken("foreign date", "FB207", "read: .*", "read: 06/12/2026"),
    Broken("infinite number", "FB208", NUMBER, r"\1: 1e9999", HAS_NUMBER),
    Broken("control character", "FB209", "copy: .*", r'copy: "stored\\x1btext"'),
    Broken("reversed text", "FB210", "^  (.*)\n", "  \\1 \u202e\n", ("count", "share")),
    Broken("period reversed", "FB301", "^period: ([0-9]+)", r"period: \1-06/\1-01"),
    Broken("read before issued", "FB302", "read: .*", "read: 2003-06-12"),
    Broken("read in the future", "FB303", "read: .*", "read: 2031-05-02"),
    Broken(
        "share above 100",
        "FB304",
        NUMBER,
        r"\1: 250",
        ("share",),
        others=("FB305", "FB306"),
    ),
    Broken("claim says another number", "FB305", "^  More than ", "  More than 1", COUNT, NUMBER),
    Broken("quote says another number", "FB306", "counted more than ", r"\g<0>1", COUNT, NUMBER),
    Broken(
        "part larger than whole",
        "FB307",
        "(?<=value: )[0-9]+",
        "50",
        ("part",),
        at="part_of",
        others=("FB305", "FB306"),
    ),
    Broken("sum is wrong", "FB310", r"women \+ men", "women - men", ("sum",)),
    Broken(
        "id twice",
        "FB401",
        r"^id: .*(?=(?:\n.*)*ref: (\S+))",
        r"id: \1",
        found_in=r"facts/sources/\1.yaml",  # facts come first, so the source's id is the second
        others=("FB402",),
    ),
    Broken("file name is not the id", "FB402", "^id: (.*)", r"id: \1-b"),
    Broken("unknown source", "FB405", "ref: yearbook-", "ref: year-book-"),
)
