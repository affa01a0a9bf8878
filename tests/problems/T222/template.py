"""把一段文字当作列表来循环。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{% for 行 in 副标题 %}{{ 行 }}{% endfor %}")
