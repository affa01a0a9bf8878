"""Evaluates a formula over values.

不适用 makes every arithmetic and comparison 不适用; 且 and 或 decide where one side already does (否 且 不适用 = 否),
and are 不适用 otherwise; 若 on a 不适用 condition is 不适用; 合计, 平均, 最大 and 最小 leave 不适用 out.
Formulas that nobody wrote (making.py) may also round, convert amounts, and say what stands in for 不适用.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, localcontext
from typing import Any

from ...base import words as W
from ...base.decimals import CONTEXT, ZERO, half_up
from ...base.problems import Problem, ProblemError
from ...facts.values import (
    MONEY,
    NOT_APPLICABLE,
    NUMBER,
    RATIO,
    Kind,
    NotApplicable,
    Quantity,
    Table,
    Value,
    add,
    comparable,
    negate,
)
from .nodes import Binary, Call, Literal, Name, Node, Unary
from .parse import Formula

Column = list[Value]
Lookup = Callable[[str], "Value | Column"]
"""Gives the value of a name; a list for a column of a table."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


class ZeroDenominatorError(ArithmeticError):
    """A division met a zero; `node` is the denominator."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


def evaluate(formula: Formula, lookup: Lookup) -> Value:
    """Return the value of a formula.

    Raises:
        ZeroDenominatorError: a denominator is zero.
        ProblemError: names have no value; all of them are told.
    """
    with localcontext(CONTEXT):
        try:
            return _value(formula.root, lookup)
        except ProblemError:
            raise ProblemError(*_missing(formula, lookup)) from None


def reckoned(node: Node, lookup: Lookup) -> Value:
    """Return the value of a formula that nobody wrote.

    Raises:
        ZeroDenominatorError: a denominator is zero.
    """
    with localcontext(CONTEXT):
        return _value(node, lookup)


def _missing(formula: Formula, lookup: Lookup) -> Iterator[Problem]:
    for name in formula.names:
        try:
            lookup(name)
        except ProblemError as error:
            yield from error.problems


def _value(node: Node, lookup: Lookup) -> Value:
    match node:
        case Literal():
            return node.value
        case Name():
            return _one(lookup(node.path))
        case Unary():
            operand = _value(node.operand, lookup)
            if isinstance(operand, NotApplicable):
                return operand
            return negate(operand) if isinstance(operand, Quantity) else not operand
        case Call():
            return _call(node, lookup)
        case Binary(operator=W.AND | W.OR):
            return _logical(node, lookup)
        case Binary():
            return _binary(node, _value(node.left, lookup), _value(node.right, lookup))


def _one(value: Value | Column) -> Value:
    assert not isinstance(value, list), "a column where one value belongs passes no dimension check"
    return value


def _logical(node: Binary, lookup: Lookup) -> Value:
    decisive = node.operator == W.OR
    sides = [_value(node.left, lookup)]
    if sides[0] is decisive:
        return decisive
    sides.append(_value(node.right, lookup))
    if sides[1] is decisive:
        return decisive
    return NOT_APPLICABLE if NOT_APPLICABLE in sides else not decisive


def _binary(node: Binary, left: Value, right: Value) -> Value:
    if isinstance(left, NotApplicable) or isinstance(right, NotApplicable):
        return NOT_APPLICABLE
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        return _COMPARISONS[node.operator](left, right)
    match node.operator:
        case "+":
            return add(left, right)
        case "-":
            return add(left, negate(right))
        case "*":
            return _product(left, right)
        case "/":
            return _quotient(node, left, right)
    return _COMPARISONS[node.operator](*comparable(left, right))


def _product(left: Quantity, right: Quantity) -> Quantity:
    kinds = left.dimension.kind, right.dimension.kind
    lead = right if kinds[0] is Kind.NUMBER or (kinds[0] is Kind.RATIO and kinds[1] is not Kind.NUMBER) else left
    return Quantity(left.number * right.number, lead.dimension, lead.unit)


def _quotient(node: Binary, left: Quantity, right: Quantity) -> Quantity:
    if not right.number:
        raise ZeroDenominatorError(node.right)
    if left.dimension.kind is right.dimension.kind:
        above, below = comparable(left, right)
        return Quantity(above / below, RATIO)
    dimension = MONEY if left.dimension.kind is Kind.MONEY else left.dimension
    return Quantity(left.number / right.number, dimension, left.unit)


def _call(node: Call, lookup: Lookup) -> Value:
    if node.name == W.F_IF:
        condition = _value(node.arguments[0], lookup)
        if isinstance(condition, NotApplicable):
            return condition
        return _value(node.arguments[1 if condition else 2], lookup)
    if node.name == W.F_COUNT:
        return _count(node.arguments[0], lookup)
    if node.name in _MADE:
        return _made(node.name, node.arguments, lookup)
    values = [value for argument in node.arguments for value in _many(argument, lookup)]
    quantities = [value for value in values if isinstance(value, Quantity)]
    if node.name == W.F_ABS:
        return _absolute(values[0])
    if not quantities:
        return NOT_APPLICABLE if values else Quantity(ZERO, NUMBER)
    return _aggregate(node.name, quantities)


_WAYS = {W.F_FLOOR: ROUND_FLOOR, W.F_CEILING: ROUND_CEILING}
_MADE = {W.F_ROUND, W.F_IN_UNIT, W.F_OR_ELSE, W.F_IS_GIVEN, W.F_NOTHING, *_WAYS}


def _made(name: str, arguments: tuple[Node, ...], lookup: Lookup) -> Value:
    """Return the value of a function that no formula may be written with."""
    values = [_value(argument, lookup) for argument in arguments]
    if name == W.F_NOTHING:
        return NOT_APPLICABLE
    if name == W.F_IS_GIVEN:
        return not isinstance(values[0], NotApplicable)
    if name == W.F_OR_ELSE:
        return values[1] if isinstance(values[0], NotApplicable) else values[0]
    value = values[0]
    if not isinstance(value, Quantity):
        return value
    if name in _WAYS:
        return replace(value, number=value.number.to_integral_value(_WAYS[name]))
    if name == W.F_IN_UNIT:
        unit = str(values[1])
        return replace(value, number=value.in_unit(unit), unit=unit) if value.unit else value  # a bare 0 is in no unit
    digits = values[1]
    assert isinstance(digits, Quantity)
    return replace(value, number=half_up(value.number, int(digits.number)))


def _count(node: Node, lookup: Lookup) -> Value:
    counted = lookup(node.path) if isinstance(node, Name) else _value(node, lookup)
    if isinstance(counted, NotApplicable):
        return counted
    items = counted.rows if isinstance(counted, Table) else counted
    assert isinstance(items, (tuple, list))
    return Quantity(ZERO + len(items), NUMBER)


def _many(node: Node, lookup: Lookup) -> Column:
    value = lookup(node.path) if isinstance(node, Name) else _value(node, lookup)
    return value if isinstance(value, list) else [value]


def _absolute(value: Value) -> Value:
    return negate(value) if isinstance(value, Quantity) and value.number < 0 else value


def _aggregate(name: str, quantities: list[Quantity]) -> Quantity:
    if name in {W.F_MAX, W.F_MIN}:
        choose = max if name == W.F_MAX else min
        return choose(quantities, key=lambda each: each.in_unit(W.YUAN) if each.unit in W.MONEY_UNITS else each.number)
    total = quantities[0]
    for quantity in quantities[1:]:
        total = add(total, quantity)
    return total if name == W.F_SUM else Quantity(total.number / len(quantities), total.dimension, total.unit)
