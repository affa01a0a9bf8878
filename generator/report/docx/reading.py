"""Reads a finished report back, whoever saved it last: its paragraphs, where its numbers stand in them, and what it carries of itself.

Comments, tracked changes, content controls, fields and proofing marks are what people leave in a file: what was inserted counts,
what was deleted does not. Headers, footers, notes and text boxes are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from ...base import words as W
from ...base.marks import Mark, Source
from ...base.problems import ProblemError, make
from .identity import Identity, number_of, read_identity
from .package import ROOT_RELATIONSHIPS, NoZipError, UnsoundError, sound_entries

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # of Word's "Strict Open XML"
}
_PASSED_OVER = {"drawing", "pict", "object", "AlternateContent", "txbxContent", "rt", "tblPr"}
_DELETED = {"del", "moveFrom"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BETWEEN_CELLS = "　"
_BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """Where a number stands in its paragraph, by characters, and the number of its bookmark."""

    start: int
    end: int
    bookmark: int


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph as it reads.

    Attributes:
        text: its text; a line break is a newline.
        numbers: its bookmarked numbers, in the order of their ends.
        row: of one in a table, the number of its row, counted through the whole report; 0 for others.
        table: what its table is called; empty for one that has no name, and outside of tables.
        is_heading: whether it is a heading.
    """

    text: str
    numbers: tuple[ReadNumber, ...] = ()
    row: int = 0
    table: str = ""
    is_heading: bool = False


@dataclass(frozen=True)
class ReadReport:
    """A report as it reads: its paragraphs, those of tables cell by cell, and what it carries of itself, None where that is lost."""

    paragraphs: tuple[ReadParagraph, ...]
    identity: Identity | None

    def heading(self, at: int) -> str:
        """Return the heading that a paragraph stands below, or the name of its table."""
        table = self.paragraphs[at].table
        return table or next((each.text for each in reversed(self.paragraphs[:at]) if each.is_heading), "")

    def around(self, at: int) -> str:
        """Return a paragraph's text; of one in a table the texts of its row."""
        row = self.paragraphs[at].row
        texts = self._rows[row] if row else [self.paragraphs[at].text]
        return _BETWEEN_CELLS.join(" ".join(text.split()) for text in texts if text.strip())

    @cached_property
    def _rows(self) -> dict[int, list[str]]:
        rows: dict[int, list[str]] = {}
        for each in self.paragraphs:
            rows.setdefault(each.row, []).append(each.text)
        return rows


def read_docx(content: bytes, name: str) -> ReadReport:
    """Return what a Word file reads.

    Args:
        content: the file.
        name: its path, as a person would type it.

    Raises:
        ProblemError: S200 it is no Word file, S201 it is one that is not sane.
    """
    entries = _entries(content, name)
    main = _main(entries, name)
    styles = entries.get(str(PurePosixPath(main).with_name("styles.xml")))
    headings = _heading_styles(_parsed(styles, "styles.xml", name)) if styles else frozenset[str]()
    reader = _Reader(headings)
    reader.walk(_parsed(entries[main], main, name), 0, "")
    return ReadReport(tuple(reader.paragraphs), read_identity(entries))


def _refuse(number: str, name: str, *whys: str) -> ProblemError:
    return ProblemError(*(make(number, Mark(Source(name, "")), why=why) for why in whys))


def _entries(content: bytes, name: str) -> dict[str, bytes]:
    """Return the XML parts of a Word file."""
    try:
        return sound_entries(content, (".xml", ".rels"))
    except NoZipError as error:
        raise _refuse("S200", name, W.WORD_BINARY if error.is_old else W.NOT_A_ZIP) from None
    except UnsoundError as error:
        raise _refuse("S201", name, *error.whys) from None


def _main(entries: dict[str, bytes], name: str) -> str:
    """Return the name of the part with the text; some programs call it other than Word does."""
    if ROOT_RELATIONSHIPS in entries:
        for each in _parsed(entries[ROOT_RELATIONSHIPS], ROOT_RELATIONSHIPS, name):
            target = str(each.get("Target", "")).lstrip("/")
            if str(each.get("Type", "")).endswith("/officeDocument") and target in entries:
                return target
    raise _refuse("S200", name, W.NO_WORD_DOCUMENT)


def _parsed(content: bytes, part: str, name: str) -> Any:
    """Return the root of a part; the parser's own limits on depth and size hold, and nothing is fetched."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, LookupError, ValueError):
        raise _refuse("S200", name, W.DAMAGED_PART.format(part=part)) from None


def _local(element: Any) -> str:
    """Return the name of one of Word's elements, of any other its name as well if Word's stand within it."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _get(element: Any, name: str) -> str:
    """Return an attribute by its local name; empty where it is missing."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _inside(element: Any, *path: str) -> Any:
    """Return an element by the local names that lead to it; None where there is none."""
    for name in path:
        element = next((child for child in element if _local(child) == name), None)
        if element is None:
            return None
    return element


def _outline(properties: Any) -> bool | None:
    """Return whether properties of a paragraph make it a heading; None where they do not say."""
    level = None if properties is None else _inside(properties, "outlineLvl")
    return None if level is None else _get(level, "val") != str(_BODY_TEXT)


def _heading_styles(root: Any) -> frozenset[str]:
    """Return the ids of the styles of headings; a style is as the one it is based on where it does not say."""
    styles = {_get(each, "styleId"): each for each in root if _local(each) == "style"}
    return frozenset(id for id in styles if _is_heading(id, styles))


def _is_heading(id: str, styles: dict[str, Any]) -> bool:
    seen = set[str]()
    while id in styles and id not in seen:
        seen.add(id)
        said = _outline(_inside(styles[id], "pPr"))
        if said is not None:
            return said
        based = _inside(styles[id], "basedOn")
        id = "" if based is None else _get(based, "val")
    return False


class _Reader:
    """Reads the paragraphs of a part in their order."""

    def __init__(self, headings: frozenset[str]) -> None:
        self.headings = headings
        self.paragraphs: list[ReadParagraph] = []
        self.rows = 0
        self.open: dict[str, tuple[int, int]] = {}
        """The bookmarks that are open, by their ids in the file: their numbers, and where they began."""
        self.text = ""
        self.numbers: list[ReadNumber] = []

    def walk(self, parent: Any, row: int, table: str) -> None:
        """Read the paragraphs of a part, a table or whatever else holds some."""
        for child in parent:
            match _local(child):
                case "p" if etree.QName(child).namespace in _WORD:
                    self.paragraph(child, row, table)
                case "tbl":
                    caption = _inside(child, "tblPr", "tblCaption")
                    self.walk(child, row, "" if caption is None else _get(caption, "val"))
                case "tr":
                    self.rows += 1
                    self.walk(child, self.rows, table)
                case "bookmarkStart" | "bookmarkEnd":
                    self.mark(child)
                case name if name not in _PASSED_OVER:
                    self.walk(child, row, table)

    def paragraph(self, paragraph: Any, row: int, table: str) -> None:
        self.content(paragraph, counts=True)
        properties = _inside(paragraph, "pPr")
        if properties is not None and _inside(properties, "rPr", "del") is not None:
            return  # its end was deleted: it is one with the next
        style = None if properties is None else _inside(properties, "pStyle")
        said = _outline(properties)
        is_heading = said if said is not None else style is not None and _get(style, "val") in self.headings
        for id in list(self.open):
            self.close(id)
        self.paragraphs.append(ReadParagraph(self.text, tuple(self.numbers), row, table, is_heading))
        self.text, self.numbers = "", []

    def content(self, parent: Any, *, counts: bool) -> None:
        """Read what stands in a paragraph; what was deleted does not count, though bookmarks may begin and end in it."""
        for child in parent:
            match _local(child):
                case "t" if etree.QName(child).namespace in _WORD:
                    self.text += (child.text or "") if counts else ""
                case ("tab" | "br" | "cr" | "noBreakHyphen") as sign if _local(parent) == "r":
                    self.text += _SIGNS[sign] if counts else ""
                case "bookmarkStart" | "bookmarkEnd":
                    self.mark(child)
                case name if name not in _PASSED_OVER:
                    self.content(child, counts=counts and name not in _DELETED)

    def mark(self, element: Any) -> None:
        """Note where a bookmark begins or ends."""
        id, number = _get(element, "id"), number_of(_get(element, "name"))
        if _local(element) == "bookmarkEnd":
            self.close(id)
        elif number is not None:
            self.open[id] = number, len(self.text)

    def close(self, id: str) -> None:
        if id in self.open:
            number, start = self.open.pop(id)
            self.numbers.append(ReadNumber(min(start, len(self.text)), len(self.text), number))


def numbered(report: ReadReport) -> Iterator[tuple[int, ReadNumber]]:
    """Yield the numbers of a report, each with the index of its paragraph; an empty bookmark holds none."""
    for at, paragraph in enumerate(report.paragraphs):
        yield from ((at, number) for number in paragraph.numbers if paragraph.text[number.start : number.end].strip())
