"""A file that is refused, and what is not YAML in a writer's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbase.normalize import shown
from factbase.yamlfile.kinds import SeveralDocuments, YamlSyntax

if TYPE_CHECKING:
    import yaml

    from factbase.diagnostics import Kind


class Refused(Exception):  # noqa: N818
    """The file is refused at the characters *start* to *end*."""

    def __init__(
        self, kind: type[Kind], start: int, end: int, message: str, hint: str | None = None
    ) -> None:
        self.kind, self.start, self.end, self.message, self.hint = kind, start, end, message, hint
        super().__init__(message)


def syntax_error(error: yaml.MarkedYAMLError, text: str) -> Refused:
    """Return the refusal for PyYAML's *error*, in a writer's words."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(text))
    problem, context = error.problem or "", error.context or ""
    conflict = re.search(r"^(?:<{7} |>{7} ).*$", text, re.MULTILINE)
    if conflict:
        hint = "settle the two versions in the file, and remove the marks"
        start, end = conflict.span()
        return Refused(YamlSyntax, start, end, "the mark of a merge conflict", hint)
    unfinished = _unfinished(error, text, at)
    if unfinished:
        return unfinished
    if "expected a single document" in context or "<document start>" in problem:
        hint = "put several facts of one file under 'facts:'"
        return Refused(SeveralDocuments, at, at, "a second document begins here", hint)
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = text[line_start:].splitlines()[0] if text[line_start:] else ""
    indent = line[: len(line) - len(line.lstrip())]
    comparison = re.search(r":\s*([<>]=?)\s*(-?[0-9][0-9.,]*)", line)
    if "\t" in indent or "'\\t'" in problem:
        at = line_start + (line.index("\t") if "\t" in line else 0)
        return Refused(YamlSyntax, at, at + 1, "a tab", "indent with spaces, not tabs")
    if comparison:
        keys = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}
        start = line_start + comparison.start(1)
        number = comparison[2].replace(",", "")
        return Refused(
            YamlSyntax,
            start,
            line_start + comparison.end(2),
            f"'{comparison[1]}' before a number",
            f"use '{keys[comparison[1]]}: {number}'",
        )
    quoted = re.search(r"""(?::|-)\s+(["'])(?:(?!\1).)*\1\s*[^\s,#\]}]""", line)
    if "did not find expected key" in problem and quoted:
        start = line_start + quoted.end() - 1
        own = 'write \\" for each of its own'
        if quoted[1] == "'":
            own = "an apostrophe is doubled ('')"
        hint = f"put the whole text in quotation marks: inside {quoted[1]}…{quoted[1]} {own}"
        return Refused(
            YamlSyntax, start, start + 1, "the text goes on behind a quotation mark", hint
        )
    if "did not find expected '-' indicator" in problem:
        hint = "indent it as far as the line above"
        return Refused(YamlSyntax, at, at, "this line begins further left than its text", hint)
    if "scanning an alias" in context or "scanning an anchor" in context:
        start = error.context_mark.index if error.context_mark else at
        message = f"a text cannot begin with '{shown(text[start])}'"
        return Refused(YamlSyntax, start, start + 1, message, "put it in quotation marks")
    if re.match(r"\s*:(\s|\Z)", line):
        at = line_start + line.index(":")
        hint = "write the field's name before the colon"
        return Refused(YamlSyntax, at, at + 1, "a colon without a key", hint)
    if "mapping values are not allowed" in problem and ": " not in line[: at - line_start]:
        hint = "begin it where the field above begins; a text with ': ' is put in quotation marks"
        message = "an indented line goes on with the text above it"
        return Refused(YamlSyntax, line_start + len(indent), at, message, hint)
    if "mapping values are not allowed" in problem:
        message = "a second ': ' in the line"
        hint = "put the text in quotation marks, or begin it on the next line after '>-'"
        return Refused(YamlSyntax, at, at + 1, message, hint)
    if "quoted scalar" in context and "unexpected end" in problem:
        start = error.context_mark.index if error.context_mark else at
        hint = "close it; inside '…' an apostrophe is doubled (''), inside \"…\" write \\\""
        return Refused(YamlSyntax, start, start + 1, "a quotation mark is not closed", hint)
    if "cannot start any token" in problem and at < len(text):
        message = f"a text cannot begin with '{shown(text[at])}'"
        return Refused(YamlSyntax, at, at + 1, message, "put it in quotation marks")
    words = f"{context}, {problem}" if context and problem else context or problem
    hint = "look for a missing quotation mark, a colon in a text, or a wrong indentation"
    return Refused(YamlSyntax, at, at, f"not YAML here: {shown(words, 120)}", hint)


_OUTDENTED = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*[ \t]+[^\s#]")
_CLOSING = {"{": "}", "[": "]"}
_NEXT = re.compile(r"[\w-]+\s*|\s*-\s+")
"""How the next field, or the next item of a list, begins."""


def _unfinished(error: yaml.MarkedYAMLError, text: str, at: int) -> Refused | None:
    """Return the refusal for what PyYAML notices too late: it names the line behind the fault."""
    context, problem = error.context or "", error.problem or ""
    start = error.context_mark.index if error.context_mark else at
    begun = text[start : start + 1]
    if "simple key" in context:
        line = re.split(r"[\r\n]", text[start:], maxsplit=1)[0].rstrip()
        key = re.match(r"[A-Za-z_-]+:(?=\S)", line)
        if key:
            hint = f"write '{key[0]} …'"
            place = start + key.end() - 1
            return Refused(YamlSyntax, place, place + 1, "no space behind the colon", hint)
        hint = "write 'key: value'; where the text above goes on, indent the line"
        end = start + len(line)
        return Refused(YamlSyntax, start, end, "a line without a key and a colon", hint)
    if "parsing a flow" in context and begun in _CLOSING:
        closing = _CLOSING[begun]
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        is_next = line_start > start and _NEXT.fullmatch(text, line_start, at)
        if is_next or not text[at:].strip():
            hint = f"write '{closing}' behind its last item"
            return Refused(YamlSyntax, start, start + 1, f"the '{begun}' is not closed", hint)
        hint = (
            f"a text with any of , : [ ] {{ }} is put in quotation marks inside {begun}…{closing}"
        )
        message = f"a comma or a '{closing}' is missing here"
        return Refused(YamlSyntax, at, at, message, hint)
    if "<document start>" in problem and _OUTDENTED.match(text) and "---" not in text[:at]:
        hint = "begin both at the start of the line"
        return Refused(YamlSyntax, at, at, "the first field is indented, this one is not", hint)
    return None
