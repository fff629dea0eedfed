"""A bad, foreign or crafted cache is no cache: it never turns a bad fact good (line 56)."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys

import pytest

import factbase
from factbase import cache
from factbase.diagnostics import Report
from factbase.layout import Layout
from tests.bases import FACT, TODAY, make_base

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")

BAD = FACT.replace("value: 12", "value: x")


def ask(base):
    return factbase.validate(base, today=TODAY, cache=True)


class Crafted:
    """Makes a file when it is unpickled."""

    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return (open, (str(self.target), "w"))


def signed(data, secret=b""):
    return cache.sign(data, secret or cache.own_secret() or b"") + b"\n" + data


def empty(_base, _good):
    return b""


def truncated(_base, good):
    return good[: len(good) // 2]


def one_bit(_base, good):
    return good[:-40] + bytes([good[-40] ^ 1]) + good[-39:]


def not_json(_base, _good):
    return signed(b"{" * 100_000)


def another_form(base, _good):
    data = green_report(base)
    return hashlib.blake2b(data, key=cache.own_secret() or b"").hexdigest().encode() + b"\n" + data


def pickled(base, _good):
    return pickle.dumps(Crafted(base / "harm"))


def pickled_and_signed(base, _good):
    return signed(pickle.dumps(Crafted(base / "harm")))


def green_report(base):
    """Return what would make the bad base pass: a report without findings under its own key."""
    kept = cache.Cache(Layout(str(base)))
    files = kept.look({}, by_stat=False)
    question = {
        "paths": ["."],
        "today": str(TODAY),
        "wanted": (None, (), (), None),
        "allow_empty": False,
    }
    reports = {cache.key_of(question, files): cache.encode(Report())}
    return json.dumps({"files": files, "reports": reports}).encode()


def crafted_without_signature(base, _good):
    return b"0" * 64 + b"\n" + green_report(base)


def crafted_by_another_user(base, _good):
    return signed(green_report(base), b"another user's secret, 32 bytes!")


CONTENTS = [
    *(empty, truncated, one_bit, not_json, another_form),
    *(pickled, pickled_and_signed, crafted_without_signature, crafted_by_another_user),
]


@pytest.fixture
def base(tmp_path):
    return make_base(tmp_path / "base", {"facts/example-fact.yaml": BAD})


@pytest.mark.parametrize("craft", CONTENTS, ids=lambda craft: craft.__name__)
def test_a_bad_cache_is_no_cache(craft, base):
    expected = ask(base)
    path = base / ".factbase" / cache.NAME
    path.write_bytes(craft(base, path.read_bytes()))
    assert ask(base) == expected
    assert [one.code for one in expected] == ["FB203"]
    assert not (base / "harm").exists()


def test_the_crafted_report_would_be_believed_if_we_had_signed_it(base):
    """Else the tests above would prove nothing."""
    ask(base)
    (base / ".factbase" / cache.NAME).write_bytes(signed(green_report(base)))
    assert ask(base).ok


def a_link(path, base):
    (base / "kept.json").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(base / "kept.json")


def a_pipe(path, _base):
    path.unlink()
    os.mkfifo(path)


def a_folder(path, _base):
    path.unlink()
    path.mkdir()


def a_huge_file(path, _base):
    with path.open("r+b") as handle:
        handle.truncate(10**10)


def a_draft_of_a_killed_run(path, _base):
    path.with_name(f"{path.name}.new").write_bytes(path.read_bytes()[:100])


def a_draft_that_is_a_link(path, base):
    (base / "precious").write_text("mine", encoding="utf-8")
    path.with_name(f"{path.name}.new").symlink_to(base / "precious")
    path.unlink()


PLACES = [a_link, a_pipe, a_folder, a_huge_file, a_draft_of_a_killed_run, a_draft_that_is_a_link]


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
def test_whatever_lies_there_does_no_harm(make, base):
    expected = ask(base)
    make(base / ".factbase" / cache.NAME, base)
    assert ask(base) == expected
    assert ask(base) == expected
    if (base / "precious").exists():
        assert (base / "precious").read_text(encoding="utf-8") == "mine"


def test_where_nothing_can_be_written_nothing_is_kept(base):
    (base / ".factbase").write_text("a file, no folder", encoding="utf-8")
    assert [one.code for one in ask(base)] == ["FB203"]
    assert (base / ".factbase").read_text(encoding="utf-8") == "a file, no folder"


def test_a_full_disk_leaves_nothing_behind(base, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("factbase.cache.os.replace", full)
    assert [one.code for one in ask(base)] == ["FB203"]
    assert list((base / ".factbase").iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda key: key.chmod(0o644), id="others can read it"),
        pytest.param(lambda key: key.write_bytes(b"short"), id="too short"),
        pytest.param(lambda key: (key.unlink(), key.mkdir()), id="a folder"),
        pytest.param(lambda key: (key.rename(f"{key}2"), key.symlink_to(f"{key}2")), id="a link"),
    ],
)
def test_a_key_that_others_may_know_signs_nothing(spoil, base, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache.own_secret() == cache.own_secret() is not None
    spoil(tmp_path / "cache" / "factbase" / "key")
    assert cache.own_secret() is None
    assert [one.code for one in ask(base)] == ["FB203"]
    assert not (base / ".factbase").exists()


def test_without_a_home_nothing_is_kept(base, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert [one.code for one in ask(base)] == ["FB203"]
    assert not (base / ".factbase").exists()
