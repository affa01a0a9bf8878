"""达标: full marks when a condition holds.

Official wording: “实际支出不超过预算安排的，得满分；否则不得分。”

Parameters:
    条件: a formula that is true or false.
    未达标: the points when it is false; 0 when left out.

Sentence names: none of its own.

Edge values: a condition that is 不适用 gives full marks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import ProblemError, Problems
from ...base.shapes import Number
from ..definitions import FormulaField, wants_flag, with_nearest
from ..formula import evaluate
from ..formula.dimensions import Scope
from .base import Method, Outcome, Subject


class Condition(Method):
    """达标."""

    NAME: ClassVar[str] = W.M_CONDITION

    condition: FormulaField = Field(alias=W.CONDITION)
    otherwise: Number = Field(ZERO, alias=W.OTHERWISE)

    @property
    def names(self) -> tuple[str, ...]:
        """The condition's names."""
        return self.condition.names

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a condition that is none, and points beyond the full marks."""
        try:
            wants_flag(self.condition, scope)
        except ProblemError as error:
            problems.extend(with_nearest(error, known))
        if not 0 <= self.otherwise <= full:
            problems.add("R309", self.method.mark, name=W.OTHERWISE, points=self.otherwise, full=full)

    def score(self, subject: Subject) -> Outcome:
        """Return full marks, or the points for a condition that fails."""
        holds = evaluate(self.condition, subject.figures.value)
        given = self.otherwise if holds is False else subject.full
        return Outcome(points=given, steps=(f"{self.condition.text} → {W.NO if holds is False else W.YES}",))
