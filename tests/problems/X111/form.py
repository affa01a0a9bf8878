"""把单位全称那一行复制到了最后。"""

from pathlib import Path

from tests.problems.excel import edited


def fill(path: Path) -> None:
    edited(path, lambda sheet: sheet.append([cell.value for cell in sheet[3]]))
