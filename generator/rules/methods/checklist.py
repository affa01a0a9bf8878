"""清单: each item that is met gives its points.

Official wording: “已制定财务管理、资产管理、内部控制制度的，每项1分。”

Parameters:
    项: a list of {名称, 得, 条件}; the points add up to the full marks. An item with 条件 is decided by the formula;
        the others are judged: those that the unit lists under 评定 as 未达 give nothing.

Sentence names: 未达项 (the names of the items not met).

Edge values: a condition that is 不适用 counts as met.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import ProblemError, Problems, make, nearest
from ...base.shapes import Number, Shape, Written
from ..definitions import FormulaField, wants_flag, with_nearest
from ..formula import evaluate
from ..formula.dimensions import Scope
from ..formula.making import ZERO as NO_POINTS
from ..formula.making import chosen, joined, named, or_else
from ..formula.nodes import Node
from .base import Branch, Goal, Method, Outcome, Subject
from .reckoning import Reckoning, judged_path, worth


class Item(Shape):
    """One item of the list."""

    name: Written = Field(alias=W.NAME)
    points: Number = Field(alias=W.POINTS)
    condition: FormulaField | None = Field(None, alias=W.CONDITION)


class Checklist(Method):
    """清单."""

    NAME: ClassVar[str] = W.M_CHECKLIST
    DETAILS: ClassVar[tuple[str, ...]] = (W.UNMET_ITEMS,)

    items: tuple[Item, ...] = Field(alias=W.ITEMS, min_length=1)

    @property
    def judged_by(self) -> str:
        """The items not met, where one has no condition."""
        return W.UNMET if any(item.condition is None for item in self.items) else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all conditions."""
        return tuple(name for item in self.items if item.condition for name in item.condition.names)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note items that do not add up to the full marks, and conditions that are none."""
        total = sum((item.points for item in self.items), ZERO)
        if total != full:
            problems.add("R317", self.items[0].name.mark, name=self.method, part=W.ITEMS, sum=total, full=full)
        for item in self.items:
            if item.points < 0:
                problems.add("R309", item.name.mark, name=item.name, points=item.points, full=full)
            try:
                if item.condition:
                    wants_flag(item.condition, scope)
            except ProblemError as error:
                problems.extend(with_nearest(error, known))

    def score(self, subject: Subject) -> Outcome:
        """Return the points of the items met.

        Raises:
            ProblemError: F303 the unit has not judged them.
        """
        judged = [item.name for item in self.items if item.condition is None]
        unmet = subject.judgment.unmet if subject.judgment else ()
        for name in unmet:
            if name not in judged:
                subject.problems.add("F314", name.mark, name=subject.name, item=name, nearest=nearest(name, judged))
        if judged and subject.judgment is None and not subject.rest_is_full:
            raise ProblemError(make("F303", subject.mark, name=subject.name, title=subject.name))
        failed = [item for item in self.items if self._fails(item, unmet, subject)]
        lost = sum((item.points for item in failed), ZERO)
        names = tuple(str(item.name) for item in failed)
        steps = tuple(f"{item.name} → −{item.points:f}{W.POINT}" for item in failed)
        return Outcome(points=subject.full - lost, details={W.UNMET_ITEMS: names}, steps=steps)

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the sum of what each item gives; one without a condition is judged."""
        unmet = outcome.details.get(W.UNMET_ITEMS, ())
        verdicts = {judged_path(subject, item.name): item.name not in unmet for item in self.items if item.condition is None}
        return Reckoning(joined("+", *(self._given(item, subject) for item in self.items)), judged=verdicts)

    def _given(self, item: Item, subject: Subject) -> Node:
        worth_it = worth(item.points)
        if item.condition is None:
            return chosen([(named(judged_path(subject, item.name)), worth_it)], NO_POINTS)
        return or_else(chosen([(item.condition.root, worth_it)], NO_POINTS), worth_it)

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield all items, those met as taken."""
        for item in self.items:
            yield Branch(str(item.name), item.points, item.name not in outcome.details[W.UNMET_ITEMS], item.condition)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield the items not met."""
        for item in self.items:
            if item.name in outcome.details[W.UNMET_ITEMS]:
                yield Goal(str(item.name), item.condition, item.points)

    def figures(self, outcome: Outcome | None) -> Iterator[str]:
        """Yield the figures of the items' conditions."""
        for item in self.items:
            yield from item.condition.names if item.condition else ()

    def _fails(self, item: Item, unmet: tuple[str, ...], subject: Subject) -> bool:
        if item.condition is None:
            return item.name in unmet
        return evaluate(item.condition, subject.figures.value) is False
