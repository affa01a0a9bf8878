"""这台电脑上没有装 git。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..programs import only


def around(root: Path) -> AbstractContextManager[None]:
    """Have no program at all."""
    return only()
