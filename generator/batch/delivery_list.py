"""The list of what was delivered (交付清单): written as a workbook for people, read back to know what a person changed since."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..base import words as W
from ..base.decimals import digits_of
from ..base.problems import ProblemError, make
from ..exchange.opening import opened
from ..report.sheet import SAME_TIME, Sheet

COLUMNS = {
    W.FILE_NAME: 60, W.UNIT: 34, W.YEAR: 7, W.RULE_SET: 18, W.SCORE: 9, W.GRADE: 7, W.L_SIZE: 10, W.Y_AGENCY: 18, W.Y_NOTE: 40,
    W.L_DIGEST: 68,
}  # fmt: skip
HEAD_ROW, FIRST_ROW = 1, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list; without a name and digest it is a unit of which nothing was delivered, and the remark says why."""

    agency: str
    year: int
    unit: str
    rules: str
    points: Decimal | None
    grade: str
    remark: str = ""
    name: str = ""
    digest: str = ""
    size: int = 0


def write_list(entries: Sequence[Entry]) -> bytes:
    """Return the list as a workbook; the same entries give the same bytes."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": W.L_TITLE, "created": SAME_TIME})
    sheet = Sheet(book, W.L_NAME)
    sheet.page(W.L_TITLE, paper=Sheet.A4, header_rows=(HEAD_ROW, HEAD_ROW), frozen=(FIRST_ROW, 1))
    for column, (title, width) in enumerate(COLUMNS.items()):
        sheet.width(column, width)
        sheet.text(HEAD_ROW, column, title, "head")
    for row, entry in enumerate(entries, FIRST_ROW):
        _write(sheet, row, entry)
    sheet.filter(HEAD_ROW, FIRST_ROW + len(entries) - 1, len(COLUMNS) - 1)
    book.close()
    return buffer.getvalue()


def _write(sheet: Sheet, row: int, entry: Entry) -> None:
    points, size = entry.points if entry.points is not None else "", entry.size or ""
    cells = (entry.name, entry.unit, entry.year, entry.rules, points, entry.grade, size, entry.agency, entry.remark, entry.digest)
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.text(row, column, cell)
        else:
            sheet.number(row, column, cell, digits_of(Decimal(cell)))


def read_list(content: bytes, shown: str) -> list[Entry]:
    """Return the entries of a list that have a file, wherever its rows and columns were moved to.

    Raises:
        ProblemError: it is no such list.
    """
    try:
        rows = [list(row) for row in opened(content, shown)[0].worksheets[0].iter_rows(values_only=True)]
        at = next(number for number, row in enumerate(rows) if set(COLUMNS) <= set(row))
        return list(_entries([dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]))
    except (ProblemError, StopIteration, ValueError, ArithmeticError):
        raise ProblemError(make("S175", None, path=shown)) from None


def _entries(rows: Iterable[Mapping[Any, Any]]) -> Iterable[Entry]:
    for row in rows:
        if row[W.FILE_NAME] and row[W.L_DIGEST]:
            text = {title: str(row[title] if row[title] is not None else "") for title in COLUMNS}
            yield Entry(
                text[W.Y_AGENCY], int(text[W.YEAR]), text[W.UNIT], text[W.RULE_SET], Decimal(text[W.SCORE]) if text[W.SCORE] else None,
                text[W.GRADE], text[W.Y_NOTE], text[W.FILE_NAME], text[W.L_DIGEST], int(text[W.L_SIZE] or 0),
            )  # fmt: skip
