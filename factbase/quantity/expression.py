"""Sums over value ids, such as ``a / (a + b)``: read, and worked out on request.

Operators stand between spaces, so that a hyphen can be part of an id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from factbase.quantity.number import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_NAME = re.compile(r"(?:[a-z0-9-]+#)?[a-z][a-z0-9-]*\Z")
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
MAX_TOKENS = 100


class ExpressionError(ValueError):
    """A text is no sum over value ids, or cannot be worked out."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum in postfix order: names and numbers, each operator behind its two operands."""

    postfix: tuple[str | Decimal, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the value ids that the sum uses, in order."""
        return tuple(
            item for item in self.postfix if isinstance(item, str) and item not in _PRECEDENCE
        )

    def evaluate(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the result with *values* for the names.

        Raises `ExpressionError` for a name that *values* lacks and for a division by zero.
        """
        stack: list[Decimal] = []
        for item in self.postfix:
            if isinstance(item, Decimal):
                stack.append(item)
            elif item not in _PRECEDENCE:
                if item not in values:
                    raise ExpressionError(f"no value has the id '{item}'")
                stack.append(values[item])
            else:
                right, left = stack.pop(), stack.pop()
                stack.append(_apply(item, left, right))
        return stack.pop()


def parse_expression(text: str) -> Expression:
    """Return the sum that *text* writes.

    >>> parse_expression("a / (a + b)").names
    ('a', 'a', 'b')
    >>> parse_expression("women-2010 / all").evaluate(
    ...     {"women-2010": Decimal(1), "all": Decimal(4)}
    ... )
    Decimal('0.25')

    Raises `ExpressionError`.
    """
    tokens = _TOKEN.findall(text)
    if len(tokens) > MAX_TOKENS:
        raise ExpressionError(f"the sum has more than {MAX_TOKENS} parts")
    output: list[str | Decimal] = []
    waiting: list[str] = []
    operand_next = True
    for token in tokens:
        if (token in _PRECEDENCE or token == ")") == operand_next:
            raise ExpressionError(f"'{token}' cannot stand here")
        if token == "(":
            waiting.append(token)
        elif token == ")":
            _unwind(output, waiting, 0)
            if not waiting:
                raise ExpressionError("a ')' has no '('")
            waiting.pop()
        elif token in _PRECEDENCE:
            _unwind(output, waiting, _PRECEDENCE[token])
            waiting.append(token)
            operand_next = True
        else:
            output.append(_operand(token))
            operand_next = False
    if operand_next:
        raise ExpressionError("the sum is not complete")
    _unwind(output, waiting, 0)
    if waiting:
        raise ExpressionError("a '(' is not closed")
    return Expression(tuple(output))


def _unwind(output: list[str | Decimal], waiting: list[str], precedence: int) -> None:
    while waiting and waiting[-1] != "(" and _PRECEDENCE[waiting[-1]] >= precedence:
        output.append(waiting.pop())


def _operand(token: str) -> str | Decimal:
    if _NAME.match(token):
        return token
    try:
        return parse_number(token)
    except (ValueError, ArithmeticError):
        hint = "; put spaces around operators" if re.search(r"[-+*/]", token) else ""
        raise ExpressionError(f"'{token[:40]}' is no value id and no number{hint}") from None


def _apply(operator: str, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            if right == 0:
                raise ExpressionError("the sum divides by zero")
            return left / right
