"""删去了单位简称那一行。"""

from pathlib import Path

from tests.problems.excel import edited


def fill(path: Path) -> None:
    edited(path, lambda sheet: sheet.delete_rows(4))
