"""What every scoring method has: its parameters as a closed shape, a check, and a score with its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO, half_up
from ...base.marks import Mark
from ...base.problems import Problems
from ...base.shapes import Shape, Written
from ...facts.facts import Judgment
from ...facts.values import POINTS, RATIO, Quantity, Value
from ..figures import Figures
from ..formula.dimensions import Scope

Details = Mapping[str, Any]
"""Names for sentences: values, or lists of mappings of values (rows, periods)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a method scores: an indicator's marks, its quantity, what the unit judged, and all other figures."""

    name: str
    full: Decimal
    value: Value | None
    judgment: Judgment | None
    rest_is_full: bool
    figures: Figures
    mark: Mark
    problems: Problems

    @property
    def digits(self) -> int:
        """The digits of a score."""
        return self.figures.digits.points


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either points or points off, before clipping and rounding; the names a sentence may print; the steps taken."""

    points: Decimal | None = None
    deduction: Decimal | None = None
    details: Details = field(default_factory=dict)
    steps: Sequence[str] = ()


class Method(Shape):
    """The parameters of a scoring method; `method` is its name in the rule set."""

    NAME: ClassVar[str]
    NEEDS_QUANTITY: ClassVar[bool] = False
    DETAILS: ClassVar[tuple[str, ...]] = ()

    method: Written = Field(alias=W.METHOD)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note what is wrong with the parameters, before any facts are known."""

    def score(self, subject: Subject) -> Outcome | None:
        """Return the score of one indicator; None, with problems noted, when it cannot be scored."""
        raise NotImplementedError


def points(number: Decimal) -> Quantity:
    """Return a number of points."""
    return Quantity(number, POINTS)


def ratio(number: Decimal) -> Quantity:
    """Return a fraction as a ratio."""
    return Quantity(number, RATIO)


def number_of(value: Value | None) -> Decimal:
    """Return the number of a quantity."""
    assert isinstance(value, Quantity), "the dimension check lets only quantities through"
    return value.number


def clip(number: Decimal, full: Decimal) -> Decimal:
    """Return a score held within 0 and the full marks."""
    return min(max(number, ZERO), full)


def settle(outcome: Outcome, full: Decimal, digits: int) -> tuple[Decimal, Decimal]:
    """Return points and points off, clipped and rounded so that they add up to the full marks.

    Methods that give points round the points; methods that take points off round the deduction; the other is the remainder.
    """
    if outcome.deduction is not None:
        deduction = half_up(clip(outcome.deduction, full), digits)
        return full - deduction, deduction
    given = half_up(clip(outcome.points or ZERO, full), digits)
    return given, full - given


Builder = Callable[[Any], Method]
