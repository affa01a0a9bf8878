"""同一个数在报告里改成了两样。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """同一个数在报告里改成了两样。"""
    return edited(root, ("2024年2月20日", "2024年2月21日"), ("2024年2月20日", "2024年2月22日"))
