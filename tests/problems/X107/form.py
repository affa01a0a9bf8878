"""决算支出是错误值 #REF!。"""

from pathlib import Path

from tests.problems.excel import typed


def fill(path: Path) -> None:
    typed(path, "决算.支出", "#REF!")
