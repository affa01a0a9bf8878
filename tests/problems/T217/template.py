"""表格一行的标签写在了段落里。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, "{%tr for 行 in 附表.行 %}", "{%tr endfor %}")
