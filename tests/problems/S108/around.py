"""文件夹是 git 仓库，提交过一次，分支名是 main。"""

from __future__ import annotations

import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

GIT = ("git", "-c", "user.name=xinhe", "-c", "user.email=xinhe@example.org", "-c", "commit.gpgsign=false")


def around(root: Path) -> AbstractContextManager[None]:
    """Make a repository of the folder."""
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "2024")):
        subprocess.run([*GIT, *arguments], cwd=root, check=True)
    return nullcontext()
