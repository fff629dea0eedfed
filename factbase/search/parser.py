"""Reads what a person typed as a query; no text is refused.

A query is plain words, or it uses operators: ``"phrase"``, ``+must``, ``-not``, ``AND``, ``OR``,
``NOT``, brackets, ``word*``, ``field:value``, ``value>=40``. They count in short queries without
the punctuation of sentences; a pasted sentence is its words, whatever marks it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbase.index.words import words_of
from factbase.search.plain import mentions_in, number_leaf, plain_parts, without_stop_words
from factbase.search.query import FIELDS, FieldValue, Group, Leaf, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbase.quantity import Quantity

MAX_READ = 20_000
"""So many characters of a query are read."""

MAX_DEPTH = 20
"""Brackets inside more brackets than these do not count."""

OPERATORS_BELOW = 12
"""In a query of so many words nothing is an operator."""

# Patterns as texts are compiled when they are first used: a search starts the sooner without.
_SENTENCE = r"(?<![A-Z.])[.…](?=\s|$)|[!?;—–]|[,:](?=\s|$)"  # noqa: RUF001  # dashes
_QUOTED = r'"[^"]*"|“[^”]*”'
_TOKENS = (
    r"(?P<open>\()|(?P<close>\))"
    r"|(?P<sign>(?<![^\s(])[+-](?=[^\s+-]))"
    r"|(?P<field>(?P<name>[A-Za-z_]+)(?P<operator>:[<>]=?|[<>]=?|[:=])"
    r'(?P<value>"[^"]*"|“[^”]*”|[^\s()"“]+))'
    r'|(?P<phrase>"[^"]*"?|“[^”]*”?)'
    r'|(?P<word>[^\s()"“”]+)'
)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def parse_query(text: str) -> Query:
    """Return the query that *text* makes; anything can be typed or pasted.

    >>> parse_query("How many parents did the U.S. deport?").words
    ('parents', 'U.S.', 'deport')
    >>> parse_query("to be or not to be").words
    ('to', 'be', 'or', 'not')
    >>> parse_query("46 thousand parents—and children/spouses").words
    ('46 thousand', 'parents', 'children', 'spouses')
    >>> parse_query('+parents -children "in 2011" topic:work').fields[0].values
    ('work',)
    """
    read = text[:MAX_READ].replace("\0", " ")
    words = read.split()
    is_plain = all(map(str.isalnum, words)) and _OPERATORS.isdisjoint(words)
    is_sentence = len(words) >= OPERATORS_BELOW or (not is_plain and _is_sentence(read))
    if not is_plain and not is_sentence:
        parser = _Parser(read)
        root = parser.sequence()
        if parser.fields or any(root.wanted()) or root.must_not:
            root = without_stop_words(root, is_sentence=False)
            return Query(text, root, tuple(parser.fields), tuple(parser.doubts))
    leaves = without_stop_words(Group(should=tuple(plain_parts(read))), is_sentence=is_sentence)
    return Query(text, leaves, is_sentence=is_sentence)


class _Token(NamedTuple):
    kind: str
    text: str
    mention: Quantity | None = None
    match: re.Match[str] | None = None


class _Parser:
    """Reads a query with operators, by recursive descent.

    A sequence is parts side by side, a choice is parts joined by OR, a union of demands is
    parts joined by AND and NOT; a part is a word, a phrase, a number or a bracket.
    """

    def __init__(self, text: str) -> None:
        self.fields: list[FieldValue] = []
        self.doubts: list[str] = []
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def sequence(self) -> Group:
        must: list[Leaf | Group] = []
        should: list[Leaf | Group] = []
        must_not: list[Leaf | Group] = []
        while self._peek() is not None:
            if self._takes("close"):
                if self._depth:
                    break
                continue
            sign = self._sign()
            parts = self._choice(negated=sign == "-")
            if sign == "-":
                must_not += parts
            elif sign == "+" or (len(parts) == 1 and _is_phrase(parts[0])):
                must += parts
            else:
                should += parts
        return Group(tuple(must), tuple(should), tuple(must_not))

    def _choice(self, *, negated: bool) -> list[Leaf | Group]:
        before = len(self.fields)
        parts = self._union(negated=negated)
        is_choice = False
        while self._takes_word("OR"):
            others = self._union(negated=negated)
            self._join_fields(before)
            is_choice = is_choice or bool(parts and others)
            parts += others
        return [Group(should=tuple(parts))] if is_choice else parts

    def _union(self, *, negated: bool) -> list[Leaf | Group]:
        must = self._part(negated=negated)
        must_not: list[Leaf | Group] = []
        is_union = False
        while True:
            if self._takes_word("AND"):
                unwanted = self._takes_word("NOT")
            elif self._takes_word("NOT"):
                unwanted = True
            else:
                break
            parts = self._part(negated=negated != unwanted)
            is_union = is_union or bool(parts)
            if unwanted:
                must_not += parts
            else:
                must += parts
        return [Group(must=tuple(must), must_not=tuple(must_not))] if is_union else must

    def _part(self, *, negated: bool) -> list[Leaf | Group]:
        self._sign()
        token = self._peek()
        if token is None or token.kind == "close" or _is_operator(token):
            return []
        self._next += 1
        if token.kind == "open":
            return self._bracket()
        if token.kind == "field":
            return self._field(token, negated=negated)
        if token.mention is not None:
            return [number_leaf(token.mention)]
        return self._words(token)

    def _bracket(self) -> list[Leaf | Group]:
        if self._depth >= MAX_DEPTH:
            return []
        self._depth += 1
        inner = self.sequence()
        self._depth -= 1
        if not (inner.must or inner.should or inner.must_not):
            return []
        alone = not inner.must and not inner.must_not and len(inner.should) == 1
        return list(inner.should) if alone else [inner]

    def _words(self, token: _Token) -> list[Leaf | Group]:
        is_prefix = token.kind == "word" and token.text.endswith("*")
        words = tuple(words_of(token.text))
        text = token.text.strip('*"“”')
        if not words:
            return []
        if is_prefix:
            return [Leaf(text, words, "prefix")]
        if token.kind == "phrase" and len(words) > 1:
            return [Leaf(text, words, "phrase")]
        signed = self._next > 1 and self._tokens[self._next - 2].kind == "sign"
        if signed and len(words) > 1:
            return [Leaf(text, words, "phrase")]
        return list(plain_parts(text))

    def _field(self, token: _Token, *, negated: bool) -> list[Leaf | Group]:
        match = token.match
        assert match is not None  # noqa: S101  # a field was matched
        name, value = match["name"].lower(), match["value"].strip('"“”')
        if name in FIELDS and value:
            self.fields.append(FieldValue(name, match["operator"], (value,), negated))
            return []
        if not value.startswith("//"):
            self.doubts.append(_unknown_field(name))
        return list(plain_parts(token.text))

    def _join_fields(self, before: int) -> None:
        """Make one condition of the last two, where OR stands between values of one field."""
        if len(self.fields) - before < 2:  # noqa: PLR2004
            return
        one, other = self.fields[-2:]
        if (one.name, one.operator, one.negated) == (other.name, other.operator, other.negated):
            joined = FieldValue(one.name, one.operator, one.values + other.values, one.negated)
            self.fields[-2:] = [joined]

    def _sign(self) -> str:
        token = self._peek()
        if token is not None and token.kind == "sign":
            self._next += 1
            return token.text
        if self._takes_word("NOT"):
            return "-"
        return ""

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _takes(self, kind: str) -> bool:
        token = self._peek()
        if token is None or token.kind != kind:
            return False
        self._next += 1
        return True

    def _takes_word(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.kind != "word" or token.text != word:
            return False
        self._next += 1
        return True


def _tokens(text: str) -> Iterator[_Token]:
    mentions = mentions_in(text)
    position = 0
    for match in re.finditer(_TOKENS, text):
        if match.start() < position:
            continue
        kind = match.lastgroup or "word"
        if match["field"]:
            kind = "field"
        mention = mentions.get(match.start()) if kind == "word" else None
        if mention is not None:
            position = mention.end
            yield _Token("word", mention.text, mention)
        else:
            yield _Token(kind, match[0], match=match)


def _is_sentence(text: str) -> bool:
    """Tell whether *text* has the punctuation of sentences, outside of quotation marks."""
    return bool(re.search(_SENTENCE, re.sub(_QUOTED, "_", text)))


def _is_operator(token: _Token) -> bool:
    return token.kind == "word" and token.text in _OPERATORS


def _is_phrase(part: Leaf | Group) -> bool:
    return isinstance(part, Leaf) and part.kind == "phrase"


def _unknown_field(name: str) -> str:
    from factbase.spelling import nearest  # noqa: PLC0415  # rapidfuzz, for mistakes only

    close = nearest(name, FIELDS)
    hint = f"did you mean '{close[0]}:'?" if close else f"fields are {', '.join(FIELDS)}"
    return f"no field '{name}:', read as words; {hint}"
