"""导出以后，表里改了，文件也改了。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    cell(book, "决算.支出").value = 3482
