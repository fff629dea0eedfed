"""Comments that take a finding back: ``# factbase: ignore FB304 -- why``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from factbase.diagnostics import Diagnostic, Edit, Kind, Location, Severity
from factbase.normalize import shown
from factbase.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from factbase.yamlfile import YamlFile

_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[ \t]*factbase:[ \t]*ignore\b(?P<rest>[^\r\n]*)")
IGNORABLE = ("FB211", "FB212", "FB3", "FB4", "FB5")
"""Codes, and beginnings of codes, of findings that can be ignored: of FB2xx, the warnings."""

_FIELDS = "FB2"


def is_always_told(finding: Diagnostic) -> bool:
    """Tell whether nothing takes a finding back: no rule has looked at what it lies in.

    Such are faults of files and of the configuration, and errors of fields, for a record that
    has one is neither checked further nor found.
    """
    code = finding.code
    return not code.startswith(IGNORABLE) or (code.startswith(_FIELDS) and finding.is_error)


class UnusedIgnore(Kind):
    """An ignore takes a finding back; where there is none any more, it goes too.

    That holds for comments, and for the paths under `[per-file-ignores]`. What a run did not
    look for (with `--select`, or in a record whose fields are at fault) is not called unused.
    """

    code: ClassVar[str] = "FB902"
    name: ClassVar[str] = "unused-ignore"
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[bool] = True


class BadIgnore(Kind):
    """An ignore names known codes and says why: `# factbase: ignore FB304 -- the reason`.

    It works on findings of its own line. Faults of the file itself (FB0xx, FB1xx) and of the
    configuration (FB9xx) cannot be ignored, nor can errors of a field (FB2xx): no rule looks at
    a record that has one.
    """

    code: ClassVar[str] = "FB903"
    name: ClassVar[str] = "bad-ignore"


@dataclass(slots=True)
class Ignore:
    """One comment: the codes that it takes back in its line, and where it stands.

    *whole* is the comment with the space before it, or with its line if it stands alone; None
    where something else is wrong with it.
    """

    location: Location
    whole: Location | None
    codes: tuple[str, ...]
    used: set[str] = field(default_factory=set)


class Ignores:
    """The ignoring comments of some files."""

    def __init__(self, files: Iterable[YamlFile], known: Collection[str]) -> None:
        self.known = known
        self.faults: list[Diagnostic] = []
        self.by_line: dict[tuple[str, int], Ignore] = {}
        for file in files:
            if "factbase:" in file.text:
                for match in _COMMENT.finditer(file.text):
                    if file.is_quoted(match.start()):
                        continue
                    self._add(match, file)

    def _add(self, match: re.Match[str], file: YamlFile) -> None:
        place = file.span(match.start(), match.end())
        before, _, reason = match["rest"].partition("--")
        words = re.split(r"[\s,:]+", before.partition("#")[0])
        codes = tuple(dict.fromkeys(word for word in words if word))
        hint = "write: # factbase: ignore FB304 -- the reason"
        if not codes or not reason.strip():
            what = "names no code" if not codes else "gives no reason"
            self.faults.append(BadIgnore.at(place, f"the ignore {what}", hint=hint))
            return
        good = []
        for code in codes:
            if code not in self.known:
                close = nearest(code, self.known)
                advice = f"did you mean {close[0]}?" if close else "see: factbase rule"
                message = f"no rule '{shown(code)}'"
                self.faults.append(BadIgnore.at(place, message, hint=advice))
            elif not code.startswith(IGNORABLE):
                message = f"{code} cannot be ignored"
                self.faults.append(BadIgnore.at(place, message, hint="mend it"))
            else:
                good.append(code)
        whole = file.span(*_whole(file.text, match.start(), match.end()))
        self.by_line[place.path, place.line] = Ignore(
            place, whole if len(good) == len(codes) else None, tuple(good)
        )

    def takes(self, finding: Diagnostic) -> bool:
        """Tell whether a comment takes a finding back, and remember that it was needed."""
        ignore = self.by_line.get((finding.location.path, finding.location.line))
        if ignore is None or finding.code not in ignore.codes:
            return False
        ignore.used.add(finding.code)
        return not is_always_told(finding)

    def unused(
        self, looked_for: Callable[[str, str], bool], *, certain: bool
    ) -> Iterator[Diagnostic]:
        """Yield a finding for each code that took nothing back.

        *looked_for* tells of a path and a code whether the run would have found it there. A
        comment of which nothing is left is removed by the fix, where it is *certain* that the
        run saw every record.
        """
        for ignore in self.by_line.values():
            codes = [
                code
                for code in ignore.codes
                if code not in ignore.used and looked_for(ignore.location.path, code)
            ]
            fix = None
            if certain and ignore.whole and codes == [*ignore.codes]:
                fix = Edit(ignore.whole, "")
            for code in codes:
                message = f"nothing in this line breaks {code}"
                hint = "remove the comment"
                yield UnusedIgnore.at(ignore.location, message, hint=hint, fix=fix)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a comment begins and ends with the space, or the line, that it alone needs."""
    begin = len(text[:start].rstrip(" \t"))
    if begin and text[begin - 1] not in "\r\n":
        return begin, end
    line_end = re.compile(r"\r\n|\n|\r").match(text, end)
    return begin, line_end.end() if line_end else end
