"""系数: full marks times a coefficient that a formula gives.

Official wording: “得分=得分系数×权重；反向指标，得分系数=目标值÷实际值。”

Parameters:
    系数: a formula for the coefficient (实际 ÷ 目标, 若(…, 80%, 100%)).
    反向: 是 for an indicator that is better when lower: the coefficient is one divided by the formula's value.

Sentence names: 系数 (rounded as a rate is displayed).

Edge values: a coefficient above 1 counts as 1, below 0 as 0; a reverse indicator whose value is 0 or less has the coefficient 1;
不适用 gives full marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO, half_up, plain
from ...base.problems import ProblemError, Problems
from ...base.shapes import Flag
from ...facts.values import NUMBER, Kind, Quantity
from ..definitions import FormulaField, raise_unguarded, with_nearest
from ..formula import evaluate, infer
from ..formula.dimensions import Scope
from ..formula.making import ONE, chosen, clipped, if_given, joined, rounded
from ..formula.making import ZERO as NIL
from .base import Goal, Method, Outcome, Subject, compared, ratio
from .reckoning import Reckoning, own

_WHOLE = Decimal(1)


class Coefficient(Method):
    """系数."""

    NAME: ClassVar[str] = W.M_COEFFICIENT
    DETAILS: ClassVar[tuple[str, ...]] = (W.COEFFICIENT,)

    coefficient: FormulaField = Field(alias=W.COEFFICIENT)
    reversed: Flag = Field(False, alias=W.REVERSED)

    @property
    def names(self) -> tuple[str, ...]:
        """What the coefficient is computed from."""
        return self.coefficient.names

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a formula that gives no rate or number, or divides unguarded."""
        try:
            found = infer(self.coefficient, scope)
            raise_unguarded(self.coefficient)
        except ProblemError as error:
            problems.extend(with_nearest(error, known))
            return
        if found.kind not in {Kind.RATIO, Kind.NUMBER}:
            problems.add("R209", self.coefficient.text.mark, wanted=Kind.RATIO, given=found)

    def score(self, subject: Subject) -> Outcome:
        """Return full marks times the coefficient."""
        value = evaluate(self.coefficient, subject.figures.value)
        if not isinstance(value, Quantity):
            return Outcome(points=subject.full, details={W.COEFFICIENT: value})
        shown = half_up(self._turned(value.number), subject.figures.digits.ratio + 2)
        held = min(max(shown, ZERO), _WHOLE)
        given = held * subject.full
        step = f"{W.COEFFICIENT} {plain(held, trim=True)} × {subject.full:f}{W.POINT} = {plain(given, trim=True)}{W.POINT}"
        return Outcome(points=given, details={W.COEFFICIENT: ratio(shown)}, steps=(step,))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return full marks times the coefficient, and the coefficient as displayed."""
        node, full = self.coefficient.root, own(subject, W.FULL)
        if self.reversed:
            node = chosen([(joined(">", node, NIL), joined("/", ONE, node))], ONE)
        coefficient = rounded(node, subject.figures.digits.ratio + 2)
        given = joined("*", clipped(own(subject, W.COEFFICIENT), ONE), full)
        return Reckoning(if_given(own(subject, W.COEFFICIENT), given, full), details={W.COEFFICIENT: coefficient})

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield the coefficient 1."""
        yield Goal(condition=compared(self.coefficient, "<=" if self.reversed else ">=", Quantity(_WHOLE, NUMBER)))

    def _turned(self, number: Decimal) -> Decimal:
        if not self.reversed:
            return number
        return _WHOLE / number if number > 0 else _WHOLE

