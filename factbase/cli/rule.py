"""``factbase rule``: what a code means."""

from __future__ import annotations

import inspect
from typing import Any

import click

from factbase.cli.output import common_options, print_json, print_text
from factbase.errors import UnknownNameError
from factbase.rules.all_rules import ALL_KINDS
from factbase.spelling import nearest


@click.command(
    "rule",
    epilog="""\b
Examples:
  factbase rule
  factbase rule FB303
""",
)
@click.argument("code", required=False)
@common_options("json")
def command(*, code: str | None, as_json: bool) -> None:
    """Say what the code of a finding means; without CODE, list them all."""
    codes = [_known(code)] if code else list(ALL_KINDS)
    if as_json:
        print_json({"rules": [_about(one) for one in codes]})
    elif code:
        about = _about(codes[0])
        print_text(f"{about['code']} {about['name']} ({about['severity']})\n\n{about['page']}")
    else:
        print_text("\n".join(_line(_about(one)) for one in codes))


def _known(text: str) -> str:
    """Return the code that *text* names, by number or by name."""
    by_name = {kind.name: code for code, kind in ALL_KINDS.items()}
    code = by_name.get(text.lower(), text.upper())
    if code not in ALL_KINDS:
        raise UnknownNameError("rule", text, ALL_KINDS, nearest(text, [*ALL_KINDS, *by_name]))
    return code


def _about(code: str) -> dict[str, Any]:
    kind = ALL_KINDS[code]
    return {
        "code": code,
        "name": kind.name,
        "severity": str(kind.severity),
        "fixable": kind.fixable,
        "built": True,
        "page": inspect.getdoc(kind) or "",
    }


def _line(about: dict[str, Any]) -> str:
    first = about["page"].partition("\n")[0]
    return f"{about['code']}  {about['severity']:<8} {about['name']:<26} {first}"
