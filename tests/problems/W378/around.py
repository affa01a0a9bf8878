"""报告里删去了一栏仅有的一段。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里删去了一栏仅有的一段。"""
    return edited(root, ("负责辖区经济发展、公共服务和社会治理。", ""))
