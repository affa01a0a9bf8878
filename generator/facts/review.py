"""复核: what the bureau found when it reviewed a unit's year: corrected facts, laid over the unit's own, and points off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import Field

from ..base import words as W
from ..base.marks import Text
from ..base.problems import Problems, nearest
from ..base.shapes import Points, Shape, Written, shape
from ..base.workspace import Workspace
from .facts import Fact, Facts
from .loading import Reader
from .plausible import note_implausible
from .sums import agree
from .values import Dimension, Kind, Missing, Row, Table, shown_value


class Verdict(Shape):
    """The bureau's points off of an indicator, and why."""

    deduction: Points = Field(alias=W.DEDUCTION)
    reason: Written = Field(alias=W.WHY)


class Correction(Shape):
    """A fact as the bureau found it, and why."""

    value: Written = Field(alias=W.VALUE)
    reason: Written = Field(alias=W.WHY)


class ReviewShape(Shape):
    """A review as its file says it: who reviewed, facts by path, indicators by name."""

    reviewer: Written = Field(alias=W.REVIEWER)
    corrections: dict[Written, Correction] = Field({}, alias=W.CORRECTED)
    verdicts: dict[Written, Verdict] = Field({}, alias=W.INDICATORS)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected fact: what the unit stated, if anything, and what the bureau found, at its place in the review."""

    name: str
    before: Fact | None
    after: Fact
    reason: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """A review that was read: what it says, and the unit's facts with the corrections laid over them."""

    written: ReviewShape
    corrected: tuple[Corrected, ...]
    facts: Facts


def read_review(workspace: Workspace, facts: Facts, problems: Problems) -> Reading | None:
    """Return the review of a unit's year; None where there is none, or it does not fit, which is noted."""
    told = Problems()
    mapping = workspace.read_mapping(workspace.review_path(facts.agency, facts.year), told)
    if [problem.number for problem in told] == ["S104"]:
        return None  # nobody reviewed this year
    problems.extend(told)
    written = shape(ReviewShape, mapping, problems) if mapping else None
    if written is None:
        return None
    corrections, verdicts = written.corrections.values(), written.verdicts.values()
    for reason in (*(each.reason for each in corrections), *(each.reason for each in verdicts)):
        _check_reason(reason, problems)
    corrected = tuple(_corrected(written, facts, problems))
    return Reading(written, corrected, _laid_over(facts, corrected, problems))


def _check_reason(reason: Text, problems: Problems) -> None:
    if not reason.strip():
        problems.add("R101", reason.mark, key=W.WHY)
    elif "{{" in reason:
        problems.add("F119", reason.at(reason.index("{{")))


def _corrected(written: ReviewShape, facts: Facts, problems: Problems) -> Iterator[Corrected]:
    reader = Reader(facts.vocabulary, facts.money_unit, problems)
    seen: dict[str, Text] = {}
    for key, correction in written.corrections.items():
        name, dimension, signed = _meant(str(key), facts)
        if dimension is None:
            problems.add("F251", key.mark, name=key, nearest=nearest(key, [*facts.vocabulary.canonical, *facts.values]))
            continue
        if name in seen:
            problems.add("F106", key.mark, key=name, line=seen[name].mark.line)
        seen[name] = key
        before = facts.fact(name)
        after = Fact(name, reader.scalar(correction.value, name, dimension, signed), correction.value.mark)
        if before and not isinstance(before.value, Missing) and agree(before.value, after.value):
            problems.add("H430", key.mark, name=key, value=shown_value(after.value))
        yield Corrected(name, before, after, correction.reason)


def _meant(key: str, facts: Facts) -> tuple[str, Dimension | None, bool]:
    """Return the fact, last year's fact or cell of a table that a name stands for, and what it must be; None for no such."""
    prefix = f"{W.LAST_YEAR}." if key.startswith(f"{W.LAST_YEAR}.") else ""
    path = facts.vocabulary.canonical.get(key.removeprefix(prefix))
    if path:
        entry = facts.vocabulary.entries[path]
        whole = entry.kind in {Kind.TABLE, Kind.LIST}
        return prefix + path, None if whole else entry.dimension, entry.signed
    table, _, cell = key.partition(".")
    number, _, column = cell.partition(".")
    known = facts.vocabulary.column(table, column) if f"{table}.{number}.{column}" in facts.values else None
    return key, known, False


def _laid_over(facts: Facts, corrected: tuple[Corrected, ...], problems: Problems) -> Facts:
    """Return a unit's facts as the bureau found them; what the unit asserted (核对) was said of its own."""
    now, before = dict(facts.values), dict(facts.last_year)
    for each in corrected:
        prefix, _, rest = each.name.partition(".")
        if prefix == W.LAST_YEAR:
            before[rest] = each.after
        else:
            now |= {each.name: each.after, **_table_with(each.after, now)}
    laid = replace(facts, values=now, last_year=before, settings=replace(facts.settings, asserted={}))
    _note_implausible(laid, corrected, problems)
    return laid


def _table_with(cell: Fact, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the table that a cell belongs to with the cell's value; nothing for what is no cell."""
    row, _, column = cell.path.rpartition(".")
    table = facts.get(row.rpartition(".")[0])
    if table is None or not isinstance(table.value, Table):
        return {}
    rows = (Row(each.path, {**each.cells, column: cell.value}) if each.path == row else each for each in table.value.rows)
    return {table.path: replace(table, value=Table(tuple(rows)))}


def _note_implausible(laid: Facts, corrected: tuple[Corrected, ...], problems: Problems) -> None:
    told = Problems()
    note_implausible(laid, told)
    places = {each.after.mark for each in corrected}
    problems.extend(problem for problem in told if problem.mark in places)
