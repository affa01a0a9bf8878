"""模板里只有标题，没有放正文的循环。"""

from tests.problems.word import Entries, with_only


def changed(entries: Entries) -> Entries:
    return with_only(entries, "{%p for 行 in 标题 %}", "{{ 行 }}", "{%p endfor %}")
