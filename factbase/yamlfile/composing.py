"""From text to PyYAML's nodes, with no types guessed and no more than some levels deep."""

from __future__ import annotations

from typing import Any

import yaml

from factbase.normalize import shown
from factbase.yamlfile.kinds import AnchorOrAlias, Tag, TooDeep
from factbase.yamlfile.refusal import Refused

MAX_DEPTH = 32


class _TooDeepError(Exception):
    pass


class _Hooks:
    """The hooks that PyYAML calls while it composes: no types are guessed, depth is bounded.

    They are called for every node. A dict's own methods, which run in C, keep the path of
    parents: one is set on the way down and popped on the way up.
    """

    def watch_depth(self) -> None:
        """Begin to keep the path."""
        self.parents: dict[yaml.Node | None, object] = {}
        self.descend_resolver = self.parents.__setitem__
        self.ascend_resolver = self.parents.popitem

    def resolve(self, kind: type, _value: object, _implicit: object) -> None:
        # The bound must sit inside composing: libyaml's composer calls itself for each level.
        if kind is not yaml.ScalarNode and len(self.parents) > MAX_DEPTH:
            raise _TooDeepError


class _PurePythonParser(  # the same doors as libyaml's CParser
    yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer
):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)

    def dispose(self) -> None:
        yaml.parser.Parser.dispose(self)


_Parser: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else _PurePythonParser  # type: ignore[attr-defined]  # the stubs leave it out


class _Loader(_Hooks, _Parser):  # type: ignore[misc]  # which parser, the machine decides
    pass


def compose(text: str) -> yaml.Node | None:
    """Return the root node of the one document in *text*; raises `Refused` where it is too deep."""
    parser = _Loader(text)
    parser.watch_depth()
    try:
        node: yaml.Node | None = parser.get_single_node()
    except _TooDeepError:
        check_events(text)  # which knows the place
        raise
    finally:
        parser.dispose()
    return node


def check_events(text: str) -> None:
    """Raise `Refused` at the first anchor, alias or tag of *text*, or one level too many."""
    parser = _Loader(text)
    depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    _refuse_depth(event.start_mark.index if event.start_mark else 0)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                _check_event(event)
    finally:
        parser.dispose()


def _check_event(event: yaml.NodeEvent) -> None:
    start = event.start_mark.index if event.start_mark else 0
    if isinstance(event, yaml.AliasEvent):
        raise Refused(
            AnchorOrAlias,
            start,
            event.end_mark.index if event.end_mark else start,
            f"an alias, '*{shown(event.anchor or '')}'",
            "write the value out, or quote a text that begins with '*'",
        )
    if event.anchor is not None:
        name = shown(event.anchor)
        hint = "remove it, or quote a text that begins with '&'"
        raise Refused(AnchorOrAlias, start, start + 1, f"an anchor, '&{name}'", hint)
    tag = getattr(event, "tag", None)
    if tag is not None:
        written = shown(tag.replace("tag:yaml.org,2002:", "!!"))
        hint = "remove the tag, or quote a text that begins with '!'"
        raise Refused(Tag, start, start + 1, f"a YAML tag, '{written}'", hint)


def _refuse_depth(at: int) -> None:
    message = f"values are nested more than {MAX_DEPTH} levels deep"
    raise Refused(TooDeep, at, at + 1, message, "no fact needs more than eight levels")
