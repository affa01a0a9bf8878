"""Word 把标签里的引号改成了中文引号。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{% if 封面.位置 == “标题前” %}封面{% endif %}")
