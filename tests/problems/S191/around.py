"""这台电脑没有装 Dask。"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch


def around(root: Path) -> AbstractContextManager[object]:
    """Let its import fail."""
    return patch.dict(sys.modules, {"distributed": None})
