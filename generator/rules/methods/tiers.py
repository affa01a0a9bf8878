"""分档: the score of the interval that a rate falls into.

Official wording: “小于5%的得1分；5%（含）至10%（含）的得0.5分；大于10%的不得分。”

Parameters:
    档: a list of {区间, 得}. 区间 is written with its ends, [ and ] closed, ( and ) open, -∞ and +∞ unbounded:
        "[0%, 5%)", "[5%, 10%]", "(10%, +∞)". The intervals must follow each other without gap or overlap, in either order.

Sentence names: 标准 (the end of the best interval that the rate is beyond), 档 (the interval as written).

Edge values: an end belongs to the interval that closes it. A rate outside all intervals takes the nearest one's score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from ...base import messages as M
from ...base import words as W
from ...base.decimals import ZERO, plain
from ...base.marks import Text
from ...base.problems import ProblemError, Problems, make
from ...base.shapes import Number, Shape, parsed
from ...facts.values import Quantity, shown_value
from ..formula import Formula
from ..formula.dimensions import Scope
from ..formula.making import chosen, joined, literal, named
from ..formula.nodes import Node
from .base import Branch, Goal, Method, Outcome, Subject, compared, number_of
from .reckoning import Reckoning, measured, worth

_NUMBER = r"-?\d+(?:\.\d+)?[%％]?"
_INTERVAL = re.compile(rf"([\[(（【])\s*(-∞|−∞|{_NUMBER})\s*[,，]\s*(\+?∞|{_NUMBER})\s*([\])）】])")
_ENDLESS = Decimal("Infinity")


class Interval(NamedTuple):
    """An interval with open or closed ends."""

    low: Decimal
    low_closed: bool
    high: Decimal
    high_closed: bool
    text: Text

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies in the interval."""
        above = number > self.low or (self.low_closed and number == self.low)
        return above and (number < self.high or (self.high_closed and number == self.high))


def parse_interval(text: Text) -> Interval:
    """Return a written interval.

    Raises:
        ProblemError: R308 it is not written as one, or it is empty.
    """
    found = _INTERVAL.fullmatch(text.strip())
    if found:
        low, high = _end(found[2], -_ENDLESS), _end(found[3], _ENDLESS)
        interval = Interval(low, found[1] in "[【", high, found[4] in "]】", text)
        if low < high or (low == high and interval.low_closed and interval.high_closed):
            return interval
    raise ProblemError(make("R308", text.mark, text=text))


def _end(text: str, endless: Decimal) -> Decimal:
    if W.INFINITY in text:
        return endless
    number = text.rstrip("%％")
    return Decimal(number).scaleb(-2) if number != text else Decimal(number)


class Tier(Shape):
    """An interval and its points."""

    interval: Annotated[Interval, parsed(parse_interval)] = Field(alias=W.RANGE)
    points: Number = Field(alias=W.POINTS)


class Tiers(Method):
    """分档."""

    NAME: ClassVar[str] = W.M_TIERS
    NEEDS_QUANTITY: ClassVar[bool] = True
    DETAILS: ClassVar[tuple[str, ...]] = (W.STANDARD, W.TIERS)

    tiers: tuple[Tier, ...] = Field(alias=W.TIERS, min_length=1)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note gaps, overlaps, and tiers worth more than the full marks."""
        ordered = self._ordered()
        for lower, upper in pairwise(ordered):
            _check_joint(lower.interval, upper.interval, problems)
        for tier in self.tiers:
            if tier.points > full or tier.points < 0:
                problems.add("R309", tier.interval.text.mark, name=tier.interval.text, points=tier.points, full=full)

    def score(self, subject: Subject) -> Outcome:
        """Return the points of the interval that holds the value."""
        number = number_of(subject.value)
        ordered, tier = self._ordered(), self._tier(number)
        assert isinstance(subject.value, Quantity)
        like = subject.value
        standard = Quantity(self._standard(ordered, number), like.dimension, like.unit)
        text = str(tier.interval.text)
        step = M.FALLS_IN.format(value=shown_value(like), tier=text, points=f"{tier.points:f}")
        return Outcome(points=tier.points, details={W.STANDARD: standard, W.TIERS: text}, steps=(step,))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the choice between the tiers, by their upper ends."""
        ordered = self._ordered()
        tier = self._chosen(subject, [literal(str(each.interval.text)) for each in ordered])
        details = {W.STANDARD: self._standard_node(ordered, subject), W.TIERS: tier}
        return Reckoning(self._chosen(subject, [worth(each.points) for each in ordered]), details=details)

    def _chosen(self, subject: Subject, given: Sequence[Node]) -> Node:
        """Return what goes with the tier that the quantity falls into."""
        value, ends = named(subject.quantity), [each.interval for each in self._ordered()[:-1]]
        within = (joined("<=" if end.high_closed else "<", value, measured(subject, end.high)) for end in ends)
        return chosen(zip(within, given, strict=False), given[-1])

    def _standard_node(self, ordered: Sequence[Tier], subject: Subject) -> Node:
        """Return the end at which the best tier stops, on the quantity's side, as `_standard` finds it."""
        best = max(ordered, key=lambda tier: tier.points).interval
        low, high = (measured(subject, end if end.is_finite() else ZERO) for end in (best.low, best.high))
        if not best.low.is_finite():
            return high
        if ordered[-1].points > ordered[0].points:
            if not best.high.is_finite():
                return low
            within = joined("<=" if best.high_closed else "<", named(subject.quantity), high)
            return chosen([(within, low)], high)
        sign = "<" if best.low_closed else "<="
        return high if best is ordered[0].interval else chosen([(joined(sign, named(subject.quantity), low), low)], high)

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield all tiers as written."""
        for tier in self.tiers:
            yield Branch(str(tier.interval.text), tier.points, str(tier.interval.text) == outcome.details.get(W.TIERS))

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield the near ends of the next better tier and of the best, on either side of the value."""
        ordered = self._ordered()
        at = ordered.index(self._tier(number_of(subject.value)))
        for side, falling in ((ordered[:at][::-1], True), (ordered[at + 1 :], False)):
            better = [tier for tier in side if tier.points > ordered[at].points]
            for tier in dict.fromkeys((*better[:1], *sorted(better, key=lambda tier: -tier.points)[:1])):
                yield Goal(condition=_within(tier.interval, falling, subject))

    def _tier(self, number: Decimal) -> Tier:
        """Return the tier that holds a number; beyond all of them the nearest."""
        ordered = self._ordered()
        found = next((tier for tier in ordered if tier.interval.holds(number)), None)
        return found or (ordered[0] if number <= ordered[0].interval.low else ordered[-1])

    def _ordered(self) -> Sequence[Tier]:
        return sorted(self.tiers, key=lambda tier: (tier.interval.low, tier.interval.high))

    def _standard(self, ordered: Sequence[Tier], number: Decimal) -> Decimal:
        """Return the finite end at which the best tier stops, on the number's side."""
        best = max(ordered, key=lambda tier: tier.points).interval
        below = number < best.low or (best.holds(number) and ordered[-1].points > ordered[0].points)
        end = best.low if below else best.high
        return end if end.is_finite() else ZERO


def _within(interval: Interval, falling: bool, subject: Subject) -> Formula:
    """Return the condition that the quantity has come down, or up, to an interval."""
    assert isinstance(subject.value, Quantity)
    end, closed = (interval.high, interval.high_closed) if falling else (interval.low, interval.low_closed)
    sign = ("<" if falling else ">") + ("=" if closed else "")
    return compared(subject.quantity, sign, replace(subject.value, number=end))


def _check_joint(lower: Interval, upper: Interval, problems: Problems) -> None:
    def shown(number: Decimal) -> str:
        if not number.is_finite():
            return W.INFINITY
        percent = "%" in upper.text.translate(W.FULL_WIDTH)
        return plain(number.scaleb(2), trim=True) + "%" if percent else plain(number, trim=True)

    if lower.high < upper.low:
        problems.add("R306", upper.text.mark, gap=f"{shown(lower.high)}—{shown(upper.low)}")
    elif lower.high > upper.low:
        problems.add("R307", upper.text.mark, overlap=f"{shown(upper.low)}—{shown(min(lower.high, upper.high))}")
    elif not lower.high_closed and not upper.low_closed:
        problems.add("R306", upper.text.mark, gap=shown(lower.high))
    elif lower.high_closed and upper.low_closed:
        problems.add("R307", upper.text.mark, overlap=shown(lower.high))
