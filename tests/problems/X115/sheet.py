"""导出以后，文件里删去了“数据”，表里却改了它的数。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    cell(book, "数据.志愿服务.队伍").value = "7支"
