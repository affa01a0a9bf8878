"""The summary as a workbook: a sheet over all units, and a sheet a rule set with every score; sums, ranks and grades are formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence

from ...base import words as W
from ...base.decimals import plain
from ...report.sheet import SAME_TIME, Sheet
from .lines import Line, Score
from .order import by_rules, in_order
from .score_sheet import Placed, ScoreSheet

COLUMNS = (
    (W.Y_AGENCY, 16), (W.UNIT, 34), (W.RULE_SET, 18), (W.FULL, 7), (W.TOTAL, 9), (W.GRADE, 7), (W.Y_RANK, 7), (W.Y_REVIEWED, 9),
    (W.DEDUCTION, 8), (W.Y_ITEMS, 9), (W.Y_REASONS, 60), (W.Y_NOTE, 40),
)  # fmt: skip
FIRST_ROW = 2


def write_workbook(year: int, lines: Sequence[Line]) -> bytes:
    """Return the summary of a year as an Excel workbook; the same lines give the same bytes.

    Every formula carries its result, for those who look at the file without a program that reckons.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": W.Y_TITLE.format(year=year), "created": SAME_TIME})
    book.set_calc_mode("auto")
    overview = Sheet(book, W.Y_ALL)
    placed = {rules: ScoreSheet(book, rules, year, scored).fill() for rules, scored in by_rules(lines).items()}
    _overview(overview, year, in_order(lines), placed)
    book.close()
    return buffer.getvalue()


def _overview(sheet: Sheet, year: int, lines: Sequence[tuple[Line, int | None]], placed: dict[str, Placed]) -> None:
    sheet.page(W.Y_TITLE.format(year=year), paper=sheet.A4, header_rows=(1, 1), frozen=(FIRST_ROW, 2))
    for column, (title, width) in enumerate(COLUMNS):
        sheet.width(column, width)
        sheet.text(1, column, title, "head")
    for row, (line, rank) in enumerate(lines, FIRST_ROW):
        _line(sheet, row, line, rank, placed)
    sheet.filter(1, FIRST_ROW + len(lines) - 1, len(COLUMNS) - 1)


def _line(sheet: Sheet, row: int, line: Line, rank: int | None, placed: dict[str, Placed]) -> None:
    for column, text in enumerate((line.agency, line.unit, line.rules)):
        sheet.text(row, column, text)
    for column in range(3, len(COLUMNS)):
        sheet.text(row, column, "")
    if line.score and rank:
        _scored(sheet, row, line.score, rank, placed[line.rules])
    elif line.errors:
        sheet.text(row, 11, W.Y_FAILED.format(errors=line.errors, first=line.first_error))
    else:
        sheet.text(row, 11, W.UNSCORED)


def _scored(sheet: Sheet, row: int, score: Score, rank: int, placed: Placed) -> None:
    """Write what is looked up by the unit's folder on the sheet of its rule set: either sheet may be sorted."""
    sheet.number(row, 3, score.full, score.digits)
    sheet.formula(row, 4, placed.lookup(row, W.TOTAL), score.points, score.digits)
    sheet.formula(row, 5, placed.lookup(row, W.GRADE), score.grade, look="middle")
    sheet.formula(row, 6, placed.lookup(row, W.Y_RANK), rank, look="middle")
    if score.reviewed is not None:
        sheet.number(row, 7, score.reviewed, score.digits)
    sheet.formula(row, 8, placed.lookup(row, W.DEDUCTION), score.deduction, score.digits)
    sheet.number(row, 9, len(score.deductions))
    reasons = (W.Y_DEDUCTED.format(title=each.title, points=plain(each.points, trim=True)) for each in score.deductions)
    sheet.text(row, 10, W.SEMICOLON.join(reasons))
