"""The citation-label: a short code made of names and year, such as Doe65."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factbase.csl.items import Item

_SHARES = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}


def citation_label(item: Item) -> str:
    """Return the label of *item*: letters of its first names, then two digits of the year."""
    names = next((names for names in item.names.values() if names), ())
    if names:
        count = min(len(names), 4)
        shares = _SHARES.get(count, (1, 1, 1, 1))
        text = "".join(
            (name.family or name.literal or name.given)[:share]
            for name, share in zip(names, shares, strict=False)
        )
    else:
        text = "".join(word[:1] for word in item.texts.get("title", "").split())[:4]
    date = item.dates.get("issued")
    year = f"{abs(date.start.year) % 100:02d}" if date and date.start else ""
    return text + year
