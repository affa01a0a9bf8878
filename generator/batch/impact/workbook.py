"""An impact as a workbook: a sheet a section, numbers as numbers; the same impact gives the same bytes."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from ...base import words as W
from ...base.columns import width
from ...report.docx.pack import CORE, pack, properties, unpack
from .sections import Moved, New, Old, Report, Section, Value

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

NARROWEST, WIDEST, LONGEST = 8, 60, 32767
POINTS, SIGNED = "0.##", "+0.##;-0.##;0"


def workbook(report: Report) -> bytes:
    """Return an impact as an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = report.sections[0].title if report.sections else W.X_GUIDE
    first = book.active
    for section in report.sections:
        _fill(first if section is report.sections[0] else book.create_sheet(section.title), section)
    if not report.sections:
        first.append([report.lead])
    buffer = io.BytesIO()
    book.save(buffer)
    return pack({**unpack(buffer.getvalue()), CORE: properties(report.title)})


def _fill(sheet: Worksheet, section: Section) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, title in enumerate(section.columns, 1):
        cell = sheet.cell(1, at, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        widest = max(width(title), *(width(str(_plain(row[at - 1]))) for row in section.rows))
        sheet.column_dimensions[get_column_letter(at)].width = min(max(widest + 2, NARROWEST), WIDEST)
    for number, row in enumerate(section.rows, 2):
        for at, value in enumerate(row, 1):
            _write(sheet.cell(number, at), value)
            sheet.cell(number, at).alignment = Alignment(vertical="top", wrap_text=isinstance(value, (str, Old, New)))
    for number, note in enumerate(section.notes, len(section.rows) + 3):
        sheet.cell(number, 1, note)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(section.columns))}{len(section.rows) + 1}"


def _write(cell: Cell, value: Value) -> None:
    """Write a value; a text that looks like a formula stays a text."""
    cell.value = _plain(value)
    if isinstance(cell.value, str):
        cell.data_type = "s"
    elif isinstance(value, Moved):
        cell.number_format = SIGNED
    elif isinstance(value, Decimal):
        cell.number_format = POINTS


def _plain(value: Value) -> str | int | Decimal | None:
    match value:
        case Moved(number):
            return number
        case Old(text) | New(text):
            return text[:LONGEST]
        case str():
            return value[:LONGEST]
    return value
