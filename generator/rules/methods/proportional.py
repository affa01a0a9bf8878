"""比例: full marks times the rate.

Official wording: “得分=执行率×分值，最高不超过分值。” Some notices: “实际采购金额大于计划的不得分。”

Parameters:
    超过: what a rate above 100% gives: 封顶 (full marks; default) or 零分 (none).

Sentence names: 标准 (100%).

Edge values: exactly 100% gives full marks either way; 0% gives 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from ...base import messages as M
from ...base import words as W
from ...base.decimals import ZERO, plain
from ...base.shapes import one_of
from ...facts.values import shown_value
from ..formula.making import ONE, chosen, joined, literal, named
from .base import Branch, Goal, Method, Outcome, Subject, compared, number_of, ratio
from .reckoning import Reckoning, own

_WHOLE = Decimal(1)


class Proportional(Method):
    """比例."""

    NAME: ClassVar[str] = W.M_PROPORTIONAL
    NEEDS_QUANTITY: ClassVar[bool] = True
    DETAILS: ClassVar[tuple[str, ...]] = (W.STANDARD,)

    overfull: Annotated[str, one_of(W.OVERFULL, (W.CAPPED, W.FORFEITED))] = Field(W.CAPPED, alias=W.OVERFULL)

    def score(self, subject: Subject) -> Outcome:
        """Return full marks times the rate."""
        rate = number_of(subject.value)
        counted = rate if rate <= _WHOLE else (_WHOLE if self.overfull == W.CAPPED else ZERO)
        given = counted * subject.full
        steps = (f"{shown_value(ratio(counted))} × {subject.full:f}{W.POINT} = {plain(given, trim=True)}{W.POINT}",)
        return Outcome(points=given, details={W.STANDARD: ratio(_WHOLE)}, steps=steps)

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return full marks times the rate, or what a rate above 100% counts as."""
        rate = named(subject.quantity)
        beyond = ONE if self.overfull == W.CAPPED else literal(ratio(ZERO))
        counted = chosen([(joined("<=", rate, ONE), rate)], beyond)
        return Reckoning(joined("*", counted, own(subject, W.FULL)), details={W.STANDARD: literal(ratio(_WHOLE))})

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield what a rate above 100% gives, where it is not."""
        if number_of(subject.value) <= _WHOLE:
            yield Branch(M.ABOVE_WHOLE, subject.full if self.overfull == W.CAPPED else ZERO, False)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield 100%, from the side the rate is on."""
        yield Goal(condition=compared(subject.quantity, "<=" if number_of(subject.value) > _WHOLE else ">=", ratio(_WHOLE)))
