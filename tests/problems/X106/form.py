"""决算支出填了公式 =1700+1780，存盘的程序没有算出结果。"""

from pathlib import Path

from tests.problems.excel import typed


def fill(path: Path) -> None:
    typed(path, "决算.支出", "=1700+1780")
