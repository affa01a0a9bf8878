"""编外人员填了 24.5。"""

from pathlib import Path

from tests.problems.excel import typed


def fill(path: Path) -> None:
    typed(path, "人员.编外人员", 24.5)
