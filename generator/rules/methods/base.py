"""What every scoring method has: its parameters as a closed shape, a check, and a score with its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ...base import words as W
from ...base.decimals import ZERO, half_up
from ...base.marks import Mark, Text
from ...base.problems import Problems, nearest
from ...base.shapes import Shape, Written
from ...facts.facts import Judgment
from ...facts.values import POINTS, RATIO, Kind, Quantity, Value
from ..figures import Computed, Figures
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


_NO_NUMBERS = {Kind.MONEY, Kind.TARGET, Kind.DATE, Kind.FLAG, Kind.TEXT, Kind.LIST, Kind.TABLE}


def check_quantity(quantity: Text, is_scored: bool, scope: Scope, known: list[str], problems: Problems) -> None:
    """Note a quantity that does not exist, is a column, or cannot be scored: an amount's number depends on the unit it was written in."""
    found = scope(quantity)
    if found is None:
        problems.add("R203", quantity.mark, name=quantity, nearest=nearest(quantity, known))
    elif found[1] or (is_scored and found[0].kind in _NO_NUMBERS):
        problems.add("R209", quantity.mark, wanted=Kind.NUMBER, given=Kind.TABLE if found[1] else found[0])


class Method(Shape):
    """The parameters of a scoring method; `method` is its name in the rule set."""

    NAME: ClassVar[str]
    NEEDS_QUANTITY: ClassVar[bool] = False
    DETAILS: ClassVar[tuple[str, ...]] = ()

    method: Written = Field(alias=W.METHOD)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return what an editor sees: the parameters that go with this one name."""
        found = handler(core)
        handler.resolve_ref_schema(found)["properties"][W.METHOD] = {"const": cls.NAME}
        return found

    @property
    def needs_quantity(self) -> bool:
        """Whether its indicator must name a quantity."""
        return self.NEEDS_QUANTITY

    @property
    def sentence_names(self) -> tuple[str, ...]:
        """The names of its own that an indicator's sentences may print."""
        return self.DETAILS

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


def forced(computed: Computed | None, full: Decimal) -> Outcome | None:
    """Return what the rule for a zero denominator (零分母: 得分) gives; None when the quantity was not settled by one."""
    given = computed.zero_case.points if computed and computed.zero_case else None
    if given is None:
        return None
    return Outcome(points=full if isinstance(given, str) else given.number, steps=(W.ZERO_DENOMINATOR,))


def settle(outcome: Outcome, full: Decimal, digits: int) -> tuple[Decimal, Decimal]:
    """Return points and points off, clipped and rounded so that they add up to the full marks.

    Methods that give points round the points; methods that take points off round the deduction; the other is the remainder.
    """
    if outcome.deduction is not None:
        deduction = half_up(clip(outcome.deduction, full), digits)
        return full - deduction, deduction
    given = half_up(clip(outcome.points or ZERO, full), digits)
    return given, full - given


