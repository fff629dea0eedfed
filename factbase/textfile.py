"""Files of text, read without following a link, waiting on a pipe, or taking in too much."""

from __future__ import annotations

import os
import re
import stat

MAX_BYTES = 256_000

LINE_END = re.compile(r"\r\n|\n|\r")
"""What ends a line, as findings count lines."""


class UnreadableError(Exception):
    """A file that is not read: its name means something else, or it is too large."""

    def __init__(
        self, message: str, hint: str | None = None, *, is_too_large: bool = False
    ) -> None:
        self.message, self.hint, self.is_too_large = message, hint, is_too_large
        super().__init__(message)


def read_bytes(file: str, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a regular file of at most *limit* bytes; raises `UnreadableError`."""
    try:
        mode = os.lstat(file).st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableError(_what_it_is(mode), "put the file itself here")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        # No file object, and no more than is there: both cost more than the reading itself.
        handle = os.open(file, flags)
        try:
            size = os.fstat(handle).st_size
            content = b""
            while len(content) <= limit >= size and (part := os.read(handle, size + 4096)):
                content += part
        finally:
            os.close(handle)
    except OSError as error:
        why = error.strerror or "unknown fault"
        raise UnreadableError(f"the file cannot be read: {why.lower()}") from None
    if size > limit or len(content) > limit:
        raise UnreadableError(
            f"the file has {max(size, len(content)):,} bytes, at most {limit:,} are read",
            "split it, or quote less of the source",
            is_too_large=True,
        )
    return content


def read_lines(file: str) -> list[str]:
    """Return the lines of *file* as findings count them; none where it cannot be read."""
    try:
        content = read_bytes(file)
    except UnreadableError:
        return []
    return LINE_END.split(content.decode("utf-8", "replace").removeprefix("\ufeff"))


def _what_it_is(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "this is a link, not a file"
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file"
    return "this is a pipe, a socket or a device, not a file"
