"""“原文”工作表被删去了。"""

from openpyxl import Workbook


def fill(book: Workbook) -> None:
    book.remove(book["原文"])
