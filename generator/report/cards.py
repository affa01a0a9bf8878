"""What a person is told of a printed value, line by line: the value, how it came about, where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..base import messages as M
from ..base import words as W
from ..base.decimals import ZERO
from ..base.marks import Mark
from ..facts.values import POINTS, Quantity, Table, Target, Value
from ..rules.derivation import Figure, derive, figure_of, inputs_of
from ..rules.explain import Account
from ..rules.scorecard import IndicatorScore, Scorecard, Scored
from .stating import Stating, basis_lines, method_lines, points_text

Line = tuple[str, str]
_SAID_BY_SCORE = frozenset({W.SCORE, W.FULL, W.DEDUCTION, W.NAME})
"""The fields that the line of a score says, so that the value needs none of its own."""


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row of a method (a target, a period): its number from 1, what it is called, and the path of its facts, where it has one."""

    number: int
    name: str
    path: str

    def owns(self, figure: str) -> bool:
        """Whether a figure belongs to the row: a cell of its facts, or the period that it is named after."""
        return figure.startswith(f"{self.path}.") if self.path else figure.rpartition(".")[2] == self.name


def row_of(scored: IndicatorScore, field: str) -> ScoredRow | None:
    """Return the row that a field of an indicator is a cell of (行.2.完成率); None for a field of the whole."""
    list_name, _, cell = field.partition(".")
    number, _, column = cell.partition(".")
    rows = scored.details.get(list_name)
    if not column or not number.isdecimal() or not isinstance(rows, Sequence):
        return None
    row = rows[int(number) - 1]
    return ScoredRow(int(number), str(row.get(W.NAME, "")), str(row.get("path", ""))) if isinstance(row, Mapping) else None


@dataclass(frozen=True, slots=True)
class Cards:
    """Tells of the values of one report, numbers in its form's style."""

    card: Scorecard
    stating: Stating

    def written(self, value: Value | None, place: Mark | None, formula: str = "") -> Iterator[Line]:
        """Yield a value that stands somewhere, and where."""
        if value is not None:
            yield self._value(value)
        if formula:
            yield M.O_FORMULA, formula
        if place:
            yield M.O_PLACE, str(place)

    def fact(self, figure: Figure) -> Iterator[Line]:
        """Yield a fact: its value, source and voucher, place, and of a sum over units its parts."""
        value = figure.value
        if isinstance(value, tuple):
            yield M.O_VALUE, M.ITEMS.format(count=len(value))
        if value != ():
            assert not isinstance(value, list)
            yield (M.O_TEXT, self.stating.shown(value)) if value is None else self._value(value)
        yield from ((label, text) for label, text in ((M.O_SOURCE, figure.origin), (M.O_EVIDENCE, figure.evidence)) if text)
        if figure.place:
            yield M.O_PLACE, str(figure.place)
        for part in figure.parts:
            yield M.O_PART, M.SUM_PART.format(agency=part.agency, value=self.stating.shown(part.value), mark=part.mark).strip()

    def reported(self, figure: Figure) -> Iterator[Line]:
        """Yield a value that was stated and not computed, and why."""
        yield M.O_VALUE, self.stating.shown(figure.value)
        yield M.O_REPORTED, figure.reported or M.O_NO_REASON
        yield M.O_PLACE, str(figure.place)

    def derived(self, figure: Figure) -> Iterator[Line]:
        """Yield a quantity: its formula, that with numbers, how it was rounded, and each value that it rests on with its place."""
        assert figure.formula is not None
        values, paths = dict(figure.inputs), dict(zip(dict(figure.inputs), inputs_of(figure), strict=True))
        told = {name: M.WITHHELD if self._rests_on_withheld(paths[name]) else self.stating.shown(value) for name, value in values.items()}
        shown = self.stating.shown(figure.value)
        yield M.O_VALUE, shown
        yield M.O_FORMULA, str(figure.formula.text)
        yield M.O_NUMBERS, figure.formula.filled(lambda name: told.get(name, name))
        result = self.stating.result(figure)
        if result != shown and M.WITHHELD not in told.values():  # more digits than are printed give an input away
            yield M.O_RESULT, result
        for rule in figure.zero_rules:
            if rule.applied:
                yield M.O_ZERO, self.stating.zero_rule(rule, used=True)
        for name, path in paths.items():
            yield M.O_INPUT, _used(name, told[name], figure_of(path, self.card.figures).place)
        yield M.O_DEFINED, str(figure.place)

    def indicator(self, scored: IndicatorScore, explained: Account, field: str, value: Value | None) -> Iterator[Line]:
        """Yield a field of an indicator's score: what it is, how it was scored, what it rests on, and the clause."""
        row = row_of(scored, field)
        yield from self._scored(scored, field, value)
        if any(self.card.facts.withholds(figure.name) for figure in self.rests_on(explained, None)):
            yield M.O_METHOD, M.METHOD_WITHHELD
        elif row and len(explained.steps) >= row.number:
            yield M.O_METHOD, explained.steps[row.number - 1]
        else:
            yield from ((M.O_METHOD, line) for line in method_lines(explained))
            values = {figure.name: figure.value for figure in explained.figures}
            yield from ((M.O_METHOD, self.stating.branch(each, values)) for each in explained.branches if not explained.steps)
        for figure in self.rests_on(explained, row):
            text = M.WITHHELD if self.card.facts.withholds(figure.name) else self.stating.shown(figure.value)
            yield M.O_INPUT, _used(figure.name, text, figure.place)
        yield from ((M.O_BASIS[label], text) for label, text in basis_lines(explained))

    def rests_on(self, explained: Account, row: ScoredRow | None) -> list[Figure]:
        """Return the figures that an indicator names; for a cell of a row, those of the row."""
        named = [figure for figure in explained.figures if not figure.depth]
        return [figure for figure in named if row.owns(figure.name)] if row else named

    def judged(self, scored: Scored, field: str, value: Value | None, place: Mark) -> Iterator[Line]:
        """Yield a field of the score of a group that the unit judged as a whole."""
        yield from self._scored(scored, field, value)
        if scored.judgment and scored.judgment.reason:
            yield M.O_WHY, str(scored.judgment.reason)
        yield M.O_JUDGED, str(place)

    def summed(self, whole: Scored | None, field: str, value: Value | None, place: Mark) -> Iterator[Line]:
        """Yield a field of a group's score, or with None of the total: the parts and their sum."""
        parts = whole.children if whole and not isinstance(whole, IndicatorScore) else self.card.groups
        yield from self._scored(whole, field, value)
        added = [_field_of(part, field) for part in parts]
        if len(added) > 1:
            yield M.O_NUMBERS, M.SUM_OF.format(points=points_text(sum(added, ZERO)), parts=" + ".join(map(points_text, added)))
        yield M.O_PARTS, W.LIST_COMMA.join(f"{part.title} {points_text(part.points)}/{points_text(part.full)}" for part in parts)
        yield M.O_BASIS[M.PLACE_LINE], str(place)

    def reviewed(self, own: Scorecard, before: Scored | None, after: Scored | None, change: Value | None) -> Iterator[Line]:
        """Yield a score after the review, or how far it moved; with None for both scores the total's."""
        then, now = (before.points, after.points) if before and after else (own.points, self.card.points)
        if change is not None:
            yield self._value(change)
            yield M.O_NUMBERS, M.DIFFERENCE.format(now=points_text(now), then=points_text(then))
        yield M.O_SCORE, self._score(after)

    def _scored(self, scored: Scored | None, field: str, value: Value | None) -> Iterator[Line]:
        """Yield what a field of a score is, and the score; with None of the total, which alone has a grade."""
        card = self.card
        points, full = (scored.points, scored.full) if scored else (card.points, card.full)
        if value is not None and field not in _SAID_BY_SCORE:
            yield self._value(value)
        if scored is None and field == W.GRADE:
            yield M.O_GRADES, W.LIST_COMMA.join(M.GRADE_FROM.format(floor=points_text(f), name=n) for f, n in card.rules.shape.grades)
        if field == W.SHARE_OF_FULL:
            yield M.O_NUMBERS, M.QUOTIENT.format(above=points_text(points), below=points_text(full))
        yield M.O_SCORE, self._score(scored)

    def _value(self, value: Value) -> Line:
        number = isinstance(value, (Quantity, Table)) or (isinstance(value, Target) and value.quantity is not None)
        points = isinstance(value, Quantity) and value.dimension == POINTS
        return M.O_VALUE if number else M.O_TEXT, self.stating.shown(value) + (W.POINT if points else "")

    def _rests_on_withheld(self, path: str) -> bool:
        """Whether a value is withheld, or computed from one that is: only a result that is printed may tell of it."""
        facts = self.card.facts
        return bool(facts.withheld) and any(facts.withholds(figure.name) for figure in derive((path,), self.card.figures))

    def _score(self, scored: Scored | None) -> str:
        card = self.card
        title, points, full = (scored.title, scored.points, scored.full) if scored else (W.TOTAL, card.points, card.full)
        if points is None:
            unknown = M.UNKNOWN_POINTS if isinstance(scored, IndicatorScore) and scored.trace is None else M.NOT_COMPUTED
            return unknown.format(title=title, full=points_text(full))
        deduction = full - points
        off = M.TOOK_OFF.format(deduction=points_text(deduction)) if deduction else ""
        return M.SCORED.format(title=title, points=points_text(points), full=points_text(full), deduction=off)


def _used(name: str, text: str, place: Mark | None) -> str:
    return f"{name} {text}　{place or ''}".rstrip()


def _field_of(part: Scored, field: str) -> Decimal:
    """Return what a part adds to a field of the whole: full marks to the full marks, points off to the points off, else points."""
    added = {W.FULL: part.full, W.DEDUCTION: part.deduction}.get(field, part.points)
    return ZERO if added is None else added
