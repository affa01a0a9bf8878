"""Turns a document into the plain data that a template prints: texts, flags, lists and records, nothing with a method."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from ...base import words as W
from ..document import Align, AnnexTable, Block, Cell, Document, Grid, Heading, Paragraph, Spans, text_of
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


def context(document: Document) -> Record:
    """Return what a template may print of a document, in the shape SHAPE."""
    return {
        W.D_TITLE: [_text(line) for line in document.title],
        W.D_TITLE_RUNS: [_runs(line) for line in document.title],
        W.D_SUBTITLE: _text(document.subtitle),
        W.D_SUBTITLE_RUNS: _runs(document.subtitle),
        W.D_DRAFT: document.draft,
        W.D_COVER: _cover(document),
        W.D_BODY: [_block(block) for block in document.blocks],
        W.D_ANNEX: [_annex(table, order, len(document.annexes)) for order, table in enumerate(document.annexes, 1)],
    }


def plain(text: str) -> str:
    """Return a text that XML can hold: a control character shows as its picture, other line ends become newlines."""
    return NO_XML.sub("\ufffd", NEWLINES.sub("\n", text).translate(CONTROLS)) if is_special(text) else str(text)


def _text(spans: Spans) -> str:
    return plain(text_of(spans))


def _runs(spans: Spans) -> list[Data]:
    return [{W.D_TEXT: plain(span.text), W.D_STRONG: span.strong, W.D_GAP: span.gap} for span in spans if span.text]


def _cover(document: Document) -> Record:
    items: list[Data] = [
        {W.D_LABEL: plain(line.label), W.D_CONTENT: _text(line.spans), W.D_RUNS: _runs(line.spans)} for line in document.cover
    ]
    return {W.D_POSITION: document.cover_position if items else W.D_NOWHERE, W.D_ITEMS: items}


def _block(block: Block) -> Record:
    match block:
        case Heading():
            return _worded(W.D_HEADING_KINDS[block.level - 1], block.number, block.spans)
        case Paragraph():
            return _worded(W.D_NUMBERED if block.number else W.D_PARAGRAPH, block.number, block.spans)
        case Grid():
            cells: Record = {W.D_HEADER: _cells(block.header), W.D_ROWS: [_cells(row) for row in block.rows]}
            return {**_worded(W.D_GRID, "", ()), **cells}


def _worded(kind: str, number: str, spans: Spans) -> Record:
    return {
        W.D_KIND: kind,
        W.D_NUMBER: plain(number),
        W.D_TEXT: _text(spans),
        W.D_RUNS: _runs(spans),
        W.D_HEADER: [],
        W.D_ROWS: [],
    }


def _cells(row: Iterable[Spans]) -> list[Data]:
    return [{W.D_TEXT: _text(cell), W.D_RUNS: _runs(cell), W.D_IS_NUMBER: bool(NUMBER.fullmatch(_text(cell)))} for cell in row]


def _annex(table: AnnexTable, order: int, count: int) -> Record:
    """Return an annex; it has a number where there are several."""
    return {
        W.D_ORDER: str(order) if count > 1 else "",
        W.D_TITLE: _text(table.title),
        W.D_TITLE_RUNS: _runs(table.title),
        W.D_UNIT: _text(table.unit),
        W.D_ROWS: [
            {W.D_HEADER: number <= table.headings, W.D_CELLS: list(map(_annex_cell, row))} for number, row in enumerate(table.rows, 1)
        ],
    }


def _annex_cell(cell: Cell) -> Record:
    return {W.D_RUNS: _runs(cell.spans), W.D_ACROSS: cell.across, W.D_CONTINUED: cell.continued, W.D_ALIGN: ALIGNS[cell.align]}
