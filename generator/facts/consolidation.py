"""汇总: a department's facts and those of the units below it as one; every sum knows its parts.

A department's file states its own level (本级). Amounts, headcounts and counts add; rows of tables stand below each other;
rates, dates, texts and flags are the department's own. The vocabulary says what is otherwise (汇总: 不加, 同名相加).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..base import words as W
from ..base.marks import Text
from ..base.problems import Problems, nearest
from ..base.workspace import Workspace
from ..base.yaml_reader import Scalar, Sequence
from .facts import Fact, Facts
from .rows import combined_rows, compare_stated
from .sums import SUMMED, sum_of
from .values import Kind, Missing, Table
from .vocabulary import Entry

Load = Callable[[Text, Problems], Facts | None]
_SHOWN = 5  # facts that one warning names


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that is added: where the department names it, and its own facts."""

    name: Text
    facts: Facts


def with_units(workspace: Workspace, facts: Facts, load: Load, above: tuple[str, ...], problems: Problems) -> Facts:
    """Return a department's facts together with those of the units that it sums up.

    Args:
        workspace: where the units stand.
        facts: the department's own level.
        load: gives a unit's facts of the same year, themselves with the units below it.
        above: the departments that this one is being summed up for.
        problems: where to note what is wrong, at the unit's place in the list.
    """
    units = tuple(_units(workspace, facts, load, (*above, facts.agency), problems))
    compare_stated(facts, [unit.facts for unit in units], problems)
    now = dict(_together(facts, facts.values, [(unit.facts, unit.facts.values) for unit in units], problems))
    before = dict(_together(facts, facts.last_year, [(unit.facts, unit.facts.last_year) for unit in units], problems))
    _note_silent(facts, units, now, before, problems)
    below = tuple(name for unit in units for name in (str(unit.name), *unit.facts.units))
    return replace(facts, values={**facts.values, **now}, last_year={**facts.last_year, **before}, units=below)


def own_level(facts: Mapping[str, Fact], agency: str) -> dict[str, Fact]:
    """Return consolidated facts as a department's own file states them, without those that only its units have."""
    own = {}
    for path, fact in facts.items():
        mine = next((part for part in fact.parts if part.agency == agency), None)
        if mine or not fact.parts:
            own[path] = replace(fact, value=mine.value, parts=()) if mine else fact
    return own


def units_below(workspace: Workspace, agency: str, year: int) -> list[str]:
    """Return the units that a department's file of a year names, and those that they name, without reading more of it."""
    found: dict[str, None] = {}
    waiting = [agency]
    while waiting:
        path = workspace.new_facts_path(waiting.pop(), year)
        mapping = workspace.read_mapping(path, Problems()) if W.SUMMED in workspace.glance(path) else None
        listed = mapping.get(W.SUMMED) if mapping else None
        named = [str(item.text) for item in listed if isinstance(item, Scalar)] if isinstance(listed, Sequence) else []
        known = workspace.agencies() if named else []
        fresh = [name for name in named if name in known and name not in {agency, *found}]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return list(found)


def is_summed(entry: Entry) -> bool:
    """Tell whether a department's value of a fact is its own and its units' together."""
    return entry.kind in {*SUMMED, Kind.TABLE} and entry.summed != W.NOT_ADDED


def _units(workspace: Workspace, facts: Facts, load: Load, ring: tuple[str, ...], problems: Problems) -> Iterator[Unit]:
    seen: set[str] = set()
    known = workspace.agencies()
    for name in facts.settings.summed:
        years = workspace.years(str(name)) if name in known else []
        unit = _unit(name, facts.year, known, years, load, ring, problems)
        below = [str(name), *unit.facts.units] if unit else []
        twice = [each for each in below if each in seen]
        for each in twice:
            problems.add("F244", name.mark, agency=each)
        if unit and not twice:
            yield unit
        seen.update(below)


def _unit(
    name: Text, year: int, known: list[str], years: list[int], load: Load, ring: tuple[str, ...], problems: Problems
) -> Unit | None:
    """Return a unit of the list; None, with the reason noted at its place, when it cannot be added."""
    if name in ring:
        problems.add("F242", name.mark, ring=" → ".join((*ring[ring.index(str(name)) :], name)))
    elif name not in known:
        problems.add("F240", name.mark, agency=name, nearest=nearest(name, set(known).difference(ring)))
    elif year not in years:
        problems.add("F241", name.mark, agency=name, year=year, years=W.LIST_COMMA.join(map(str, years)))
    else:
        mine = Problems()
        facts = load(name, mine)
        wrong = [problem for problem in mine.errors if not problem.is_gap]
        rings = [problem for problem in wrong if problem.number == "F242"]
        problems.extend(rings)
        if len(wrong) > len(rings):
            problems.add("F243", name.mark, agency=name, year=year, count=len(wrong) - len(rings))
        return None if wrong or facts is None else Unit(name, facts)
    return None


def _together(
    own: Facts, mine: Mapping[str, Fact], units: list[tuple[Facts, Mapping[str, Fact]]], problems: Problems
) -> Iterator[tuple[str, Fact]]:
    """Yield what a department's own level and its units come to, fact by fact, as far as a unit states any."""
    for path, entry in own.vocabulary.entries.items():
        below = [(facts, values) for facts, values in units if path in values]
        if not below or not is_summed(entry):
            continue
        sides = [(own, mine), *below] if path in mine else below
        if entry.kind is Kind.TABLE:
            found = list(combined_rows(path, entry, own, sides, problems))
        else:
            first = sides[0][1][path] if path in mine else replace(sides[0][1][path], mark=own.place(W.SUMMED))
            found = [sum_of(path, [(facts.agency, values[path]) for facts, values in sides], own.money_unit, first)]
        problems.extend(fact.value.problem for fact in found if isinstance(fact.value, Missing))
        yield from ((fact.path, fact) for fact in found)


def _note_silent(
    own: Facts, units: Iterable[Unit], now: Mapping[str, Fact], before: Mapping[str, Fact], problems: Problems
) -> None:
    """Warn, once for each side, of the sums to which it says nothing, not even that it has no such thing (不适用)."""
    sums = [path for path, fact in now.items() if fact.parts and path in own.vocabulary.entries and not isinstance(fact.value, Table)]
    sums += [f"{W.LAST_YEAR}.{path}" for path, fact in before.items() if fact.parts and path in own.vocabulary.entries]
    sides = [(W.OWN_LEVEL, own, own.place(W.SUMMED)), *((str(unit.name), unit.facts, unit.name.mark) for unit in units)]
    for name, facts, mark in sides:
        silent = [path for path in sums if facts.fact(path) is None]
        if silent:
            problems.add("W330", mark, agency=name, keys=W.LIST_COMMA.join(silent[:_SHOWN]), count=len(silent))
