"""Says a formula in the language of spreadsheets.

A spreadsheet reckons in binary numbers and knows no 不适用. So results are rounded to a grain far below what is displayed, and
compared by their rounded difference; 不适用 is a text, which no arithmetic takes, so that its error runs through a formula as 不适用
runs through ours, and becomes the text again where the formula ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...base import words as W
from ...facts.values import Kind, Quantity
from ...rules.formula.making import divides_by_zero
from ...rules.formula.nodes import Binary, Call, Literal, Name, Node, Unary
from .terms import Term, Tight, alike, combined, exact, in_ranges, in_unit, literal, rounded

_ALWAYS = "TRUE"
_AGGREGATES = {W.F_SUM: "SUM", W.F_MEAN: "AVERAGE", W.F_MAX: "MAX", W.F_MIN: "MIN"}

Look = Callable[[str], "Term | list[Term]"]
"""Gives what stands for a name; a list for a column of a table."""


def translated(node: Node, look: Look) -> Term:
    """Return a formula's expression."""
    return _Translation(look).of(node)


class _Translation:
    def __init__(self, look: Look) -> None:
        self.look = look

    def of(self, node: Node) -> Term:
        match node:
            case Literal():
                return literal(node.value)
            case Name():
                found = self.look(node.path)
                assert isinstance(found, Term), "a column where one value belongs passes no dimension check"
                return found
            case Unary(operator="-"):
                operand = self.of(node.operand)
                return replace(operand, text=f"-{operand.within(Tight.MINUS)}", tight=Tight.MINUS, is_cell=False)
            case Unary():
                operand = self.of(node.operand)
                return replace(operand, text=f"NOT({operand.text})", tight=Tight.ATOM, is_cell=False)
            case Call():
                return self._call(node)
            case Binary(operator=W.AND | W.OR):
                return self._logical(node)
            case Binary(operator="+" | "-"):
                return self._sum(node.operator, self.of(node.left), self.of(node.right))
            case Binary(operator="*"):
                return self._product(self.of(node.left), self.of(node.right))
            case Binary(operator="/"):
                return self._quotient(self.of(node.left), self.of(node.right))
        return self._compared(node.operator, self.of(node.left), self.of(node.right))

    def _logical(self, node: Binary) -> Term:
        """Return 且 or 或; where a side may be 不适用 the other decides if it can, and where the first decides none divides by zero."""
        left, right, both = self.of(node.left), self.of(node.right), node.operator == W.AND
        may_lack = left.may_lack or right.may_lack
        text = f"{'AND' if both else 'OR'}({left.text},{right.text})"
        if may_lack:
            for side in (right, left):
                decides = f"IFERROR(NOT({side.text}),FALSE)" if both else f"IFERROR({side.text},FALSE)"
                text = f"IF({decides},{'FALSE' if both else 'TRUE'},{text})"
        elif divides_by_zero(node.right):
            text = f"IF({left.text},{right.text},FALSE)" if both else f"IF({left.text},TRUE,{right.text})"
        return Term(text, Kind.FLAG, may_lack=may_lack)

    def _sum(self, operator: str, left: Term, right: Term) -> Term:
        left, right = alike(left, right)
        text = f"{left.within(Tight.SUM)}{operator}{right.within(Tight.PRODUCT)}"
        return combined(left, right, text, Tight.SUM, left.unit or right.unit)

    def _product(self, left: Term, right: Term) -> Term:
        text = f"{left.within(Tight.PRODUCT)}*{right.within(Tight.MINUS)}"
        return combined(left, right, text, Tight.PRODUCT, left.unit or right.unit)

    def _quotient(self, left: Term, right: Term) -> Term:
        unit = "" if right.unit else left.unit
        if left.unit and right.unit:
            left, right = alike(left, right)
        text = f"{left.within(Tight.PRODUCT)}/{right.within(Tight.MINUS)}"
        return combined(left, right, text, Tight.PRODUCT, unit)

    def _compared(self, operator: str, left: Term, right: Term) -> Term:
        sign, may_lack = {"!=": "<>"}.get(operator, operator), left.may_lack or right.may_lack
        if Kind.TEXT in {left.kind, right.kind}:
            text = f"EXACT({left.text},{right.text})"
            return Term(text if sign == "=" else f"NOT({text})", Kind.FLAG, may_lack=may_lack)
        if left.kind is Kind.FLAG:
            return Term(f"({left.text}){sign}({right.text})", Kind.FLAG, may_lack=may_lack, tight=Tight.COMPARED)
        left, right = alike(left, right)
        if left.steps or right.steps or may_lack:
            difference = exact(combined(left, right, f"{left.within(Tight.SUM)}-{right.within(Tight.PRODUCT)}", Tight.SUM, left.unit))
            return Term(f"{difference.text}{sign}0", Kind.FLAG, may_lack=may_lack, tight=Tight.COMPARED)
        return Term(f"{left.text}{sign}{right.text}", Kind.FLAG, tight=Tight.COMPARED)

    def _call(self, node: Call) -> Term:
        match node.name:
            case W.F_IF:
                return self._if(*node.arguments)
            case W.F_COUNT:
                found = self.look(node.arguments[0].path) if isinstance(node.arguments[0], Name) else self.of(node.arguments[0])
                return Term(str(len(found))) if isinstance(found, list) else found
            case W.F_ABS:
                return self._function("ABS", self.of(node.arguments[0]))
            case W.F_NOTHING:
                return Term("NA()", may_lack=True)
            case W.F_IS_GIVEN:
                term = self.of(node.arguments[0])
                return Term(f"ISNUMBER({term.text})" if term.may_lack else _ALWAYS, Kind.FLAG)
            case W.F_OR_ELSE:
                term, other = self.of(node.arguments[0]), self.of(node.arguments[1])
                if not term.may_lack:
                    return term
                text = f"IFERROR({term.text},{other.text})"
                return replace(term, text=text, may_lack=other.may_lack, tight=Tight.ATOM, is_cell=False)
            case W.F_ROUND:
                digits = node.arguments[1]
                assert isinstance(digits, Literal)
                assert isinstance(digits.value, Quantity)
                return rounded(self.of(node.arguments[0]), int(digits.value.number))
            case W.F_IN_UNIT:
                unit = node.arguments[1]
                assert isinstance(unit, Literal)
                return in_unit(self.of(node.arguments[0]), str(unit.value))
            case W.F_FLOOR | W.F_CEILING:
                function = "INT" if node.name == W.F_FLOOR else "ROUNDUP"
                term = exact(self.of(node.arguments[0]))
                text = f"{function}({term.text}{'' if node.name == W.F_FLOOR else ',0'})"
                return replace(term, text=text, tight=Tight.ATOM, is_cell=False)
        return self._aggregate(node)

    def _function(self, function: str, term: Term) -> Term:
        return replace(term, text=f"{function}({term.text})", tight=Tight.ATOM, is_cell=False)

    def _if(self, asked: Node, then: Node, otherwise: Node) -> Term:
        """Return 若; where it asks whether a value is given, that is known in its first branch."""
        condition, fails = self.of(asked), self.of(otherwise)
        holds = (_Translation(_given(asked, self.look)) if isinstance(asked, Call) and asked.name == W.F_IS_GIVEN else self).of(then)
        if condition.text == _ALWAYS:
            return holds
        if holds.kind is Kind.NUMBER:
            holds, fails = alike(holds, fails)
        text = f"IF({condition.text},{holds.text},{fails.text})"
        steps, may_lack = max(holds.steps, fails.steps), condition.may_lack or holds.may_lack or fails.may_lack
        return Term(text, holds.kind, holds.unit or fails.unit, may_lack, steps=steps)

    def _aggregate(self, node: Call) -> Term:
        """Return 合计, 平均, 最大 or 最小; cells that are 不适用 are left out, as texts are left out of a range."""
        terms = [term for argument in node.arguments for term in self._many(argument)]
        if not terms:
            return Term("0")
        terms = list(alike(*terms))
        inner = in_ranges(_left_out(term) for term in terms)
        may_lack, unit = all(term.may_lack for term in terms), next((term.unit for term in terms if term.unit), "")
        adds = node.name in {W.F_SUM, W.F_MEAN} and len(terms) > 1
        steps = max(term.steps for term in terms) + 2 * adds
        text = f"{_AGGREGATES[node.name]}({inner})" if len(terms) > 1 else terms[0].text
        if may_lack and len(terms) > 1:
            text = f"IF(COUNT({inner})=0,NA(),{text})"
        return Term(text, unit=unit, may_lack=may_lack, steps=steps, tight=Tight.ATOM if len(terms) > 1 else terms[0].tight)

    def _many(self, node: Node) -> list[Term]:
        found = self.look(node.path) if isinstance(node, Name) else self.of(node)
        return found if isinstance(found, list) else [found]


def _given(asked: Call, look: Look) -> Look:
    """Return a look at names in which the one that is asked for has a value."""
    (name,) = asked.arguments
    path = name.path if isinstance(name, Name) else ""

    def found(wanted: str) -> Term | list[Term]:
        term = look(wanted)
        return replace(term, may_lack=False) if wanted == path and isinstance(term, Term) else term

    return found


def _left_out(term: Term) -> str:
    """Return an argument of an aggregate.

    Raises:
        CannotSayError: it may be 不适用 and is no cell, which alone would be left out.
    """
    if term.is_cell or not term.may_lack:
        return term.text
    raise CannotSayError


class CannotSayError(Exception):
    """A formula that a spreadsheet has no words for: an expression that may be 不适用 in 合计, 平均, 最大 or 最小."""
