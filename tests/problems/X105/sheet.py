"""在编人员填成了小数。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    cell(book, "人员.在编人员").value = 68.5
