"""单位简称后面带着一个从网页粘贴来的零宽空格。"""

from pathlib import Path

from tests.problems.excel import typed


def fill(path: Path) -> None:
    typed(path, "单位.简称", "黎阳镇\u200b政府")
