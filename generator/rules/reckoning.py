"""What quantities and scores are reckoned by, as formulas that say all that the program does: rounding, zero denominators, 不适用."""

from __future__ import annotations

from ..base import words as W
from ..base.decimals import half_up
from ..base.problems import Problems
from ..facts.values import Kind, Quantity
from .definitions import Definition
from .figures import Figures
from .formula.making import NOTHING, chosen, divides_by_zero, in_unit, literal, moved, rounded
from .formula.nodes import Node
from .methods.judged import Judged
from .methods.reckoning import Reckoning, by_quantity, own, settled
from .scorecard import IndicatorScore, Scorecard
from .scoring import subject_of


def quantity_node(defined: str, row: str, figures: Figures) -> Node:
    """Return what a quantity is reckoned by.

    Args:
        defined: the name that it is defined under.
        row: of a row's quantity the row's path, else empty.
        figures: what it is a figure of.
    """
    definition = figures.definitions[defined]
    value = _displayed(definition, figures.dimensions[defined].kind, figures)
    divides = divides_by_zero(definition.formula.root)
    if divides and definition.zero_cases:
        value = chosen([(divides, _of_zero(definition, value, figures))], value)
    return moved(value, row)


def _displayed(definition: Definition, kind: Kind, figures: Figures) -> Node:
    """Return a quantity's formula as `Figures.displayed` shows what it comes to: in its unit, rounded."""
    if kind in {Kind.FLAG, Kind.TEXT, Kind.DATE}:
        return definition.formula.root
    node, digits = definition.formula.root, figures.digits_of(definition, kind)
    if definition.unit and kind is Kind.MONEY:
        node = in_unit(node, definition.unit)
    return node if digits is None else rounded(node, digits + (2 if kind is Kind.RATIO else 0))


def _of_zero(definition: Definition, value: Node, figures: Figures) -> Node:
    """Return what the cases of a zero denominator give; where none applies, the formula, which cannot be reckoned."""
    branches: list[tuple[Node, Node]] = []
    for case in definition.zero_cases or ():
        take = NOTHING if case.take is None else literal(_shown(case.take, figures))
        if case.when is None:
            return chosen(branches, take)
        branches.append((case.when.root, take))
    return chosen(branches, value)


def _shown(take: Quantity, figures: Figures) -> Quantity:
    digits = figures.digits.ratio + 2
    return Quantity(half_up(take.number, digits), take.dimension) if take.dimension.kind is Kind.RATIO else take


def reckoning_of(scored: IndicatorScore, card: Scorecard) -> tuple[Reckoning, Node] | None:
    """Return how an indicator's method reckons, and its points as they print; None where it has not been scored on its own."""
    outcome = scored.trace.outcome if scored.trace else None
    if outcome is None:
        return None
    subject = subject_of(scored.name, scored.indicator, scored.value, card.facts, card.figures, Problems())
    reckoned, full = scored.indicator.scoring.reckoning(subject, outcome), own(subject, W.FULL)
    points = settled(reckoned, full, card.figures.digits.points)
    return reckoned, points if isinstance(scored.indicator.scoring, Judged) else by_quantity(points, subject, full)
