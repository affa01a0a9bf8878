"""报告里直接改了得分。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里直接改了得分。"""
    return edited(root, ("99.15", "99.5"))
