"""What can be wrong with a file before its fields are read: each kind with its page."""

from __future__ import annotations

from typing import ClassVar

from factbase.diagnostics import Kind, Severity


class NotAFile(Kind):
    """A fact file is a regular file that can be read.

    A link, a folder, a pipe or a file without read permission in `facts/` is not opened.
    Put the file itself where the link stands.
    """

    code: ClassVar[str] = "FB001"
    name: ClassVar[str] = "not-a-file"


class TooLarge(Kind):
    """A fact file has at most 256 kB, and at most 20,000 lines, commas and brackets.

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


class TextInComment(Kind):
    """What follows ` #` is a comment, and no part of the text before it.

    `claim: They said #ImHere to all` holds "They said". Put quotation marks around a text with
    a `#` in it; a remark of your own has a space behind the `#`.
    """

    code: ClassVar[str] = "FB113"
    name: ClassVar[str] = "text-in-comment"
    severity: ClassVar[Severity] = Severity.WARNING


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
    TextInComment,
    ByteOrderMark,
    ControlCharacter,
    BidiCharacter,
    ZeroWidthCharacter,
)
