"""Writes a document's annexes as a workbook: a sheet an annex, laid out as it prints, its numbers as numbers."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..base import words as W
from .document import AnnexTable, Cell, Document, Span, text_of
from .docx.context import plain
from .docx.pack import CORE, pack, properties, unpack
from .merged import placed, rows_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

NUMBER = re.compile(r"(-?)([1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d+))?(%?)")
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
WHOLE_WIDTH = 92  # characters across a page
LINE, SMALLEST, TITLE_HEIGHT = 15, 21, 36  # heights in points


def write_xlsx(document: Document) -> bytes:
    """Return the annexes of a document as a workbook; the same document gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in document.annexes:
        _Sheet(book.create_sheet(NO_SHEET_NAME.sub("", table.name)[:LONGEST_NAME]), table).fill(document.draft)
    buffer = io.BytesIO()
    book.save(buffer)
    title = "".join(text_of(line) for line in document.title)
    return pack({**unpack(buffer.getvalue()), CORE: properties(plain(title))})


def number_of(spans: tuple[Span, ...]) -> tuple[Decimal, str] | None:
    """Return the number that a cell prints as a value, and the format that prints it so; None for other cells."""
    printed = [span for span in spans if span.text]
    found = NUMBER.fullmatch(printed[0].text) if len(printed) == 1 and printed[0].value else None
    if not found:
        return None
    sign, whole, fraction, percent = found.groups()
    number = Decimal(f"{sign}{whole.replace(',', '')}.{fraction or '0'}")
    form = ("#,##0" if "," in whole else "0") + ("." + "0" * len(fraction) if fraction else "") + percent
    return (number.scaleb(-2) if percent else number), form


class _Sheet:
    """One annex on its sheet: title, unit, then the table's rows."""

    def __init__(self, sheet: Worksheet, table: AnnexTable) -> None:
        self.sheet = sheet
        self.table = table
        self.first = 3 if table.unit else 2

    def fill(self, draft: bool) -> None:
        """Write everything."""
        self._page(draft)
        last = len(self.table.widths)
        self._line(1, text_of(self.table.title), W.TITLE_FONT, 18, "center", last)
        self.sheet.row_dimensions[1].height = TITLE_HEIGHT
        if self.table.unit:
            self._line(2, text_of(self.table.unit), W.TEXT_FONT, 10.5, "right", last)
        for number, row in enumerate(self.table.rows):
            self._row(number, row)

    def _page(self, draft: bool) -> None:
        from openpyxl.utils import get_column_letter

        sheet, whole = self.sheet, sum(self.table.widths)
        for at, share in enumerate(self.table.widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = round(WHOLE_WIDTH * share / whole, 1)
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        sheet.sheet_view.showGridLines = False
        if self.table.headings:
            sheet.print_title_rows = f"{self.first}:{self.first + self.table.headings - 1}"
        if draft:
            sheet.oddHeader.center.text = W.D_DRAFT

    def _line(self, row: int, text: str, font: str, size: float, align: str, last: int) -> None:
        from openpyxl.styles import Alignment, Font

        cell = self.sheet.cell(row, 1)
        _set_text(cell, text)
        cell.font, cell.alignment = Font(name=font, size=size), Alignment(horizontal=align, vertical="center")
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)

    def _row(self, number: int, row: tuple[Cell, ...]) -> None:
        from wcwidth import wcswidth

        lines = 1
        for at, cell in placed(row):
            self._cell(number, at, cell)
            room = WHOLE_WIDTH * sum(self.table.widths[at : at + cell.across]) / sum(self.table.widths)
            lines = max(lines, -(-wcswidth(plain(text_of(cell.spans))) // max(int(room) - 2, 1)))
        self.sheet.row_dimensions[self.first + number].height = max(LINE * lines + 4, SMALLEST)

    def _cell(self, number: int, at: int, cell: Cell) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        row, side = self.first + number, Side("thin")
        for column in range(at + 1, at + cell.across + 1):
            self.sheet.cell(row, column).border = Border(side, side, side, side)
        if cell.continued:
            return
        target = self.sheet.cell(row, at + 1)
        heading = number < self.table.headings or any(span.strong for span in cell.spans)
        target.font = Font(name=W.HEAD_FONT if heading else W.TEXT_FONT, size=10.5)
        target.alignment = Alignment(horizontal="center" if heading else cell.align, vertical="center", wrap_text=True)
        if any(span.gap for span in cell.spans):
            target.fill = PatternFill("solid", fgColor="FFFF00")
        if figure := number_of(cell.spans):
            target.value, target.number_format = figure
        else:
            _set_text(target, text_of(cell.spans))
        down = rows_of(self.table.rows, number, at)
        if down > 1 or cell.across > 1:
            self.sheet.merge_cells(start_row=row, start_column=at + 1, end_row=row + down - 1, end_column=at + cell.across)


def _set_text(cell: SheetCell, text: str) -> None:
    """Set a text that stays one, whatever it begins with."""
    if text:
        cell.value = plain(text)
        cell.data_type = "s"
