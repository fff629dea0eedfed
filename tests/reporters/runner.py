"""How the runner of GitHub Actions finds commands in what a step prints, old form and new."""

from __future__ import annotations

import re

_NEW = re.compile(r"\s*::(?P<name>[a-z-]+)(?: (?P<properties>.*?))?::(?P<data>.*)", re.DOTALL)
_OLD = re.compile(r"##\[(?P<name>[a-z-]+)[^\]]*\](?P<data>.*)")


def commands(printed: str) -> list[tuple[str, dict[str, str], str]]:
    """Return name, properties and data of each command, in the order printed."""
    found = []
    for line in re.split(r"[\r\n]", printed):
        new, old = _NEW.match(line), _OLD.search(line)
        if new:
            pairs = (pair.split("=", 1) for pair in (new["properties"] or "").split(","))
            properties = {key.strip(): _plain(value) for key, value in pairs}
            found.append((new["name"], properties, _plain(new["data"])))
        elif old:
            found.append((old["name"], {}, old["data"]))
    return found


def _plain(text: str) -> str:
    for sign, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(sign, char)
    return text
