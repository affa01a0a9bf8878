"""Reads the paragraphs of a Word part and says where each stands, as a person counts: paragraph, or table, row and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from ...base import words as W

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, RUN, TEXT, TABLE, ROW, CELL = (f"{WORD}{tag}" for tag in ("p", "r", "t", "tbl", "tr", "tc"))
CODE, SIMPLE_FIELD, FIELD_MARK, FIELD_TYPE = (f"{WORD}{tag}" for tag in ("instrText", "fldSimple", "fldChar", "fldCharType"))
HELD = {"br": W.PAGE_BREAK, "sectPr": W.SECTION_BREAK, "drawing": W.PICTURE, "pict": W.PICTURE, "object": W.PICTURE, "fldChar": W.FIELD}


@dataclass(frozen=True, slots=True)
class Within:
    """What a paragraph stands in: its table, row and cell as counted, and keys of what encloses them."""

    table: int = 0
    row: int = 0
    column: int = 0
    story: int = 0
    cell_key: int = 0
    row_key: int = 0
    table_key: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its place, the text of each run, field codes, and what else would vanish with it."""

    place: str
    runs: tuple[str, ...]
    fields: tuple[str, ...]
    holds: tuple[str, ...]
    within: Within
    key: int

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(self.runs)


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def place_of(part: str) -> str:
    """Return the name of a part as a person knows it, with its file name when there can be several."""
    stem = PurePosixPath(part).stem
    title = W.WORD_PARTS.get(re.sub(r"\d+$", "", stem), "")
    return title if title and title != stem and not stem[-1].isdigit() else f"{title}{part}"


def read_lines(part: str, root: ET.Element) -> list[Line]:
    """Return the paragraphs of a part in their order, those of tables and text boxes among them."""
    return list(_Reader(place_of(part)).read(root, Within(story=id(root))))


class _Reader:
    def __init__(self, part: str) -> None:
        self.part = part
        self.tables = count(1)
        self.paragraphs = count(1)

    def read(self, parent: ET.Element, within: Within) -> Iterator[Line]:
        row = column = 0
        for child in parent:
            inside = replace(within, story=id(child))
            if child.tag == TABLE:
                inside = replace(inside, table=next(self.tables))
            elif child.tag == ROW:
                row += 1
                inside = replace(inside, row=row, row_key=id(child), table_key=id(parent))
            elif child.tag == CELL:
                column += 1
                inside = replace(inside, column=column, cell_key=id(child))
            elif child.tag == PARAGRAPH:
                yield self.line(child, within)
            yield from self.read(child, inside)

    def line(self, paragraph: ET.Element, within: Within) -> Line:
        inner = list(_own(paragraph))
        runs = tuple(_text(element) for element in inner if element.tag == RUN)
        holds = tuple(HELD[local(element)] for element in inner if local(element) in HELD)
        return Line(self.place(within), runs, tuple(_fields(inner)), holds, within, id(paragraph))

    def place(self, within: Within) -> str:
        if within.table:
            return W.PLACE_CELL.format(part=self.part, table=within.table, row=within.row, column=within.column)
        return W.PLACE_PARAGRAPH.format(part=self.part, number=next(self.paragraphs))


def _own(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag != PARAGRAPH:
            yield child
            yield from _own(child)


def _text(run: ET.Element) -> str:
    return "".join(child.text or "" for child in run if child.tag == TEXT)


def _fields(inner: list[ET.Element]) -> Iterator[str]:
    code = ""
    for element in inner:
        if element.tag == SIMPLE_FIELD:
            yield element.get(f"{WORD}instr", "")
        elif element.tag == CODE:
            code += element.text or ""
        elif element.get(FIELD_TYPE) in {"begin", "separate", "end"}:
            yield code
            code = ""
    yield code
