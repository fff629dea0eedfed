"""A person or body as CSL-JSON has it: the parts of the name, particles told apart."""

from __future__ import annotations

from factbase.csl.record import Record, is_object, lazy
from factbase.errors import ItemError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_LENGTH = 500
"""In a name that is longer no one looks for particles."""
_SUFFIX = lazy(r"^(.*?),(!?)\s*([^,]+)$")


_PARTICLE = lazy(r"['’]?[^\W\d_]+(?:\.[^\W\d_]+)*(?:\.?\s+|['’]\s?|-)")


class Name(Record):
    """The parts of a name, all texts; a body has only *literal*."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    static: bool = False
    literal: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether this is a person, not a body."""
        return not self.literal


def read_name(data: Any, variable: str, item_id: str) -> Name | None:
    """Return the name that the CSL-JSON *data* gives, None where it gives none."""
    if isinstance(data, str):
        data = {"literal": data}
    if not is_object(data):
        raise ItemError(f"a name in {variable} is no JSON object", item_id=item_id)
    parts = {}
    for key in ("family", "given", "dropping-particle", "non-dropping-particle", "suffix",
                "literal"):  # fmt: skip
        value = data.get(key)
        if value is None:
            value = ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise ItemError(f"{key} of a name in {variable} is no text", item_id=item_id)
        parts[key] = value.strip()
    if parts["literal"]:
        return Name(literal=parts["literal"])
    family, given = parts["family"], parts["given"]
    if not (family or given):
        return None
    if data.get("isInstitution"):
        return Name(literal=family or given)
    dropping, non_dropping = parts["dropping-particle"], parts["non-dropping-particle"]
    suffix = parts["suffix"]
    comma = bool(data.get("comma-suffix"))
    if data.get("parse-names", True):
        if len(family) > 1 and family[0] == family[-1] == '"':
            family = family[1:-1]
        elif not non_dropping:
            non_dropping, family = split_leading(family)
        if not suffix and not dropping:
            given, dropping, suffix, comma = split_trailing(given, comma=comma)
    static = bool(data.get("static-ordering"))
    return Name(family, given, dropping, non_dropping, suffix, comma, static)


def split_leading(family: str) -> tuple[str, str]:
    """Return the particle that begins *family*, and the rest.

    >>> split_leading("van der Vlist"), split_leading("d'Aubigné"), split_leading("al-One")
    (('van der', 'Vlist'), ("d'", 'Aubigné'), ('al-', 'One'))
    """
    if len(family) > MAX_LENGTH or family[:1].isupper():
        return "", family
    end = 0
    for match in _PARTICLE.finditer(family):
        if match.start() != end or not match[0].islower():
            break
        # A hyphen inside a name that goes on in small letters is no particle.
        end = match.end()
    particle, rest = family[:end], family[end:]
    if not particle or not rest or rest[0].islower():
        return "", family
    # After an apostrophe a space is not a matter of course: it is kept where there was one.
    return particle if particle.endswith(("’ ", "' ")) else particle.strip(), rest


def split_trailing(given: str, *, comma: bool) -> tuple[str, str, str, bool]:
    """Return given name, dropping particle, suffix and whether that takes a comma.

    >>> split_trailing("Alexander von", comma=False)
    ('Alexander', 'von', '', False)
    >>> split_trailing("Jeffrey, Jr.", comma=False)
    ('Jeffrey', '', 'Jr.', False)
    """
    if len(given) > MAX_LENGTH:
        return given, "", "", comma
    found = _SUFFIX.match(given) if "," in given else None
    if found:
        last = found[3]
        if not last[0].islower():
            return found[1].strip(), "", last.strip(), comma or bool(found[2])
        return f"{found[1].strip()},", last, "", comma
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1] and words[count - 1].islower():
        count -= 1
    if count < len(words):
        return " ".join(words[:count]), " ".join(words[count:]), "", comma
    return given, "", "", comma
