"""报告里加进了一个没有的名称。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..returned import edited


def around(root: Path) -> AbstractContextManager[None]:
    """报告里加进了一个没有的名称。"""
    return edited(root, ("负责辖区经济发展、公共服务和社会治理。", "负责辖区{{ 经济 }}发展、公共服务和社会治理。"))
