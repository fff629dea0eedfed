"""Whatever bytes a file holds, it is read or refused; what is read is what stands there."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factbase.rules.all_rules import ALL_KINDS
from factbase.yamlfile import parse_yaml

quick = settings(derandomize=True, max_examples=300, deadline=None, database=None)

WORDS = st.sampled_from(
    [
        *"a b c : , [ ] { } - ? | > # ' \" \\ & * ! % @ ` ~ 1 0".split(),
        *(" ", "\n", "\r\n", "\n  ", "\n- ", ": ", " #", "\t", "<<", "---", "...", "\n---\n"),
        *("\u0085", "\u2028", "\ufeff", "\u200b", "\u202e", "\x00", "\x1b", "é", "no", "12:30"),
    ]
)
yaml_like = st.lists(WORDS, max_size=30).map("".join)
anything = st.one_of(
    st.binary(max_size=200), yaml_like.map(str.encode), st.text(max_size=100).map(str.encode)
)


@quick
@given(anything)
def test_any_bytes_give_data_or_findings(content):
    read = parse_yaml(content, "facts/a.yaml")
    assert read.data is not None or any(finding.is_error for finding in read.findings)
    for finding in read.findings:
        assert finding.code in ALL_KINDS
        assert finding.location.line >= 1
        assert finding.location.column >= 1


def is_plain(text: str) -> bool:
    """Tell whether *text* has none of what we refuse and other readers act on."""
    return not any(sign in text for sign in "&*!%") and "<<" not in text


LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.mark.parametrize("loader", LOADERS)
@quick
@given(text=yaml_like.filter(is_plain))
def test_the_structure_is_that_of_other_readers(loader, text):
    read = parse_yaml(text.encode(), "facts/a.yaml")
    if read.data is not None:
        assert read.data == yaml.load(text, Loader=loader)  # noqa: S506


KEYS = st.text("abc-_é", min_size=1, max_size=6)
SCALARS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf"]), max_size=12)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def all_paths(data, path=()):
    yield path
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for step, inner in steps:
        yield from all_paths(inner, (*path, step))


@quick
@given(TREES, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_the_text_at_a_place_is_the_value_named(tree, flow, line_break):
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_flow_style=flow, sort_keys=False, line_break=line_break
    )
    read = parse_yaml(text.encode(), "facts/a.yaml")
    if read.data is None:  # a character that we refuse
        return
    assert read.data == tree
    lines = text.split(line_break)
    for path in all_paths(tree):
        value = read.value(path)
        assert value == value_at(tree, path)
        if path and isinstance(path[-1], str):
            assert written(read.locate(path, key=True), lines) == path[-1]
        if isinstance(value, str):
            assert written(read.locate(path), lines) == value


def value_at(data, path):
    for step in path:
        data = data[step]
    return data


def written(place, lines):
    """Return what a YAML reader makes of the text at *place*."""
    last = place.end_line or place.line
    end = place.end_column or place.column
    picked = lines[place.line - 1 : last]
    picked[-1] = picked[-1][: end - 1]
    picked[0] = picked[0][place.column - 1 :]
    return yaml.load("\n".join(picked), Loader=yaml.BaseLoader) or ""  # noqa: S506
