"""填了公式，没有用 Excel 算过。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    cell(book, "决算.支出").value = "=3200+280"
