"""旧的 .doc 文件改了扩展名。"""

from tests.problems.word import Entries


def changed(entries: Entries) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
