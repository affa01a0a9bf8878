"""逐例扣分: each case costs a fixed number of points.

Official wording: “重点工作每有一项未完成扣4分，扣完为止。”

Parameters:
    例数: a formula for the number of cases.
    每例扣: the points that each costs.

Sentence names: 例数.

Edge values: no case costs nothing; the score never falls below 0; 不适用 gives full marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import ProblemError, Problems
from ...base.shapes import Number
from ...facts.values import Kind, Quantity, shown_value
from ..definitions import FormulaField, raise_unguarded, with_nearest
from ..formula import evaluate, infer
from ..formula.dimensions import Scope
from ..formula.making import ZERO as NONE_OFF
from ..formula.making import joined, or_else
from .base import Goal, Method, Outcome, Subject, compared
from .reckoning import Reckoning, own, worth


class PerCase(Method):
    """逐例扣分."""

    NAME: ClassVar[str] = W.M_PER_CASE
    DETAILS: ClassVar[tuple[str, ...]] = (W.CASES,)

    cases: FormulaField = Field(alias=W.CASES)
    each: Number = Field(alias=W.EACH)

    @property
    def names(self) -> tuple[str, ...]:
        """What the number of cases is computed from."""
        return self.cases.names

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a formula that counts nothing or divides unguarded, and points that would be given instead of taken."""
        try:
            found = infer(self.cases, scope)
            raise_unguarded(self.cases)
        except ProblemError as error:
            problems.extend(with_nearest(error, known))
            return
        if found.kind not in {Kind.COUNT, Kind.PEOPLE, Kind.NUMBER}:
            problems.add("R209", self.cases.text.mark, wanted=Kind.COUNT, given=found)
        if self.each < 0:
            problems.add("R105", self.method.mark, key=W.EACH)

    def score(self, subject: Subject) -> Outcome:
        """Return the points off for all cases."""
        count = evaluate(self.cases, subject.figures.value)
        if not isinstance(count, Quantity):
            return Outcome(points=subject.full)
        off = count.number * self.each
        step = f"{shown_value(count)} × {self.each:f}{W.POINT} = {off:f}{W.POINT}"
        return Outcome(deduction=off, details={W.CASES: count}, steps=(step,))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the points off for all cases."""
        off = joined("*", own(subject, W.CASES), worth(self.each))
        return Reckoning(or_else(off, NONE_OFF), takes_off=True, details={W.CASES: self.cases.root})

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield one case fewer than what the deduction stands for, and no case."""
        count = outcome.details[W.CASES]
        costly = (min(count.number * self.each, subject.full) / self.each).to_integral_value(ROUND_CEILING)
        for fewer in dict.fromkeys((costly - 1, ZERO)):
            yield Goal(condition=compared(self.cases, "<=", replace(count, number=fewer)))
