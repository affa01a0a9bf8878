"""Why a score is what it is: the values it rests on, the rule with the ways not taken, the distance to better scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..base import words as W
from ..base.marks import Mark
from ..base.problems import Problems
from ..facts.values import RATIO, Dimension, NotApplicable, Quantity
from .derivation import Figure, definition_of, derive
from .distance import Better, better_scores
from .methods import Branch, forced
from .ruleset import Basis
from .scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .scoring import subject_of


@dataclass(frozen=True, slots=True)
class Account:
    """An indicator's score and how it came about.

    Attributes:
        name: the indicator's name in the rule set.
        title: what it is called in print.
        full: its full marks.
        points: its points; None where only its group's are known, or something is missing.
        deduction: the points off.
        figures: its quantity and whatever that rests on, each once.
        method: how it is scored.
        parameters: the method's parameters, by the words they are written with.
        steps: the method's steps.
        given: the points that the method gave before clipping and rounding; None for a method that takes points off.
        taken: the points that it took off before clipping and rounding.
        branches: the ways the rule can go.
        zero_case: whether a case of a zero denominator settled the score.
        not_applicable: whether 不适用 gave full marks.
        basis: what the rule says, where it comes from, and whether anybody read it there.
        place: where the rule is written.
        judged_at: where the unit judged it; None for one that is computed.
        group_only: whether only its group's score is known.
        judged_by_rest: whether 其余 judged it.
        reason: why the unit took points off, where that is not printed (原因).
        better: where it would score better.
    """

    name: str
    title: str
    full: Decimal
    points: Decimal | None
    deduction: Decimal | None
    figures: tuple[Figure, ...]
    method: str
    parameters: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    given: Decimal | None
    taken: Decimal | None
    branches: tuple[Branch, ...]
    zero_case: bool
    not_applicable: bool
    basis: Basis
    place: Mark
    judged_at: Mark | None
    group_only: bool
    judged_by_rest: bool
    reason: str
    better: tuple[Better, ...]


def account(scored: IndicatorScore, card: Scorecard, *, seeks_better: bool = True) -> Account:
    """Return how an indicator's score came about.

    Args:
        scored: the indicator.
        card: the scorecard that it is of.
        seeks_better: whether to look for what would better it, which scores it many times.
    """
    indicator, trace, figures = scored.indicator, scored.trace, card.figures
    outcome = trace.outcome if trace else None
    settled = bool(forced(trace.quantity if trace else None, scored.full))
    not_applicable = isinstance(scored.value, NotApplicable) and not settled
    subject = subject_of(scored.name, indicator, scored.value, card.facts, figures, Problems())
    ran = outcome is not None and not settled and not not_applicable
    named = named_by(scored)
    by_unit = bool(indicator.scoring.judged_by) and trace is not None
    return Account(
        name=scored.name,
        title=scored.title,
        full=scored.full,
        points=scored.points if outcome else None,
        deduction=scored.deduction if outcome else None,
        figures=tuple(derive(named, figures)),
        method=str(indicator.scoring.method),
        parameters=tuple(indicator.scoring.parameters(_measured(scored, card)))[1:],
        steps=tuple(outcome.steps) if ran and outcome else (),
        given=outcome.points if outcome else None,
        taken=outcome.deduction if outcome else None,
        branches=tuple(indicator.scoring.branches(subject, outcome)) if ran and outcome else (),
        zero_case=settled,
        not_applicable=not_applicable,
        basis=indicator.basis,
        place=indicator.scoring.method.mark,
        judged_at=card.facts.judged_at(scored.name) if by_unit else None,
        group_only=trace is None,
        judged_by_rest=by_unit and scored.judgment is None,
        reason=str(scored.judgment.reason or "") if scored.judgment else "",
        better=better_scores(scored, card) if seeks_better else (),
    )


def _measured(scored: IndicatorScore, card: Scorecard) -> Dimension:
    if isinstance(scored.value, Quantity):
        return scored.value.dimension
    return card.figures.dimensions.get(str(scored.indicator.quantity), RATIO)


def named_by(scored: IndicatorScore) -> tuple[str, ...]:
    """Return the figures that an indicator names: its quantity, and those in its method's parameters."""
    outcome = scored.trace.outcome if scored.trace else None
    quantity = (str(scored.indicator.quantity),) if scored.indicator.quantity else ()
    return tuple(dict.fromkeys((*quantity, *scored.indicator.scoring.figures(outcome))))


Found = Scored | str
"""What a name stands for: an indicator or a group, or a fact's or quantity's name."""


def find(name: str, card: Scorecard) -> Found | None:
    """Return what a name or a printed title stands for; indicators come before groups, and those before figures."""
    everything = sorted(card.everything(), key=lambda scored: isinstance(scored, GroupScore))
    by_name = next((scored for scored in everything if scored.name == name), None)
    scored = by_name or next((scored for scored in everything if scored.title == name), None)
    return scored or _figure_named(name, card)


def _figure_named(name: str, card: Scorecard) -> str | None:
    facts = card.facts
    path = facts.vocabulary.canonical.get(name, name)
    if path in facts.vocabulary.entries or definition_of(path, card.figures) or card.figures.knows(path):
        return path
    titles = {known: definition.title for known, definition in card.figures.definitions.items()}
    titles |= {known: entry.title for known, entry in facts.vocabulary.entries.items()}
    return next((known for known, title in titles.items() if title == name), None)


def known_names(card: Scorecard) -> list[str]:
    """Return all names that can be explained."""
    scores = [name for scored in card.everything() for name in (scored.name, scored.title)]
    return [*scores, *card.figures.definitions, *card.facts.vocabulary.canonical, *(f"{W.DATA}.{name}" for name in card.facts.data)]
