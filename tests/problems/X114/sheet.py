"""从别处粘贴带来看不见的字符。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    cell(book, "单位.简称").value = "黎阳镇\u200b"
