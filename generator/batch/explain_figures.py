"""Named values as lines of text: formulas with names and with numbers, rounding, zero denominators, facts with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from ..base import messages as M
from ..base import words as W
from ..base.decimals import digits_of, plain
from ..facts.values import Kind, Quantity, Table, Value
from ..report.printing import Style
from ..rules.derivation import Figure, ZeroRule
from ..rules.formula.evaluate import Column
from .layout import UNWRAPPED, filled_table, section

_MORE_DIGITS = 3  # of a value before rounding, beyond those that are displayed


@dataclass(frozen=True, slots=True)
class FigureView:
    """Named values in a form's style of numbers."""

    style: Style

    def figures(self, figures: Iterable[Figure]) -> Iterator[str]:
        """Yield how quantities were computed, and the facts they rest on."""
        figures = tuple(figures)
        derived = tuple(figure for figure in figures if figure.formula or figure.reported)
        facts = tuple(figure for figure in figures if figure not in derived)
        yield from section(M.H_FIGURES, (line for figure in derived for line in self._derived(figure)))
        yield from section(M.H_INPUTS, self._facts(facts), columns=UNWRAPPED)
        for fact in facts:
            if fact.parts:
                yield from section(M.H_PARTS_OF_SUM.format(name=fact.name), self._parts(fact), columns=UNWRAPPED)

    def _derived(self, figure: Figure) -> Iterator[str]:
        indent = "  " * figure.depth
        if figure.formula is None:
            yield indent + M.REPORTED.format(name=figure.name, value=self.shown(figure.value), place=figure.place)
            yield f"{indent}  {M.REPORTED_WHY.format(why=figure.reported)}"
            return
        yield f"{indent}{figure.name}　{figure.place}"
        values = dict(figure.inputs)
        yield f"{indent}  = {figure.formula.text}"
        yield f"{indent}  = {figure.formula.filled(self.look(values))}"
        yield f"{indent}  = {self._result(figure)}"
        used = any(rule.applied for rule in figure.zero_rules)
        yield from (f"{indent}  {self._zero_rule(rule, used)}" for rule in figure.zero_rules)

    def look(self, values: Mapping[str, Value | Column | None]) -> Callable[[str], str]:
        """Return what shows the value of a name, or the name where it is not among some."""
        return lambda name: self.shown(values[name]) if name in values else name

    def _result(self, figure: Figure) -> str:
        value, exact = figure.value, figure.exact
        shown = self.shown(value)
        if not isinstance(value, Quantity) or not isinstance(exact, Quantity) or value.number == exact.number:
            return shown
        digits = digits_of(value.number) - (2 if value.dimension.kind is Kind.RATIO else 0)
        rounding = M.ROUNDED if digits > 0 else M.WHOLE_NUMBER
        return rounding.format(exact=self._exact(exact, digits_of(value.number)), digits=digits, value=shown)

    def _exact(self, quantity: Quantity, digits: int) -> str:
        """Return a value before rounding, cut off a few digits behind those that are displayed."""
        cut = quantity.number.quantize(Decimal(1).scaleb(-digits - _MORE_DIGITS), rounding=ROUND_DOWN)
        rest = "…" if cut != quantity.number else ""
        if quantity.dimension.kind is Kind.RATIO:
            return f"{plain(cut.scaleb(2), trim=True)}{rest}%"
        return f"{plain(cut, trim=True, separators=self.style.separators)}{rest}{quantity.unit}"

    def _zero_rule(self, rule: ZeroRule, used: bool) -> str:
        points = M.ZERO_FULL if rule.full else M.ZERO_POINTS.format(points=rule.points) if rule.points is not None else ""
        when = M.ZERO_WHEN.format(when=rule.when.text) if rule.when else M.ZERO_ALWAYS
        take = self.shown(rule.take) if rule.take else W.NOTHING
        note = M.ZERO_USED if rule.applied else M.ZERO_PASSED if used else M.ZERO_UNUSED
        return M.ZERO_RULE.format(when=when, take=take, points=points) + note

    def _facts(self, facts: tuple[Figure, ...]) -> Iterator[str]:
        if facts:
            yield from filled_table((self.summary(fact) for fact in facts), M.INPUT_COLUMNS)
        for fact in facts:
            notes = ((M.ORIGIN_NOTE, fact.origin), (M.EVIDENCE_NOTE, fact.evidence), (M.ALIAS_NOTE, W.LIST_COMMA.join(fact.aliases)))
            yield from (note.format(name=fact.name, text=text) for note, text in notes if text)
            yield from fact.missing

    def _parts(self, fact: Figure) -> Iterator[str]:
        """Yield what each unit adds to a sum."""
        yield from filled_table(((part.agency, self.shown(part.value), str(part.mark)) for part in fact.parts), M.UNIT_COLUMNS)

    def summary(self, figure: Figure) -> tuple[str, ...]:
        """Return a figure's name, value, title and place."""
        return figure.name, self.shown(figure.value), figure.title, str(figure.place or "")

    def shown(self, value: Value | Column | None) -> str:
        """Return a value as the form prints it, heads with their unit."""
        match value:
            case None:
                return M.NO_VALUE
            case list():
                return W.LIST_COMMA.join(map(self.shown, value))
            case Table():
                return M.ROWS.format(count=len(value.rows))
            case Quantity() if value.dimension.kind is Kind.PEOPLE:
                return self.style.text(value) + W.PEOPLE_UNITS[0]
        return self.style.text(value)
