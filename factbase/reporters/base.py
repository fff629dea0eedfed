"""What a reporter is: one function, from a report to text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from factbase.normalize import escaped

if TYPE_CHECKING:
    from factbase.diagnostics import Diagnostic, Report

Lines = Callable[[str, int], str | None]
"""Path and line number → the text of that line, or None where there is none."""

_NOT_FOR_A_TERMINAL = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Reporter(Protocol):
    """A module with one function ``render``; its docstring says who reads the output."""

    def render(self, report: Report, *, lines: Lines, color: bool = False, folder: str = "") -> str:
        """Return the whole *report*, ending with a newline unless there is nothing to say.

        *folder* says where the base lies in its repository, empty for the top: code hosts
        count paths from there, people from the base.
        """
        ...


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "fact"), plural(2, "fact")
    ('1 fact', '2 facts')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def printable(text: str) -> str:
    r"""Return *text* safe to print: nothing in it steers a terminal or a code host.

    The runner of GitHub Actions obeys ``##[command]`` anywhere in a line.

    >>> printable("\x1b[2J ##[stop-commands]")
    '\\x1b[2J #\\x23[stop-commands]'
    """
    return escaped(text).replace("##[", "#\\x23[")


def words(finding: Diagnostic) -> str:
    """Return what is wrong and the remedy, in one line that is safe to print."""
    remedy = f"; {finding.hint}" if finding.hint else ""
    return printable(f"{finding.message}{remedy}")


def one_line(finding: Diagnostic) -> str:
    """Return ``path:line:column: code message; remedy``."""
    return printable(f"{finding.location}: {finding.code} {words(finding)}")


def hidden_lines(report: Report) -> list[str]:
    """Return a line for each file that has more findings than are shown."""
    return [f"{printable(path)}: and {count} more" for path, count in report.hidden.items()]


def in_repository(path: str, folder: str) -> str:
    """Return the *path* of a base that lies in *folder* as its repository counts it.

    >>> in_repository("facts/a.yaml", "kb"), in_repository("facts/a.yaml", "")
    ('kb/facts/a.yaml', 'facts/a.yaml')
    """
    return f"{folder}/{path}" if folder else path


def to_json(answer: dict[str, Any]) -> str:
    r"""Return *answer* as JSON in which letters stay readable and nothing steers a terminal.

    A file name that is not UTF-8 holds lone surrogates; JSON spells them, too.

    >>> to_json({"é": "\x9b"})
    '{\n  "é": "\\u009b"\n}\n'
    """
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    return _NOT_FOR_A_TERMINAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def summary(report: Report) -> str:
    """Return the line that closes a report for people."""
    checked = report.checked
    looked_at = (
        f"{plural(checked.facts, 'fact')} and {plural(checked.sources, 'source')} "
        f"in {plural(checked.files, 'file')}"
    )
    counts: dict[str, int] = {}
    for finding in report:
        counts[str(finding.severity)] = counts.get(str(finding.severity), 0) + 1
    found = ", ".join(
        plural(counts[name], name) for name in ("error", "warning", "note") if name in counts
    )
    hidden = sum(report.hidden.values())
    more = f" and {hidden:,} more not shown" if hidden else ""
    fixable = sum(one.fixable for one in report.statistics)
    mends = f" ({fixable:,} fixable with --fix)" if fixable else ""
    ignored = f", {report.ignored:,} ignored" if report.ignored else ""
    left = f"{found or 'no finding'}{more}{mends}"
    if report.fixed:
        count = len(report) + hidden
        left = f"{len(report.fixed):,} fixed, {count:,} left" + (f": {left}" if count else "")
    if report.compared and not checked.files and not report.compared.changed and not found:
        return f"no fact changed since {printable(report.compared.revision)}{_in_base(report)}"
    return f"{left}{ignored}; {looked_at} checked{_compared(report)}{_quotes(report)}"


def _compared(report: Report) -> str:
    """Return with what the files were compared, where only changed ones were looked at."""
    if report.compared is None:
        return ""
    deleted = f", {report.compared.deleted:,} deleted" if report.compared.deleted else ""
    # More than what changed is looked at where all findings depend on the change.
    is_of_all = report.checked.files > report.compared.changed
    what = "for settings or vocabularies changed" if is_of_all else "changed"
    return f", {what} since {printable(report.compared.revision)}{deleted}{_in_base(report)}"


def _in_base(report: Report) -> str:
    return f"; {plural(report.compared.files, 'file')} in the base" if report.compared else ""


def _quotes(report: Report) -> str:
    """Return what the check can say of quotes: without a copy it says nothing of them."""
    quotes, missing = report.checked.quotes, report.checked.quotes_not_checked
    if not quotes:
        return ""
    if not missing:
        return f"; {plural(quotes, 'quote')} checked against copies"
    which = plural(quotes, "quote") if missing == quotes else f"{missing:,} of {quotes:,} quotes"
    return f"; {which} not checked: no copy of the source here"
