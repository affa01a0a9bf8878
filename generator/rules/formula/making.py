"""Makes formulas that nobody wrote: what a quantity or a score is reckoned by, said in the nodes of the formula language.

They know a few functions more than a written formula may use: rounding, units, and what stands in for 不适用.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from ...base import words as W
from ...facts.values import NUMBER, Quantity
from .nodes import Binary, Call, Literal, Name, Node, Unary

# 不适用
NOTHING: Node = Call(W.F_NOTHING, (), 0)


def number(value: Decimal | int) -> Node:
    """Return a bare number."""
    return Literal(Quantity(Decimal(value), NUMBER), 0)


ZERO, ONE = number(0), number(1)


def literal(value: Quantity | str) -> Node:
    """Return a quantity or a text."""
    return Literal(value, 0)


def named(path: str) -> Node:
    """Return what stands for a value."""
    return Name(path, 0)


def joined(operator: str, *nodes: Node) -> Node:
    """Return nodes with an operator between them, from the left."""
    return reduce(lambda left, right: Binary(operator, left, right, 0), nodes)


def call(function: str, *arguments: Node) -> Node:
    """Return a call."""
    return Call(function, arguments, 0)


def rounded(node: Node, digits: int) -> Node:
    """Return a node rounded half up."""
    return call(W.F_ROUND, node, number(digits))


def in_unit(node: Node, unit: str) -> Node:
    """Return an amount in a unit, in which it can be rounded."""
    return call(W.F_IN_UNIT, node, literal(unit))


def clipped(node: Node, most: Node) -> Node:
    """Return a node held within 0 and the most."""
    return call(W.F_MIN, call(W.F_MAX, node, ZERO), most)


def above_zero(node: Node) -> Node:
    """Return a node, 0 where it is negative."""
    return call(W.F_MAX, node, ZERO)


def or_else(node: Node, other: Node) -> Node:
    """Return a node, another where it is 不适用."""
    return call(W.F_OR_ELSE, node, other)


def if_given(value: Node, node: Node, other: Node) -> Node:
    """Return a node where a value is given, another where the value is 不适用."""
    return call(W.F_IF, call(W.F_IS_GIVEN, value), node, other)


def chosen(branches: Iterable[tuple[Node, Node]], otherwise: Node) -> Node:
    """Return what belongs to the first condition that holds."""
    return reduce(lambda rest, branch: call(W.F_IF, *branch, rest), reversed(tuple(branches)), otherwise)


def moved(node: Node, row: str) -> Node:
    """Return a node in which 本行 is the row that stands at a path."""
    match node:
        case Name(path=path) if path.startswith(f"{W.THIS_ROW}."):
            return named(row + path.removeprefix(W.THIS_ROW))
        case Unary(operator=operator, operand=operand):
            return Unary(operator, moved(operand, row), 0)
        case Binary(operator=operator, left=left, right=right):
            return Binary(operator, moved(left, row), moved(right, row), 0)
        case Call(name=function, arguments=arguments):
            return Call(function, tuple(moved(each, row) for each in arguments), 0)
    return node


def divides_by_zero(node: Node) -> Node | None:
    """Return the condition that a denominator in a node is zero when it is reckoned; None where none can be."""
    match node:
        case Call(name=W.F_IF, arguments=(condition, holds, fails)):
            return _any(divides_by_zero(condition), _branch(condition, divides_by_zero(holds), divides_by_zero(fails)))
        case Call(arguments=arguments):
            return _any(*map(divides_by_zero, arguments))
        case Unary(operand=operand):
            return divides_by_zero(operand)
        case Binary(operator=W.AND, left=left, right=right):
            return _any(divides_by_zero(left), _branch(left, divides_by_zero(right), None))
        case Binary(operator=W.OR, left=left, right=right):
            return _any(divides_by_zero(left), _branch(left, None, divides_by_zero(right)))
        case Binary(operator="/", left=left, right=right):
            own = None if is_nonzero(right) else joined("=", right, ZERO)
            return _any(divides_by_zero(left), divides_by_zero(right), own)
        case Binary(left=left, right=right):
            return _any(divides_by_zero(left), divides_by_zero(right))
    return None


def is_nonzero(node: Node) -> bool:
    """Whether a node is a number other than 0."""
    return isinstance(node, Literal) and isinstance(node.value, Quantity) and node.value.number != 0


def _any(*conditions: Node | None) -> Node | None:
    found = [each for each in conditions if each]
    return joined(W.OR, *found) if found else None


def _branch(condition: Node, holds: Node | None, fails: Node | None) -> Node | None:
    if holds and fails:
        return call(W.F_IF, condition, holds, fails)
    if holds:
        return joined(W.AND, condition, holds)
    return joined(W.AND, Unary(W.NOT, condition, 0), fails) if fails else None
