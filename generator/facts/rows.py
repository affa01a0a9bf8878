"""Tables of facts of a department and its units: rows below each other, the same row once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..base import words as W
from ..base.marks import by_name
from ..base.problems import Problems, make
from .facts import Fact, Facts
from .sums import SUMMED, agree, parts_of, total
from .values import NOT_APPLICABLE, Missing, Row, Table, Value, shown_value
from .vocabulary import Entry

Side = tuple[Facts, Mapping[str, Fact]]
"""A unit, and its facts of the year in question by path."""


@dataclass(slots=True)
class _Written:
    """A row as one unit states it: its cells, and where those that were written stand."""

    side: Facts
    name: str
    cells: dict[str, Value]
    facts: dict[str, Fact]


def combined_rows(path: str, entry: Entry, own: Facts, sides: Iterable[Side], problems: Problems) -> Iterator[Fact]:
    """Yield a table of a department and its units, then its cells, numbered anew.

    A row of the department that a unit has as well is one row, and must agree; where the vocabulary says so (同名相加),
    rows of one name add up, whoever states them.

    Args:
        path: the table.
        entry: what the vocabulary says of it.
        own: the department.
        sides: who states the table, the department first.
        problems: where to note rows that disagree.
    """
    stated = [(facts, values, values[path]) for facts, values in sides]
    first = stated[0][2]
    if missing := next((fact.value for _, _, fact in stated if isinstance(fact.value, Missing)), None):
        yield replace(first, value=missing)
        return
    rows: list[_Written] = []
    for facts, values, fact in stated:
        for row in fact.value.rows if isinstance(fact.value, Table) else ():
            _place(_written(row, entry, facts, values), entry, own, rows, problems)
    numbered = [_numbered(f"{path}.{number}", row) for number, row in enumerate(rows, 1)]
    everywhere = any(isinstance(fact.value, Table) for _, _, fact in stated)
    mark = first.mark if stated[0][0] is own else own.place(W.SUMMED)
    yield replace(first, value=Table(tuple(row for row, _ in numbered)) if everywhere else NOT_APPLICABLE, mark=mark)
    for _, cells in numbered:
        yield from cells


def compare_stated(facts: Facts, units: Iterable[Facts], problems: Problems) -> None:
    """Note what a department's tables say of a unit (对照) and the unit's own file says otherwise."""
    named = {name: unit for unit in units for name in _names(unit)}
    for path, entry in facts.vocabulary.entries.items():
        table = facts.values.get(path)
        for row in table.value.rows if entry.states and table and isinstance(table.value, Table) else ():
            unit = named.get(shown_value(next(iter(row.cells.values()))))
            for column, fact_path in by_name(entry.states).items() if unit else ():
                there = unit.fact(str(fact_path)) if unit else None
                here = facts.values.get(f"{row.path}.{column}")
                if here and there and not agree(here.value, there.value):
                    _disagree("F246", here, there, f"{row.path}.{column}", problems)


def _names(unit: Facts) -> Iterator[str]:
    """Yield what a unit is called: its folder, its full name."""
    yield unit.agency
    if full := unit.values.get(f"{W.UNIT}.{W.FULL_NAME}"):
        yield shown_value(full.value)


def _written(row: Row, entry: Entry, side: Facts, values: Mapping[str, Fact]) -> _Written:
    name = row.cells.get(str(next(iter(entry.columns), "")))
    facts = {column: fact for column in row.cells if (fact := values.get(f"{row.path}.{column}"))}
    return _Written(side, "" if name is None or isinstance(name, Missing) else shown_value(name), dict(row.cells), facts)


def _place(row: _Written, entry: Entry, own: Facts, rows: list[_Written], problems: Problems) -> None:
    """Put a row below the others, or together with the same row of another file."""
    adds = entry.summed == W.ADDED_BY_NAME
    same = next((each for each in rows if each.name == row.name and each.side is not row.side and (adds or each.side is own)), None)
    if same is None or not row.name:
        rows.append(row)
        return
    for column, value in row.cells.items():
        if adds and by_name(entry.columns)[column] in SUMMED:
            _add(column, row, same)
        elif column not in same.cells:
            same.cells[column] = value
            same.facts |= {column: row.facts[column]} if column in row.facts else {}
        elif not agree(same.cells[column], value) and not adds:
            _disagree("F245", same.facts[column], row.facts[column], same.facts[column].path, problems)


def _add(column: str, row: _Written, same: _Written) -> None:
    pairs = [(each.side.agency, each.facts[column]) for each in (same, row) if column in each.facts]
    parts = tuple(part for agency, fact in pairs for part in parts_of(agency, fact))
    values = [each.cells[column] for each in (same, row) if column in each.cells]
    same.cells[column] = total(values, same.side.money_unit)
    if pairs:
        same.facts[column] = replace(pairs[0][1], value=same.cells[column], parts=parts)


def _disagree(number: str, here: Fact, there: Fact, key: str, problems: Problems) -> None:
    problems.add(number, here.mark, key=key, here=shown_value(here.value), there=shown_value(there.value), place=there.mark)


def _numbered(path: str, row: _Written) -> tuple[Row, list[Fact]]:
    """Return a row under its new number, and its cells."""
    cells = {column: _renamed(value, f"{path}.{column}") for column, value in row.cells.items()}
    facts = [replace(fact, path=f"{path}.{column}", value=cells[column]) for column, fact in row.facts.items()]
    return Row(path, cells), facts


def _renamed(value: Value, key: str) -> Value:
    """Return a cell's value; one that is still to come is told by the cell's new path."""
    if not isinstance(value, Missing):
        return value
    details = dict(value.problem.details)
    return Missing(make(value.problem.number, value.problem.mark, **details | ({"key": key} if value.problem.number == "F204" else {})))
