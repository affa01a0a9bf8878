"""What the scores of many units say together: ranks, classes of totals, the spread of each indicator; all in decimals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, pstdev

from ...base.decimals import ZERO, half_up
from .lines import IndicatorLine, Score

MOST_CLASSES = 10
WIDTHS = tuple(map(Decimal, ("0.5", "1", "2", "5", "10", "20", "50", "100", "200", "500", "1000")))
SHARE_DIGITS = 4  # a share is printed as a percentage with two digits


@dataclass(frozen=True, slots=True)
class Class:
    """How many totals are at least `low` and below `high`; the last class holds its `high` as well when that is the full marks."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What units scored on one indicator; of those whose points are known.

    `lost` is the sum of all points off, `share` the average over the full marks (得分率), `deviation` the standard deviation.
    """

    title: str
    full: Decimal
    known: int
    at_full: int
    highest: Decimal
    lowest: Decimal
    average: Decimal
    deviation: Decimal
    share: Decimal
    lost: Decimal

    @property
    def tells_apart(self) -> bool:
        """Whether some unit differs from another."""
        return self.highest != self.lowest


def ranks(totals: Sequence[Decimal]) -> list[int]:
    """Return the rank of each total, the highest first; equal totals share a rank, and the next one skips as many."""
    ordered = sorted(-total for total in totals)
    return [bisect_left(ordered, -total) + 1 for total in totals]


def classes(totals: Sequence[Decimal], full: Decimal) -> list[Class]:
    """Return totals in classes of equal width, from the lowest total's to the highest's; none without totals."""
    if not totals:
        return []
    width = next((width for width in WIDTHS if len(_bounds(totals, width, full)) <= MOST_CLASSES), WIDTHS[-1])
    counted = [(low, sum(1 for total in totals if _low(total, width, full) == low)) for low in _bounds(totals, width, full)]
    return [Class(low, low + width, number) for low, number in counted]


def _bounds(totals: Sequence[Decimal], width: Decimal, full: Decimal) -> list[Decimal]:
    first, last = (_low(total, width, full) for total in (min(totals), max(totals)))
    return [first + width * step for step in range(int((last - first) / width) + 1)]


def _low(total: Decimal, width: Decimal, full: Decimal) -> Decimal:
    """Return where the class of a total begins: the full marks stand in the class below them."""
    low = total // width * width
    return low - width if total == full and low == full and low > ZERO else low


def spread(indicators: Sequence[IndicatorLine], digits: int) -> Spread | None:
    """Return the spread of one indicator over units; None where no unit's points are known."""
    points = [each.points for each in indicators if each.points is not None]
    if not points:
        return None
    full, average = indicators[0].full, mean(points)
    return Spread(
        indicators[0].title,
        full,
        known=len(points),
        at_full=sum(1 for each in points if each == full),
        highest=max(points),
        lowest=min(points),
        average=half_up(average, digits),
        deviation=half_up(pstdev(points), digits),
        share=half_up(average / full, SHARE_DIGITS) if full else ZERO,
        lost=sum((full - each for each in points), ZERO),
    )


def spreads(scores: Sequence[Score]) -> Iterator[Spread]:
    """Yield the spread of every indicator of one rule set, in its order."""
    digits = max((score.digits for score in scores), default=0)
    rows = [[leaf for group in score.groups for leaf in group.indicators] for score in scores]
    yield from (found for column in zip(*rows, strict=True) if (found := spread(column, digits)))
