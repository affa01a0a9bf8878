"""Edits a finished Word file as a person would: on its runs, bookmarks left where typing leaves them, or typed over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generator.report.docx.identity import number_of, read_identity
from generator.report.docx.pack import pack as pack
from generator.report.docx.pack import unpack as unpack
from generator.report.docx.package import COMPOUND_FILE

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = "word/document.xml"
COMPOUND = COMPOUND_FILE
SENTENCE = re.compile(r"[^。；]{6,}[。；]")
WORDS = re.compile(r"[\u4e00-\u9fff]{6,}")


@dataclass
class Marked:
    """A number with its bookmark."""

    number: int
    id: str
    start: Any
    end: Any
    texts: list[Any]

    @property
    def text(self) -> str:
        return "".join(each.text or "" for each in self.texts)

    def write(self, text: str) -> None:
        """Type over its text."""
        self.texts[0].text = text
        for each in self.texts[1:]:
            each.text = ""

    def unmark(self) -> None:
        for each in (self.start, self.end):
            each.getparent().remove(each)


@dataclass
class Edit:
    """What an edit did, so that it can be looked for.

    Attributes:
        numbers: the values whose print was changed, by their ids, with what was typed.
        taken: the words that were taken out.
        put: the words that were put in.
        paragraphs: where, by the paragraphs' order.
    """

    numbers: list[tuple[str, str]] = field(default_factory=list)
    taken: str = ""
    put: str = ""
    paragraphs: set[int] = field(default_factory=set)


class File:
    """A Word file that is edited."""

    def __init__(self, content: bytes) -> None:
        self.entries = unpack(content)
        self.root = etree.fromstring(self.entries[PART])
        identity = read_identity(self.entries)
        assert identity is not None
        self.ids = {number: printed.id for number, printed in identity.numbers.items()}
        self.paragraphs = list(self.root.iter(f"{WORD}p"))

    def content(self, *, stripped: bool = False) -> bytes:
        """Return the file; without what it carries of itself where it is stripped."""
        entries = {name: each for name, each in self.entries.items() if not (stripped and name.startswith("customXml/"))}
        return pack({**entries, PART: etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)})

    def numbers(self) -> list[Marked]:
        return [each for start in self.root.iter(f"{WORD}bookmarkStart") for each in self._marked(start)]

    def _marked(self, start: Any) -> Iterator[Marked]:
        number = number_of(start.get(f"{WORD}name"))
        texts: list[Any] = []
        for each in start.itersiblings() if number is not None else ():
            if each.tag == f"{WORD}bookmarkEnd" and each.get(f"{WORD}id") == start.get(f"{WORD}id"):
                if texts:
                    yield Marked(number, self.ids[number], start, each, texts)  # type: ignore[arg-type]
                return
            texts += each.iter(f"{WORD}t")

    def at(self, element: Any) -> int:
        """Return the order of the paragraph that an element stands in."""
        return self.paragraphs.index(next(element.iterancestors(f"{WORD}p")))


def digit(file: File, source: random.Random) -> Edit:
    """A digit of a number is changed."""
    return _digit(file, source, marked=True)


def retyped(file: File, source: random.Random) -> Edit:
    """A number is typed anew, its bookmark gone."""
    return _digit(file, source, marked=False)


def _digit(file: File, source: random.Random, *, marked: bool) -> Edit:
    number = source.choice([each for each in file.numbers() if re.search(r"\d", each.text)])
    at = source.choice([found.start() for found in re.finditer(r"\d", number.text)])
    other = source.choice([each for each in "123456789" if each != number.text[at]])
    number.write(number.text[:at] + other + number.text[at + 1 :])
    edit = Edit([(number.id, number.text)], paragraphs={file.at(number.start)})
    if not marked:
        number.unmark()
    return edit


def swapped(file: File, source: random.Random) -> Edit:
    """Two numbers change places."""
    one = source.choice([each for each in file.numbers() if re.search(r"\d", each.text)])
    other = source.choice([each for each in file.numbers() if re.search(r"\d", each.text) and each.text != one.text])
    first, second = one.text, other.text
    one.write(second)
    other.write(first)
    return Edit([(one.id, second), (other.id, first)], paragraphs={file.at(one.start), file.at(other.start)})


def sentence(file: File, source: random.Random) -> Edit:
    """A sentence of a paragraph is deleted, numbers and all."""
    wanted = [(each, found) for each in file.paragraphs if len(found := list(SENTENCE.finditer(_text(each)))) > 1]
    paragraph, sentences = source.choice(wanted)
    gone = source.choice(sentences)
    _cut(file, paragraph, gone.start(), gone.end())
    return Edit(taken=gone[0], paragraphs={file.paragraphs.index(paragraph)})


def word(file: File, source: random.Random) -> Edit:
    """A word of a sentence is changed."""
    inside = {text for number in file.numbers() for text in number.texts}
    wanted = [(each, found) for each in file.root.iter(f"{WORD}t") if each not in inside for found in WORDS.finditer(each.text or "")]
    text, found = source.choice(wanted)
    at = source.randrange(found.start() + 1, found.end() - 3)
    taken = text.text[at : at + 2]
    text.text = f"{text.text[:at]}另行{text.text[at + 2 :]}"
    return Edit(taken=taken, put="另行", paragraphs={file.at(text)})


def paragraph(file: File, source: random.Random) -> Edit:
    """A paragraph is deleted."""
    gone = source.choice([each for each in file.paragraphs if len(_text(each)) > 20 and each.getparent().tag == f"{WORD}body"])
    gone.getparent().remove(gone)
    return Edit(taken=_text(gone))


def added(file: File, source: random.Random) -> Edit:
    """A paragraph is written in."""
    before = source.choice([each for each in file.paragraphs if len(_text(each)) > 20 and each.getparent().tag == f"{WORD}body"])
    new = etree.fromstring(f'<w:p xmlns:w="{WORD[1:-1]}"><w:r><w:t>另外，全年还接待群众{source.randrange(100, 999)}人次。</w:t></w:r></w:p>')
    before.addnext(new)
    return Edit(put=_text(new), paragraphs={file.paragraphs.index(before) + 1})


EDITS: tuple[Callable[[File, random.Random], Edit], ...] = (digit, swapped, sentence, word, retyped, paragraph, added)


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{WORD}t"))


def _cut(file: File, paragraph: Any, start: int, end: int) -> None:
    """Take characters out of a paragraph; a bookmark whose text goes with them goes too."""
    inside = [each for each in file.numbers() if file.paragraphs[file.at(each.start)] is paragraph]
    at = 0
    for each in list(paragraph.iter(f"{WORD}t")):
        text = each.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if low < high:
            each.text = text[:low] + text[high:]
    for number in inside:
        if not number.text:
            number.unmark()
