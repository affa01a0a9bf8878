"""上一次提交时，在编人员写成了“很多”，后来改好了，还没有提交。"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def around(root: Path) -> Iterator[None]:
    """Have a repository whose last commit comes to no report."""
    path = root / "data/agencies/liyang/2024.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("在编人员: 68", "在编人员: 很多"), "utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
    path.write_text(sound, "utf-8")
    yield
