"""一份自己画的表，不是 ziping 写出的填报表。"""

from pathlib import Path

import openpyxl


def fill(path: Path) -> None:
    openpyxl.Workbook().save(path)
