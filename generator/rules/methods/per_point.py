"""逐点扣分: points come off for each unit by which a rate is beyond a standard.

Official wording: “不超过10%的得满分；超过10%的，每超出1个百分点扣0.1分，扣完为止。”

Parameters:
    标准: the standard (10%, or a number in the quantity's own unit).
    方向: 高于 (above costs), 低于 (below costs), 偏离 (either way costs, by the distance).
    每, 扣: the unit of distance, and the points that each costs.
    不足一点: 按比例 (a part of a unit costs its part; default), 不扣 (whole units only), 按一点 (a part counts as a whole).
    上限: the most that can come off; the full marks when left out.

Sentence names: 标准, 超出 (the distance beyond the standard, in percentage points for a rate).

Specimen:
    计分: {方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1, 不足一点: 按比例}
    14.5% → 4.5 points × 0.1 → 扣0.45分

Edge values: exactly at the standard nothing comes off; beyond (满分 ÷ 扣) units the score stays 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO, plain
from ...base.problems import Problems
from ...base.shapes import Number, one_of
from ...facts.values import Quantity, shown_value
from ..formula.dimensions import Scope
from ..formula.making import NOTHING, above_zero, call, if_given, joined, named
from ..formula.nodes import Node
from .base import Goal, Method, Outcome, Subject, compared, number_of
from .reckoning import Reckoning, measured, own, worth

_ROUNDING = {W.PRO_RATA: None, W.IGNORED: ROUND_FLOOR, W.AS_ONE: ROUND_CEILING}
_FUNCTIONS = {W.IGNORED: W.F_FLOOR, W.AS_ONE: W.F_CEILING}


class PerPoint(Method):
    """逐点扣分."""

    NAME: ClassVar[str] = W.M_PER_POINT
    NEEDS_QUANTITY: ClassVar[bool] = True
    DETAILS: ClassVar[tuple[str, ...]] = (W.STANDARD, W.BEYOND)
    MEASURES: ClassVar[tuple[str, ...]] = ("standard", "per")

    standard: Number = Field(alias=W.STANDARD)
    direction: Annotated[str, one_of(W.DIRECTION, (W.ABOVE, W.BELOW, W.EITHER_WAY))] = Field(alias=W.DIRECTION)
    per: Number = Field(alias=W.PER)
    takes_off: Number = Field(alias=W.TAKES_OFF)
    fraction: Annotated[str, one_of(W.FRACTION, _ROUNDING)] = Field(W.PRO_RATA, alias=W.FRACTION)
    limit: Number | None = Field(None, alias=W.LIMIT)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a unit of distance that is none, and points that would be given instead of taken."""
        for key, number in ((W.PER, self.per), (W.TAKES_OFF, self.takes_off), (W.LIMIT, self.limit or ZERO)):
            if number < 0 or (key == W.PER and not number):
                problems.add("R105", self.method.mark, key=key)

    def score(self, subject: Subject) -> Outcome:
        """Return the points off for the distance beyond the standard."""
        distance = number_of(subject.value) - self.standard
        beyond = {W.ABOVE: max(distance, ZERO), W.BELOW: max(-distance, ZERO), W.EITHER_WAY: abs(distance)}[self.direction]
        off = self._off(beyond)
        deduction = min(off, self.limit if self.limit is not None else subject.full)
        assert isinstance(subject.value, Quantity)
        like = subject.value
        details = {
            W.STANDARD: Quantity(self.standard, like.dimension, like.unit),
            W.BEYOND: Quantity(beyond, like.dimension, like.unit),
        }
        distance_shown, per = shown_value(details[W.BEYOND]), shown_value(Quantity(self.per, like.dimension, like.unit))
        steps = (
            f"{shown_value(like)} − {shown_value(details[W.STANDARD])} → {W.BEYOND} {distance_shown}",
            f"{distance_shown} ÷ {per} × {self.takes_off:f}{W.POINT} = {plain(off, trim=True)}{W.POINT}",
        )
        return Outcome(deduction=deduction, details=details, steps=steps)

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the points off for the distance, and the distance itself."""
        value, standard = named(subject.quantity), own(subject, W.STANDARD)
        distances: dict[str, Node] = {
            W.ABOVE: above_zero(joined("-", value, standard)),
            W.BELOW: above_zero(joined("-", standard, value)),
            W.EITHER_WAY: call(W.F_ABS, joined("-", value, standard)),
        }
        beyond = distances[self.direction]
        per, each = measured(subject, self.per), worth(self.takes_off)
        if function := _FUNCTIONS.get(self.fraction):
            off = joined("*", call(function, joined("/", beyond, per)), each)
        else:
            off = joined("/", joined("*", beyond, each), per)
        limited = off if self.limit is None else call(W.F_MIN, off, worth(self.limit))
        details = {W.STANDARD: measured(subject, self.standard), W.BEYOND: if_given(value, beyond, NOTHING)}
        return Reckoning(limited, takes_off=True, details=details)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield where one displayed step of points is won, and the standard, where nothing comes off."""
        standard = outcome.details[W.STANDARD]
        above = number_of(subject.value) > self.standard
        within = compared(subject.quantity, "<=" if above else ">=", standard)
        yield Goal(condition=within, gain=Decimal(1).scaleb(-subject.digits))
        yield Goal(condition=within)

    def _off(self, beyond: Decimal) -> Decimal:
        rounding = _ROUNDING[self.fraction]
        if rounding is None:
            return beyond * self.takes_off / self.per
        return (beyond / self.per).to_integral_value(rounding) * self.takes_off
