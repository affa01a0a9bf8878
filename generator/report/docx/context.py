"""Turns a document into the plain data that a template prints: texts, flags, lists and records, nothing with a method."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from ...base import words as W
from ..document import Block, Document, Grid, Heading, Paragraph, ScoreRow, ScoreTable, Spans, text_of
from .language import Shape

Data: TypeAlias = "str | bool | list[Data] | dict[str, Data]"
Record: TypeAlias = dict[str, Data]

NEWLINES = re.compile(r"\r\n?|[\u2028\u2029]")
NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
NUMBER = re.compile(r"[-+－＋]?\d[\d,，]*(\.\d+)?[%％‰]?|[—－-]+")

_RUNS: Shape = [{W.D_TEXT: "", W.D_STRONG: False}]
_CELL: Shape = {W.D_TEXT: "", W.D_RUNS: _RUNS, W.D_IS_NUMBER: False}
_SCORES: dict[str, Shape] = dict.fromkeys(W.SCORE_COLUMNS, "")
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
    W.D_SUBTITLE: "",
    W.D_COVER: {
        W.D_POSITION: frozenset((W.BEFORE_TITLE, W.AFTER_TITLE, W.OWN_PAGE, W.D_NOWHERE)),
        W.D_ITEMS: [{W.D_LABEL: "", W.D_CONTENT: ""}],
    },
    W.D_BODY: [_BLOCK],
    W.D_ANNEX: {
        W.D_PRESENT: False,
        W.D_TITLE: "",
        W.D_COLUMNS: {**_SCORES},
        W.D_ROWS: [{**_SCORES, W.D_NEW_GROUP: False, W.D_NEW_SUBGROUP: False}],
        W.D_TOTAL: {**_SCORES},
    },
}


def context(document: Document) -> Record:
    """Return what a template may print of a document, in the shape SHAPE."""
    return {
        W.D_TITLE: [_text(line) for line in document.title],
        W.D_SUBTITLE: _text(document.subtitle),
        W.D_COVER: _cover(document),
        W.D_BODY: [_block(block) for block in document.blocks],
        W.D_ANNEX: _annex(document.annex) if document.annex else _no_annex(),
    }


def plain(text: str) -> str:
    """Return a text that XML can hold: a control character shows as its picture, other line ends become newlines."""
    return NO_XML.sub("\ufffd", NEWLINES.sub("\n", text).translate(CONTROLS))


def _text(spans: Spans) -> str:
    return plain(text_of(spans))


def _runs(spans: Spans) -> list[Data]:
    return [{W.D_TEXT: plain(span.text), W.D_STRONG: span.strong} for span in spans if span.text]


def _cover(document: Document) -> Record:
    items: list[Data] = [{W.D_LABEL: plain(line.label), W.D_CONTENT: _text(line.spans)} for line in document.cover]
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


def _scores(texts: Iterable[str]) -> Record:
    return dict(zip(W.SCORE_COLUMNS, texts, strict=True))


def _score_row(row: ScoreRow) -> Record:
    group, subgroup = row.opens
    return {**_scores(map(_text, row.cells)), W.D_NEW_GROUP: group, W.D_NEW_SUBGROUP: group or subgroup}


def _annex(table: ScoreTable) -> Record:
    return {
        W.D_PRESENT: True,
        W.D_TITLE: _text(table.title),
        W.D_COLUMNS: _scores(map(plain, table.columns)),
        W.D_ROWS: [_score_row(row) for row in table.rows],
        W.D_TOTAL: _scores(map(_text, table.total)),
    }


def _no_annex() -> Record:
    empty = _scores("" for _ in W.SCORE_COLUMNS)
    return {W.D_PRESENT: False, W.D_TITLE: "", W.D_COLUMNS: empty, W.D_ROWS: [], W.D_TOTAL: empty}
