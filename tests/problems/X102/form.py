"""压缩包里有一个展开后大得不正常的文件。"""

import zipfile
from pathlib import Path


def fill(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (2 * 1024 * 1024))
