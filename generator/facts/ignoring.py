"""忽略: single warnings and hints that a unit has looked at and lets stand, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import Field

from ..base import words as W
from ..base.catalogue import CATALOGUE, Severity
from ..base.marks import Mark, Text
from ..base.problems import Problem, Problems, nearest
from ..base.shapes import Shape, Written, shapes
from ..base.yaml_reader import Mapping, Node, Sequence

_BEYOND = 1_000_000  # a column behind the end of any line


class Ignoring(Shape):
    """One line of 忽略 as it is written."""

    number: Written = Field(alias=W.CODE)
    place: Written = Field(alias=W.POSITION)
    reason: Written = Field(alias=W.WHY)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number that is let stand from one place up to another."""

    number: Text
    place: Text
    first: Mark
    end: Mark

    def covers(self, problem: Problem) -> bool:
        """Tell whether this is about a problem."""
        mark = problem.in_text
        if mark is None or mark.source != self.first.source or problem.number != self.number:
            return False
        return (self.first.line, self.first.column) <= (mark.line, mark.column) < (self.end.line, self.end.column)


def read_ignored(root: Mapping, problems: Problems) -> Iterator[Ignored]:
    """Yield what a facts file lets stand; an error, an unknown number, a place that is not there and a lacking reason are noted."""
    for _, written in shapes(Ignoring, root.get(W.SILENCED), problems):
        entry = CATALOGUE.get(written.number)
        extent = _extent(root, written.place)
        if entry is None:
            problems.add("F331", written.number.mark, code=written.number, nearest=nearest(written.number, _SILENCEABLE))
        elif entry.severity is Severity.ERROR:
            problems.add("F332", written.number.mark, code=written.number)
        elif extent is None:
            problems.add("F333", written.place.mark, place=written.place)
        elif not written.reason.strip():
            problems.add("R101", written.reason.mark, key=W.WHY)
        else:
            yield Ignored(written.number, written.place, *extent)


_SILENCEABLE = [number for number, entry in CATALOGUE.items() if entry.severity is not Severity.ERROR]


def without_ignored(problems: Problems, ignored: Iterable[Ignored]) -> Problems:
    """Return problems without those that are let stand; what is let stand and did not come up is told, unless errors may hide it."""
    kept, idle = Problems(draft=problems.draft), dict.fromkeys(ignored)
    covering = tuple(idle)
    for problem in problems:
        found = [each for each in covering if each.covers(problem)]
        if not found:
            kept.extend([problem])
        for each in found:
            idle.pop(each, None)
    for each in idle if not kept.errors else ():
        kept.add("W328", each.number.mark, code=each.number, place=each.place)
    return kept


def _extent(root: Mapping, place: Text) -> tuple[Mark, Mark] | None:
    """Return where a place begins and ends: a line by its number, or the path of a fact or a slot."""
    if place.isdecimal():
        return Mark(root.mark.source, int(place)), Mark(root.mark.source, int(place), _BEYOND)
    return _below(root, place.split("."))


def _below(node: Node, steps: list[str]) -> tuple[Mark, Mark] | None:
    """Return where a path below a node leads; a key may itself hold dots."""
    if isinstance(node, Sequence) and steps[0].isdecimal() and 0 < int(steps[0]) <= len(node.items):
        item = node.items[int(steps[0]) - 1]
        return _below(item, steps[1:]) if steps[1:] else (item.mark, item.end)
    for length in range(len(steps), 0, -1) if isinstance(node, Mapping) else ():
        assert isinstance(node, Mapping)
        name = ".".join(steps[:length])
        key, inner = node.key(name), node.get(name)
        if key is not None and inner is not None:
            return _below(inner, steps[length:]) if steps[length:] else (key.mark, inner.end)
    return None
