"""那个地址上没有调度器。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch


def around(root: Path) -> AbstractContextManager[object]:
    """Wait for a second."""
    return patch("generator.batch.pool.TIMEOUT", 1)
