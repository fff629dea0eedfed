"""One file read: its data, the place of each value, and what was wrong with it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from factbase.diagnostics import Diagnostic, Edit, Kind, Location
from factbase.normalize import BIDI, CONTROL, ZERO_WIDTH, shown
from factbase.textfile import LINE_END, UnreadableError, read_bytes
from factbase.yamlfile.composing import check_events, compose
from factbase.yamlfile.kinds import (
    AnchorOrAlias,
    BidiCharacter,
    ByteOrderMark,
    ComplexKey,
    ControlCharacter,
    Directive,
    DuplicateKey,
    NotAFile,
    NotUtf8,
    TextInComment,
    TooLarge,
    WrongRoot,
    Yaml11Trap,
    YamlSyntax,
    ZeroWidthCharacter,
)
from factbase.yamlfile.refusal import Refused, syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Where a value stands in its file: keys and list positions from the root."""


class Plain(str):
    """A scalar written without quotes; its field decides whether it is a number or a text."""

    __slots__ = ()


MAX_PARTS = 20_000
"""So many lines, commas and opening brackets a file may have; 256 kB of facts have fewer."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML readers take for "nothing" when it is written without quotes."""

_TRAP_WORDS = frozenset(
    form
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false")
    for form in (word, word.upper(), word.capitalize())
)
_TRAP_NUMBER = re.compile(
    r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"  # 12:30, base 60
    r"|0[0-7_]+|0x[0-9a-fA-F_]+|0o[0-7]+|0b[01_]+"  # 010, 0x1F
    r"|[0-9]+(?:_[0-9]+)+)\Z"  # 1_000
)
_BEGINS_TRAP = frozenset(("", *"0123456789+-", *(word[0] for word in _TRAP_WORDS)))
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_READABLE_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))
_CUT_OFF = re.compile(r"[ \t]+(#(?!factbase:)[^\s#!][^\r\n]*)")
"""A comment right behind a text that looks like more of it: "#ImHere"."""

_SOFT = "[\u00ad\u200b\u2060\ufeff]"
_NEEDLESS = re.compile(
    f"(?<!{_SOFT})(?:(?<![^\x00-\u024f])(?<![0-9]){_SOFT}++(?![^\x00-\u024f])"
    f"|(?<=[0-9]){_SOFT}++(?![^\x00-\u024f]|[0-9]))"
)
"""Soft hyphens and the like in Latin text; between digits they might part two numbers."""

_INVISIBLE_IS_FATAL_IN = frozenset(("id", "ref", "topics", "URL", "archive_url", "formerly"))


@dataclass(slots=True)
class YamlFile:
    """One file as read: its data, the place of each value, and what was wrong with it.

    *data* is built of dict, list, str and `Plain`; it is None when the file was refused. *digest*
    is that of the content, empty where there is none to be had.
    """

    path: str
    text: str = ""
    data: dict[str, Any] | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    digest: str = ""
    _root: yaml.Node | None = None
    _children: dict[int, dict[str, tuple[yaml.Node, yaml.ScalarNode]]] = field(default_factory=dict)
    _line_starts: list[int] | None = None

    @property
    def content(self) -> bytes:
        """Return the file as it was read, byte for byte; of one that is no UTF-8, the text."""
        mark = any(finding.code == ByteOrderMark.code for finding in self.findings)
        return (("\ufeff" if mark else "") + self.text).encode()

    def span(self, start: int, end: int | None = None) -> Location:
        """Return the location of the characters from *start* to *end* of the text."""
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]

        def place(offset: int) -> tuple[int, int]:
            line = bisect_right(self._line_starts or [0], offset)
            return line, offset - (self._line_starts or [0])[line - 1] + 1

        line, column = place(start)
        if end is None or end <= start:
            return Location(self.path, line, column)
        return Location(self.path, line, column, *place(end))

    def offset(self, line: int, column: int) -> int:
        """Return which character of the text stands at *line* and *column*."""
        if self._line_starts is None:
            self.span(0)
        return (self._line_starts or [0])[line - 1] + column - 1

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return the place of the value at *path*, or of its key.

        A value that does not stand in the file is placed at the innermost mapping or list
        around it that does.
        """
        node, found_key = self._node, None
        for step in path:
            child, child_key = self._child(node, step)
            if child is None:
                key = False
                break
            node, found_key = child, child_key
        if node is None:
            return Location(self.path)
        place = self.span(node.start_mark.index)
        if key and found_key is not None:
            place = self.span(found_key.start_mark.index, found_key.end_mark.index)
        elif isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
            place = self.span(node.start_mark.index, node.end_mark.index)
        record, way = self._name(path)
        return replace(place, record=record, field=way)

    def _name(self, path: Path) -> tuple[str, str]:
        """Return the id of the record that *path* leads into, and the way from there."""
        is_one_of_many = path[:1] in (("facts",), ("sources",)) and not self.holds(("id",))
        at = path[:2] if is_one_of_many else ()
        record = self.value((*at, "id"))
        way = ".".join(
            shown(step) if isinstance(step, str) else str(step) for step in path[len(at) :]
        )
        return shown(record) if isinstance(record, str) else "", way

    def is_flow(self, path: Path) -> bool:
        """Tell whether the mapping or list at *path* is written in ``{…}`` or ``[…]``."""
        node = self._node
        for step in path:
            node = self._child(node, step)[0]
        return bool(getattr(node, "flow_style", False))

    def value(self, path: Path) -> Any:
        """Return the data at *path*, or None where nothing stands there."""
        found: Any = self.data
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def holds(self, path: Path) -> bool:
        """Tell whether something stands at *path*."""
        return self.value(path) is not None

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the character at *offset* is part of a text, not of a comment."""
        node = self._node
        return node is not None and any(
            scalar.start_mark.index <= offset < scalar.end_mark.index
            for scalar, _ in _scalars(node, "")
        )

    def release(self) -> None:
        """Let go of the parse tree; it is made again when a place is asked for."""
        self._root = None
        self._children = {}

    def _child(
        self, node: yaml.Node | None, step: str | int
    ) -> tuple[yaml.Node | None, yaml.ScalarNode | None]:
        """Return the value at *step* of a mapping or list, and its key."""
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            found = self._children.get(id(node))
            if found is None:
                found = {
                    key.value: (value, key)
                    for key, value in node.value
                    if isinstance(key, yaml.ScalarNode)
                }
                self._children[id(node)] = found
            return found.get(step, (None, None))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], None
        return None, None

    @property
    def _node(self) -> yaml.Node | None:
        if self._root is None and self.data is not None:
            self._root = compose(self.text)
        return self._root


def read_yaml(file: str, path: str) -> YamlFile:
    """Read the YAML at *file*, which findings call *path*; a fault is a finding, never raised."""
    try:
        content = _read_bytes(file)
    except Refused as refused:
        finding = refused.kind.at(Location(path), refused.message, hint=refused.hint)
        return YamlFile(path, findings=[finding])
    return parse_yaml(content, path)


def parse_yaml(content: bytes, path: str) -> YamlFile:
    """Return the YAML in *content*, which findings call *path*."""
    yaml_file = YamlFile(path, digest=digest_of(content))
    try:
        _parse(content, yaml_file)
    except Refused as refused:
        yaml_file.data = None
        place = yaml_file.span(refused.start, refused.end)
        yaml_file.findings.append(refused.kind.at(place, refused.message, hint=refused.hint))
    return yaml_file


def digest_of(content: bytes) -> str:
    """Return a digest by which two contents of a file are told apart."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def read_digest(file: str) -> str:
    """Return the digest of a file's content, empty where it cannot be read."""
    try:
        return digest_of(_read_bytes(file))
    except Refused:
        return ""


def read_text(file: str, path: str) -> YamlFile:
    """Read *file* as text alone, unparsed: for what is no YAML and needs places, too."""
    text_file = YamlFile(path)
    try:
        _decode(_read_bytes(file), text_file)
    except Refused as refused:
        place = text_file.span(refused.start, refused.end)
        text_file.findings.append(refused.kind.at(place, refused.message, hint=refused.hint))
    return text_file


def _read_bytes(file: str) -> bytes:
    try:
        return read_bytes(file)
    except UnreadableError as error:
        kind = TooLarge if error.is_too_large else NotAFile
        raise Refused(kind, 0, 0, error.message, error.hint) from None


def _parse(content: bytes, yaml_file: YamlFile) -> None:
    text = _decode(content, yaml_file)
    if not text.isascii() or content.translate(None, _READABLE_ASCII):
        _check_characters(text)
    _check_directives(text)
    try:
        # Only the events tell anchors, aliases and "!" apart from text that has these signs.
        if "&" in text or "*" in text or "!" in text:
            check_events(text)
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, text) from None
    except yaml.YAMLError as error:
        raise Refused(YamlSyntax, 0, 0, shown(str(error), 120)) from None
    _check_parts(text)
    if not text.isascii() and BIDI.search(text):
        at = BIDI.search(text).start()  # type: ignore[union-attr]
        raise Refused(
            BidiCharacter,
            at,
            at + 1,
            f"the character U+{ord(text[at]):04X} turns the reading direction",
            "delete it and type the words anew",
        )
    if not isinstance(root, yaml.MappingNode):
        what = "a list" if isinstance(root, yaml.SequenceNode) else "a bare text"
        if root is None or root.value == "":
            what = "nothing"
        start = root.start_mark.index if root and what != "nothing" else 0
        hint = "begin with 'id:' and 'claim:', or put a list of facts under 'facts:'"
        raise Refused(WrongRoot, start, start, f"the file holds {what}", hint)
    yaml_file._root = root  # noqa: SLF001
    builder = _Builder(yaml_file)
    data = builder.build(root)
    if "\\" in text or (not text.isascii() and ZERO_WIDTH.search(text)):
        builder.check_invisible(root)
    if not any(finding.is_error for finding in yaml_file.findings):
        yaml_file.data = data


def _decode(content: bytes, yaml_file: YamlFile) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        yaml_file.text = content[: error.start].decode("utf-8")
        at = len(yaml_file.text)
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = "the file is UTF-16 or UTF-32, not UTF-8"
        else:
            message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        raise Refused(NotUtf8, at, at, message, "save the file as UTF-8") from None
    if text.startswith("\ufeff"):
        text = text[1:]
        place = Location(yaml_file.path)
        yaml_file.findings.append(
            ByteOrderMark.at(
                place,
                "the file begins with a byte order mark",
                hint="remove it",
                fix=Edit(Location(yaml_file.path, 1, 0, 1, 1), ""),
            )
        )
    yaml_file.text = text
    return text


def _check_characters(text: str) -> None:
    match = _UNREADABLE.search(text)
    if match:
        raise Refused(
            ControlCharacter,
            match.start(),
            match.end(),
            f"the control character U+{ord(match[0]):04X} stands in the file",
            "delete it",
        )


def _check_parts(text: str) -> None:
    """Refuse a text of so many parts that looking at each would take more than a moment."""
    if len(text) > MAX_PARTS:
        parts = sum(map(text.count, "\n\r\x85\u2028\u2029,[{"))
        if parts > MAX_PARTS:
            message = (
                f"the file has {parts:,} lines, commas and brackets, at most {MAX_PARTS:,} are read"
            )
            raise Refused(TooLarge, 0, 0, message, "split it over several files")


def _check_directives(text: str) -> None:
    match = re.match(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*%", text)
    if match:
        end = match.end()
        raise Refused(Directive, end - 1, end, "a YAML directive", "remove the line")


class _Builder:
    """Builds data from nodes and notes what is wrong on the way."""

    def __init__(self, yaml_file: YamlFile) -> None:
        self.file = yaml_file
        self.has_comments = "#" in yaml_file.text

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            if node.style:
                return node.value
            text: str = node.value
            # Most texts are words: nothing to look at twice.
            is_plain = not self.has_comments and text[:1] not in _BEGINS_TRAP
            return Plain(text) if is_plain else self._plain(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return [self.build(child) for child in node.value]

    def _plain(self, node: yaml.ScalarNode) -> str:
        text: str = node.value
        if text in _TRAP_WORDS or (text[:1] in "0123456789+-" and _TRAP_NUMBER.match(text)):
            place = self.file.span(node.start_mark.index, node.end_mark.index)
            self.file.findings.append(
                Yaml11Trap.at(
                    place,
                    f"'{shown(text)}' is read as text here; a YAML 1.1 tool reads {_yaml_11(text)}",
                    hint=f'quote it: "{shown(text)}"',
                    fix=Edit(place, f'"{text}"'),
                )
            )
        if (
            self.has_comments
            and text
            and (cut := _CUT_OFF.match(self.file.text, node.end_mark.index))
        ):
            start = cut.start(1)
            what = f"'{shown(cut[1])}' is a comment, not part of the text"
            self._find(
                TextInComment, start, cut.end(1), what, "put the whole text in quotation marks"
            )
        return Plain(text)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        built: dict[str, Any] = {}
        first: dict[str, yaml.ScalarNode] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            is_key = isinstance(key_node, yaml.ScalarNode) and key not in built
            if not is_key or (key == "<<" and not key_node.style):
                first = first or _first_keys(node)
                self._refuse_key(key_node, first)
                continue
            built[key] = self.build(value_node)
        return built

    def _refuse_key(self, node: yaml.Node, first: Mapping[str, yaml.ScalarNode]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if not isinstance(node, yaml.ScalarNode):
            hint = "write one word before the colon"
            self._find(ComplexKey, start, start + 1, "a key that is a list or a mapping", hint)
        elif node.value == "<<" and not node.style:
            hint = "write the fields out; facts of one file share through 'shared:'"
            self._find(AnchorOrAlias, start, end, "a merge key, '<<'", hint)
        else:
            line = self.file.span(first[node.value].start_mark.index).line
            message = f"'{shown(node.value)}' stands here and in line {line}"
            self._find(DuplicateKey, start, end, message, "remove one of the two")

    def _find(
        self, kind: type[Kind], start: int, end: int, message: str, hint: str | None = None
    ) -> None:
        self.file.findings.append(kind.at(self.file.span(start, end), message, hint=hint))

    def check_invisible(self, root: yaml.Node) -> None:
        """Note every text with a character that nobody sees, however it was written."""
        kind: type[Kind]
        for node, name in _scalars(root, ""):
            text, kind, what = node.value, ControlCharacter, "control"
            match = CONTROL.search(text)
            if not match:
                match, kind, what = BIDI.search(text), BidiCharacter, "direction-turning"
            if not match:
                match, what = ZERO_WIDTH.search(text), "invisible"
                kind = BidiCharacter if name in _INVISIBLE_IS_FATAL_IN else ZeroWidthCharacter
            if match:
                message = f"the {what} character U+{ord(match[0]):04X} stands in this text"
                place = self.file.span(node.start_mark.index, node.end_mark.index)
                fix = self._visible(node) if kind is ZeroWidthCharacter and name else None
                hint = "delete it and type the words anew"
                self.file.findings.append(kind.at(place, message, hint=hint, fix=fix))

    def _visible(self, node: yaml.ScalarNode) -> Edit | None:
        """Return the edit that deletes what nobody sees, where it shapes no word and no number."""
        start, end = node.start_mark.index, node.end_mark.index
        text = _NEEDLESS.sub("", self.file.text[start:end])
        if ZERO_WIDTH.search(text) or len(ZERO_WIDTH.findall(node.value)) != end - start - len(
            text
        ):
            return None
        return Edit(self.file.span(start, end), text)


@lru_cache(maxsize=100)
def _yaml_11(text: str) -> str:
    """Return what a reader of YAML 1.1 makes of a plain scalar, for a message."""
    try:
        return str(yaml.safe_load(text)).lower()
    except (ValueError, yaml.YAMLError):
        return "something else"


def _first_keys(node: yaml.MappingNode) -> dict[str, yaml.ScalarNode]:
    """Return key → where it stands first."""
    keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    return {key.value: key for key in reversed(keys)}


def _scalars(node: yaml.Node, name: str) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """Yield each scalar with the name of the field that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield node, name
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, ""
                yield from _scalars(value, key.value)
    else:
        for child in node.value:
            yield from _scalars(child, name)
