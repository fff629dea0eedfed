"""``--clip`` copies where it can, says so where it cannot, and steers no terminal."""

from __future__ import annotations

import base64
import os
import sys
from typing import TYPE_CHECKING

import pytest

from factbase.cli import clipboard
from factbase.cli.main import run
from tests.readers import fact, write_base

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "Zwölf people were counted."
CITED = f"{CLAIM} (Example, 2021, p. 3)"
PLACES = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "SSH_TTY", "SSH_CONNECTION")
ASKED = ["cite", "one", "--in-text", "--clip"]


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.chdir(write_base(tmp_path, [fact("one", claim=CLAIM)]))
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


class Terminal:
    """A stream behind which a person sits."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def copied(sequence: str) -> str:
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    return base64.b64decode(sequence[7:-1], validate=True).decode()


def tool(folder: Path, name: str, code: int = 0) -> Path:
    """Write a program that keeps what it is given, or fails."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    kept = folder / f"{name}.txt"
    path.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"open({str(kept)!r}, 'wb').write(sys.stdin.buffer.read())\nsys.exit({code})\n"
    )
    path.chmod(0o755)
    return kept


@pytest.mark.usefixtures("base")
def test_where_nothing_can_copy_it_is_said(capsys):
    assert run(ASKED) == 2
    out, err = capsys.readouterr()
    assert out == f"{CITED}\n"
    assert err == "not copied: no clipboard can be reached from here; copy the text by hand\n"
    # Who asked for quiet is told what failed.
    assert run([*ASKED, "--quiet"]) == 2
    assert "not copied" in capsys.readouterr().err


def test_the_terminal_is_asked(base, monkeypatch, capsys):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert clipboard.copy(CITED) == "sent to the clipboard of the terminal, if it takes it (OSC 52)"
    assert copied(terminal.written) == CITED
    assert capsys.readouterr().out == ""
    assert base.is_dir()


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_sequences_is_left_alone(monkeypatch, term):
    terminal = Terminal()
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert clipboard.copy("x") is None
    assert terminal.written == ""


@pytest.mark.usefixtures("base")
def test_more_than_a_terminal_takes_is_not_sent(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert clipboard.copy("x" * 74_994)
    sent = terminal.written
    assert len(sent) == 100_000
    assert clipboard.copy("x" * 74_995) is None
    assert terminal.written == sent


@pytest.mark.usefixtures("base")
def test_what_is_copied_steers_no_terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    clipboard.copy("\x1b]52;c;!\x07\n\x9b31m")
    assert [char for char in terminal.written[1:-1] if not " " <= char <= "~"] == []


@pytest.mark.parametrize(
    ("name", "place"),
    [("xclip", "DISPLAY"), ("wl-copy", "WAYLAND_DISPLAY"), ("xsel", "DISPLAY")],
)
def test_a_tool_of_the_system_copies(base, monkeypatch, capsys, name, place):
    kept = tool(base, name)
    monkeypatch.setenv(place, ":0")
    assert run(ASKED) == 0
    assert capsys.readouterr() == (f"{CITED}\n", f"copied to the clipboard by {name}\n")
    assert kept.read_bytes() == CITED.encode()
    assert run([*ASKED, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_windows_gets_its_own_letters(base, monkeypatch):
    kept = tool(base, "clip.exe")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Ubuntu")
    assert clipboard.copy("Zwölf") == "copied to the clipboard by clip.exe"
    assert kept.read_bytes().decode("utf-16") == "Zwölf"


def test_a_tool_that_fails_gives_way_to_the_next(base, monkeypatch):
    tool(base, "xclip", code=1)
    kept = tool(base, "xsel")
    monkeypatch.setenv("DISPLAY", ":0")
    assert clipboard.copy("x") == "copied to the clipboard by xsel"
    assert kept.read_bytes() == b"x"


def test_over_ssh_the_terminal_is_asked_first(base, monkeypatch):
    kept = tool(base, "xclip")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("DISPLAY", ":10")
    assert clipboard.copy("x") == "copied to the clipboard by xclip"
    kept.unlink()
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    assert "OSC 52" in str(clipboard.copy("x"))
    assert not kept.exists()


@pytest.mark.parametrize(
    ("environment", "platform", "names"),
    [
        ({}, "linux", []),
        ({}, "darwin", ["pbcopy"]),
        ({}, "win32", ["clip.exe"]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
    ],
)
def test_the_tools_of_a_system(environment, platform, names):
    assert [command[0] for command in clipboard.tools(environment, platform)] == names


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_in_a_real_terminal(base, monkeypatch):
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert clipboard.copy(CITED)
    assert copied(os.read(ours, 4096).decode()) == CITED
    os.close(ours)
    assert base.is_dir()
