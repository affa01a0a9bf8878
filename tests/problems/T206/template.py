"""模板里带着宏。"""

from tests.problems.word import Entries, with_relationship


def changed(entries: Entries) -> Entries:
    return with_relationship(entries, "vbaProject", "vbaProject.bin")
