"""What a method reckons by, said as a formula: for those who reckon anew, in a spreadsheet or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...base import words as W
from ...base.decimals import half_up
from ...base.marks import by_name
from ...facts.values import POINTS, RATIO, Quantity, Value
from ..formula.making import chosen, clipped, divides_by_zero, if_given, joined, literal, named, rounded
from ..formula.nodes import Node
from .base import Subject, clip


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How an indicator's points come about.

    Attributes:
        node: the points, or the points off, before clipping and rounding.
        takes_off: whether they come off.
        details: what the method computes on the way, by the names that its sentences print (平均, 行.2.完成率); it may be referred
            to by the indicator's id and that name (`own`).
        judged: what the unit judged, by names of their own (`judged_path`).
    """

    node: Node
    takes_off: bool = False
    details: Mapping[str, Node] = field(default_factory=dict)
    judged: Mapping[str, Value] = field(default_factory=dict)


def own(subject: Subject, detail: str) -> Node:
    """Return what stands for a detail of an indicator, or for its full marks."""
    return named(f"{W.INDICATORS}.{subject.name}.{detail}")


def judged_path(subject: Subject, what: str) -> str:
    """Return the name of something that the unit judged."""
    return f"{W.JUDGED}.{subject.name}.{what}"


def measured(subject: Subject, number: Decimal) -> Node:
    """Return a parameter in the unit of what is measured."""
    if isinstance(subject.value, Quantity):
        return literal(Quantity(number, subject.value.dimension, subject.value.unit))
    return literal(Quantity(number, subject.figures.dimensions.get(subject.quantity, RATIO)))


def worth(number: Decimal) -> Node:
    """Return a number of points."""
    return literal(Quantity(number, POINTS))


def settled(reckoning: Reckoning, full: Node, digits: int) -> Node:
    """Return the points as they print, clipped and rounded as `settle` does."""
    held = rounded(clipped(reckoning.node, full), digits)
    return joined("-", full, held) if reckoning.takes_off else held


def by_quantity(points: Node, subject: Subject, full: Node) -> Node:
    """Return points as the quantity lets them be: by a case of a zero denominator, and full marks where it is 不适用."""
    if not subject.quantity:
        return points
    given = if_given(named(subject.quantity), points, full)
    return chosen(_by_zero(subject, given), given)


def _by_zero(subject: Subject, otherwise: Node) -> Iterator[tuple[Node, Node]]:
    """Yield when a zero denominator settles the points, and what it gives."""
    definition = subject.figures.definitions.get(subject.quantity)
    if definition is None or subject.quantity in by_name(subject.figures.facts.settings.reported):
        return
    divides, cases = divides_by_zero(definition.formula.root), definition.zero_cases or ()
    last = max((at for at, case in enumerate(cases) if case.points is not None), default=-1)
    for case in cases[: last + 1] if divides else ():
        assert divides is not None
        number = subject.full if isinstance(case.points, str) else case.points.number if case.points else None
        points = otherwise if number is None else worth(half_up(clip(number, subject.full), subject.digits))
        yield joined(W.AND, divides, case.when.root) if case.when else divides, points
