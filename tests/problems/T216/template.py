"""开头用整段的标签，结尾没有用。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{%p if 副标题 %}", "{{ 副标题 }}", "{% endif %}")
