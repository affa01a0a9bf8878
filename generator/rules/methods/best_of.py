"""择优: the best of several ways of scoring.

Official wording: “年度执行率或者季度平均执行率，按得分高的计。”

Parameters:
    任选: a list of scorings (each with its 方式 and parameters, and 量 where it has another quantity than the indicator).

Sentence names: those of the way that gave most; on a tie, the first.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from ...base import words as W
from ...base.problems import Problems, nearest
from ...base.shapes import Shape, Written
from ...facts.values import NotApplicable
from ..formula.dimensions import Scope
from .base import Method, Outcome, Subject, settle

if TYPE_CHECKING:
    from . import AnyMethod


def _split(value: Any) -> Any:
    """Part the quantity from the scoring that it is written beside."""
    if not isinstance(value, dict):
        return value
    scoring = {key: inner for key, inner in value.items() if key != W.QUANTITIES}
    return {W.METHOD_SECTION: scoring} | {key: inner for key, inner in value.items() if key == W.QUANTITIES}


class Alternative(Shape):
    """One way of scoring, with its own quantity where it has one."""

    quantity: Written | None = Field(None, alias=W.QUANTITIES)
    scoring: AnyMethod = Field(alias=W.METHOD_SECTION)


class BestOf(Method):
    """择优."""

    NAME: ClassVar[str] = W.M_BEST

    ways: tuple[Annotated[Alternative, BeforeValidator(_split)], ...] = Field(alias=W.ANY_OF, min_length=1)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Check each way, and that its quantity exists."""
        for way in self.ways:
            if way.quantity and scope(way.quantity) is None:
                problems.add("R203", way.quantity.mark, name=way.quantity, nearest=nearest(way.quantity, known))
            way.scoring.check(full, scope, known, problems)

    def score(self, subject: Subject) -> Outcome | None:
        """Return the outcome of the way that gives most."""
        outcomes = [outcome for way in self.ways if (outcome := self._score(way, subject))]
        if not outcomes:
            return None
        return max(outcomes, key=lambda outcome: settle(outcome, subject.full, subject.digits)[0])

    def _score(self, way: Alternative, subject: Subject) -> Outcome | None:
        if way.quantity is None:
            return way.scoring.score(subject)
        value = subject.figures.value(str(way.quantity))
        assert not isinstance(value, list)
        if isinstance(value, NotApplicable):
            return Outcome(points=subject.full)
        return way.scoring.score(replace(subject, value=value))
