"""只给名称一列排了序，第一行成了别的名称。"""

from pathlib import Path

from tests.problems.excel import edited


def fill(path: Path) -> None:
    edited(path, lambda sheet: sheet.cell(3, 1, "单位简称"))
