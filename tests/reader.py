"""A reader with a calculator: reads printed numbers and formulas by himself, with nothing of the program's."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

_MONEY = {"元": 0, "万元": 4, "亿元": 8}
_NUMBER = re.compile(r"(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d\s]*)")
_EQUATION = re.compile(r"((?:[-−]?[\d.,]+[%分]?\s*[÷×+−]\s*)+[\d.,]+[%分]?) = ([\d.,]+)(%?)")
_OPERATORS: dict[type, Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A number as it stands on the page, and its unit."""

    number: Decimal
    unit: str

    @property
    def base(self) -> Decimal:
        """The number in 元, or as a fraction, or as it is."""
        return self.number.scaleb(_MONEY.get(self.unit, -2 if self.unit == "%" else 0))

    def like(self, base: Decimal) -> Decimal:
        """Return another number in this one's unit."""
        return base.scaleb(-_MONEY.get(self.unit, -2 if self.unit == "%" else 0))


def read(text: str) -> Printed | None:
    """Return what a text prints, when that is one number with its unit."""
    found = _NUMBER.fullmatch(text.strip())
    return Printed(Decimal(found["number"].replace(",", "").replace("−", "-")), found["unit"]) if found else None


def half_up(number: Decimal, digits: int) -> Decimal:
    """Return a number as an accountant rounds it."""
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def reckon(formula: str, values: Mapping[str, Decimal]) -> Decimal:
    """Return what a formula comes to with numbers for its names; amounts in 元, rates as fractions."""
    text = formula.translate(str.maketrans({"（": "(", "）": ")", "÷": "/", "×": "*", "−": "-"}))
    for number, name in enumerate(sorted(values, key=len, reverse=True)):
        text = text.replace(name, f"v{number}")
    names = {f"v{number}": values[name] for number, name in enumerate(sorted(values, key=len, reverse=True))}
    text = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", text.replace("绝对值", "abs").replace("计数", ""))
    with localcontext() as context:
        context.prec = 50
        return _value(ast.parse(text, mode="eval").body, names)


def _value(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp():
            return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
        case ast.Name():
            return names[node.id]
        case ast.Constant():
            return Decimal(str(node.value))
        case ast.Call(args=[one]):
            return abs(_value(one, names))
    raise AssertionError(ast.dump(node))


def wrong_equations(line: str) -> list[str]:
    """Return the equations of a line that do not come out, to the digits that they print."""
    wrong = []
    for left, right, percent in _EQUATION.findall(line):
        result = reckon(left.replace("分", "").replace(",", ""), {}) * (100 if percent else 1)
        said = Decimal(right.replace(",", ""))
        digits = len(right.partition(".")[2])
        wrong += [f"{left} = {right}{percent}"] if half_up(result, digits) != said else []
    return wrong
