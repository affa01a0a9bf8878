"""绩效指标表里多了一列“备注”。"""

from pathlib import Path

import openpyxl


def fill(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["绩效指标"].cell(1, 12, "备注")
    book.save(path)
