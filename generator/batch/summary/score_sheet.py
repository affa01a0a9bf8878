"""The sheet of a rule set: units by groups and indicators, the full marks and figures of all units above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from statistics import mean
from typing import TYPE_CHECKING

from ...base import words as W
from ...base.decimals import half_up
from ...report.sheet import Sheet
from .lines import GroupLine, Line, Score
from .order import Scored
from .statistics import SHARE_DIGITS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

BASE = ((W.Y_AGENCY, 16), (W.UNIT, 34), (W.TOTAL, 9), (W.GRADE, 7), (W.Y_RANK, 7), (W.Y_REVIEWED, 9), (W.DEDUCTION, 8))
TOTAL, GRADE, RANK, REVIEWED, OFF = range(2, 7)
FULL_ROW, AVERAGE_ROW, HIGHEST_ROW, LOWEST_ROW, SHARE_ROW, BAND_ROW, HEAD_ROW, FIRST_ROW = range(1, 9)
WIDTH = 9


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a rule set's units stand."""

    sheet: str
    last_row: int

    def lookup(self, row: int, title: str) -> str:
        """Return the formula that finds a column's value for the unit whose folder stands first in a row of another sheet."""
        column = [name for name, _ in BASE].index(title)
        return f"INDEX({self._column(column)},MATCH($A{row + 1},{self._column(0)},0))"

    def _column(self, column: int) -> str:
        from xlsxwriter.utility import xl_range_abs

        return f"'{self.sheet}'!{xl_range_abs(FIRST_ROW, column, self.last_row, column)}"


class ScoreSheet:
    """The sheet of the units under one rule set."""

    def __init__(self, book: Workbook, rules: str, year: int, scored: Scored) -> None:
        self.sheet = Sheet(book, rules)
        self.scored = scored
        line, self.model, _ = scored[0]
        self.title = W.Y_RULES_TITLE.format(year=year, rules=line.rules_title)
        self.digits = max(score.digits for _, score, _ in scored)
        self.last_row = FIRST_ROW + len(scored) - 1
        sizes = (len(group.indicators) for group in self.model.groups)
        self.starts = list(accumulate(sizes, initial=len(BASE) + len(self.model.groups)))

    def fill(self) -> Placed:
        """Write everything, and return where the units stand."""
        self.sheet.page(self.title, paper=Sheet.A3, header_rows=(BAND_ROW, HEAD_ROW), frozen=(FIRST_ROW, 2))
        self._heads()
        for row, (line, score, rank) in enumerate(self.scored, FIRST_ROW):
            self._unit(row, line, score, rank)
        self._figures()
        self.sheet.filter(HEAD_ROW, self.last_row, self.starts[-1] - 1)
        first = self._cell(FIRST_ROW, len(BASE))
        less = f"AND(ISNUMBER({first}),{first}<{self._full(len(BASE))})"
        self.sheet.mark((FIRST_ROW, len(BASE)), (self.last_row, self.starts[-1] - 1), less)
        return Placed(self.sheet.name, self.last_row)

    def _heads(self) -> None:
        for column, (title, width) in enumerate(BASE):
            self.sheet.width(column, width)
            self.sheet.text(HEAD_ROW, column, title, "head")
        self.sheet.band(BAND_ROW, len(BASE), self.starts[0] - 1, W.Y_BY_GROUP)
        for column, group in enumerate(self.model.groups, len(BASE)):
            self._head(column, group.title)
        for start, group in zip(self.starts, self.model.groups, strict=False):
            self.sheet.band(BAND_ROW, start, start + len(group.indicators) - 1, group.title)
            for column, leaf in enumerate(group.indicators, start):
                self._head(column, leaf.title)

    def _head(self, column: int, title: str) -> None:
        self.sheet.width(column, WIDTH)
        self.sheet.text(HEAD_ROW, column, title, "head")

    def _unit(self, row: int, line: Line, score: Score, rank: int) -> None:
        self.sheet.text(row, 0, line.agency)
        self.sheet.text(row, 1, line.unit)
        self._sum(row, TOTAL, (len(BASE), self.starts[0] - 1), score.points)
        self.sheet.formula(row, GRADE, self._grade(row), score.grade, look="middle")
        self.sheet.formula(row, RANK, f"RANK({self._cell(row, TOTAL)},{self._column(TOTAL)})", rank, look="middle")
        self.sheet.text(row, REVIEWED, "")
        if score.reviewed is not None:
            self.sheet.number(row, REVIEWED, score.reviewed, self.digits)
        self.sheet.formula(row, OFF, f"ROUND({self._full(TOTAL)}-{self._cell(row, TOTAL)},{self.digits})", score.deduction, self.digits)
        for column, (start, group) in enumerate(zip(self.starts, score.groups, strict=False), len(BASE)):
            self._group(row, column, start, group)

    def _group(self, row: int, column: int, start: int, group: GroupLine) -> None:
        """Write a group's score, as a sum where all that it sums is known, and those of its indicators."""
        if all(leaf.points is not None for leaf in group.indicators):
            self._sum(row, column, (start, start + len(group.indicators) - 1), group.points)
        else:
            self.sheet.number(row, column, group.points, self.digits)
        for at, leaf in enumerate(group.indicators, start):
            if leaf.points is None:
                self.sheet.text(row, at, W.BLANK_CELL, "middle")
            else:
                self.sheet.number(row, at, leaf.points, self.digits)

    def _sum(self, row: int, column: int, span: tuple[int, int], result: Decimal) -> None:
        """Write a sum, rounded: a spreadsheet adds binary numbers, and ranks by their last bit."""
        cells = f"{self._cell(row, span[0])}:{self._cell(row, span[1])}"
        self.sheet.formula(row, column, f"ROUND(SUM({cells}),{self.digits})", result, self.digits)

    def _grade(self, row: int) -> str:
        rising = sorted(self.model.grades)
        floors, names = ",".join(f"{floor:f}" for floor, _ in rising), ",".join(f'"{name}"' for _, name in rising)
        return f"LOOKUP({self._cell(row, TOTAL)},{{{floors}}},{{{names}}})" if rising else '""'

    def _figures(self) -> None:
        """Write full marks, average, highest, lowest and 得分率 of every column of scores."""
        labels = (W.FULL, W.Y_AVERAGE, W.Y_HIGHEST, W.Y_LOWEST, W.SHARE_OF_FULL)
        for row, label in enumerate(labels, FULL_ROW):
            self.sheet.text(row, 1, label, "label")
        for column, (full, points) in self._columns():
            self.sheet.number(FULL_ROW, column, full, self.digits, look="figure")
            if not points:
                continue
            average, cells = mean(points), self._column(column)
            for row, formula, result in (
                (AVERAGE_ROW, f"ROUND(AVERAGE({cells}),{self.digits})", half_up(average, self.digits)),
                (HIGHEST_ROW, f"MAX({cells})", max(points)),
                (LOWEST_ROW, f"MIN({cells})", min(points)),
            ):
                self.sheet.formula(row, column, formula, result, self.digits, look="figure")
            if full:
                share = f"ROUND(AVERAGE({cells})/{self._cell(FULL_ROW, column)},{SHARE_DIGITS})"
                self.sheet.formula(SHARE_ROW, column, share, half_up(average / full, SHARE_DIGITS), look="figure", form="0.00%")

    def _columns(self) -> Iterator[tuple[int, tuple[Decimal, list[Decimal]]]]:
        """Yield each column of scores with its full marks and the points that are known."""
        scores = [score for _, score, _ in self.scored]
        yield TOTAL, (self.model.full, [score.points for score in scores])
        for at, group in enumerate(self.model.groups):
            yield len(BASE) + at, (group.full, [score.groups[at].points for score in scores])
            for place, leaf in enumerate(group.indicators):
                known = (score.groups[at].indicators[place].points for score in scores)
                yield self.starts[at] + place, (leaf.full, [points for points in known if points is not None])

    def _full(self, column: int) -> str:
        """Return the cell of a column's full marks, its row fixed."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(FULL_ROW, column, row_abs=True))

    def _column(self, column: int) -> str:
        from xlsxwriter.utility import xl_range_abs

        return str(xl_range_abs(FIRST_ROW, column, self.last_row, column))

    def _cell(self, row: int, column: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, column))
