"""封面没有“扉页”这种位置。"""

from tests.problems.word import Entries, with_paragraphs


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, '{% if 封面.位置 == "扉页" %}封面{% endif %}')
