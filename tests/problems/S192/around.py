"""Nobody listens where a scheduler should be; not much time is spent on finding out."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch


def around(root: Path) -> AbstractContextManager[object]:
    """Wait for a second."""
    return patch("generator.batch.pool.TIMEOUT", 1)
