"""这台电脑没有装 LibreOffice。"""

from __future__ import annotations

from contextlib import AbstractContextManager

from ..programs import only


def around() -> AbstractContextManager[None]:
    """Have no program at all."""
    return only()
