"""达标: full marks when a condition holds.

Official wording: “实际支出不超过预算安排的，得满分；否则不得分。”

Parameters:
    条件: a formula that is true or false.
    未达标: the points when it is false; 0 when left out.

Sentence names: none of its own.

Edge values: a condition that is 不适用 gives full marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ...base import messages as M
from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import ProblemError, Problems
from ...base.shapes import Number
from ..definitions import FormulaField, wants_flag, with_nearest
from ..formula import evaluate
from ..formula.dimensions import Scope
from ..formula.making import chosen, or_else
from .base import Branch, Goal, Method, Outcome, Subject
from .reckoning import Reckoning, own, worth


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
        step = (M.CONDITION_FAILS if holds is False else M.CONDITION_HOLDS).format(condition=self.condition.text, points=f"{given:f}")
        return Outcome(points=given, steps=(step,))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the choice between full marks and the points for a condition that fails."""
        full = own(subject, W.FULL)
        return Reckoning(or_else(chosen([(self.condition.root, full)], worth(self.otherwise)), full))

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield what holds and what fails gives."""
        failed = evaluate(self.condition, subject.figures.value) is False
        yield Branch(str(self.condition.text), subject.full, not failed, self.condition)
        yield Branch(M.ELSE, self.otherwise, failed)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield the condition."""
        yield Goal(condition=self.condition)
