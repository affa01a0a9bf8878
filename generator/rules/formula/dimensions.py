"""Checks a formula's dimensions before any number is known: 金额 ÷ 金额 is a 比率, 金额 + 人数 is an error."""

from __future__ import annotations

from collections.abc import Callable

from ...base import words as W
from ...base.catalogue import EXPECTATIONS
from ...base.problems import ProblemError, make
from ...facts.values import FLAG, MONEY, NUMBER, RATIO, TEXT, Dimension, Kind, Quantity
from .nodes import Binary, Call, Literal, Name, Node, Unary
from .parse import Formula

Scope = Callable[[str], tuple[Dimension, bool] | None]
"""Gives the dimension of a name, and whether it is a column of many values; None for an unknown name."""

UNKNOWN = Dimension(Kind.NUMBER, "?")
"""The dimension of a quantity that is itself wrong: what uses it is not told again."""

_COUNTED = {Kind.PEOPLE, Kind.COUNT, Kind.POINTS, Kind.RATIO}
_NUMERIC = {Kind.NUMBER, Kind.MONEY, *_COUNTED}
_OVER_COLUMNS = {W.F_MAX, W.F_MIN, W.F_SUM, W.F_MEAN}
_PRINTED = {"*": "×", "/": "÷", ">=": "≥", "<=": "≤", "!=": "≠"}


def infer(formula: Formula, scope: Scope) -> Dimension:
    """Return the dimension of a formula's value.

    Raises:
        ProblemError: R203 an unknown name (its `nearest` is left to the caller), R204 dimensions that do not go together, R209.
    """
    return _Inference(formula, scope).of(formula.root)


class _Inference:
    def __init__(self, formula: Formula, scope: Scope) -> None:
        self.formula = formula
        self.scope = scope

    def of(self, node: Node) -> Dimension:
        match node:
            case Literal(value=Quantity(dimension=dimension)):
                return dimension
            case Literal():
                return TEXT
            case Name():
                return self._name(node)
            case Unary(operator="-"):
                return self._number(node.operand, self.of(node.operand))
            case Unary():
                return self._flag(node.operand)
            case Call():
                return self._call(node)
            case Binary(operator=W.AND | W.OR):
                self._flag(node.left)
                return self._flag(node.right)
            case Binary():
                return self._combined(node)

    def _name(self, node: Name, many: bool = False) -> Dimension:
        known = self.scope(node.path)
        if known is None:
            raise ProblemError(make("R203", self.formula.mark(node), name=node.path, nearest=""))
        dimension, column = known
        if dimension is UNKNOWN:
            raise ProblemError()
        if column and not many:
            raise ProblemError(make("R209", self.formula.mark(node), wanted=EXPECTATIONS["operand"], given=Kind.TABLE))
        return dimension

    def _flag(self, node: Node) -> Dimension:
        found = self.of(node)
        if found.kind is not Kind.FLAG:
            raise ProblemError(make("R209", self.formula.mark(node), wanted=Kind.FLAG, given=found))
        return FLAG

    def _number(self, node: Node, found: Dimension) -> Dimension:
        if found.kind not in _NUMERIC:
            raise ProblemError(make("R209", self.formula.mark(node), wanted=Kind.NUMBER, given=found))
        return found

    def _call(self, node: Call) -> Dimension:
        if node.name == W.F_COUNT:
            (counted,) = node.arguments
            found = self._name(counted, many=True) if isinstance(counted, Name) else self.of(counted)
            if found.kind not in {Kind.LIST, Kind.TABLE}:
                raise ProblemError(make("R209", self.formula.mark(counted), wanted=Kind.LIST, given=found))
            return NUMBER
        arguments = node.arguments
        if node.name == W.F_IF:
            self._flag(arguments[0])
            arguments = arguments[1:]
        many = node.name in _OVER_COLUMNS
        dimensions = [self._name(each, many) if isinstance(each, Name) else self.of(each) for each in arguments]
        if node.name != W.F_IF:
            for each, found in zip(arguments, dimensions, strict=True):
                self._number(each, found)
        result = dimensions[0]
        for dimension in dimensions[1:]:
            result = self._same(result, dimension, node, ",")
        return result

    def _combined(self, node: Binary) -> Dimension:
        left, right = self.of(node.left), self.of(node.right)
        if node.operator == "*":
            return self._product(left, right, node)
        if node.operator == "/":
            return self._quotient(left, right, node)
        same = self._same(left, right, node, node.operator)
        if node.operator in "+-" and same.kind not in _NUMERIC:
            raise self._mismatch(left, right, node, node.operator)
        if node.operator in {"<", ">", "<=", ">="} and same.kind not in {*_NUMERIC, Kind.DATE}:
            raise self._mismatch(left, right, node, node.operator)
        return same if node.operator in "+-" else FLAG

    def _same(self, left: Dimension, right: Dimension, node: Node, operator: str) -> Dimension:
        if right.zero or left == right:
            return left
        if left.zero:
            return right
        if left.kind is right.kind and not (left.unit and right.unit):
            return left if left.unit else right
        # 率 > 1 compares with the whole, but 10% + 5 is hardly meant to be 510%.
        counted = _COUNTED - ({Kind.RATIO} if operator in {"+", "-"} else set())
        if left.kind is Kind.NUMBER and right.kind in counted:
            return right
        if right.kind is Kind.NUMBER and left.kind in counted:
            return left
        raise self._mismatch(left, right, node, operator)

    def _product(self, left: Dimension, right: Dimension, node: Node) -> Dimension:
        for factor in (Kind.NUMBER, Kind.RATIO):
            for one, other in ((left, right), (right, left)):
                if one.kind is factor and other.kind in _NUMERIC:
                    return other
        raise self._mismatch(left, right, node, "*")

    def _quotient(self, left: Dimension, right: Dimension, node: Node) -> Dimension:
        if left.kind not in _NUMERIC or right.kind not in _NUMERIC:
            raise self._mismatch(left, right, node, "/")
        if left.kind is right.kind and (left.unit == right.unit or not (left.unit and right.unit)):
            return RATIO
        if right.kind in {Kind.NUMBER, Kind.RATIO}:
            return left
        if left.kind is Kind.MONEY and right.kind in {Kind.PEOPLE, Kind.COUNT}:
            return MONEY
        raise self._mismatch(left, right, node, "/")

    def _mismatch(self, left: Dimension, right: Dimension, node: Node, operator: str) -> ProblemError:
        details = {"left": left, "right": right, "operator": _PRINTED.get(operator, operator)}
        return ProblemError(make("R204", self.formula.mark(node), **details))
