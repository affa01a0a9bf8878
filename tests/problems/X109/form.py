"""导出以后，文件里把决算支出改成了 3,481.00，表里又填了 3482。"""

from pathlib import Path

from tests.problems.excel import typed


def fill(path: Path) -> None:
    typed(path, "决算.支出", 3482)
