"""序时: each period's progress is held against its schedule, and the average of the periods counts as well.

Official wording: “各季度得分=min(1，实际支出进度÷序时进度)×1分；全年平均执行率得分=min(1，平均执行率)×2分。”

Parameters:
    各期: the names of the cumulative progress at each period's end.
    序时: the schedule at each period's end (25%, 50%, 75%, 100%).
    每期: the points of each period.
    平均: the points of the average of the periods' rates.

Sentence names: 各期 (a list; each has 名称, 进度, 序时, 率, 得分, 扣分), 平均 (the average rate), 平均扣分,
序时.<period> (what is due at a period's end: 序时.四季度).

Rounding: each period's rate as displayed, then its deduction; the average from the rates as displayed.

Edge values: progress ahead of schedule is capped at that period's points.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO, half_up
from ...base.problems import Problem, ProblemError, Problems, make, nearest
from ...base.shapes import Number, Written
from ...facts.values import RATIO, Kind, Quantity, shown_value
from ..formula.dimensions import Scope
from ..formula.making import ONE, above_zero, call, joined, literal, named, rounded
from ..formula.nodes import Node
from .base import Goal, Method, Outcome, Subject, compared, points, ratio
from .reckoning import Reckoning, own, worth

_WHOLE = Decimal(1)


class Schedule(Method):
    """序时."""

    NAME: ClassVar[str] = W.M_SCHEDULE
    DETAILS: ClassVar[tuple[str, ...]] = (W.PERIODS, W.MEAN, W.MEAN + W.DEDUCTION)
    MEASURES: ClassVar[tuple[str, ...]] = ("schedule",)

    periods: tuple[Written, ...] = Field(alias=W.PERIODS, min_length=1)
    schedule: tuple[Number, ...] = Field(alias=W.SCHEDULE)
    each: Number = Field(alias=W.EACH_PERIOD)
    mean: Number = Field(ZERO, alias=W.MEAN)

    @property
    def sentence_names(self) -> tuple[str, ...]:
        """The names that every schedule has, and what is due in each period."""
        return (*self.DETAILS, *(f"{W.SCHEDULE}.{_called(name)}" for name in self.periods))

    @property
    def names(self) -> tuple[str, ...]:
        """The progress of the periods."""
        return tuple(map(str, self.periods))

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note unknown names, a schedule of another length, and points that do not add up to the full marks."""
        mark = self.periods[0].mark
        for name in self.periods:
            found = scope(name)
            if found is None:
                problems.add("R203", name.mark, name=name, nearest=nearest(name, known))
            elif found != (RATIO, False):
                problems.add("R209", name.mark, wanted=Kind.RATIO, given=Kind.TABLE if found[1] else found[0])
        if len(self.schedule) != len(self.periods) or not all(self.schedule):
            problems.add("R105", mark, key=W.SCHEDULE)
        total = self.each * len(self.periods) + self.mean
        if total != full:
            problems.add("R317", mark, name=self.method, part=f"{W.EACH_PERIOD}{W.LIST_COMMA}{W.MEAN}", sum=total, full=full)

    def score(self, subject: Subject) -> Outcome:
        """Return the deductions of all periods and of their average."""
        progress = self._progress(subject)
        periods = zip(self.periods, progress, self.schedule, strict=True)
        rows = [self._period(name, reached, planned, subject) for name, reached, planned in periods]
        rates = [row[W.RATE].number for row in rows]
        average = half_up(sum(rates, ZERO) / len(rates), subject.figures.digits.ratio + 2)
        mean_off = self._deduction(average, self.mean, subject)
        total = sum((row[W.DEDUCTION].number for row in rows), ZERO) + mean_off
        details = {W.PERIODS: rows, W.MEAN: ratio(average), W.MEAN + W.DEDUCTION: points(mean_off)}
        details[W.SCHEDULE] = {_called(name): ratio(planned) for name, planned in zip(self.periods, self.schedule, strict=True)}
        whole = f"{W.MEAN} {shown_value(ratio(average))} → {W.DEDUCTION} {mean_off:f}{W.POINT}"
        return Outcome(deduction=total, details=details, steps=(*map(_step, rows), whole))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the sum of the periods' deductions and that of their average, each by its rate."""
        places, shown = [f"{W.PERIODS}.{number}" for number, _ in enumerate(self.periods, 1)], subject.figures.digits.ratio + 2

        def off(rate: str, most: Decimal) -> Node:
            return rounded(joined("*", above_zero(joined("-", ONE, own(subject, rate))), worth(most)), subject.digits)

        details: dict[str, Node] = {}
        for place, period, planned in zip(places, self.periods, self.schedule, strict=True):
            details[f"{place}.{W.PROGRESS}"] = named(str(period))
            details[f"{place}.{W.SCHEDULE}"] = literal(ratio(planned))
            reached, plan = own(subject, f"{place}.{W.PROGRESS}"), own(subject, f"{place}.{W.SCHEDULE}")
            details[f"{place}.{W.RATE}"] = rounded(joined("/", reached, plan), shown)
            details[f"{place}.{W.DEDUCTION}"] = off(f"{place}.{W.RATE}", self.each)
            details[f"{place}.{W.SCORE}"] = joined("-", worth(self.each), own(subject, f"{place}.{W.DEDUCTION}"))
        details[W.MEAN] = rounded(call(W.F_MEAN, *(own(subject, f"{place}.{W.RATE}") for place in places)), shown)
        details[W.MEAN + W.DEDUCTION] = off(W.MEAN, self.mean)
        parts = [*(f"{place}.{W.DEDUCTION}" for place in places), W.MEAN + W.DEDUCTION]
        return Reckoning(joined("+", *(own(subject, part) for part in parts)), takes_off=True, details=details)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield each period that is behind, at its schedule."""
        for name, row in zip(self.periods, outcome.details[W.PERIODS], strict=True):
            if row[W.DEDUCTED]:
                yield Goal(row[W.NAME], compared(str(name), ">=", row[W.SCHEDULE]))

    def figures(self, outcome: Outcome | None) -> Iterator[str]:
        """Yield the progress of each period."""
        yield from map(str, self.periods)

    def _progress(self, subject: Subject) -> list[Quantity]:
        """Return the progress of all periods.

        Raises:
            ProblemError: of those that are missing or no numbers; one whose value was told to be wrong is not told again.
        """
        found: list[Quantity] = []
        wrong: list[Problem] = []
        for name in map(str, self.periods):
            try:
                value = subject.figures.value(name)
            except ProblemError as error:
                wrong += error.problems
                continue
            fact = subject.figures.facts.values.get(name)
            mark = fact.mark if fact else subject.mark
            if isinstance(value, Quantity):
                found.append(value)
            elif not subject.is_told(mark):
                wrong.append(make("F316", mark, key=name))
        if len(found) < len(self.periods):
            raise ProblemError(*wrong)
        return found

    def _period(self, name: str, progress: Quantity, planned: Decimal, subject: Subject) -> dict[str, Any]:
        rate = half_up(progress.number / planned, subject.figures.digits.ratio + 2)
        deduction = self._deduction(rate, self.each, subject)
        return {
            W.NAME: _called(name),
            W.PROGRESS: progress,
            W.SCHEDULE: ratio(planned),
            W.RATE: ratio(rate),
            W.SCORE: points(self.each - deduction),
            W.DEDUCTION: points(deduction),
            W.DEDUCTED: deduction > 0,
        }

    def _deduction(self, rate: Decimal, worth: Decimal, subject: Subject) -> Decimal:
        return half_up(max(_WHOLE - rate, ZERO) * worth, subject.digits)


def _called(name: str) -> str:
    """Return what a period is called: 四季度 of 累计支出进度.四季度."""
    return name.rpartition(".")[2]


def _step(row: dict[str, Any]) -> str:
    progress, planned, rate = (shown_value(row[column]) for column in (W.PROGRESS, W.SCHEDULE, W.RATE))
    return f"{row[W.NAME]} {progress} ÷ {planned} = {rate} → {W.DEDUCTION} {row[W.DEDUCTION].number:f}{W.POINT}"
