"""一个压缩包，里面有展开后大得不正常的文件。"""

from __future__ import annotations

import zipfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path


def around(root: Path) -> AbstractContextManager[None]:
    """Lay the file into the folder."""
    with zipfile.ZipFile(root / "交回来的.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (2 * 1024 * 1024))
    return nullcontext()
