"""整段的标签后面还写着字。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{%p if 副标题 %}以下为副标题：", "{{ 副标题 }}", "{%p endif %}")
