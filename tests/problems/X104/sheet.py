"""“值”一列被删去了。"""

from openpyxl import Workbook


def fill(book: Workbook) -> None:
    book["填报表"].delete_cols(2)
