"""The result of a comparison: the units measured, what each step does alone, sums and grades."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...base.decimals import ZERO, half_up
from .difference import What
from .measure import Measured, Outcome
from .steps import Step


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step alone does: to how many units, how much their totals move together, and for how many changes it is the cause."""

    step: Step
    units: int
    moved: Decimal


@dataclass(frozen=True)
class Impact:
    """What the difference of two sides does.

    Attributes:
        old_name: what the old side is called.
        new_name: what the new side is called.
        effects: the steps with what each does alone.
        measured: the units that were evaluated, in order.
        untouched: how many units depend on nothing that differs.
    """

    old_name: str
    new_name: str
    effects: tuple[Effect, ...]
    measured: tuple[Measured, ...]
    untouched: int

    @cached_property
    def both(self) -> list[Measured]:
        """The units that are there on both sides."""
        return [each for each in self.measured if each.old and each.new]

    @cached_property
    def moved(self) -> list[Measured]:
        """The units whose total moves."""
        return [each for each in self.both if each.moved]

    @cached_property
    def worded(self) -> list[Measured]:
        """The units of which only sentences and texts differ, or marks that leave the total as it was."""
        return [each for each in self.both if not each.moved and any(change.what is not What.FAILURE for change in each.changes)]

    @cached_property
    def same(self) -> list[Measured]:
        """The units of which nothing differs."""
        return [each for each in self.both if not each.changes]

    @property
    def says_anything(self) -> bool:
        """Whether any unit differs, or is on one side only."""
        return len(self.same) < len(self.measured)

    @cached_property
    def one_sided(self) -> list[Measured]:
        """The units that are there on one side only."""
        return [each for each in self.measured if each.old is None or each.new is None]

    @cached_property
    def failed(self) -> list[Measured]:
        """The units that cannot be reported on a side."""
        return [each for each in self.measured if any(side and side.problem for side in (each.old, each.new))]

    @cached_property
    def newly_failed(self) -> list[Measured]:
        """The units that cannot be reported on the new side only."""
        return [each for each in self.failed if each.new and each.new.problem and _sound(each.old)]

    @cached_property
    def newly_sound(self) -> list[Measured]:
        """The units that cannot be reported on the old side only."""
        return [each for each in self.failed if each.old and each.old.problem and _sound(each.new)]

    @cached_property
    def both_failed(self) -> list[Measured]:
        """The units that cannot be reported on either side."""
        return [each for each in self.failed if not _sound(each.old) and not _sound(each.new)]

    @property
    def sum(self) -> Decimal:
        """How much the totals move together."""
        return sum((each.moved or ZERO for each in self.moved), ZERO)

    @property
    def mean(self) -> Decimal:
        """How much a total that moves does so on average, to two digits."""
        return half_up(self.sum / len(self.moved), 2) if self.moved else ZERO

    def grades(self) -> list[tuple[str, int, int]]:
        """Return how many units have each grade before and after, best first; of units with a total on both sides."""
        graded = [(each.old.grade, each.new.grade) for each in self.both if each.old and each.new and each.moved is not None]
        before, after = (Counter(pair[side] for pair in graded) for side in (0, 1))
        best = {side.grade: side.points for each in self.both for side in (each.old, each.new) if side and side.points is not None}
        return [(grade, before[grade], after[grade]) for grade in sorted(best, key=lambda grade: -best[grade]) if grade]

    def grade_moves(self) -> list[tuple[str, str, list[Measured]]]:
        """Return which units go from one grade to another."""
        moves: dict[tuple[str, str], list[Measured]] = {}
        for each in self.both:
            if each.old and each.new and each.moved is not None and each.old.grade != each.new.grade:
                moves.setdefault((each.old.grade, each.new.grade), []).append(each)
        return [(old, new, those) for (old, new), those in moves.items()]


def _sound(outcome: Outcome | None) -> bool:
    return outcome is None or outcome.problem is None


