"""Builds docs/problems.md from the folders of the gallery: python -m tests.problems.gallery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from generator.base.catalogue import CATALOGUE, HEADINGS, Entry

from .folder import CARET, HERE, Folder, folders

PAGE = HERE.parents[1] / "docs" / "problems.md"
LONGEST = 12
CHAPTERS = {
    "F": ("自己的文件", "多半在 `data/agencies/单位/年度.yaml` 里，由填报人改。"),
    "H": ("提示", "不是错误，只是建议；不改也能写出报告，`--strict` 也不拦。"),
    "R": ("规则和写法", "在规则集里的，请规则员改 `data/rules`；位置在您自己的文件里的，写法照样由您改。"),
    "S": ("文件夹和命令", "命令写错了、文件放错了地方，或者读不了、写不了。"),
    "T": ("正文和模板", "T1 开头的在正文、句子或文字模板里，T2 开头的在 Word 模板里；位置在您自己的文件里的由您改，别的请模板员改。"),
    "W": ("警告", "不妨碍出报告，但每条都要看一眼。"),
    "X": ("表格", "从 Excel 填报表读数时的问题。"),
}
HEAD = """# 问题一览

每个问题有一个编号。按编号找到它，看一看例子里哪里写错了、程序怎样提示，照提示改。
例子都用一个虚构的单位：新禾市黎阳镇人民政府；“▸”指出错的地方，文件里没有这个符号。
本页由 `python -m tests.problems.gallery` 从 `tests/problems` 生成，不要直接改。
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for letter, group in groupby(folders(), key=lambda folder: folder.number[0]):
        title, introduction = CHAPTERS[letter]
        parts += [f"## {letter}　{title}\n\n{introduction}\n", *("\n".join(_section(folder)) for folder in group)]
    return "\n".join(parts)


def _section(folder: Folder) -> Iterator[str]:
    entry = CATALOGUE[folder.number]
    yield f"### {folder.number}\n"
    yield _meaning(entry) + "\n"
    for done in ("template.py", "form.py", "around.py"):
        if (folder.path / done).is_file():
            yield (folder.path / done).read_text("utf-8").split('"""')[1] + "\n"
    for path in folder.files():
        yield from _file(folder, path)
    if (folder.path / "command.txt").is_file():
        yield f"输入 `ziping {folder.command}`：\n"
    yield f"```text\n{folder.printed_path.read_text('utf-8').strip()}\n```\n"


def _meaning(entry: Entry) -> str:
    sentences = (re.sub(r"\{\{|\}\}", lambda found: found[0][0], re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", each)) for each in (entry.reason, entry.remedy))
    return f"**{HEADINGS[entry.severity]}**　" + "　".join(filter(None, sentences))


def _file(folder: Folder, path: Path) -> Iterator[str]:
    try:
        bad = (folder.path / path).read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        yield f"`{path.as_posix()}` 不是 UTF-8 文本。\n"
        return
    if "\0" in "".join(bad):
        yield f"`{path.as_posix()}` 不是文本。\n"
        return
    sound = HERE / "base" / path
    written, gone = _changes(sound.read_text("utf-8").splitlines() if sound.is_file() else [], bad)
    if written:
        yield f"`{path.as_posix()}`：\n\n```text\n{_shortened(written)}\n```\n"
    elif gone:
        yield f"`{path.as_posix()}` 少了：\n\n```text\n{_shortened(gone)}\n```\n"


def _changes(sound: list[str], bad: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines that a bad file has and the sound one has not, and the other way round."""
    written, gone = [], []
    for kind, a, b, c, d in SequenceMatcher(None, sound, bad, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += sound[a:b]
            written += bad[c:d]
    return written, gone


def _shortened(lines: list[str]) -> str:
    marked = next((at for at, line in enumerate(lines) if CARET in line), 0)
    start = max(0, marked - LONGEST + 3)
    shown = lines[start : start + LONGEST]
    return "\n".join([*(["…"] if start else []), *shown, *(["…"] if start + LONGEST < len(lines) else [])])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
