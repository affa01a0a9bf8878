"""把 Word 文件改了扩展名。"""

from pathlib import Path

from tests.problems.folder import HERE, OFFICIAL


def fill(path: Path) -> None:
    path.write_bytes((HERE.parents[1] / OFFICIAL).read_bytes())
