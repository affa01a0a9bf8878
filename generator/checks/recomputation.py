"""读者复算: what a report computed, reckoned again from the digits that it prints, as a reader with a calculator would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..base import messages as M
from ..base import words as W
from ..base.decimals import ZERO
from ..base.marks import Mark
from ..base.problems import Problem, ProblemError, Problems, make
from ..facts.values import POINTS, Quantity, Value, comparable
from ..report.document import Document
from ..report.printing import Style
from ..report.stating import Stating
from ..rules.derivation import path_of
from ..rules.figures import Computed, Figures
from ..rules.formula import Formula, ZeroDenominatorError, evaluate
from ..rules.formula.evaluate import Column
from ..rules.formula.nodes import Binary, Call, Name, walk
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from ..rules.scoring import score_indicator
from .printed import Page, Printed, pages

_RESULT, _SUM = "W360", "W361"
_FIELDS = (W.SCORE, W.FULL, W.DEDUCTION)
Wrong = tuple[Printed, Problem]
"""The first print of a value that does not follow, and what there is to tell of it."""


class UnprintedError(LookupError):
    """A passage does not print what a value is computed from, so nobody can reckon it there."""


def recomputed(document: Document, card: Scorecard, style: Style) -> Iterator[Problem]:
    """Yield a problem for each computed value that does not follow from what the same paragraph or table prints.

    A sentence that stands in several places (the text, an annex) is told once.
    """
    told: set[tuple[str, Mark | str]] = set()
    scores = _scores(card)
    computed = {name for name, each in card.figures.computed.items() if each.definition and each.zero_case is None}
    for page in pages(document, card.figures):
        reader = _Reader(page, card, style)
        for id in page.values:
            if id in computed or id in scores:
                for printed, problem in reader.wrong(id, scores.get(id)):
                    where = printed.place or printed.beginning
                    if (id, where) not in told:
                        told.add((id, where))
                        yield problem


def _scores(card: Scorecard) -> dict[str, Scored | None]:
    """Return what is scored, by the ids of its points, full marks and points off; None for the total."""
    found: dict[str, Scored | None] = {f"{W.TOTAL}.{each}": None for each in _FIELDS}
    for scored in card.everything():
        found |= {f"{scored.id}.{each}": scored for each in _FIELDS}
    return found


@dataclass
class _Reader:
    """Reckons with what one passage prints."""

    page: Page
    card: Scorecard
    style: Style
    _followed: dict[str, Value | Column] = field(default_factory=dict)

    def wrong(self, id: str, scored: Scored | None) -> Iterator[Wrong]:
        """Yield what is wrong with a printed value; nothing where it comes out, or where the passage does not tell."""
        try:
            if id in self.card.figures.computed:
                yield from self._quantity(id, self.card.figures.computed[id])
            elif isinstance(scored, IndicatorScore):
                yield from self._points(id, scored)
            else:
                yield from self._sum(id, scored)
        except (UnprintedError, ProblemError, ZeroDenominatorError):
            return

    def value(self, path: str) -> Value | Column:
        """Return what a reader takes a name for: what is printed, else what follows from what is printed.

        Raises:
            UnprintedError: neither.
        """
        if path in self.page:
            return self.page.read(path)
        if path not in self._followed:
            self._followed[path] = self._following(path)
        return self._followed[path]

    def _following(self, path: str) -> Value | Column:
        computed = self.card.figures.computed.get(path)
        if computed and computed.definition and computed.zero_case is None:
            return self._result(computed)
        value = self.card.figures.value(path)
        if isinstance(value, list):
            return [self._cell(path) for path in self.card.figures.cells(path)]
        if isinstance(value, Quantity):
            raise UnprintedError(path)
        return value

    def _cell(self, path: str) -> Value:
        value = self.value(path)
        assert not isinstance(value, list)
        return value

    def _result(self, computed: Computed) -> Value:
        assert computed.definition is not None
        exact = evaluate(computed.definition.formula, lambda name: self.value(path_of(name, computed.name)))
        return self.card.figures.displayed(exact, computed.definition)

    def _quantity(self, id: str, computed: Computed) -> Iterator[Wrong]:
        definition = computed.definition
        try:
            result: Value | None = self._result(computed)
        except ZeroDenominatorError:
            result = None  # what is no zero prints as one
        if definition and isinstance(result, (Quantity, type(None))) and (printed := self._other_than(id, result)):
            paths = {name: path_of(name, id) for name, _ in computed.inputs}
            how = definition.formula.filled(Stating(self.style).look({name: self.value(path) for name, path in paths.items()}))
            number = _SUM if _is_sum(definition.formula) else _RESULT
            yield self._told(number, printed, result, how, definition.formula.text.mark, paths.values())

    def _points(self, id: str, scored: IndicatorScore) -> Iterator[Wrong]:
        """Score an indicator again where its figures read otherwise here than they are."""
        changed = self._read_otherwise(scored) if scored.trace and scored.trace.outcome else {}
        if not changed:
            return
        figures = self._overlaid(changed)
        again = score_indicator(scored.name, figures.facts, self.card.rules, figures, Problems())
        points = {W.SCORE: again.points, W.DEDUCTION: again.deduction}.get(id.rpartition(".")[2])
        result = Quantity(ZERO if points is None else points, POINTS)
        if points is not None and again.trace and again.trace.outcome and (printed := self._other_than(id, result)):
            how = W.SEMICOLON.join(again.trace.outcome.steps)
            yield self._told(_RESULT, printed, result, how, scored.indicator.scoring.method.mark, changed)

    def _read_otherwise(self, scored: IndicatorScore) -> dict[str, Quantity]:
        """Return the figures of an indicator that read otherwise than they are.

        Raises:
            UnprintedError: the passage does not tell the quantity that is scored.
        """
        changed = {}
        for name in scored.indicator.names:
            try:
                value = self.value(name)
            except UnprintedError:
                if name == scored.indicator.quantity:
                    raise
                continue
            if isinstance(value, Quantity) and self._is_other(name, value):
                changed[name] = value
        return changed

    def _overlaid(self, changed: Mapping[str, Quantity]) -> Figures:
        """Return the figures as they read here."""
        figures = self.card.figures
        facts = {name: replace(figures.facts.values[name], value=value) for name, value in changed.items() if name in figures.facts.values}
        computed = {name: replace(figures.computed[name], value=value) for name, value in changed.items() if name in figures.computed}
        own = replace(figures.facts, values={**figures.facts.values, **facts})
        return replace(figures, facts=own, computed={**figures.computed, **computed})

    def _sum(self, id: str, scored: Scored | None) -> Iterator[Wrong]:
        """Add up the printed parts of a group's score, or of the total."""
        last = id.rpartition(".")[2]
        parts = scored.children if isinstance(scored, GroupScore) else self.card.groups
        numbers = [number for part in parts for number in self._parts(part, last)]
        result = Quantity(sum(numbers, ZERO), POINTS)
        if numbers and (printed := self._other_than(id, result)):
            how = " + ".join(self.style.text(Quantity(number, POINTS)) for number in numbers)
            yield self._told(_SUM, printed, result, how, self.card.rules.place(scored.name if scored else ""), ())

    def _parts(self, part: Scored, last: str) -> Iterator[Decimal]:
        """Yield what a part adds: what is printed of it, else of what stands below it.

        Raises:
            UnprintedError: nothing is.
        """
        id = f"{part.id}.{last}"
        if id in self.page:
            yield self.page.read(id).number
        elif isinstance(part, GroupScore):
            yield from (number for child in part.children for number in self._parts(child, last))
        else:
            raise UnprintedError(id)

    def _other_than(self, id: str, result: Quantity | None) -> Printed | None:
        """Return the first print of a value that a reader's result is not; any, where he has none."""
        return next((each for each in self.page.values[id] if result is None or not each.agrees(result, self.style)), None)

    def _is_other(self, name: str, read: Quantity) -> bool:
        real = self.card.figures.value(name)
        return isinstance(real, Quantity) and len(set(comparable(read, real))) > 1

    def _coarse(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the printed values behind some names that read otherwise than they are."""
        for path in paths:
            computed = self.card.figures.computed.get(path)
            if path in self.page:
                yield from (path,) if self._is_other(path, self.page.read(path)) else ()
            elif computed and computed.definition:
                yield from self._coarse(path_of(name, path) for name, _ in computed.inputs)
            elif isinstance(self.card.figures.value(path), list):
                yield from self._coarse(self.card.figures.cells(path))

    def _told(self, number: str, printed: Printed, result: Quantity | None, how: str, place: Mark, paths: Iterable[str]) -> Wrong:
        figures, id = self.card.figures, printed.quoted.id
        shown = [
            M.READ_AS.format(name=name, read=self.style.text(self.page.read(name)), real=self.style.text(figures.value(name)))  # type: ignore[arg-type]
            for name in dict.fromkeys(self._coarse(paths))
        ]
        computed = self.style.text(printed.like(result, self.style)) if result else M.DIVIDED_BY_ZERO
        details = {"passage": printed.beginning, "printed": printed.span.text, "computed": computed, "coarse": W.LIST_COMMA.join(shown)}
        return printed, make(number, printed.place or place, name=id, how=how, place=place, **details)


def _is_sum(formula: Formula) -> bool:
    """Whether a formula does nothing but add."""
    nodes = list(walk(formula.root))
    adds = {id(node) for node in nodes if isinstance(node, Binary) and node.operator == "+"}
    adds |= {id(node) for node in nodes if isinstance(node, Call) and node.name == W.F_SUM}
    return bool(adds) and all(isinstance(node, Name) or id(node) in adds for node in nodes)
