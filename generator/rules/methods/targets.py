"""目标完成: rows of targets against actuals, each row with its own full marks.

Official wording: “得分=指标完成率×指标分值，完成率超过100%的按100%计。”

Parameters:
    表: the table of rows; its columns 名称, 满分, 目标, 实际, and where needed 完成率 or 判定.
    筛选: the columns that pick this indicator's rows ({类别: 产出}).
    小数: the digits of the completion rates' percentages; 0 when left out.

A row's completion is actual ÷ target where both are one number of one unit each (for ≤ targets, full when the actual stays
within, else target ÷ actual); else what 判定 stands for (达成 is 100%); else the 完成率 given. What is stated beside a computed
one must agree with it. A target of 0 is complete when the actual is on the right side of it. An actual that is itself a lower
bound (＞200) counts as that bound.

Sentence names: 行 (a list; each has the row's cells, 完成率, 得分, 扣分).

Edge values: completion is capped at 100% for the score and printed as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field

from ...base import words as W
from ...base.decimals import ZERO, half_up, plain
from ...base.problems import ProblemError, Problems, nearest
from ...base.shapes import Whole, Written
from ...facts.values import Kind, Missing, NotApplicable, Quantity, Row, Table, Target, Value, comparable, shown_value
from ..definitions import facts_behind
from ..formula import Formula
from ..formula.dimensions import Scope
from ..formula.making import ONE, above_zero, call, chosen, joined, named, rounded
from ..formula.making import ZERO as NIL
from ..formula.nodes import Node
from .base import Goal, Method, Outcome, Subject, compared, points, ratio
from .reckoning import Reckoning, own

_WHOLE = Decimal(1)


class Targets(Method):
    """目标完成."""

    NAME: ClassVar[str] = W.M_TARGETS
    DETAILS: ClassVar[tuple[str, ...]] = (W.ROWS,)

    table: Written = Field(alias=W.TABLE)
    where: dict[Written, Written] = Field({}, alias=W.FILTER)
    digits: Whole = Field(0, alias=W.DIGITS)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that every row has."""
        return tuple(f"{self.table}.{column}" for column in self._columns)

    @property
    def _columns(self) -> tuple[str, ...]:
        return (*self.where, W.NAME, W.FULL, W.TARGET, W.ACTUAL)

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Note a table or column that does not exist."""
        found = scope(self.table)
        if found is None or found[0].kind is not Kind.TABLE:
            problems.add("R203", self.table.mark, name=self.table, nearest=nearest(self.table, known))
            return
        for column in self._columns:
            if scope(f"{self.table}.{column}") is None:
                problems.add("R203", getattr(column, "mark", self.table.mark), name=f"{self.table}.{column}", nearest="")

    def score(self, subject: Subject) -> Outcome | None:
        """Return the sum of the rows' points.

        Raises:
            ProblemError: cells that are still to come.
        """
        table = subject.figures.value(str(self.table))
        if isinstance(table, NotApplicable):
            return Outcome(points=subject.full)
        assert isinstance(table, Table)
        missing = [cell.problem for row in table.rows for cell in row.cells.values() if isinstance(cell, Missing)]
        if missing:
            raise ProblemError(*missing)
        chosen = [row for row in table.rows if all(row.cells.get(column) == value for column, value in self.where.items())]
        marks = sum((_number(row, W.FULL) for row in chosen), ZERO)
        if marks != subject.full and any(_is_told(row, subject) for row in table.rows):
            return None
        if marks != subject.full:
            mark = subject.figures.facts.values[str(self.table)].mark
            subject.problems.add("F310", mark, name=subject.name, full=subject.full, sum=marks)
            return None
        rows = [scored for row in chosen for scored in self._scored(row, subject)]
        if len(rows) < len(chosen):
            return None
        total = sum((row[W.SCORE].number for row in rows), ZERO)
        return Outcome(points=total, details={W.ROWS: rows}, steps=tuple(map(_step, rows)))

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the sum of the rows' points, each by its completion."""
        details: dict[str, Node] = {}
        verdicts: dict[str, Value] = {}
        for number, row in enumerate(outcome.details[W.ROWS], 1):
            place = f"{W.ROWS}.{number}"
            if W.VERDICT in row and not _computes(row):
                verdicts[f"{row['path']}.{W.VERDICT}"] = row[W.DONE]
            details[f"{place}.{W.DONE}"] = self._completion_node(row)
            full, done = named(f"{row['path']}.{W.FULL}"), own(subject, f"{place}.{W.DONE}")
            details[f"{place}.{W.SCORE}"] = rounded(joined("*", call(W.F_MIN, done, ONE), full), subject.digits)
            details[f"{place}.{W.DEDUCTION}"] = joined("-", full, own(subject, f"{place}.{W.SCORE}"))
        scores = [own(subject, f"{W.ROWS}.{number}.{W.SCORE}") for number, _ in enumerate(outcome.details[W.ROWS], 1)]
        return Reckoning(call(W.F_SUM, *scores), details=details, judged=verdicts)

    def _completion_node(self, row: dict[str, Any]) -> Node:
        """Return a row's completion: of its target and actual as `completion_rate` has it, or what was stated."""
        if not _computes(row):
            return named(f"{row['path']}.{W.VERDICT if W.VERDICT in row else W.DONE}")
        wanted, reached = named(f"{row['path']}.{W.TARGET}"), named(f"{row['path']}.{W.ACTUAL}")
        if row[W.TARGET].comparator in {"≤", "<"}:
            rate = chosen([(joined("<=", reached, wanted), ONE), (joined(">", wanted, NIL), joined("/", wanted, reached))], NIL)
        else:
            right_side = chosen([(joined(">=", reached, wanted), ONE)], NIL)
            rate = chosen([(joined(">", wanted, NIL), above_zero(joined("/", reached, wanted)))], right_side)
        return rounded(rate, self.digits + 2)

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield each row that is not complete, at its target."""
        for row in outcome.details[W.ROWS]:
            if row[W.DEDUCTED]:
                yield Goal(str(row[W.NAME]), _complete(row), row[W.DEDUCTION].number)

    def figures(self, outcome: Outcome | None) -> Iterator[str]:
        """Yield the target and actual of each row, and what was stated where its completion is not computed."""
        for row in outcome.details.get(W.ROWS, ()) if outcome else ():
            stated = () if _computes(row) else (W.VERDICT if W.VERDICT in row else W.DONE,)
            yield from (f"{row['path']}.{column}" for column in (W.TARGET, W.ACTUAL, *stated))

    def _scored(self, row: Row, subject: Subject) -> Iterator[dict[str, Any]]:
        """Yield the row with its points; nothing, with the problem noted, when its completion is unknown."""
        completion = self._completion(row, subject)
        if completion is None:
            if _is_told(row, subject):
                return
            fact = subject.figures.facts.values[f"{row.path}.{W.ACTUAL}"]
            texts = {"target": row.cells[W.TARGET], "actual": row.cells[W.ACTUAL]}
            shown = {key: getattr(cell, "text", W.NOT_APPLICABLE) for key, cell in texts.items()}
            verdicts = "/".join(subject.figures.facts.vocabulary.achievements)
            subject.problems.add("F309", fact.mark, name=row.cells[W.NAME], verdicts=verdicts, **shown)
            return
        full = _number(row, W.FULL)
        given = half_up(min(completion, _WHOLE) * full, subject.digits)
        yield {
            **row.cells,
            W.ACTUAL: _target(row, W.ACTUAL, subject),
            W.DONE: ratio(completion),
            W.SCORE: points(given),
            W.DEDUCTION: points(full - given),
            W.DEDUCTED: given < full,
            "path": row.path,
        }

    def _completion(self, row: Row, subject: Subject) -> Decimal | None:
        """Return a row's completion: computed where it can be, and then what was stated besides must agree."""
        computed, stated = self._computed(row, subject), self._stated(row, subject)
        if computed is None and stated is None and W.VERDICT in row.cells:
            return ZERO  # the verdict is unknown, which has been told
        if computed is None or stated is None:
            return stated if computed is None else computed
        if min(computed, _WHOLE) != min(stated, _WHOLE):
            shown = {"computed": shown_value(ratio(computed)), "stated": shown_value(ratio(stated))}
            subject.problems.add("F320", subject.figures.facts.values[f"{row.path}.{W.ACTUAL}"].mark, name=row.cells[W.NAME], **shown)
        return computed

    def _computed(self, row: Row, subject: Subject) -> Decimal | None:
        target, actual = (_target(row, column, subject) for column in (W.TARGET, W.ACTUAL))
        if isinstance(target, NotApplicable) or isinstance(actual, NotApplicable):
            return None
        rate = completion_rate(target, actual)
        return None if rate is None else half_up(rate, self.digits + 2)

    def _stated(self, row: Row, subject: Subject) -> Decimal | None:
        verdicts = subject.figures.facts.vocabulary.achievements
        written = row.cells.get(W.VERDICT)
        if isinstance(written, str):
            if written not in verdicts:
                mark = subject.figures.facts.values[f"{row.path}.{W.VERDICT}"].mark
                subject.problems.add("R106", mark, key=W.VERDICT, choices=W.LIST_COMMA.join(verdicts), text=written)
            return verdicts.get(written)
        given = row.cells.get(W.DONE)
        return given.number if isinstance(given, Quantity) else None


def _is_told(row: Row, subject: Subject) -> bool:
    """Whether something wrong was told of a cell, or of a fact behind the quantity that it refers to."""
    figures = subject.figures
    references = [cell.reference for cell in row.cells.values() if isinstance(cell, Target) and cell.reference]
    if figures.broken & set(references):
        return True
    names = [*(f"{row.path}.{column}" for column in row.cells), *facts_behind(references, figures.definitions)]
    return any(subject.is_told(fact.mark) for name in names if (fact := figures.facts.fact(name)))


def _target(row: Row, column: str, subject: Subject) -> Target | NotApplicable:
    cell = row.cells[column]
    return cell if isinstance(cell, NotApplicable) else subject.figures.target(row, column)


def _step(row: dict[str, Any]) -> str:
    worth = f"{shown_value(row[W.FULL])}{W.POINT} → {plain(row[W.SCORE].number, trim=True)}{W.POINT}"
    return f"{row[W.NAME]} {W.DONE} {shown_value(row[W.DONE])} × {worth}"


def _complete(row: dict[str, Any]) -> Formula | None:
    """Return the condition of a row's completion: on its actual where it is computed, on what was stated; None for a verdict."""
    if _computes(row):
        target: Target = row[W.TARGET]
        assert target.quantity is not None
        sign = "<=" if target.comparator in {"≤", "<"} else ">="
        return compared(row[W.ACTUAL].reference or f"{row['path']}.{W.ACTUAL}", sign, target.quantity)
    return None if W.VERDICT in row else compared(f"{row['path']}.{W.DONE}", ">=", ratio(_WHOLE))


def _computes(row: dict[str, Any]) -> bool:
    """Whether a row's completion is computed from its target and actual."""
    sides = row[W.TARGET], row[W.ACTUAL]
    return all(isinstance(side, Target) for side in sides) and completion_rate(*sides) is not None


def completion_rate(target: Target, actual: Target) -> Decimal | None:
    """Return how far an actual meets a target, 1 for fully; None where the two cannot be compared."""
    if target.quantity is None or actual.quantity is None or target.quantity.dimension.kind is not actual.quantity.dimension.kind:
        return None
    if target.quantity.unit != actual.quantity.unit and not {target.quantity.unit, actual.quantity.unit} <= set(W.MONEY_UNITS):
        return None
    wanted, reached = comparable(target.quantity, actual.quantity)
    if target.comparator in {"≤", "<"}:
        if reached <= wanted:
            return _WHOLE
        return wanted / reached if wanted > 0 else ZERO
    if wanted <= 0:
        return _WHOLE if reached >= wanted else ZERO
    return max(reached / wanted, ZERO)


def _number(row: Row, column: str) -> Decimal:
    value = row.cells.get(column)
    return value.number if isinstance(value, Quantity) else ZERO
