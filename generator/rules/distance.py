"""The distance to better scores: which one figure, all others unchanged, would bring them, and to what value.

Every answer is found on the figure's own grid (the digits it was written with, whole heads) by scoring the changed facts as any
others, so that what is told is what would be printed. A search goes away from the present value, first in doubled steps and then
by halving; it relies on a rate being monotone in each of its figures between two neighbouring probes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from ..base.decimals import ZERO
from ..base.problems import ProblemError, Problems
from ..facts.facts import Facts
from ..facts.values import NOT_APPLICABLE, RATIO, Kind, Quantity, Table, Target, Value
from .definitions import WILDCARD
from .figures import Computed, Figures
from .formula import Formula, ZeroDenominatorError, evaluate
from .formula.evaluate import Column
from .formula.nodes import Binary, Name, walk
from .methods import Goal, forced
from .ruleset import RuleSet
from .scorecard import IndicatorScore, Scorecard
from .scoring import score_indicator, subject_of

_FARTHEST = 2**40
_ENDLESS = Quantity(Decimal("Infinity"), RATIO)


@dataclass(frozen=True, slots=True)
class Reach:
    """One figure that alone brings better points.

    Attributes:
        name: the fact, or the derived quantity, that would have to change.
        now: what it is.
        sign: ≥ or ≤; = for a 是否.
        bound: the first value on its grid that brings the points.
        points: the indicator's points then.
        quantity: the indicator's quantity then; None where it has none.
        leading: whether it is what the formula measures (its numerator), not what it is measured by; where a zero denominator
            settled the score, both count.
    """

    name: str
    now: Quantity | bool
    sign: str
    bound: Quantity | bool
    points: Decimal
    quantity: Value | None
    leading: bool


@dataclass(frozen=True, slots=True)
class Better:
    """A better score: the goal, and the figures that would alone bring it, those that the formula names first before others."""

    goal: Goal
    reaches: tuple[Reach, ...] = ()

    @property
    def points(self) -> Decimal | None:
        """The points that the nearest figure brings."""
        return self.reaches[0].points if self.reaches else None


def better_scores(scored: IndicatorScore, card: Scorecard) -> tuple[Better, ...]:
    """Return where an indicator would score better, the nearest first; nothing where it has its full marks or was not scored."""
    if not scored.deduction or scored.trace is None or scored.trace.outcome is None:
        return ()
    found: dict[tuple[object, ...], Better] = {}
    for goal in _goals(scored, card):
        better = Better(goal, tuple(_reaches(goal, scored, card)))
        if better.reaches or goal.label:
            found.setdefault((goal.label, *((each.name, each.bound) for each in better.reaches[:1])), better)
    return tuple(found.values())


def _goals(scored: IndicatorScore, card: Scorecard) -> Iterator[Goal]:
    """Yield a method's goals; where a zero denominator settled the score, those those of an endless rate and its own cases."""
    trace, method = scored.trace, scored.indicator.scoring
    assert trace is not None
    assert trace.outcome is not None
    facts, figures = card.facts, card.figures
    subject = subject_of(scored.name, scored.indicator, scored.value, facts, figures, Problems())
    if trace.quantity and trace.quantity.definition and forced(trace.quantity, scored.full):
        subject = replace(subject, value=_ENDLESS)
        yield from method.goals(subject, method.score(subject) or trace.outcome)
        yield from (Goal(condition=case) for case in trace.quantity.definition.conditions())
    else:
        yield from method.goals(subject, trace.outcome)


def _reaches(goal: Goal, scored: IndicatorScore, card: Scorecard) -> Iterator[Reach]:
    if goal.condition is None:
        return
    settled = forced(scored.trace.quantity if scored.trace else None, scored.full)
    for name, measured in _candidates(goal.condition, card.figures):
        reach = _Trial(name, goal, scored, card.rules, card.figures).nearest(measured or bool(settled))
        if reach:
            yield reach


@dataclass(frozen=True, slots=True)
class _Trial:
    """One figure tried at other values for one goal."""

    name: str
    goal: Goal
    scored: IndicatorScore
    rules: RuleSet
    figures: Figures

    def nearest(self, leading: bool) -> Reach | None:
        """Return the nearest value that brings the goal's points, below or above the present one."""
        now = _changeable(self.name, self.figures)
        if isinstance(now, bool):
            return self._reach(now, "=", not now, leading) if self._wanted(not now) else None
        if now is None:
            return None
        found = [(steps, sign) for sign, way in (("≤", -1), ("≥", 1)) if (steps := self._first(now, way))]
        if not found:
            return None
        steps, sign = min(found)
        return self._reach(now, sign, _moved(now, steps if sign == "≥" else -steps), leading)

    def _reach(self, now: Quantity | bool, sign: str, bound: Quantity | bool, leading: bool) -> Reach:
        then = self._score(bound)
        assert then is not None
        assert then.points is not None
        return Reach(self.name, now, sign, bound, then.points, then.value, leading)

    def _first(self, now: Quantity, way: int) -> int | None:
        """Return the fewest steps of the grid in one direction that bring the goal's points; None when nothing does."""
        farthest = _FARTHEST if way > 0 or now.number < 0 else int(now.number / _step(now))
        reached = _first_in(lambda steps: self._meets(_moved(now, way * steps)), _doubled(farthest))
        if not reached:
            return None
        least = self._wanted(_moved(now, way * reached))
        if least is None:
            return None
        return _between(lambda steps: (self._points(_moved(now, way * steps)) or ZERO) >= least, 0, reached)

    def _wanted(self, at: Quantity | bool) -> Decimal | None:
        """Return the points that are enough, given that the goal's condition holds at a value; None when that brings too few."""
        now, then = self.scored.points or ZERO, self._points(at) or ZERO
        wanted = then if self.goal.gain is None else now + self.goal.gain
        return wanted if now < wanted <= then else None

    def _meets(self, value: Quantity) -> bool:
        assert self.goal.condition is not None
        figures = with_value(self.figures, self.name, value)

        def look(path: str) -> Value | Column:
            found = figures.value(path)
            return _number_of(found) or NOT_APPLICABLE if isinstance(found, Target) else found

        try:
            return evaluate(self.goal.condition, look) is True
        except (ProblemError, ZeroDenominatorError):
            return False

    def _points(self, value: Quantity | bool) -> Decimal | None:
        then = self._score(value)
        return then.points if then else None

    def _score(self, value: Quantity | bool) -> IndicatorScore | None:
        """Return the indicator's score with the figure at another value; None when it cannot be scored."""
        figures, problems = with_value(self.figures, self.name, value), Problems()
        then = score_indicator(self.scored.name, figures.facts, self.rules, figures, problems)
        return None if problems.errors else then


def with_value(figures: Figures, name: str, value: Quantity | bool) -> Figures:
    """Return the figures as they would be with one fact, or one derived quantity, at another value."""
    if name in figures.definitions:
        return replace(figures, computed={name: Computed(name, value, value, None)}, missing={})
    return replace(figures, facts=_with_fact(figures.facts, name, value), computed={}, missing={})


def _with_fact(facts: Facts, path: str, value: Quantity | bool) -> Facts:
    fact = facts.values[path]
    target = isinstance(fact.value, Target) and isinstance(value, Quantity)
    new: Value = replace(fact.value, quantity=value) if target else value  # type: ignore[type-var]
    values = {**facts.values, path: replace(fact, value=new)}
    row, _, column = path.rpartition(".")
    table = row.rpartition(".")[0]
    whole = facts.values.get(table)
    if whole and isinstance(whole.value, Table):
        rows = (replace(each, cells={**each.cells, column: new}) if each.path == row else each for each in whole.value.rows)
        values[table] = replace(whole, value=Table(tuple(rows)))
    return replace(facts, values=values)


def _candidates(condition: Formula, figures: Figures) -> Iterator[tuple[str, bool]]:
    """Yield the figures that a condition rests on, and whether each is measured: those it names, then the facts beneath."""
    measured, others = _named(condition, figures)
    named = tuple(dict.fromkeys((*measured, *others)))
    beneath = {name: _facts_beneath(name, figures) for name in named}
    used = Counter(chain.from_iterable(beneath.values()))
    apart = [name for name in named if beneath[name] == [name] or all(used[fact] == 1 for fact in beneath[name])]
    yield from ((name, name in measured) for name in apart)
    yield from dict.fromkeys((fact, False) for name in named for fact in beneath[name] if fact not in apart)


def _named(condition: Formula, figures: Figures) -> tuple[list[str], list[str]]:
    """Return what the figures of a condition measure and what they are measured by: above and below a quotient's line."""
    measured, others = [], []
    for name in condition.names:
        definition = figures.definitions.get(name)
        if definition is None or name in figures.facts.settings.reported:
            measured.append(name)
            continue
        root = definition.formula.root
        above = root.left if isinstance(root, Binary) and root.operator == "/" else root
        top = [node.path for node in walk(above) if isinstance(node, Name)]
        measured += top
        others += [inner for inner in definition.formula.names if inner not in top]
    return measured, others


def _facts_beneath(name: str, figures: Figures) -> list[str]:
    definition = figures.definitions.get(name)
    if definition is None or name in figures.facts.settings.reported or WILDCARD in name:
        return [name]
    return list(dict.fromkeys(chain.from_iterable(_facts_beneath(inner, figures) for inner in definition.formula.names)))


def _changeable(name: str, figures: Figures) -> Quantity | bool | None:
    """Return a figure that could be another; None for one that is missing, of another year, or no number."""
    if name not in figures.definitions and name not in figures.facts.values:
        return None
    try:
        value = figures.value(name)
    except ProblemError:
        return None
    return value if isinstance(value, bool) else _number_of(value)


def _number_of(value: Value | Column) -> Quantity | None:
    if isinstance(value, Target):
        return value.quantity
    return value if isinstance(value, Quantity) else None


def _step(quantity: Quantity) -> Decimal:
    """Return the grid of a figure: its last written digit."""
    exponent = quantity.number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, -2 if quantity.dimension.kind is Kind.RATIO else 0))


def _moved(quantity: Quantity, steps: int) -> Quantity:
    return replace(quantity, number=quantity.number + steps * _step(quantity))


def _doubled(farthest: int) -> Iterator[int]:
    steps = 1
    while steps < farthest:
        yield steps
        steps *= 2
    if farthest > 0:
        yield farthest


def _first_in(holds: Callable[[int], bool], probes: Iterator[int]) -> int | None:
    """Return the first number for which something holds, which is false up to it and true at one of some rising probes."""
    last = 0
    for probe in probes:
        if holds(probe):
            return _between(holds, last, probe)
        last = probe
    return None


def _between(holds: Callable[[int], bool], fails: int, known: int) -> int:
    """Return the first number for which something holds that fails at one number and is known to hold at a higher one."""
    while known - fails > 1:
        middle = (fails + known) // 2
        fails, known = (fails, middle) if holds(middle) else (middle, known)
    return known
