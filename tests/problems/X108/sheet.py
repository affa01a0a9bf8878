"""两格合并了。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    row = cell(book, "预算.基本支出").row
    book["填报表"].merge_cells(f"B{row}:B{row + 1}")
