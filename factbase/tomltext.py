"""Where the values of a TOML text stand; what they are, ``tomllib`` says."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Where a value stands: table names, keys and list positions from the root."""

_TOKEN = re.compile(
    r"(?P<skip>[ \t]+|#[^\n]*)|(?P<end>\r?\n)|(?P<sign>[\[\]{},=.])"
    r'|(?P<text>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[^\s\[\]{},=.#"\']+)',
    re.DOTALL,
)
MAX_STEPS = 8
"""What lies deeper is placed at the last step that is kept: no settings are nested so far."""

_ESCAPED = {'\\"': '"', "\\\\": "\\", "\\t": "\t"}


def places(text: str) -> dict[Path, tuple[int, int]]:
    r"""Return where each key and list item of a valid TOML *text* begins and ends.

    Offsets count characters. A key is placed at its name, an item at its value.

    >>> places('[tool.factbase]\nselect = ["FB4"]')[("tool", "factbase", "select", 0)]
    (26, 31)
    """
    return _Walk(text).places()


class _Walk:
    """Goes over the tokens of a valid TOML text once."""

    def __init__(self, text: str) -> None:
        self.tokens = [m for m in _TOKEN.finditer(text) if m.lastgroup != "skip"]
        self.at = 0
        self.found: dict[Path, tuple[int, int]] = {}
        self.tables: dict[Path, int] = {}

    def places(self) -> dict[Path, tuple[int, int]]:
        table: Path = ()
        while self.at < len(self.tokens):
            if self._here() == "[":
                table = self._header()
            elif self.tokens[self.at].lastgroup == "end":
                self.at += 1
            else:
                self._pair(table)
        return self.found

    def _here(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _header(self) -> Path:
        is_list = self.tokens[self.at + 1][0] == "["
        self.at += 2 if is_list else 1
        path = self._key(())
        self.at += 2 if is_list else 1
        if is_list:
            number = self.tables.get(path, 0)
            self.tables[path] = number + 1
            path = (*path, number)
        return path

    def _key(self, table: Path) -> Path:
        path = table
        while True:
            token = self.tokens[self.at]
            path = (*path, _name(token[0])) if len(path) < MAX_STEPS else path
            self.found.setdefault(path, token.span())
            self.at += 1
            if self._here() != ".":
                return path
            self.at += 1

    def _pair(self, table: Path) -> None:
        path = self._key(table)
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._here() == "[":
            self._items(path)
        elif self._here() == "{":
            self._inline_table(path)
        else:
            # A number, a date or a word may be several tokens: 1.5, 2026-11-22 10:00.
            while self.at < len(self.tokens) and self._here() not in ("]", "}", ","):
                if self.tokens[self.at].lastgroup == "end":
                    return
                self.at += 1

    def _items(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._here() != "]":
            if self._here() == "," or self.tokens[self.at].lastgroup == "end":
                self.at += 1
                continue
            start = self.tokens[self.at].start()
            self._value((*path, number))
            self.found[*path, number] = (start, self.tokens[self.at - 1].end())
            number += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._here() != "}":
            if self._here() == "," or self.tokens[self.at].lastgroup == "end":
                self.at += 1
            else:
                self._pair(path)
        self.at += 1


def _name(key: str) -> str:
    if key[:1] == "'":
        return key[1:-1]
    if key[:1] == '"':
        return re.sub(r'\\["\\t]', lambda match: _ESCAPED[match[0]], key[1:-1])
    return key
