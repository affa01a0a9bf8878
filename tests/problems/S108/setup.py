"""文件夹是 git 仓库，提交过一次，分支名是 main。"""

import subprocess
from pathlib import Path

GIT = ("git", "-c", "user.name=xinhe", "-c", "user.email=xinhe@example.org", "-c", "commit.gpgsign=false")


def set_up(root: Path) -> dict[str, str]:
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "2024")):
        subprocess.run([*GIT, *arguments], cwd=root, check=True)
    return {}
