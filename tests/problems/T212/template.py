"""标签里的名称写错一个字。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{{ 付标题 }}")
