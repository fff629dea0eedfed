"""What happens where two pieces of output meet: doubled marks, spaces, marks beside quotes."""

from __future__ import annotations

# Left mark + right mark → whether the left or the right one stays. Pairs that are not listed
# both stay.
_STAYS = {
    "!.": "!", "!:": "!", "!!": "!",
    "?.": "?", "?:": "?", "??": "?",
    "..": ".",
    ":!": "!", ":?": "?", ":.": ":", "::": ":",
    ",,": ",",
    ";!": "!", ";?": "?", ";:": ";", ";.": ";", ";;": ";",
}  # fmt: skip


def meet(left: str, right: str) -> tuple[str, str]:
    """Return *left* and *right* as they stand side by side.

    >>> meet("Who?", ". New York")
    ('Who?', ' New York')
    >>> meet("Inc.", ", 1999")
    ('Inc.', ', 1999')
    """
    while left and right:
        last, first = left[-1], right[0]
        if last == " ":
            if first in " .,;:":
                left = left[:-1]
                if first == " ":
                    continue
                continue
            return left, right
        stays = _STAYS.get(last + first)
        if stays is None:
            return left, right
        if stays == last:
            right = right[1:]
        else:
            left = left[:-1]
    return left, right
