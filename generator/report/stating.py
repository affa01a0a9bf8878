"""States values as a person reads them beside a report: in the form's style, before and after rounding, with numbers for names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from ..base import messages as M
from ..base import words as W
from ..base.decimals import digits_of, plain
from ..facts.values import Kind, Quantity, Table, Value
from ..rules.derivation import Figure, ZeroRule
from ..rules.explain import Account
from ..rules.formula.evaluate import Column
from ..rules.methods import Branch
from .printing import Style

_MORE_DIGITS = 3  # of a value before rounding, beyond those that are displayed


@dataclass(frozen=True, slots=True)
class Stating:
    """States values in a form's style of numbers."""

    style: Style

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

    def look(self, values: Mapping[str, Value | Column | None]) -> Callable[[str], str]:
        """Return what shows the value of a name, or the name where it is not among some."""
        return lambda name: self.shown(values[name]) if name in values else name

    def result(self, figure: Figure) -> str:
        """Return what a quantity came to, and how it was rounded where it was."""
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

    def zero_rule(self, rule: ZeroRule, *, used: bool) -> str:
        """Return what a quantity is where its denominator is zero; `used` tells whether one of its rules was."""
        points = M.ZERO_FULL if rule.full else M.ZERO_POINTS.format(points=rule.points) if rule.points is not None else ""
        when = M.ZERO_WHEN.format(when=rule.when.text) if rule.when else M.ZERO_ALWAYS
        take = self.shown(rule.take) if rule.take else W.NOTHING
        note = M.ZERO_USED if rule.applied else M.ZERO_PASSED if used else M.ZERO_UNUSED
        return M.ZERO_RULE.format(when=when, take=take, points=points) + note

    def branch(self, branch: Branch, values: Mapping[str, Value | Column | None]) -> str:
        """Return a way that a rule can go: its points, whether it went that way, and why."""
        mark = M.TAKEN_MARK if branch.taken else M.OTHER_MARK
        line = M.BRANCH.format(mark=mark, when=branch.when, points=points_text(branch.points))
        if branch.condition is None:
            return line
        verdict = M.HOLDS if branch.taken else M.FAILS
        return line + verdict.format(numbers=branch.condition.filled(self.look(values)))


def method_lines(indicator: Account) -> Iterator[str]:
    """Yield how an indicator was scored: the method with its parameters, who judged it, the steps, the rounding."""
    parameters = (M.PARAMETER.format(key=key, text=text) for key, text in indicator.parameters)
    yield "　".join((M.PARAMETER.format(key=W.METHOD, text=indicator.method), *parameters))
    if indicator.judged_at:
        judged = M.JUDGED_BY_REST if indicator.judged_by_rest else M.JUDGED_HERE
        yield judged.format(place=indicator.judged_at)
    if indicator.reason:
        yield M.REASON_LINE.format(why=indicator.reason)
    if indicator.zero_case or indicator.not_applicable:
        yield M.BY_ZERO if indicator.zero_case else M.BY_NOT_APPLICABLE
    yield from indicator.steps
    yield from _settling(indicator)


def basis_lines(indicator: Account) -> Iterator[tuple[str, str]]:
    """Yield where an indicator's rule comes from, whether anybody read it there, and where it is written: labels and texts."""
    basis = indicator.basis
    rows = {
        M.GIST: basis.gist,
        M.SOURCE: " ".join(filter(None, (basis.document, basis.clause))),
        M.VERIFIED_LINE: M.VERIFIED_AS[str(basis.verified)],
        M.REMARK_LINE: basis.remark,
        M.PLACE_LINE: indicator.place,
    }
    yield from ((key, str(text)) for key, text in rows.items() if text)


def points_text(points: Decimal | None) -> str:
    """Return points as they read; a dash where they are not known."""
    return W.BLANK_CELL if points is None else plain(points, trim=True)


def _settling(indicator: Account) -> Iterator[str]:
    """Yield how the method's points, or points off, were clipped and rounded, and that the other is the remainder."""
    gives = indicator.given is not None
    raw, settled = (indicator.given, indicator.points) if gives else (indicator.taken, indicator.deduction)
    if raw is None or settled is None:
        return
    line = (M.GIVEN if gives else M.TAKEN).format(exact=points_text(raw))
    if raw != settled:
        line += _settled(raw, settled, indicator.full)
    yield line
    remainder = M.REMAINDER_OFF if gives else M.REMAINDER_GIVEN
    yield remainder.format(full=points_text(indicator.full), settled=points_text(settled), rest=points_text(indicator.full - settled))


def _settled(raw: Decimal, settled: Decimal, full: Decimal) -> str:
    """Return how points became what is printed: held within the full marks, or rounded."""
    how = M.CLIPPED if not 0 <= raw <= full else M.ROUNDED_TO.format(digits=digits_of(settled))
    return M.SETTLED.format(how=how, settled=points_text(settled))
