"""How named values came about: each with its formula, its inputs, its place, and all that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..base import words as W
from ..base.marks import Mark
from ..base.problems import ProblemError
from ..facts.facts import Part
from ..facts.values import Quantity, Table, Value
from .definitions import WILDCARD, defined_as
from .figures import Figures
from .formula import Formula
from .formula.evaluate import Column


@dataclass(frozen=True, slots=True)
class ZeroRule:
    """What a quantity is by its 零分母 when a condition holds, and whether it did."""

    when: Formula | None
    take: Quantity | None
    points: Decimal | None
    full: bool
    applied: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A named value and how it came about.

    Attributes:
        name: as a formula names it.
        title: what it is called in print; empty for a quantity without a title.
        depth: how deep it stands below the figure that was asked for.
        value: as displayed; None where it has none.
        exact: before rounding.
        place: of a fact, where its value is written; of a quantity, its formula.
        formula: of a quantity; None for a fact and for a reported value.
        inputs: the names in the formula with their values.
        zero_rules: the cases of a zero denominator.
        reported: why the value is stated and not computed (直报).
        origin: the official form that a fact comes from.
        evidence: its voucher.
        aliases: other names of a fact.
        missing: the problems because of which it has no value.
        parts: of a sum over units (汇总) what was added.
    """

    name: str
    title: str
    depth: int
    value: Value | Column | None
    exact: Value | Column | None = None
    place: Mark | None = None
    formula: Formula | None = None
    inputs: tuple[tuple[str, Value | Column | None], ...] = ()
    zero_rules: tuple[ZeroRule, ...] = ()
    reported: str = ""
    origin: str = ""
    evidence: str = ""
    aliases: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def derive(names: tuple[str, ...], figures: Figures) -> Iterator[Figure]:
    """Yield named values and all that they rest on, each once, a figure before what is below it."""
    seen: set[str] = set()
    for name in names:
        yield from _derived(name.replace(WILDCARD, "."), 0, figures, seen)


def _derived(name: str, depth: int, figures: Figures, seen: set[str]) -> Iterator[Figure]:
    if name in seen:
        return
    seen.add(name)
    if cells := _cells(name, figures):
        for cell in cells:
            yield from _derived(cell, depth, figures, seen)
        return
    figure = figure_of(name, figures, depth)
    yield figure
    for inner in inputs_of(figure):
        yield from _derived(inner, depth + 1, figures, seen)


def _cells(name: str, figures: Figures) -> list[str]:
    """Return the paths of a column's cells; nothing for what is no column."""
    table, _, column = name.rpartition(".")
    fact = figures.facts.values.get(table)
    return [f"{row.path}.{column}" for row in fact.value.rows] if fact and isinstance(fact.value, Table) else []


def path_of(inner: str, name: str) -> str:
    """Return the path of a name in a formula; 本行 is the row that the quantity belongs to."""
    return name.rpartition(".")[0] + inner.removeprefix(W.THIS_ROW) if inner.startswith(f"{W.THIS_ROW}.") else inner


def inputs_of(figure: Figure) -> tuple[str, ...]:
    """Return the paths of the values that a quantity was computed from."""
    return tuple(path_of(inner, figure.name) for inner, _ in figure.inputs)


def figure_of(name: str, figures: Figures, depth: int = 0) -> Figure:
    """Return how a named value came about, without what it rests on."""
    value, missing = _value(name, figures)
    defined = definition_of(name, figures)
    if defined is None:
        return _fact(name, depth, value, missing, figures)
    definition = figures.definitions[defined]
    claim = next((claim for key, claim in figures.facts.settings.reported.items() if key == name), None)
    if claim:
        reason = str(claim.reason or claim.note or "")
        return Figure(name, str(definition.title or ""), depth, value, value, claim.value.mark, reported=reason, missing=missing)
    computed = figures.computed.get(name)
    return Figure(
        name=name,
        title=str(definition.title or _row_name(name, figures)),
        depth=depth,
        value=value,
        exact=computed.exact if computed else value,
        place=definition.formula.text.mark,
        formula=definition.formula,
        inputs=tuple((inner, _value(path_of(inner, name), figures)[0]) for inner in definition.formula.names),
        zero_rules=tuple(_zero_rules(name, defined, figures)),
        missing=missing,
    )


def definition_of(name: str, figures: Figures) -> str | None:
    """Return the name that a quantity is defined under; of one row's (表.3.列) that of its column."""
    found = defined_as(name, figures.definitions)[0]
    table, _, column = name.rpartition(".")
    of_row = f"{table.rpartition('.')[0]}{WILDCARD}{column}"
    return found or (of_row if of_row in figures.definitions else None)


def _zero_rules(name: str, defined: str, figures: Figures) -> Iterator[ZeroRule]:
    computed = figures.computed.get(name)
    for case in figures.definitions[defined].zero_cases or ():
        points = case.points.number if isinstance(case.points, Quantity) else None
        yield ZeroRule(case.when, case.take, points, isinstance(case.points, str), bool(computed and computed.zero_case is case))


def _fact(name: str, depth: int, value: Value | Column | None, missing: tuple[str, ...], figures: Figures) -> Figure:
    prefix, _, rest = name.partition(".")
    places = {W.LAST_YEAR: figures.facts.last_year, W.DATA: figures.facts.data}
    fact = places[prefix].get(rest) if prefix in places else figures.facts.values.get(name)
    entry = figures.facts.vocabulary.entries.get(rest if prefix == W.LAST_YEAR else name)
    return Figure(
        name=name,
        title=str(entry.title or "") if entry else _row_name(name, figures),
        depth=depth,
        value=value,
        exact=value,
        place=fact.mark if fact else None,
        origin=fact.origin if fact else "",
        evidence=fact.evidence if fact else "",
        aliases=tuple(map(str, entry.aliases)) if entry else (),
        missing=missing,
        parts=fact.parts if fact else (),
    )


def _row_name(path: str, figures: Figures) -> str:
    """Return what the row of a cell is called."""
    named = f"{path.rpartition('.')[0]}.{W.NAME}"
    fact = figures.facts.values.get(named)
    return str(fact.value) if fact else ""


def _value(name: str, figures: Figures) -> tuple[Value | Column | None, tuple[str, ...]]:
    """Return a name's value, or the reasons why it has none."""
    try:
        return figures.value(name), ()
    except ProblemError as error:
        return None, tuple(problem.reason for problem in error.problems)
