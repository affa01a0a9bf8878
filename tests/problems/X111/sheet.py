"""“在编人员”一行被复制了一份。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    row = book["填报表"][cell(book, "人员.在编人员").row]
    book["填报表"].append([each.value for each in row])
