"""What every scoring method has: its parameters as a closed shape, a check, and a score with its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ...base import words as W
from ...base.decimals import ZERO, half_up, plain
from ...base.marks import Mark, Source, Text
from ...base.problems import Problems, nearest
from ...base.shapes import Shape, Written
from ...facts.facts import Judgment
from ...facts.values import POINTS, RATIO, Dimension, Kind, Quantity, Value, shown_value
from ..figures import Computed, Figures
from ..formula import Formula
from ..formula.dimensions import Scope
from ..formula.nodes import Binary, Literal, Name

if TYPE_CHECKING:
    from .reckoning import Reckoning

Details = Mapping[str, Any]
"""Names for sentences: values, or lists of mappings of values (rows, periods)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a method scores: an indicator's marks, its quantity by name and value, what the unit judged, and all other figures."""

    name: str
    full: Decimal
    quantity: str
    value: Value | None
    judgment: Judgment | None
    rest_is_full: bool
    figures: Figures
    mark: Mark
    problems: Problems

    def is_told(self, mark: Mark) -> bool:
        """Whether something wrong was told of a place, so that what follows from it need not be."""
        return any(problem.mark == mark for problem in self.problems.errors)

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


@dataclass(frozen=True, slots=True)
class Branch:
    """One way that a rule can go: its name or condition, the points it gives, and whether it went that way."""

    when: str
    points: Decimal
    taken: bool
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """Where an indicator would score better.

    Attributes:
        label: the part of the indicator that it is about (a period, an item, a row); empty for the whole.
        condition: what must hold; None where no figure decides but a judgment.
        gain: how many points more are enough; None for all that the condition brings.
    """

    label: str = ""
    condition: Formula | None = None
    gain: Decimal | None = None


_NOWHERE = Mark(Source("", ""))
_PRINTED = {">=": "≥", "<=": "≤"}
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
    MEASURES: ClassVar[tuple[str, ...]] = ()
    """The parameters that are in the unit of what is measured; the other numbers are points."""

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

    @property
    def judged_by(self) -> str:
        """The key by which the unit judges what no fact decides (扣分, 未达); empty where facts decide all."""
        return ""

    @property
    def names(self) -> tuple[str, ...]:
        """The facts and quantities that the parameters name; a table's columns by 表.列."""
        return ()

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note what is wrong with the parameters, before any facts are known."""

    def score(self, subject: Subject) -> Outcome | None:
        """Return the score of one indicator; None, with problems noted, when it cannot be scored."""
        raise NotImplementedError

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return how the score comes about, as a formula that gives the same points when figures change."""
        raise NotImplementedError

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield the ways the rule can go, the one it went and the others."""
        yield from ()

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield where the next better points are, and the best, as far as a figure or a judgment decides it."""
        yield from ()

    def figures(self, outcome: Outcome | None) -> Iterator[str]:
        """Yield the names of the figures that the parameters rest on."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Formula):
                yield from value.names

    def parameters(self, measured: Dimension) -> Iterator[tuple[str, str]]:
        """Yield the parameters by the word they are written with, as they read; lists of branches aside."""
        for name, parameter in type(self).model_fields.items():
            text = _parameter(getattr(self, name), measured if name in self.MEASURES else POINTS)
            if text:
                yield str(parameter.alias), text


def _parameter(value: object, dimension: Dimension) -> str:
    match value:
        case Decimal():
            return shown_value(Quantity(value, dimension)) if dimension != POINTS else plain(value, trim=True) + W.POINT
        case Formula():
            return str(value.text)
        case bool():
            return W.YES if value else W.NO
        case int() | str():
            return str(value)
        case tuple():
            return W.LIST_COMMA.join(filter(None, (_parameter(each, dimension) for each in value)))
        case dict():
            return W.LIST_COMMA.join(f"{key}{W.COLON}{each}" for key, each in value.items())
    return ""


def compared(figure: Formula | str, sign: str, bound: Quantity) -> Formula:
    """Return the condition that a figure, a formula or a name, lies on one side of a bound."""
    if isinstance(figure, str):
        figure = Formula(Text(figure, _NOWHERE), Name(figure, 0))
    root = Binary(sign, figure.root, Literal(bound, 0), 0)
    return Formula(Text(f"{figure.text} {_PRINTED.get(sign, sign)} {shown_value(bound)}", figure.text.mark), root)


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


