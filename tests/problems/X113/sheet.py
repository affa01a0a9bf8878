"""表里的“目标”一列改了名。"""

from openpyxl import Workbook


def fill(book: Workbook) -> None:
    title = next(each for sheet in book.worksheets for each in sheet[1] if each.value == "目标")
    title.value = "年度目标"
