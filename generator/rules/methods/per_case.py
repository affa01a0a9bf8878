"""逐例扣分: each case costs a fixed number of points.

Official wording: “重点工作每有一项未完成扣4分，扣完为止。”

Parameters:
    例数: a formula for the number of cases.
    每例扣: the points that each costs.

Sentence names: 例数.

Edge values: no case costs nothing; the score never falls below 0; 不适用 gives full marks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ...base import words as W
from ...base.problems import ProblemError, Problems
from ...base.shapes import Number
from ...facts.values import Quantity
from ..definitions import FormulaField, with_nearest
from ..formula import evaluate, infer
from ..formula.dimensions import Scope
from .base import Method, Outcome, Subject


class PerCase(Method):
    """逐例扣分."""

    NAME: ClassVar[str] = W.M_PER_CASE
    DETAILS: ClassVar[tuple[str, ...]] = (W.CASES,)

    cases: FormulaField = Field(alias=W.CASES)
    each: Number = Field(alias=W.EACH)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a formula that does not fit."""
        try:
            infer(self.cases, scope)
        except ProblemError as error:
            problems.extend(with_nearest(error, known))

    def score(self, subject: Subject) -> Outcome:
        """Return the points off for all cases."""
        count = evaluate(self.cases, subject.figures.value)
        if not isinstance(count, Quantity):
            return Outcome(points=subject.full)
        return Outcome(
            deduction=count.number * self.each, details={W.CASES: count}, steps=(f"{count.number:f} × {self.each:f}",)
        )
