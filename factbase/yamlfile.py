"""The one YAML reader: strict, and it knows the place of every value.

YAML is read as the plain part of it that all readers agree on: mappings with text
keys, lists, scalars. No anchors, tags, directives or second documents, no key twice.
A scalar stays the text that was written; the field it stands in decides its type.
Parsing is libyaml's (PyYAML), or PyYAML's own where libyaml is absent.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import yaml

from factbase.diagnostics import Diagnostic, Kind, Location, Severity
from factbase.normalize import BIDI, ZERO_WIDTH, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 256_000
MAX_DEPTH = 32

Path = tuple[str | int, ...]
"""Where a value stands in its file: keys and list positions from the root."""


class NotAFile(Kind):
    """A fact file is a regular file that can be read.

    A link, a folder, a pipe or a file without read permission in `facts/` is not opened.
    Put the file itself where the link stands.
    """

    code: ClassVar[str] = "FB001"
    name: ClassVar[str] = "not-a-file"


class TooLarge(Kind):
    """A fact file has at most 256 kB.

    Keep full copies of sources and data tables out of `facts/`; split a long list of facts
    over several files.
    """

    code: ClassVar[str] = "FB002"
    name: ClassVar[str] = "file-too-large"


class NotUtf8(Kind):
    """A fact file is UTF-8 text.

    The place of the first byte that is not is named. Save the file as UTF-8 in your editor.
    """

    code: ClassVar[str] = "FB003"
    name: ClassVar[str] = "not-utf-8"


class DuplicateKey(Kind):
    """A key stands once in a mapping.

    Most YAML readers keep the last one without a word, so that the number you see is not the
    number they use. Remove one of the two lines.
    """

    code: ClassVar[str] = "FB101"
    name: ClassVar[str] = "duplicate-key"


class ComplexKey(Kind):
    """A key is one word, not a list or a mapping.

    Often a `?` or a stray bracket stands before the colon.
    """

    code: ClassVar[str] = "FB102"
    name: ClassVar[str] = "complex-key"


class AnchorOrAlias(Kind):
    """Anchors (`&x`), aliases (`*x`) and merge keys (`<<`) are not used.

    They make a file mean something else than what stands in the line, and grow without bound.
    Write the value out, or quote a text that begins with `&` or `*`. What several facts of one
    file have in common goes under `shared:`.
    """

    code: ClassVar[str] = "FB103"
    name: ClassVar[str] = "anchor-or-alias"


class TooDeep(Kind):
    """Values are nested at most 32 levels deep; no fact needs more than eight."""

    code: ClassVar[str] = "FB104"
    name: ClassVar[str] = "too-deep"


class SeveralDocuments(Kind):
    """A file holds one YAML document.

    What stands behind a second `---` would be lost in silence. Put several facts of one file
    under `facts:`.
    """

    code: ClassVar[str] = "FB105"
    name: ClassVar[str] = "several-documents"


class YamlSyntax(Kind):
    """The file is not YAML at the place that is named.

    The usual causes: a colon or a `#` inside a text without quotes, a tab in the indentation,
    a quotation mark that is not closed, `>46000` for `more_than: 46000`.
    """

    code: ClassVar[str] = "FB106"
    name: ClassVar[str] = "yaml-syntax"


class WrongRoot(Kind):
    """A fact file holds one mapping: `id: …`, `claim: …` and so on.

    An empty file, a bare text and a bare list are none. A list of facts stands under `facts:`.
    """

    code: ClassVar[str] = "FB107"
    name: ClassVar[str] = "wrong-root"


class Tag(Kind):
    """YAML tags (`!!binary`, `!local`) are not used.

    Remove the tag; quote a text that begins with an exclamation mark.
    """

    code: ClassVar[str] = "FB108"
    name: ClassVar[str] = "yaml-tag"


class Directive(Kind):
    """YAML directives (`%YAML`, `%TAG`) are not used. Remove the line."""

    code: ClassVar[str] = "FB110"
    name: ClassVar[str] = "yaml-directive"


class Yaml11Trap(Kind):
    """Other YAML readers take this text for something else.

    `NO` is Norway here, and `false` for a reader of YAML 1.1; `12:30` becomes 750, `010`
    becomes 8. Put quotation marks around it.
    """

    code: ClassVar[str] = "FB111"
    name: ClassVar[str] = "yaml-1.1-trap"
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[bool] = True


class ByteOrderMark(Kind):
    """The file begins with a byte order mark, which UTF-8 does not need. Save it without."""

    code: ClassVar[str] = "FB112"
    name: ClassVar[str] = "byte-order-mark"
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[bool] = True


class ControlCharacter(Kind):
    """A text holds no control characters.

    They come from copying out of PDFs and terminals, and can rewrite a reader's screen.
    """

    code: ClassVar[str] = "FB209"
    name: ClassVar[str] = "control-character"


class BidiCharacter(Kind):
    """No character turns the reading direction anywhere in the file, and ids hide none.

    A text can otherwise show another number than the one it holds ("Trojan Source",
    CVE-2021-42574). In an id, a topic or a URL no invisible character stands either.
    """

    code: ClassVar[str] = "FB210"
    name: ClassVar[str] = "hidden-character"


class ZeroWidthCharacter(Kind):
    """A text holds an invisible character (zero-width space or joiner, soft hyphen).

    It breaks search and comparison of quotes. Type the words anew.
    """

    code: ClassVar[str] = "FB212"
    name: ClassVar[str] = "zero-width-character"
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[bool] = True


KINDS: tuple[type[Kind], ...] = (
    NotAFile,
    TooLarge,
    NotUtf8,
    DuplicateKey,
    ComplexKey,
    AnchorOrAlias,
    TooDeep,
    SeveralDocuments,
    YamlSyntax,
    WrongRoot,
    Tag,
    Directive,
    Yaml11Trap,
    ByteOrderMark,
    ControlCharacter,
    BidiCharacter,
    ZeroWidthCharacter,
)


class Plain(str):
    """A scalar written without quotes; its field decides whether it is a number or a text."""

    __slots__ = ()


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
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_INVISIBLE_IS_FATAL_IN = frozenset(("id", "ref", "topics", "URL", "archive_url", "formerly"))


class _Refused(Exception):  # noqa: N818
    """The file is refused at the characters *start* to *end*."""

    def __init__(
        self, kind: type[Kind], start: int, end: int, message: str, hint: str | None = None
    ) -> None:
        self.kind, self.start, self.end, self.message, self.hint = kind, start, end, message, hint
        super().__init__(message)


class _Places:
    """The hooks that PyYAML calls while it composes: no types are guessed, depth is bounded."""

    depth = 0

    def resolve(self, _kind: type, _value: object, _implicit: object) -> None:
        return None

    def descend_resolver(self, parent: yaml.Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _refuse_depth(parent.start_mark.index if parent else 0)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _PurePythonParser(  # the same doors as libyaml's CParser
    yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer
):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)

    def dispose(self) -> None:
        yaml.parser.Parser.dispose(self)


_Parser: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else _PurePythonParser  # type: ignore[attr-defined]  # the stubs leave it out


class _Loader(_Places, _Parser):  # type: ignore[misc]  # which parser, the machine decides
    pass


@dataclass(slots=True)
class YamlFile:
    """One file as read: its data, the place of each value, and what was wrong with it.

    *data* is built of dict, list, str and `Plain`; it is None when the file was refused.
    """

    path: str
    text: str = ""
    data: dict[str, Any] | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    _root: yaml.Node | None = None
    _line_starts: list[int] | None = None

    def span(self, start: int, end: int | None = None) -> Location:
        """Return the location of the characters from *start* to *end* of the text."""
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]

        def place(offset: int) -> tuple[int, int]:
            line = bisect_right(self._line_starts or [0], offset)
            return line, offset - (self._line_starts or [0])[line - 1] + 1

        line, column = place(start)
        if end is None or end <= start:
            return Location(self.path, line, column)
        return Location(self.path, line, column, *place(end))

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return the place of the value at *path*, or of its key.

        A value that does not stand in the file is placed at the innermost mapping or list
        around it that does.
        """
        node, found_key = self._node, None
        for step in path:
            child, child_key = _child(node, step)
            if child is None:
                key = False
                break
            node, found_key = child, child_key
        if node is None:
            return Location(self.path)
        if key and found_key is not None:
            return self.span(found_key.start_mark.index, found_key.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
            return self.span(node.start_mark.index, node.end_mark.index)
        return self.span(node.start_mark.index)

    def is_flow(self, path: Path) -> bool:
        """Tell whether the mapping or list at *path* is written in ``{…}`` or ``[…]``."""
        node = self._node
        for step in path:
            node = _child(node, step)[0]
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

    def release(self) -> None:
        """Let go of the parse tree; it is made again when a place is asked for."""
        self._root = None

    @property
    def _node(self) -> yaml.Node | None:
        if self._root is None and self.data is not None:
            self._root = _compose(self.text)
        return self._root


def read_yaml(file: str, path: str) -> YamlFile:
    """Read the YAML at *file*, which findings call *path*; a fault is a finding, never raised."""
    try:
        content = _read_bytes(file)
    except _Refused as refused:
        finding = refused.kind.at(Location(path), refused.message, hint=refused.hint)
        return YamlFile(path, findings=[finding])
    return parse_yaml(content, path)


def parse_yaml(content: bytes, path: str) -> YamlFile:
    """Return the YAML in *content*, which findings call *path*."""
    yaml_file = YamlFile(path)
    try:
        _parse(content, yaml_file)
    except _Refused as refused:
        yaml_file.data = None
        place = yaml_file.span(refused.start, refused.end)
        yaml_file.findings.append(refused.kind.at(place, refused.message, hint=refused.hint))
    return yaml_file


def read_lines(file: str) -> list[str]:
    """Return the lines of *file* as findings count them; none where it cannot be read."""
    try:
        content = _read_bytes(file)
    except _Refused:
        return []
    return _LINE_END.split(content.decode("utf-8", "replace").removeprefix("\ufeff"))


def _read_bytes(file: str) -> bytes:
    """Return the content of a regular file without following a link or waiting on a pipe."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            raise _Refused(NotAFile, 0, 0, _what_it_is(file), "put the file itself here")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(file, flags), "rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            content = handle.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    except OSError as error:
        why = error.strerror or "unknown fault"
        raise _Refused(NotAFile, 0, 0, f"the file cannot be read: {why.lower()}") from None
    if size > MAX_BYTES or len(content) > MAX_BYTES:
        raise _Refused(
            TooLarge,
            0,
            0,
            f"the file has {max(size, len(content)):,} bytes, at most {MAX_BYTES:,} are read",
            "split it, or quote less of the source",
        )
    return content


def _what_it_is(file: str) -> str:
    mode = os.lstat(file).st_mode
    if stat.S_ISLNK(mode):
        return "this is a link, not a file"
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file"
    return "this is a pipe, a socket or a device, not a file"


def _parse(content: bytes, yaml_file: YamlFile) -> None:
    text = _decode(content, yaml_file)
    _check_characters(text)
    _check_directives(text)
    try:
        # Only the events tell anchors, aliases and "!" apart from text that has these signs.
        if "&" in text or "*" in text or "!" in text:
            _check_events(text)
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from None
    except yaml.YAMLError as error:
        raise _Refused(YamlSyntax, 0, 0, collapse_error(error)) from None
    if BIDI.search(text):
        at = BIDI.search(text).start()  # type: ignore[union-attr]
        raise _Refused(
            BidiCharacter,
            at,
            at + 1,
            f"the character U+{ord(text[at]):04X} turns the reading direction",
            "delete it and type the words anew",
        )
    if not isinstance(root, yaml.MappingNode):
        what = {yaml.SequenceNode: "a list", yaml.ScalarNode: "a bare text"}.get(type(root))
        start = root.start_mark.index if root else 0
        hint = "begin with 'id:' and 'claim:', or put a list of facts under 'facts:'"
        raise _Refused(WrongRoot, start, start, f"the file holds {what or 'nothing'}", hint)
    yaml_file._root = root  # noqa: SLF001
    builder = _Builder(yaml_file)
    data = builder.build(root)
    if ZERO_WIDTH.search(text) or "\\" in text:
        builder.check_invisible(root)
    if not any(finding.is_error for finding in yaml_file.findings):
        yaml_file.data = data


def collapse_error(error: yaml.YAMLError) -> str:
    """Return PyYAML's words for a fault in one line."""
    return shown(str(error), 120)


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
        raise _Refused(NotUtf8, at, at, message, "save the file as UTF-8") from None
    if text.startswith("\ufeff"):
        text = text[1:]
        place = Location(yaml_file.path)
        yaml_file.findings.append(
            ByteOrderMark.at(place, "the file begins with a byte order mark", hint="remove it")
        )
    yaml_file.text = text
    return text


def _check_characters(text: str) -> None:
    match = _UNREADABLE.search(text)
    if match:
        raise _Refused(
            ControlCharacter,
            match.start(),
            match.end(),
            f"the control character U+{ord(match[0]):04X} stands in the file",
            "delete it",
        )


def _check_directives(text: str) -> None:
    match = re.match(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*%", text)
    if match:
        end = match.end()
        raise _Refused(Directive, end - 1, end, "a YAML directive", "remove the line")


def _check_events(text: str) -> None:
    parser = _Loader(text)
    depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    _refuse_depth(event.start_mark.index if event.start_mark else 0)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                _check_event(event)
    finally:
        parser.dispose()


def _check_event(event: yaml.NodeEvent) -> None:
    start = event.start_mark.index if event.start_mark else 0
    if isinstance(event, yaml.AliasEvent):
        raise _Refused(
            AnchorOrAlias,
            start,
            event.end_mark.index if event.end_mark else start,
            f"an alias, '*{shown(event.anchor or '')}'",
            "write the value out, or quote a text that begins with '*'",
        )
    if event.anchor is not None:
        name = shown(event.anchor)
        hint = "remove it, or quote a text that begins with '&'"
        raise _Refused(AnchorOrAlias, start, start + 1, f"an anchor, '&{name}'", hint)
    tag = getattr(event, "tag", None)
    if tag is not None:
        hint = "remove the tag, or quote a text that begins with '!'"
        raise _Refused(Tag, start, start + 1, f"a YAML tag, '{shown(tag)}'", hint)


def _refuse_depth(at: int) -> None:
    message = f"values are nested more than {MAX_DEPTH} levels deep"
    raise _Refused(TooDeep, at, at + 1, message, "no fact needs more than eight levels")


def _compose(text: str) -> yaml.Node | None:
    parser = _Loader(text)
    try:
        node: yaml.Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


def _syntax_error(error: yaml.MarkedYAMLError, text: str) -> _Refused:
    """Return the refusal for PyYAML's *error*, in a writer's words."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(text))
    problem, context = error.problem or "", error.context or ""
    if "expected a single document" in context or "expected <document start>" in problem:
        hint = "put several facts of one file under 'facts:'"
        return _Refused(SeveralDocuments, at, at, "a second document begins here", hint)
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = text[line_start:].splitlines()[0] if text[line_start:] else ""
    indent = line[: len(line) - len(line.lstrip())]
    comparison = re.search(r":\s*([<>]=?)\s*(-?[0-9][0-9.,]*)", line)
    if "\t" in indent or "'\\t'" in problem:
        at = line_start + (line.index("\t") if "\t" in line else 0)
        return _Refused(YamlSyntax, at, at + 1, "a tab", "indent with spaces, not tabs")
    if comparison:
        keys = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}
        start = line_start + comparison.start(1)
        number = comparison[2].replace(",", "")
        return _Refused(
            YamlSyntax,
            start,
            line_start + comparison.end(2),
            f"'{comparison[1]}' before a number",
            f"use '{keys[comparison[1]]}: {number}'",
        )
    if "mapping values are not allowed" in problem:
        message = "a second ': ' in the line"
        hint = "put the text in quotation marks, or begin it on the next line after '>-'"
        return _Refused(YamlSyntax, at, at + 1, message, hint)
    if "quoted scalar" in context and "unexpected end" in problem:
        start = error.context_mark.index if error.context_mark else at
        hint = "close it; inside '…' an apostrophe is doubled (''), inside \"…\" write \\\""
        return _Refused(YamlSyntax, start, start + 1, "a quotation mark is not closed", hint)
    if "cannot start any token" in problem and at < len(text):
        message = f"a text cannot begin with '{shown(text[at])}'"
        return _Refused(YamlSyntax, at, at + 1, message, "put it in quotation marks")
    words = f"{context}, {problem}" if context and problem else context or problem
    hint = "look for a missing quotation mark, a colon in a text, or a wrong indentation"
    return _Refused(YamlSyntax, at, at, f"not YAML here: {shown(words, 120)}", hint)


class _Builder:
    """Builds data from nodes and notes what is wrong on the way."""

    def __init__(self, yaml_file: YamlFile) -> None:
        self.file = yaml_file

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return [self.build(child) for child in node.value]

    def _scalar(self, node: yaml.ScalarNode) -> str:
        text: str = node.value
        if node.style:
            return text
        if text in _TRAP_WORDS or (text[:1] in "0123456789+-" and _TRAP_NUMBER.match(text)):
            self.file.findings.append(
                Yaml11Trap.at(
                    self.file.span(node.start_mark.index, node.end_mark.index),
                    f"'{shown(text)}' is read as text here; a YAML 1.1 tool reads {_yaml_11(text)}",
                    hint=f'quote it: "{shown(text)}"',
                )
            )
        return Plain(text)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        built: dict[str, Any] = {}
        first_at: dict[str, int] = {}
        for key_node, value_node in node.value:
            start, end = key_node.start_mark.index, key_node.end_mark.index
            if not isinstance(key_node, yaml.ScalarNode):
                self._find(ComplexKey, start, start + 1, "a key that is a list or a mapping")
                continue
            key: str = key_node.value
            if key == "<<" and not key_node.style:
                hint = "write the fields out; facts of one file share through 'shared:'"
                self._find(AnchorOrAlias, start, end, "a merge key, '<<'", hint)
                continue
            if key in built:
                line = self.file.span(first_at[key]).line
                message = f"'{shown(key)}' stands here and in line {line}"
                self._find(DuplicateKey, start, end, message, "remove one of the two")
                continue
            first_at[key] = start
            built[key] = self.build(value_node)
        return built

    def _find(
        self, kind: type[Kind], start: int, end: int, message: str, hint: str | None = None
    ) -> None:
        self.file.findings.append(kind.at(self.file.span(start, end), message, hint=hint))

    def check_invisible(self, root: yaml.Node) -> None:
        """Note every text with an invisible character, however it was written."""
        for node, name in _scalars(root, ""):
            match = ZERO_WIDTH.search(node.value)
            if not match:
                continue
            kind = BidiCharacter if name in _INVISIBLE_IS_FATAL_IN else ZeroWidthCharacter
            message = f"the invisible character U+{ord(match[0]):04X} stands in this text"
            start, end = node.start_mark.index, node.end_mark.index
            self._find(kind, start, end, message, "delete it and type the words anew")


def _yaml_11(text: str) -> str:
    """Return what a reader of YAML 1.1 makes of a plain scalar, for a message."""
    try:
        return str(yaml.safe_load(text)).lower()
    except (ValueError, yaml.YAMLError):
        return "something else"


def _scalars(node: yaml.Node, name: str) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """Yield each scalar with the name of the field that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield node, name
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _scalars(value, key.value)
    else:
        for child in node.value:
            yield from _scalars(child, name)


def _child(
    node: yaml.Node | None, step: str | int
) -> tuple[yaml.Node | None, yaml.ScalarNode | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return value, key
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], None
    return None, None
