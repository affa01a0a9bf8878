"""报告里把日期改成了日历上没有的一天。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里把日期改成了日历上没有的一天。"""
    return edited(root, ("2024年2月20日", "2024年2月30日"))
