"""Turns a document into the plain data that a template prints: texts, flags, lists and records, nothing with a method."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from ...base import words as W
from ..document import Align, AnnexTable, Block, Cell, Document, Grid, Heading, Paragraph, Span, Spans, text_of
from .engine.numbered import Numbered
from .language import Shape

Data: TypeAlias = "str | int | bool | list[Data] | dict[str, Data]"
Record: TypeAlias = dict[str, Data]

is_special = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]").search
NEWLINES = re.compile(r"\r\n?|[\u2028\u2029]")
NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
NUMBER = re.compile(r"[-+－＋]?\d[\d,，]*(\.\d+)?[%％‰]?|[—－-]+")

_RUNS: Shape = [{W.D_TEXT: "", W.D_STRONG: False, W.D_GAP: False}]
_CELL: Shape = {W.D_TEXT: "", W.D_RUNS: _RUNS, W.D_IS_NUMBER: False}
ALIGNS = {Align.LEFT: W.D_LEFT, Align.CENTRE: W.D_CENTRE, Align.RIGHT: W.D_RIGHT}
KINDS = (*W.D_HEADING_KINDS, W.D_NUMBERED, W.D_PARAGRAPH, W.D_GRID)
_BLOCK: Shape = {
    W.D_KIND: frozenset(KINDS),
    W.D_NUMBER: "",
    W.D_TEXT: "",
    W.D_RUNS: _RUNS,
    W.D_HEADER: [_CELL],
    W.D_ROWS: [[_CELL]],
}
SHAPE: dict[str, Shape] = {
    W.D_TITLE: [""],
    W.D_TITLE_RUNS: [_RUNS],
    W.D_SUBTITLE: "",
    W.D_SUBTITLE_RUNS: _RUNS,
    W.D_DRAFT: False,
    W.D_COVER: {
        W.D_POSITION: frozenset((W.BEFORE_TITLE, W.AFTER_TITLE, W.OWN_PAGE, W.D_NOWHERE)),
        W.D_ITEMS: [{W.D_LABEL: "", W.D_CONTENT: "", W.D_RUNS: _RUNS}],
    },
    W.D_BODY: [_BLOCK],
    W.D_ANNEX: [
        {
            W.D_ORDER: "",
            W.D_TITLE: "",
            W.D_TITLE_RUNS: _RUNS,
            W.D_UNIT: "",
            W.D_ROWS: [
                {
                    W.D_HEADER: False,
                    W.D_CELLS: [{W.D_RUNS: _RUNS, W.D_ACROSS: 1, W.D_CONTINUED: False, W.D_ALIGN: frozenset(ALIGNS.values())}],
                }
            ],
        }
    ],
}


def context(document: Document) -> tuple[Record, tuple[Span, ...]]:
    """Return what a template may print of a document, in the shape SHAPE, and the spans whose texts are numbered, by their numbers."""
    made = _Context()
    return made.document(document), tuple(made.numbered)


def plain(text: str) -> str:
    """Return a text that XML can hold: a control character shows as its picture, other line ends become newlines."""
    return NO_XML.sub("\ufffd", NEWLINES.sub("\n", text).translate(CONTROLS)) if is_special(text) else str(text)


@dataclass
class _Context:
    """A document on its way to plain data; the texts of runs that print a value are numbered."""

    numbered: list[Span] = field(default_factory=list)

    def document(self, document: Document) -> Record:
        """Return a document's data."""
        return {
            W.D_TITLE: [_text(line) for line in document.title],
            W.D_TITLE_RUNS: [self.runs(line) for line in document.title],
            W.D_SUBTITLE: _text(document.subtitle),
            W.D_SUBTITLE_RUNS: self.runs(document.subtitle),
            W.D_DRAFT: document.draft,
            W.D_COVER: self.cover(document),
            W.D_BODY: [self.block(block) for block in document.blocks],
            W.D_ANNEX: [self.annex(table, order, len(document.annexes)) for order, table in enumerate(document.annexes, 1)],
        }

    def runs(self, spans: Spans) -> list[Data]:
        """Return spans as runs."""
        return [{W.D_TEXT: self.text(span), W.D_STRONG: span.strong, W.D_GAP: span.gap} for span in spans if span.text]

    def text(self, span: Span) -> str:
        """Return the text of a span; of one that prints a value with a number."""
        if span.value is None:
            return plain(span.text)
        self.numbered.append(span)
        return Numbered(plain(span.text), len(self.numbered) - 1)

    def cover(self, document: Document) -> Record:
        """Return the cover."""
        items: list[Data] = [
            {W.D_LABEL: plain(line.label), W.D_CONTENT: _text(line.spans), W.D_RUNS: self.runs(line.spans)} for line in document.cover
        ]
        return {W.D_POSITION: document.cover_position if items else W.D_NOWHERE, W.D_ITEMS: items}

    def block(self, block: Block) -> Record:
        """Return a block of the body."""
        match block:
            case Heading():
                return self.worded(W.D_HEADING_KINDS[block.level - 1], block.number, block.spans)
            case Paragraph():
                return self.worded(W.D_NUMBERED if block.number else W.D_PARAGRAPH, block.number, block.spans)
            case Grid():
                cells: Record = {W.D_HEADER: self.cells(block.header), W.D_ROWS: [self.cells(row) for row in block.rows]}
                return {**self.worded(W.D_GRID, "", ()), **cells}

    def worded(self, kind: str, number: str, spans: Spans) -> Record:
        """Return a block that is words."""
        return {
            W.D_KIND: kind,
            W.D_NUMBER: plain(number),
            W.D_TEXT: _text(spans),
            W.D_RUNS: self.runs(spans),
            W.D_HEADER: [],
            W.D_ROWS: [],
        }

    def cells(self, row: Iterable[Spans]) -> list[Data]:
        """Return the cells of a row of a plain table."""
        return [
            {W.D_TEXT: _text(cell), W.D_RUNS: self.runs(cell), W.D_IS_NUMBER: bool(NUMBER.fullmatch(_text(cell)))} for cell in row
        ]

    def annex(self, table: AnnexTable, order: int, count: int) -> Record:
        """Return an annex; it has a number where there are several."""
        rows: list[Data] = [
            {W.D_HEADER: number <= table.headings, W.D_CELLS: list(map(self.annex_cell, row))} for number, row in enumerate(table.rows, 1)
        ]
        return {
            W.D_ORDER: str(order) if count > 1 else "",
            W.D_TITLE: _text(table.title),
            W.D_TITLE_RUNS: self.runs(table.title),
            W.D_UNIT: _text(table.unit),
            W.D_ROWS: rows,
        }

    def annex_cell(self, cell: Cell) -> Record:
        """Return a cell of an annex."""
        return {W.D_RUNS: self.runs(cell.spans), W.D_ACROSS: cell.across, W.D_CONTINUED: cell.continued, W.D_ALIGN: ALIGNS[cell.align]}


def _text(spans: Spans) -> str:
    return plain(text_of(spans))
