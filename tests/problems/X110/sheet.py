"""“在编人员”一行被删去了。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    book["填报表"].delete_rows(cell(book, "人员.在编人员").row)
