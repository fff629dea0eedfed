"""Where an index cannot be written, the old one stays as it was and the message says what to do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

import pytest

import factbase
from factbase import FactBase, IndexFileError
from factbase.layout import Layout, cache_db
from tests.crashes import db_of, intact
from tests.readers import ROOT, fact, write_base

LIMITED = """
import resource, signal, sys
import factbase
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    factbase.build(sys.argv[1], sys.argv[1] + "/.factbase/index.db", full=sys.argv[3] == "full")
except factbase.IndexFileError as error:
    print(error)
"""


def many(count, word="ducks"):
    return [
        fact(f"fact-{number}", claim=f"In 2019, {number} {word} were counted at place {number}.")
        for number in range(count)
    ]


@pytest.mark.parametrize("how", ["full", "update"])
def test_a_file_that_may_not_grow_leaves_the_old_index(tmp_path, how):
    pytest.importorskip("resource", reason="no limits on the size of files on this system")
    base = write_base(tmp_path, many(30))
    factbase.build(base)
    before = os.stat(db_of(base)).st_ino
    # More than half of the files are the same, so that this may be an update.
    write_base(base, many(14, "geese"))
    write_base(base, [fact(f"new-{number}", note="word " * 390) for number in range(14)])
    limit = str(os.path.getsize(db_of(base)) - 4096)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(base), limit, how],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.stderr == ""
    assert "index.db: the index cannot be written: " in done.stdout
    assert os.stat(db_of(base)).st_ino == before
    assert intact(db_of(base)) == "ok"
    assert sorted(os.listdir(base / ".factbase")) == ["index.db", "index.lock"]
    with FactBase.open(db_of(base)) as kb:
        assert (len(kb), len(kb.search("geese"))) == (30, 0)
    with FactBase.open(base) as kb:
        assert (len(kb), len(kb.search("geese", limit=50))) == (44, 14)


@contextlib.contextmanager
def small_disk(folder, size):
    """Mount a file system of *size* at *folder*, where we may; else skip."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("full", [True, False])
def test_a_full_disk_leaves_the_old_index(tmp_path, monkeypatch, full):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with small_disk(tmp_path / "disk", "2m") as disk:
        base = write_base(disk / "base", many(30))
        factbase.build(base)
        write_base(base, many(5, "geese"))
        filler = disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as handle:
            while True:
                handle.write(b"x" * 4096)
        with pytest.raises(IndexFileError, match=r"index\.db: the index cannot be written: "):
            factbase.build(base, db_of(base), full=full)
        assert intact(db_of(base)) == "ok"
        with FactBase.open(db_of(base)) as kb:
            assert (len(kb), len(kb.search("geese"))) == (30, 0)
        # By default there is another place, and that is said.
        with FactBase.open(base) as kb:
            assert kb.is_elsewhere
            assert len(kb.search("geese")) == 5
        filler.unlink()
        assert factbase.build(base).changed == 5


@contextlib.contextmanager
def read_only(folder):
    """Make the file system at *folder* read-only, for root too."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


@pytest.mark.slow
def test_a_read_only_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with small_disk(tmp_path / "disk", "4m") as disk:
        base = write_base(disk / "base", many(3))
        factbase.build(base)
        with read_only(disk), FactBase.open(base) as kb:
            assert (kb.db, len(kb)) == (db_of(base), 3)
        write_base(base, [fact("geese", claim="In 2019, geese were counted.")])
        with read_only(disk):
            with pytest.raises(IndexFileError, match="read-only file system"):
                factbase.build(base, db_of(base))
            with FactBase.open(base) as kb:
                assert kb.is_elsewhere
                assert kb.db == cache_db(Layout(str(base)))
                assert len(kb) == 4
        with FactBase.open(base) as kb:
            assert len(kb) == 4


def test_where_the_index_lies_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    base = write_base(tmp_path / "base", many(2))
    (base / ".factbase").write_text("a file in the way")
    done = subprocess.run(
        [sys.executable, "-m", "factbase", "search", "--facts", str(base), "ducks"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0
    told = f"the base's folder cannot be written; the index is {cache_db(Layout(str(base)))}\n"
    assert done.stderr == told
