"""有开头，没有结尾。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{% if 副标题 %}{{ 副标题 }}")
