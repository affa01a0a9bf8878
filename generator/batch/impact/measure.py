"""Measures one unit's year: both sides, and the old side with each step alone; pure, and fit for any process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import count

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import Problem
from ...base.workspace import Workspace
from ..task import Unit
from .difference import Change, What, changes
from .edits import whole
from .reading import Reading, Stated, read, stated
from .sides import Side, laid_over
from .steps import Changed


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure of a unit.

    Attributes:
        unit: the unit's year.
        on_old: whether it is there on the old side.
        on_new: whether it is there on the new side.
        steps: the numbers of the steps that touch it, each with whether they change its facts.
        facts: whether its facts differ between the sides.
        document: whether texts of the report can differ that are no sentences of indicators.
        only: whether the one step that touches it is the whole difference.
    """

    unit: Unit
    on_old: bool = True
    on_new: bool = True
    steps: tuple[tuple[int, bool], ...] = ()
    facts: bool = False
    document: bool = False
    only: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A unit's year on one side; `problem` is its first error, `errors` how many there are."""

    points: Decimal | None
    grade: str
    problem: Problem | None
    errors: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What a step alone does to a unit: how the total moves, whether anything differs, which changes it reproduces, by their number."""

    step: int
    moved: Decimal
    differs: bool
    same: frozenset[int]


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit's year measured; a side on which it is not there is None."""

    unit: Unit
    name: str
    old: Outcome | None
    new: Outcome | None
    changes: tuple[Change, ...] = ()
    alone: tuple[Alone, ...] = ()

    @property
    def moved(self) -> Decimal | None:
        """How the total moves; None where there is none on a side."""
        if not self.old or not self.new or self.old.points is None or self.new.points is None:
            return None
        return self.new.points - self.old.points

    def by(self, number: int) -> list[int]:
        """Return the steps that alone make a change, by the change's number."""
        return [alone.step for alone in self.alone if number in alone.same]


@dataclass(frozen=True)
class Measure:
    """The function that measures a task, with what it keeps open; two of one run are the same.

    Attributes:
        old: the old side.
        new: the new side.
        steps: what each step lays over the old side.
        run: the number of the run.
    """

    old: Side = field(compare=False)
    new: Side = field(compare=False)
    steps: tuple[Changed, ...] = field(compare=False)
    run: int = field(default_factory=count().__next__)

    @cached_property
    def _opened(self) -> dict[int, Workspace]:
        return {}

    def _step(self, number: int) -> Workspace:
        if number not in self._opened:
            taken, texts = self.steps[number]
            self._opened[number] = laid_over(self.old.workspace, {**whole(self.new.workspace, taken), **dict(texts)})
        return self._opened[number].with_no_reads()

    def __call__(self, task: Task) -> Measured:
        """Return a unit's year, measured."""
        sides = [(self.old.workspace.with_no_reads(), task.on_old), (self.new.workspace.with_no_reads(), task.on_new)]
        first = stated(next(workspace for workspace, there in sides if there), task.unit)
        facts = [first, stated(sides[1][0], task.unit) if task.facts and task.on_old and task.on_new else first]
        old, new = (
            read(workspace, own, document=task.document) if there else None for (workspace, there), own in zip(sides, facts, strict=True)
        )
        name = _name(new or old)
        if old is None or new is None:
            return Measured(task.unit, name, _outcome(old), _outcome(new))
        found = changes(old, new)
        alone = tuple(self._alone(task, number, own, old, first, found) for number, own in task.steps if not task.only)
        if task.only:
            alone = (Alone(task.steps[0][0], _moved(found), bool(found), frozenset(range(len(found)))),)
        return Measured(task.unit, name, _outcome(old), _outcome(new), tuple(found), alone)

    def _alone(self, task: Task, number: int, own: bool, old: Reading, first: Stated, found: list[Change]) -> Alone:
        workspace = self._step(number)
        after = read(workspace, stated(workspace, task.unit) if own else first, document=task.document)
        made = changes(old, after)
        return Alone(number, _moved(made), bool(made), frozenset(at for at, change in enumerate(found) if change in made))


def measured(measure: Measure, tasks: Iterable[Task]) -> list[Measured]:
    """Return some units' years, measured; the sides are opened once a process."""
    return list(map(_kept(measure), tasks))


@lru_cache(maxsize=1)
def _kept(measure: Measure) -> Measure:
    return measure


def _moved(found: list[Change]) -> Decimal:
    return sum((change.moved for change in found if change.what is What.SCORE), ZERO)


def _name(reading: Reading | None) -> str:
    full = reading.facts.fact(f"{W.UNIT}.{W.FULL_NAME}") if reading and reading.facts else None
    return str(full.value) if full else ""


def _outcome(reading: Reading | None) -> Outcome | None:
    if reading is None:
        return None
    return Outcome(reading.points, reading.grade, reading.failure, len(reading.problems.errors))
