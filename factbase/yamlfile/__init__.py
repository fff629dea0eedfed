"""The one YAML reader: strict, and it knows the place of every value.

YAML is read as the plain part of it that all readers agree on: mappings with text
keys, lists, scalars. No anchors, tags, directives or second documents, no key twice.
A scalar stays the text that was written; the field it stands in decides its type.
Parsing is libyaml's (PyYAML), or PyYAML's own where libyaml is absent.
"""

from factbase.textfile import MAX_BYTES
from factbase.yamlfile.composing import MAX_DEPTH
from factbase.yamlfile.kinds import KINDS, BidiCharacter, ControlCharacter
from factbase.yamlfile.reading import (
    NULLS,
    Path,
    Plain,
    YamlFile,
    parse_yaml,
    read_digest,
    read_text,
    read_yaml,
)

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "NULLS",
    "BidiCharacter",
    "ControlCharacter",
    "Path",
    "Plain",
    "YamlFile",
    "parse_yaml",
    "read_digest",
    "read_text",
    "read_yaml",
]
