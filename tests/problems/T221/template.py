"""尾注里写了标签。"""

from tests.problems.word import DOCUMENT, Entries, with_only


def changed(entries: Entries) -> Entries:
    return {**entries, "word/endnotes.xml": with_only(entries, "数据由{{ 副标题 }}提供。")[DOCUMENT]}
