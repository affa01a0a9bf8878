"""Draws a form as an Excel file: yellow cells to fill in, everything else locked, fit to print on A4.

Every row that can be filled in carries its path in a hidden column, and a hidden sheet the values as they were written, so that
a filled form is understood wherever its rows, columns and sheets have gone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from operator import attrgetter

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from ..base import messages as M
from ..base import words as W
from ..facts.values import Dimension, Kind
from ..report.docx.pack import CORE, pack, properties, unpack
from .cells import NUMERIC, Shown, shown
from .form import Field, Form, Grid, Section
from .places import row_path

NAME_WIDTH, VALUE_WIDTH, NUMBER_WIDTH, GUIDE_WIDTH = 34, 30, 6, 100
NARROWEST, WIDEST, MARGIN = 9, 38, 3
LINE_HEIGHT, PADDING = 15, 5
HIDDEN_FORMAT = ";;;"
FIRST_ROW = 2
A4 = 9
FONT = "Microsoft YaHei"
TEXT = Font(name=FONT, size=10)
QUIET = Font(name=FONT, size=9, color="7F7F7F")
STRONG = Font(name=FONT, size=10, bold=True, color="1F3864")
HEADER = Font(name=FONT, size=10, bold=True, color="FFFFFF")
TITLE = Font(name=FONT, size=16, bold=True, color="1F3864")
INPUT_FILL, SECTION_FILL, HEADER_FILL = (PatternFill("solid", fgColor=color) for color in ("FFF9DB", "DCE6F1", "2F5597"))
TABLE_TAB, FORM_TAB = "BF9000", "2F5597"
LINE = Side(style="thin", color="BFBFBF")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
VALUE_COLUMN = 2
_TEXTS: dict[str, Callable[[Field], str]] = {
    W.X_LAST_YEAR: attrgetter("last_year"),
    W.X_NOTE: attrgetter("note"),
    W.X_ORIGIN: attrgetter("origin"),
    W.X_EVIDENCE: attrgetter("evidence"),
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NOTHINGS = f'{{cell}}="{W.TODO}",{{cell}}="{W.NOT_APPLICABLE}"'
_RULES = {
    "number": f"OR(ISNUMBER({{cell}}),{_NOTHINGS})",
    "whole": f"OR(AND(ISNUMBER({{cell}}),{{cell}}>=0,{{cell}}=INT({{cell}})),{_NOTHINGS})",
    "ratio": f"OR(AND(ISNUMBER({{cell}}),ABS({{cell}})<=100),{_NOTHINGS})",
    "date": f"OR(AND(ISNUMBER({{cell}}),{{cell}}>1,{{cell}}<110000),{_NOTHINGS})",
}
_CHOICES = f'"{W.YES},{W.NO},{W.TODO},{W.NOT_APPLICABLE}"'


def write_workbook(form: Form) -> bytes:
    """Return a form as an Excel file; the same form always gives the same bytes."""
    book = Workbook()
    guide: Worksheet = book.active
    _draw_guide(guide, form)
    for name, sections in ((W.X_FACTS, form.facts), (W.DATA, form.own)):
        if sections:
            _draw_sections(book.create_sheet(name), sections, form)
    for grid in form.grids:
        _draw_grid(book.create_sheet(_NOT_IN_NAMES.sub("-", grid.path)[:31]), grid, form)
    _draw_originals(book.create_sheet(W.X_ORIGINALS), form)
    for sheet in book:
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
    buffer = io.BytesIO()
    book.save(buffer)
    return pack(unpack(buffer.getvalue()) | {CORE: properties(M.SHEET_TITLE)})


def _draw_guide(sheet: Worksheet, form: Form) -> None:
    sheet.title = W.X_GUIDE
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    sheet.sheet_view.showGridLines = False
    whose = M.SHEET_WHOSE.format(unit=form.unit, year=form.year)
    helps = [f"{number}. {text.format(money_unit=form.money_unit)}" for number, text in enumerate(M.SHEET_HELP, 1)]
    key = M.SHEET_KEY.format(agency=form.agency, year=form.year)
    rows = [(M.SHEET_TITLE, TITLE), (whose, STRONG), ("", TEXT), *((text, TEXT) for text in helps), ("", TEXT), (key, QUIET)]
    for number, (text, font) in enumerate(rows, 1):
        cell = sheet.cell(number, 1, text)
        cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")
        lines = 2 if font is TITLE else ceil((wcswidth(text) + 1) / GUIDE_WIDTH)
        sheet.row_dimensions[number].height = LINE_HEIGHT * lines + PADDING
    _set_up_page(sheet, form)


def _draw_sections(sheet: Worksheet, sections: tuple[Section, ...], form: Form) -> None:
    fields = [field for section in sections for field in section.fields]
    columns = {title: text for title, text in _TEXTS.items() if any(map(text, fields))}
    widths = {W.X_NAME: NAME_WIDTH, W.X_VALUE: VALUE_WIDTH, W.X_UNIT: NARROWEST}
    widths |= {title: _width_for(map(text, fields), title) for title, text in columns.items()}
    _draw_header(sheet, widths, FORM_TAB)
    row = FIRST_ROW
    for section in sections:
        for column in range(1, len(widths) + 1):
            cell = sheet.cell(row, column, section.title if column == 1 else None)
            cell.font, cell.fill, cell.border, cell.alignment = STRONG, SECTION_FILL, BOX, Alignment(vertical="center")
        sheet.row_dimensions[row].height = LINE_HEIGHT + PADDING
        for row, field in enumerate(section.fields, row + 1):  # noqa: B020 - the next section goes on behind the last row
            _draw_field(sheet, row, field, shown(field, form.money_unit), [text(field) for text in columns.values()])
        row += 1
    _finish(sheet, form)


def _draw_field(sheet: Worksheet, row: int, field: Field, value: Shown, texts: list[str]) -> None:
    for column, text in enumerate((field.title, None, value.unit, *texts), 1):
        cell = sheet.cell(row, column, text or None)
        cell.font, cell.border = TEXT if column == 1 else QUIET, BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
    _draw_input(sheet, row, VALUE_COLUMN, field, value)
    _draw_path(sheet, row, field.path, len(texts) + VALUE_COLUMN + 2)
    _draw_rule(sheet, field.dimension, f"B{row}", f"B{row}")
    _fit_height(sheet, row)


def _draw_grid(sheet: Worksheet, grid: Grid, form: Form) -> None:
    columns = list(zip(grid.columns, zip(*grid.rows, strict=True), strict=True))
    widths = {column: _width_for((field.written or "" for field in fields), column) for column, fields in columns}
    _draw_header(sheet, {W.X_NUMBER: NUMBER_WIDTH, **widths}, TABLE_TAB)
    for number, fields in enumerate(grid.rows, 1):
        row = FIRST_ROW + number - 1
        cell = sheet.cell(row, 1, number)
        cell.font, cell.border, cell.alignment = QUIET, BOX, Alignment(horizontal="center", vertical="center")
        for column, field in enumerate(fields, 2):
            _draw_input(sheet, row, column, field, shown(field, form.money_unit))
        _draw_path(sheet, row, row_path(grid.path, number), len(fields) + 2)
        _fit_height(sheet, row)
    last = FIRST_ROW + len(grid.rows) - 1
    for number, (_, fields) in enumerate(columns, 2):
        letter = get_column_letter(number)
        _draw_rule(sheet, fields[0].dimension, f"{letter}{FIRST_ROW}:{letter}{last}", f"{letter}{FIRST_ROW}")
    _finish(sheet, form)


def _draw_path(sheet: Worksheet, row: int, path: str, column: int) -> None:
    """Write the path that `pull` reads where nobody sees it."""
    cell = sheet.cell(row, column)
    _put(cell, path)
    cell.number_format = HIDDEN_FORMAT
    sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.cell(1, column, W.X_PATH).number_format = HIDDEN_FORMAT


def _width_for(texts: Iterable[str], title: str) -> int:
    return min(max(NARROWEST, *(wcswidth(text) + MARGIN for text in (title, *texts))), WIDEST)


def _fit_height(sheet: Worksheet, row: int) -> None:
    """Make a row as high as its texts need, which no program does for a row that was not typed in it."""
    lines = [
        sum(max(1, ceil((wcswidth(line) + 1) / sheet.column_dimensions[cell.column_letter].width)) for line in cell.value.split("\n"))
        for cell in sheet[row]
        if isinstance(cell.value, str) and cell.number_format != HIDDEN_FORMAT
    ]
    sheet.row_dimensions[row].height = LINE_HEIGHT * max((1, *lines)) + PADDING


def _draw_input(sheet: Worksheet, row: int, column: int, field: Field, value: Shown) -> None:
    cell = sheet.cell(row, column)
    _put(cell, value.value)
    number = isinstance(value.value, (int, float)) or (field.dimension is not None and field.dimension.kind in NUMERIC)
    cell.number_format = value.number_format
    cell.font, cell.fill, cell.border, cell.protection = TEXT, INPUT_FILL, BOX, Protection(locked=False)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="right" if number else "left")


def _put(cell: Cell, value: object) -> None:
    """Put a value into a cell; a text stays a text even when it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _draw_rule(sheet: Worksheet, dimension: Dimension | None, cells: str, first: str) -> None:
    """Let a cell take only what the vocabulary says belongs there."""
    name = _rule(dimension)
    if not name:
        return
    formula = _CHOICES if name == "flag" else _RULES[name].format(cell=first)
    rule = DataValidation(type="list" if name == "flag" else "custom", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = M.CELL_WRONG, M.CELL_RULES[name]
    rule.add(cells)
    sheet.add_data_validation(rule)


def _rule(dimension: Dimension | None) -> str:
    kind = dimension.kind if dimension else None
    named = {Kind.PEOPLE: "whole", Kind.RATIO: "ratio", Kind.DATE: "date", Kind.FLAG: "flag"}
    return named.get(kind, "number" if kind in NUMERIC else "") if kind else ""


def _draw_header(sheet: Worksheet, columns: dict[str, int], tab: str) -> None:
    sheet.sheet_properties.tabColor = tab
    for number, (title, width) in enumerate(columns.items(), 1):
        cell = sheet.cell(1, number, title)
        cell.font, cell.fill, cell.border = HEADER, HEADER_FILL, BOX
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 24


def _finish(sheet: Worksheet, form: Form) -> None:
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = "1:1"
    _set_up_page(sheet, form)


def _set_up_page(sheet: Worksheet, form: Form) -> None:
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.left.text = f"{form.unit.replace('&', '&&')}  {form.year}"
    sheet.oddFooter.center.text = M.SHEET_FOOTER


def _draw_originals(sheet: Worksheet, form: Form) -> None:
    """Keep what the file said: the unit and year in the first row, then each stated value by its path."""
    sheet.sheet_state = "veryHidden"
    rows = [(M.PROGRAM, form.agency, str(form.year)), *_originals(form)]
    for number, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            _put(sheet.cell(number, column), text)


def _originals(form: Form) -> Iterator[tuple[str, str]]:
    yield from ((field.path, field.written) for field in form.fields() if field.written is not None)
