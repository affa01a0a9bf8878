"""正文里的图片是链接到网上的，没有插入文档。"""

from tests.problems.word import Entries, with_relationship


def changed(entries: Entries) -> Entries:
    return with_relationship(entries, "image", "https://example.com/logo.png", external=True)
