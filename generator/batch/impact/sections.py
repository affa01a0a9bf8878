"""What every edition of an impact says, section by section: titles, columns, rows of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...base import messages as M
from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import Problem
from .difference import Change, What
from .impact import Effect, Impact
from .measure import Measured, Outcome


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that prints with its sign."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Old:
    """A text of the old side; its counterpart stands in the next cell."""

    text: str


@dataclass(frozen=True, slots=True)
class New:
    """A text of the new side; its counterpart stands in the cell before."""

    text: str


Value = str | int | Decimal | Moved | Old | New | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a title, and notes below it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole impact, ready to print: title, what is to be said first, the sections that have rows."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def report_of(impact: Impact) -> Report:
    """Return an impact as its sections."""
    lead = M.IMPACT_NO_EDITS if not impact.effects and not impact.measured else "" if impact.says_anything else M.IMPACT_NO_CHANGE
    sections = tuple(section for section in _sections(impact) if section.rows) if impact.effects or impact.measured else ()
    return Report(M.IMPACT_TITLE.format(old=impact.old_name, new=impact.new_name), lead, sections)


def _sections(impact: Impact) -> Iterator[Section]:
    found = [(each, number, change) for each in impact.measured for number, change in enumerate(each.changes)]
    yield Section(M.H_IMPACT_SUMMARY, M.IMPACT_SUMMARY_COLUMNS, tuple(_summary(impact)))
    yield Section(M.H_IMPACT_EDITS, M.IMPACT_EDIT_COLUMNS, tuple(_edits(impact)), tuple(_notes(impact)))
    yield Section(M.H_IMPACT_UNITS, M.IMPACT_UNIT_COLUMNS, tuple(map(_unit, impact.moved)))
    yield Section(M.H_IMPACT_GRADES, M.IMPACT_GRADE_COLUMNS, tuple(_grade(*each) for each in impact.grades()))
    yield Section(M.H_IMPACT_MOVES, M.IMPACT_MOVE_COLUMNS, tuple(_move(*each) for each in impact.grade_moves()))
    yield Section(M.H_IMPACT_SCORES, M.IMPACT_SCORE_COLUMNS, tuple(_score(*each) for each in found if each[2].what is What.SCORE))
    sentences = tuple(_sentence(*each) for each in found if each[2].what is What.SENTENCE)
    yield Section(M.H_IMPACT_SENTENCES, M.IMPACT_SENTENCE_COLUMNS, sentences)
    yield Section(M.H_IMPACT_TEXTS, M.IMPACT_TEXT_COLUMNS, tuple(_text(*each) for each in found if each[2].what is What.TEXT))
    yield Section(M.H_IMPACT_FAILED, M.IMPACT_FAILED_COLUMNS, tuple(row for each in impact.failed for row in _failures(each)))
    yield Section(M.H_IMPACT_ONE_SIDED, M.IMPACT_ONE_SIDED_COLUMNS, tuple(map(_one_sided, impact.one_sided)))


def _summary(impact: Impact) -> Iterator[Row]:
    values: dict[str, Value] = {
        "evaluated": len(impact.measured),
        "untouched": impact.untouched,
        "moved": len(impact.moved),
        "worded": len(impact.worded),
        "same": len(impact.same),
        "sum": Moved(impact.sum),
        "mean": Moved(impact.mean),
        "graded": sum(len(those) for *_, those in impact.grade_moves()),
        "failed": len(impact.newly_failed),
        "sound": len(impact.newly_sound),
        "both_failed": len(impact.both_failed),
        "one_sided": len(impact.one_sided),
    }
    always = {"evaluated", "untouched", "moved", "worded", "sum"}
    yield from ((M.IMPACT_COUNTS[name], value) for name, value in values.items() if name in always or value not in (0, Moved(ZERO)))


def _edits(impact: Impact) -> Iterator[Row]:
    for number, effect in enumerate(impact.effects, 1):
        for at, edit in enumerate(effect.step.edits):
            old, new = edit.old or M.IMPACT_NOTHING, edit.new or M.IMPACT_NOTHING
            texts: Row = (Old(old), New(new)) if edit.name else ("", new)
            alone: Row = (None, None) if at else (effect.units, Moved(effect.moved))
            yield number, edit.place, edit.name, *texts, *alone, _remark(effect)


def _remark(effect: Effect) -> str:
    if not effect.step.sound:
        return M.IMPACT_UNSOUND
    return M.IMPACT_TOGETHER if len(effect.step.edits) > 1 else ""


def _notes(impact: Impact) -> Iterator[str]:
    steps = [effect.step for effect in impact.effects]
    if any(step.sound and len(step.edits) > 1 for step in steps):
        yield M.IMPACT_NOTE_TOGETHER
    if not all(step.sound for step in steps):
        yield M.IMPACT_NOTE_UNSOUND
    if any(not each.by(number) for each in impact.measured for number in range(len(each.changes))):
        yield M.IMPACT_NOTE_JOINT


def _unit(each: Measured) -> Row:
    old, new = each.old, each.new
    assert old is not None
    assert new is not None
    assert each.moved is not None
    steps = sorted({alone.step for alone in each.alone if alone.moved})
    shares = sum((alone.moved for alone in each.alone), ZERO)
    causes = _numbers(steps) if shares == each.moved else M.IMPACT_JOINT
    return each.unit.agency, each.unit.year, each.name, old.points, new.points, Moved(each.moved), old.grade, new.grade, causes


def _grade(grade: str, old: int, new: int) -> Row:
    return grade, old, new, Moved(Decimal(new - old))


def _move(old: str, new: str, those: list[Measured]) -> Row:
    return old, new, len(those), W.LIST_COMMA.join(f"{each.unit.agency} {each.unit.year}" for each in those)


def _score(each: Measured, number: int, change: Change) -> Row:
    full = tuple(Decimal(text) if text else None for text in change.full)
    points = tuple(Decimal(text) if text else None for text in (change.old, change.new))
    return each.unit.agency, each.unit.year, change.indicator, *full, *points, Moved(change.moved), _causes(each, number)


def _sentence(each: Measured, number: int, change: Change) -> Row:
    texts = Old(change.old or M.IMPACT_NOTHING), New(change.new or M.IMPACT_NOTHING)
    return each.unit.agency, each.unit.year, change.indicator, change.slot, *texts, _causes(each, number)


def _text(each: Measured, number: int, change: Change) -> Row:
    texts = Old(change.old or M.IMPACT_NOTHING), New(change.new or M.IMPACT_NOTHING)
    return each.unit.agency, each.unit.year, *texts, _causes(each, number)


def _failures(each: Measured) -> Iterator[Row]:
    failures = [number for number, change in enumerate(each.changes) if change.what is What.FAILURE]
    causes = _causes(each, failures[0]) if failures else ""
    for side, name in ((each.old, M.OLD_SIDE), (each.new, M.NEW_SIDE)):
        if side and side.problem:
            yield each.unit.agency, each.unit.year, name, side.errors, _told(side.problem), causes


def _told(problem: Problem) -> str:
    return f"{problem.number} {problem.mark or ''} {problem.reason}".replace("  ", " ")


def _one_sided(each: Measured) -> Row:
    side = each.old or each.new
    assert isinstance(side, Outcome)
    where = M.OLD_SIDE if each.old else M.NEW_SIDE
    return each.unit.agency, each.unit.year, each.name, where, side.points, side.grade


def _causes(each: Measured, number: int) -> str:
    return _numbers(each.by(number)) or M.IMPACT_JOINT


def _numbers(steps: list[int]) -> str:
    return W.LIST_COMMA.join(str(step + 1) for step in steps)
