"""压缩包里正文有两份，只有大小写不同。"""

from tests.problems.word import DOCUMENT, Entries


def changed(entries: Entries) -> Entries:
    return {**entries, "Word/document.xml": entries[DOCUMENT]}
