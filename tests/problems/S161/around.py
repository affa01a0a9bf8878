"""LibreOffice 没有转成，例如磁盘满了。"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..programs import only


def around(root: Path) -> AbstractContextManager[None]:
    """Have a LibreOffice that writes nothing."""
    return only(soffice="exit 1")
