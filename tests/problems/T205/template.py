"""正文里留着一处没有接受的修订。"""

from tests.problems.word import DOCUMENT, Entries, edited


def changed(entries: Entries) -> Entries:
    return edited(entries, DOCUMENT, "<w:body>", '<w:body><w:p><w:ins w:id="1" w:author="李四"><w:r><w:t>草稿</w:t></w:r></w:ins></w:p>')
