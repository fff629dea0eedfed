"""Web addresses as fields."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema

from factbase import dates, normalize
from factbase.model.refusal import refuse
from factbase.model.texts import text_of


def _url(value: Any) -> str:
    text = text_of(value)
    fault = _url_fault(text)
    if fault:
        what, hint = fault
        raise refuse("FB211", f"'{normalize.shown(text)}' cannot be used: {what}", hint)
    return text


_WHOLE = "write the whole address, beginning with https:// or http://"


def _url_fault(url: str) -> tuple[str, str] | None:
    """Return what is wrong with *url* and what to do; only http and https with a host will do."""
    foreign = re.search(r"[\s\"<>\\^`{|}]", url) or normalize.ZERO_WIDTH.search(url)
    if foreign:
        return (
            f"no URL holds the character '{normalize.escaped(foreign[0])}'",
            "delete or encode it",
        )
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        return "its host or port cannot be read", _WHOLE
    if parts.scheme not in ("http", "https") or not url.lower().startswith(f"{parts.scheme}://"):
        return "it does not begin with http:// or https://", _WHOLE
    if parts.username is not None or parts.password is not None:
        return "it holds a user name or a password", "write the address without it"
    if not host or port == 0:
        return "it names no host", _WHOLE
    if "%" in parts.netloc or not (host.isascii() or _punycode(host)):
        return "its host cannot be read", _WHOLE
    return None


def _punycode(host: str) -> str | None:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def punycode_host(url: str) -> str | None:
    """Return the host of *url* as punycode when it is not written in ASCII, else None."""
    host = urlsplit(url).hostname or ""
    return None if host.isascii() else _punycode(host)


def _url_or_unstated(value: Any) -> str:
    return dates.UNSTATED if value == dates.UNSTATED else _url(value)


_URL_SCHEMA = {"type": "string", "pattern": '^[hH][tT][tT][pP][sS]?://[^\\s"<>]+$'}
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(_URL_SCHEMA)]
UrlOrUnstated = Annotated[
    str,
    BeforeValidator(_url_or_unstated),
    WithJsonSchema({"anyOf": [_URL_SCHEMA, {"const": dates.UNSTATED}]}),
]
