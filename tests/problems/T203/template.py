"""设置里有 DOCTYPE 声明。"""

from tests.problems.word import Entries, edited


def changed(entries: Entries) -> Entries:
    return edited(entries, "word/settings.xml", "<w:settings", "<!DOCTYPE settings><w:settings")
