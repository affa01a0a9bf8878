"""表里改了“数据:”下的走访户数，导出以后文件里却删去了这一项。"""

from pathlib import Path

import openpyxl

from generator.base import words as W


def fill(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book[W.X_FACTS].append(["走访户数", 320, "户", "数据.走访户数"])
    book[W.X_ORIGINALS].append(["数据.走访户数", "310户"])
    book.save(path)
