"""Which edits can be made alone, and which only together: moving two points is two edits, and neither adds up alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.marks import Mark, Source, Text
from ...base.problems import Problems
from ...base.workspace import AGENCIES, DATA, Workspace
from ...facts.vocabulary import load_vocabulary
from ...report.compose import check_against
from ...report.forms import load_form
from ..pipeline import load_rule_set
from ..task import Unit
from .dependence import Dependence
from .edits import Edit, patches, whole
from .sides import Sides, laid_over

Pair = tuple[str, str | None]
Changed = tuple[tuple[Path, ...], tuple[tuple[Path, bytes], ...]]
"""The files that are taken whole from the new side, and the texts of others."""
Fits = Callable[[Sequence[Edit]], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """Edits that are made together; `sound` when the old side loads with them."""

    edits: tuple[Edit, ...]
    sound: bool = True

    @property
    def paths(self) -> frozenset[Path]:
        """The files that it changes."""
        return frozenset(edit.path for edit in self.edits)

    def changed(self, old: Workspace) -> Changed:
        """Return what it lays over the old side, as it is handed to another process."""
        taken = tuple(sorted({edit.path for edit in self.edits if not edit.leaves}))
        return taken, tuple(patches(old, self.edits).items())


def steps_of(sides: Sides, edits: Sequence[Edit], units: Iterable[Unit]) -> list[Step]:
    """Return the steps of a difference, in the edits' order.

    Args:
        sides: what is compared.
        edits: the edits of the difference.
        units: the units that it touches; what they use and loads on the old side must load after a step.
    """
    old, new = sides.old.workspace, sides.new.workspace
    dependence = Dependence(old)
    pairs = [pair for pair in _pairs(dependence, edits, units) if _loads(old, pair)]

    def fits(some: Sequence[Edit]) -> bool:
        after = laid_over(old, {**whole(new, (edit.path for edit in some if not edit.leaves)), **patches(old, some)})
        return all(_loads(after, pair) for pair in pairs if any(dependence.concerns(edit.path, *pair) for edit in some))

    facts = old.root / DATA / AGENCIES
    own = [(edit,) for edit in edits if edit.path.is_relative_to(facts)]
    shared = [edit for edit in edits if not edit.path.is_relative_to(facts)]
    made = [*(Step(*group) for group in _grouped(shared, fits)), *map(Step, own)]
    return sorted(made, key=lambda step: edits.index(step.edits[0]))


def _grouped(edits: list[Edit], fits: Fits) -> Iterator[tuple[tuple[Edit, ...], bool]]:
    alone = [edit for edit in edits if fits((edit,))]
    rest = [edit for edit in edits if edit not in alone]
    for section in dict.fromkeys(edit.section for edit in rest):
        group = tuple(edit for edit in rest if edit.section == section)
        if len(group) > 1 and fits(group):
            yield group, True
            rest = [edit for edit in rest if edit not in group]
    if rest:
        needed = _needed(rest, alone, fits)
        yield tuple(edit for edit in edits if edit in rest or edit in (needed or ())), needed is not None
        alone = [edit for edit in alone if edit not in (needed or ())]
    yield from (((edit,), True) for edit in alone)


def _needed(rest: list[Edit], alone: list[Edit], fits: Fits) -> list[Edit] | None:
    """Return the fewest of the edits that can be made alone with which the rest can be made; None when it cannot."""
    if fits(rest):
        return []
    needed = list(alone)
    if not fits([*rest, *needed]):
        return None
    for edit in list(needed):
        fewer = [each for each in needed if each is not edit]
        if fits([*rest, *fewer]):
            needed = fewer
    return needed


def _pairs(dependence: Dependence, edits: Iterable[Edit], units: Iterable[Unit]) -> list[Pair]:
    """Return the pairs of rule set and form that units use, and the rule sets that are edited and nobody uses."""
    used = {(rules, form) for rules, form in map(dependence.names, units) if rules and form}
    edited = {name for edit in edits for name in dependence.rule_sets_of(edit.path)} - {rules for rules, _ in used}
    return [*sorted(used), *((name, None) for name in sorted(edited))]


def _loads(workspace: Workspace, pair: Pair) -> bool:
    """Whether a rule set loads, and the form that is used with it."""
    problems, place = Problems(), Mark(Source("", ""))
    rules, form = pair
    vocabulary = load_vocabulary(workspace, problems)
    read = load_rule_set(workspace, Text(rules, place), vocabulary, problems)
    written = load_form(workspace, Text(form, place), problems) if form else None
    if read and written:
        problems.extend(check_against(written, read, vocabulary))
    return not problems.errors
