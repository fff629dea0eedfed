"""Copy to the clipboard: by the system's own tool, or through the terminal (OSC 52)."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

TOOL_TIMEOUT_S = 5.0

TERMINAL_LIMIT = 99_992
"""Terminals drop a sequence of more than 100,000 bytes, eight of which are its frame."""


def copy(text: str) -> str | None:
    """Copy *text* and return how, in words, or None where nothing here can copy.

    Over SSH the terminal is asked first, since the tools would fill the clipboard of the machine
    far away. Nothing is written to what is no terminal.
    """
    ways = [_by_tool, _by_terminal]
    if os.environ.get("SSH_TTY") or os.environ.get("SSH_CONNECTION"):
        ways.reverse()
    return next((how for way in ways if (how := way(text))), None)


def tools(environment: Mapping[str, str], platform: str) -> Iterator[list[str]]:
    """Yield the commands that may copy what they are given, the likeliest first."""
    if platform == "darwin":
        yield ["pbcopy"]
    if environment.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if environment.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--input"]
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        yield ["clip.exe"]


def _by_tool(text: str) -> str | None:
    for command in tools(os.environ, sys.platform):
        found = shutil.which(command[0])
        if not found:
            continue
        # Windows' own tool reads UTF-16.
        given = text.encode("utf-16" if command[0] == "clip.exe" else "utf-8", "replace")
        try:
            subprocess.run(  # noqa: S603  # the names above, found on the path
                [found, *command[1:]],
                input=given,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TOOL_TIMEOUT_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return f"copied to the clipboard by {command[0]}"
    return None


def _by_terminal(text: str) -> str | None:
    terminal = _terminal()
    # Base64 has no character that could steer the terminal.
    packed = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if terminal is None or len(packed) > TERMINAL_LIMIT:
        return None
    terminal.write(f"\x1b]52;c;{packed}\x07")
    terminal.flush()
    return "sent to the clipboard of the terminal, if it takes it (OSC 52)"


def _terminal() -> TextIO | None:
    """Return the stream behind which a person's terminal stands."""
    if os.environ.get("TERM") in (None, "", "dumb"):
        return None
    streams = (stream for stream in (sys.stdout, sys.stderr) if stream is not None)
    return next((stream for stream in streams if stream.isatty()), None)
