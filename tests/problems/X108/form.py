"""把单位全称和简称两格合并了。"""

from pathlib import Path

from tests.problems.excel import edited


def fill(path: Path) -> None:
    edited(path, lambda sheet: sheet.merge_cells("B3:B4"))
