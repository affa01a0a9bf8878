"""报告里删去了一段。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里删去了一段。"""
    return edited(root, ("办成民生实事八件，群众满意度提高。", ""))
