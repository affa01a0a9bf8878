"""循环套循环，内容成倍增长。"""

from tests.problems.word import Entries, with_paragraphs

NAMES = "甲乙丙丁戊"
LOOPS = "".join(f"{{% for {name} in 正文 %}}" for name in NAMES) + "本单位严格执行预算，认真开展绩效自评。" * 10 + "{% endfor %}" * len(NAMES)


def changed(entries: Entries) -> Entries:
    return with_paragraphs(entries, LOOPS)
