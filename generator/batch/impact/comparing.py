"""The whole comparison: what differs, whom it touches, how each is measured."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from ...base.decimals import ZERO
from ...base.marks import Mark, Source, Text
from ...base.problems import ProblemError, Problems
from ...base.workspace import AGENCIES, DATA, RULES, VOCABULARY, Workspace
from ...facts.vocabulary import load_vocabulary
from ..editions import OFFICIAL
from ..everything import units_of
from ..pipeline import load_rule_set
from ..pool import CHUNK, Pool
from ..task import Unit
from .dependence import Dependence, changed_files
from .edits import Edit, edits_of
from .impact import Effect, Impact
from .measure import Measure, Measured, Task, measured
from .sides import Sides, sides_of
from .steps import Step, steps_of


def impact_of(
    workspace: Workspace,
    base: str | None = None,
    draft: Path | None = None,
    *,
    year: int | None = None,
    only: str | None = None,
    jobs: int | None = None,
) -> Impact:
    """Return what the difference of two sides does to the units; nothing is written.

    Args:
        workspace: the data folder.
        base: the git revision of the old side; HEAD, with a draft the work tree, when it is None.
        draft: a rule file for the new side.
        year: only this year.
        only: only units whose name fits this pattern.
        jobs: processes at most.

    Raises:
        ProblemError: the revision cannot be used; the draft, or a changed Word template, has an error.
    """
    sides = sides_of(workspace, base, draft)
    old, new = sides.old.workspace, sides.new.workspace
    changed = changed_files(old, new)
    _refuse_broken(sides, changed)
    before, after = (set(units_of(side, year, only)) for side in (old, new))
    touched = _touched(sides, sorted({*before, *after}), changed)
    concerned = [unit for unit, paths in touched.items() if paths or unit not in before or unit not in after]
    mine, facts = {path for unit in before & after for path in touched[unit]}, workspace.root / DATA / AGENCIES
    edits = list(edits_of(sides, [path for path in changed if path in mine or not path.is_relative_to(facts)]))
    steps = steps_of(sides, edits, concerned)
    plan = _Plan(workspace.root, edits, steps)
    tasks = [plan.task(unit, unit in before, unit in after, touched[unit]) for unit in concerned]
    pool = Pool(max(1, min(jobs or os.cpu_count() or 1, len(tasks) // CHUNK)))
    measure = Measure(sides.old, sides.new, tuple(step.changed(old) for step in steps))
    found = tuple(_placed(each, sides) for each in pool.results(measured, measure, tasks))
    effects = tuple(_effect(number, step, found) for number, step in enumerate(steps))
    return Impact(sides.old_name, sides.new_name, effects, found, len(touched) - len(concerned))


def _refuse_broken(sides: Sides, changed: Iterable[Path]) -> None:
    """Refuse a draft, and a changed Word template, that no report can be made with."""
    workspace, problems = sides.new.workspace, Problems()
    if sides.draft:
        name = Text(sides.draft.name, Mark(Source("", "")))
        load_rule_set(workspace, name, load_vocabulary(workspace, problems), problems)
    if (template := workspace.template(OFFICIAL)) in changed:
        from ...report.docx.checking import checked_package  # Word's libraries load only when its template changed

        try:
            checked_package(workspace.read_bytes(template), workspace.shown(template))
        except ProblemError as error:
            problems.extend(error.problems)
    if problems.errors:
        raise ProblemError(*map(sides.placed, problems.errors))


def _touched(sides: Sides, everyone: Sequence[Unit], changed: list[Path]) -> dict[Unit, Set[Path]]:
    """Return for each unit the changed files that it depends on, on one side or the other."""
    old, new = (Dependence(side.workspace) for side in (sides.old, sides.new))
    touched: dict[Unit, Set[Path]] = {}
    for unit in everyone if changed else ():
        named = new.names(unit)
        moved = new.workspace.new_facts_path(unit.agency, unit.year) in changed
        before = old.names(unit) if moved else named
        touched[unit] = {path for path in changed if new.touches(path, unit, named) or old.touches(path, unit, before)}
    return touched or dict.fromkeys(everyone, frozenset())


@dataclass(frozen=True, slots=True)
class _Plan:
    """Says how each unit is measured."""

    root: Path
    edits: Sequence[Edit]
    steps: Sequence[Step]

    def task(self, unit: Unit, on_old: bool, on_new: bool, touched: Set[Path]) -> Task:
        """Return what to measure of a unit that some changed files touch."""
        stated = {path for path in touched if self._below(path, AGENCIES) or self._below(path, VOCABULARY)}
        mine = [number for number, step in enumerate(self.steps) if step.paths & touched]
        edits = {edit for edit in self.edits if edit.path in touched}
        return Task(
            unit,
            on_old,
            on_new,
            steps=tuple((number, bool(self.steps[number].paths & stated)) for number in mine if len(mine) == 1 or self.steps[number].sound),
            facts=bool(stated),
            document=not all(self._below(path, RULES) for path in touched),
            only=len(mine) == 1 and edits <= set(self.steps[mine[0]].edits),
        )

    def _below(self, path: Path, part: str) -> bool:
        return path.is_relative_to(self.root / DATA / part)


def _placed(each: Measured, sides: Sides) -> Measured:
    """Return a measurement whose error, if it is in a draft, is told there."""
    if each.new is None or each.new.problem is None:
        return each
    return replace(each, new=replace(each.new, problem=sides.placed(each.new.problem)))


def _effect(number: int, step: Step, found: Iterable[Measured]) -> Effect:
    mine = [alone for each in found for alone in each.alone if alone.step == number and alone.differs]
    return Effect(step, len(mine), sum((alone.moved for alone in mine), ZERO))
