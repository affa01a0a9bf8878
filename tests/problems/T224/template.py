"""标签写得通，填写时才看出数和文字不能比大小。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{%p for 行 in 标题 %}", '第几行{% if loop.index > "一" %}甲{% endif %}', "{%p endfor %}")
