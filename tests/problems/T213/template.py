"""用了没有的过滤器。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{{ 副标题 | 大写 }}")
