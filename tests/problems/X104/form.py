"""删去了“数值”一列。"""

from pathlib import Path

from tests.problems.excel import edited


def fill(path: Path) -> None:
    edited(path, lambda sheet: sheet.delete_cols(2))
