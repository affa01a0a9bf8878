"""打印的标签多写了字母 p。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{{p 副标题 }}")
