"""Why a score is what it is: named values with how they came about, the rule with the ways not taken, the distance to better scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..base import words as W
from ..base.marks import Mark
from ..base.problems import ProblemError, Problems
from ..facts.values import RATIO, Dimension, NotApplicable, Quantity, Value
from .definitions import WILDCARD, defined_as
from .distance import Better, better_scores
from .figures import Figures
from .formula import Formula
from .formula.evaluate import Column
from .methods import Branch, forced
from .ruleset import Basis
from .scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .scoring import subject_of


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


@dataclass(frozen=True, slots=True)
class Account:
    """An indicator's score and how it came about.

    Attributes:
        name: the indicator's name in the rule set.
        title: what it is called in print.
        full: its full marks.
        points: its points; None where only its group's are known.
        deduction: the points off.
        figures: its quantity and whatever that rests on, each once.
        method: how it is scored.
        parameters: the method's parameters, by the words they are written with.
        steps: the method's steps.
        given: the points that the method gave before clipping and rounding; None for a method that takes points off.
        taken: the points that it took off before clipping and rounding.
        branches: the ways the rule can go.
        zero_case: whether a case of a zero denominator settled the score.
        not_applicable: whether 不适用 gave full marks.
        basis: what the rule says, where it comes from, and whether anybody read it there.
        place: where the rule is written.
        judged_at: where the unit judged it; None for one that is computed.
        judged_by_rest: whether 其余 judged it.
        reason: why the unit took points off, where that is not printed (原因).
        better: where it would score better.
    """

    name: str
    title: str
    full: Decimal
    points: Decimal | None
    deduction: Decimal | None
    figures: tuple[Figure, ...]
    method: str
    parameters: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    given: Decimal | None
    taken: Decimal | None
    branches: tuple[Branch, ...]
    zero_case: bool
    not_applicable: bool
    basis: Basis
    place: Mark
    judged_at: Mark | None
    judged_by_rest: bool
    reason: str
    better: tuple[Better, ...]


def account(scored: IndicatorScore, card: Scorecard) -> Account:
    """Return how an indicator's score came about."""
    indicator, trace, figures = scored.indicator, scored.trace, card.figures
    outcome = trace.outcome if trace else None
    settled = bool(forced(trace.quantity if trace else None, scored.full))
    not_applicable = isinstance(scored.value, NotApplicable) and not settled
    subject = subject_of(scored.name, indicator, scored.value, card.facts, figures, Problems())
    ran = outcome is not None and not settled and not not_applicable
    named = _named_by(scored)
    by_unit = indicator.scoring.is_judged
    return Account(
        name=scored.name,
        title=scored.title,
        full=scored.full,
        points=scored.points if outcome else None,
        deduction=scored.deduction if outcome else None,
        figures=tuple(derive(named, figures)),
        method=str(indicator.scoring.method),
        parameters=tuple(indicator.scoring.parameters(_measured(scored, card)))[1:],
        steps=tuple(outcome.steps) if ran and outcome else (),
        given=outcome.points if outcome else None,
        taken=outcome.deduction if outcome else None,
        branches=tuple(indicator.scoring.branches(subject, outcome)) if ran and outcome else (),
        zero_case=settled,
        not_applicable=not_applicable,
        basis=indicator.basis,
        place=indicator.scoring.method.mark,
        judged_at=card.facts.judged_at(scored.name) if by_unit else None,
        judged_by_rest=by_unit and scored.judgment is None,
        reason=str(scored.judgment.reason or "") if scored.judgment else "",
        better=better_scores(scored, card),
    )


def _measured(scored: IndicatorScore, card: Scorecard) -> Dimension:
    if isinstance(scored.value, Quantity):
        return scored.value.dimension
    return card.figures.dimensions.get(str(scored.indicator.quantity), RATIO)


def _named_by(scored: IndicatorScore) -> tuple[str, ...]:
    """Return the figures that an indicator names: its quantity, and those in its method's parameters."""
    outcome = scored.trace.outcome if scored.trace else None
    quantity = (str(scored.indicator.quantity),) if scored.indicator.quantity else ()
    return tuple(dict.fromkeys((*quantity, *scored.indicator.scoring.figures(outcome))))


def derive(names: tuple[str, ...], figures: Figures) -> Iterator[Figure]:
    """Yield named values and all that they rest on, each once, a figure before what is below it."""
    seen: set[str] = set()
    for name in names:
        yield from _derived(name.replace(WILDCARD, "."), 0, figures, seen)


def _derived(name: str, depth: int, figures: Figures, seen: set[str]) -> Iterator[Figure]:
    if name in seen:
        return
    seen.add(name)
    figure = _figure(name, depth, figures)
    yield figure
    for inner, _ in figure.inputs:
        yield from _derived(_path_of(inner, name), depth + 1, figures, seen)


def _path_of(inner: str, name: str) -> str:
    """Return the path of a name in a formula; 本行 is the row that the quantity belongs to."""
    return name.rpartition(".")[0] + inner.removeprefix(W.THIS_ROW) if inner.startswith(f"{W.THIS_ROW}.") else inner


def _figure(name: str, depth: int, figures: Figures) -> Figure:
    value, missing = _value(name, figures)
    defined = _definition_of(name, figures)
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
        title=str(definition.title or ""),
        depth=depth,
        value=value,
        exact=computed.exact if computed else value,
        place=definition.formula.text.mark,
        formula=definition.formula,
        inputs=tuple((inner, _value(_path_of(inner, name), figures)[0]) for inner in definition.formula.names),
        zero_rules=tuple(_zero_rules(name, defined, figures)),
        missing=missing,
    )


def _definition_of(name: str, figures: Figures) -> str | None:
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


Found = Scored | str
"""What a name stands for: an indicator or a group, or a fact's or quantity's name."""


def find(name: str, card: Scorecard) -> Found | None:
    """Return what a name or a printed title stands for; indicators come before groups, and those before figures."""
    everything = sorted(card.everything(), key=lambda scored: isinstance(scored, GroupScore))
    by_name = next((scored for scored in everything if scored.name == name), None)
    scored = by_name or next((scored for scored in everything if scored.title == name), None)
    return scored or _figure_named(name, card)


def _figure_named(name: str, card: Scorecard) -> str | None:
    facts = card.facts
    path = facts.vocabulary.canonical.get(name, name)
    if path in facts.vocabulary.entries or _definition_of(path, card.figures) or card.figures.knows(path):
        return path
    titles = {known: definition.title for known, definition in card.figures.definitions.items()}
    titles |= {known: entry.title for known, entry in facts.vocabulary.entries.items()}
    return next((known for known, title in titles.items() if title == name), None)


def known_names(card: Scorecard) -> list[str]:
    """Return all names that can be explained."""
    scores = [name for scored in card.everything() for name in (scored.name, scored.title)]
    return [*scores, *card.figures.definitions, *card.facts.vocabulary.canonical, *(f"{W.DATA}.{name}" for name in card.facts.data)]
