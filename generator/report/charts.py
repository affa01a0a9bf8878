"""Charts of a report: its scores by group, and what its form draws (图表).

A chart holds printed values, as every line of a report does, so a bar answers for its number. Lengths are decimals that draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from ..base import words as W
from ..base.decimals import ZERO, half_up
from ..base.marks import Text
from ..base.problems import Problems
from ..facts.values import Dimension, Kind, NotApplicable, Quantity, Target, Value
from .document import Bar, Chart, Quoted, Span, Spans
from .forms import BarShape, ChartShape
from .language import render_sentence
from .printing import Printable
from .sentences import Sentences

_WHOLE = Decimal(100)
_UNITS = tuple(W.MONEY_UNITS)


def charts(sentences: Sentences, shapes: Iterable[ChartShape], names: Mapping[str, object], problems: Problems) -> Iterator[Chart]:
    """Yield the charts of a report; one without a value vanishes, a value that is missing or 不适用 leaves its bar out.

    Args:
        sentences: the sentences of its scorecard.
        shapes: what the form draws.
        names: what its templates see.
        problems: where to note what cannot be drawn.
    """
    found = (_scores(sentences), *(_Drawing(shape, names, problems).chart() for shape in shapes))
    yield from (chart for chart in found if chart.bars)


def _scores(sentences: Sentences) -> Chart:
    """Return the scores of the groups, each against its full marks; without bars where there are no scores."""
    card = sentences.card
    bars = []
    for group in card.groups if card.rules.scored else ():
        if group.points is not None and not group.lacking:
            label, points, full = (cast("Printable", sentences.view(group)[name]).spans for name in (W.NAME, W.SCORE, W.FULL))
            bars.append(Bar(label, points, half_up(group.points * _WHOLE / group.full, 2), full, _WHOLE))
    return Chart((Span(W.SCORES_BY_GROUP),), W.C_SCORES, tuple(bars))


@dataclass(frozen=True, slots=True)
class _Drawing:
    shape: ChartShape
    names: Mapping[str, object]
    problems: Problems

    def chart(self) -> Chart:
        """Return the chart, its bars as long as their values are beside the greatest, in 进度 beside 100% or what is more."""
        read = [(bar, self._read(bar, bar.take), self._read(bar, bar.goal)) for bar in self.shape.bars]
        measured = [(bar, value, goal) for bar, value, goal in read if value]
        found = [each for _, *both in measured for each in both if each]
        for bar, value, goal in measured:
            self._compare(bar, (value, goal), found[0][1])
        least = Decimal(1) if self.shape.kind == W.C_PROGRESS else ZERO
        most = max((_number(quantity) for _, quantity in found), default=ZERO).max(least) or Decimal(1)
        bars = tuple(
            Bar(self._line(bar.label), value[0], _length(value[1], most), *((goal[0], _length(goal[1], most)) if goal else ()))
            for bar, value, goal in measured
            if value
        )
        return Chart(self._line(self.shape.title), str(self.shape.kind), bars)

    def _read(self, bar: BarShape, text: Text | None) -> tuple[Spans, Quantity] | None:
        """Return what a value prints, and what it is; None where there is none, which a report may have reasons for."""
        spans = self._line(text) if text else ()
        quoted = next((span.value for span in spans if span.value), None)
        if quoted is None or isinstance(quoted.value, NotApplicable):
            return None
        quantity = quoted.value.quantity if isinstance(quoted.value, Target) else quoted.value
        if isinstance(quantity, Quantity) and (self.shape.kind != W.C_PROGRESS or quantity.dimension.kind is Kind.RATIO):
            return spans, quantity
        self.problems.add("T131", (text or bar.label).mark, title=self.shape.title, label=bar.label, kind=_kind(quoted))
        return None

    def _compare(self, bar: BarShape, both: Iterable[tuple[Spans, Quantity] | None], first: Quantity) -> None:
        for dimension in (each[1].dimension for each in both if each):
            if not _alike(dimension, first.dimension):
                details = {"title": self.shape.title, "label": bar.label, "kind": dimension, "other": first.dimension}
                self.problems.add("T132", bar.take.mark, **details)

    def _line(self, text: Text) -> Spans:
        """Return a line; what is still to be filled in was noted where the report prints it."""
        noted = Problems()
        spans = render_sentence(text, self.names, noted)
        self.problems.extend(problem for problem in noted if not problem.is_gap)
        return spans


def _number(quantity: Quantity) -> Decimal:
    return quantity.in_unit(_UNITS[0]) if quantity.dimension.kind is Kind.MONEY else quantity.number


def _length(quantity: Quantity, most: Decimal) -> Decimal:
    return half_up(max(_number(quantity), ZERO) * _WHOLE / most, 2)


def _alike(one: Dimension, other: Dimension) -> bool:
    return one.zero or other.zero or (one.kind, one.unit) == (other.kind, other.unit)


def _kind(quoted: Quoted) -> str:
    """Return what a value that cannot be drawn is, as the vocabulary calls it."""
    value: Value = quoted.value
    if isinstance(value, Quantity):
        return str(value.dimension)
    kinds = {bool: W.T_FLAG, tuple: W.T_LIST, Target: W.T_TARGET, str: W.T_TEXT}
    return next((word for kind, word in kinds.items() if isinstance(value, kind)), W.T_DATE)
