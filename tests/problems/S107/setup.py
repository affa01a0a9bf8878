"""这台电脑上没有装 git。"""

from pathlib import Path


def set_up(_: Path) -> dict[str, str]:
    return {"PATH": ""}
