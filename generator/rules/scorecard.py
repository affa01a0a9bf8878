"""A scorecard: what each indicator and group scored, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..base import words as W
from ..base.decimals import ZERO, half_up
from ..base.problems import Problem
from ..facts.facts import Facts, Judgment
from ..facts.values import Value
from .figures import Computed, Figures
from .methods import Details, Outcome
from .ruleset import Indicator, RuleSet


@dataclass(frozen=True, slots=True)
class Trace:
    """How an indicator was scored: its quantity, and what the method made of it before clipping and rounding."""

    quantity: Computed | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator's score; points and deduction are None where only its group's score is known, or it cannot be scored.

    `lacking` says what it cannot be scored without.
    """

    name: str
    title: str
    full: Decimal
    points: Decimal | None
    deduction: Decimal | None
    indicator: Indicator
    value: Value | None = None
    details: Details = field(default_factory=dict)
    judgment: Judgment | None = None
    trace: Trace | None = None
    lacking: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """What its values are called by: 指标.甲 of 指标.甲.得分."""
        return f"{W.INDICATORS}.{self.name}"

    @property
    def leaves(self) -> tuple[IndicatorScore, ...]:
        """The indicator itself, as the only leaf."""
        return (self,)


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A group's score: the sum of what is known below it, or what the unit published for the group alone."""

    name: str
    title: str
    full: Decimal
    points: Decimal
    children: tuple[GroupScore | IndicatorScore, ...]
    judgment: Judgment | None = None

    @property
    def id(self) -> str:
        """What its values are called by: 组.甲 of 组.甲.得分."""
        return f"{W.GROUPS}.{self.name}"

    @property
    def deduction(self) -> Decimal:
        """The points off."""
        return self.full - self.points

    @property
    def group_only(self) -> bool:
        """Whether only the group's own score is known."""
        return self.judgment is not None and self.judgment.group_only

    @property
    def lacking(self) -> tuple[Problem, ...]:
        """What something below it cannot be scored without: its own score is not known then either."""
        return tuple(problem for child in self.children for problem in child.lacking)

    @property
    def leaves(self) -> tuple[IndicatorScore, ...]:
        """All indicators beneath, in order."""
        return tuple(leaf for child in self.children for leaf in child.leaves)


Scored = GroupScore | IndicatorScore


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A unit's year under a rule set; without points where the rule set does not score."""

    facts: Facts
    rules: RuleSet
    figures: Figures
    groups: tuple[GroupScore, ...] = ()

    @property
    def full(self) -> Decimal:
        """The full marks."""
        return self.rules.shape.total or ZERO

    @property
    def points(self) -> Decimal:
        """The sum of what is known; the total when nothing is lacking."""
        return sum((group.points for group in self.groups), ZERO)

    @property
    def lacking(self) -> tuple[Problem, ...]:
        """What an indicator cannot be scored without: the total is not known then either."""
        return tuple(problem for group in self.groups for problem in group.lacking)

    @property
    def grade(self) -> str:
        """The grade of the total."""
        return self.rules.grade(self.points)

    def everything(self) -> Iterator[Scored]:
        """Yield all groups and indicators, each group before what stands below it."""

        def below(scored: Scored) -> Iterator[Scored]:
            yield scored
            if isinstance(scored, GroupScore):
                for child in scored.children:
                    yield from below(child)

        for group in self.groups:
            yield from below(group)

    def deductions(self) -> list[Scored]:
        """Return the indicators with points off, and the groups of which only the score is known, in order."""
        found = []
        for scored in self.everything():
            own = isinstance(scored, IndicatorScore) or scored.group_only
            if own and scored.deduction:
                found.append(scored)
        return found

    def share(self, points: Decimal, full: Decimal) -> Decimal:
        """Return points over full marks as displayed (得分率)."""
        return half_up(points / full, self.figures.digits.ratio + 2) if full else ZERO
