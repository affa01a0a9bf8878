"""报告里改了模板的文字。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里改了模板的文字。"""
    return edited(root, ("人。部门预算于", "人。年初预算于"))
