"""公式引用的格子被删去，成了错误值。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    spoiled = cell(book, "决算.支出")
    spoiled.value, spoiled.data_type = "#REF!", "e"
